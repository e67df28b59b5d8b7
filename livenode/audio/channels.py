"""Tell the callback which channels of the device it reads and writes; all are counted from 0."""

from __future__ import annotations

from collections.abc import Sequence

from livenode.audio.devices import Device
from livenode.rt import PARTS, Memory


def opened_inputs(device: Device | None, inputs: Sequence[int]) -> int:
    """Return how many inputs are opened: up to the highest asked for, and the second to choose from.

    Thread: any. Real-time safe: no.
    """
    return max(max(inputs) + 1, min(2, device.input_channels)) if device and inputs else 0


def set_inputs(memory: Memory, inputs: Sequence[int]) -> None:
    """Hear one channel, the mean of two, or the first where none is given. Thread: control."""
    _set_pair(memory, ("in_a", "in_b"), inputs or (0,))


def set_outputs(memory: Memory, outputs: Sequence[int]) -> None:
    """Play left and right, or their mean where one channel is given. Thread: control."""
    _set_pair(memory, ("out_l", "out_r"), outputs)


def set_alone(memory: Memory, stems: Sequence[int], cue: Sequence[int]) -> None:
    """Play the parts and the click on outputs of their own; () for none. Thread: control."""
    each = len(stems) // PARTS
    for part in range(PARTS):
        channels = stems[part * each : (part + 1) * each] or (-1,)
        _set_pair(memory, (f"part{part + 1}_stem_l", f"part{part + 1}_stem_r"), channels)
    _set_pair(memory, ("cue_l", "cue_r"), cue or (-1,))


def chosen_inputs(memory: Memory) -> tuple[int, ...]:
    """Return the inputs that are heard now. Thread: any. Real-time safe: no."""
    return tuple(dict.fromkeys(int(memory.target(name)) for name in ("in_a", "in_b")))


def _set_pair(memory: Memory, names: tuple[str, str], channels: Sequence[int]) -> None:
    memory.set_target(names[0], channels[0])
    memory.set_target(names[1], channels[-1])
