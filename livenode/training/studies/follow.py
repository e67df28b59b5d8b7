"""Audio follow on held-out pieces: is the tempo right, is it said to be sure, where is the beat.

A performer plays one kind of stems of a piece to a node whose tempo is another; the node follows as it does
on stage. A reading is asked for ten times a second and judged from the eighth second on: right (sure, and
within 2 % of the truth), not sure, or wrong. No engine plays.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from livenode.generation.context import reader
from livenode.inference.features import SAMPLERATE
from livenode.sync.audio_clock import AudioClock
from livenode.sync.audio_tempo import meter_of
from livenode.sync.audio_track import NodeTime
from livenode.sync.correction import RULES, off_frames, tempi
from livenode.sync.reading import LOCKED
from livenode.training.clips import Piece, load_pieces
from livenode.training.performed import KINDS, WITHOUT_TEMPO, Performance, perform, without_tempo
from livenode.training.studies.wanted import Wanted, line, progress
from livenode.transport.timeline import Timeline

STEP_FRAMES = 4800
JUDGED_FROM_S = 8.0
NEAR = 0.02
SETTLED_FRAMES = 12_000  # before a bar line the tempo of its bar is settled
COLUMNS = ("clips", "right", "not sure", "wrong", "beat ms", "p90", "lock s", "p90", "core %")


@dataclass(frozen=True)
class Condition:
    """How far off the node's tempo is at first, and how steep ramps are, as a share of the tempo a second.

    off: a share; where `is_unknown` octaves, beside a node that has played for long, its beat anywhere.
    """

    name: str
    off: float
    is_unknown: bool = False
    ramp: tuple[float, float] = (0.0, 0.0)


CONDITIONS = (
    Condition("steady, node within 10 %", 0.1),
    Condition("steady, node anywhere", 0.5, is_unknown=True),
    Condition("ramp of 0.1 to 0.6 % a second", 0.1, ramp=(0.001, 0.006)),
)


@dataclass(frozen=True)
class Judged:
    """One performance heard, each (readings,): second, sure, tempo as a share of the truth, beat error.

    core: the share of a core that listening took.
    """

    seconds: np.ndarray
    sure: np.ndarray
    tempo: np.ndarray
    beat_ms: np.ndarray
    core: float

    def shares(self) -> tuple[float, float, float]:
        """Return the shares of right, not sure and wrong."""
        late = self.seconds >= JUDGED_FROM_S
        sure, near = self.sure[late], np.abs(self.tempo[late] - 1) <= NEAR
        return float((sure & near).mean()), float((~sure).mean()), float((sure & ~near).mean())

    def right_beats_ms(self) -> np.ndarray:
        """Return the errors of the beats where the tempo was right, (n,)."""
        right = (self.seconds >= JUDGED_FROM_S) & self.sure & (np.abs(self.tempo - 1) <= NEAR)
        return self.beat_ms[right]

    def lock_s(self) -> float:
        """Return when it was sure for the first time; infinity where it never was."""
        return float(self.seconds[self.sure].min(initial=np.inf))


def listen_to(heard: Performance, numerator: int, denominator: int, bpm: float, beat: float) -> Judged:
    """Play to a node that begins at `bpm` and `beat`, and follows."""
    timeline = Timeline.start(SAMPLERATE, -beat * 60 * SAMPLERATE / bpm, bpm, numerator, denominator)

    def node(frame: int) -> NodeTime:
        entry, at = timeline.entry_at_frame(frame), timeline.position(frame)
        return NodeTime(entry.bpm, numerator, denominator, at.bar * entry.beats_per_bar + at.beat)

    clock, rows, busy_s = AudioClock(reader(heard.audio), node), [], 0.0
    for frame in range(0, len(heard.audio), STEP_FRAMES):
        began_s = time.thread_time()
        reading = clock.read(frame)
        busy_s += time.thread_time() - began_s
        if reading is None:
            continue
        if reading.state == LOCKED:
            timeline = followed(timeline, frame, reading)
        second, pulse_beats = frame / SAMPLERATE, heard.meter.pulse_beats
        pulses = (reading.beat - heard.beat(second)) / pulse_beats
        apart = abs((pulses + 0.5) % 1 - 0.5) * 60_000 * pulse_beats / heard.bpm(second)
        rows.append((second, reading.state == LOCKED, reading.bpm / heard.bpm(second), apart))
    seconds, sure, tempo, beat_ms = np.array(rows).T
    return Judged(seconds, sure > 0, tempo, beat_ms, busy_s * SAMPLERATE / len(heard.audio))


def followed(timeline: Timeline, frame: int, reading) -> Timeline:
    """Return the timeline with the tempo that the next bar takes, once it is due."""
    bar = timeline.position(frame).bar + 1
    if bar <= timeline.entries[-1].start_bar or timeline.bar_frame(bar) - frame > SETTLED_FRAMES:
        return timeline
    for tempo in tempi(timeline, bar, off_frames(timeline, bar, reading), reading.bpm, RULES["audio"]):
        timeline = timeline.with_tempo(tempo.bpm, tempo.bar)
    return timeline


def follow(wanted: Wanted) -> dict:
    """Return the figures of every condition and kind, and how often it was sure where there is no tempo."""
    pieces = load_pieces(wanted.data, wanted.split)
    rng = np.random.default_rng([wanted.seed, 2])
    drawn = [pieces[index] for index in rng.permutation(len(pieces))[: wanted.clips]]
    found: dict[str, dict] = {}
    for condition in CONDITIONS:
        kinds: dict[str, list[Judged]] = {kind: [] for kind in KINDS}
        for number, piece in enumerate(drawn, 1):
            for kind, judged in kinds.items():
                row = _play(piece, kind, condition, rng)
                judged += [row] if row else []
            progress(f"{condition.name}: piece", number, len(drawn))
        found[condition.name] = {kind: figures(judged) for kind, judged in kinds.items()}
    nothing = {what: _without_tempo(drawn, what, rng) for what in WITHOUT_TEMPO}
    head = {"study": "follow", "split": wanted.split, "seed": wanted.seed, "pieces": len(drawn)}
    return head | {"conditions": found, "sure_without_tempo": nothing}


def _play(piece: Piece, kind: str, condition: Condition, rng: np.random.Generator) -> Judged | None:
    ramp = float(rng.uniform(*condition.ramp) * rng.choice([-1, 1]))
    off = rng.uniform(-condition.off, condition.off)
    ratio = 2**off if condition.is_unknown else 1 + off
    beat = float(rng.uniform(32, 36) if condition.is_unknown else rng.uniform(-0.1, 0.1))
    heard = perform(piece, kind, ramp)
    return heard and listen_to(heard, *piece.meta["meter"], piece.meta["bpm"] * ratio, beat)


def _without_tempo(pieces: Sequence[Piece], what: str, rng: np.random.Generator) -> float:
    """Return the share of readings, over all pieces, that say they are sure where there is no tempo."""
    shares = []
    for piece in pieces:
        audio = without_tempo(piece.stems().sum(0), rng, what, 30)
        heard = Performance(audio, piece.meta["bpm"], meter_of(*piece.meta["meter"]))
        shares.append(listen_to(heard, *piece.meta["meter"], piece.meta["bpm"], 0.0).sure.mean())
    return float(np.mean(shares))


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Return means over clips, and median and 90th percentile of beat errors and of the first lock."""
    if not judged:
        return {"clips": 0}
    right, unsure, wrong = np.mean([one.shares() for one in judged], 0)
    beats = np.concatenate([one.right_beats_ms() for one in judged])
    lock = np.array([one.lock_s() for one in judged])
    return {
        "clips": len(judged),
        "right": float(right),
        "not_sure": float(unsure),
        "wrong": float(wrong),
        "beat_ms_median": float(np.median(beats)) if len(beats) else float("nan"),
        "beat_ms_p90": float(np.quantile(beats, 0.9)) if len(beats) else float("nan"),
        "lock_s_median": float(np.quantile(lock, 0.5, method="higher")),
        "lock_s_p90": float(np.quantile(lock, 0.9, method="higher")),
        "core": float(np.mean([one.core for one in judged])),
    }


def table(found: dict) -> str:
    """Return the figures as text."""
    lines = [
        f"follow: {found['pieces']} {found['split']} pieces, seed {found['seed']}; "
        f"shares of readings from second {JUDGED_FROM_S:g} on"
    ]
    for name, kinds in found["conditions"].items():
        lines.append(line(name, COLUMNS, 10))
        for kind, row in kinds.items():
            shares = [f"{row[key]:.3f}" for key in ("right", "not_sure", "wrong") if key in row]
            rest = [f"{row[key]:.1f}" for key in list(row)[4:-1]]
            cost = [f"{100 * row['core']:.1f}"] if "core" in row else []
            lines.append(line(f"  {kind}", [str(row["clips"]), *shares, *rest, *cost], 10))
    said = ", ".join(f"{what} {share:.3f}" for what, share in found["sure_without_tempo"].items())
    lines.append(f"said to be sure where there is no tempo: {said}")
    return "\n".join(lines) + "\n"
