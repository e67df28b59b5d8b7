"""What of the documentation's commands the tests cannot run, and why. Their options are checked, too."""

from __future__ import annotations

import re

NO_NET = "gigabytes from the network, which the tests do without"

# how a command begins: why it is not run
UNRUN = {
    r"pip install torch==.* --index-url": NO_NET,
    r"pip install livenode\[tensorrt\]": NO_NET,
    r"clap/bin/pip install livenode\[clap\]": NO_NET,
    r"\.venv/bin/pip install -c .* -e \.": "what `make test` begins with (scripts/setup.sh)",
    r"livenode data chorales": "needs music21, which is in no extra; tests/training/test_data_chorales.py",
    r"chuck ": "test_docs_programs.py runs it, with the node on a port of its own",
}


def reason(text: str) -> str:
    """Return why a command is not run, "" where it is."""
    return next((why for pattern, why in UNRUN.items() if re.match(pattern, text)), "")
