"""From latents to audio, in chunks of a fixed length: any chunk gives the same samples as the whole."""

import numpy as np

from livenode.generation.context import silence_features
from livenode.generation.places import latent_of_bar, latent_places
from livenode.generation.riff import PRE_FRAMES
from livenode.inference.engine import (
    DECODE_LATENTS,
    DECODE_LEFT,
    DECODE_RIGHT,
    ENCODE_LATENTS,
    ENCODE_LEFT,
    Engine,
)
from livenode.inference.features import STFT_PER_LATENT
from livenode.inference.synthesis import synthesize
from livenode.transport.timeline import Timeline

NOISE_SEED = 1  # the decoder's noise is a texture: it differs from frame to frame, not from riff to riff
KNEE = 0.7  # amplitude above which peaks are rounded; nothing exceeds 1.0


def silent_latent(engine: Engine) -> np.ndarray:
    """Return the latent (64,) of silence at a middle hop. Thread: worker. Real-time safe: no."""
    bands, fine, _ = silence_features(ENCODE_LEFT + ENCODE_LATENTS)
    return engine.encode(bands, fine, np.full(ENCODE_LEFT + ENCODE_LATENTS, 543.0, np.float32))[-1]


def decode(
    engine: Engine, timeline: Timeline, start_bar: int, bars: int, latents: np.ndarray, before: np.ndarray
) -> np.ndarray:
    """Decode a riff to audio (frames,) float32, PRE_FRAMES before its first bar line to its last bar line.

    latents: (n, 64) of the riff on the grid of `start_bar`; before: (m, 64) what the part sounded up to
    there, m may be 0. The riff's own beginning follows its end, so that a repeat closes. Thread: worker.
    Real-time safe: no.
    """
    silence = silent_latent(engine)
    pad = np.broadcast_to(silence, (DECODE_LEFT + 1, latents.shape[1]))
    left = np.concatenate([pad, before])[-DECODE_LEFT - 1 :]
    tail = np.resize(latents, (DECODE_LATENTS + DECODE_RIGHT + 2, latents.shape[1]))
    sequence = np.concatenate([left, latents, tail]).astype(np.float32)
    start_frame, end_frame = timeline.bar_frame(start_bar), timeline.bar_frame(start_bar + bars)
    first = latent_of_bar(timeline, start_bar) - 1
    hop = timeline.entry_at_bar(start_bar).hop(timeline.samplerate)
    place, _ = latent_places(timeline, np.asarray([first + 1]))
    origin = float(place[0]) - (first + 1) * STFT_PER_LATENT * hop
    audio = np.zeros(end_frame - start_frame + PRE_FRAMES, np.float32)
    hops = np.full(DECODE_LEFT + DECODE_LATENTS + DECODE_RIGHT, hop, np.float32)
    for offset in range(0, len(latents) + 2, DECODE_LATENTS):
        amplitudes, gains = engine.decode(sequence[offset : offset + len(hops)], hops)
        stft = (first + offset) * STFT_PER_LATENT
        part, at = synthesize(amplitudes, gains, origin, hop, stft, NOISE_SEED)
        _add(audio, part, at - (start_frame - PRE_FRAMES))
    return soften(audio)


def soften(audio: np.ndarray) -> np.ndarray:
    """Return audio whose peaks above KNEE are rounded off below 1.0, sample by sample.

    Without memory, so that chunks stay equal to the whole. Thread: any. Real-time safe: no.
    """
    over = np.maximum(np.abs(audio) - KNEE, 0)
    rounded = (1 - KNEE) * np.tanh(over / (1 - KNEE))
    return np.where(over > 0, np.sign(audio) * (KNEE + rounded), audio).astype(np.float32)


def _add(target: np.ndarray, part: np.ndarray, at: int) -> None:
    begin, end = max(0, at), min(len(target), at + len(part))
    if end > begin:
        target[begin:end] += part[begin - at : end - at]
