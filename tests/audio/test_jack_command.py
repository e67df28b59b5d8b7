"""`livenode calibrate` as a user runs it, on a JACK server whose output is wired to the input, or is not."""

from __future__ import annotations

import pytest
from wires import PERIOD, wired_when_opened

from livenode import paths
from livenode.audio.calibration import Key, everything, stored
from livenode.cli import main

pytestmark = [pytest.mark.audio, pytest.mark.usefixtures("jack_48000", "state")]

SYSTEM = "system, JACK Audio Connection Kit"
KEY = Key(SYSTEM, SYSTEM, 48_000, PERIOD)
ONE_CHANNEL = ("--device", "system", "--input-channels", "1", "--output-channels", "1")


@pytest.fixture
def state(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


def test_what_is_measured_is_said_stored_and_listed(capsys):
    with wired_when_opened():
        assert main(["calibrate", *ONE_CHANNEL]) == 0
    said = capsys.readouterr().out
    assert f"15 sweeps at -20 dBFS from {SYSTEM}, heard by {SYSTEM}" in said
    assert f"round trip {PERIOD} frames at 48000 Hz, 5.3 ms; 100% of the sweeps agree" in said
    found = stored(paths.calibration_file(), KEY)
    assert found is not None and found.round_trip_frames == PERIOD
    assert main(["calibrate", "--show"]) == 0
    assert f"round trip {PERIOD} frames" in capsys.readouterr().out


def test_without_a_wire_it_refuses_and_stores_nothing(capsys):
    assert main(["calibrate", *ONE_CHANNEL]) == 65
    assert "the input is silent: join the output to it by a cable" in capsys.readouterr().err
    assert everything(paths.calibration_file()) == {}


def test_a_device_or_block_that_does_not_exist(capsys):
    assert main(["calibrate", "--device", "nothing"]) == 74
    assert main(["calibrate", "--device", "system", "--blocksize", "64"]) == 74
    assert "the JACK server's period is 256 frames, not 64" in capsys.readouterr().err
    assert main(["calibrate", "--device", "system", "--blocksize", "1"]) == 78
