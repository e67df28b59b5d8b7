"""Play through the callback built for other systems than this: do all give the same bits?

    python -m tests.stage.systems --json

A small program loads each library: here, in qemu (Debian's qemu-user-static, libc6-arm64-cross), in Wine
(wine64). A system without its program is left out, as macOS is.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from livenode.rt.targets import TARGETS
from tests.stage.told import tell

ROOT = Path(__file__).parents[3]
PATH = f"{os.environ['PATH']}:/usr/lib/wine"  # where Debian has Wine
RUN = {
    "linux-x86_64": (),
    "linux-aarch64": ("qemu-aarch64-static", "-L", "/usr/aarch64-linux-gnu"),
    "win-amd64": ("wine64",),
}


def digest(target: str, folder: Path) -> str:
    """Return what the library of a target makes."""
    spec = importlib.util.spec_from_file_location("livenode_compile", ROOT / "scripts" / "compile.py")
    assert spec and spec.loader
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    library = builder.compile_for(target, folder)
    (folder / "layout.h").write_text(builder.header(), "utf-8")
    program = folder / ("driver.exe" if target.startswith("win") else "driver")
    zig = [sys.executable, "-m", "ziglang", "cc", "-target", TARGETS[target][0], "-std=gnu11", "-O1"]
    source = Path(__file__).with_name("driver.c")
    flags = ["-fno-strict-aliasing", f"-I{builder.NATIVE}", f"-I{folder}"]
    subprocess.run([*zig, *flags, "-o", str(program), str(source)], check=True)
    quiet = os.environ | {"PATH": PATH, "WINEDEBUG": "-all", "WINEPREFIX": str(folder / "wine")}
    words = [*RUN[target], str(program), str(library)]
    done = subprocess.run(words, cwd=folder, env=quiet, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def main() -> int:
    """Run all that can be; the exit code is 1 where they differ."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = {}
    for target, words in RUN.items():
        if all(shutil.which(word, path=PATH) for word in words[:1]):
            with tempfile.TemporaryDirectory() as folder:
                found[target] = digest(target, Path(folder))
    tell(dict(found), arguments.json)
    return int(len(set(found.values())) != 1)


if __name__ == "__main__":
    sys.exit(main())
