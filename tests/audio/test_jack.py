"""The real PortAudio path, through a JACK server."""

import ctypes
import time

import numpy as np
import pytest
from wires import PERIOD, patchbay, wire_output_to_input

from livenode.audio.devices import DeviceError
from livenode.audio.listing import query_devices
from livenode.audio.portaudio import PortAudioDriver
from livenode.rt import Memory, write

pytestmark = [pytest.mark.audio, pytest.mark.usefixtures("jack_48000")]

KNOWN = ("system", "patchbay")


def small_memory() -> Memory:
    return Memory(record_frames=2**19, play_frames=2**18)


def wait_for_frame(memory: Memory, frame: int) -> None:
    deadline_s = time.monotonic() + 20
    while memory.frame() < frame:
        assert time.monotonic() < deadline_s, (
            f"frame {frame} was not reached, the counter is {memory.frame()}"
        )
        time.sleep(0.01)


def test_the_device_list_names_the_server() -> None:
    system = [d for d in query_devices() if d.is_jack and d.name == "system"]
    assert [(d.input_channels, d.output_channels, d.samplerate) for d in system] == [(2, 2, 48000)]


def test_round_trip_is_one_block_and_sample_exact() -> None:
    memory = small_memory()
    rng = np.random.default_rng(1)
    with PortAudioDriver(memory, "system", [0], [0]) as driver:
        assert (driver.samplerate, driver.is_resampled) == (48000, False)
        driver.start()
        assert driver.blocksize == PERIOD
        assert driver.active
        wire_output_to_input()
        first = memory.frame() + 12_000
        starts = [first + 4801 * k for k in range(10)]
        bursts = [rng.uniform(-0.5, 0.5, 1000).astype(np.float32) for _ in starts]
        for start, burst in zip(starts, bursts, strict=True):
            write(memory, 0, start, burst)
        wait_for_frame(memory, starts[-1] + 2000)
        recorded = [memory.read_record(start, 2000) for start in starts]
    delays = [int(np.argmax(np.correlate(a, b, "valid"))) for a, b in zip(recorded, bursts, strict=True)]
    assert delays == [PERIOD] * len(starts)  # what JACK itself needs to feed an output back
    for burst, audio in zip(bursts, recorded, strict=True):
        np.testing.assert_array_equal(audio[PERIOD : PERIOD + 1000], burst)
        assert not audio[:PERIOD].any()
    counters = memory.counters()
    assert counters.late_write_frames == 0
    assert 0.05 < counters.output_peak < 0.5
    assert counters.max_block_frames == PERIOD


def test_the_callback_does_not_wait_for_the_interpreter() -> None:
    memory = small_memory()
    hold_the_gil = ctypes.PyDLL(None).usleep  # PyDLL keeps the GIL for the length of the call
    with PortAudioDriver(memory, "system") as driver:
        driver.start()
        wait_for_frame(memory, 9600)  # JACK is done with connecting
        for _ in range(3):
            before = memory.frame()
            hold_the_gil(500_000)
            assert memory.frame() - before >= 0.45 * 48000
        stamp = memory.stamp()
        assert stamp is not None
        assert 0 <= time.monotonic_ns() - stamp[1] < 1_000_000_000


def test_output_only() -> None:
    memory = small_memory()
    with PortAudioDriver(memory, "system", input_channels=()) as driver:
        driver.start()
        assert driver.input_name is None
        wait_for_frame(memory, 4800)
        assert not memory.read_record(0, 4000).any()


def test_start_again_after_stop() -> None:
    memory = small_memory()
    with PortAudioDriver(memory, "system") as driver:
        driver.start()
        driver.stop()
        frame = memory.frame()
        assert not driver.active
        driver.start()
        wait_for_frame(memory, frame + 1000)


def test_what_cannot_be_opened_is_said_in_a_sentence() -> None:
    with pytest.raises(DeviceError, match="period is 256 frames, not 128: leave the block size out"):
        PortAudioDriver(small_memory(), "system", blocksize=128).start()
    with pytest.raises(DeviceError, match="no output device 'nothing': write an index or a part of a name"):
        PortAudioDriver(small_memory(), "nothing")
    with pytest.raises(DeviceError, match="input channel 3 does not exist: 'system' has 2"):
        PortAudioDriver(small_memory(), "system", [2])
    with pytest.raises(DeviceError, match="no output channel given"):
        PortAudioDriver(small_memory(), "system", output_channels=())


def test_inputs_are_chosen_while_it_runs() -> None:
    memory = small_memory()
    with PortAudioDriver(memory, "system", [0], [0]) as driver:
        driver.start()
        assert memory.input_channels == 2  # the second is open to be chosen
        for chosen in (0, 1):
            memory.set_target("in_a", chosen)
            memory.set_target("in_b", chosen)
            with patchbay() as client:
                own = [p for p in client.get_ports(is_audio=True) if p.name.split(":")[0] not in KNOWN]
                output, heard = next(p for p in own if p.is_output), [p for p in own if p.is_input][chosen]
                for port in client.get_all_connections(output):
                    client.disconnect(output, port)
                client.connect(output, heard)
            begin = memory.frame() + 12_000
            burst = np.random.default_rng(chosen).uniform(-0.5, 0.5, 1000).astype(np.float32)
            write(memory, 0, begin, burst)
            wait_for_frame(memory, begin + 2000)
            recorded = memory.read_record(begin + PERIOD, 1000)
            np.testing.assert_array_equal(recorded, burst)
        driver.close()
        again = driver.again()
        try:
            assert (memory.target("in_a"), memory.target("in_b")) == (1, 1)
        finally:
            again.close()
