"""Which inputs of the sound device are heard: `in/channels`, "2" or "1,2"."""

from livenode.params import Refused
from livenode.rt.memory import Memory
from livenode.surface import Values

CHANNELS = "in/channels"
TARGETS = ("in_a", "in_b")  # the same channel twice where one is heard


def values_of(memory: Memory) -> Values:
    """Return the values a node begins with: the defaults, and the inputs its driver was opened with.

    Thread: control. Real-time safe: no.
    """
    chosen = dict.fromkeys(str(int(memory.target(name)) + 1) for name in TARGETS)
    return Values().with_value(CHANNELS, None, (",".join(chosen),))


def channels_of(text: str) -> tuple[int, int]:
    """Return the two channels, from 0, that are named, the same twice for one. Refused as out_of_range.

    Thread: any. Real-time safe: no.
    """
    words = [word.strip() for word in text.split(",")]
    channels = [int(word) - 1 for word in words if word.isascii() and word.isdigit() and len(word) < 4]
    if len(channels) != len(words) or not 1 <= len(words) <= 2 or min(channels) < 0:
        raise Refused("out_of_range", f'{CHANNELS} is one input, "2", or two, "1,2", got {text[:32]!r}')
    return channels[0], channels[-1]


def refuse_closed(text: str, memory: Memory) -> None:
    """Refuse inputs that are not open. Thread: control. Real-time safe: no."""
    there = memory.input_channels
    if max(channels_of(text)) >= there:
        count = "1 input is" if there == 1 else f"{there or 'no'} inputs are"
        raise Refused("out_of_range", f"{CHANNELS}: {count} open; for others start with --input-channels")
