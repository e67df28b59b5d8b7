"""The looper: one button records, plays and overdubs; the first loop sets the tempo."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from livenode.generation.board import Board
from livenode.generation.loop import Loop, Tape
from livenode.generation.loop_ring import LoopRing
from livenode.generation.planner import joins_at
from livenode.generation.riff import OtherAudio
from livenode.params import Refused
from livenode.rt.memory import Memory
from livenode.transport.loop_tempo import LoopTempo, loop_tempo
from livenode.transport.timeline import Timeline

SHORTEST_S = 0.3  # a press that follows sooner is a bouncing switch


class Looper:
    """Records, plays and layers one loop. `begun_frame`: where the recording under way begins, or None.

    `pressed_frame`: the frame that the last press counted for.

    Thread: control. Real-time safe: no.
    """

    def __init__(self, memory: Memory, board: Board) -> None:
        self.begun_frame: int | None = None
        self._memory, self._board = memory, board
        self._most_frames = min(memory.record_capacity, memory.play_capacity // 2)
        self._begin_bar, self.pressed_frame = 0, -1
        self._ring: LoopRing | None = None
        self._tape = Tape(memory.record_capacity)

    @property
    def loop(self) -> Loop | None:
        """The loop there is, sounding or not."""
        return self._ring.loop if self._ring else None

    @property
    def is_empty(self) -> bool:
        """Whether there is no loop and none is being recorded."""
        return self._ring is None and self.begun_frame is None

    def state(self) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
        """Return how the looper is while the transport stands still, as data, and its audio."""
        row = {"begun": self.begun_frame, "begin_bar": self._begin_bar, "pressed": self.pressed_frame}
        ring, audio = self._ring.state() if self._ring else (None, {})
        return {**row, "ring": ring}, audio

    def restore(self, row: Mapping[str, Any], audio: Mapping[str, np.ndarray]) -> None:
        """Take what `state` gave."""
        self.begun_frame, self._begin_bar, self.pressed_frame = (
            row[name] for name in ("begun", "begin_bar", "pressed")
        )
        if row["ring"] is not None:
            self._ring = LoopRing.restored(self._memory, self._tape, row["ring"], audio)

    # -- the button

    def press_stopped(self, at_frame: int, delay_frames: int, beats_per_bar: float) -> LoopTempo | None:
        """Begin the first loop, or end it: returns its tempo. The transport is stopped.

        A press comes with what is heard then, and that was sent earlier: taken as half of the round trip.
        """
        frame = at_frame - delay_frames // 2
        if self.begun_frame is None:
            self.begun_frame = self.pressed_frame = frame
            return None
        self._refuse_bounce(frame)
        length = frame - self.begun_frame
        tempo = loop_tempo(length, self._memory.samplerate, beats_per_bar)
        if tempo is None:
            raise Refused(
                "out_of_range",
                f"no tempo from 30 to 300 bpm makes bars of {length / self._memory.samplerate:.2f} s: "
                "the recording goes on; press later, or send loop/clear and another meter",
            )
        self._close(Loop(float(self.begun_frame), float(length), tempo.bars), delay_frames)
        return tempo

    def press_rolling(self, at_frame: int, delay_frames: int, timeline: Timeline) -> None:
        """Record from the bar line nearest to this press to the one nearest to the next; then begin overdubs
        and end them.
        """
        if self._ring is not None:
            self._press_over(self._ring, at_frame)
        elif self.begun_frame is None:
            self._begin_bar = max(_nearest_bar(timeline, at_frame), timeline.entries[-1].start_bar)
            self.begun_frame, self.pressed_frame = timeline.bar_frame(self._begin_bar), at_frame
        else:
            self._refuse_bounce(at_frame)
            bars = max(1, _nearest_bar(timeline, at_frame) - self._begin_bar)
            start = timeline.bar_frame_exact(self._begin_bar)
            length = timeline.bar_frame_exact(self._begin_bar + bars) - start
            if length > self._most_frames:
                self.begun_frame = None
                raise Refused("out_of_range", self._too_long())
            self._close(Loop(start, length, bars), delay_frames)

    def _refuse_bounce(self, frame: int) -> None:
        if frame - self.pressed_frame < SHORTEST_S * self._memory.samplerate:
            raise Refused(
                "out_of_range",
                f"pressed again within {SHORTEST_S} s: the recording goes on; press loop/press at its end",
            )

    def _close(self, loop: Loop, delay_frames: int) -> None:
        self._ring, self.begun_frame = LoopRing(self._memory, loop, delay_frames, self._tape), None

    def _press_over(self, ring: LoopRing, at_frame: int) -> None:
        newest = ring.layers.overdubs[-1] if ring.layers.overdubs else None
        if newest is not None and newest.end_frame is None:
            ring.end_over(newest, at_frame)
        else:
            ring.layers.begin(at_frame)
        self.pressed_frame = at_frame

    # -- what else is done with it

    def undo(self, frame: int) -> None:
        """Drop the newest overdub, also one that is being played."""
        if self._ring is None:
            raise Refused("not_ready", "there is no loop to undo: send loop/press")
        if not self._ring.layers.overdubs:
            raise Refused("not_ready", "the loop has one layer, nothing to undo: send loop/clear to drop it")
        self._ring.undo(frame)

    def clear(self, frame: int) -> None:
        """Drop the loop, or what is recorded of it."""
        if self._ring is not None:
            self._ring.silence(joins_at(self._memory, frame))
        self._ring = self.begun_frame = None

    def stop(self, at_frame: int) -> None:
        """Silence the loop from a frame on, and keep it; drop a recording under way, end an overdub."""
        self.begun_frame, self._tape = None, Tape(self._memory.record_capacity)
        if self._ring is not None:
            self._ring.silence(at_frame)
            self._ring.tape = self._tape
            for one in self._ring.layers.overdubs:
                if one.end_frame is None or one.end_frame > at_frame:
                    self._ring.end_over(one, at_frame)

    def play(self, bar0_frame: int) -> None:
        """Play the loop, if there is one, from its beginning at bar 0."""
        if self._ring is not None:
            self._ring.begin_at(bar0_frame)

    def rescale(self, factor: float) -> None:
        """Count the loop's bars anew for a tempo times `factor`; its audio stays."""
        if self._ring is not None:
            self._ring.loop = replace(self._ring.loop, bars=round(self._ring.loop.bars * factor))

    # -- step by step

    def advance(self, frame: int, delay_frames: int, waits: bool) -> None:
        """Take what was recorded, keep the ring filled, tell the state. waits: a press waits for its line."""
        if self.begun_frame is not None and frame - self.begun_frame > self._most_frames:
            self.begun_frame = None
            self._board.say("error", None, ("loop/press", "out_of_range", self._too_long()))
        bars = layers = 0
        if self._ring is not None:
            self._ring.advance(frame, delay_frames)
            bars, layers = self._ring.loop.bars, 1 + len(self._ring.layers.overdubs)
        self._board.tell("loop/state", None, (self._state(frame, waits), bars, layers))

    def _too_long(self) -> str:
        most_s = self._most_frames / self._memory.samplerate
        return f"a loop lasts {most_s:.1f} s at the most: nothing is kept; press loop/press and end it sooner"

    def _state(self, frame: int, waits: bool) -> str:
        if self.begun_frame is not None:
            return "recording" if self.begun_frame <= frame else "armed"
        if self._ring is None:
            return "armed" if waits else "empty"
        if self._ring.play_frame is None:
            return "stopped"
        if frame < self._ring.play_frame:
            return "armed" if self._ring.is_whole else "recording"
        over = any(
            one.begin_frame <= frame and (one.end_frame is None or frame < one.end_frame)
            for one in self._ring.layers.overdubs
        )
        return "overdubbing" if over else "playing"

    # -- what others ask

    def sounds_at(self, frame: int) -> bool:
        """Return whether the loop plays in the step at `frame`."""
        return self._ring is not None and self._ring.play_frame is not None and self._ring.play_frame <= frame

    def sounds(self, first_frame: int, end_frame: int) -> OtherAudio:
        """Return what the loop sounded and will sound between two frames, as far as that is known."""
        if self._ring is not None:
            return self._ring.sounds(first_frame, end_frame)
        return OtherAudio(first_frame, self._tape.read(first_frame, min(end_frame, self._tape.end_frame)))

    def is_bar_line(self, frame: float) -> bool:
        """Return whether a bar may begin at this exact frame: anywhere, where there is no loop."""
        return self._ring is None or self._ring.loop.is_bar_line(frame)


def _nearest_bar(timeline: Timeline, frame: int) -> int:
    position = timeline.position(frame)
    return position.bar + (position.beat >= timeline.entry_at_bar(position.bar).beats_per_bar / 2)
