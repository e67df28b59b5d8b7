"""One target under atheris, in a process of its own: `python -m tests.fuzz.loop TARGET [options]`."""

import logging
import sys

import atheris

with atheris.instrument_imports(
    include=["livenode", "tomllib", "tarfile", "zipfile", "gzip", "json", "shlex", "soundfile"],
):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    logging.disable()
    read, seeds = TARGETS[sys.argv[1]]
    for seed in seeds():  # what is loaded once is no hang
        read(seed)
    atheris.Setup([sys.argv[0], *sys.argv[2:]], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
