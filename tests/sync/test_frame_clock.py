import numpy as np
import pytest

from livenode.sync.frame_clock import FrameClock

RATE, BLOCK = 48_000, 256


def stamps(blocks: int, late_ms: float, first_block: int = 0, lost_blocks: int = 0, seed: int = 0):
    """Yield stamps of blocks, late by what the machine was busy with; the counter lags by lost blocks."""
    for number, late in enumerate(np.random.default_rng(seed).exponential(late_ms / 1000, blocks)):
        frame = (first_block + number) * BLOCK
        yield frame, round(1e9 * (100 + (frame + lost_blocks * BLOCK) / RATE + late))


def clock_after(*runs) -> FrameClock:
    clock = FrameClock(RATE)
    for run in runs:
        for stamp in run:
            clock.take(stamp)
    return clock


def test_the_line_goes_through_the_stamps_that_are_not_late():
    clock = clock_after(stamps(400, late_ms=0.5))
    assert clock.seconds_at(1_000_000) == pytest.approx(100 + 1_000_000 / RATE, abs=0.0002)
    assert clock.frame_at(clock.seconds_at(1_000_000)) == pytest.approx(1_000_000)


def test_after_lost_blocks_the_line_is_the_new_one_at_once():
    clock = clock_after(stamps(400, 0.2), stamps(16, 0.2, first_block=400, lost_blocks=3))
    assert clock.seconds_at(416 * BLOCK) == pytest.approx(100 + 419 * BLOCK / RATE, abs=0.0003)


def test_a_single_late_block_changes_nothing():
    clock = clock_after(stamps(400, 0.2))
    before = clock.seconds_at(0)
    clock.take((400 * BLOCK, round(1e9 * (100 + 400 * BLOCK / RATE + 0.5))))
    assert clock.seconds_at(0) == pytest.approx(before, abs=0.0002)


def test_what_is_heard_lies_behind_what_is_sent():
    clock = clock_after(stamps(100, 0.01))
    sent = clock.seconds_at(4800)
    clock.latency_frames = 480
    assert clock.seconds_at(4800) == pytest.approx(sent + 0.01)
    assert clock.frame_at(clock.seconds_at(4800)) == pytest.approx(4800)


def test_without_a_stamp_nothing_is_set():
    clock = FrameClock(RATE)
    clock.take(None)
    assert not clock.is_set
