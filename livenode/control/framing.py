"""Where an OSC packet ends in a stream: size-prefixed (OSC 1.0) or SLIP (OSC 1.1). No socket in here."""

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass

from livenode.control.osc import MAX_PACKET_BYTES, OscError

_SIZE = struct.Struct(">i")
_END, _ESC = b"\xc0", b"\xdb"
_ESCAPED = {b"\xdb\xdc": _END, b"\xdb\xdd": _ESC}
_ESCAPE = re.compile(rb"\xdb.?", re.DOTALL)
_ENDS = re.compile(rb"\xc0*")
_LONGEST_SLIP = 2 * MAX_PACKET_BYTES  # every byte escaped


@dataclass(frozen=True)
class Framing:
    """One way to put packets into a stream. `split` takes the first off a buffer; None: none is whole."""

    wrap: Callable[[bytes], bytes]
    split: Callable[[bytearray], bytes | None]


def _wrap_sized(packet: bytes) -> bytes:
    return _SIZE.pack(len(packet)) + packet


def _split_sized(buffer: bytearray) -> bytes | None:
    if len(buffer) < _SIZE.size:
        return None
    (size_bytes,) = _SIZE.unpack_from(buffer)
    if not 0 < size_bytes <= MAX_PACKET_BYTES:
        raise OscError("frame size")
    if len(buffer) < _SIZE.size + size_bytes:
        return None
    packet = bytes(buffer[_SIZE.size : _SIZE.size + size_bytes])
    del buffer[: _SIZE.size + size_bytes]
    return packet


def _wrap_slip(packet: bytes) -> bytes:
    return _END + packet.replace(_ESC, b"\xdb\xdd").replace(_END, b"\xdb\xdc") + _END


def _split_slip(buffer: bytearray) -> bytes | None:
    del buffer[: _ENDS.match(buffer).end()]  # type: ignore[union-attr]  # each packet has one at both ends
    stop = buffer.find(_END)
    if (len(buffer) if stop < 0 else stop) > _LONGEST_SLIP:
        raise OscError("frame size")
    if stop < 0:
        return None
    escaped = bytes(buffer[:stop])
    del buffer[: stop + 1]
    return _ESCAPE.sub(_unescaped, escaped)


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[0] not in _ESCAPED:
        raise OscError("frame escape")
    return _ESCAPED[found[0]]


SIZED = Framing(_wrap_sized, _split_sized)
SLIP = Framing(_wrap_slip, _split_slip)
# by the first byte of a connection: a size under 16 MB begins with 0, SLIP with END or at once with a packet
FRAMINGS = {0x00: SIZED, 0xC0: SLIP, ord("/"): SLIP, ord("#"): SLIP}


class Stream:
    """Cuts what comes in a connection into packets. Raises OscError once it is no OSC; then it is over."""

    def __init__(self) -> None:
        self.framing = SIZED
        self._buffer = bytearray()
        self._is_told = False

    def feed(self, data: bytes) -> None:
        """Take what came. Raises OscError where the first byte begins neither framing."""
        self._buffer += data
        if not self._is_told and data:
            if data[0] not in FRAMINGS:
                raise OscError("frame")
            self.framing, self._is_told = FRAMINGS[data[0]], True

    def packet(self) -> bytes | None:
        """Return the next whole packet, None where more has to come. Raises OscError."""
        return self.framing.split(self._buffer)
