"""Real OSC clients, none of them ours: liblo, Pure Data, SuperCollider, ChucK, and node-osc of JavaScript.

`liblo`, `pure_data`, `sclang`, `chuck` and `node_osc` talk to the node on a UDP port of this machine: hello,
subscribe, then `FIRST`, and once it rolls `THEN`. They return what the client printed once it has heard
everything in `HEARD`, and raise AssertionError when it does not in time. A tool that is not installed is a
failure, not a skip. `folder` takes their files.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from tests.ports import free_port

TEMPO, LEVEL, PRESET = 131.5, 0.25, "evening"
FIRST = (
    ("ping", 7),
    ("tempo", TEMPO),
    ("part/2/level", LEVEL),
    ("part/3/mute", 1),
    ("part/2/prompt", "strings"),
    ("transport/play", "now"),
)
THEN = (
    ("part/2/generate",),
    ("at", "bar", "part/1/hold", 1),
    ("at", "bar", "part/2/mute", 1),
    ("preset/load", PRESET, "2bar"),
)
QUEUED = ("part/2/generate", "part/1/hold", "part/2/mute", "preset/load")
# What each client must print: an address without prefix, and an argument somewhere after it.
HEARD = (
    ("hello", "livenode"),
    ("update", "1"),
    ("update", "0"),
    ("tempo", r"131\.5"),
    ("part/2/level", r"0?\.25"),
    ("part/2/prompt", "strings"),
    ("transport/state", "(count_in|rolling)"),
    ("pong", "7"),
    *(("queued", path) for path in QUEUED),
)
ROLLS_S = 0.8  # from play to the bar line it begins at, and a moment
PACKAGES = "liblo-tools puredata-core supercollider-language chuck"
NODE = Path(sys.prefix) / "node" / "node_modules"  # where scripts/setup.sh installs node-osc


def tool(name: str) -> str:
    path = shutil.which(name)
    assert path, f"{name} is not installed; apt install {PACKAGES}"
    return path


def end(program: subprocess.Popen) -> None:
    """End a program that leads a session of its own, and all that it has started."""
    with suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGTERM)
        try:
            program.wait(5)
        except subprocess.TimeoutExpired:
            pass
        os.killpg(program.pid, signal.SIGKILL)
    program.wait()


def run_until(command: list[str], log: Path, patterns: list[str], limit_s: float, while_running=None) -> str:
    """Start a program, end it as soon as its output has every pattern, and return the output."""
    settings = {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_DISABLE_SANDBOX": "1", "NODE_PATH": str(NODE)}
    with log.open("wb") as out:
        program = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env={**os.environ, **settings},
            start_new_session=True,
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
        end(program)


def liblo(port: int, folder: Path) -> str:
    """Steer with oscsend, from a new source port each time; hear with oscdump on another port."""
    reply_port = free_port()
    send = [tool("oscsend"), "127.0.0.1", str(port)]

    def say(path: str, *arguments: int | float | str) -> None:
        tags = "".join({int: "i", float: "d", str: "s"}[type(argument)] for argument in arguments)
        words = [tags, *map(str, arguments)] if path != "part/3/mute" else ["T"]
        subprocess.run([*send, f"/livenode/{path}", *words], check=True, timeout=10)

    def steer() -> None:
        time.sleep(0.3)  # until oscdump listens
        for message in (("hello", reply_port), ("subscribe", reply_port, "all", 30), *FIRST):
            say(*message)
        time.sleep(ROLLS_S)
        for message in THEN:
            say(*message)

    patterns = [rf"/livenode/{path} \w+ .*{argument}" for path, argument in HEARD]
    return run_until([tool("oscdump"), "-L", str(reply_port)], folder / "liblo.log", patterns, 20, steer)


def pure_data(port: int, folder: Path) -> str:
    """Steer with [netsend], hear with [netreceive] on another port. Pd sends every number as a float."""
    reply_port = free_port()
    messages = (("hello", reply_port), ("subscribe", reply_port, "all", 30), *FIRST, *THEN)
    patch = folder / "client.pd"
    patch.write_text(pd_patch(port, reply_port, messages))
    patterns = [f"HEARD: list livenode {path.replace('/', ' ')} .*{argument}" for path, argument in HEARD]
    command = [tool("pd"), "-nogui", "-noaudio", "-nomidi", "-stderr", "-open", str(patch)]
    return run_until(command, folder / "pd.log", patterns, 20)


def pd_patch(port: int, reply_port: int, messages: tuple[tuple, ...]) -> str:
    """Return a patch that sends each (path, arguments) in turn and prints what it hears."""
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
    for row, message in enumerate(messages):
        path, *arguments = message
        first, tags = len(objects), "".join("s" if isinstance(one, str) else "f" for one in arguments)
        delay_ms = 300 + 100 * row + (1000 * ROLLS_S if message in THEN else 0)
        objects += [
            f"obj 150 {20 + row} delay {delay_ms:g}",
            f"msg 250 {20 + row} list {' '.join(map(str, arguments))}",
            f"obj 350 {20 + row} oscformat {f'-f {tags} ' if tags else ''}livenode {path.replace('/', ' ')}",
        ]
        wires += [(0, first), (first, first + 1), (first + 1, first + 2), (first + 2, 6)]
    lines = ["#N canvas 0 0 700 500 12;", *(f"#X {text};" for text in objects)]
    return "\n".join([*lines, *(f"#X connect {a} 0 {b} 0;" for a, b in wires)]) + "\n"


def spell(message: tuple, call: str, end: str) -> str:
    """Return a call with an address and its arguments, as C-like languages write them."""
    path, *arguments = message
    return f"{call}({', '.join([_quoted(f'/livenode/{path}'), *map(_quoted, arguments)])}){end}"


def _quoted(argument: int | float | str) -> str:
    return f'"{argument}"' if isinstance(argument, str) else str(argument)


def sclang(port: int, folder: Path) -> str:
    """Steer and hear with SuperCollider's language, on one socket; play comes in a bundle sent ahead."""
    script = folder / "client.scd"
    first = "\n  ".join(spell(message, "node.sendMsg", ";") for message in FIRST[:-1])
    then = "\n  ".join(spell(message, "node.sendMsg", ";") for message in THEN)
    script.write_text(
        f"""(
var node = NetAddr("127.0.0.1", {port});
thisProcess.addOSCRecvFunc({{ |message| ("HEARD" + message.collect(_.asString).join(" ")).postln }});
fork {{
  0.3.wait;
  node.sendMsg("/livenode/hello");
  node.sendMsg("/livenode/subscribe", 0, "all", 30);
  0.1.wait;
  {first}
  node.sendBundle(0.3, ["/livenode/part/4/level", 0.5], ["/livenode/transport/play", "now"]);
  {0.3 + ROLLS_S}.wait;
  {then}
}};
)
"""
    )
    patterns = [rf"HEARD /livenode/{path} .*{argument}" for path, argument in HEARD]
    return run_until([tool("sclang"), str(script)], folder / "sclang.log", patterns, 60)


def chuck(port: int, folder: Path) -> str:
    """Steer and hear with ChucK, on two sockets. Its OscOut may lose its first packet: hello comes twice."""
    reply_port, script = free_port(), folder / "client.ck"
    hello = (("hello", reply_port), ("hello", reply_port), ("subscribe", reply_port, "all", 30))
    first, then = (
        "\n".join(f"{_chuck_words(message)} 50::ms => now;" for message in some)
        for some in ((*hello, *FIRST), THEN)
    )
    script.write_text(
        f"""OscOut out; out.dest("127.0.0.1", {port});
OscIn in; {reply_port} => in.port; in.listenAll();
0 => int rolls;
fun void hear() {{
  OscMsg m;
  while (true) {{
    in => now;
    while (in.recv(m)) {{
      "HEARD " + m.address => string line;
      for (0 => int n; n < m.numArgs(); n++) {{
        if (m.typetag.charAt(n) == 'f') line + " " + m.getFloat(n) => line;
        else if (m.typetag.charAt(n) == 'i') line + " " + m.getInt(n) => line;
        else line + " " + m.getString(n) => line;
      }}
      cherr <= line <= IO.newline();
      if (m.address == "/livenode/transport/state" && m.getString(0) != "stopped") 1 => rolls;
    }}
  }}
}}
spork ~ hear();
200::ms => now;
{first}
while (!rolls) 10::ms => now;
{then}
while (true) 1::second => now;
"""
    )
    patterns = [rf"HEARD /livenode/{path} .*{argument}" for path, argument in HEARD]
    return run_until(chuck_command(script), folder / "chuck.log", patterns, 20)


def chuck_command(*scripts: Path) -> list[str]:
    """Return what runs ChucK without a sound card. Its time goes as fast as it can then: so many samples a
    second make that about as fast as time.
    """
    return ["nice", "-n", "19", tool("chuck"), "--silent", "--srate:40000000", *map(str, scripts)]


def _chuck_words(message: tuple) -> str:
    path, *arguments = message
    adds = "".join(f"out.add({_quoted(one)}); " for one in arguments)
    return f'out.start("/livenode/{path}"); {adds}out.send();'


def node_osc(port: int, folder: Path) -> str:
    """Steer and hear with node-osc, JavaScript, on two sockets."""
    reply_port, script = free_port(), folder / "client.js"
    assert NODE.is_dir(), f"node-osc is not in {NODE}; scripts/setup.sh test installs it"
    hello = (("hello", reply_port), ("subscribe", reply_port, "all", 30))
    first, then = (
        "\n  ".join(spell(message, "await client.send", ";") for message in some)
        for some in ((*hello, *FIRST), THEN)
    )
    script.write_text(
        f"""const {{ Client, Server }} = require("node-osc");
const client = new Client("127.0.0.1", {port});
const server = new Server({reply_port}, "127.0.0.1", async () => {{
  {first}
  await new Promise((done) => setTimeout(done, {1000 * ROLLS_S:g}));
  {then}
}});
server.on("message", (message) => console.log("HEARD", ...message));
"""
    )
    patterns = [rf"HEARD /livenode/{path} .*{argument}" for path, argument in HEARD]
    command = [str(Path(sys.prefix) / "bin" / "node"), str(script)]
    return run_until(command, folder / "node.log", patterns, 20)


CLIENTS = (liblo, pure_data, sclang, chuck, node_osc)
