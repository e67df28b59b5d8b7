"""Latent frames keep their count and place through changes of tempo, meter and density."""

import numpy as np
import pytest

from livenode.generation.places import latent_end, latent_of_bar, latent_places, same_until, window_latents
from livenode.transport.timeline import Timeline

RATE = 48_000
PLAIN = Timeline.start(RATE, 1000, 120.0)  # 24 latents a bar, 4000 frames each
SLOWER = PLAIN.with_tempo(60.0, 4)  # 48 latents a bar from bar 4 on
WALTZ = SLOWER.with_meter(3, 4, 6)  # 36 from bar 6 on
FAST = WALTZ.with_tempo(200.0, 8)  # 9 from bar 8 on


@pytest.mark.parametrize(
    ("timeline", "bar", "latent"),
    [
        (PLAIN, 0, 0),
        (PLAIN, 3, 72),
        (PLAIN, -2, -48),
        (SLOWER, 4, 96),
        (SLOWER, 5, 144),
        (WALTZ, 6, 192),
        (WALTZ, 7, 228),
        (FAST, 8, 264),
        (FAST, 10, 282),
    ],
)
def test_latent_of_bar(timeline, bar, latent):
    assert latent_of_bar(timeline, bar) == latent


@pytest.mark.parametrize("timeline", [PLAIN, SLOWER, WALTZ, FAST])
def test_first_latent_of_each_bar_begins_on_the_bar(timeline):
    for bar in range(-3, 12):
        (start,), (hop,) = latent_places(timeline, np.asarray([latent_of_bar(timeline, bar)]))
        assert start == pytest.approx(timeline.bar_frame_exact(bar), abs=1e-6)
        assert hop == timeline.entry_at_bar(bar).hop(RATE)
        assert latent_end(timeline, latent_of_bar(timeline, bar)) == pytest.approx(start + 7 * hop)


def test_window_on_another_grid_takes_the_latent_at_the_same_beat():
    offsets = np.arange(-96, 4)
    window = window_latents(SLOWER, 4, offsets)  # 12 latents a beat from bar 4 on, 6 before it
    assert window[96:].tolist() == [96, 97, 98, 99]
    assert window[84:96].tolist() == [90, 90, 91, 91, 92, 92, 93, 93, 94, 94, 95, 95]
    assert window[0] == 96 - 48
    assert window_latents(PLAIN, 4, offsets).tolist() == list(range(100))
    across = window_latents(
        FAST, 8, np.arange(-3 * 9, 0)
    )  # 3 a beat, 12 before; back through bars 7, 6 and 5
    assert across.tolist() == list(range(264 - 27 * 4, 264, 4))


def test_same_until():
    assert [same_until(FAST, bar, 9) for bar in (0, 4, 5, 6, 8)] == [4, 6, 6, 8, 9]
    assert same_until(PLAIN, 0, 9) == 9
