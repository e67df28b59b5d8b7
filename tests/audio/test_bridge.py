import numpy as np
import pytest
from tones import frequency_hz, sine

from livenode.audio.bridge import Bridge
from livenode.rt import Memory, write
from livenode.rt.callback import process_block

BLOCK = 256


class Device:
    """A device at its own rate that calls its callback and, between blocks, the bridge's round."""

    def __init__(self, samplerate: int, channels: tuple[int, int] = (1, 2)) -> None:
        self.core = Memory(record_frames=2**18, play_frames=2**18)
        self.bridge = Bridge(self.core, samplerate)
        self.memory = self.bridge.device_memory
        self.channels = channels
        self.memory.configure(
            input_channels=channels[0], output_channels=channels[1], blocksize=BLOCK, clock=False
        )
        self.bridge.configure(input_channels=channels[0], output_channels=channels[1])

    def run(self, heard: np.ndarray, *, every: int = 2, flags: int = 0) -> np.ndarray:
        """Play `heard` (mono, to all inputs); the thread runs once in `every` blocks. Return all outputs."""
        blocks = len(heard) // BLOCK
        output = np.zeros((blocks * BLOCK, self.channels[1]), np.float32)
        for n in range(blocks):
            inputs = np.repeat(heard[n * BLOCK : (n + 1) * BLOCK], self.channels[0]).astype(np.float32)
            out = np.zeros(BLOCK * self.channels[1], np.float32)
            process_block(self.memory, inputs, out, None, BLOCK, flags)
            output[n * BLOCK : (n + 1) * BLOCK] = out.reshape(BLOCK, -1)
            if n % every == 0:
                self.bridge.pull()
        return output


@pytest.mark.parametrize("samplerate", [44_100, 96_000, 32_000])
def test_a_tone_in_a_part_has_its_pitch_at_the_device(samplerate: int) -> None:
    device = Device(samplerate)
    write(device.core, 0, 5000, 0.5 * sine(1000, 200_000, 48_000))
    output = device.run(np.zeros(3 * samplerate))[samplerate : 2 * samplerate, 0]
    assert frequency_hz(output, samplerate) == pytest.approx(1000, abs=0.05)
    assert np.abs(output).max() == pytest.approx(0.5, rel=0.01)
    assert device.memory.counters().late_write_frames == 0


@pytest.mark.parametrize("samplerate", [44_100, 96_000])
def test_a_tone_at_the_device_has_its_pitch_in_the_record_ring(samplerate: int) -> None:
    device = Device(samplerate)
    device.run(0.5 * sine(1000, 3 * samplerate, samplerate))
    recorded = device.core.read_record(48_000, 48_000)
    assert frequency_hz(recorded, 48_000) == pytest.approx(1000, abs=0.05)
    assert np.abs(recorded).max() == pytest.approx(0.5, rel=0.01)


def test_the_sent_ring_holds_what_the_core_played_by_its_own_frames() -> None:
    device = Device(44_100)
    part = 0.5 * sine(1000, 20_000, 48_000)
    write(device.core, 0, 5000, part)
    device.run(np.zeros(44_100))
    np.testing.assert_array_equal(device.core.read_sent(5000, 20_000), part.astype(np.float32))


def test_the_core_follows_the_device_and_the_way_through_takes_the_lead() -> None:
    device = Device(44_100)
    device.core.set_target("monitor", 1.0)
    impulse = np.zeros(2 * 44_100)
    impulse[20_000:20_100] = 0.5 * np.hanning(100)
    output = device.run(impulse)[:, 0]
    heard, played = impulse[20_000:20_100], output[20_000:]
    delay = int(np.argmax(np.correlate(played, heard, "valid")))
    assert delay == device.bridge.lead_frames
    assert abs(device.core.frame() - 2 * 48_000) < 2500  # what the resampler holds back


def test_the_chosen_channels_are_used() -> None:
    device = Device(44_100, (4, 4))
    device.core.set_target("monitor", 1.0)
    for name, channel in (("in_a", 2), ("in_b", 3), ("out_l", 1), ("out_r", 3)):
        device.core.set_target(name, channel)
    output = device.run(0.5 * sine(500, 44_100, 44_100))
    assert np.abs(output[20_000:]).max(0) == pytest.approx([0, 0.5, 0, 0.5], rel=0.02)


def test_left_and_right_stay_apart() -> None:
    device = Device(44_100)
    for part, (left, right) in enumerate([(2**0.5, 0.0), (0.0, 2**0.5)]):
        device.core.set_target(f"part{part + 1}_left", left)
        device.core.set_target(f"part{part + 1}_right", right)
        write(device.core, part, 5000, 0.25 * sine(500 * (part + 1), 100_000, 48_000))
    output = device.run(np.zeros(2 * 44_100))[44_100:60_000]
    assert [frequency_hz(output[:, channel], 44_100) for channel in (0, 1)] == pytest.approx(
        [500, 1000], abs=0.1
    )
    assert np.abs(output).max(0) == pytest.approx([0.25 * 2**0.5] * 2, rel=0.01)


def test_a_mono_device_gets_the_mean_of_both() -> None:
    device = Device(44_100, (1, 1))
    device.core.set_target("out_r", 0)
    device.core.set_target("part1_left", 0.0)
    write(device.core, 0, 5000, 0.5 * sine(500, 100_000, 48_000))
    output = device.run(np.zeros(2 * 44_100))[44_100:60_000]
    assert np.abs(output).max() == pytest.approx(0.25, rel=0.01)


def test_a_device_without_inputs_plays() -> None:
    device = Device(44_100, (0, 2))
    write(device.core, 0, 5000, np.full(100_000, 0.5))
    assert device.run(np.zeros(44_100))[30_000:40_000] == pytest.approx(0.5, abs=0.001)


def test_panic_does_not_wait_for_the_lead() -> None:
    device = Device(44_100)
    device.core.set_target("monitor", 1.0)
    device.run(0.5 * sine(500, 44_100, 44_100))
    device.core.set_target("panic", 1.0)
    output = device.run(0.5 * sine(500, 4 * BLOCK, 44_100))
    assert np.abs(output[:BLOCK]).max() > 0.4
    assert not output[2 * BLOCK :].any()


def test_a_thread_held_up_costs_silence_and_is_counted_then_all_is_in_time_again() -> None:
    device = Device(44_100)
    device.core.set_target("monitor", 1.0)
    tone = 0.5 * sine(500, 4 * 44_100, 44_100)
    device.run(tone[:44_032])
    held = device.run(tone[44_032 : 44_032 + 100 * BLOCK], every=99)  # 0.58 s
    assert not held[20_000:].any()
    after = device.run(tone[44_032 + 100 * BLOCK :])
    lead = device.bridge.lead_frames
    assert device.core.counters().output_underflow > 0
    start = 44_032 + 100 * BLOCK
    np.testing.assert_allclose(after[20_000:40_000, 0], tone[start + 20_000 - lead :][:20_000], atol=0.005)


def test_the_device_flags_are_counted_in_the_core() -> None:
    device = Device(44_100)
    device.run(np.zeros(10 * BLOCK), flags=2)
    device.run(np.zeros(30 * BLOCK))
    assert device.core.counters().input_overflow == 10


def test_a_pause_longer_than_the_ring_goes_on_in_time() -> None:
    device = Device(44_100)
    device.core.set_target("monitor", 1.0)
    device.run(np.zeros(4 * 44_100), every=10_000)
    tone = 0.5 * sine(500, 44_100, 44_100)
    output = device.run(tone)
    lead = device.bridge.lead_frames
    np.testing.assert_allclose(output[20_000:40_000, 0], tone[20_000 - lead :][:20_000], atol=0.005)


def test_the_core_knows_when_its_frames_were_so_that_link_and_midi_clock_can_be_followed() -> None:
    core = Memory(record_frames=2**18, play_frames=2**18)
    core.configure(input_channels=0, output_channels=0, blocksize=BLOCK, clock=False)
    process_block(core, np.zeros(0, np.float32), np.zeros(0, np.float32), None, 4800, 0)
    bridge = Bridge(core, 44_100)
    device, silence = bridge.device_memory, np.zeros(BLOCK, np.float32)
    device.configure(input_channels=1, output_channels=2, blocksize=BLOCK, clock=True)
    bridge.configure(input_channels=1, output_channels=2)
    for _ in range(40):
        process_block(device, silence, np.zeros(2 * BLOCK, np.float32), None, BLOCK, 0)
    bridge.pull()
    of_device, of_core = device.stamp(), core.stamp()
    assert of_device is not None and of_core is not None
    assert of_core == (4800 + round(of_device[0] * 48_000 / 44_100), of_device[1])
