"""A sound device that is not there yet, for a node that waits for it; `LastingDriver` looks for it."""

from collections.abc import Callable

from livenode.audio import library
from livenode.audio.channels import set_inputs, set_outputs
from livenode.audio.devices import AudioUnavailable, DeviceError
from livenode.audio.lasting import Driver
from livenode.audio.listing import load_sounddevice
from livenode.audio.portaudio import PortAudioDriver
from livenode.config import Config
from livenode.rt import Memory


class AbsentDriver:
    """Stands for the device that a configuration names, and never calls back.

    Thread: control. Real-time safe: no.
    """

    active, cpu, blocksize, input_name = False, 0.0, 0, None

    def __init__(self, memory: Memory, config: Config) -> None:
        self._memory, self._config = memory, config
        self.name = config.output_device or config.device or "the default sound device"
        self.samplerate = memory.samplerate
        set_inputs(memory, [channel - 1 for channel in config.input_channels])
        set_outputs(memory, [channel - 1 for channel in config.output_channels])

    def start(self) -> None:
        """Do nothing: there is nothing to start."""

    def shut_out(self) -> bool:
        """Say that it does not touch the memory."""
        return True

    def close(self) -> None:
        """Do nothing: nothing is open."""

    def again(self) -> Driver:
        """Look for the device, and open it. Raises as `PortAudioDriver.of` does."""
        sounddevice = load_sounddevice()
        library.start_anew(sounddevice)
        try:
            return PortAudioDriver.of(self._memory, self._config)
        except BaseException:
            library.end(sounddevice)
            raise


def open_driver(memory: Memory, config: Config, say: Callable[[str], None]) -> Driver:
    """Open the device that a configuration names; one that is not there is waited for, where it says so.

    Raises what `PortAudioDriver.of` raises; without the PortAudio library there is nothing to wait for.

    Thread: control. Real-time safe: no.
    """
    try:
        return PortAudioDriver.of(memory, config)
    except (AudioUnavailable, DeviceError) as problem:
        if not config.wait:
            raise
        load_sounddevice()
        say(f"livenode: {problem}")
        return AbsentDriver(memory, config)
