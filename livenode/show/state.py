"""What a node goes on with after a power cut: the values that were changed, and whether the transport rolled.

Kept is what differs from what the node began with (defaults, preset, configuration): so a preset or a
configuration that is changed on disk counts at the next start, and what was turned on stage is still turned.
The loop is not kept: its audio is of people who have gone.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from livenode.documents import DocumentError, parse_json, put_text, read_text
from livenode.params import Args, Key, Refused, check, lookup, spoken
from livenode.surface import Command, Values

FORMAT = "livenode state 1"
SAVE_EVERY_S = 2.0
TRY_AGAIN_S = 10.0  # where the disk is full
MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class State:
    """The changed values, whether it rolled, and the engine that played where it was changed too, or ""."""

    values: Mapping[Key, Args] = field(default_factory=dict)
    rolls: bool = False
    engine: str = ""

    def commands(self) -> list[Command]:
        """Return what makes a node that has just begun like this one, but for the transport."""
        load = [Command("engine/load", None, (self.engine,), "now")] if self.engine else []
        return [*load, *(Command(path, part, args) for (path, part), args in self.values.items())]


def changed(values: Values, base: Values) -> dict[Key, Args]:
    """Return the rows that differ from what the node began with. Thread: any. Real-time safe: no."""
    return {key: args for key, args in values.rows.items() if args != base.rows[key]}


def write(state: State) -> str:
    """Return a state as text that `read` reads back. Thread: any. Real-time safe: no."""
    values = {spoken(*key): list(args) for key, args in sorted(state.values.items(), key=str)}
    kept = {"format": FORMAT, "rolls": state.rolls, "engine": state.engine, "values": values}
    return json.dumps(kept, indent=1) + "\n"


def read(text: str) -> State:
    """Return the state written in this text. DocumentError says what is wrong with it.

    A value that this version does not have, or takes no longer, is left out. Thread: any. Real-time safe: no.
    """
    found = parse_json(text, MOST_BYTES)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise DocumentError(f'is no state of livenode: its format is not "{FORMAT}"')
    values, rolls, engine = found.get("values"), found.get("rolls"), found.get("engine")
    if not (isinstance(values, dict) and isinstance(rolls, bool) and isinstance(engine, str)):
        raise DocumentError("is no state of livenode: it lacks values, rolls or engine")
    kept: dict[Key, Args] = {}
    for path, args in values.items():
        with suppress(Refused):
            row, (part, *_) = lookup(path)
            if row.kind == "value" and isinstance(args, list):
                kept[row.path, part] = check(row, args)
    return State(kept, rolls, engine)


class StateFile:
    """Keeps a state on disk, whole at any moment: written when it has changed, at most every SAVE_EVERY_S.

    `problem`: why it cannot be written, "" while all is well. Time is passed in. Thread: control.
    """

    def __init__(self, path: Path) -> None:
        self.problem = ""
        self.saves = 0
        self._path = path
        self._written: State | None = None
        self._next_s = 0.0

    def load(self) -> tuple[State | None, str]:
        """Return what was kept, None for nothing, and a sentence where the file is of no use: set aside."""
        try:
            return read(read_text(self._path, MOST_BYTES)), ""
        except FileNotFoundError:
            return None, ""
        except OSError as problem:
            return None, f"{self._path} cannot be read ({problem.strerror}): started with the defaults"
        except DocumentError as problem:
            aside = self._path.with_suffix(".bad")
            with suppress(OSError):
                os.replace(self._path, aside)
            return None, f"{self._path} {problem}: started with the defaults; it lies in {aside.name} now"

    def keep(self, state: State, now_s: float) -> None:
        """Write a state that differs from the last, if it is time."""
        if state != self._written and now_s >= self._next_s:
            self.save(state)
            self._next_s = now_s + (TRY_AGAIN_S if self.problem else SAVE_EVERY_S)

    def save(self, state: State) -> None:
        """Write a state now; a disk that fails is told by `problem`."""
        try:
            put_text(self._path, write(state), lasting=True)
        except OSError as problem:
            self.problem = f"the state {self._path} cannot be written ({problem.strerror})"
            return
        self.problem, self._written = "", state
        self.saves += 1
