"""What the performer played, as latents on the bar grid: encoded as it arrives, a beat at a time.

Every chunk is a pure function of the recorded audio, the timeline and the cut, whenever it is computed; the
store only remembers the whole ones.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from livenode.generation.places import centres, latent_end, latent_places
from livenode.generation.wholeness import finite
from livenode.inference.engine import ENCODE_LATENTS, ENCODE_LEFT, Engine
from livenode.inference.features import (
    FINE_PER_LATENT,
    LEFT_CONTEXT_FRAMES,
    RIGHT_CONTEXT_FRAMES,
    SAMPLERATE,
    SEMITONES,
    STFT_PER_LATENT,
    silence_features,
)
from livenode.inference.grid_inputs import LATENT_CHANNELS
from livenode.transport.timeline import Timeline

Read = Callable[
    [int, int], np.ndarray
]  # (start_frame, frames) -> (frames,) float32, zeros where nothing was recorded

LEFT_CHUNKS = -(-ENCODE_LEFT // ENCODE_LATENTS)
TARGET_DBFS, GAIN_RANGE_DB = -20.0, (-12.0, 30.0)
LEVEL_SECONDS = 8
# Audio before a latent frame on which its encoding depends, beside this many latent frames.
REACH_FRAMES = LEVEL_SECONDS * SAMPLERATE + LEFT_CONTEXT_FRAMES
REACH_LATENTS = (LEFT_CHUNKS + 1) * ENCODE_LATENTS
KEPT_CHUNKS = 512


@dataclass(frozen=True)
class Chunk:
    """ENCODE_LATENTS latent frames of context: features (the next chunk's past), latents, semitones."""

    bands: np.ndarray
    fine: np.ndarray
    latents: np.ndarray
    semitones: np.ndarray


@dataclass(frozen=True)
class Heard:
    """Context at some latent frames: latents (n, 64), semitones (n, 60), heard (n,) bool."""

    latents: np.ndarray
    semitones: np.ndarray
    heard: np.ndarray


def nothing_heard(count: int) -> Heard:
    """Return an empty context of `count` latent frames. Thread: any. Real-time safe: no."""
    return Heard(np.zeros((count, LATENT_CHANNELS)), np.zeros((count, SEMITONES)), np.zeros(count, bool))


def heard_at(timeline: Timeline, latents: np.ndarray, heard_frame: int) -> np.ndarray:
    """Return which latent frames (n,) have been heard whole, right context included, before `heard_frame`.

    Thread: any. Real-time safe: no.
    """
    start, hop = latent_places(timeline, latents)
    last_centre = start + (STFT_PER_LATENT - 1) * hop
    return np.asarray((start >= 0) & (last_centre + RIGHT_CONTEXT_FRAMES <= heard_frame))


def depends_on(start: np.ndarray, hop: np.ndarray) -> np.ndarray:
    """Return the first frame of the audio that each latent frame's encoding depends on, from its place.

    Thread: any. Real-time safe: no.
    """
    return np.asarray(start - REACH_FRAMES - REACH_LATENTS * STFT_PER_LATENT * hop.max())


def normal_gain(audio: np.ndarray) -> float:
    """Return the gain that brings the sounding 100 ms blocks of `audio` to -20 dBFS RMS (1.0 for silence).

    Thread: any. Real-time safe: no.
    """
    block = SAMPLERATE // 10
    if len(audio) < block:
        return 1.0
    power = np.square(audio[len(audio) % block :].reshape(-1, block).astype(np.float64)).mean(1)
    loudest = power.max()
    if loudest < 1e-6:
        return 1.0
    level_db = 10 * np.log10(power[power > 0.01 * loudest].mean())
    return float(10 ** (np.clip(TARGET_DBFS - level_db, *GAIN_RANGE_DB) / 20))


def reader(audio: np.ndarray) -> Read:
    """Return a context store's `read` on audio (frames,) that begins at frame 0, silent outside."""

    def read(start_frame: int, frames: int) -> np.ndarray:
        found = np.zeros(frames, np.float32)
        low, high = max(start_frame, 0), min(start_frame + frames, len(audio))
        if high > low:
            found[low - start_frame : high - start_frame] = audio[low:high]
        return found

    return read


class ContextStore:
    """The encoded context of one source of audio. Thread: worker. Real-time safe: no.

    kept_frames: how far back the audio is surely there; what depends on older audio counts as not heard,
    whether it is still there or not. None: all of it is.
    """

    def __init__(self, engine: Engine, read: Read, kept_frames: int | None = None) -> None:
        self._engine, self._read, self._kept_frames = engine, read, kept_frames
        self._timeline: Timeline | None = None
        self._chunks: dict[int, Chunk] = {}
        self._next: int | None = None  # the chunk to prepare next

    def follow(self, timeline: Timeline) -> None:
        """Take a timeline; what was encoded stays where the grid is unchanged.

        Thread: worker. Real-time safe: no.
        """
        if self._timeline is timeline:
            return
        before, self._timeline = self._timeline, timeline
        if before is None or before.entries[0] != timeline.entries[0]:
            self._chunks.clear()
        elif before != timeline:
            same = [a == b for a, b in zip(before.entries, timeline.entries, strict=False)]
            longer = max(before.entries, timeline.entries, key=len)
            first = longer[len(same)] if all(same) else timeline.entries[same.index(False)]
            self.keep_until(first.start_frame)
        self._next = None

    def encode_again(self, frame: float) -> None:
        """Forget what reaches beyond `frame` and prepare it anew. Thread: worker. Real-time safe: no."""
        self.keep_until(frame)
        self._next = None

    def keep_until(self, frame: float) -> None:
        """Forget the chunks that reach beyond `frame`: the grid or the audio there is another now.

        Thread: worker. Real-time safe: no.
        """
        self._chunks = {key: chunk for key, chunk in self._chunks.items() if self._end(key) <= frame}

    def prepare(self, heard_frame: int) -> int:
        """Encode the next whole chunk that has been heard and is not encoded yet, the oldest first.

        Returns 1 if there was one. After a new timeline it begins with the last 64 chunks, no more.
        Thread: worker. Real-time safe: no.
        """
        if self._timeline is None:
            return 0
        if self._next is None:
            self._next = max(self._last_whole(heard_frame) - 63, self._first_key())
        while self._end(self._next) <= heard_frame:
            self._next += 1
            if self._next - 1 not in self._chunks:
                self._chunk(self._next - 1, heard_frame)
                return 1
        return 0

    def at(self, latents: np.ndarray, heard_frame: int) -> Heard:
        """Return the context at latent frames (n,), heard up to `heard_frame`; later audio is not read.

        Thread: worker. Real-time safe: no.
        """
        assert self._timeline is not None, "follow a timeline first"
        heard = heard_at(self._timeline, latents, heard_frame)
        if self._kept_frames is not None and heard_frame > self._kept_frames:
            oldest = depends_on(*latent_places(self._timeline, latents))
            heard &= oldest >= heard_frame - self._kept_frames
        found = nothing_heard(len(latents))
        keys = np.floor_divide(latents, ENCODE_LATENTS)
        for key in np.unique(keys[heard]):
            chunk = self._chunk(int(key), heard_frame)
            rows = heard & (keys == key)
            inside = latents[rows] - key * ENCODE_LATENTS
            found.latents[rows], found.semitones[rows] = chunk.latents[inside], chunk.semitones[inside]
        return Heard(found.latents, found.semitones, heard)

    def _first_key(self) -> int:
        assert self._timeline is not None
        start, hop = latent_places(self._timeline, np.zeros(1, np.int64))
        return int(np.ceil(-start[0] / (STFT_PER_LATENT * hop[0]) / ENCODE_LATENTS))

    def _last_whole(self, heard_frame: int) -> int:
        low, high = self._first_key() - 1, self._first_key() + 1
        while self._end(high) <= heard_frame:
            low, high = high, 2 * high - low
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._end(middle) <= heard_frame else (low, middle)
        return low

    def _end(self, key: int) -> float:
        assert self._timeline is not None
        return latent_end(self._timeline, (key + 1) * ENCODE_LATENTS - 1) + RIGHT_CONTEXT_FRAMES

    def _chunk(self, key: int, heard_frame: int) -> Chunk:
        assert self._timeline is not None
        whole = self._end(key) <= heard_frame  # a chunk encoded since knows what came after the cut
        if whole and key in self._chunks:
            return self._chunks[key]
        left = [self._features(before, heard_frame) for before in range(key - LEFT_CHUNKS, key)]
        own = self._features(key, heard_frame)
        rows = [*left, own]
        count = ENCODE_LEFT + ENCODE_LATENTS
        bands = np.concatenate([row[0] for row in rows])[-count * STFT_PER_LATENT :]
        fine = np.concatenate([row[1] for row in rows])[-count * FINE_PER_LATENT :]
        index = (key + 1) * ENCODE_LATENTS - count + np.arange(count)
        _, hop = latent_places(self._timeline, index)
        encoded = finite("context latents", self._engine.encode(bands, fine, hop.astype(np.float32)))
        chunk = Chunk(own[0], own[1], encoded, own[2])
        if whole:
            self._chunks[key] = chunk
            while len(self._chunks) > KEPT_CHUNKS:
                del self._chunks[min(self._chunks)]
        return chunk

    def _features(self, key: int, heard_frame: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        if key in self._chunks and self._end(key) <= heard_frame:
            known = self._chunks[key]
            return known.bands, known.fine, known.semitones
        assert self._timeline is not None
        place = latent_places(self._timeline, key * ENCODE_LATENTS + np.arange(ENCODE_LATENTS))
        middles = centres(*place)
        end = min(int(np.floor(middles[-1])) + RIGHT_CONTEXT_FRAMES, heard_frame)
        first = max(0, min(int(middles[0]) - LEFT_CONTEXT_FRAMES, end - LEVEL_SECONDS * SAMPLERATE))
        if end <= first:
            return silence_features(ENCODE_LATENTS)
        audio = self._read(first, end - first)
        gain = normal_gain(audio[-LEVEL_SECONDS * SAMPLERATE :])
        return self._engine.features(audio * np.float32(gain), first, middles)
