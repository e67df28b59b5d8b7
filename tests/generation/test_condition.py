"""Music that loops is foreseen where it was not heard yet; music that was heard, or never came, is not."""

import numpy as np
import pytest

from livenode.inference.condition import foreseen, masked_context, repetition
from livenode.inference.features import SEMITONES
from livenode.inference.grid_inputs import LAGS_BARS, LATENT_CHANNELS, RIFF_START, WINDOW_LATENTS

PER_BAR = 24
HEARD = RIFF_START - 4


def music(loop_bars, bars=40, seed=1):
    """Return latents and semitone levels of a loop of unlike bars, played a little otherwise each time."""
    rng = np.random.default_rng(seed)
    rows = np.arange(bars * PER_BAR) % (loop_bars * PER_BAR)
    latents = rng.standard_normal((loop_bars * PER_BAR, LATENT_CHANNELS))[rows]
    semitones = rng.random((loop_bars * PER_BAR, SEMITONES))[rows] + 0.1 * rng.random((len(rows), SEMITONES))
    return latents.astype(np.float32), semitones.astype(np.float32)


def stack(loop_bars, riff_bar, heard=HEARD):
    """Return the context of a riff at a bar, heard up to a position of its window, and the lags."""
    latents, semitones = music(loop_bars)
    first, rows = riff_bar * PER_BAR - RIFF_START, []
    for lag in (0, *LAGS_BARS):
        index = first - lag * PER_BAR + np.arange(WINDOW_LATENTS)
        known = (index >= 0) & (index < first + heard)
        safe = np.clip(index, 0, len(latents) - 1)
        rows.append(masked_context(latents[safe], semitones[safe], known))
    return rows


@pytest.mark.parametrize("loop_bars", LAGS_BARS)
def test_a_loop_goes_on_as_it_will_be_played(loop_bars):
    contexts = stack(loop_bars, 14)
    now, *lags = foreseen(contexts, repetition(contexts))
    latents, _ = music(loop_bars)
    will_be = latents[14 * PER_BAR - RIFF_START :][:WINDOW_LATENTS]
    np.testing.assert_array_equal(now[:, :LATENT_CHANNELS], will_be)
    assert (now[:HEARD, -1] == 1).all()
    assert ((now[HEARD:, -1] > 0.8) & (now[HEARD:, -1] < 1)).all()
    assert all(lag is given for lag, given in zip(lags, contexts[1:], strict=True))


def test_with_nothing_to_compare_what_was_heard_first_is_taken_and_told_to_be_less_sure():
    contexts = stack(4, 4)  # four bars heard: bars 5 to 8 may be bars 1 to 4 again
    now = foreseen(contexts, repetition(contexts))[0][RIFF_START:][:HEARD]
    latents, _ = music(4)
    np.testing.assert_array_equal(now[:, :LATENT_CHANNELS], latents[:HEARD])
    assert (now[:, -1] < 0.8).all()


@pytest.mark.parametrize("heard", [0, WINDOW_LATENTS])
def test_nothing_and_everything_heard_stay_as_they_are(heard):
    contexts = stack(4, 14, heard)
    if not heard:
        contexts = [np.zeros_like(row) for row in contexts]
    np.testing.assert_array_equal(foreseen(contexts, repetition(contexts))[0], contexts[0])


def test_bars_that_are_unlike_every_lag_are_not_repeated():
    contexts = stack(4, 14)
    contexts[0][:, LATENT_CHANNELS:-1] = -contexts[2][:, LATENT_CHANNELS:-1]
    for lagged in contexts[1:]:
        lagged[:, LATENT_CHANNELS:-1] = contexts[2][:, LATENT_CHANNELS:-1]
    alike = repetition(contexts)
    assert (alike < 0).all()
    assert not foreseen(contexts, alike)[0][HEARD:, -1].any()


def test_gaps_before_the_last_heard_bar_stay_gaps():
    contexts = stack(4, 14)
    contexts[0][10:20] = 0
    assert not foreseen(contexts, repetition(contexts))[0][10:20].any()
