"""What of the documentation's commands the tests cannot run, and why. Their options are checked, too."""

from __future__ import annotations

import re

NO_CARD = "needs an NVIDIA card; tests/backends/ builds and runs what can be without one"
NO_NET = "takes packages from the network; the extra is looked up in pyproject.toml"
HOURS = "minutes to hours of work; tests/training/ runs it on little data"

# how a command begins: why it is not run
UNRUN = {
    r"(\.venv/bin/|clap/bin/)?pip install ": NO_NET,
    r"livenode engines get (https:|.* --index )": "fetches; tests/test_engines.py serves one here",
    r"\.venv/bin/python run_node\.py": "plays on a sound card; tests/live/ does on JACK",
    r"livenode calibrate --device": "needs a cable; tests/audio/test_jack_calibrate.py has one",
    r"livenode run --clap ": "needs CLAP's weights; tests/training/test_clap.py runs it with a fake",
    r"livenode train clap ": "needs CLAP's weights; tests/training/test_clap.py runs it with a fake",
    r"livenode compile": NO_CARD,
    r"livenode bench --backend tensorrt": NO_CARD,
    r"livenode (train chain|data (make|write|chorales)|evaluate) ": HOURS,
    r"torchrun ": "needs several GPUs",
    r"chuck ": "test_docs_programs.py runs it, with the node on a port of its own",
}


def reason(text: str) -> str:
    """Return why a command is not run, "" where it is."""
    return next((why for pattern, why in UNRUN.items() if re.match(pattern, text)), "")
