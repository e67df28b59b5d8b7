import numpy as np
import pytest

from livenode.audio.virtual import VirtualDriver, sleep_until_due
from livenode.rt import CUE, LOOP, SIDE, Change, Memory, write

FRAMES = 20_000


def small_memory() -> Memory:
    return Memory(record_frames=2**15, play_frames=2**15)


def play(blocksize: int = 256, changes: tuple[Change, ...] = ()) -> tuple[VirtualDriver, Memory]:
    rng = np.random.default_rng(1)
    memory = small_memory()
    driver = VirtualDriver(memory, rng.uniform(-1, 1, FRAMES), blocksize, changes=changes)
    for ring in (0, 1, 2, 3, CUE, LOOP, SIDE):
        write(memory, ring, 2000 + 100 * ring, rng.uniform(-0.1, 0.1, 10_000))
    memory.set_target("monitor", 0.5)
    memory.set_target("part1_width", 1.0)
    step = 0
    while not driver.done:
        if step == 20 and not changes:
            memory.set_target("part2_gain", 0.25)
            memory.set_target("monitor", 0.0)
        driver.step()
        step += 1
    return driver, memory


def test_twice_the_same_is_bit_identical() -> None:
    first, _ = play()
    second, _ = play()
    for name in ("output", "parts", "cue", "loop"):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name))


def test_shapes_and_what_is_heard() -> None:
    driver, memory = play()
    assert driver.output.shape == (FRAMES, 2)
    assert driver.parts.shape == (FRAMES, 4)
    assert driver.cue.shape == driver.loop.shape == (FRAMES,)
    assert driver.done
    assert memory.frame() == FRAMES
    assert (driver.output[:, 0] != driver.output[:, 1]).any()  # part 1 is wide
    quiet = slice(6000, FRAMES)  # the monitor is off
    total = driver.parts[quiet].sum(1) + driver.cue[quiet] + driver.loop[quiet]
    np.testing.assert_allclose(driver.output[quiet].mean(1), total, atol=1e-6)
    with pytest.raises(RuntimeError, match="has played all"):
        driver.step()


@pytest.mark.parametrize("blocksize", [256, 100, 600])
def test_a_journal_replays_a_set_bit_for_bit_whatever_the_block(blocksize: int) -> None:
    live, memory = play()
    journal = tuple(memory.changes())
    assert (20 * 256, "part2_gain", 0.25) in [(c.frame, c.name, c.value) for c in journal]
    replay, again = play(blocksize, journal)
    np.testing.assert_array_equal(replay.output, live.output)
    np.testing.assert_array_equal(replay.parts, live.parts)
    assert tuple(again.changes()) == journal


def test_a_journal_of_a_sound_card_with_many_channels_is_heard() -> None:
    live, memory = play()
    journal = tuple(memory.changes())
    names = (("in_a", 1), ("in_b", 1), ("out_l", 4), ("out_r", 5), ("part1_stem_l", 0), ("part1_stem_r", 0))
    card = tuple(Change(0, name, channel) for name, channel in names)
    replay, again = play(changes=(*card, *journal))
    np.testing.assert_array_equal(replay.output, live.output)
    np.testing.assert_array_equal(again.read_record(0, FRAMES), memory.read_record(0, FRAMES))


def test_without_collecting_the_blocks_are_returned_only() -> None:
    memory = small_memory()
    driver = VirtualDriver(memory, np.zeros(300), collect=False)
    assert [len(driver.step().output), len(driver.step().output)] == [256, 44]
    assert driver.output.shape == (0, 2)


def test_a_second_driver_goes_on_where_the_first_ended() -> None:
    memory = small_memory()
    for frames in (300, 200):
        driver = VirtualDriver(memory, np.zeros(frames))
        while not driver.done:
            driver.step()
    assert memory.frame() == 500


def test_empty_and_stereo_input() -> None:
    assert VirtualDriver(small_memory(), np.zeros(0)).done
    with pytest.raises(ValueError, match=r"shape \(3, 2\)"):
        VirtualDriver(small_memory(), np.zeros((3, 2)))


def test_pacing(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    monkeypatch.setattr("time.monotonic", lambda: 10.25)
    sleep_until_due(10.0, 24_000, 48_000)
    sleep_until_due(10.0, 4_800, 48_000)
    assert slept == [0.25, 0.0]
