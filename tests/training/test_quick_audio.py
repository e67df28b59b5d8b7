"""Latents decoded for a look lie where the music lay, on the bar grid and at a fixed rate."""

from pathlib import Path

import numpy as np
import pytest

from livenode.inference.features import SAMPLERATE, STFT_PER_LATENT
from livenode.training.encode import encode, load_encoder, piece_grid
from livenode.training.measures import rhythm_agreement
from livenode.training.quick_audio import decoded, load_decoder, measured

ENGINE = Path(__file__).parents[2] / "engines" / "default"
BPM = 125.0
META = {"bpm": BPM, "beats_per_bar": 4.0, "bars": 6}


@pytest.fixture(scope="module")
def hits() -> np.ndarray:
    """Return six bars of short noises on uneven sixteenths."""
    rng = np.random.default_rng(2)
    sixteenth = SAMPLERATE * 60 / BPM / 4
    audio = np.zeros(round(6 * 16 * sixteenth), np.float32)
    for place in np.flatnonzero(rng.random(96) < 0.3):
        at = round(place * sixteenth)
        audio[at : at + 2400] += (
            0.3 * rng.standard_normal(2400)[: len(audio) - at] * np.exp(-np.arange(2400) / 500)
        )
    return audio


@pytest.mark.parametrize("rate", [0.0, 48_000 / (512 * STFT_PER_LATENT)])
def test_what_is_decoded_lies_where_it_was_played(hits, rate):
    density, hop, count = piece_grid(META, rate)
    assert hop == pytest.approx(512 if rate else SAMPLERATE * 60 / BPM / density)
    latents, _ = encode(load_encoder(ENGINE), hits, hop, count)
    first, beat_frames = round(2 * density * 4 / STFT_PER_LATENT), SAMPLERATE * 60 / BPM
    audio = decoded(load_decoder(ENGINE), latents[first - 20 :], hop)
    line, begin = 2 * 4 * beat_frames, (first - 20) * STFT_PER_LATENT * hop
    made, _ = measured(audio, line - begin, beat_frames, 12)
    played, _ = measured(hits, line, beat_frames, 12)
    shifted = [rhythm_agreement(made, np.roll(played, step)) for step in (-1, 0, 1)]
    assert shifted[1] > 0.7
    assert shifted[1] > 0.4 + max(shifted[0], shifted[2])
