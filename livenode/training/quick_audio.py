"""What `train look --cae` measures: sampled latents decoded to audio, rhythm and harmony as in `evaluate`.

The grid of the latents does not matter here, so bar grids and fixed rates can be compared.
"""

from pathlib import Path

import numpy as np
import torch

from livenode.inference.features import SAMPLERATE, STFT_PER_LATENT
from livenode.inference.grid_inputs import RIFF_START
from livenode.inference.synthesis import synthesize
from livenode.models.cae import Decoder
from livenode.training.intervals import gap_interval, mean_interval
from livenode.training.measures import (
    chroma,
    harmony_agreement,
    onset_envelope,
    onset_profile,
    rhythm_agreement,
)
from livenode.training.weights import load_weights

STEPS_PER_BEAT = 4
Measured = tuple[np.ndarray, np.ndarray]


def load_decoder(path: Path) -> Decoder:
    """Return the averaged decoder of a trainer's state or of an engine."""
    decoder = Decoder().eval()
    weights = load_weights(path, "cae")
    decoder.load_state_dict({key[8:]: value for key, value in weights.items() if key.startswith("decoder.")})
    return decoder


@torch.no_grad()
def decoded(decoder: Decoder, latents: np.ndarray, hop: float) -> np.ndarray:
    """Return audio (frames,) of latents (n, 64); index 0 is the centre of the first STFT frame."""
    hops = torch.full((1, len(latents)), hop)
    amplitudes, gains = (part[0].numpy() for part in decoder(torch.from_numpy(latents)[None], hops))
    audio, origin = synthesize(amplitudes, gains, 0.0, hop, 0, seed=1)
    return audio[-origin:]


def measured(audio: np.ndarray, start_frame: float, beat_frames: float, beats: int) -> Measured:
    """Return the onset profile and the chroma of `beats` beats from a frame on."""
    step = beat_frames / STEPS_PER_BEAT
    envelope = onset_envelope(audio, start_frame - step, (beats + 1) * beat_frames)
    profile = onset_profile(envelope, start_frame, step, beats * STEPS_PER_BEAT)
    return profile, chroma(audio, start_frame, beat_frames, beats)


def agreements(made: Measured, played: Measured) -> tuple[float, float]:
    """Return rhythm and harmony agreement over the beats that both have."""
    steps, beats = min(len(made[0]), len(played[0])), min(len(made[1]), len(played[1]))
    return (
        rhythm_agreement(made[0][:steps], played[0][:steps]),
        harmony_agreement(made[1][:beats], played[1][:beats]),
    )


def heard(
    decoder: Decoder, data: Path, truths: list[dict], made: np.ndarray, bars: int, seed: int = 0
) -> dict:
    """Return rhythm and harmony of what was played with ours, the true stem encoded and decoded, and another
    piece's, on audio; and the shares of the gap.

    made: (n, 192, 64) latents as the decoder takes them; truths: quick.draw_windows, targets likewise.
    """
    rows = []
    for truth, latents in zip(truths, made, strict=True):
        piece, meta = truth["source"], truth["source"].meta
        beat_frames = SAMPLERATE * 60 / meta["bpm"]
        hop, beats = beat_frames / piece.density, round(bars * meta["beats_per_bar"])
        line = truth["bar"] * meta["beats_per_bar"] * beat_frames
        window = (round(truth["bar"] * piece.latents_per_bar) - RIFF_START) * STFT_PER_LATENT * hop
        stems = np.load(data / piece.name / "stems.npy", mmap_mode="r")
        around = slice(max(0, int(line - beat_frames)), int(line + (beats + 1) * beat_frames))
        played = stems[truth["members"], around].astype(np.float32).sum(0) / 32768
        rows.append(
            (
                measured(decoded(decoder, latents, hop), line - window, beat_frames, beats),
                measured(decoded(decoder, truth["target"], hop), line - window, beat_frames, beats),
                measured(played, line - around.start, beat_frames, beats),
            )
        )
    half = len(rows) // 2
    found = np.asarray(
        [
            (agreements(ours, played), agreements(true, played), agreements(rows[index - half][1], played))
            for index, (ours, true, played) in enumerate(rows)
        ]
    )
    groups = np.asarray([truth["piece"] for truth in truths])
    result = {}
    for column, name in enumerate(("rhythm", "harmony")):
        ours, true, random = found[..., column].T
        result[name] = {
            "ours": mean_interval(ours, groups, seed),
            "truth": float(true.mean()),
            "random": float(random.mean()),
            "gap_closed": gap_interval(ours, random, true, groups, seed),
        }
    return result
