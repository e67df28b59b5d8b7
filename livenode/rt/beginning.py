"""A memory that begins in the middle: the counter at a frame, with what lay before it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from livenode.rt import layout as at
from livenode.rt.memory import Memory


def begin_at(
    memory: Memory, frame: int, recorded: np.ndarray, sent: np.ndarray, targets: Mapping[str, float]
) -> None:
    """Set the counter, what was recorded and sent before it, and levels that have arrived; before the start.

    recorded, sent: (frames,) float32, up to `frame`; of more than the rings hold the newest. targets: by
    name, of `layout.TARGETS`.

    Thread: control. Real-time safe: no.
    """
    i64, f64, f32 = memory.views
    i64[at.FRAME] = frame
    rings_at = at.RECORD_AT, at.sent_at(memory.record_capacity, memory.play_capacity)
    for ring_at, audio in zip(rings_at, (recorded, sent), strict=True):
        kept = audio[-memory.record_capacity :]
        place = np.arange(frame - len(kept), frame) % memory.record_capacity
        f32[ring_at + place] = kept
    for name, value in targets.items():
        memory.set_target(name, value)
        for region in (at.APPLIED_AT, at.CURRENT_AT):
            f64[region + at.TARGET_INDEX[name]] = value
