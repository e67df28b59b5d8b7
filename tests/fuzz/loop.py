"""One target under atheris, in a process of its own: `python -m tests.fuzz.loop TARGET [options]`."""

import logging
import sys
from pathlib import Path

import atheris

# numba compiles what it reads: it must find it as it was written
COMPILED = [f"livenode.rt.{file.stem}" for file in Path("livenode/rt").glob("*.py")]

with atheris.instrument_imports(
    include=["livenode", "tomllib", "tarfile", "zipfile", "gzip", "json", "shlex", "soundfile"],
    exclude=["livenode.rt", *COMPILED],
):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    logging.disable()
    read, seeds = TARGETS[sys.argv[1]]
    for seed in seeds():  # what is loaded and compiled once is no hang
        read(seed)
    atheris.Setup([sys.argv[0], *sys.argv[2:]], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
