"""Real OSC clients, none of them ours: liblo, Pure Data, SuperCollider. Each starts, steers and hears a node.

`liblo`, `pure_data` and `sclang` talk to the node on a UDP port of this machine: hello, subscribe, tempo
131.5, the level of part 2 to 0.25, a switch, play. They return what the client printed once it has heard
everything in `HEARD`, and raise AssertionError when it does not in time. A tool that is not installed is a
failure, not a skip. `folder` takes their files.
"""

import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

TEMPO, LEVEL = 131.5, 0.25
# What each client must print: an address without prefix, and an argument somewhere after it.
HEARD = (
    ("hello", "livenode"),
    ("update", "1"),
    ("update", "0"),
    ("tempo", r"131\.5"),
    ("part/2/level", r"0?\.25"),
    ("transport/state", "(count_in|rolling)"),
    ("pong", "7"),
)


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def tool(name: str) -> str:
    path = shutil.which(name)
    assert path, f"{name} is not installed; apt install liblo-tools puredata-core supercollider-language"
    return path


def run_until(command: list[str], log: Path, patterns: list[str], limit_s: float, while_running=None) -> str:
    """Start a program, end it as soon as its output has every pattern, and return the output."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_DISABLE_SANDBOX": "1"}
    with log.open("wb") as out:
        program = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment, start_new_session=True
        )
    try:
        if while_running is not None:
            while_running()
        until = time.monotonic() + limit_s
        while True:
            text = log.read_text("utf-8", "replace")
            missing = [pattern for pattern in patterns if not re.search(pattern, text)]
            if not missing:
                return text
            if time.monotonic() > until:
                raise AssertionError(
                    f"{command[0]} did not hear {missing} in {limit_s} s; it printed:\n{text}"
                )
            time.sleep(0.05)
    finally:
        program.terminate()
        try:
            program.wait(5)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()


def liblo(port: int, folder: Path) -> str:
    """Steer with oscsend, from a new source port each time; hear with oscdump on another port."""
    reply_port = free_port()
    send = [tool("oscsend"), "127.0.0.1", str(port)]

    def steer() -> None:
        time.sleep(0.3)  # until oscdump listens
        for message in (
            f"hello i {reply_port}",
            f"subscribe isi {reply_port} all 30",
            "ping i 7",
            f"tempo f {TEMPO}",
            f"part/2/level d {LEVEL}",
            "part/3/mute T",
            "transport/play s now",
        ):
            path, *arguments = message.split()
            subprocess.run([*send, f"/livenode/{path}", *arguments], check=True, timeout=10)

    patterns = [rf"/livenode/{path} \w+ .*{argument}" for path, argument in HEARD]
    return run_until([tool("oscdump"), "-L", str(reply_port)], folder / "liblo.log", patterns, 10, steer)


def pure_data(port: int, folder: Path) -> str:
    """Steer with [netsend], hear with [netreceive] on another port. Pd sends every number as a float."""
    reply_port = free_port()
    messages = (
        (f"hello {reply_port}", ""),
        (f"subscribe {reply_port} all 30", "fsf"),
        ("ping 7", ""),
        (f"tempo {TEMPO}", ""),
        (f"part/2/level {LEVEL}", ""),
        ("part/3/mute 1", ""),
        ("transport/play now", "s"),
    )
    patch = folder / "client.pd"
    patch.write_text(pd_patch(port, reply_port, messages))
    patterns = [f"HEARD: list livenode {path.replace('/', ' ')} .*{argument}" for path, argument in HEARD]
    command = [tool("pd"), "-nogui", "-noaudio", "-nomidi", "-stderr", "-open", str(patch)]
    return run_until(command, folder / "pd.log", patterns, 15)


def pd_patch(port: int, reply_port: int, messages: tuple[tuple[str, str], ...]) -> str:
    """Return a patch that sends each (path and arguments, type tags) in turn and prints what it hears."""
    objects = [
        "obj 20 20 loadbang",
        f"msg 20 50 connect 127.0.0.1 {port}",
        "obj 20 400 netsend -u -b",
        f"obj 300 300 netreceive -u -b {reply_port}",
        "obj 300 330 oscparse",
        "obj 300 360 print HEARD",
        "obj 150 340 list prepend send",
        "obj 150 360 list trim",
    ]
    wires = [(0, 1), (1, 2), (3, 4), (4, 5), (6, 7), (7, 2)]
    for row, (message, tags) in enumerate(messages):
        path, *arguments = message.split()
        first = len(objects)
        flags = f"-f {tags} " if tags else ""
        objects += [
            f"obj 150 {20 + row} delay {300 + 100 * row}",
            f"msg 250 {20 + row} list {' '.join(arguments)}",
            f"obj 350 {20 + row} oscformat {flags}livenode {path.replace('/', ' ')}",
        ]
        wires += [(0, first), (first, first + 1), (first + 1, first + 2), (first + 2, 6)]
    lines = ["#N canvas 0 0 700 500 12;", *(f"#X {text};" for text in objects)]
    return "\n".join([*lines, *(f"#X connect {a} 0 {b} 0;" for a, b in wires)]) + "\n"


def sclang(port: int, folder: Path) -> str:
    """Steer and hear with SuperCollider's language, on one socket; play comes in a bundle sent ahead."""
    script = folder / "client.scd"
    script.write_text(
        f"""(
var node = NetAddr("127.0.0.1", {port});
thisProcess.addOSCRecvFunc({{ |message| ("HEARD" + message.collect(_.asString).join(" ")).postln }});
fork {{
  0.3.wait;
  node.sendMsg("/livenode/hello");
  node.sendMsg("/livenode/subscribe", 0, "all", 30);
  0.1.wait;
  node.sendMsg("/livenode/ping", 7);
  node.sendMsg("/livenode/tempo", {TEMPO});
  node.sendMsg("/livenode/part/2/level", {LEVEL});
  node.sendMsg("/livenode/part/3/mute", true);
  node.sendBundle(0.3, ["/livenode/part/4/level", 0.5], ["/livenode/transport/play", "now"]);
}};
)
"""
    )
    patterns = [rf"HEARD /livenode/{path} .*{argument}" for path, argument in HEARD]
    return run_until([tool("sclang"), str(script)], folder / "sclang.log", patterns, 60)
