"""Let atheris look for bytes that break a reader. What does it find, and how far did it get?

    python -m tests.fuzz.run --minutes 10 --json              every reader in turn
    python -m tests.fuzz.run osc sound --minutes 10           two of them

A crash is an error that is not the reader's own, a hang an input that takes longer than 5 s, a leak more than
2 GB. The bytes that did it are kept in the folder of `--keep`; what is mended goes into tests/fuzz/found/.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.targets import TARGETS
from tests.stage.told import tell

HANG_S, MEMORY_MB, LONGEST_BYTES = 5, 2048, 32768
SHM = "/dev/shm" if Path("/dev/shm").is_dir() else None  # thousands of files a second
FINDINGS = {"crash": "crashes", "timeout": "hangs", "oom": "too_much_memory"}


def look(name: str, minutes: float, keep: Path) -> dict[str, object]:
    """Fuzz one target; returns the figures."""
    kept = keep / name
    kept.mkdir(parents=True, exist_ok=True)
    before = set(kept.iterdir())
    with tempfile.TemporaryDirectory(dir=SHM) as scratch, tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(TARGETS[name][1]()):
            (Path(corpus) / f"seed-{number}").write_bytes(seed)
        options = {
            "max_total_time": round(60 * minutes),
            "timeout": HANG_S,
            "rss_limit_mb": MEMORY_MB,
            "max_len": LONGEST_BYTES,
            "artifact_prefix": f"{kept}/",
            "print_final_stats": 1,
            "seed": 1,
        }
        words = [corpus, *(f"-{option}={value}" for option, value in options.items())]
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.loop", name, *words],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "TMPDIR": scratch},
        )
        corpus_files = len(list(Path(corpus).iterdir()))
    said = done.stderr + done.stdout
    if done.returncode:
        print(said[-3000:], file=sys.stderr)
    found = {what: len(set(kept.glob(f"{kind}-*")) - before) for kind, what in FINDINGS.items()}
    return {"target": name, "minutes": minutes, **figures(said), "corpus": corpus_files, **found}


def figures(said: str) -> dict[str, int]:
    """Return how far libFuzzer says that it got."""
    covered = re.findall(r"cov: (\d+) ft: (\d+)", said)
    ran = re.search(r"number_of_executed_units:\s*(\d+)", said)
    peak = re.search(r"peak_rss_mb:\s*(\d+)", said)
    return {
        "executions": int(ran[1]) if ran else 0,
        "coverage": int(covered[-1][0]) if covered else 0,
        "coverage_of_seeds": int(covered[0][0]) if covered else 0,
        "peak_mb": int(peak[1]) if peak else 0,
    }


def main() -> int:
    """Fuzz each target in turn; the exit code says whether anything was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)} (all)")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--keep", type=Path, default=Path("runs/fuzz"))
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    worst = 0
    for name in arguments.targets or TARGETS:
        found = look(name, arguments.minutes, arguments.keep)
        tell(found, arguments.json)
        worst |= any(found[what] for what in FINDINGS.values()) or not found["executions"]
    return int(worst)


if __name__ == "__main__":
    sys.exit(main())
