"""What a riff is to sound like: words, other words, a sound, and the mixtures of them, as one embedding."""

from functools import lru_cache

import numpy as np

from livenode.generation.context import ContextStore, heard_at, reader
from livenode.generation.riff import Prompt, Sound
from livenode.inference.engine import Engine
from livenode.inference.features import RIGHT_CONTEXT_FRAMES, SAMPLERATE
from livenode.inference.grid_inputs import PROMPT_CHANNELS
from livenode.transport.timeline import Timeline

SOUND_S = (1.0, 20.0)  # the shortest sound that can be a prompt, and how much of a longer one is taken
NOMINAL_BPM = 120.0  # a sound has no bars: it is encoded on the middle grid
LATENTS_MOST = 1024
SOUNDS_KEPT = 8


def prompt_input(engine: Engine, prompt: Prompt) -> np.ndarray:
    """Return what the denoiser is told (PROMPT_CHANNELS + 1,): an embedding of unit length and a 1, or zeros.

    Thread: worker. Real-time safe: no.
    """
    texts = [engine.embed_text(text) if text else None for text in (prompt.text, prompt.text2)]
    sound = None if prompt.sound is None else embedded_sound(engine, prompt.sound)
    found = between(between(texts[0], texts[1], prompt.morph), sound, prompt.mix)
    if found is None:
        return np.zeros(PROMPT_CHANNELS + 1, np.float32)
    return np.append(found, 1).astype(np.float32)


def between(first: np.ndarray | None, second: np.ndarray | None, amount: float) -> np.ndarray | None:
    """Return the embedding `amount` (0..1) of the way from one to another on the sphere (Shoemake 1985).

    first, second: (n,) of unit length; where one is None, the other. Thread: any. Real-time safe: no.
    """
    if first is None or second is None:
        return second if first is None else first
    angle = float(np.arccos(np.clip(first @ second, -1, 1)))
    if np.sin(angle) < 1e-6:
        return second if amount >= 0.5 else first
    mixed = (np.sin((1 - amount) * angle) * first + np.sin(amount * angle) * second) / np.sin(angle)
    return np.asarray(mixed / np.linalg.norm(mixed), np.float32)


def embedded_sound(engine: Engine, sound: Sound) -> np.ndarray:
    """Return the embedding (PROMPT_CHANNELS,) of a sound. Thread: worker. Real-time safe: no."""
    return _embedded(engine, sound)  # type: ignore[arg-type]  # engines are known by identity


@lru_cache(SOUNDS_KEPT)
def _embedded(engine: Engine, sound: Sound) -> np.ndarray:
    return engine.embed_audio(encoded(engine, sound.audio[: round(SOUND_S[1] * SAMPLERATE)]))


def encoded(engine: Engine, audio: np.ndarray) -> np.ndarray:
    """Return the latents (n, 64) of audio (frames,) at 48 kHz on a grid of NOMINAL_BPM.

    Thread: worker. Real-time safe: no.
    """
    timeline = Timeline.start(SAMPLERATE, 0, NOMINAL_BPM)
    end_frame = len(audio) + RIGHT_CONTEXT_FRAMES
    places = np.arange(LATENTS_MOST)
    places = places[heard_at(timeline, places, end_frame)]
    store = ContextStore(engine, reader(audio))
    store.follow(timeline)
    return store.at(places, end_frame).latents
