"""Drive the compiled callback from a sound card through sounddevice, PortAudio's Python binding."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from livenode.audio import library
from livenode.audio.bridge import Bridge
from livenode.audio.channels import chosen_inputs, opened_inputs, set_alone, set_inputs, set_outputs
from livenode.audio.devices import (
    DeviceError,
    DeviceSpec,
    check_channels,
    check_cue,
    check_stems,
    choose_pair,
)
from livenode.audio.listing import load_sounddevice, query_devices
from livenode.config import Config, ConfigError
from livenode.rt import Memory
from livenode.rt.callback import CALLBACK_ADDRESS
from livenode.rt.gate import Gate

DEFAULT_BLOCKSIZE = 256
FIRST_CALLBACK_TIMEOUT_S = 5.0
CLOSE_LIMIT_S = 3.0


class PortAudioDriver:
    """Open a device whose callback is the compiled one; resample where it does not run at the core's rate.

    memory: the block of the core; the targets that name its channels are set here.
    device, input_device: see `devices.choose_pair`. input_channels, output_channels: up to two, 0-based;
    None takes the device's first input and first two outputs, () none. stem_channels: see
    `devices.check_stems`. cue_channels: where the click goes, () with the output. Both are silent where the
    device is resampled. blocksize: frames of a block; None takes 256, and on JACK the server's period, which
    it must equal there.
    The constructor opens the stream and raises AudioUnavailable or DeviceError with a sentence.
    """

    def __init__(
        self,
        memory: Memory,
        device: DeviceSpec = None,
        input_channels: Sequence[int] | None = None,
        output_channels: Sequence[int] | None = None,
        stem_channels: Sequence[int] = (),
        cue_channels: Sequence[int] = (),
        *,
        blocksize: int | None = None,
        input_device: DeviceSpec = None,
    ) -> None:
        self._memory = memory
        self._closed = False
        self._input, self._output = choose_pair(query_devices(), device, input_device)
        inputs = check_channels(self._input, "input", input_channels)
        outputs = check_channels(self._output, "output", output_channels)
        if not outputs:
            raise DeviceError(f"no output channel given for {self._output.name!r}: give one or two")
        stems = check_stems(self._output, stem_channels, outputs)
        cue = check_cue(self._output, cue_channels, (*outputs, *stems))
        self._channels = (opened_inputs(self._input, inputs), max((*outputs, *stems, *cue)) + 1)
        set_inputs(memory, inputs)
        set_outputs(memory, outputs)
        self._asked_channels, self._asked_blocksize = (inputs, outputs, stems, cue), blocksize
        self.samplerate = self._device_samplerate()
        self._bridge = None if self.samplerate == memory.samplerate else Bridge(memory, self.samplerate)
        set_alone(memory, *(((), ()) if self._bridge else (stems, cue)))
        self._stream = self._open(self._bridge.device_memory if self._bridge else memory)

    @classmethod
    def of(cls, memory: Memory, config: Config) -> PortAudioDriver:
        """Open the device that a configuration names; ConfigError for stems or cue where it is resampled.

        Thread: control. Real-time safe: no.
        """
        driver = cls(
            memory,
            config.output_device or config.device or None,
            [channel - 1 for channel in config.input_channels],
            [channel - 1 for channel in config.output_channels],
            [channel - 1 for channel in config.stem_channels],
            [channel - 1 for channel in config.cue_channels],
            blocksize=config.blocksize or None,
            input_device=config.input_device or None,
        )
        for key, channels in (("stem_channels", config.stem_channels), ("cue_channels", config.cue_channels)):
            if driver.is_resampled and channels:
                driver.close()
                raise ConfigError(
                    f"{key}: {driver.name} runs at {driver.samplerate} Hz and is resampled, which they are "
                    f"not: set it to {memory.samplerate} Hz, or leave {key} out"
                )
        return driver

    @property
    def name(self) -> str:
        """The output device's name and host API. Thread: control. Real-time safe: no."""
        return f"{self._output.name}, {self._output.host_api}"

    @property
    def input_name(self) -> str | None:
        """The input device's name and host API, None without one. Thread: control. Real-time safe: no."""
        return f"{self._input.name}, {self._input.host_api}" if self._channels[0] and self._input else None

    @property
    def blocksize(self) -> int:
        """Frames of the device's block; on JACK known once started. Thread: control. Real-time safe: no."""
        return self._stream_memory.counters().max_block_frames if self._is_joined else self._blocksize

    @property
    def is_resampled(self) -> bool:
        """Whether the device runs at another rate than the core. Thread: control. Real-time safe: no."""
        return self._bridge is not None

    @property
    def active(self) -> bool:
        """Whether the device still calls back. Thread: control. Real-time safe: no."""
        try:
            return not self._closed and bool(self._stream.active)
        except load_sounddevice().PortAudioError:  # the device has gone
            return False

    @property
    def cpu(self) -> float:
        """Share of a block's time that the callback takes, 0 to 1. Thread: control. Real-time safe: no."""
        return 0.0 if self._closed else float(self._stream.cpu_load)

    def start(self) -> None:
        """Start the stream and wait for its first block; no other driver may run on the memory.

        DeviceError if there is none. Thread: control. Real-time safe: no.
        """
        self._join()
        begin = self._stream_memory.frame()
        if self._bridge:
            self._bridge.start()
        self._stream.start()
        deadline_s = time.monotonic() + FIRST_CALLBACK_TIMEOUT_S
        while self._stream_memory.frame() == begin:
            if time.monotonic() > deadline_s:
                self.close()
                raise DeviceError(
                    f"{self.name} was opened but never called back: is another program holding it?"
                )
            time.sleep(0.002)
        self._check_jack_period()

    def stop(self) -> None:
        """Stop the stream; it can be started again, unless its JACK server has died.

        Thread: control. Real-time safe: no.
        """
        if self._closed or self._hangs():
            self.close()
            return
        if not self._stream.stopped:
            self._stream.stop()
        if self._bridge:
            self._bridge.stop()

    def shut_out(self) -> bool:
        """Let the stream touch the memory no more, whatever becomes of it; False if a block is under way.

        Thread: any but audio. Real-time safe: no.
        """
        is_out = self._gate.shut()
        if self._bridge:
            self._bridge.stop()
        return is_out

    def close(self) -> None:
        """Stop and close the stream; one that cannot be closed is left, with the library it belongs to.

        Thread: control. Real-time safe: no.
        """
        if self._closed:
            return
        hangs, self._closed = self._hangs(), True
        sounddevice, stream = load_sounddevice(), self._stream._ptr
        if self._bridge:
            self._bridge.stop()
        lib = sounddevice._lib  # the one of this stream, even if the calls below come back in ten minutes

        def end() -> None:
            lib.Pa_StopStream(stream)  # first: closing alone may hang
            lib.Pa_CloseStream(stream)

        if hangs or not library.within(CLOSE_LIMIT_S, end):
            self._gate.shut()
            library.leave(sounddevice, self._gate)

    def again(self) -> PortAudioDriver:
        """Look for the same devices, by name, and open them on the same memory; this driver must be closed.

        The index, the block of a JACK server and the sample rate may be others now. Raises as the
        constructor does. Thread: control. Real-time safe: no.
        """
        sounddevice = load_sounddevice()
        chosen = chosen_inputs(self._memory)  # perhaps others than were asked for
        library.start_anew(sounddevice)
        try:
            driver = PortAudioDriver(
                self._memory,
                self._output,
                *self._asked_channels,
                blocksize=None if self._output.is_jack else self._asked_blocksize,
                input_device=self._input,
            )
        except BaseException:
            library.end(sounddevice)  # now, while a JACK server that was found is still there
            raise
        finally:
            set_inputs(self._memory, chosen)
        return driver

    def _hangs(self) -> bool:
        """Whether PortAudio would wait for a JACK server that has died."""
        return self._output.is_jack and not self._stream.stopped and not self.active

    def __enter__(self) -> PortAudioDriver:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _device_samplerate(self) -> int:
        """Return the core's rate where the device can run at it, else the device's own."""
        if self._output.is_jack:
            return self._output.samplerate
        sounddevice = load_sounddevice()
        checks = [(sounddevice.check_output_settings, self._output, self._channels[1])]
        if self._channels[0] and self._input:
            checks.append((sounddevice.check_input_settings, self._input, self._channels[0]))
        for check, device, channels in checks:
            try:
                check(device.index, channels, "float32", samplerate=self._memory.samplerate)
            except sounddevice.PortAudioError:
                return device.samplerate
        return self._memory.samplerate

    def _open(self, memory: Memory) -> Any:
        sounddevice = load_sounddevice()
        self._stream_memory = memory
        # On JACK any given size makes PortAudio buffer one block more, even the server's own period:
        # a wired round trip then takes two blocks instead of one.
        self._blocksize = 0 if self._output.is_jack else self._asked_blocksize or DEFAULT_BLOCKSIZE
        self._is_joined = False
        ins, outs = self._channels
        self._gate = Gate(memory, outs)  # kept alive with the stream
        try:
            return sounddevice._StreamBase(
                kind="duplex" if ins else "output",
                device=(self._input.index, self._output.index) if ins and self._input else self._output.index,
                channels=(ins, outs) if ins else outs,
                dtype="float32",
                samplerate=self.samplerate,
                blocksize=self._blocksize,
                latency="low",
                callback=sounddevice._ffi.cast("PaStreamCallback*", CALLBACK_ADDRESS),
                userdata=sounddevice._ffi.cast("void*", self._gate.address),
            )
        except sounddevice.PortAudioError as error:
            raise DeviceError(
                f"{self.name} cannot be opened with {ins} inputs and {outs} outputs "
                f"at {self.samplerate} Hz: {error}"
            ) from error

    def _join(self) -> None:
        """Tell the callback what the device will hand it: from now on no other driver runs on the memory."""
        ins, outs = self._channels
        self._stream_memory.configure(
            input_channels=ins, output_channels=outs, blocksize=self._blocksize, clock=True
        )
        if self._bridge:
            self._bridge.configure(input_channels=ins, output_channels=outs)
        self._is_joined = True

    def _check_jack_period(self) -> None:
        period, asked = self.blocksize, self._asked_blocksize
        if self._output.is_jack and asked and asked != period:
            self.close()
            raise DeviceError(
                f"the JACK server's period is {period} frames, not {asked}: leave the block size out, "
                f"or restart the server with -p {asked}"
            )
