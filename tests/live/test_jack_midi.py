"""A node and real MIDI ports on a JACK server: what a controller and a sequencer send is heard."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from livenode.cli import main
from livenode.control.osc import encode
from livenode.midi.ports import VIRTUAL
from livenode.midi.rtmidi_system import RtMidiSystem
from livenode.surface import Command
from tests.live.node_thread import running_node, wait_until
from tests.midi.system_contract import check_system

pytestmark = [pytest.mark.audio, pytest.mark.usefixtures("jack")]
TEMPO = 131.0


class Device:
    """A controller on JACK MIDI."""

    def __init__(self, name: str = "pedals") -> None:
        self.system = RtMidiSystem(name)
        self.input = self.system.open_input(VIRTUAL)
        self.output = self.system.open_output(VIRTUAL)
        self.ports = (f"{name} out:out", f"{name} in:in")

    def got(self) -> list[bytes]:
        return [data for _, data in self.input.read()]

    def close(self) -> None:
        self.input.close()
        self.output.close()
        self.system.close()


@contextmanager
def plugged_in() -> Iterator[Device]:
    device = Device()
    try:
        yield device
    finally:
        device.close()


def test_the_machine_is_a_system():
    with plugged_in() as device:
        check_system(RtMidiSystem("under_test"), device.ports, device.output.send, device.got)


def test_devices_lists_the_ports(capsys):
    with plugged_in():
        assert main(["devices"]) == 0
    listed = capsys.readouterr().out
    assert "MIDI input   pedals out:out" in listed and "MIDI output  pedals in:in" in listed


def test_a_pedal_is_learned_over_osc_and_comes_back_when_it_is_plugged_in_again():
    said: list[str] = []
    device = Device()
    settings = {"midi_in": ("pedals",), "midi_out": ("pedals",)}
    with (
        running_node(say=said.append, **settings) as node,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as panel,
    ):
        panel.sendto(
            encode("/livenode/midi/learn", ("/livenode/part/2/mute",)), ("127.0.0.1", node.config.port)
        )
        wait_until(lambda: node.midi._learning.asked is not None, 5)
        muted = lambda: node.conductor.values.get("part/<p>/mute", 2)  # noqa: E731
        for data in (b"\xb0\x40\x7f", b"\xb0\x40\x00"):
            device.output.send(data)
        wait_until(lambda: node.conductor.get("midi/map", None) == ("cc 1 64 toggle part/2/mute",), 5)
        device.close()
        wait_until(lambda: any("MIDI port lost: pedals out:out" in line for line in said), 5)
        device = Device()
        wait_until(lambda: any("MIDI port is back: pedals out:out" in line for line in said), 5)
        device.output.send(b"\xb0\x40\x7f")
        wait_until(lambda: muted() == (1,), 5)
        assert node.memory.target("part2_gain") == 0.0
    device.close()


def test_the_tempo_of_a_sequencer_is_followed_and_the_node_sends_its_own():
    play = [
        Command("count_in", None, (0,)),
        Command("tempo", None, (150.0,)),
        Command("midi/clock", None, (1,)),
    ]
    with plugged_in() as device:
        with running_node(midi_in=("pedals",), midi_out=("pedals",)) as node:
            node.conductor.submit([Command("sync/source", None, ("midi",))])
            device.output.send(b"\xfa")
            begun_s = time.monotonic()
            for tick in range(24 * 6):
                time.sleep(max(0.0, begun_s + tick * 60 / TEMPO / 24 - time.monotonic()))
                device.output.send(b"\xf8")
            wait_until(lambda: abs(node.conductor.values.number("tempo") / TEMPO - 1) < 0.02, 5)
            assert node.midi.clock.read(node.memory.frame()).playing
        device.got()
        with running_node(play, midi_out=("pedals",)) as node:
            node.conductor.submit([Command("transport/play", when="now")])
            wait_until(lambda: node.conductor.timeline is not None, 5)
            sent: list[bytes] = []
            # start, or where the clock came late to it: go on, at the next bar line
            begun = lambda: [at for at, data in enumerate(sent) if data in (b"\xfa", b"\xfb")]  # noqa: E731
            wait_until(
                lambda: sent.extend(device.got()) or (begun() and sent.count(b"\xf8") > begun()[0] + 48), 10
            )
            assert len(begun()) == 1 and sent[begun()[0] + 1] == b"\xf8"
            node.conductor.submit([Command("transport/stop", when="now")])
            wait_until(lambda: sent.extend(device.got()) or sent[-1] == b"\xfc", 5)
