"""Wire JACK ports as the tests need them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import jack

from tests.jack_server import PERIOD as PERIOD
from tests.meanwhile import as_soon_as


@contextmanager
def patchbay() -> Iterator[jack.Client]:
    client = jack.Client("patchbay", no_start_server=True)
    try:
        yield client
    finally:
        client.close()


def wire_output_to_input(number: int = 0, heard: int = 0) -> None:
    """Join an output of the stream under test to an input, by their numbers from 0, and nothing else."""
    with patchbay() as client:
        own = [p for p in client.get_ports(is_audio=True) if not p.name.startswith(("system:", "patchbay:"))]
        output = [p for p in own if p.is_output][number]
        into = [p for p in own if p.is_input][heard]
        for port in client.get_all_connections(output):
            client.disconnect(output, port)
        for port in client.get_all_connections(into):
            client.disconnect(port, into)
        client.connect(output, into)


@contextmanager
def wired_when_opened(heard: int = 0) -> Iterator[None]:
    """Join the first output of the stream that is about to be opened to its input `heard`."""

    def wire() -> None:
        time.sleep(0.3)  # PortAudio is done with connecting
        wire_output_to_input(heard=heard)

    with as_soon_as(_is_open, wire):
        yield


def _is_open() -> bool:
    with patchbay() as client:
        return any(":out_" in port.name for port in client.get_ports(is_audio=True))
