"""From a decoded message to what it asks for: the table dispatch. Pure functions.

A message becomes commands for the surface, queries, or a call the server answers itself; or it is `Refused`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from livenode.params import Args, Named, Param, Refused, check, check_action, check_when, lookup
from livenode.surface import Command


@dataclass(frozen=True)
class Query:
    """Tell the present value of this row."""

    path: str
    part: int | None


@dataclass(frozen=True)
class Call:
    """A row the server answers itself: ping, hello, subscribe."""

    path: str
    args: Args


Request = Command | Query | Call


def requests(
    address: str, args: Sequence[object], prefix: str, named: Named = lambda name: ()
) -> list[Request]:
    """Return what a message asks for, one request per part; [] for a released button. Raises `Refused`.

    named: the parts that have a name.
    """
    if not address.startswith(f"{prefix}/"):
        raise Refused("unknown_address", f"addresses here start with {prefix}/")
    row, parts = lookup(address[len(prefix) + 1 :], named)
    if row.path == "at":
        return _at(row, args, prefix, named)
    if row.kind == "session":
        plain = [arg for arg in args if arg is not None and not isinstance(arg, bytes)] if row.rest else args
        return [Call(row.path, check(row, plain))]
    if not args and row.kind in ("value", "out"):
        return [Query(row.path, part) for part in parts]
    if row.kind == "out":
        raise Refused("denied", f"{row.path} is told, not set; send no argument to ask for it")
    return list(_commands(row, parts, args, None))


def _at(row: Param, args: Sequence[object], prefix: str, named: Named) -> list[Request]:
    check(row, list(args[:2]))
    when, address = check_when(str(args[0])), str(args[1])
    inner, parts = lookup(address.removeprefix(f"{prefix}/"), named)
    if inner.kind not in ("value", "action") or (inner.kind == "value" and len(args) == 2):
        raise Refused("denied", f"at runs an action, or a value with its arguments; {inner.path} is neither")
    return list(_commands(inner, parts, args[2:], when))


def _commands(
    row: Param, parts: Sequence[int | None], args: Sequence[object], when: str | None
) -> list[Command]:
    if row.kind != "action":
        canonical = check(row, args)
        return [Command(row.path, part, canonical, when) for part in parts]
    pressed = check_action(row, [arg for arg in args if arg is not None])  # an impulse is nothing
    if pressed is None:
        return []
    return [Command(row.path, part, pressed[0], when or pressed[1]) for part in parts]
