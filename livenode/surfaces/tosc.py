"""The file format of TouchOSC: nodes with properties, values and messages, as XML, compressed.

Written as its editor writes it: strings in CDATA, properties by name, version 3, which later versions read.
"""

import uuid
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Frame = tuple[float, float, float, float]  # x, y, width, height in the parent's points
Color = tuple[float, float, float, float]
Property = bool | int | float | str | Color

_HEAD = "<?xml version='1.0' encoding='UTF-8'?>"
_NAMES = uuid.UUID("6c697665-6e6f-6465-8000-000000000000")  # of the nodes: the same in each writing
_CONNECTIONS = "00001"  # the first


@dataclass(frozen=True)
class Argument:
    """An argument of a message: a value of the node, scaled from 0..1 to low..high, or a constant."""

    conversion: str  # INTEGER, FLOAT or STRING
    constant: str | None = None
    low: float = 0
    high: float = 1


@dataclass(frozen=True)
class Message:
    """An OSC message of a node, sent when its x changes ("ANY") or rises ("RISE")."""

    address: str
    arguments: tuple[Argument, ...]
    condition: str = "ANY"
    receive: bool = True


@dataclass(frozen=True)
class Node:
    """A control or a container. `frame` lies in its parent's."""

    kind: str
    name: str
    frame: Frame
    properties: Mapping[str, Property] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    messages: Sequence[Message] = ()
    children: Sequence["Node"] = ()


def layout(root: Node) -> bytes:
    """Return the file of a layout."""
    return zlib.compress(f"{_HEAD}<lexml version='3'>{_node(root, 'root')}</lexml>".encode(), 9)


def _node(node: Node, place: str) -> str:
    """Spell a node; `place` in the tree makes its ID."""
    properties = {"name": node.name, **node.properties}
    parts = (
        _some("properties", [_frame(node.frame)] + [_property(*pair) for pair in sorted(properties.items())]),
        _some("values", [_value(*pair) for pair in node.values.items()]),
        _some("messages", [_message(message) for message in node.messages]),
        _some("children", [_node(child, f"{place}/{n}") for n, child in enumerate(node.children)]),
    )
    return f"<node ID='{uuid.uuid5(_NAMES, place)}' type='{node.kind}'>{''.join(parts)}</node>"


def _some(tag: str, inside: Sequence[str]) -> str:
    return f"<{tag}>{''.join(inside)}</{tag}>" if inside else ""


def _text(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']] >')}]]>"


def _frame(frame: Frame) -> str:
    sides = "".join(f"<{side}>{value:g}</{side}>" for side, value in zip("xywh", frame, strict=True))
    return f"<property type='r'><key>{_text('frame')}</key><value>{sides}</value></property>"


def _property(key: str, value: Property) -> str:
    if isinstance(value, tuple):
        tag, text = "c", "".join(f"<{c}>{v:g}</{c}>" for c, v in zip("rgba", value, strict=True))
    elif isinstance(value, str):
        tag, text = "s", _text(value)
    else:
        tag, text = {bool: "b", int: "i", float: "f"}[type(value)], f"{value:g}"
    return f"<property type='{tag}'><key>{_text(key)}</key><value>{text}</value></property>"


def _value(key: str, default: str) -> str:
    return (
        f"<value><key>{_text(key)}</key><locked>0</locked><lockedDefaultCurrent>0</lockedDefaultCurrent>"
        f"<default>{_text(default)}</default><defaultPull>0</defaultPull></value>"
    )


def _message(message: Message) -> str:
    flags = (("enabled", 1), ("send", 1), ("receive", int(message.receive)), ("feedback", 0))
    trigger = f"<trigger><var>{_text('x')}</var><condition>{message.condition}</condition></trigger>"
    return (
        "<osc>"
        + "".join(f"<{tag}>{value}</{tag}>" for tag, value in flags)
        + f"<connections>{_CONNECTIONS}</connections><triggers>{trigger}</triggers>"
        + _some("path", [_argument(Argument("STRING", message.address))])
        + _some("arguments", [_argument(argument) for argument in message.arguments])
        + "</osc>"
    )


def _argument(argument: Argument) -> str:
    kind = "VALUE" if argument.constant is None else "CONSTANT"
    return (
        f"<partial><type>{kind}</type><conversion>{argument.conversion}</conversion>"
        f"<value>{_text('x' if argument.constant is None else argument.constant)}</value>"
        f"<scaleMin>{argument.low:g}</scaleMin><scaleMax>{argument.high:g}</scaleMax></partial>"
    )
