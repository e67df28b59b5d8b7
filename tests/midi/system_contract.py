"""What every MIDI system does: the fake one and the machine's pass the same test."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from livenode.midi.ports import MidiError, System

LIMIT_S = 5.0
MESSAGES = (
    b"\xfa",
    b"\xf8",
    b"\xb0\x07\x40",
    b"\xf0\x01\x02\xf7",
    b"\x90\x24\x64",
    b"\xc1\x05",
    b"\xf2\x10\x00",
)


def check_system(
    system: System,
    device: tuple[str, str],
    play: Callable[[bytes], None],
    got: Callable[[], list[bytes]],
) -> None:
    """Read from a device and write to it. device: its input's and its output's name. play: lets it send."""
    from_device, to_device = device
    assert from_device in system.inputs() and to_device in system.outputs()
    port = system.open_input(from_device)
    assert port.read() == []
    begun_s, read = time.monotonic(), []
    for data in MESSAGES:
        play(data)
        read += _until(port.read)
    assert [data for _, data in read] == list(MESSAGES)
    times_s = [arrived_s for arrived_s, _ in read]
    assert times_s[-1] <= time.monotonic() and begun_s - 1.0 < times_s[0] < times_s[-1] + 1e-6
    output = system.open_output(to_device)
    for data in MESSAGES:
        output.send(data)
    sent: list[bytes] = []
    while len(sent) < len(MESSAGES):
        sent += _until(got)
    assert sent == list(MESSAGES)
    port.close()
    output.close()
    for open_port in (system.open_input, system.open_output):
        with pytest.raises(MidiError, match="is not there"):
            open_port("no such port")
    system.close()


def _until(read: Callable[[], list]) -> list:
    deadline_s = time.monotonic() + LIMIT_S
    while not (found := read()):
        assert time.monotonic() < deadline_s, "nothing came"
        time.sleep(0.002)
    return found
