"""An engine whose prompts are embedded by CLAP instead of by its own towers."""

from functools import lru_cache

import numpy as np

from livenode.generation.decode import decode
from livenode.generation.places import latent_of_bar
from livenode.generation.riff import PRE_FRAMES
from livenode.generation.wholeness import finite
from livenode.inference.engine import Engine, EngineInfo
from livenode.inference.features import SAMPLERATE, STFT_PER_LATENT
from livenode.prompts.clap import Clap, PromptError
from livenode.prompts.clap_map import load_map, place
from livenode.prompts.opening import open_clap
from livenode.transport.timeline import Timeline

NOMINAL_BPM = 120.0  # latents do not say their tempo
TEXTS_KEPT = 64


class ClapPrompted:
    """An engine that hears prompts by CLAP and a map. Thread: worker. Real-time safe: no."""

    def __init__(self, engine: Engine, map_file: str) -> None:
        """Load the map and open its CLAP. Raises PromptError where they and the engine do not fit."""
        self._map = load_map(map_file)
        if self._map.towers != engine.info.towers:
            raise PromptError(
                f"{map_file} was made for other prompt towers than those of engine {engine.info.name}: "
                f"make one with livenode train clap --engine {engine.info.name}"
            )
        self._clap: Clap = open_clap(self._map.checkpoint)
        if self._map.fingerprint != self._clap.fingerprint:
            raise PromptError(
                f"{map_file} was made with other weights than {self._map.checkpoint} has now: "
                "make it again with livenode train clap"
            )
        self._engine = engine
        self.features, self.encode = engine.features, engine.encode
        self.denoise, self.decode = engine.denoise, engine.decode
        self.perform, self.sound = engine.perform, engine.sound
        self.follow, self.idle = engine.follow, engine.idle
        self._place_text = lru_cache(TEXTS_KEPT)(self._new_text)  # a part asks for its prompt at every riff

    @property
    def silence(self) -> np.ndarray:
        """See Engine.silence. Thread: worker. Real-time safe: no."""
        return self._engine.silence

    @property
    def info(self) -> EngineInfo:
        """What the engine is. Thread: any. Real-time safe: no."""
        return self._engine.info

    def embed_text(self, text: str) -> np.ndarray:
        """See Engine.embed_text. Thread: worker. Real-time safe: no."""
        return self._place_text(text)

    def _new_text(self, text: str) -> np.ndarray:
        return finite("prompt", place(self._map.text, self._clap.embed_texts([text])[0]))

    def embed_audio(self, latents: np.ndarray) -> np.ndarray:
        """See Engine.embed_audio; CLAP hears the latents decoded. Thread: worker. Real-time safe: no."""
        return place(self._map.audio, self._clap.embed_audio(sound(self._engine, latents)))


def sound(engine: Engine, latents: np.ndarray) -> np.ndarray:
    """Return the audio (frames,) float32 of latents (n, 64) at NOMINAL_BPM.

    Timbre and pitch are those of any tempo, and the speed is at most a factor of 1.6 off. Thread: worker.
    Real-time safe: no.
    """
    timeline = Timeline.start(SAMPLERATE, 0, NOMINAL_BPM)
    bars = -(-len(latents) // latent_of_bar(timeline, 1))
    frames = round(len(latents) * STFT_PER_LATENT * timeline.entries[0].hop(SAMPLERATE))
    return decode(engine, timeline, 0, bars, latents, latents[:0])[PRE_FRAMES:][:frames]
