"""Offline accompaniment, Diff-A-Riff's own job: the whole input heard, riff after riff, live's pipeline.

A part's whole track is a `Riff` of as many bars as the piece has: so it can be varied, inpainted and closed
to a loop as a riff can.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from livenode.generation.bench import DecodeRequest, redecode
from livenode.generation.context import ContextStore, reader
from livenode.generation.crossfade import closed, crossfade
from livenode.generation.others import OthersStore
from livenode.generation.pipeline import generate, max_bars
from livenode.generation.places import latent_of_bar, same_until
from livenode.generation.riff import PRE_FRAMES, Kept, OtherAudio, Past, Riff, RiffRequest, Settings
from livenode.inference.engine import Engine
from livenode.transport.timeline import Timeline

SettingsAt = Callable[[int], Settings]  # of a riff that begins at this bar


@dataclass(frozen=True)
class Room:
    """What a part plays in: the input (frames,) from bar 0 on, or none; the others' sum; its bars."""

    audio: np.ndarray
    timeline: Timeline
    bars: int
    others: OtherAudio = OtherAudio()

    def twice(self) -> "Room":
        """Return the room with everything in it once more behind itself."""
        frames = self.timeline.bar_frame(self.bars)
        again = OtherAudio(0, np.tile(_long(self.others.audio, frames), 2))
        audio = np.tile(_long(self.audio, frames), 2) if len(self.audio) else self.audio
        return replace(self, audio=audio, bars=2 * self.bars, others=again)


def track(
    engine: Engine, room: Room, settings_at: SettingsAt, varied: Riff | None = None, amount: float = 0.0
) -> Riff:
    """Return a part from bar 0 to the last, riff after riff, each continuing the one before.

    varied: a track to vary by `amount` 0..1. Thread: worker. Real-time safe: no.
    """
    store, beyond = ContextStore(engine, reader(room.audio)), OthersStore(engine)
    made: list[Riff] = []
    first, past = latent_of_bar(room.timeline, 0), np.zeros((0, 64), np.float32)
    bar = 0
    while bar < room.bars:
        bars = min(max_bars(room.timeline, bar), same_until(room.timeline, bar, room.bars) - bar)
        begin, end = (latent_of_bar(room.timeline, each) - first for each in (bar, bar + bars))
        request = RiffRequest(
            part=1,
            number=len(made),
            timeline=room.timeline,
            start_bar=bar,
            bars=bars,
            heard_frame=len(room.audio),
            settings=settings_at(bar),
            past=Past(first, past),
            others=room.others,
            vary=amount,
            vary_from=None if varied is None else varied.latents[begin:end],
        )
        made.append(generate(engine, store, request, beyond))
        past = np.concatenate([past, made[-1].latents])
        bar += bars
    return _joined(made, room.timeline.bar_frame(room.bars))


def looped(
    engine: Engine, room: Room, settings_at: SettingsAt, varied: Riff | None = None, amount: float = 0.0
) -> Riff:
    """Return a part whose end leads into its beginning: played twice, and the second time kept.

    varied: a track to vary by `amount` 0..1. Thread: worker. Real-time safe: no.
    """
    if varied is not None:
        varied = replace(varied, takes=np.tile(varied.latents, (1, 2, 1)), twins=None, take=0)
    whole = track(engine, room.twice(), lambda bar: settings_at(bar % room.bars), varied, amount)
    half = slice(whole.takes.shape[1] // 2, None)
    takes, twins = whole.takes[:, half], None if whole.twins is None else whole.twins[:, half]
    job = DecodeRequest(1, 0, room.timeline, 0, room.bars, takes, twins, 0, takes[0], whole.space, True)
    return _goes_round(redecode(engine, job))


def _goes_round(riff: Riff) -> Riff:
    """Return a riff whose end fades into its beginning."""

    def one(signal: np.ndarray) -> np.ndarray:
        lead_in, body = np.split(signal, [PRE_FRAMES])
        return np.concatenate([lead_in, closed(body, lead_in)])

    return replace(riff, audio=one(riff.audio), side=None if riff.side is None else one(riff.side))


def inpainted(
    engine: Engine,
    room: Room,
    settings_at: SettingsAt,
    old: Riff,
    bar: int,
    bars: int,
    loop: bool = False,
) -> Riff:
    """Return a track with bars from `bar` on made anew; the others are kept to the bit.

    loop: the track follows itself; it does then, too. Thread: worker. Real-time safe: no.
    """
    store, end = ContextStore(engine, reader(room.audio)), bar + bars
    first, length = latent_of_bar(room.timeline, 0), len(old.latents)
    is_seam = loop and (bar == 0 or end == room.bars)
    while bar < end:
        piece = min(max_bars(room.timeline, bar), end - bar)
        request = RiffRequest(
            part=1,
            number=0,
            timeline=room.timeline,
            start_bar=0,
            bars=room.bars,
            heard_frame=len(room.audio),
            settings=settings_at(bar),
            past=Past(first - length, old.latents) if loop else Past(),
            after=Past(first + length, old.latents) if loop else Past(),
            others=room.others,
            kept=Kept(old, bar, piece),
        )
        old, bar = generate(engine, store, request), bar + piece
    return _goes_round(old) if is_seam else old


def _joined(made: list[Riff], frames: int) -> Riff:
    """Return riffs from frame 0 on as one."""

    def one(signals: list[Riff]) -> np.ndarray:
        return np.concatenate([signals[0].audio[:PRE_FRAMES], join(signals, frames)])

    sides = [replace(riff, audio=riff.side) for riff in made if riff.side is not None]
    twins = [riff.twins[:1] for riff in made if riff.twins is not None]
    return replace(
        made[0],
        bars=sum(riff.bars for riff in made),
        takes=np.concatenate([riff.takes[:1] for riff in made], 1),
        twins=np.concatenate(twins, 1) if twins else None,
        audio=one(made),
        side=one(sides) if sides else None,
        network_calls=sum(riff.network_calls for riff in made),
    )


def join(made: Iterable[Riff], frames: int) -> np.ndarray:
    """Return riffs as one signal (frames,) float32 from frame 0 on, joined as live: before the bar line."""
    audio = np.zeros(frames + PRE_FRAMES, np.float32)
    for riff in made:
        start = riff.start_frame
        if start >= PRE_FRAMES:
            lead = slice(start - PRE_FRAMES, start)
            audio[lead] = crossfade(audio[lead], riff.audio[:PRE_FRAMES])
        body = riff.audio[PRE_FRAMES:][: len(audio) - start]
        audio[start : start + len(body)] = body
    return audio[:frames].astype(np.float32)


def _long(audio: np.ndarray, frames: int) -> np.ndarray:
    return np.concatenate([audio[:frames], np.zeros(max(0, frames - len(audio)), np.float32)])
