"""What the control server and the music agree on: commands in, receipts and events out, values to read.

The server (control/) and the conductor (generation/) share one thread and know each other only through this.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from livenode.params import PARAMS, Args, Key


@dataclass(frozen=True)
class Command:
    """One thing to do. `path` is a row of `PARAMS` ("part/<p>/level"), `part` None for the node.

    `args` are canonical. `when` is a checked `when`; None: an action waits for `quantize`, a value is set at
    once (or, as its row says, at the next bar).
    """

    path: str
    part: int | None = None
    args: Args = ()
    when: str | None = None


@dataclass(frozen=True)
class Receipt:
    """The answer to one command: the bar it waits for, counted from 1; None: it happens in the next tick."""

    path: str
    part: int | None = None
    queued_bar: int | None = None


@dataclass(frozen=True)
class Event:
    """Something to tell: a row of `PARAMS` and its arguments, all of them.

    For `queued` and `done` the first argument is a spoken path without prefix ("part/2/generate").
    """

    path: str
    part: int | None = None
    args: Args = ()


Publish = Callable[[Event], None]


class Surface(Protocol):
    """What is steered: the conductor, or `FakeSurface`. Thread: control. Real-time safe: no."""

    def attach(self, publish: Publish) -> None:
        """Take the function that tells subscribers. A value is published when it is applied."""

    def get(self, path: str, part: int | None) -> Args:
        """Return the arguments of a value or out row; () where there is nothing yet.

        A value that waits for its bar is returned as asked for, so that a fader does not jump back.
        """

    def submit(self, commands: Sequence[Command]) -> list[Receipt]:
        """Take one bundle, whole or not at all; applied on the node's tick. Raises `Refused`."""


@dataclass(frozen=True)
class Values:
    """An immutable snapshot of every value row. `Values()` holds the defaults."""

    rows: Mapping[Key, Args] = field(default_factory=lambda: _DEFAULTS)

    def get(self, path: str, part: int | None = None) -> Args:
        """Return the arguments of a value row; KeyError for anything else."""
        return self.rows[path, part]

    def number(self, path: str, part: int | None = None) -> float:
        """Return the first argument of a row of numbers."""
        return float(self.rows[path, part][0])

    def text(self, path: str, part: int | None = None) -> str:
        """Return the first argument of a row of strings."""
        return str(self.rows[path, part][0])

    def with_value(self, path: str, part: int | None, args: Args) -> "Values":
        """Return a snapshot in which one row differs. `args` are canonical; KeyError for an unknown row."""
        return self.with_values([((path, part), args)])

    def with_values(self, changes: Iterable[tuple[Key, Args]]) -> "Values":
        """Return a snapshot in which these rows differ."""
        rows = dict(self.rows)
        for key, args in changes:
            if key not in rows:
                raise KeyError(key)
            rows[key] = args
        return Values(MappingProxyType(rows))


_DEFAULTS: Mapping[Key, Args] = MappingProxyType(
    {
        (row.path, part): row.default_of(part)
        for row in PARAMS.values()
        if row.kind == "value"
        for part in row.parts
    }
)
