import pytest

from livenode.transport.loop_tempo import loop_tempo

RATE = 48000


@pytest.mark.parametrize(
    ("seconds", "beats_per_bar", "bars", "bpm"),
    [
        (8.0, 4, 4, 120.0),
        (4.0, 4, 2, 120.0),
        (2.0, 4, 1, 120.0),
        (3.0, 4, 1, 80.0),
        (3.3, 4, 2, 145.4545),  # 72.7 is a little farther from 105, seen as a ratio
        (16.0, 4, 8, 120.0),
        (20.0, 4, 8, 96.0),
        (20.0, 2, 16, 96.0),
        (6.0, 3, 4, 120.0),
        (7.0, 3.5, 4, 120.0),
        (0.8, 4, 1, 300.0),
        (0.79, 4, None, None),  # too short for one bar at 300
        (0.4, 0.25, 2, 75.0),
        (20.0, 0.25, None, None),  # too long for 16 bars at 30
        (300.0, 4, None, None),
    ],
)
def test_the_tempo_nearest_to_105_is_taken(seconds, beats_per_bar, bars, bpm):
    found = loop_tempo(seconds * RATE, RATE, beats_per_bar)
    if bars is None:
        assert found is None
    else:
        assert found.bars == bars
        assert found.bpm == pytest.approx(bpm, abs=1e-3)


@pytest.mark.parametrize("frames", range(40_000, 1_000_000, 7_001))
def test_the_bars_fill_the_loop(frames):
    bars, bpm = loop_tempo(frames, RATE, 4)
    assert bars * 4 * 60 * RATE / bpm == pytest.approx(frames, rel=1e-12)
    assert 74 < bpm < 149 or bars in (1, 16)
