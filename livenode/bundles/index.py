"""An index of engines that can be got by name: a JSON file, here or behind https.

{"livenode": 1, "engines": [{"name": "default", "version": "2", "url": "https://...", "sha256": "..."}]}
"""

from dataclasses import dataclass
from pathlib import Path

from livenode.bundles.fetch import FetchError, fetch
from livenode.documents import DocumentError, read_json, shown
from livenode.inference.manifest import NAME

FORMAT = 1
MOST_BYTES = 1 << 20


@dataclass(frozen=True)
class Offer:
    """An engine that can be got: where, and what its archive must be."""

    name: str
    version: str
    url: str
    sha256: str


def offer(index: str, name: str, folder: Path) -> Offer:
    """Return the last engine of this name in an index, an address or a file. Raises FetchError.

    folder: where an index from the network is put. Thread: any.
    """
    file = fetch(index, folder)
    try:
        offers = [_offer(row, index) for row in _rows(read_json(file, MOST_BYTES), index)]
    except DocumentError as problem:
        raise FetchError(f"{index}: {problem}") from None
    named = [each for each in offers if each.name == name]
    if not named:
        names = ", ".join(sorted({each.name for each in offers})) or "none"
        raise FetchError(f"{index}: no engine {name[:80]!r}; there are {names}")
    return named[-1]


def _rows(found: object, index: str) -> list[object]:
    if (
        not isinstance(found, dict)
        or found.get("livenode") != FORMAT
        or not isinstance(found.get("engines"), list)
    ):
        raise FetchError(f"{index}: is no index of engines that this livenode reads")
    return found["engines"]


def _offer(row: object, index: str) -> Offer:
    if not isinstance(row, dict) or not all(
        isinstance(row.get(key), str) for key in Offer.__dataclass_fields__
    ):
        raise FetchError(
            f"{index}: an engine needs {', '.join(Offer.__dataclass_fields__)}, not {shown(row)}"
        )
    if not NAME.fullmatch(row["name"]) or len(row["sha256"]) != 64:
        raise FetchError(f"{index}: no engine can be {shown(row)}")
    return Offer(**{key: row[key] for key in Offer.__dataclass_fields__})
