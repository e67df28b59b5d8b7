"""The autoencoder alone: audio through encoder and decoder and through what it is compared with. Measures.

Whole pieces are encoded and decoded by the engine's graphs on their bar grid, without the context store's
level control.
"""

from collections.abc import Callable, Mapping

import numpy as np

from livenode.generation.decode import decode
from livenode.generation.offline import join
from livenode.generation.places import latent_of_bar
from livenode.generation.riff import PRE_FRAMES, Riff
from livenode.inference.engine import ENCODE_LATENTS, ENCODE_LEFT, Engine
from livenode.inference.features import FINE_PER_LATENT, SAMPLERATE, STFT_PER_LATENT, features
from livenode.training.clips import RIFF_BARS, Piece
from livenode.training.faults import clicks
from livenode.training.measures import excerpt
from livenode.training.opus import BITRATES_KBPS, opus_is_installed, opus_round_trip
from livenode.training.roundtrip import log_mel_error_db, log_spectral_distance_db, scrambled
from livenode.transport.timeline import Timeline

HIGH_HZ = (8000.0, 20_000.0)
TEMPO_CHANGES = (0.85, 1.15)
Codec = Callable[[np.ndarray], tuple[np.ndarray, float]]  # audio (frames,) -> the same in place, kbit/s


def encode_whole(engine: Engine, audio: np.ndarray, timeline: Timeline, bars: int) -> np.ndarray:
    """Return the latents (n, 64) of the first `bars` bars of audio (frames,) on the timeline's first grid."""
    count = latent_of_bar(timeline, bars)
    chunks = -(-count // ENCODE_LATENTS)
    hop = timeline.entries[0].hop(SAMPLERATE)
    centres = np.arange(-ENCODE_LEFT * STFT_PER_LATENT, chunks * ENCODE_LATENTS * STFT_PER_LATENT) * hop
    bands, fine, _ = features(audio, 0, centres)
    rows = ENCODE_LEFT + ENCODE_LATENTS
    hops, made = np.full(rows, hop, np.float32), []
    for first in range(0, chunks * ENCODE_LATENTS, ENCODE_LATENTS):
        of_bands = bands[first * STFT_PER_LATENT :][: rows * STFT_PER_LATENT]
        of_fine = fine[first * FINE_PER_LATENT :][: rows * FINE_PER_LATENT]
        made.append(engine.encode(of_bands, of_fine, hops))
    return np.concatenate(made)[:count]


def autoencode(engine: Engine, audio: np.ndarray, timeline: Timeline, bars: int) -> np.ndarray:
    """Return the first `bars` bars of audio (frames,) encoded and decoded, silent after them."""
    latents = encode_whole(engine, audio, timeline, bars)
    decoded = decode(engine, timeline, 0, bars, latents, latents[:0])[PRE_FRAMES:]
    return np.nan_to_num(excerpt(decoded, 0, len(audio)))


def codecs(engine: Engine | None, piece: Piece, seed: int) -> dict[str, Codec]:
    """Return what audio of a piece goes through, by name: the engine, if there is one, or else the anchors.

    Anchors: Opus where it is installed, and noise with the audio's long-term spectrum. kbit/s is NaN where
    there is none.
    """
    if engine is not None:
        return {"ours": lambda audio: (autoencode(engine, audio, piece.timeline, piece.meta["bars"]), np.nan)}
    made: dict[str, Codec] = {"noise": lambda audio: (scrambled(audio, seed), np.nan)}
    if opus_is_installed():
        for kbps in BITRATES_KBPS:
            made[f"opus_{kbps}"] = lambda audio, kbps=kbps: opus_round_trip(audio, kbps)
    return made


def si_sdr_db(audio: np.ndarray, reference: np.ndarray) -> float:
    """Return the scale-invariant signal-to-distortion ratio in dB (Le Roux et al. 2019), -60 to 60.

    It asks for the waveform itself: a decoder that makes phases of its own has a negative one.
    """
    made, wanted = (each.astype(np.float64) - each.mean(dtype=np.float64) for each in (audio, reference))
    energy = wanted @ wanted
    if energy <= 0:
        return float("nan")
    target = (made @ wanted / energy) * wanted
    signal, noise = target @ target, np.square(made - target).sum()
    least = 1e-6 * (signal + noise) + 1e-20
    return float(10 * np.log10(max(signal, least) / max(noise, least)))


DISTANCES: Mapping[str, Callable[[np.ndarray, np.ndarray], float]] = {
    "log_spectral_db": log_spectral_distance_db,
    "log_mel_db": log_mel_error_db,
    "log_mel_high_db": lambda audio, reference: log_mel_error_db(audio, reference, HIGH_HZ),
    "si_sdr_db": si_sdr_db,
}


def tempo_change_clicks(engine: Engine, stem: np.ndarray, piece: Piece) -> dict[str, int]:
    """Return how many clicks there are where the tempo, so the hop, changes between two riffs, and in all.

    The latents of two times RIFF_BARS bars of a stem are decoded, the second half at another tempo, and
    joined as live. lines: how many changes were heard.
    """
    latents = encode_whole(engine, stem, piece.timeline, 2 * RIFF_BARS)
    half = latent_of_bar(piece.timeline, RIFF_BARS)
    first = decode(engine, piece.timeline, 0, RIFF_BARS, latents[:half], latents[:0])
    found = {"lines": 0, "at_line": 0, "in_all": 0}
    for factor in TEMPO_CHANGES:
        changed = piece.timeline.with_tempo(piece.meta["bpm"] * factor, RIFF_BARS)
        if changed.entries[-1].latent_frames_per_bar * RIFF_BARS != half:
            continue  # another density: other latents
        second = decode(engine, changed, RIFF_BARS, RIFF_BARS, latents[half:], latents[:half])
        line = changed.bar_frame(RIFF_BARS)
        riffs = (
            Riff(1, 0, 0, RIFF_BARS, 0, latents[None, :half], first),
            Riff(1, 1, RIFF_BARS, RIFF_BARS, line, latents[None, half:], second),
        )
        at = clicks(join(iter(riffs), changed.bar_frame(2 * RIFF_BARS)))
        found["lines"] += 1
        found["at_line"] += int((np.abs(at - line) < 2 * PRE_FRAMES).sum())
        found["in_all"] += len(at)
    return found
