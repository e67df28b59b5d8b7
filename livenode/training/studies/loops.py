"""Does the playing keep time with recordings of people? Drum loops, in place of what was made for training.

    livenode evaluate --loops FOLDER

For the loops of Sonic Pi (Debian's package sonic-pi-samples; each is CC0). A loop holds a power of two of
beats at 80 to 160 bpm, which its length tells. It goes round for 16 bars; the riffs' onsets on the 16th-note
grid are compared with the loop's own, and with the loop's on a grid shifted by 1, 2 and 3 sixteenths.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from livenode.audio.files import AudioFileError, read_audio
from livenode.generation.riff import Prompt, Settings
from livenode.inference.engine import Engine
from livenode.inference.features import SAMPLERATE
from livenode.training.clips import RIFF_BARS
from livenode.training.intervals import mean_interval
from livenode.training.listening import listen
from livenode.training.measures import RHYTHM_STEPS_PER_BEAT, rhythm_agreement
from livenode.training.rollout import joined, play
from livenode.training.studies.clicks import click_track
from livenode.training.studies.wanted import cell, line, progress
from livenode.transport.timeline import Timeline

NAMES = ("loop_amen", "loop_breakbeat", "loop_compus", "loop_garzul", "loop_industrial", "loop_safari")
SLOWEST_BPM = 80.0  # the tempo lies in the octave from here
PROMPTS = ("electric bass", "piano chords", "electric guitar")
SEEDS = 4
BARS, FIRST_BAR, FIRST_MEASURED_BAR = 16, 2, 4
SHIFTS = (1, 2, 3)  # sixteenths; 4 would be a beat, which keeps most of the meter


@dataclass(frozen=True)
class Loop:
    """A recording that goes round: audio (frames,) of one pass at 48 kHz, and its quarter-note beats."""

    name: str
    audio: np.ndarray
    beats: int

    @property
    def bpm(self) -> float:
        """The tempo at which it goes round exactly."""
        return 60 * SAMPLERATE * self.beats / len(self.audio)

    @property
    def timeline(self) -> Timeline:
        """The bar grid, in 4/4."""
        return Timeline.start(SAMPLERATE, 0, self.bpm)


def beats_of(frames: int) -> int:
    """Return the power of two of beats that makes a length (48 kHz) a tempo of 80 to below 160 bpm.

    Raises AudioFileError for a length under a beat at 160 bpm.
    """
    beats = SLOWEST_BPM * frames / (60 * SAMPLERATE)
    power = int(np.ceil(np.log2(beats))) if beats > 0 else -1
    if power < 0:
        raise AudioFileError(f"a loop of {frames} frames is shorter than a beat at {2 * SLOWEST_BPM:.0f} bpm")
    return 2**power


def read_loops(folder: Path) -> list[Loop]:
    """Read the loops of NAMES that are in a folder. Raises FileNotFoundError where there are none."""
    files = [path for name in NAMES for path in sorted(folder.glob(f"{name}.*"))]
    if not files:
        raise FileNotFoundError(
            f"no loops in {folder} ({', '.join(NAMES)}): they are in Debian's package sonic-pi-samples "
            "(dpkg -L sonic-pi-samples)"
        )
    audio = {path.stem: read_audio(path).audio for path in files}
    return [Loop(name, each, beats_of(len(each))) for name, each in audio.items()]


def play_loops(
    engine: Engine,
    folder: Path,
    *,
    mode: str = "anticipate",
    steps: int = 0,
    seeds: int = SEEDS,
    seed: int = 0,
    prompts: Sequence[str] = PROMPTS,
) -> dict:
    """Return for each loop how well the riffs' onsets agree with it, and whether it passes.

    It passes where right minus shifted, over all runs (prompts times seeds), has a 95 % interval above 0.
    """
    loops = read_loops(folder)
    runs = [(prompt, seed + number) for prompt in prompts for number in range(seeds)]
    profiles: dict[str, np.ndarray] = {}  # loop -> (runs, riffs, steps)
    for number, loop in enumerate(loops, 1):
        settings = [
            Settings(mode=mode, prompt=Prompt(prompt), steps=steps, seed=each) for prompt, each in runs
        ]
        profiles[loop.name] = np.asarray([list(_riff_profiles(engine, loop, each)) for each in settings])
        progress(f"played beside {loop.name},", number, len(loops))
    found = {loop.name: judge(loop, profiles, runs, seed) for loop in loops}
    return {
        "study": "loops",
        "engine": engine.info.name,
        "grade": engine.info.grade,
        "mode": mode,
        "steps": steps or engine.info.steps_default,
        "seeds": seeds,
        "seed": seed,
        "prompts": list(prompts),
        "shifts_sixteenths": list(SHIFTS),
        "loops": found,
        "passed": sum(each["passed"] for each in found.values()),
    }


def _measured() -> range:
    return range(FIRST_MEASURED_BAR, BARS, RIFF_BARS)


def loop_profiles(loop: Loop, shift: int = 0) -> np.ndarray:
    """Return a loop's onset profiles (riffs, steps) at the measured bars, on a grid `shift` 16ths later."""
    timeline = loop.timeline
    audio = np.tile(loop.audio, -(-timeline.bar_frame(BARS + 1) // len(loop.audio)))
    step = 60 * SAMPLERATE / loop.bpm / RHYTHM_STEPS_PER_BEAT
    sounds = [listen(audio, timeline, bar, None, shift * step) for bar in _measured()]
    return np.asarray([sound.rhythm for sound in sounds])


def _riff_profiles(engine: Engine, loop: Loop, settings: Settings) -> Iterator[np.ndarray]:
    timeline = loop.timeline
    audio = np.tile(loop.audio, -(-timeline.bar_frame(BARS) // len(loop.audio)))
    riffs = list(play(engine, audio, timeline, range(FIRST_BAR, BARS, RIFF_BARS), settings))
    made = np.nan_to_num(joined(riffs, timeline))
    for bar in _measured():
        yield listen(made, timeline, bar, None).rhythm


def agreement(made: np.ndarray, played: np.ndarray) -> float:
    """Return the mean rhythm agreement of profiles (riffs, steps), riff by riff."""
    return float(np.mean([rhythm_agreement(*pair) for pair in zip(made, played, strict=True)]))


def judge(loop: Loop, profiles: dict[str, np.ndarray], runs: Sequence[tuple[str, int]], seed: int) -> dict:
    own = loop_profiles(loop)
    moved = [loop_profiles(loop, shift) for shift in SHIFTS]
    clicks = click_track(loop.timeline, BARS)
    clicked = np.asarray([listen(clicks, loop.timeline, bar, None).rhythm for bar in _measured()])

    def difference(made: np.ndarray) -> float:
        return agreement(made, own) - float(np.mean([agreement(made, each) for each in moved]))

    made = profiles[loop.name]
    right = np.asarray([agreement(each, own) for each in made])
    apart = np.asarray([difference(each) for each in made])
    wrong = [agreement(each, own) for name, rows in profiles.items() if name != loop.name for each in rows]
    number = np.arange(len(runs))  # every run is drawn by itself
    minus = mean_interval(apart, number, seed)
    prompts = np.asarray([prompt for prompt, _ in runs])
    return {
        "beats": loop.beats,
        "bpm": loop.bpm,
        "runs": len(runs),
        "right": mean_interval(right, number, seed),
        "shifted": mean_interval(right - apart, number, seed),
        "right_minus_shifted": minus,
        "by_prompt": {str(name): float(apart[prompts == name].mean()) for name in dict.fromkeys(prompts)},
        "other_loops": float(np.mean(wrong)) if wrong else float("nan"),
        "clicks_right": agreement(clicked, own),
        "clicks_right_minus_shifted": difference(clicked),
        "itself_right_minus_shifted": difference(own),
        "passed": bool(minus["low"] > 0),
    }


def table(found: dict) -> str:
    """Return a study of loops as text."""
    lines = [
        f"loops: engine {found['engine']} ({found['grade']}), mode {found['mode']}, {found['steps']} steps, "
        f"{found['seeds']} seeds of each of {len(found['prompts'])} prompts ({', '.join(found['prompts'])})",
        "agreement of onsets on the 16th-note grid with the loop's, and with the loop's on grids shifted by "
        f"{', '.join(map(str, SHIFTS))} sixteenths (mean of the three)",
    ]
    heads = ["beats, bpm", "right", "shifted", "right - shifted", "made to others", "passed"]
    lines.append(line("", heads, 21))
    for name, row in found["loops"].items():
        cells = [f"{row['beats']}, {row['bpm']:.2f}", f"{row['right']['value']:.3f}"]
        cells += [f"{row['shifted']['value']:.3f}", cell(row["right_minus_shifted"])]
        cells += [f"{row['other_loops']:.3f}", "yes" if row["passed"] else "NO"]
        lines.append(line(name, cells, 21))
    lines.append("right - shifted: of a click on every beat, of the loop itself, and by prompt")
    lines.append(line("", ["clicks", "itself", *found["prompts"]], 21))
    for name, row in found["loops"].items():
        values = [row["clicks_right_minus_shifted"], row["itself_right_minus_shifted"]]
        values += [row["by_prompt"][prompt] for prompt in found["prompts"]]
        lines.append(line(name, [f"{value:.3f}" for value in values], 21))
    lines.append(f"passed {found['passed']} of {len(found['loops'])}")
    return "\n".join(lines) + "\n"
