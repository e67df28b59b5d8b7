"""Pd, sclang and ChucK open what was written for them, and reach each row of a node by it."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from livenode.control.fake_surface import FakeSurface
from livenode.params import PARAMS, Param
from livenode.surfaces.chuck import chuck
from livenode.surfaces.filled import camel, sent
from livenode.surfaces.pd import pd
from livenode.surfaces.pd_help import pd_help as pd_help_file
from livenode.surfaces.ready import ready
from livenode.surfaces.supercollider import OWN, supercollider, supercollider_help
from livenode.surfaces.widgets import Wiring
from tests.clients import chuck_command, run_until, tool
from tests.control.rig import live_server
from tests.ports import free_port
from tests.surfaces.readers import pd_help

SETTABLE = {row.path for row in PARAMS.values() if row.kind in ("value", "action")}
LATE_S = 30  # on a busy machine; what is waited for comes within a second


@contextmanager
def heard_by(program: list[str], folder: Path) -> Iterator[Path]:
    """Run a program; yields the file that it prints into."""
    log = folder / "program.log"
    with log.open("wb") as out:
        running = subprocess.Popen(program, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        yield log
    finally:
        running.kill()
        running.wait()


def wait_for(what, why: str) -> None:
    until = time.monotonic() + LATE_S
    while not what():
        assert time.monotonic() < until, why
        time.sleep(0.02)


def taken(surface: FakeSurface) -> set[str]:
    """Return the rows that were set or done."""
    return {command.path for command in list(surface.commands)}


# -- Pd


def test_pd_sends_every_row_of_the_abstraction_and_hears_the_node(folder, tmp_path):
    """The messages are the help patch's, for each part and for all of them at once."""
    own_port = free_port()
    with live_server() as (server, surface):
        (tmp_path / "livenode.pd").write_bytes(pd(Wiring(port=server.port, reply_port=free_port())))
        (tmp_path / "play.pd").write_text(pd_player(own_port))
        program = [tool("pd"), "-nogui", "-noaudio", "-nomidi", "-stderr", "-open", str(tmp_path / "play.pd")]
        with heard_by(program, tmp_path) as log, socket.socket(type=socket.SOCK_DGRAM) as to:
            wait_for(lambda: "ALIVE: 1" in log.read_text(), "Pd heard no heartbeat")
            messages = [
                message.replace("part/1/", f"part/{part}/")
                for message in pd_help(folder)
                for part in (1, 2, 3, 4, "all")
                if (part == 1 or "part/1/" in message) and not message.startswith(("connect", "reply"))
            ]
            messages.insert(0, f"connect 127.0.0.1 {server.port}")  # once more: it is anew
            for number, message in enumerate([*messages, "part/2/level 0.25", "no/such row"]):
                to.sendto(f"{message};\n".encode(), ("127.0.0.1", own_port))
                if not number % 20:
                    time.sleep(0.02)  # a socket holds so many
            wait_for(lambda: "no such row: no/such" in log.read_text(), "Pd read nothing")
            wait_for(lambda: "TOLD: part 2 level 0.25" in log.read_text(), "Pd was told nothing")
        assert taken(surface) == SETTABLE
        assert surface.values.text("part/<p>/prompt", 4).count(" ") > 2
        assert not server.session.rejects.counts
        assert "error:" not in log.read_text()


def pd_player(port: int) -> str:
    """Return a patch that hands what comes to a port to the abstraction, and prints what comes out."""
    lines = [
        "#N canvas 0 0 600 400 12;",
        f"#X obj 20 20 netreceive -u {port};",
        "#X obj 20 80 livenode;",
        *(
            f"#X obj {20 + 100 * outlet} 120 print {name};"
            for outlet, name in enumerate(("TOLD", "ALIVE", "ERR"))
        ),
        "#X connect 0 0 1 0;",
        *(f"#X connect 1 {outlet} {2 + outlet} 0;" for outlet in range(3)),
    ]
    return "\n".join(lines) + "\n"


def test_pd_opens_the_help_patch_without_a_complaint(tmp_path):
    wiring = Wiring(port=free_port(), reply_port=free_port())
    (tmp_path / "livenode.pd").write_bytes(pd(wiring))
    (tmp_path / "livenode-help.pd").write_bytes(pd_help_file(wiring, ready()))
    program = [tool("pd"), "-nogui", "-noaudio", "-nomidi", "-stderr"]
    program += ["-open", str(tmp_path / "livenode-help.pd"), "-send", "pd quit"]
    done = subprocess.run(program, capture_output=True, text=True, timeout=60, check=False)
    assert "couldn't create" not in done.stderr + done.stdout
    assert "error" not in done.stderr + done.stdout


# -- languages


def value(row: Param, tag: str, number: int, quote: str) -> str:
    """Spell an argument that a row takes."""
    arg = row.args[number]
    if tag == "s":
        return f"{quote}{arg.choices[0] if arg.choices else 'slot-1'}{quote}"
    first = arg.choices[0] if arg.choices else arg.low
    return f"{first:g}" if tag == "i" else f"{first:.2f}"


def test_sclang_compiles_the_class_and_each_method_reaches_its_row(tmp_path):
    with live_server() as (server, surface):
        (tmp_path / "Livenode.sc").write_bytes(supercollider(Wiring(port=server.port)))
        (tmp_path / "Livenode.schelp").write_bytes(supercollider_help())
        (tmp_path / "conf.yaml").write_text(f"includePaths:\n    - {tmp_path}\nexcludePaths: []\n")
        rows = [row for row in sent() if row.path not in (*OWN, "unsubscribe")]
        calls = [call for row in rows for call in sc_calls(row)]
        script = tmp_path / "client.scd"
        script.write_text(sc_script(calls, tmp_path / "Livenode.schelp"))
        command = [tool("sclang"), "-l", str(tmp_path / "conf.yaml"), str(script)]
        said = run_until(command, tmp_path / "sclang.log", ["RESULT.*"], 90)
        (result,) = re.findall("RESULT (.*)", said)
        assert result == "alive true tempo 131.5 heard 0.25 errors 0 help true"
        assert taken(surface) == SETTABLE
        assert not server.session.rejects.counts


def sc_calls(row: Param) -> list[str]:
    """Return calls of a row's method: of a value, what asks, too."""
    own = [value(row, arg.tag, number, '"') for number, arg in enumerate(row.args) if not arg.optional]
    own = [] if row.kind == "out" else own
    if row.path == "at":
        own = ['"now"', '"/livenode/tempo"', "131.5"]
    parts = ["1", "\\all"] if row.per_part else [""]
    calls = [", ".join(filter(None, [part, *own])) for part in parts]
    asked = parts if row.kind == "value" else []
    return [f"n.{camel(row.path)}({arguments});" for arguments in [*calls, *asked]]


def sc_script(calls: list[str], help_file: Path) -> str:
    paced = "\n".join(call + (" 0.02.wait;" if number % 10 == 9 else "") for number, call in enumerate(calls))
    return f"""(
fork {{
  var level, told, waited = 0;
  n = Livenode.new; n.connect;
  n.on("part/2/level", {{ |gain| level = gain }});
  0.3.wait;
  {paced}
  n.tempo(131.5); n.partLevel(2, 0.25); n.ping(1, "a");
  told = {{ (level == 0.25) and: {{ n.values["tempo"] == 131.5 }} and: {{ n.isAlive }} }};
  while {{ told.value.not and: {{ waited < 200 }} }} {{ waited = waited + 1; 0.1.wait }};
  ("RESULT alive " ++ n.isAlive ++ " tempo " ++ n.values["tempo"] ++ " heard " ++ level
    ++ " errors " ++ n.errors.size ++ " help " ++ SCDoc.parseFileFull("{help_file}").notNil).postln;
}};
)
"""


def test_chuck_runs_the_class_and_each_function_reaches_its_row(tmp_path):
    with live_server() as (server, surface):
        (tmp_path / "Livenode.ck").write_bytes(chuck(Wiring(port=server.port, reply_port=free_port())))
        calls = [call for row in sent() if row.kind in ("value", "action") for call in ck_calls(row)]
        (tmp_path / "client.ck").write_text(ck_script(calls))
        command = chuck_command(tmp_path / "Livenode.ck", tmp_path / "client.ck")
        patterns = ["ALIVE", "ALL SAID", "HEARD tempo 131.5", "HEARD part/2/level 0.25"]
        run_until(command, tmp_path / "chuck.log", patterns, LATE_S)
        assert taken(surface) == SETTABLE
        assert not server.session.rejects.counts


def ck_calls(row: Param) -> list[str]:
    name = camel(row.path)
    name = name[0].upper() + name[1:]
    own = [value(row, arg.tag, number, '"') for number, arg in enumerate(row.args) if not arg.optional]
    part = ["0"] if row.per_part else []
    does = f"node.{'set' if row.kind == 'value' else 'do'}{name}({', '.join([*part, *own])});"
    asks = [f"node.ask{name}({', '.join(part)});"] if row.kind == "value" else []
    return [does, *asks]


def ck_script(calls: list[str]) -> str:
    """Say all again and again, should some of it be lost."""
    return f"""
Livenode node;
fun void hear() {{ while (true) {{ node.told => now; <<< "HEARD", node.path, node.text >>>; }} }}
spork ~ hear();
node.connect();
while (!node.isAlive()) 50::ms => now;
<<< "ALIVE", "" >>>;
repeat (8)
{{
    {" ".join(calls)}
    node.setTempo(131.5); node.setPartLevel(2, 0.25);
    500::ms => now;
}}
<<< "ALL", "SAID" >>>;
while (true) {{ node.setTempo(131.5); node.setPartLevel(2, 0.25); 10::second => now; }}
"""


@pytest.mark.parametrize("path", [row.path for row in PARAMS.values()])
def test_a_name_in_a_program_is_a_row_s_alone(path):
    assert [row.path for row in PARAMS.values() if camel(row.path) == camel(path)] == [path]
