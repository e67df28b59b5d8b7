"""Start the live node: the same as `livenode run`."""

import sys

from livenode.cli import main

if __name__ == "__main__":
    sys.exit(main(["run", *sys.argv[1:]]))
