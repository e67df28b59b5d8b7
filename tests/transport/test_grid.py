import pytest

from livenode.transport import stft_frames_per_beat


@pytest.mark.parametrize(
    ("bpm", "beats_per_bar", "current", "density"),
    [
        (77.9, 4, None, 96),
        (78, 4, None, 48),
        (120, 4, None, 48),
        (156, 4, None, 48),
        (156.1, 4, None, 24),
        (30, 4, None, 96),
        (300, 4, None, 24),
        # hysteresis: 5 % to either side of a switch
        (75, 4, 48, 48),
        (74, 4, 48, 96),
        (81, 4, 96, 96),
        (82, 4, 96, 48),
        (163, 4, 48, 48),
        (164, 4, 48, 24),
        (149, 4, 24, 24),
        (148, 4, 24, 48),
        (60, 4, 24, 96),
        (200, 4, 96, 24),
        # a bar holds whole latent frames: 7/8 never on 24, 7/16 only on 96
        (200, 3.5, None, 48),
        (200, 3.5, 24, 48),
        (200, 1.75, None, 96),
        (120, 1.75, None, 96),
        (120, 3.5, None, 48),
        (120, 0.25, None, 96),
    ],
)
def test_density(bpm: float, beats_per_bar: float, current: int | None, density: int) -> None:
    assert stft_frames_per_beat(bpm, beats_per_bar, current) == density


def test_every_meter_has_a_grid() -> None:
    for numerator in range(1, 33):
        for denominator in (1, 2, 4, 8, 16):
            for bpm in (30, 100, 300):
                beats = numerator * 4 / denominator
                assert (stft_frames_per_beat(bpm, beats) / 8 * beats).is_integer()
