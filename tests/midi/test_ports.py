import pytest

from livenode.midi.arrivals import Arrivals
from livenode.midi.fake_system import FakeSystem
from livenode.midi.ports import VIRTUAL, LastingPort, MidiError, choose, lasting_name
from tests.midi.system_contract import check_system

ALSA = [
    "Midi Through:Midi Through Port-0 14:0",
    "nanoKONTROL2:nanoKONTROL2 MIDI 1 20:0",
    "FCB1010:FCB1010 MIDI 1 24:0",
]


def test_the_fake_is_a_system():
    system = FakeSystem("organ")

    def got() -> list[bytes]:
        sent = system.open_outputs["organ"].sent
        taken = list(sent)
        sent.clear()
        return taken

    check_system(system, ("organ", "organ"), lambda data: system.play("organ", *data), got)


@pytest.mark.parametrize("wanted", ["nano", "NANOkontrol2", ALSA[1]])
def test_a_part_of_a_name_is_enough(wanted):
    assert choose(ALSA, wanted, "input") == ALSA[1]


def test_two_that_fit_are_refused_and_none_too():
    with pytest.raises(MidiError, match="several MIDI inputs hold 'MIDI 1'; there are: nano.*, FCB"):
        choose(ALSA, "MIDI 1", "input")
    with pytest.raises(MidiError, match="no MIDI output 'organ'; there are: none"):
        choose([], "organ", "output")
    assert choose([], VIRTUAL, "input") == VIRTUAL


def test_a_device_has_another_number_when_it_comes_back():
    assert lasting_name(ALSA[1]) == lasting_name("nanoKONTROL2:nanoKONTROL2 MIDI 1 28:0")
    assert lasting_name("nanoKONTROL2 0") == lasting_name("nanoKONTROL2 3")
    assert lasting_name("FCB1010") == "FCB1010"


def test_a_device_is_heard_that_was_away_for_less_than_a_look():
    system, said = FakeSystem("pads 20:0"), []
    port = LastingPort("pads", "input", system.inputs, system.open_input, said.append)
    system.devices = ["pads 24:0"]
    port.look()
    system.play("pads 24:0", 0xFA)
    assert [data for _, data in port.port.read()] == [b"\xfa"]
    assert said == ["MIDI port lost: pads 20:0; waiting for it", "MIDI port is back: pads 24:0"]


def test_a_device_that_is_pulled_does_not_take_its_twin_for_itself():
    system, said = FakeSystem("pads 20:0", "pads 24:0"), []
    port = LastingPort("pads 20:0", "input", system.inputs, system.open_input, said.append)
    system.devices.remove("pads 20:0")
    port.look()
    assert port.port is None and said == ["MIDI port lost: pads 20:0; waiting for it"]
    system.devices.append("pads 28:0")
    port.look()
    assert port.port is system.open_inputs["pads 28:0"]


def test_arrival_times_do_not_depend_on_when_the_queue_is_read():
    arrivals, late_s = Arrivals(), (0.004, 0.011, 0.0, 0.020, 0.003)
    found = [arrivals.at(0.5 if tick else 0.0, 100.0 + 0.5 * tick + late_s[tick % 5]) for tick in range(20)]
    assert found[2:] == pytest.approx([100.0 + 0.5 * tick for tick in range(2, 20)])
    for minute in range(1, 60):  # a driver's clock that runs 100 ppm fast, and messages that come seldom
        arrived_s = 110.0 + 60 * minute
        assert arrivals.at(60 * 1.0001, arrived_s) == pytest.approx(arrived_s, abs=1e-6)
