"""The sent ring holds what the node itself put out, frame by frame."""

import numpy as np
import pytest
from rig import BLOCK, RAMP, run, small_memory

from livenode.rt import CUE, RecordError, write


def test_what_was_sent_is_the_output_to_the_bit_after_limiter_and_ring_end() -> None:
    memory = small_memory()
    rng = np.random.default_rng(1)
    part, click = (rng.uniform(-1, 1, 9000).astype(np.float32) for _ in range(2))
    output = [run(memory, 9000, blocksize=250)[:, 0]]
    write(memory, 0, 12_000, part)
    write(memory, CUE, 13_000, click)
    output.append(run(memory, 16_000, blocksize=250)[:, 0])
    sounded = np.concatenate(output)
    assert np.abs(sounded).max() == pytest.approx(0.98)  # the limiter was at work
    assert memory.record_capacity < 20_000
    np.testing.assert_array_equal(memory.read_sent(12_000, 10_000), sounded[12_000:22_000])


def test_the_monitored_input_is_not_sent_by_the_node() -> None:
    memory = small_memory()
    memory.set_target("monitor", 0.5)
    run(memory, RAMP + BLOCK)
    start = memory.frame()
    write(memory, 0, start + 2000, np.full(2000, 0.8))
    output = run(memory, 4000, np.full(4000, 0.8))[:, 0]
    sent = memory.read_sent(start, 4000)
    assert output[:2000] == pytest.approx(0.4)
    assert not sent[:2000].any()
    assert output[2000:] == pytest.approx(0.98)  # 1.2 turned down by the limiter
    assert sent[2000:] == pytest.approx(0.8 * 0.98 / 1.2)


def test_panic_sends_nothing() -> None:
    memory = small_memory()
    memory.set_target("panic", 1.0)
    write(memory, 0, 3000, np.full(2000, 0.5))
    run(memory, 5000)
    assert not memory.read_sent(0, 5000).any()


def test_reading_refuses_what_is_not_there() -> None:
    memory = small_memory()
    run(memory, 40_000, blocksize=250)
    with pytest.raises(RecordError, match="not yet recorded"):
        memory.read_sent(39_000, 2000)
    with pytest.raises(RecordError, match="no longer recorded"):
        memory.read_sent(10_000, 10)
