"""`python -m livenode`: the same as the command `livenode`."""

import sys

from livenode.cli import main

sys.exit(main())
