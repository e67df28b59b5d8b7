"""livenode render: an accompaniment for a file, Diff-A-Riff's own job."""

import argparse

import numpy as np

from livenode.audio.files import check_output, write_wav
from livenode.cli.arguments import add_engine, between, bpm, meter
from livenode.cli.recording import read_recording
from livenode.config import ConfigError
from livenode.generation.offline import join, riffs
from livenode.generation.pipeline import max_bars
from livenode.generation.riff import Prompt, Settings
from livenode.inference.threads import use_one_blas_thread
from livenode.node import SAMPLERATE, load_engine
from livenode.transport.estimate import estimate_grid
from livenode.transport.timeline import Timeline


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of render."""
    parser.add_argument("input", help="WAV, FLAC or OGG, any rate, mono or stereo")
    parser.add_argument("output", help="the WAV file to write")
    parser.add_argument("--bpm", type=bpm, help="tempo in quarter notes a minute (estimated where not given)")
    parser.add_argument("--meter", type=meter, default=(4, 4), help="such as 4/4, 3/4, 7/8")
    parser.add_argument(
        "--bar1", type=between(0, 7200), help="seconds to the first downbeat (0, or estimated)"
    )
    parser.add_argument("--guidance-context", type=between(0, 4), default=2.0)
    parser.add_argument("--guidance-prompt", type=between(0, 4), default=2.0)
    parser.add_argument("--mix", action="store_true", help="write input and accompaniment together")
    add_engine(parser)


def run(arguments: argparse.Namespace) -> int:
    """Render and write; the output appears when it is whole."""
    use_one_blas_thread()
    check_output(arguments.output, [arguments.input])
    file = read_recording(arguments.input, arguments.bar1 or 0.0, bool(arguments.prompt))
    tempo, bar1_s = arguments.bpm, arguments.bar1 or 0.0
    if tempo is None:
        tempo, estimated_s = estimate_grid(file.audio, SAMPLERATE, arguments.meter[0])
        bar1_s = estimated_s if arguments.bar1 is None else arguments.bar1
        print(f"estimated: --bpm {tempo:.2f} --bar1 {bar1_s:.3f} (give them if they are wrong)")
    engine = load_engine(arguments.engine, arguments.clap or "", backend=arguments.backend or "auto")
    offset = round(bar1_s * SAMPLERATE)
    audio = file.audio[offset:]  # what lies before bar 1 is kept in the mix
    timeline = Timeline.start(SAMPLERATE, 0, tempo, *arguments.meter)
    if max_bars(timeline, 0) < 1:
        raise ConfigError("a bar of this meter and tempo is longer than a riff: give a shorter --meter")
    settings = Settings(
        prompt=Prompt(arguments.prompt or ""),
        guidance_context=arguments.guidance_context,
        guidance_prompt=arguments.guidance_prompt,
        steps=arguments.steps or 0,
        seed=arguments.seed or 0,
    )
    made = np.concatenate(
        [
            np.zeros(min(offset, len(file.audio)), np.float32),
            join(riffs(engine, audio, timeline, settings), len(audio)),
        ]
    )
    sound = 0.7 * (file.audio + made) if arguments.mix else made
    write_wav(arguments.output, sound, inputs=[arguments.input])
    print(
        f"{arguments.output}: {len(made) / SAMPLERATE:.1f} s at {tempo:g} bpm, engine {engine.info.name}, "
        f"engine quality: {engine.info.grade}"
    )
    return 0
