"""The SuperCollider class and its help: a method for each row of the table."""

from livenode.params import Param
from livenode.surfaces.filled import camel, filled, sent
from livenode.surfaces.widgets import Wiring

OWN = ("hello", "subscribe")  # `connect` sends these


def supercollider(wiring: Wiring) -> bytes:
    """Return Livenode.sc."""
    rows = "\n".join(_method(row) for row in sent() if row.path not in OWN)
    named = {"HOST": wiring.host, "PORT": str(wiring.port), "PREFIX": wiring.prefix}
    return filled("Livenode.sc", ROWS=rows, **named).encode()


def supercollider_help() -> bytes:
    """Return Livenode.schelp."""
    rows = "\n".join(_help(row) for row in sent() if row.path not in OWN)
    return filled("Livenode.schelp", ROWS=rows).encode()


def _arguments(row: Param) -> list[tuple[str, str]]:
    """Return (name, what it takes) of each argument."""
    part = [("part", "1 to 4, or \\all")] if row.per_part else []
    when = [("when", "now, beat, bar, 2bar, 4bar or @ and a bar")] if row.quantised else []
    own = [] if row.kind == "out" else [(arg.name, arg.accepts()) for arg in row.args]
    return [*part, *own, *when]


def _method(row: Param) -> str:
    """Spell a method. Names that meet in one row, such as two `text`, do not happen in the table."""
    names = [name for name, _ in _arguments(row)]
    own = names[1:] if row.per_part else names
    path = f'"{row.path}"' if not row.per_part else f'"{row.path.replace("<p>", "%")}".format(part)'
    tags = row.tags + "s" * row.quantised if row.kind != "out" else ""
    rest = ["... rest"] if row.rest and row.kind != "out" else []
    head = f"|{', '.join([*names, *rest]).replace(', ...', ' ...')}| " if names or rest else ""
    given = f"[{', '.join(own)}]{' ++ rest' if rest else ''}"
    return f'\t{camel(row.path)} {{ {head}this.prRow({path}, "{tags}", {given}) }}'


def _help(row: Param) -> str:
    lines = [f"METHOD:: {camel(row.path)}", f"{_plain(row.doc)} Address: code::{row.path}::."]
    for name, takes in _arguments(row):
        lines.append(f"ARGUMENT:: {name}\n{_plain(takes)}")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return text.replace("::", ": :").replace("`", "'")
