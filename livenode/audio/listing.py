"""Load sounddevice, PortAudio's Python binding, and list the sound devices.

The only file that imports it, and it does so late: the import fails without the PortAudio library. PortAudio
lists its devices when it is initialised; `audio/library.py` makes it look again.
"""

from __future__ import annotations

from typing import Any

from livenode.audio.devices import AudioUnavailable, Device


def load_sounddevice() -> Any:
    """Import sounddevice; AudioUnavailable where the PortAudio library is missing.

    Thread: control. Real-time safe: no.
    """
    try:
        import sounddevice
    except OSError as error:
        raise AudioUnavailable(
            "the PortAudio library is missing: sudo apt-get install libportaudio2 "
            "(macOS: brew install portaudio), or use a virtual run"
        ) from error
    return sounddevice


def query_devices() -> tuple[Device, ...]:
    """Return the sound devices of this machine. Thread: control. Real-time safe: no."""
    sounddevice = load_sounddevice()
    host_apis = sounddevice.query_hostapis()
    default_input, default_output = sounddevice.default.device
    if default_input < 0 and default_output < 0 and host_apis:  # PortAudio's default API has no device
        default_output = max(api["default_output_device"] for api in host_apis)
        default_input = max(api["default_input_device"] for api in host_apis)
    return tuple(
        Device(
            index=index,
            name=info["name"],
            host_api=host_apis[info["hostapi"]]["name"],
            input_channels=info["max_input_channels"],
            output_channels=info["max_output_channels"],
            samplerate=round(info["default_samplerate"]),
            is_default_input=index == default_input,
            is_default_output=index == default_output,
        )
        for index, info in enumerate(sounddevice.query_devices())
    )
