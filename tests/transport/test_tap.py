import pytest

from livenode.transport import tap_tempo

RATE = 48000


def taps(*seconds: float) -> list[int]:
    return [round(s * RATE) for s in seconds]


@pytest.mark.parametrize(
    ("frames", "bpm"),
    [
        ([], None),
        (taps(1), None),
        (taps(0, 0.5), 120.0),
        (taps(0, 0.5, 1.0, 1.5), 120.0),
        (taps(0, 2.0), 30.0),
        (taps(0, 2.4), 30.0),  # slower than any tempo: clipped
        (taps(0, 2.6), None),  # a pause
        (taps(0, 0.3, 0.6, 4.0, 4.5), 120.0),  # only what follows the pause counts
        (taps(0, 0.5, 1.0, 2.0, 2.5), 120.0),  # one tap missed
        (taps(0, 0.5, 0.52, 1.0, 1.5), 120.0),  # one tap bounced
        (taps(0, 0.12, 0.24), 300.0),
        (taps(0.5, 0.5), None),
        (taps(*(0.9 * k for k in range(5)), *(3.6 + 0.5 * k for k in range(1, 9))), 120.0),
        (taps(0, 0.503, 0.998, 1.504, 1.997), 120.0),
    ],
)
def test_tap_tempo(frames: list[int], bpm: float | None) -> None:
    found = tap_tempo(frames, RATE)
    assert found is None if bpm is None else found == pytest.approx(bpm, abs=1.0)
