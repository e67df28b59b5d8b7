"""The doctor on a sound device: it rehearses there, unheard, and leaves it as it was."""

import json

import pytest

from livenode.cli import main
from tests.jack_server import PERIOD

pytestmark = [pytest.mark.audio, pytest.mark.slow, pytest.mark.usefixtures("jack")]


def test_it_rehearses_on_the_device_and_can_do_it_again(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    words = ["doctor", "--engine", "fake", "--device", "system", "--rehearse", "0.1", "--bpm", "240"]
    main(words)
    page = capsys.readouterr().out
    assert f"JACK Audio Connection Kit, 48000 Hz, {PERIOD} frames a block, not calibrated" in page
    assert "xruns an hour" in page
    main([*words, "--json"])
    figures = json.loads(capsys.readouterr().out)
    assert figures["riffs"] >= 2 and min(figures["leads_ms"]) > 70
