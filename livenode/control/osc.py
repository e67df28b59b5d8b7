"""OSC packets: a strict, bounded decoder, and messages built with python-osc, which nothing else imports.

The decoder has no recursion and no pattern matching; every length is checked before it is used, and the size
of a packet, its depth, its messages and their arguments are limited. It raises `OscError` and nothing else.
"""

import math
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
from pythonosc.osc_message_builder import OscMessageBuilder

from livenode.params import Args, Atom

MAX_PACKET_BYTES = 8192
MAX_ARGS = 64
MAX_MESSAGES = 128
MAX_DEPTH = 4
MAX_ADDRESS_BYTES = 255
MAX_SENT_BYTES = 1399  # a message stays under 1,400 bytes, so that no network splits it
IMMEDIATE_TAG = 1
NTP_EPOCH_S = 2208988800  # 1900 to 1970
_PRINTABLE = frozenset(chr(code) for code in range(0x21, 0x7F))
_BIGGEST = 1e9
_INT32 = 2**31

Raw = int | float | str | bytes | bool | None


class OscError(ValueError):
    """A packet that is not OSC, or more than is taken. `kind` is its class, for counting."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True)
class Message:
    """One decoded message. `timetag` is the NTP time of the bundle around it, None for now."""

    address: str
    args: tuple[Raw, ...]
    timetag: int | None = None


def decode(packet: bytes) -> list[Message]:
    """Return the messages of a packet in order. Raises `OscError` only."""
    if not packet or len(packet) > MAX_PACKET_BYTES or len(packet) % 4:
        raise OscError("packet size")
    messages: list[Message] = []
    waiting: list[tuple[int, int, int, int | None]] = [(0, len(packet), 0, None)]
    while waiting:
        start, end, depth, timetag = waiting.pop()
        if packet[start : start + 8] != b"#bundle\0":
            messages.append(_message(packet, start, end, timetag))
            continue
        if depth >= MAX_DEPTH:
            raise OscError("nested too deep")
        inside, tag = _elements(packet, start, end)
        if len(messages) + len(waiting) + len(inside) > MAX_MESSAGES:
            raise OscError("too many messages")
        waiting.extend((first, last, depth + 1, tag) for first, last in reversed(inside))
    return messages


def _elements(packet: bytes, start: int, end: int) -> tuple[list[tuple[int, int]], int | None]:
    _need(start, 16, end)
    timetag = struct.unpack_from(">Q", packet, start + 8)[0]
    inside = []
    at = start + 16
    while at < end:
        _need(at, 4, end)
        (size_bytes,) = struct.unpack_from(">i", packet, at)
        at += 4
        if size_bytes < 4 or size_bytes % 4:
            raise OscError("element size")
        _need(at, size_bytes, end)
        inside.append((at, at + size_bytes))
        at += size_bytes
    return inside, None if timetag == IMMEDIATE_TAG else timetag


def _message(packet: bytes, start: int, end: int, timetag: int | None) -> Message:
    if packet[start] != ord("/"):
        raise OscError("not an address")
    address, at = _string(packet, start, end)
    if len(address) > MAX_ADDRESS_BYTES or not _PRINTABLE.issuperset(address):
        raise OscError("address")
    if at == end:  # old clients leave the type tags out
        return Message(address, (), timetag)
    tags, at = _string(packet, at, end)
    if not tags.startswith(","):
        raise OscError("no type tags")
    if len(tags) > MAX_ARGS + 1:
        raise OscError("too many arguments")
    args = []
    for tag in tags[1:]:
        value, at = _argument(packet, tag, at, end)
        args.append(value)
    if at != end:
        raise OscError("trailing bytes")
    return Message(address, tuple(args), timetag)


_FIXED = {
    "i": struct.Struct(">i"),
    "f": struct.Struct(">f"),
    "d": struct.Struct(">d"),
    "h": struct.Struct(">q"),
    "t": struct.Struct(">q"),
    "c": struct.Struct(">i"),
    "r": struct.Struct(">i"),
    "m": struct.Struct(">i"),
}
_EMPTY: dict[str, Raw] = {"T": True, "F": False, "N": None, "I": None}


def _argument(packet: bytes, tag: str, at: int, end: int) -> tuple[Raw, int]:
    if tag in _FIXED:
        layout = _FIXED[tag]
        _need(at, layout.size, end)
        (value,) = layout.unpack_from(packet, at)
        return value, at + layout.size
    if tag in ("s", "S"):
        return _string(packet, at, end)
    if tag in _EMPTY:
        return _EMPTY[tag], at
    if tag != "b":
        raise OscError("type tag")
    _need(at, 4, end)
    (size_bytes,) = struct.unpack_from(">i", packet, at)
    padded_bytes = (size_bytes + 3) & ~3
    if size_bytes < 0:
        raise OscError("blob size")
    _need(at + 4, padded_bytes, end)
    return packet[at + 4 : at + 4 + size_bytes], at + 4 + padded_bytes


def _string(packet: bytes, at: int, end: int) -> tuple[str, int]:
    stop = packet.find(b"\0", at, end)
    if stop < 0:
        raise OscError("unterminated string")
    after = (stop + 4) & ~3
    if after > end:
        raise OscError("string padding")
    try:
        return packet[at:stop].decode("utf-8"), after
    except UnicodeDecodeError:
        raise OscError("string not utf-8") from None


def _need(at: int, size_bytes: int, end: int) -> None:
    if at + size_bytes > end:
        raise OscError("truncated")


def encode(address: str, args: Args) -> bytes:
    """Return one message of i, f and s arguments, under 1,400 bytes.

    What cannot be said is bent and never raises: numbers are clipped, NaN becomes 0, long strings are
    cut, and what is no Unicode in them becomes a question mark.
    """
    packet = _build(address, args)
    room_bytes = MAX_SENT_BYTES
    while len(packet) > MAX_SENT_BYTES and room_bytes > 8:
        room_bytes //= 2
        packet = _build(address, tuple(_cut(arg, room_bytes) for arg in args))
    return packet


def encode_list(address: str, names: Args) -> list[bytes]:
    """Return as many messages as names of any number and length take, each under 1,400 bytes."""
    is_short = len(names) <= MAX_ARGS // 2 and len(_build(address, names)) <= MAX_SENT_BYTES
    if is_short or len(names) < 2:
        return [encode(address, names)]
    half = len(names) // 2
    return [*encode_list(address, names[:half]), *encode_list(address, names[half:])]


def encode_bundle(messages: Iterable[tuple[str, Args]], wall_s: float | None = None) -> bytes:
    """Return one bundle of (address, arguments), to be run at this Unix time; None: at once."""
    builder = OscBundleBuilder(IMMEDIATELY if wall_s is None else wall_s)  # type: ignore[arg-type]
    for address, args in messages:
        builder.add_content(_builder(address, args).build())
    return builder.build().dgram


def to_wall_s(timetag: int) -> float:
    """Return the Unix time of an NTP time tag."""
    return timetag / 2**32 - NTP_EPOCH_S


def _build(address: str, args: Args) -> bytes:
    return _builder(address, args).build().dgram


def _builder(address: str, args: Args) -> OscMessageBuilder:
    builder = OscMessageBuilder(address)
    for arg in args:
        tag, value = _spell(arg)
        builder.add_arg(value, tag)
    return builder


def _spell(arg: Atom) -> tuple[str, Atom]:
    if isinstance(arg, str):
        return "s", arg.replace("\0", " ").encode("utf-8", "replace").decode()  # of a file's name: not UTF-8
    if isinstance(arg, int):  # True and False too
        return "i", max(-_INT32, min(_INT32 - 1, int(arg)))
    return "f", 0.0 if math.isnan(arg) else max(-_BIGGEST, min(_BIGGEST, float(arg)))


def _cut(arg: Atom, room_bytes: int) -> Atom:
    return (
        arg.encode("utf-8", "replace")[:room_bytes].decode("utf-8", "ignore") if isinstance(arg, str) else arg
    )
