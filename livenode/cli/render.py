"""livenode render: an accompaniment for a file, or a song from nothing, with all that a live part can do."""

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from livenode import presets, recipe
from livenode.cli.arguments import add_engine, between, bpm, meter
from livenode.cli.recording import read_recording
from livenode.config import ConfigError
from livenode.documents import TOML_BYTES, DocumentError, read_text
from livenode.inference.threads import use_one_blas_thread
from livenode.node import SAMPLERATE, load_engine
from livenode.params import PARAMS, Args, Key, check
from livenode.recipe import Recipe
from livenode.rendering import check_digests, estimated, files_of, render
from livenode.surface import Values

# option: the row it sets, and what it says of it. A part's rows are set for every part that plays.
ROWS = {
    "prompt2": ("part/<p>/prompt/2", "other words, to move to with --morph"),
    "morph": ("part/<p>/morph", "0..1: from the prompt to --prompt2"),
    "morph-bars": ("part/<p>/morph/bars", "get there within so many bars"),
    "audio-prompt": ("part/<p>/audio", "a sound file to play like, or `input`"),
    "audio-mix": ("part/<p>/audio/mix", "0..1: from the words to the sound"),
    "guidance-context": ("part/<p>/guidance/context", "0..4: how closely it follows the input"),
    "guidance-prompt": ("part/<p>/guidance/prompt", "0..4: how closely it follows the prompt"),
    "density": ("part/<p>/density", "0..1: few notes to many"),
    "energy": ("part/<p>/energy", "0..1: soft to hard"),
    "register": ("part/<p>/register", "0..1: low to high"),
    "width": ("part/<p>/width", "0..1: pseudo-stereo"),
    "pan": ("part/<p>/pan", "-1..1"),
    "level": ("part/<p>/level", "0..1: the part's fader"),
    "follow": ("follow", "0..1: the input's loudness drives density and energy"),
    "takes": ("takes", "1..8: candidates for each riff; the one that fits best is kept"),
}
GIVEN = {"prompt": "part/<p>/prompt", "seed": "part/<p>/seed", "steps": "steps", "bpm": "tempo"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of render."""
    parser.add_argument("files", nargs="+", metavar="[IN] OUT.wav", help="IN: WAV, FLAC or OGG, any rate")
    parser.add_argument("--bpm", type=bpm, help="tempo in quarter notes a minute (estimated where not given)")
    parser.add_argument("--meter", type=meter, help="such as 4/4, 3/4, 7/8")
    parser.add_argument(
        "--bar1", type=between(0, 7200), help="seconds to the first downbeat (0, or estimated)"
    )
    parser.add_argument("--bars", type=between(1, recipe.LENGTH_MOST, int), help="how long (as the input)")
    parser.add_argument("--loop", action="store_true", help="let the end lead into the beginning")
    parser.add_argument("--mix", action="store_true", help="write input and accompaniment together")
    parser.add_argument("--stems", type=Path, metavar="DIR", help="write each part there too")
    parser.add_argument(
        "--parts", type=Path, metavar="FILE.toml", help="a band: a preset's [node], [part.1] …"
    )
    parser.add_argument("--vary", type=Path, metavar="RIFF", help="what livenode rendered: play it otherwise")
    parser.add_argument("--amount", type=between(0, 1), help="of --vary: 0 the same, 1 something else (0.4)")
    parser.add_argument("--inpaint", type=_bars, metavar="FROM:BARS", help="of --vary: only these bars anew")
    parser.add_argument("--from", dest="recipe", type=Path, metavar="JSON", help="render that again")
    for name, (path, words) in ROWS.items():
        kind = str if PARAMS[path].args[0].tag == "s" else float
        parser.add_argument(f"--{name}", type=kind, help=words)
    add_engine(parser)


def _bars(text: str) -> tuple[int, int]:
    try:
        first, bars = (int(part) for part in text.split(":"))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r}: give a first bar, counted from 1, and how many, such as 5:2"
        ) from None
    return first, bars


def run(arguments: argparse.Namespace) -> int:
    """Render and write; the output appears when it is whole."""
    use_one_blas_thread()
    source, target = _files(arguments.files)
    wanted = _again(arguments) if arguments.recipe else _recipe(arguments, source)
    files_of(wanted, Path(target), arguments.stems)
    file = None
    if wanted.input:
        is_prompted = any(wanted.values.text("part/<p>/prompt", part) for part in wanted.parts)
        file = read_recording(wanted.input, wanted.bar1_s, is_prompted)
    if file is not None and _tempo_open(arguments):
        wanted = estimated(wanted, file.audio, arguments.bar1)
        found = f"--bpm {wanted.values.number('tempo'):.2f} --bar1 {wanted.bar1_s:.3f}"
        print(f"estimated: {found} (give them if they are wrong)")
    engine = load_engine(wanted.engine, wanted.clap, backend=wanted.backend)
    made = render(engine, wanted, file)
    made.save(target, arguments.stems)
    info, tempo = engine.info, wanted.values.number("tempo")
    print(
        f"{target}: {len(made.audio) / SAMPLERATE:.1f} s at {tempo:g} bpm, {len(made.parts)} part"
        f"{'s' * (len(made.parts) > 1)}, engine {info.name}, engine quality: {info.grade}"
    )
    return 0


def _tempo_open(arguments: argparse.Namespace) -> bool:
    """Return whether nothing names the tempo."""
    if arguments.bpm is not None or arguments.recipe or arguments.vary:
        return False
    return arguments.parts is None or ("tempo", None) not in _band(arguments.parts)


def _files(files: list[str]) -> tuple[str, str]:
    if len(files) > 2:
        raise ConfigError(f"{files[2]}: give an input and an output, or an output alone with --bars")
    return ("" if len(files) == 1 else files[0]), files[-1]


def _again(arguments: argparse.Namespace) -> Recipe:
    """Return the recipe of --from; its files must be what they were."""
    if len(arguments.files) > 1:
        raise ConfigError("--from names its input itself: give the output alone")
    found = recipe.load(arguments.recipe)
    check_digests(found)
    return found


def _recipe(arguments: argparse.Namespace, source: str) -> Recipe:
    """Return what the options say."""
    if arguments.vary is None:
        if arguments.inpaint or arguments.amount is not None:
            raise ConfigError("--amount and --inpaint need --vary RIFF: what they are done to")
        if not source and not arguments.bars:
            raise ConfigError("without an input say how long: --bars")
        values = Values().with_values(_band(arguments.parts).items())
        found = Recipe(values, input=source, engine=arguments.engine)
    else:
        if source:
            raise ConfigError("--vary names its input itself: give the output alone")
        of = recipe.load(arguments.vary.with_suffix(".json"))
        check_digests(of)
        amount = 0.4 if arguments.amount is None else arguments.amount
        found = replace(of, of=of, amount=amount, inpaint=arguments.inpaint)
    chosen = {key: getattr(arguments, key) for key in ("backend", "clap", "bars")}
    chosen |= {"loop": arguments.loop or None, "mix": arguments.mix or None, "bar1_s": arguments.bar1}
    grid = (arguments.bars, arguments.bar1, arguments.bpm, arguments.meter)
    if arguments.vary is not None and any(one is not None for one in grid):
        raise ConfigError("--vary keeps the grid of what it varies: leave out --bars, --bar1, --bpm, --meter")
    found = replace(found, **{key: value for key, value in chosen.items() if value is not None})
    return replace(found, values=_values(arguments, found))


def _band(file: Path | None) -> Mapping[Key, Args]:
    """Return the values of a file of parts, a preset's; without one, of part 1 alone, without a prompt."""
    if file is None:
        return {("part/<p>/prompt", 1): ("",)}
    try:
        return presets.parse(str(file), read_text(file, TOML_BYTES)).values
    except (OSError, DocumentError) as error:
        raise ConfigError(f"{file}: cannot be read ({error})") from None


def _values(arguments: argparse.Namespace, found: Recipe) -> Values:
    given = {path: getattr(arguments, name) for name, path in GIVEN.items()}
    given |= {path: getattr(arguments, name.replace("-", "_")) for name, (path, _) in ROWS.items()}
    given |= {"meter": arguments.meter}
    rows = []
    for path, value in given.items():
        if value is not None:
            args = check(PARAMS[path], value if isinstance(value, tuple) else (value,))
            parts = found.parts if PARAMS[path].per_part else (None,)
            rows += [((path, part), args) for part in parts]
    return found.values.with_values(rows)
