"""Choose sound devices and channels from a list, with errors that say what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from livenode.rt.layout import PARTS


class AudioUnavailable(RuntimeError):
    """There is no PortAudio library or no sound device on this machine."""

    exit_code = 74  # EX_IOERR


class DeviceError(ValueError):
    """The asked device or channel does not exist or cannot be opened."""

    exit_code = 74


@dataclass(frozen=True)
class Device:
    """A sound device as PortAudio lists it. samplerate: its default, in frames a second."""

    index: int
    name: str
    host_api: str
    input_channels: int
    output_channels: int
    samplerate: int
    is_default_input: bool = False
    is_default_output: bool = False

    @property
    def is_jack(self) -> bool:
        """Whether the device is a JACK server. Thread: any. Real-time safe: no."""
        return self.host_api.startswith("JACK")

    def channels(self, kind: str) -> int:
        """Return the number of channels of `kind`, "input" or "output". Thread: any. Real-time safe: no."""
        return self.input_channels if kind == "input" else self.output_channels

    @property
    def lasting_name(self) -> str:
        """The name without ALSA's number of the card, which may be another after it was unplugged.

        Thread: any. Real-time safe: no.
        """
        return re.sub(r"\(hw:\d+,", "(hw:", self.name)


DeviceSpec = str | int | Device | None


class Started(Protocol):
    """What a driver tells once it is started."""

    @property
    def name(self) -> str: ...

    @property
    def input_name(self) -> str | None: ...

    @property
    def samplerate(self) -> int: ...

    @property
    def blocksize(self) -> int: ...


def choose_pair(
    devices: Sequence[Device], device: DeviceSpec = None, input_device: DeviceSpec = None
) -> tuple[Device | None, Device]:
    """Return (input device or None, output device).

    device: index, or part of "name, host API", or None for the default; a Device of an earlier list is
    found again by its name. input_device: the same for the input where it is another one; None takes the
    input of `device`, and none where that has no inputs.
    AudioUnavailable without any output device, DeviceError for one that does not exist.

    Thread: control. Real-time safe: no.
    """
    if not any(d.output_channels for d in devices):
        raise AudioUnavailable(
            "no sound device found: connect one, start JACK (jackd -d alsa), or use a virtual run"
        )
    output = _choose(devices, device, "output")
    if input_device is not None:
        return _choose(devices, input_device, "input"), output
    if output.input_channels:
        return output, output
    if device is None:
        defaults = [d for d in devices if d.is_default_input and d.host_api == output.host_api]
        return (defaults[0] if defaults else None), output
    if isinstance(device, str) and not device.isdecimal():
        matches = [d for d in _matching(devices, device, "input") if d.host_api == output.host_api]
        return (matches[0] if len(matches) == 1 else None), output
    return None, output


def check_channels(device: Device | None, kind: str, channels: Sequence[int] | None) -> tuple[int, ...]:
    """Return the channels to use, 0-based: those asked, or the device's first (input) or first two (output).

    device: None for no input. DeviceError for a channel the device does not have.

    Thread: control. Real-time safe: no.
    """
    if channels is None:
        available = device.channels(kind) if device else 0
        return tuple(range(min(available, 1 if kind == "input" else 2)))
    _check_there(device, kind, channels)
    if len(channels) > 2:
        raise DeviceError(f"{len(channels)} {kind} channels given, at most 2 can be used")
    return tuple(channels)


def check_stems(device: Device, stems: Sequence[int], outputs: Sequence[int]) -> tuple[int, ...]:
    """Return the channels of the stems, 0-based: none, one a part, or two a part, left and right.

    outputs: the channels of the output. DeviceError for a channel the device does not have or that is taken.

    Thread: control. Real-time safe: no.
    """
    _check_there(device, "output", stems)
    if len(stems) not in (0, PARTS, 2 * PARTS):
        raise DeviceError(f"{len(stems)} stem channels given, must be {PARTS} or {2 * PARTS}")
    for place, channel in enumerate(stems):
        if channel in (*outputs, *stems[:place]):
            raise DeviceError(
                f"stem channel {channel + 1} is taken: give each stem an output channel of its own"
            )
    return tuple(stems)


def check_cue(device: Device, cue: Sequence[int], taken: Sequence[int]) -> tuple[int, ...]:
    """Return the channels of the click, 0-based: none, one or two.

    taken: the channels of output and stems. DeviceError for a channel the device does not have or that is
    taken.

    Thread: control. Real-time safe: no.
    """
    _check_there(device, "output", cue)
    for channel in cue:
        if channel in taken:
            raise DeviceError(
                f"cue channel {channel + 1} is taken: give the click an output channel of its own"
            )
    return tuple(cue)


def _check_there(device: Device | None, kind: str, channels: Sequence[int]) -> None:
    available = device.channels(kind) if device else 0
    for channel in channels:
        if not 0 <= channel < available:
            name = repr(device.name) if device else "the chosen device"
            raise DeviceError(
                f"{kind} channel {channel + 1} does not exist: {name} has {available}; "
                "livenode devices lists the channels of each device"
            )


def _choose(devices: Sequence[Device], spec: DeviceSpec, kind: str) -> Device:
    if isinstance(spec, Device):
        return _found_again(devices, spec, kind)
    if spec is None:
        usable = [d for d in devices if d.channels(kind)]
        defaults = [d for d in usable if (d.is_default_input if kind == "input" else d.is_default_output)]
        return (defaults or usable)[0]
    if isinstance(spec, int) or spec.isdecimal():
        matches = [d for d in devices if d.index == int(spec) and d.channels(kind)]
    else:
        matches = _matching(devices, spec, kind)
    if not matches:
        known = ", ".join(f"{d.index} {d.name!r}" for d in devices if d.channels(kind)) or "none"
        raise DeviceError(f"no {kind} device {spec!r}: write an index or a part of a name of {known}")
    if len(matches) > 1:
        found = ", ".join(f"{d.index} '{d.name}, {d.host_api}'" for d in matches)
        raise DeviceError(f"{kind} device {spec!r} is ambiguous: write the index or more of {found}")
    return matches[0]


def _found_again(devices: Sequence[Device], known: Device, kind: str) -> Device:
    same = [d for d in devices if d.host_api == known.host_api and d.lasting_name == known.lasting_name]
    found = [d for d in same if d.channels(kind)]
    if not found:
        raise DeviceError(f"{kind} device '{known.name}, {known.host_api}' is not there: connect it again")
    return next((d for d in found if d.name == known.name), found[0])


def _matching(devices: Sequence[Device], part: str, kind: str) -> list[Device]:
    usable = [d for d in devices if d.channels(kind)]
    exact = [d for d in usable if d.name.lower() == part.lower()]
    return exact or [d for d in usable if part.lower() in f"{d.name}, {d.host_api}".lower()]
