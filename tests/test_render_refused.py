"""What `livenode render` refuses: a sentence, the exit code, and nothing written or left half-written."""

import json

import pytest

from livenode.generation.riff import Riff
from tests.studio import Studio

FILE, CONFIG = 66, 78
SONG = ("out.wav", "--bpm", 240, "--bars", 2)


@pytest.fixture
def studio(tmp_path, monkeypatch, capsys) -> Studio:
    monkeypatch.chdir(tmp_path)
    return Studio(tmp_path, capsys)


@pytest.mark.parametrize(
    ("exit_code", "says", "words"),
    [
        (CONFIG, "out.wav: give an input and an output", ("in.wav", "b.wav", "out.wav")),
        (CONFIG, "without an input say how long: --bars", ("out.wav",)),
        (CONFIG, "need --vary", (*SONG, "--inpaint", "1:1")),
        (CONFIG, "need --vary", (*SONG, "--amount", 0.5)),
        (CONFIG, "such as 5:2", (*SONG, "--vary", "out.wav", "--inpaint", "5")),
        (CONFIG, "such as 5:2", (*SONG, "--vary", "out.wav", "--inpaint", "a:b")),
        (CONFIG, "from 0 to 1", (*SONG, "--vary", "out.wav", "--amount", 2)),
        (CONFIG, "from 1 to 4096", ("out.wav", "--bars", 0)),
        (CONFIG, "from 1 to 4096", ("out.wav", "--bars", 5000)),
        (CONFIG, "--morph", (*SONG, "--morph", "much")),
        (CONFIG, "morph: amount is a number from 0 to 1", (*SONG, "--morph", 1.5)),
        (CONFIG, "takes", (*SONG, "--takes", 9)),
        (CONFIG, "a whole number", (*SONG, "--takes", 1.5)),
        (CONFIG, "200 characters", (*SONG, "--prompt", "x" * 201)),
        (CONFIG, "--no-such", (*SONG, "--no-such")),
        (CONFIG, "the input cannot be the sound prompt", (*SONG, "--audio-prompt", "input")),
        (FILE, "there is no such file", (*SONG, "--audio-prompt", "none.wav")),
        (FILE, "is silent: it cannot say what to play", (*SONG, "--audio-prompt", "silent.wav")),
        (FILE, "not an audio file", (*SONG, "--audio-prompt", "band.toml")),
        (FILE, "there is no such file", ("none.wav", "out.wav", "--bpm", 240)),
        (FILE, "only WAV", ("in.wav", "out.mp3", "--bpm", 240)),
        (FILE, "is the input too", ("in.wav", "in.wav", "--bpm", 240)),
        (FILE, "no folder", ("in.wav", "no/out.wav", "--bpm", 240)),
        (FILE, "is no folder", (*SONG, "--stems", "band.toml")),
        (FILE, "is no folder", (*SONG, "--stems", "band.toml/stems")),
        (CONFIG, "cannot be read", (*SONG, "--parts", "none.toml")),
        (CONFIG, "cannot be read", (*SONG, "--parts", "sound.wav")),
        (CONFIG, "cannot be read", (*SONG[:1], "--vary", "none.wav")),
        (CONFIG, "is not JSON", (*SONG[:1], "--from", "band.toml")),
        (CONFIG, "cannot be read", (*SONG[:1], "--from", "sound.wav")),
        (CONFIG, "cannot be read", (*SONG[:1], "--from", "none.json")),
        (CONFIG, "names its input itself", ("in.wav", "out.wav", "--from", "out.json")),
        (CONFIG, "names its input itself", ("in.wav", "out.wav", "--vary", "out.wav")),
    ],
)
def test_options_and_files_that_cannot_be(exit_code, says, words, studio):
    studio.refused(exit_code, says, *words)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[node", "is not TOML"),
        ("[node]\nspeed = 3", "no key 'speed'"),
        ("[node]\ntempo = 'fast'", "tempo: bpm is"),
        ("[node]\ntempo = 1000", "from 30 to 300"),
        (f"[node]\ntempo = 1{'0' * 400}", "more than 64 bits"),
        ("[part.5]\nauto = 1", "no part '5'"),
        ("[part]\n1 = 2", "is a table"),
        ("[band]\nx = 1", "no 'band'"),
        ("[part.1]\nauto = 0", "no part plays"),
        ("[part.1]\naudio = 'none.wav'", "there is no such file"),
        ("[node]\nmeter = [16, 2]\ntempo = 30", "longer than a riff"),
    ],
)
def test_a_band_that_cannot_be_read(text, says, studio):
    (studio.folder / "band.toml").write_text(text)
    exit_code = FILE if "audio" in text else CONFIG
    studio.refused(exit_code, says, *SONG[:1], "--bars", 1, "--parts", "band.toml")


def test_bars_to_inpaint_that_are_not_there(studio):
    studio.render(*SONG)
    for bars in ("3:1", "2:2", "0:1", "1:0", "-1:1", "1:-1", "1:99999999999"):
        studio.refused(CONFIG, "there are bars 1 to 2", "new.wav", "--vary", "out.wav", f"--inpaint={bars}")


@pytest.mark.parametrize(
    "option", [("--bars", 4), ("--bar1", 0), ("--bar1", 0.2), ("--bpm", 120), ("--meter", "3/4")]
)
def test_a_variation_keeps_the_grid(option, studio):
    studio.render(*SONG)
    studio.refused(CONFIG, "keeps the grid", "new.wav", "--vary", "out.wav", *option)


def test_what_is_not_as_it_was_is_named(studio):
    studio.render("out.wav", "in.wav", "--bpm", 240, "--audio-prompt", "sound.wav")
    studio.render("plain.wav", "--vary", "out.wav", "--audio-prompt", "input")  # of what hears sound.wav
    (studio.folder / "other.json").write_text(
        (studio.folder / "out.json").read_text().replace('"fake"', '"no-such-engine"', 1)
    )
    studio.refused(CONFIG, "no engine 'no-such-engine'", "new.wav", "--from", "other.json")
    sound = studio.folder / "sound.wav"
    was = sound.read_bytes()
    sound.write_bytes(was[:-9] + b"x" + was[-8:])
    for words in (("--from", "out.json"), ("--vary", "out.wav"), ("--from", "plain.json")):
        studio.refused(CONFIG, "sound.wav is not what this was rendered with", "new.wav", *words)
    sound.unlink()
    studio.refused(CONFIG, "sound.wav is not what this was rendered with", "new.wav", "--from", "out.json")
    sound.write_bytes(was)
    studio.render("new.wav", "--from", "out.json")
    (studio.folder / "in.wav").write_bytes(was)
    studio.refused(CONFIG, "in.wav is not what this was rendered with", "new.wav", "--from", "out.json")


CHANGED = (
    {"bars": -1}, {"bars": 10**9}, {"bars": 1.5}, {"bar1_s": -1}, {"bar1_s": "0"}, {"bar1_s": float("inf")},
    {"amount": 2}, {"amount": float("nan")}, {"livenode": 2}, {"speed": 1}, {"inpaint": [1]},
    {"inpaint": [True, 1]}, {"of": 3}, {"digests": [1]}, {"values": {"node": {"tempo": 1}}},
    {"values": {"node": []}}, {"engine": 3}, {"loop": 1},
)  # fmt: skip


def test_a_recipe_that_was_changed_by_hand(studio):
    studio.render(*SONG)
    for changed in CHANGED:
        (studio.folder / "hand.json").write_text(json.dumps(studio.recipe("out.json") | changed))
        studio.refused(CONFIG, "hand.json", "new.wav", "--from", "hand.json")


def test_what_fails_on_the_way_leaves_nothing_behind(studio, monkeypatch):
    studio.render(*SONG)
    (studio.folder / "new.json").mkdir()
    studio.refused(FILE, "new.json", "new.wav", *SONG[1:], "--stems", "stems")
    monkeypatch.setattr(Riff, "latents", property(lambda riff: 1 / 0))
    before = studio.files()
    with pytest.raises(ZeroDivisionError):
        studio.run("other.wav", *SONG[1:], "--stems", "stems")
    assert studio.files() == before


def test_a_stem_that_is_the_input_is_not_written_over(studio):
    (studio.folder / "in.wav").rename(studio.folder / "out-part1.wav")
    studio.refused(FILE, "is the input too", "out-part1.wav", "out.wav", "--bpm", 240, "--stems", ".")
