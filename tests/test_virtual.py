"""Virtual runs and renders with the fake engine: fixed by input, settings, seed; causal; on the bar line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from livenode.audio.files import write_wav
from livenode.cli import main
from livenode.generation import bench
from livenode.generation.riff import PRE_FRAMES, Riff
from livenode.inference.fake_engine import FakeEngine
from livenode.node import SAMPLERATE
from livenode.surface import Command
from livenode.virtual import VirtualRun, run_virtual

BPM, BARS, LEAD_MS = 240.0, 1, 300.0
BAR_FRAMES = SAMPLERATE  # 4/4 at 240 bpm
LEAD_FRAMES = round(SAMPLERATE * LEAD_MS / 1000)
BARS_LONG = 8


def music(seed: int = 0, bars: int = BARS_LONG) -> np.ndarray:
    """Return decaying noise on each beat, (frames,) float32."""
    rng = np.random.default_rng(seed)
    audio = rng.standard_normal(bars * BAR_FRAMES) * 0.2
    return (audio * np.exp(-(np.arange(len(audio)) % 12_000) / 3000)).astype(np.float32)


def play(audio: np.ndarray, *commands: Command, **options: object) -> VirtualRun:
    settings = (Command("tempo", None, (BPM,)), Command("bars", None, (BARS,)), *commands)
    return run_virtual(FakeEngine(), audio, settings, lead_ms=LEAD_MS, **options)  # type: ignore[arg-type]


def two_parts() -> tuple[Command, ...]:
    return Command("part/<p>/auto", 2, (1,)), Command("part/<p>/prompt", 2, ("soft strings",))


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("in") / "in.wav"
    write_wav(path, music())
    return path


@pytest.fixture
def riffs(monkeypatch: pytest.MonkeyPatch) -> list[Riff]:
    """Every riff that is made, as it leaves the pipeline."""
    made: list[Riff] = []
    generate = bench.generate

    def noted(*arguments: object) -> Riff:
        made.append(generate(*arguments))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(bench, "generate", noted)
    return made


# -- fixed by input, settings and seed


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def run_command(folder: Path, recording: Path, *words: str) -> dict[str, bytes]:
    folder.mkdir()
    files = [str(recording), str(folder / "out.wav")]
    job = ["render", *files, "--mix"] if words[0] == "render" else ["run", "--virtual", *files, "--bars", "1"]
    assert main([*job, "--engine", "fake", "--bpm", str(BPM), "--prompt", "clavinet", *words[1:]]) == 0
    return files_of(folder)


@pytest.mark.parametrize("job", ["run", "render"])
def test_the_same_again_gives_the_same_files_and_another_seed_another_riff(job, tmp_path, recording):
    first = run_command(tmp_path / "a", recording, job, "--seed", "7")
    assert run_command(tmp_path / "b", recording, job, "--seed", "7") == first
    other = run_command(tmp_path / "c", recording, job, "--seed", "8")
    assert other["out.wav"] != first["out.wav"]
    assert other.keys() == first.keys()


def test_a_prompt_and_the_input_make_a_difference():
    plain = play(music()).parts
    assert (play(music(), Command("part/<p>/prompt", 1, ("grand piano",))).parts != plain).any()
    assert (play(music(seed=1)).parts != plain).any()


def test_the_size_of_a_block_changes_no_riff():
    # a riff is begun at the first block after what it may hear: it may hear no more for that
    assert (play(music(), blocksize=256).parts == play(music(), blocksize=64).parts).all()


# -- what is written


def test_input_each_part_and_the_sum_are_written(tmp_path, recording):
    words = ["--engine", "fake", "--bpm", str(BPM), "--bars", "1", "--preset", "demo"]
    assert main(["run", "--virtual", str(recording), str(tmp_path / "out.wav"), *words]) == 0
    sounds = {path.name: soundfile.read(path, dtype="float32") for path in tmp_path.iterdir()}
    assert sorted(sounds) == ["out-input.wav", "out-part1.wav", "out.wav"]
    assert {samplerate for _, samplerate in sounds.values()} == {SAMPLERATE}
    heard, part, total = (sounds[name][0] for name in ("out-input.wav", "out-part1.wav", "out.wav"))
    assert np.abs(heard - music()).max() < 2e-7  # 24 bits
    assert len(part) == len(total) == len(heard)
    assert part.any()


def test_the_sum_is_the_input_the_parts_and_the_click():
    quiet = music() * 0.1  # the limiter has nothing to do
    heard = play(quiet, Command("monitor", None, (0.5,)), *two_parts())
    total = 0.5 * heard.input + heard.parts.sum(1) + heard.cue
    late = slice(4 * BAR_FRAMES, None)
    assert heard.parts[late].any(0).tolist() == [True, True, False, False]
    assert np.abs(heard.output[late] - total[late, None]).max() < 1e-6


# -- on the bar line


def test_riffs_start_on_the_bar_line_to_the_sample(riffs):
    heard = play(music(), bar1_s=0.1)
    first_bar = round(0.1 * SAMPLERATE)
    assert heard.late_riffs == 0
    assert heard.bar_frames[:4] == tuple(first_bar + bar * BAR_FRAMES for bar in range(4))
    begun = heard.bar_frames[riffs[0].start_bar]
    assert not heard.parts[: begun - PRE_FRAMES].any()
    checked = 0
    for riff in riffs:
        if riff.start_bar >= len(heard.bar_frames):  # made for after the end
            continue
        start = heard.bar_frames[riff.start_bar]
        sounded = heard.parts[start : start + BAR_FRAMES - PRE_FRAMES, 0]  # the next riff joins after that
        expected = np.float32(0.8) * riff.audio[PRE_FRAMES : PRE_FRAMES + len(sounded)]
        assert np.abs(sounded).max() > 0
        assert np.abs(sounded - expected).max() < 1e-6
        checked += len(sounded) > BAR_FRAMES // 2
    assert checked >= 4


def test_the_first_riff_sounds_at_most_4_bars_after_play(riffs):
    for mode in ("anticipate", "loop"):
        riffs.clear()
        play(music(), Command("mode", None, (mode,)), Command("loop/bars", None, (4,)))
        assert riffs[0].start_bar <= 4


# -- anticipate


@pytest.mark.parametrize("cut_bar", [3, 5])
def test_what_comes_after_the_cut_changes_nothing(cut_bar, riffs):
    audio = music()
    cut = cut_bar * BAR_FRAMES - LEAD_FRAMES  # where the riff of `cut_bar` stops to hear
    noise = audio.copy()
    noise[cut:] = np.random.default_rng(9).standard_normal(len(audio) - cut) * 0.5
    plain, changed = play(audio, *two_parts()), play(noise, *two_parts())
    same = (cut_bar + BARS) * BAR_FRAMES - PRE_FRAMES  # to the join of the first riff that hears the noise
    assert plain.parts[cut_bar * BAR_FRAMES : same, :2].any(0).all()
    assert (plain.parts[:same] == changed.parts[:same]).all()
    assert (
        (plain.parts[same + 2 * PRE_FRAMES :, :2] != changed.parts[same + 2 * PRE_FRAMES :, :2]).any(0).all()
    )
