"""livenode calibrate: measure the round trip of the sound device, once for each device and block size."""

import argparse
import time

from livenode import config, paths
from livenode.audio.calibration import Calibration, everything, key_of, store
from livenode.audio.devices import DeviceError
from livenode.audio.portaudio import PortAudioDriver
from livenode.audio.round_trip import SWEEPS, CalibrationError, find, make_signal
from livenode.cli.arguments import DEVICE_KEYS, add_device, between
from livenode.rt import Memory, write

SAMPLERATE = 48_000
SETTLE_S = 1.0  # sound cards fade in, JACK connects
LEAD_S = 0.3
POLL_S = 0.02


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of calibrate."""
    parser.add_argument(
        "--level", type=between(-60, -3), default=-20.0, help="peak of what is played, dBFS (-20)"
    )
    parser.add_argument("--show", action="store_true", help="list what is stored; play nothing")
    add_device(parser)


def run(arguments: argparse.Namespace) -> int:
    """Play, listen and store; nothing is stored unless at least 80 % of the sweeps agree."""
    path = paths.calibration_file()
    known = everything(path)  # a torn file is told before anything sounds
    if arguments.show:
        for key, value in known.items():
            print(f"{key.output} to {key.input}, {key.samplerate} Hz, {key.blocksize} frames a block:")
            print(f"  {words(value)}")
        print(f"{len(known)} in {path}")
        return 0
    given = {key: getattr(arguments, key) for key in DEVICE_KEYS}
    memory = Memory(SAMPLERATE, record_frames=2**19, play_frames=2**19)
    with open_driver(memory, config.load(arguments.config, paths.config_file(), **given)) as driver:
        driver.start()
        key = key_of(driver)
        print(
            f"{SWEEPS} sweeps at {arguments.level:g} dBFS from {key.output}, heard by {key.input}: "
            "keep a cable between them, or the microphone before the loudspeaker",
            flush=True,
        )
        time.sleep(SETTLE_S)
        measured = measure(memory, driver, arguments.level)
    print(words(measured))
    store(path, key, measured)
    print(f"stored for {key.samplerate} Hz and {key.blocksize} frames a block in {path}")
    return 0


def words(measured: Calibration) -> str:
    """Say what was measured."""
    return (
        f"round trip {measured.round_trip_frames} frames at {SAMPLERATE} Hz, "
        f"{1000 * measured.round_trip_frames / SAMPLERATE:.1f} ms; {measured.agreement:.0%} of the sweeps "
        f"agree, received at {measured.level_db:.1f} dBFS, signal to noise {measured.snr_db:.0f} dB"
    )


def open_driver(memory: Memory, settings: config.Config) -> PortAudioDriver:
    """Open the device as `livenode run` does; DeviceError without an input."""
    driver = PortAudioDriver.of(memory, settings)
    if driver.input_name is None:
        driver.close()
        raise DeviceError(f"{driver.name} is opened without an input: name one with --input-device")
    return driver


def measure(memory: Memory, driver: PortAudioDriver, level_db: float) -> Calibration:
    """Play the sweeps through the callback of a started driver, and return what came back.

    level_db: peak, dBFS. The limiter is off and the input is not monitored. CalibrationError, DeviceError.
    """
    memory.set_target("limiter", 0.0)
    memory.set_target("monitor", 0.0)
    signal = make_signal(SAMPLERATE, level_db)
    start = memory.frame() + round(LEAD_S * SAMPLERATE)
    if write(memory, 0, start, signal.audio).late_frames:
        raise CalibrationError("the machine was too busy to play in time: close other programs and try again")
    end = start + signal.record_frames
    deadline_s = time.monotonic() + 3 * (end - memory.frame()) / SAMPLERATE
    while memory.frame() < end:
        if not driver.active or time.monotonic() > deadline_s:
            raise DeviceError(f"{driver.name} stopped while it was measured: was it unplugged?")
        time.sleep(POLL_S)
    return find(memory.read_record(start, signal.record_frames), signal)
