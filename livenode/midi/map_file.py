"""The bindings of the last show, so that they are there at the next."""

import json
from pathlib import Path

from livenode.bindings import read_all
from livenode.documents import put_text, read_json
from livenode.params import Args, Refused


def load(file: Path) -> tuple[Args, str]:
    """Return the lines of text, () without a file, and what is wrong with it or "". Thread: control."""
    try:
        texts = read_json(file)
        return tuple(binding.text() for binding in read_all(str(text) for text in texts)), ""
    except FileNotFoundError:
        return (), ""
    except (OSError, ValueError, TypeError, Refused) as problem:
        text = "nothing is bound; mend it and start anew, as what is bound now is written over it"
        return (), f"{file} cannot be read ({problem}); {text}"


def save(file: Path, texts: Args) -> str:
    """Write the lines of text, whole or not at all; returns what went wrong or "". Thread: control."""
    try:
        put_text(file, json.dumps(texts, indent=1, ensure_ascii=False))
    except OSError as problem:
        return f"{file} cannot be written ({problem.strerror}); bindings last until the node ends"
    return ""
