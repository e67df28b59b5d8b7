"""livenode devices: the sound devices, as `--device` takes them, and the MIDI ports."""

import argparse

from livenode.audio.devices import AudioUnavailable
from livenode.audio.listing import query_devices
from livenode.midi.ports import MidiError
from livenode.midi.rtmidi_system import RtMidiSystem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There is nothing to choose."""


def run(arguments: argparse.Namespace) -> int:
    """Print one line a device."""
    devices = query_devices()
    if not devices:
        raise AudioUnavailable(
            "no sound device found: connect one or start JACK; `livenode run --demo` needs none"
        )
    print("index  in  out  rate   name, host API")
    for device in devices:
        marks = "".join(
            mark
            for mark, is_default in (("<", device.is_default_input), (">", device.is_default_output))
            if is_default
        )
        print(
            f"{device.index:5d} {device.input_channels:3d} {device.output_channels:4d} "
            f"{device.samplerate:6d}  {device.name}, {device.host_api} {marks}"
        )
    print(
        "< default input, > default output; "
        "choose with `livenode run --device INDEX-OR-NAME --input-channels 2`"
    )
    for line in midi_lines():
        print(line)
    return 0


def midi_lines() -> list[str]:
    """Return a line for each MIDI port, or why there is none."""
    try:
        system = RtMidiSystem("livenode")
    except MidiError as problem:
        return [f"MIDI: {problem}"]
    ports = [
        *(f"MIDI input   {name}" for name in system.inputs()),
        *(f"MIDI output  {name}" for name in system.outputs()),
    ]
    system.close()
    return [*(ports or ["MIDI: no ports"]), "choose with `livenode run --midi-in NAME --midi-out NAME`"]
