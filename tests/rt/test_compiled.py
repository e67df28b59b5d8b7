"""The compiled code is there, is of these sources, and can be built for every system from any."""

from __future__ import annotations

import ctypes
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from livenode.rt import compiled, layout
from livenode.rt.targets import TARGETS, here

ROOT = Path(__file__).parents[2]
MAGIC = {"so": b"\x7fELF", "dylib": b"\xcf\xfa\xed\xfe", "dll": b"MZ"}
NAMES = (b"livenode_portaudio_callback", b"livenode_process_block", b"livenode_write_ring", b"livenode_tag")


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("livenode_compile", ROOT / "scripts" / "compile.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("target", TARGETS)
def test_it_is_built_for_every_system_on_this_one(builder: ModuleType, target: str, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    again = builder.compile_for(target, tmp_path / "elsewhere").read_bytes()
    library = builder.compile_for(target, tmp_path)
    made = library.read_bytes()
    assert made == again  # the same bytes wherever it is built
    assert b"tmp" not in made
    assert made.startswith(MAGIC[TARGETS[target][1]])
    assert all(name in made for name in NAMES)
    assert len(made) < 100_000
    assert sorted(tmp_path.iterdir()) == [library, tmp_path / "elsewhere"]  # nothing else is left lying there


def test_what_is_loaded_is_what_the_sources_give(builder: ModuleType, tmp_path: Path) -> None:
    assert builder.compile_for(here(), tmp_path).read_bytes() == compiled.library().read_bytes()


def test_the_numbers_of_the_layout_are_those_of_the_compiled_code(builder: ModuleType) -> None:
    lines = builder.header().splitlines()
    for name in ("FRAME", "TARGET_COUNT", "RECORD_AT", "CEILING", "LAYOUT_TAG", "PART_STEM_L"):
        assert f"#define {name} {getattr(layout, name)!r}" in lines
    assert not [line for line in lines if line.startswith("#define _")]


def test_a_library_of_other_sources_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "LAYOUT_TAG", compiled.LAYOUT_TAG + 1)
    with pytest.raises(compiled.CompiledError, match=r"other sources: type python scripts/compile\.py"):
        compiled.load(compiled.library())


def test_one_that_is_not_built_is_named_with_what_builds_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(compiled, "FOLDER", tmp_path)
    with pytest.raises(
        compiled.CompiledError, match=r"callback-.* is not built: pip install -e \. builds it"
    ):
        compiled.library()


def test_a_system_that_it_is_not_built_for_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "here", lambda: "plan9-mips")
    with pytest.raises(compiled.CompiledError, match="not built for plan9-mips, only for linux-x86_64"):
        compiled.library()


def test_a_file_that_is_no_library_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "callback.so").write_bytes(b"nothing")
    with pytest.raises(compiled.CompiledError, match=r"callback\.so cannot be loaded"):
        compiled.load(tmp_path / "callback.so")


def test_the_command_line_says_it_in_a_sentence(tmp_path: Path) -> None:
    code = (
        "import platform, sys, sysconfig, livenode.cli as cli\n"
        "platform.machine, sysconfig.get_platform = lambda: 'mips', lambda: 'win-mips'\n"
        "sys.exit(cli.main(['doctor']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 69
    assert done.stderr.splitlines()[-1].startswith("livenode: livenode is not built for ")
    assert "Traceback" not in done.stderr


def test_it_needs_nothing_but_the_system() -> None:
    """No libm, no compiler's runtime: what is called outside is the clock alone."""
    if sys.platform != "linux":
        pytest.skip("reads an ELF file")
    found = compiled.library().read_bytes()
    assert b"clock_gettime" in found
    assert not [
        name for name in (b"libm.so", b"libgcc", b"memset", b"malloc", b"exp") if name + b"\0" in found
    ]
    assert ctypes.CDLL(str(compiled.library())).livenode_tag is not None
