"""Look the pinned packages up among the known vulnerabilities: `make audit`.

Findings fail, each named with the version that mends it. Where no service answers, that is said and passes: a
network is no fault of a change. What is known and borne stands in requirements/vulnerabilities.txt, a line
each: its name, a space, and why.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).parents[1] / "requirements"
LIMIT_S = 120


def audit(pinned: Path, words: list[str]) -> dict[str, list[dict]]:
    """Return pip-audit's report of a file of pinned packages; {} where it gave none."""
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "-r",
        str(pinned),
        "--no-deps",
        "--disable-pip",
        "-f",
        "json",
    ]
    try:
        done = subprocess.run(
            [*command, "--progress-spinner", "off", *words],
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {}
    try:
        return json.loads(done.stdout)
    except ValueError:
        print(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no answer", file=sys.stderr)
        return {}


def borne(file: Path) -> set[str]:
    """Return the names of what is known and borne."""
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    return {line.split()[0] for line in lines if line.strip() and not line.startswith("#")}


def main() -> int:
    """Audit; the exit code is 1 for findings that nobody bears."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pinned", type=Path, default=REQUIREMENTS / "constraints.txt")
    parser.add_argument("--borne", type=Path, default=REQUIREMENTS / "vulnerabilities.txt")
    arguments, words = parser.parse_known_args()
    known = borne(arguments.borne)
    packages = audit(arguments.pinned, words or ["-s", "pypi"]).get("dependencies", [])
    looked_up = [package for package in packages if "skip_reason" not in package]
    found = [
        (package, flaw)
        for package in looked_up
        for flaw in package["vulns"]
        if not known & {flaw["id"], *flaw["aliases"]}
    ]
    for package, flaw in found:
        mended = " or ".join(flaw["fix_versions"]) or "no version yet"
        names = " ".join([flaw["id"], *flaw["aliases"]])
        print(f"{package['name']} {package['version']}: {names}; mended by {mended}")
    missed = len(packages) - len(looked_up)
    if missed or not packages:
        print(f"audit: NOT looked up: {missed or 'all'} packages (no service answered for them)")
    print(f"audit: {len(looked_up)} packages looked up, {len(found)} vulnerabilities")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
