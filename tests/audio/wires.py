"""Wire JACK ports as the tests need them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import jack

from tests.jack_server import PERIOD as PERIOD


@contextmanager
def patchbay() -> Iterator[jack.Client]:
    client = jack.Client("patchbay", no_start_server=True)
    try:
        yield client
    finally:
        client.close()


def wire_output_to_input(number: int = 0) -> None:
    """Join an output of the stream under test, by its number from 0, to its first input, and nothing else."""
    with patchbay() as client:
        own = [p for p in client.get_ports(is_audio=True) if not p.name.startswith(("system:", "patchbay:"))]
        output = [p for p in own if p.is_output][number]
        heard = next(p for p in own if p.is_input)
        for port in client.get_all_connections(output):
            client.disconnect(output, port)
        for port in client.get_all_connections(heard):
            client.disconnect(port, heard)
        client.connect(output, heard)
