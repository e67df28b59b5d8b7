"""The examples in the languages of others run there, and the node has what they say."""

from __future__ import annotations

from livenode.control.fake_surface import FakeSurface
from livenode.surfaces.chuck import chuck
from livenode.surfaces.supercollider import supercollider
from livenode.surfaces.widgets import Wiring
from tests.clients import chuck_command, run_until, tool
from tests.control.rig import live_server
from tests.docs.pages import blocks_in
from tests.ports import free_port

SLOW_S = 90  # sclang compiles its library first


def check_said(surface: FakeSurface) -> None:
    """Both examples say the same."""
    assert {"tempo", "transport/play", "part/<p>/level"} <= {command.path for command in surface.commands}
    assert surface.values.number("tempo") == 100
    assert surface.values.get("part/<p>/level", 2) == (0.5,)


def test_supercollider(tmp_path):
    (block,) = blocks_in("supercollider")
    with live_server() as (server, surface):
        (tmp_path / "Livenode.sc").write_bytes(supercollider(Wiring(port=server.port)))
        (tmp_path / "conf.yaml").write_text(f"includePaths:\n    - {tmp_path}\nexcludePaths: []\n")
        script = tmp_path / "example.scd"
        script.write_text(f'(\nfork {{\n{block.text}\n1.wait; "SAID".postln;\n}};\n)\n')
        command = [tool("sclang"), "-l", str(tmp_path / "conf.yaml"), str(script)]
        said = run_until(command, tmp_path / "sclang.log", ["SAID"], SLOW_S)
        assert "ERROR" not in said
        check_said(surface)


def test_chuck(tmp_path):
    (block,) = blocks_in("chuck")
    with live_server() as (server, surface):
        (tmp_path / "Livenode.ck").write_bytes(chuck(Wiring(port=server.port, reply_port=free_port())))
        (tmp_path / "yours.ck").write_text(block.text)
        command = chuck_command(tmp_path / "Livenode.ck", tmp_path / "yours.ck")
        run_until(command, tmp_path / "chuck.log", ["tempo.*100", "part/2/level.*0.5"], SLOW_S)
        check_said(surface)
