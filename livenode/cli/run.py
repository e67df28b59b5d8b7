"""livenode run: on the sound card, on a file (--virtual), the demo (--demo), a journal again (--replay)."""

import argparse
import sys
from pathlib import Path

import numpy as np

from livenode import paths, presets
from livenode.audio.files import AudioFileError, write_wav
from livenode.cli.arguments import add_device, add_engine, add_preset, between, bpm, channels, meter
from livenode.cli.live import play
from livenode.cli.recording import check_outputs, output_files, read_recording
from livenode.inference.threads import use_one_blas_thread
from livenode.journal import JournalWriter
from livenode.journal import read as read_journal
from livenode.node import SAMPLERATE, load_engine
from livenode.params import PARTS
from livenode.surface import Command
from livenode.virtual import VirtualRun, replay, run_virtual

DEMO_INPUT = "demo/performance.ogg"
DEMO_PRESET = "demo"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of run."""
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--virtual", nargs=2, metavar=("IN", "OUT.wav"), help="play on a file, without a sound card"
    )
    how.add_argument(
        "--demo", action="store_true", help="play on the short performance that comes with livenode"
    )
    parser.add_argument("--out", type=Path, default=Path("demo-out"), help="folder for the demo's files")
    parser.add_argument("--realtime", action="store_true", help="virtual: no faster than a sound card")
    parser.add_argument(
        "--lead-ms", type=between(100, 20_000), default=500.0, help="virtual: when a riff is begun"
    )
    parser.add_argument(
        "--replay", type=Path, metavar="JOURNAL", help="virtual: play this journal again on IN"
    )
    parser.add_argument("--journal", type=Path, help="write every command and riff with its frame")
    parser.add_argument("--bpm", type=bpm, help="the tempo to begin with")
    parser.add_argument("--meter", type=meter, help="such as 4/4, 3/4 or 7/8")
    parser.add_argument(
        "--bar1", type=between(0, 7200), default=0.0, help="virtual: seconds to the first downbeat"
    )
    parser.add_argument("--mode", choices=("anticipate", "loop"), help="play on, or play to the last bars")
    parser.add_argument("--bars", type=int, choices=(1, 2, 4, 8), help="of a riff")
    parser.add_argument("--media", help="folder of the sounds that are prompts (part/<p>/audio)")
    add_preset(parser)
    parser.add_argument(
        "--play", action="store_true", help="live: start at once, without waiting for transport/play"
    )
    _add_live(parser)
    add_engine(parser)


def _add_live(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--metrics", metavar="FILE", help="live: append a JSON line for each riff; - is the standard output"
    )
    parser.add_argument("--record", action="store_true", default=None, help="live: record the set")
    parser.add_argument("--recordings", metavar="FOLDER", help="live: where sets are recorded")
    parser.add_argument("--plain", action="store_true", help="live: print lines, also in a terminal")
    add_device(parser)
    parser.add_argument(
        "--stem-channels", type=channels, help="live: each part alone, on 4 outputs, or on 8, left and right"
    )
    parser.add_argument(
        "--cue-channels", type=channels, help="live: the click alone, on an output or two, as for headphones"
    )
    parser.add_argument("--prefix", help="what addresses begin with (/livenode)")
    parser.add_argument("--name", help="of the node, for those who look for it (livenode)")
    for name, help_text in (("port", "OSC"), ("http-port", "HTTP: the page, OSCQuery, status; 0: none")):
        parser.add_argument(f"--{name}", type=int, help=help_text)
    parser.add_argument("--feedback", action="append", metavar="HOST:PORT", help="always answer there")
    parser.add_argument(
        "--allow", action="append", metavar="CIDR", help="with --lan: hear these networks only"
    )
    parser.add_argument(
        "--midi-in", action="append", metavar="NAME", help="a MIDI port or part of one; virtual"
    )
    parser.add_argument("--midi-out", action="append", metavar="NAME", help="the same to send to")
    parser.add_argument("--server", metavar="HOST:PORT", help="live: a livenode serve that makes the riffs")
    parser.add_argument("--server-token", metavar="TOKEN", help="that it printed")
    parser.add_argument("--midi-clock-out", action="store_true", default=None, help="send the beat there")
    parser.add_argument("--resume", action="store_true", default=None, help="go on as it was when it ended")
    parser.add_argument("--wait", action="store_true", default=None, help="for a sound device not there yet")
    parser.add_argument("--log", metavar="FILE", help="what is said goes there too, limited in size")
    parser.add_argument("--lan", action="store_true", default=None, help="listen on all interfaces")
    parser.add_argument(
        "--no-token",
        dest="token",
        action="store_false",
        default=None,
        help="with --lan: the page is open to all",
    )


def run(arguments: argparse.Namespace) -> int:
    """Play. Without a sound card: says what to install, and how to hear the demo."""
    use_one_blas_thread()
    if arguments.demo:
        return _demo(arguments)
    if arguments.virtual:
        return _virtual(arguments, *arguments.virtual)
    return play(arguments, _commands(arguments))


def _commands(arguments: argparse.Namespace) -> list[Command]:
    """Return the settings of the command line as commands: the preset first, then what is given besides."""
    commands = presets.load(arguments.preset).commands() if arguments.preset else []
    rows = (
        ("tempo", None, None if arguments.bpm is None else (arguments.bpm,)),
        ("meter", None, arguments.meter),
        ("mode", None, None if arguments.mode is None else (arguments.mode,)),
        ("bars", None, None if arguments.bars is None else (arguments.bars,)),
        ("steps", None, None if arguments.steps is None else (arguments.steps,)),
        ("part/<p>/prompt", 1, None if arguments.prompt is None else (arguments.prompt,)),
        *(("part/<p>/seed", part, None if arguments.seed is None else (arguments.seed,)) for part in PARTS),
    )
    return [*commands, *(Command(path, part, args) for path, part, args in rows if args is not None)]


def _virtual(arguments: argparse.Namespace, source: str, target: str) -> int:
    files = output_files(Path(target), PARTS)
    check_outputs(list(files.values()), source, arguments.journal)
    is_prompted = bool(arguments.prompt or arguments.preset or arguments.replay)
    file = read_recording(source, arguments.bar1, is_prompted)
    performance = read_journal(arguments.replay) if arguments.replay else None
    if performance is not None and performance.torn:
        print(f"livenode: {arguments.replay}: the last line is torn and left out", file=sys.stderr)
    first = _commands(arguments)
    engine = load_engine(arguments.engine, arguments.clap or "", backend=arguments.backend or "auto")
    if performance is not None:
        heard = replay(engine, file.audio, performance, arguments.media or "")
    else:
        with JournalWriter(arguments.journal) as journal:
            heard = run_virtual(
                engine,
                file.audio,
                first,
                bar1_s=arguments.bar1,
                lead_ms=arguments.lead_ms,
                realtime=arguments.realtime,
                write=journal.write,
                media=arguments.media or "",
            )
        if journal.problem:
            print(f"livenode: {journal.problem}", file=sys.stderr)
    for line in _write(heard, files, [source]):
        _say(line)
    if not heard.parts.any():
        print("livenode: no riff sounded: give a longer recording, or fewer --bars", file=sys.stderr)
    _say(engine.info.words())
    return 0


def _write(heard: VirtualRun, files: dict[str, Path], inputs: list[str]) -> list[str]:
    """Write the sum, the input and each part that sounds beside it; returns a line for each file."""
    sounds = {"sum": heard.output, "input": heard.input}
    parts = {f"part{part}": heard.parts[:, part - 1] for part in PARTS}
    sounds |= {name: audio for name, audio in parts.items() if audio.any()}
    lines = []
    for name, audio in sounds.items():
        path = files[name]
        write_wav(path, audio, inputs=inputs)
        peak_db = 20 * np.log10(max(float(np.abs(audio).max(initial=0)), 1e-6))
        lines.append(f"{path}: {len(audio) / SAMPLERATE:.1f} s, peak {peak_db:.1f} dBFS")
    return lines


def _demo(arguments: argparse.Namespace) -> int:
    try:
        arguments.out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        sentence = f"{arguments.out}: cannot be made a folder ({problem.strerror}); name another with --out"
        raise AudioFileError(sentence) from None
    arguments.preset = arguments.preset or DEMO_PRESET
    code = _virtual(arguments, str(paths.shipped("presets") / DEMO_INPUT), str(arguments.out / "demo.wav"))
    _say(
        f"the demo is written: listen to {arguments.out / 'demo.wav'} (performer and accompaniment together)"
    )
    return code


def _say(text: str) -> None:
    print(text, flush=True)
