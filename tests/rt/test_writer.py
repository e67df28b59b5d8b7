import mmap
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from rig import BLOCK, run, small_memory

from livenode.generation.crossfade import crossfade
from livenode.rt import CUE, Memory, WriteResult, clear, write
from livenode.rt import layout as at

GUARD = 1440


def test_written_audio_sounds_at_its_frame_and_once() -> None:
    memory = small_memory()
    audio = np.random.default_rng(1).uniform(-0.5, 0.5, 3000).astype(np.float32)
    assert write(memory, 1, 5000, audio) == WriteResult(5000, 3000, 0)
    output = run(memory, 2 * memory.play_capacity)[:, 0]
    np.testing.assert_array_equal(output[5000:8000], audio)
    assert not output[:5000].any()
    assert not output[8000:].any()


def test_a_write_across_the_end_of_the_ring() -> None:
    memory = small_memory()
    run(memory, 10_000)
    audio = np.random.default_rng(2).uniform(-0.5, 0.5, 9000).astype(np.float32)
    write(memory, CUE, 12_000, audio)
    output = run(memory, 12_000)[:, 0]
    np.testing.assert_array_equal(output[2000:11_000], audio)


def test_a_write_replaces_and_does_not_mix() -> None:
    memory = small_memory()
    write(memory, 0, 3000, np.full(1000, 0.5))
    write(memory, 0, 3200, np.full(100, 0.25))
    output = run(memory, 5000)[:, 0]
    assert output[3000:3200] == pytest.approx(0.5)
    assert output[3200:3300] == pytest.approx(0.25)
    assert output[3300:4000] == pytest.approx(0.5)


def test_the_crossfade_ends_before_the_first_frame() -> None:
    memory = small_memory()
    write(memory, 0, 2000, np.full(4000, 0.5))
    lead_in = np.full(480, 0.25)
    lead_in[::2] = -0.25  # nothing in common with what is there
    result = write(memory, 0, 4000, np.full(2000, 0.25), fade_frames=480, lead_in=lead_in)
    assert result == WriteResult(3520, 2480, 0)
    output = run(memory, 6000)[:, 0]
    phase = 0.5 * np.pi * (np.arange(480) + 0.5) / 480
    np.testing.assert_allclose(output[3520:4000], 0.5 * np.cos(phase) + lead_in * np.sin(phase), rtol=1e-6)
    assert output[2000:3520] == pytest.approx(0.5)
    assert output[4000:6000] == pytest.approx(0.25)


def test_a_crossfade_of_the_same_audio_is_that_audio() -> None:
    memory = small_memory()
    audio = np.random.default_rng(4).uniform(-0.5, 0.5, 4000).astype(np.float32)
    write(memory, 0, 2000, audio)
    write(memory, 0, 4000, audio[2000:], fade_frames=480, lead_in=audio[1520:2000])
    np.testing.assert_allclose(run(memory, 6000)[2000:, 0], audio, atol=1e-6)


@pytest.mark.parametrize("alike", [0.0, 0.5, 0.9, -0.9])
def test_a_crossfade_keeps_the_power_however_alike_the_two_are(alike: float) -> None:
    memory, rng = small_memory(), np.random.default_rng(5)
    one, other = rng.standard_normal((2, 4800)).astype(np.float32) * 0.1
    other = alike * one + np.sqrt(1 - alike**2) * other
    write(memory, 0, 2000, one)
    write(memory, 0, 6800, np.zeros(10, np.float32), fade_frames=4800, lead_in=other)
    levels_db = 10 * np.log10(np.square(run(memory, 6800)[2000:, 0].reshape(8, 600)).mean(1) / 0.01)
    assert levels_db.max() < 0.6  # of 600 values of noise
    assert levels_db.min() > (-0.6 if alike >= 0 else -12)


def test_without_lead_in_the_old_audio_fades_out_and_the_downbeat_is_whole() -> None:
    memory = small_memory()
    write(memory, 0, 2000, np.full(4000, 0.5))
    write(memory, 0, 4000, np.full(2000, 0.25), fade_frames=480)
    output = run(memory, 6000)[:, 0]
    assert (np.diff(output[3520:4000]) < 0).all()
    assert output[3999] < 0.001
    assert output[4000] == pytest.approx(0.25)


def test_late_frames_are_dropped_and_counted() -> None:
    memory = small_memory()
    run(memory, 10_240)
    result = write(memory, 0, 10_000, np.full(5000, 0.5))
    assert result == WriteResult(10_240 + GUARD, 5000 - 240 - GUARD, 240 + GUARD)
    assert memory.counters().late_write_frames == 240 + GUARD
    output = run(memory, 2 * memory.play_capacity)[:, 0]
    assert not output[:GUARD].any()
    assert output[GUARD : 15_000 - 10_240] == pytest.approx(0.5)
    assert not output[15_000 - 10_240 :].any()


def test_a_late_riff_fades_in_where_it_can_still_sound() -> None:
    memory = small_memory()
    write(memory, 0, 2000, np.full(8000, 0.5))
    run(memory, 5120)
    write(memory, 0, 5000, np.full(5000, -0.5), fade_frames=480)
    output = run(memory, 3000)[:, 0]
    assert output[:GUARD] == pytest.approx(0.5)
    assert np.abs(np.diff(output[: GUARD + 1000])).max() < 0.01
    assert output[GUARD + 480 :] == pytest.approx(-0.5)


def test_a_riff_that_is_wholly_late_is_dropped() -> None:
    memory = small_memory()
    run(memory, 10_240)
    result = write(memory, 0, 0, np.ones(5000), fade_frames=480)
    assert (result.frames_written, result.late_frames) == (0, 5000)
    assert not memory.play_ring(0).any()


def test_clear() -> None:
    memory = small_memory()
    for ring in (0, 1):
        write(memory, ring, 2000, np.full(6000, 0.25))
    clear(memory, 0, 4000, fade_frames=100)
    clear(memory, 1, 3000, 5000)
    assert memory.counters().late_write_frames == 0
    output = run(memory, 9000)[:, 0]
    assert output[2000:3000] == pytest.approx(0.5)
    assert output[3000:3900] == pytest.approx(0.25)
    assert (np.diff(output[3900:4000]) < 0).all()
    assert not output[4000:5000].any()
    assert output[5000:8000] == pytest.approx(0.25)


def test_clearing_the_past_is_no_loss() -> None:
    memory = small_memory()
    write(memory, 0, 4000, np.full(6000, 0.25))
    run(memory, 5120)
    assert clear(memory, 0, 0).late_frames == 0
    assert clear(memory, 0, 0, 100).frames_written == 0
    output = run(memory, 5000)[:, 0]
    assert output[:GUARD] == pytest.approx(0.25)
    assert not output[GUARD:].any()
    assert memory.counters().late_write_frames == 0


@pytest.mark.parametrize(
    ("ring", "start", "audio", "sentence"),
    [
        (10, 3000, np.zeros(10), "ring is 10, must be 0 to 9"),
        (-1, 3000, np.zeros(10), "ring is -1"),
        (0, 3000, np.zeros(2**14 + 1), "do not fit the ring"),
        (0, 2**14, np.zeros(10), "beyond what the ring can hold"),
        (0, 3000, np.zeros((10, 2)), r"shape \(10, 2\), must be \(frames,\)"),
    ],
)
def test_what_cannot_be_written_is_refused(ring: int, start: int, audio: np.ndarray, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        write(small_memory(), ring, start, audio)


def test_lead_in_and_fade_agree() -> None:
    with pytest.raises(ValueError, match="lead_in holds 3 frames, must be fade_frames = 4"):
        write(small_memory(), 0, 5000, np.zeros(10), fade_frames=4, lead_in=np.zeros(3))


def test_the_horizon_is_usable_to_its_last_frame() -> None:
    memory = small_memory()
    run(memory, 5120)
    write(memory, 0, memory.write_horizon() - 10, np.full(10, 0.5))
    output = run(memory, 2 * memory.play_capacity)[:, 0]
    assert np.flatnonzero(output).tolist() == list(range(2**14 - 10, 2**14))


def test_empty_audio_is_no_write() -> None:
    assert write(small_memory(), 0, 5000, np.zeros(0)) == WriteResult(5000, 0, 0)


WRITER = """
import mmap, sys
import numpy as np
from livenode.generation.crossfade import crossfade
from livenode.rt import Memory, write
with open(sys.argv[1], "r+b") as file:
    memory = Memory.attach(mmap.mmap(file.fileno(), 0))
write(memory, 1, memory.frame() + 4000, np.zeros(1))  # compiled and loaded
fade = memory.play_capacity // 2  # the slow half of the write, in which to be stopped
lead_in = np.full(fade, 0.5, np.float32)
audio = np.full(memory.play_capacity - 8000 - fade, 0.5, np.float32)
print("ready", flush=True)
while sys.stdin.readline():
    result = write(memory, 0, memory.frame() + 4000 + fade, audio, fade_frames=fade, lead_in=lead_in)
    print(result.start_frame, result.frames_written, result.late_frames, flush=True)
"""


class PausedWriter:
    """A process that writes a shared ring and can be stopped in the middle of a write."""

    def __init__(self, path: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.line() == "ready"

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def has_line(self) -> bool:
        return bool(select.select([self.process.stdout], [], [], 0)[0])

    def start_write(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def stop(self) -> None:
        os.kill(self.process.pid, signal.SIGSTOP)
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOWAIT)

    def go_on(self) -> None:
        os.kill(self.process.pid, signal.SIGCONT)

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


def stop_in_the_middle(writer: PausedWriter, memory: Memory) -> tuple[int, int]:
    """Stop the writer while it writes; return the first frame and the frames it had stored."""
    for _ in range(20):
        ring, start = memory.play_ring(0), memory.frame() + 4000
        writer.start_write()
        while ring[(start + 1000) % len(ring)] == 0.0 and not writer.has_line():
            pass
        writer.stop()
        stored = int(np.count_nonzero(ring))
        if stored < memory.play_capacity // 2:
            return start, stored
        writer.go_on()
        writer.line()
        run(memory, memory.play_capacity)
    raise AssertionError("the writer was never caught in the first half of a write")


def test_a_writer_stopped_for_2_s_in_the_middle_leaves_no_stray_audio(tmp_path: Path) -> None:
    path, capacity = tmp_path / "block", 2**20
    path.write_bytes(bytes(at.block_bytes(2**12, capacity)))
    with path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as block:
        memory = Memory(record_frames=2**12, play_frames=capacity, buffer=block)
        memory.configure(input_channels=1, output_channels=2, blocksize=BLOCK, clock=False)
        writer = PausedWriter(path)
        try:
            start, stored = stop_in_the_middle(writer, memory)
            origin = memory.frame()
            heard = [run(memory, 4000 + stored + 96_000)]  # 2 s beyond where the writer was stopped
            writer.go_on()
            while not writer.has_line() and memory.frame() < start + stored + 200_000:
                heard.append(run(memory, BLOCK))  # the callback goes on
            first, written, late = (int(word) for word in writer.line().split())
        finally:
            writer.close()
        heard.append(run(memory, 2 * capacity))
        output = np.concatenate(heard)[:, 0]
        del memory
    assert first == start
    sounding = np.flatnonzero(output) + origin
    assert output[start - origin :][:stored].all()  # stored in time
    assert not output[start + stored - origin :][:96_000].any()  # not there when its frame was played
    assert sounding[-1] == first + written - 1  # the end came in time, and nothing a ring length later
    assert sounding[0] == start
    assert late >= 90_000


@pytest.mark.parametrize("alike", [0.0, 0.5, 1.0, -0.8])
def test_riffs_joined_offline_sound_as_riffs_joined_live(alike: float) -> None:
    memory, rng = small_memory(), np.random.default_rng(6)
    old, new = rng.standard_normal((2, 480)).astype(np.float32) * 0.1
    new = (alike * old + np.sqrt(1 - alike**2) * new).astype(np.float32)
    write(memory, 0, 2000, np.concatenate([old, old]))
    write(memory, 0, 2480, old, fade_frames=480, lead_in=new)
    np.testing.assert_allclose(run(memory, 2480)[2000:, 0], crossfade(old, new), atol=1e-6)
