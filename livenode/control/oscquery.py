"""OSCQuery: the table and the surface's values as a tree, and its commands. Thread: control.

The proposal: https://github.com/Vidvox/OSCQueryProposal. What it has no word for is under LIVENODE.
"""

import math
from typing import Any

from livenode.control.outbox import Get
from livenode.documents import parse_json
from livenode.params import WHENS, Arg, Atom, Key, Param, Refused, lookup, spoken
from livenode.rows import SECTIONS

ACCESS = {"value": 3, "out": 1, "action": 2, "session": 2}
UNITS = {
    "bpm": "time.bpm",
    "ms": "time.ms",
    "gain": "gain.linear",
    "dB": "gain.db-raw",
    "dBFS": "gain.db-raw",
}
ATTRIBUTES = (
    "FULL_PATH", "CONTENTS", "TYPE", "ACCESS", "VALUE", "RANGE", "DESCRIPTION", "EXTENDED_TYPE", "UNIT",
    "CRITICAL", "OVERLOADS", "LIVENODE",
)  # fmt: skip
REQUIRED = ("FULL_PATH", "CONTENTS", "TYPE")
IMPULSE = "I"  # what a button without arguments takes
TAGS = {int: "i", float: "f", str: "s"}
COMMANDS = {"LISTEN": True, "IGNORE": False}

Node = dict[str, Any]


class Tree:
    """The address space of a node. `osc_port`: of UDP and TCP."""

    def __init__(self, get: Get, prefix: str, name: str, osc_port: int) -> None:
        self._get, self._name, self._osc_port = get, name, osc_port
        self._methods: dict[str, tuple[Param, int | None, str]] = {}
        self._children: dict[str, dict[str, None]] = {"/": {}}
        for section, rows in SECTIONS.items():
            for row in rows:
                for part in row.parts:
                    self._add(f"{prefix}/{spoken(row.path, part)}", (row, part, section))

    def answer(self, path: str, attribute: str, address: str, http_port: int) -> tuple[int, Node]:
        """Return the HTTP status and the JSON object for a path and an attribute, "" = all of them.

        address, http_port: where the client has reached this node.
        """
        if attribute == "HOST_INFO":
            return 200, self._host_info(address, http_port)
        path = path.rstrip("/") or "/"
        if path not in self._methods and path not in self._children:
            return 404, {"error": f"there is no {path[:80]!r}"}
        if not attribute:
            return 200, self._node(path)
        if attribute not in ATTRIBUTES:
            return 400, {"error": f"no attribute {attribute[:32]!r}; there are {', '.join(ATTRIBUTES)}"}
        node = self._node(path)
        return (200, {attribute: node[attribute]}) if attribute in node else (204, {})

    def _add(self, path: str, method: tuple[Param, int | None, str]) -> None:
        self._methods[path] = method
        while path != "/":
            above = path.rpartition("/")[0] or "/"
            self._children.setdefault(above, {})[path] = None
            path = above

    def _node(self, path: str) -> Node:
        node: Node = {"FULL_PATH": path}
        if path in self._methods:
            row, part, section = self._methods[path]
            node |= _described(row, part, section)
            value = self._get(row.path, part) if node["ACCESS"] & 1 else ()
            if value:
                node["VALUE"] = [_sayable(atom) for atom in value]
                if row.rest:  # a list has as many types as values
                    node["TYPE"] = "".join(TAGS[type(atom)] for atom in value)
        else:
            node |= {"ACCESS": 0, "DESCRIPTION": self._name}
        if path in self._children:
            node["CONTENTS"] = {below.rpartition("/")[2]: self._node(below) for below in self._children[path]}
        return node

    def _host_info(self, address: str, http_port: int) -> Node:
        optional = {name: True for name in ATTRIBUTES if name not in REQUIRED}
        return {
            "NAME": self._name,
            "EXTENSIONS": {**optional, "LISTEN": True, "HTML": True},
            "OSC_IP": address,
            "OSC_PORT": self._osc_port,
            "OSC_TRANSPORT": "UDP",
            "WS_IP": address,
            "WS_PORT": http_port,
        }


def _sayable(atom: Atom) -> Atom:
    return 0.0 if isinstance(atom, float) and not math.isfinite(atom) else atom  # JSON has no infinity


def parse_command(text: str, prefix: str) -> tuple[set[Key], bool]:
    """Return what a WebSocket's text frame names and whether it is to be heard. Raises `Refused`."""
    try:
        command = parse_json(text)
        is_heard, address = COMMANDS[command["COMMAND"]], str(command["DATA"])
    except (ValueError, KeyError, TypeError):
        raise Refused("bad_type", 'send {"COMMAND": "LISTEN" or "IGNORE", "DATA": an address}') from None
    row, parts = lookup(address.removeprefix(f"{prefix}/"))
    return {(row.path, part) for part in parts}, is_heard


def _described(row: Param, part: int | None, section: str) -> Node:
    """Return the attributes of a method, all but its value."""
    own: Node = {"KIND": row.kind, "GROUP": row.group, "SECTION": section, "PRESET": row.preset}
    if row.kind == "value":
        own["DEFAULT"] = list(row.default_of(part))
    if row.rest:
        own["REST"] = True
    if any(arg.also for arg in row.args):
        own["ALSO"] = [list(arg.also) for arg in row.args]
    node = {**_typed(row.args), "ACCESS": ACCESS[row.kind], "DESCRIPTION": row.doc, "LIVENODE": own}
    if row.unit:
        node["UNIT"] = [UNITS.get(row.unit, row.unit)]
    if row.kind == "action":
        node["CRITICAL"] = True
    if row.quantised:
        node["OVERLOADS"] = [_typed((*row.args, Arg("s", "when", choices=WHENS)))]
    return node


def _typed(args: tuple[Arg, ...]) -> Node:
    if not args:
        return {"TYPE": IMPULSE}
    node: Node = {"TYPE": "".join(arg.tag for arg in args), "EXTENDED_TYPE": [arg.name for arg in args]}
    ranges = [_range(arg) for arg in args]
    return {**node, "RANGE": ranges} if any(ranges) else node


def _range(arg: Arg) -> Node:
    if arg.choices:
        return {"VALS": list(arg.choices)}
    return {} if math.isinf(arg.low) else {"MIN": arg.low, "MAX": arg.high}
