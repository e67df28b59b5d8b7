"""Write a play ring (native/writer.c), without the GIL and safe against the writer's own lateness.

The writer may be interrupted at any point, for seconds. What it then stores for frames already played would
sound one ring length later; so it reads the counter before and after, and zeroes what came too late. The
callback zeroes what it played before it stores the counter, hence all of the block under way counts as late.
One thread writes (control).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from livenode.rt import layout as at
from livenode.rt.compiled import write_ring
from livenode.rt.memory import Memory

_NOTHING = np.zeros(0, np.float32)


@dataclass(frozen=True)
class WriteResult:
    """What became of a write: first frame stored (fade included), frames stored, frames too late to sound."""

    start_frame: int
    frames_written: int
    late_frames: int


def write(
    memory: Memory,
    ring: int,
    start_frame: int,
    audio: np.ndarray,
    *,
    fade_frames: int = 0,
    lead_in: np.ndarray | None = None,
) -> WriteResult:
    """Replace what a play ring holds from `start_frame` on by `audio`; nothing is mixed.

    ring: part 0-3, `layout.CUE`, `layout.LOOP`, or `layout.SIDE` + part, whose late frames are not counted:
    those of its mid are. audio: (frames,) float32. fade_frames: length of a crossfade from what the ring
    holds, of equal power whether the two are alike or not (Fink, Holters & Zoelzer 2016); it lies in the
    frames before `start_frame`, so that the first frame of `audio` sounds whole and no downbeat is doubled.
    lead_in: (fade_frames,) float32, what fades in there; None is silence. Frames before counter + guard are
    dropped and counted (the fade then lies at the first frame that can still sound); frames overtaken during
    the write are zeroed and counted.
    ValueError when the audio is longer than the ring or ends beyond `Memory.write_horizon()`.

    Thread: control. Real-time safe: yes.
    """
    audio = _mono(audio, "audio")
    lead = _NOTHING if lead_in is None else _mono(lead_in, "lead_in")
    if lead_in is not None and len(lead) != fade_frames:
        raise ValueError(f"lead_in holds {len(lead)} frames, must be fade_frames = {fade_frames}")
    if len(audio) == 0:
        return WriteResult(start_frame, 0, 0)
    least, sounds = memory.writes.begin(), (audio, lead, fade_frames)
    return _checked_write(memory, ring, start_frame, len(audio), sounds, (least, start_frame))


def clear(
    memory: Memory, ring: int, start_frame: int, end_frame: int | None = None, *, fade_frames: int = 0
) -> WriteResult:
    """Silence a play ring from `start_frame` to `end_frame` (None: all that lies ahead).

    fade_frames: length of a fade-out that ends at `start_frame`. Clipped and counted as in `write`,
    except that silence which comes too late is no loss: it is not counted.

    Thread: control. Real-time safe: yes.
    """
    least = memory.writes.begin()
    start = max(start_frame, memory.frame() + memory.guard_frames(), least)
    horizon = memory.write_horizon()
    end = horizon if end_frame is None else min(end_frame, horizon)
    if end <= start:
        memory.writes.note(start_frame, start, 0)
        return WriteResult(start, 0, 0)
    sounds = _NOTHING, _NOTHING, fade_frames
    return _checked_write(memory, ring, start, end - start, sounds, (least, start_frame))


def _mono(audio: np.ndarray, name: str) -> np.ndarray:
    if audio.ndim != 1:
        raise ValueError(f"{name} has shape {audio.shape}, must be (frames,)")
    return np.ascontiguousarray(audio, np.float32)


def _checked_write(
    memory: Memory,
    ring: int,
    start: int,
    frames: int,
    sounds: tuple[np.ndarray, np.ndarray, int],
    moment: tuple[int, int],
) -> WriteResult:
    """Write; sounds: audio, lead-in, length of the fade; moment: the least frame, and the one asked for."""
    audio, lead, fade = sounds
    least, asked_frame = moment
    if not 0 <= ring < at.PLAY_RINGS:
        raise ValueError(f"ring is {ring}, must be 0 to {at.PLAY_RINGS - 1}")
    if frames + fade > memory.play_capacity or fade < 0:
        raise ValueError(
            f"{frames} frames and a fade of {fade} do not fit the ring of {memory.play_capacity} frames"
        )
    if start + frames > memory.write_horizon():
        raise ValueError(
            f"frame {start + frames} lies beyond what the ring can hold now, {memory.write_horizon()}"
        )
    if memory.word(at.TAG) != at.LAYOUT_TAG:
        return WriteResult(start, 0, frames)
    told, rise = np.zeros(4, np.int64), _rise(fade)
    sounding, fading = (sound.ctypes.data if len(sound) else None for sound in (audio, lead))
    write_ring(
        memory.address, ring, start, frames, sounding, fading, rise.ctypes.data, fade, least, told.ctypes.data
    )
    first, written, late, overtaken = told.tolist()
    memory.writes.note(asked_frame - fade, first, overtaken)
    return WriteResult(first, written, late)


@lru_cache(16)
def _rise(frames: int) -> np.ndarray:
    """Return the gain of what fades in, (frames,) float64; its mirror is that of what fades out."""
    return np.sin(0.5 * np.pi * (np.arange(frames) + 0.5) / max(1, frames))
