"""What is embedded of every clip as it is played: riffs by text, by audio and by other seeds, and anchors."""

from dataclasses import dataclass, replace

import numpy as np

from livenode.generation.places import latent_of_bar
from livenode.generation.riff import Riff, Settings
from livenode.inference.engine import Engine, EngineInfo
from livenode.training.autoencoder import encode_whole
from livenode.training.clips import RIFF_BARS, Clip
from livenode.training.loudness import matched_mix
from livenode.training.measures import excerpt
from livenode.training.musicnn import Musicnn
from livenode.training.rollout import joined, play
from livenode.training.roundtrip import round_trip, scrambled
from livenode.training.stems_embedded import embed_sounding

SEEDS = 4  # riffs of one clip, for diversity
DIVERSE_CLIPS = 12
PROMPT_BARS = 4  # an audio prompt is at least so long, from before the riffs or after them


class AudioPrompted:
    """An engine that is told by audio what to play: any text stands for one embedding."""

    def __init__(self, engine: Engine, prompt: np.ndarray) -> None:
        self._engine, self._prompt = engine, prompt
        self.features, self.encode = engine.features, engine.encode
        self.denoise, self.decode = engine.denoise, engine.decode
        self.perform, self.sound, self.idle = engine.perform, engine.sound, engine.idle
        self.embed_audio = engine.embed_audio

    @property
    def silence(self) -> np.ndarray:
        """See Engine.silence. Thread: worker. Real-time safe: no."""
        return self._engine.silence

    @property
    def info(self) -> EngineInfo:
        """What the engine is."""
        return self._engine.info

    def embed_text(self, text: str) -> np.ndarray:
        """Return the audio's embedding, whatever the text."""
        return self._prompt


@dataclass(frozen=True)
class ClipEmbedded:
    """What is known of a clip by its embeddings.

    rows: (n, 200) by source: ours, audio_prompt, truth, recoded (the true stem through the autoencoder),
    noise, and mixes of the context with ours (mix_ours), the true stem (mix_truth) and another piece's
    (mix_random); n may be 0. towers: the engine's own audio embedding (128,) of ours and truth. seeds: rows
    (n, 200) of each seed, ours first; empty where no others were played.
    """

    clip: Clip
    rows: dict[str, np.ndarray]
    towers: dict[str, np.ndarray]
    seeds: tuple[np.ndarray, ...]


def embed_clip(
    engine: Engine, network: Musicnn, clip: Clip, riffs: list[Riff], settings: Settings, other_seeds: bool
) -> ClipEmbedded:
    """Return the embeddings of a clip that was played as `riffs` with `settings`; plays it anew as needed."""
    timeline, stems = clip.piece.timeline, clip.piece.stems()
    stem = stems[clip.stem]
    context = stems.sum(0) - stem
    bars = [riff.start_bar for riff in riffs]
    start, end = timeline.bar_frame(bars[0]), timeline.bar_frame(bars[-1] + RIFF_BARS)

    def played(by: Engine, seed: int) -> np.ndarray:
        again = play(by, context, timeline, bars, replace(settings, seed=seed))
        return _span(joined(list(again), timeline), start, end)

    def rows(audio: np.ndarray) -> np.ndarray:
        return embed_sounding(network, audio)

    made, truth = _span(joined(riffs, timeline), start, end), _span(stem, start, end)
    beside = _span(context, start, end)
    random = _span(clip.other.stems()[clip.other_stem], start, end)
    whole = encode_whole(engine, stem, timeline, clip.piece.meta["bars"])
    first, last = latent_of_bar(timeline, bars[0]), latent_of_bar(timeline, bars[-1] + RIFF_BARS)
    count = bars[-1] + RIFF_BARS - bars[0]
    found = {
        "ours": rows(made),
        "truth": rows(truth),
        "recoded": rows(np.nan_to_num(round_trip(engine, stem, timeline, bars[0], count)[0])),
        "noise": rows(scrambled(truth, clip.seed)),
        "mix_ours": rows(matched_mix(beside, made)),
        "mix_truth": rows(matched_mix(beside, truth)),
        "mix_random": rows(matched_mix(beside, random)),
    }
    elsewhere = whole[last:] if len(whole) - last >= latent_of_bar(timeline, PROMPT_BARS) else whole[:first]
    by_audio = AudioPrompted(engine, engine.embed_audio(elsewhere))
    found["audio_prompt"] = rows(played(by_audio, settings.seed))
    others = range(settings.seed + 1, settings.seed + SEEDS) if other_seeds else ()
    again = [rows(played(engine, seed)) for seed in others]
    towers = {
        "ours": engine.embed_audio(np.concatenate([riff.latents for riff in riffs])),
        "truth": engine.embed_audio(whole[first:last]),
    }
    return ClipEmbedded(clip, found, towers, (found["ours"], *again) if again else ())


def _span(audio: np.ndarray, start: int, end: int) -> np.ndarray:
    return np.nan_to_num(excerpt(audio, start, end - start))
