"""Install the wheel and the sdist into empty environments, and play the demo there. Is it all in them?

    python -m tests.stage.installed --json                       the wheel, then the sdist
    python -m tests.stage.installed wheel --pinned               as CI does: with the versions of the tests

Nothing of this checkout is seen: another folder, another home, an environment without a variable but PATH.
Without dist/ it is built first (make dist).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from importlib.metadata import distributions
from pathlib import Path

import numpy as np

from livenode.audio.files import read_audio
from tests.stage.told import tell

ROOT = Path(__file__).parents[2]
DIST = ROOT / "dist"
PATTERNS = {"wheel": "livenode-*.whl", "sdist": "livenode-*.tar.gz"}
MOST_MB = 450.0
QUIETEST_DB = -45.0
BIGGEST = 8


def built(kind: str) -> Path:
    """Return the newest file of a kind, built now where there is none."""
    if not list(DIST.glob(PATTERNS[kind])):
        subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(DIST)], cwd=ROOT, check=True)
    return max(DIST.glob(PATTERNS[kind]), key=lambda file: file.stat().st_mtime)


def size_mb(folder: Path) -> float:
    """Return what the files in a folder hold, MB."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def largest_mb(packages: Path) -> dict[str, int]:
    """Return the largest distributions of an environment, MB, with the libraries that they bring."""
    sizes: dict[str, float] = {}
    for found in distributions(path=[str(packages)]):
        files = [Path(str(file.locate())) for file in found.files or ()]
        sizes[found.name] = sum(file.stat().st_size for file in files if file.is_file()) / 1e6
    ordered = sorted(sizes.items(), key=lambda row: -row[1])
    return {name: round(mb) for name, mb in ordered[:BIGGEST]}


def bill(words: list[str], folder: Path) -> None:
    """Write the bill of materials of an environment."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--no-validate"]
    quietly([*command, "--output-format", "JSON", *words], folder, dict(os.environ))


def play(folder: Path, binaries: Path) -> dict[str, float]:
    """Play the demo with an installed livenode, from another folder; returns seconds and levels."""
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    rows = elsewhere / "journal"
    words = [str(binaries / "livenode"), "run", "--demo", "--journal", str(rows)]
    begun_s, first_s = time.monotonic(), 0.0
    log = (elsewhere / "log").open("w")
    program = subprocess.Popen(words, cwd=elsewhere, env=bare(folder), stdout=log, stderr=log)
    while program.poll() is None:
        if not first_s and rows.exists() and '"riff"' in rows.read_text():
            first_s = time.monotonic() - begun_s
        time.sleep(0.02)
    took_s = time.monotonic() - begun_s
    assert program.returncode == 0, (elsewhere / "log").read_text()
    part = read_audio(elsewhere / "demo-out" / "demo-part1.wav").audio
    level_db = 20 * np.log10(np.sqrt(np.mean(part**2)) + 1e-9)
    assert level_db > QUIETEST_DB, f"the accompaniment is at {level_db:.1f} dBFS"
    return {
        "first_sound_s": round(first_s, 1),
        "demo_s": round(took_s, 1),
        "part1_db": round(float(level_db), 1),
    }


def quietly(words: list[str], folder: Path, environment: dict[str, str]) -> str:
    """Run a program to its end and return what it printed; where it fails, all of it is shown."""
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}: {done.stdout[-2000:]}{done.stderr[-4000:]}"
    return done.stdout


def bare(folder: Path) -> dict[str, str]:
    """Return an environment of nothing but a path and a home."""
    (folder / "home").mkdir(exist_ok=True)
    return {"PATH": "/usr/bin:/bin", "HOME": str(folder / "home"), "LANG": "C.UTF-8"}


def install(kind: str, python: str, pinned: bool, sbom: Path | None) -> dict[str, object]:
    """Install into an empty environment and play; returns the figures."""
    with tempfile.TemporaryDirectory(prefix="livenode-installed-") as name:
        folder = Path(name)
        subprocess.run([python, "-m", "venv", "--without-pip", str(folder / "env")], check=True)
        binaries = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin")
        pins = ["-c", str(ROOT / "requirements" / "constraints.txt")] if pinned else []
        begun_s = time.monotonic()
        pip = [sys.executable, "-m", "pip", "--python", str(binaries / "python"), "install", "-q", *pins]
        quietly([*pip, str(built(kind))], folder, dict(os.environ))
        took_s = time.monotonic() - begun_s
        where = [str(binaries / "python"), "-c", "import livenode; print(livenode.__file__)"]
        assert str(folder) in quietly(where, folder, bare(folder)), "another livenode is found first"
        quietly([str(binaries / "livenode"), "engines", "verify"], folder, bare(folder))
        packages = next((folder / "env").rglob("site-packages"))
        if sbom:
            bill([str(binaries / "python"), "--output-file", str(sbom.resolve())], folder)
        played = play(folder, binaries)
        return {
            "kind": kind,
            "file_mb": round(built(kind).stat().st_size / 1e6, 1),
            "install_s": round(took_s, 1),
            "environment_mb": round(size_mb(packages), 1),
            "largest_mb": largest_mb(packages),
            **played,
        }


def main() -> int:
    """Install each kind; the exit code says whether the environment is small enough."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="wheel, sdist (both)")
    parser.add_argument("--python", default=sys.executable, help="the interpreter of the environment")
    parser.add_argument("--pinned", action="store_true", help="the versions of requirements/constraints.txt")
    parser.add_argument("--sbom", type=Path, metavar="FILE.json", help="write what was installed (CycloneDX)")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    worst = 0.0
    for kind in arguments.kinds or PATTERNS:
        figures = install(kind, arguments.python, arguments.pinned, arguments.sbom)
        tell(figures, arguments.json)
        worst = max(worst, float(str(figures["environment_mb"])))
    return int(worst > MOST_MB)


if __name__ == "__main__":
    sys.exit(main())
