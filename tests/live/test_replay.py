"""What JACK records of a live node is what its journal gives again, to the sample."""

import numpy as np
import pytest

from livenode.inference.fake_engine import FakeEngine
from livenode.node import SAMPLERATE
from livenode.surface import Command
from tests.jack_server import PERIOD
from tests.live.performance import compare, perform

pytestmark = [pytest.mark.audio, pytest.mark.slow, pytest.mark.usefixtures("jack")]

SECONDS = 17.0
SCORE = (
    (0.0, Command("tempo", None, (200.0,))),  # a bar is 1.2 s
    (0.0, Command("bars", None, (1,))),
    (0.0, Command("part/<p>/auto", 1, (1,))),
    (0.0, Command("part/<p>/auto", 2, (1,))),
    (0.0, Command("part/<p>/prompt", 2, ("soft strings",))),
    (0.2, Command("transport/play", None, (), "now")),
    (1.0, Command("monitor", None, (0.3,))),
    (2.0, Command("sync/offset_ms", None, (20.0,))),
    (3.0, Command("bleed", None, (1,))),
    (4.5, Command("bars", None, (2,))),
    (4.6, Command("takes", None, (2,))),
    (6.0, Command("part/<p>/level", 1, (0.4,))),
    (6.4, Command("part/<p>/mute", 2, (1,))),
    (7.1, Command("part/<p>/mute", 2, (0,))),
    (7.7, Command("part/<p>/prompt", 1, ("grand piano",))),
    (8.3, Command("part/<p>/generate", 2, (), "bar")),
    (9.4, Command("tempo", None, (170.0,))),
    (9.6, Command("tempo", None, (175.0,))),
    (10.6, Command("part/<p>/take/next", 2, (), "bar")),
    (11.9, Command("part/<p>/hold", 1, (1,))),
    (12.8, Command("part/<p>/vary", 2, (0.5,), "bar")),
    (13.5, Command("level", None, (0.8,))),
    (14.0, Command("part/<p>/hold", 1, (0,))),
)


def test_a_journal_gives_again_what_jack_recorded(tmp_path):
    rng = np.random.default_rng(3)
    beat = np.arange(round(SECONDS * SAMPLERATE)) % 14_400
    audio = (0.2 * rng.standard_normal(len(beat)) * np.exp(-beat / 4000)).astype(np.float32)
    engine = FakeEngine()
    recording = perform(engine, audio, SCORE, tmp_path)
    comparison = compare(engine, recording)
    print(recording.xruns, recording.made_riffs, recording.late_riffs, comparison)
    assert recording.round_trip_frames == PERIOD
    assert recording.made_riffs >= 12
    assert comparison.loudest > 0.1
    assert comparison.starts_checked >= 15
    assert comparison.starts_off_the_bar_line == 0
    assert comparison.frames_compared > 10 * SAMPLERATE
    assert comparison.frames_differing == 0 or recording.xruns > 0
