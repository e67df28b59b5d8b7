"""MIDI messages as values, read and written by mido (files are `tempo_file`'s).

What a node has no use for (system exclusive, active sensing, aftertouch) reads as None.
"""

from dataclasses import dataclass

import mido

TICKS_PER_BEAT = 24
TICKS_PER_SIXTEENTH = 6
MOST_SIXTEENTHS = 1 << 14  # of a song position; a song that is longer begins again
TICK, START, CONTINUE, STOP = "clock", "start", "continue", "stop"
_TRANSPORT = (TICK, START, CONTINUE, STOP)


@dataclass(frozen=True)
class Transport:
    """A tick of the clock, start, continue or stop: `kind` is one of TICK, START, CONTINUE, STOP."""

    kind: str


@dataclass(frozen=True)
class SongPosition:
    """Where the music will continue, in sixteenths from its beginning."""

    sixteenths: int


@dataclass(frozen=True)
class Move:
    """A control was moved. kind: cc, note or program. channel: 1 to 16. value: 0 to 127; 0 ends a note.

    A program change has no value of its own: 127.
    """

    kind: str
    channel: int
    number: int
    value: int


Message = Transport | SongPosition | Move


def read(data: bytes) -> Message | None:
    """Return the message in these bytes; None where it is none, or of no use. Thread: any."""
    try:
        message = mido.Message.from_bytes(data)
    except (ValueError, KeyError, IndexError):
        return None
    if message.type in _TRANSPORT:
        return Transport(message.type)
    if message.type == "songpos":
        return SongPosition(message.pos)
    if message.type == "control_change":
        return Move("cc", message.channel + 1, message.control, message.value)
    if message.type in ("note_on", "note_off"):
        return Move(
            "note", message.channel + 1, message.note, message.velocity if message.type == "note_on" else 0
        )
    if message.type == "program_change":
        return Move("program", message.channel + 1, message.program, 127)
    return None


def write(message: Message) -> bytes:
    """Return a message as bytes. Thread: any. Real-time safe: no."""
    if isinstance(message, Transport):
        return bytes(mido.Message(message.kind).bytes())
    if isinstance(message, SongPosition):
        return bytes(mido.Message("songpos", pos=message.sixteenths % MOST_SIXTEENTHS).bytes())
    channel, number, value = message.channel - 1, message.number, message.value
    if message.kind == "cc":
        made = mido.Message("control_change", channel=channel, control=number, value=value)
    elif message.kind == "note":
        made = mido.Message("note_on", channel=channel, note=number, velocity=value)
    else:
        made = mido.Message("program_change", channel=channel, program=number)
    return bytes(made.bytes())
