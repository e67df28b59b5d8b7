"""The ChucK class: a function for each row of the table."""

from livenode.params import Param
from livenode.surfaces.filled import camel, filled, sent
from livenode.surfaces.widgets import Wiring

OWN = ("hello", "subscribe")  # `connect` sends these
TYPES = {"i": "int", "f": "float", "s": "string"}


def chuck(wiring: Wiring) -> bytes:
    """Return Livenode.ck."""
    named = {"HOST": wiring.host, "PORT": str(wiring.port), "PREFIX": wiring.prefix}
    rows = [line for row in sent() if row.path not in OWN for line in _functions(row)]
    return filled("Livenode.ck", ROWS="\n".join(rows), REPLY_PORT=str(wiring.reply_port), **named).encode()


def _functions(row: Param) -> list[str]:
    """Spell what asks for a row, and what sets it or does it."""
    name = camel(row.path)
    name = name[0].upper() + name[1:]
    ask = _function(row, f"ask{name}", [])
    arguments = [(TYPES[arg.tag], arg.name) for arg in row.args if not arg.optional]
    if row.kind == "out":
        return [ask]
    does = _function(row, f"{'set' if row.kind == 'value' else 'do'}{name}", arguments)
    return [ask, does] if row.kind == "value" else [does]


def _function(row: Param, name: str, arguments: list[tuple[str, str]]) -> str:
    part = [("int", "part")] if row.per_part else []
    head = ", ".join(f"{kind} {word}" for kind, word in [*part, *arguments])
    tail = row.path.removeprefix("part/<p>/")
    path = f'ofPart(part) + "{tail}"' if row.per_part else f'"{tail}"'
    adds = "".join(f" out.add({word});" for _, word in arguments)
    return f"    fun void {name}({head}) {{ begin({path});{adds} out.send(); }}"
