"""The command line on bad input: a sentence that says what is wrong, the exit code, and nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from livenode import paths
from livenode.audio import portaudio
from livenode.audio.files import write_wav
from livenode.cli import main
from tests.bundles import make_bundle

FILE, DEVICE, CONFIG = 66, 74, 78
OLD = b"what was there before"
FAKE = ("--engine", "fake")


def music(seconds: float, samplerate: int = 48_000) -> np.ndarray:
    return np.random.default_rng(1).standard_normal(round(seconds * samplerate)).astype(np.float32) * 0.1


def not_finite(path: Path) -> None:
    audio = music(2)
    audio[5] = np.nan
    soundfile.write(path, audio, 48_000, subtype="FLOAT")


def longer_than_20_minutes(path: Path) -> None:
    with soundfile.SoundFile(path, "w", 8000, 1) as file:
        for _ in range(21):
            file.write(np.zeros(60 * 8000, np.int16))


# A file, and what is said of it.
BAD_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: None, "there is no such file"),
    "a folder": (Path.mkdir, "is a folder"),
    "no bytes": (Path.touch, "not an audio file"),
    "text": (lambda path: path.write_text("hello"), "not an audio file"),
    "no frames": (lambda path: soundfile.write(path, np.zeros(0), 48_000), "holds no audio"),
    "one frame": (lambda path: soundfile.write(path, np.full(1, 0.5), 48_000), "too short"),
    "silent": (lambda path: soundfile.write(path, np.zeros(96_000), 48_000), "is silent"),
    "not finite": (not_finite, "not finite"),
    "long": (longer_than_20_minutes, "21.0 minutes long, at most 20"),
}


class Desk:
    """A folder with a good recording and an output that is there already; `try_` runs a command in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.input, self.output = folder / "in.wav", folder / "out.wav"
        self.bad = folder / "bad.wav"
        write_wav(self.input, music(3))
        self.output.write_bytes(OLD)

    def try_(self, *words: object) -> tuple[int, str]:
        """Return the exit code and what stderr says, and see that a failure left all files as they were."""
        before = self._files()
        try:
            code = main([str(word) for word in words])
        except SystemExit as leaving:  # argparse
            code = leaving.code if isinstance(leaving.code, int) else 1
        said = self._capsys.readouterr().err
        if code:
            assert self._files() == before
        return code, said

    def refused(self, code: int, says: str, *words: object) -> None:
        """Run a command that must fail: one line, with this in it, and the exit code."""
        found, said = self.try_(*words)
        assert found == code, said
        assert says in said
        assert said.count("\n") == 1 and said.startswith("livenode") and len(said) < 400, said

    def virtual(self, *words: object) -> tuple[object, ...]:
        return "run", "--virtual", self.input, self.output, *FAKE, *words

    def _files(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


# -- recordings


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_recording_that_cannot_be_used(kind, desk):
    make, says = BAD_FILES[kind]
    make(desk.bad)
    desk.refused(FILE, says, "run", "--virtual", desk.bad, desk.output, *FAKE)
    desk.refused(FILE, says, "render", desk.bad, desk.output, *FAKE, "--bpm", 120)


def test_a_silent_recording_is_played_to_where_a_prompt_says_what(desk):
    soundfile.write(desk.bad, np.zeros(6 * 48_000), 48_000)
    words = (*FAKE, "--bpm", 240, "--prompt", "grand piano")
    code, said = desk.try_("render", desk.bad, desk.output, *words)
    assert code == 0 and "follows the prompt alone" in said
    assert soundfile.read(desk.output)[0].any()
    code, said = desk.try_("run", "--virtual", desk.bad, desk.output, *words)
    assert code == 0 and "follows the prompt alone" in said


def test_a_recording_at_8_khz_is_resampled_and_said_to_be_dull(desk):
    soundfile.write(desk.bad, music(3, 8000), 8000)
    for words in (("run", "--virtual"), ("render", "--bpm", 120)):
        code, said = desk.try_(*words, desk.bad, desk.output, *FAKE)
        assert code == 0 and "nothing above 4000 Hz" in said
        assert soundfile.info(desk.output).frames == 3 * 48_000


def test_the_input_is_never_written_over(desk):
    desk.refused(FILE, "is the input too", "run", "--virtual", desk.input, desk.input, *FAKE)
    desk.refused(FILE, "is the input too", "render", desk.input, desk.input, *FAKE, "--bpm", 120)
    beside = desk.folder / "out-input.wav"
    write_wav(beside, music(3))
    desk.refused(FILE, "is the input too", "run", "--virtual", beside, desk.output, *FAKE)


def test_outputs_that_cannot_be_written(desk):
    desk.refused(FILE, "no folder", "run", "--virtual", desk.input, desk.folder / "no" / "a.wav", *FAKE)
    desk.refused(FILE, "only WAV", "render", desk.input, desk.folder / "a.mp3", *FAKE, "--bpm", 120)
    desk.refused(FILE, "cannot be made a folder", "run", "--demo", "--out", desk.input, *FAKE)
    desk.refused(FILE, "another name", *desk.virtual("--journal", desk.folder / "no" / "journal"))
    desk.refused(FILE, "another name", *desk.virtual("--journal", desk.input))
    desk.refused(FILE, "another name", *desk.virtual("--journal", desk.output))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_a_full_disk_costs_the_journal_and_no_music(desk):
    code, said = desk.try_(*desk.virtual("--journal", "/dev/full", "--prompt", "x"))
    assert code == 0
    assert "the journal /dev/full is no longer written (No space left on device)" in said


def test_a_journal_that_is_none(desk):
    journal = desk.folder / "journal"
    desk.refused(FILE, "cannot be read", *desk.virtual("--replay", journal))
    for text in ("hello", "[1]", '{"frame": 1, "path": "tempo"}'):
        journal.write_text(text)
        desk.refused(FILE, "journal", *desk.virtual("--replay", journal))


# -- options


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--bpm", 0), "give 30 to 300"),
        (("--bpm", "nan"), "give 30 to 300"),
        (("--bpm", "fast"), "give 30 to 300"),
        (("--meter", "0/4"), "such as 4/4"),
        (("--meter", "4/3"), "such as 4/4"),
        (("--bars", 3), "--bars"),
        (("--steps", 99), "from 1 to 30"),
        (("--seed", -1), "from 0"),
        (("--bar1", 99), "behind the end"),
        (("--lead-ms", 0), "from 100"),
        (("--mode", "guess"), "anticipate"),
        (("--preset", "nope"), "no preset 'nope'; there are"),
        (("--preset", "../demo"), "no preset"),
        (("--engine", "nope"), "no engine 'nope'"),
        (("--no-such-option",), "--help"),
    ],
)
def test_an_option_that_cannot_be(words, says, desk):
    desk.refused(CONFIG, says, *desk.virtual(*words))


def test_a_bar_longer_than_a_riff(desk):
    slow = ("--bpm", 30, "--meter", "16/2")
    desk.refused(CONFIG, "longer than a riff", "render", desk.input, desk.output, *FAKE, *slow)


def test_a_word_that_is_no_command(desk):
    desk.refused(CONFIG, "--help", "play")
    desk.refused(CONFIG, "--help")
    desk.refused(CONFIG, "--help", "train", "nothing")


# -- live


@pytest.fixture
def no_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portaudio, "query_devices", lambda: ())


def test_without_a_sound_card_live_says_so_and_offers_the_demo(desk, no_devices):
    code, said = desk.try_("run", *FAKE)
    assert code == DEVICE
    assert "no sound device found" in said and "livenode run --demo" in said
    assert "Traceback" not in said
    code, said = desk.try_("run", *FAKE, "--device", "nope")
    assert code == DEVICE


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--port", 99_999), "1 to 65535"),
        (("--blocksize", 1), "16 to 8192"),
        (("--input-channels", "0"), "1 to 64"),
        (("--input-channels", "one"), "counted from 1"),
        (("--prefix", "livenode"), "a path such as /livenode"),
        (("--preset", "nope"), "no preset"),
        (("--config", "/no/such.toml"), "cannot be read"),
    ],
)
def test_a_live_option_that_cannot_be(words, says, desk, no_devices):
    desk.refused(CONFIG, says, "run", *FAKE, *words)


# -- engines


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle in good order whose graphs are no graphs."""
    return make_bundle(tmp_path / "bundle")


def change_a_byte(folder: Path) -> None:
    path = folder / "denoiser.onnx"
    path.write_bytes(b"x" + path.read_bytes()[1:])


def cut_a_file(folder: Path) -> None:
    path = folder / "decoder.onnx"
    path.write_bytes(path.read_bytes()[:-10])


def cut_the_manifest(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text()[:-40])


def point_outside(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text().replace("encoder.onnx", "../encoder.onnx"))


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a byte changed": (change_a_byte, "damaged"),
    "half a file": (cut_a_file, "damaged"),
    "a file missing": (lambda folder: (folder / "encoder.onnx").unlink(), "missing"),
    "half a manifest": (cut_the_manifest, "is not JSON"),
    "no manifest": (lambda folder: (folder / "manifest.json").unlink(), "no engine"),
    "a file outside": (point_outside, "encoder.onnx"),
    "no graphs": (lambda folder: None, "does not load"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_or_half_written_bundle(kind, bundle, desk):
    damage, says = DAMAGE[kind]
    damage(bundle)
    words = ("run", "--virtual", desk.input, desk.output, "--engine", bundle)
    desk.refused(CONFIG, says, *words)
    code, said = desk.try_("render", desk.input, desk.output, "--engine", bundle, "--bpm", 120)
    assert code == CONFIG and says in said


# -- what works


def test_the_demo_ships_and_plays(desk):
    assert (paths.shipped("presets") / "demo" / "performance.ogg").is_file()
    code, said = desk.try_("run", "--demo", *FAKE, "--out", desk.folder / "demo")
    assert code == 0, said
    assert (desk.folder / "demo" / "demo.wav").is_file()
