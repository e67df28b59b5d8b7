"""Compile livenode/rt/native with Zig's C compiler: `python scripts/compile.py [--all]`, and for every wheel.

Zig (the package `ziglang`) compiles for all of `targets.TARGETS` on any of them, so that one wheel plays
everywhere and nobody needs a compiler. A wheel gets them all, an editable install this system's alone.
"""

from __future__ import annotations

import argparse
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

RT = Path(__file__).resolve().parents[1] / "livenode" / "rt"
NATIVE = RT / "native"
# The same bits on every system: no a * b + c in one rounding, no libm. MinGW's C library is never needed.
FLAGS = (
    *("-std=gnu11", "-O3", "-ffp-contract=off", "-fno-strict-aliasing", "-fno-math-errno"),
    "-fvisibility=hidden",
    *("-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter", "-shared", "-s"),
)
OF_WINDOWS = ("-nostdlib", "-fno-builtin", "-Wl,--no-entry")


def header() -> str:
    """Return layout.py's whole and real numbers as C."""
    layout = runpy.run_path(str(RT / "layout.py"))
    numbers = {
        name: value
        for name, value in layout.items()
        if name.isupper() and not name.startswith("_") and isinstance(value, int | float)
    }
    return "".join(f"#define {name} {value!r}\n" for name, value in numbers.items())


def compile_for(target: str, into: Path = NATIVE) -> Path:
    """Compile for one of the targets; return the library. A process that has loaded the former keeps it."""
    targets = runpy.run_path(str(RT / "targets.py"))
    library = into / targets["library_name"](target)
    triple, _ = targets["TARGETS"][target]
    only = OF_WINDOWS if "windows" in triple else ("-fPIC",)
    if "macos" in triple:  # else its name would be the path of the build
        only = (*only, "-install_name", f"@rpath/{library.name}")
    with tempfile.TemporaryDirectory(dir=into) as folder:
        (Path(folder) / "layout.h").write_text(header(), "utf-8")
        made = Path(folder) / library.name
        sources = [str(source) for source in sorted(NATIVE.glob("*.c"))]
        zig = [sys.executable, "-m", "ziglang", "cc", "-target", triple, *FLAGS, *only]
        subprocess.run([*zig, f"-I{folder}", "-o", str(made), *sources], check=True)
        made.replace(library)
    return library


def chosen(everywhere: bool) -> list[str]:
    """Return the names of all targets, or of this system's alone, where it is one."""
    targets = runpy.run_path(str(RT / "targets.py"))
    return [name for name in targets["TARGETS"] if everywhere or name == targets["here"]()]


class CompileHook(BuildHookInterface):
    """What hatchling calls before it builds."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into the tree; a wheel takes the libraries along although git ignores them."""
        for target in chosen(everywhere=version != "editable"):
            library = compile_for(target)
            build_data["artifacts"].append(f"/{library.relative_to(self.root).as_posix()}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="for every system, not this one alone")
    for target in chosen(parser.parse_args().all):
        print(compile_for(target))


if __name__ == "__main__":
    main()
