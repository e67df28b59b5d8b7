import builtins
from typing import Any

import pytest

from livenode.audio import listing
from livenode.audio.devices import (
    AudioUnavailable,
    Device,
    DeviceError,
    check_channels,
    check_cue,
    check_stems,
    choose_pair,
)

DUPLEX = Device(0, "Interface Eight", "ALSA", 8, 8, 48000)
MICROPHONE = Device(1, "Studio Microphone", "Core Audio", 1, 0, 48000, is_default_input=True)
SPEAKERS = Device(2, "Studio Speakers", "Core Audio", 0, 2, 44100, is_default_output=True)
JACK = Device(3, "system", "JACK Audio Connection Kit", 2, 2, 48000)
OTHER = Device(4, "system monitor", "ALSA", 2, 2, 48000)
ALL = (DUPLEX, MICROPHONE, SPEAKERS, JACK, OTHER)


@pytest.mark.parametrize(
    ("device", "input_device", "pair"),
    [
        (None, None, (MICROPHONE, SPEAKERS)),
        ("eight", None, (DUPLEX, DUPLEX)),
        (0, None, (DUPLEX, DUPLEX)),
        ("0", None, (DUPLEX, DUPLEX)),
        (2, None, (None, SPEAKERS)),
        ("Studio", None, (MICROPHONE, SPEAKERS)),
        ("Speakers", None, (None, SPEAKERS)),
        ("Speakers", "eight", (DUPLEX, SPEAKERS)),
        ("system", None, (JACK, JACK)),  # an exact name wins
        ("jack", None, (JACK, JACK)),  # the host API counts too
    ],
)
def test_choose(device: Any, input_device: Any, pair: Any) -> None:
    assert choose_pair(ALL, device, input_device) == pair


@pytest.mark.parametrize(
    ("device", "input_device", "sentence"),
    [
        (
            "piano",
            None,
            r"no output device 'piano': write an index or a part of a name of 0 'Interface Eight', 2",
        ),
        (1, None, "no output device 1"),
        (99, None, "no output device 99"),
        ("ALSA", None, "'ALSA' is ambiguous: write the index or more of 0 'Interface Eight, ALSA', 4"),
        (0, "Speakers", "no input device 'Speakers'"),
    ],
)
def test_choose_refuses_in_a_sentence(device: Any, input_device: Any, sentence: str) -> None:
    with pytest.raises(DeviceError, match=sentence) as error:
        choose_pair(ALL, device, input_device)
    assert error.value.exit_code == 74


@pytest.mark.parametrize("devices", [(), (MICROPHONE,)])
def test_no_device(devices: tuple[Device, ...]) -> None:
    with pytest.raises(AudioUnavailable, match="no sound device found: connect one, start JACK") as error:
        choose_pair(devices)
    assert error.value.exit_code == 74


def test_without_a_default_the_first_device_that_can_play_is_taken() -> None:
    assert choose_pair((JACK, OTHER)) == (JACK, JACK)


def test_channels() -> None:
    assert check_channels(DUPLEX, "input", None) == (0,)
    assert check_channels(DUPLEX, "output", None) == (0, 1)
    assert check_channels(MICROPHONE, "output", None) == ()
    assert check_channels(None, "input", None) == ()
    assert check_channels(DUPLEX, "input", [6, 7]) == (6, 7)
    with pytest.raises(DeviceError, match="input channel 9 does not exist: 'Interface Eight' has 8"):
        check_channels(DUPLEX, "input", [8])
    with pytest.raises(DeviceError, match="input channel 1 does not exist: the chosen device has 0"):
        check_channels(None, "input", [0])
    with pytest.raises(DeviceError, match="3 output channels given, at most 2"):
        check_channels(DUPLEX, "output", [0, 1, 2])


def test_stems() -> None:
    assert check_stems(DUPLEX, (), (0, 1)) == ()
    assert check_stems(DUPLEX, [2, 3, 4, 5], (0, 1)) == (2, 3, 4, 5)
    assert check_stems(DUPLEX, range(8), ()) == tuple(range(8))


def test_the_click_has_channels_of_its_own() -> None:
    assert check_cue(DUPLEX, [6, 7], (0, 1)) == (6, 7)
    with pytest.raises(DeviceError, match="cue channel 2 is taken"):
        check_cue(DUPLEX, [1], (0, 1))


@pytest.mark.parametrize(
    ("stems", "sentence"),
    [
        ([2, 3], "2 stem channels given, must be 4 or 8"),
        ([5, 6, 7, 8], "output channel 9 does not exist: 'Interface Eight' has 8"),
        ([1, 2, 3, 4], "stem channel 2 is taken: give each stem an output channel of its own"),
        ([2, 3, 4, 2], "stem channel 3 is taken"),
    ],
)
def test_stems_are_refused_in_a_sentence(stems: list[int], sentence: str) -> None:
    with pytest.raises(DeviceError, match=sentence):
        check_stems(DUPLEX, stems, (0, 1))


def test_a_missing_portaudio_library_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    import_module = builtins.__import__

    def fail(name: str, *args: Any) -> Any:
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return import_module(name, *args)

    monkeypatch.setattr(builtins, "__import__", fail)
    with pytest.raises(AudioUnavailable, match="sudo apt-get install libportaudio2"):
        listing.query_devices()


def test_a_device_is_found_again_by_its_name() -> None:
    known = Device(3, "USB Audio: - (hw:1,0)", "ALSA", 2, 2, 48000)
    moved = Device(7, "USB Audio: - (hw:2,0)", "ALSA", 2, 2, 44100)
    second = Device(8, "USB Audio: - (hw:2,1)", "ALSA", 2, 2, 48000)
    assert choose_pair((DUPLEX, second, moved), known) == (moved, moved)
    same = Device(9, known.name, "ALSA", 2, 2, 48000)
    assert choose_pair((moved, same), known, known) == (same, same)
    with pytest.raises(DeviceError, match=r"output device 'USB Audio: - \(hw:1,0\), ALSA' is not there"):
        choose_pair((DUPLEX, second, JACK), known)  # no other device in its place
