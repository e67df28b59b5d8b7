"""What the callback and the writer count, as a snapshot."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Counters:
    """What the callback and the writer counted up to now; peaks fall with 0.3 s, linear, after gain."""

    frame: int
    callbacks: int
    max_block_frames: int
    input_underflow: int
    input_overflow: int
    output_underflow: int
    output_overflow: int
    nonfinite: int
    late_write_frames: int
    input_peak: float
    output_peak: float
    input_rms: float
    output_rms: float
    part_peaks: tuple[float, ...]
    cue_peak: float
    loop_peak: float
    limiter_gain: float

    @property
    def xruns(self) -> int:
        """Blocks with an under- or overflow reported by the device. Thread: any. Real-time safe: no."""
        return self.input_underflow + self.input_overflow + self.output_underflow + self.output_overflow
