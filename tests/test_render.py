"""What `livenode render` gives: by its options, in parts, from its recipe, varied, inpainted, as a loop."""

import numpy as np
import pytest

from livenode.generation.riff import PRE_FRAMES
from tests.generation.rig import RATE, music
from tests.studio import BAND, Studio

BAR = RATE  # 4/4 at 240 bpm


@pytest.fixture
def studio(tmp_path, monkeypatch, capsys) -> Studio:
    monkeypatch.chdir(tmp_path)
    return Studio(tmp_path, capsys)


# -- options

CHANGES_SOUND = {
    "--prompt": ("grand piano",),
    "--prompt2": ("flute", "--morph", 0.5, "--prompt", "bass"),
    "--audio-prompt": ("sound.wav",),
    "--guidance-context": (0.5,),
    "--density": (0.9,),
    "--energy": (0.1,),
    "--register": (0.8,),
    "--follow": (1,),
    "--seed": (5,),
    "--steps": (5,),
    "--takes": (4,),
    "--level": (0.3,),
    "--meter": ("3/4",),
    "--bars": (1,),
    "--bar1": (0.25,),
    "--mix": (),
    "--pan": (-1,),
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> np.ndarray:
    folder = tmp_path_factory.mktemp("plain")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        code = Studio(folder, _Silent()).run("in.wav", "out.wav", "--bpm", 240)  # type: ignore[arg-type]
        assert code[0] == 0
        return Studio(folder, _Silent()).read("out.wav")  # type: ignore[arg-type]


class _Silent:
    def readouterr(self) -> object:
        return type("Said", (), {"err": ""})


@pytest.mark.parametrize("option", CHANGES_SOUND)
def test_an_option_is_heard_and_is_in_the_recipe(option, studio, plain):
    made = studio.accompany("out.wav", option, *CHANGES_SOUND[option])
    assert made.any() and np.isfinite(made).all()
    assert made.shape != plain.shape or (made != plain).any()
    told = str(studio.recipe("out.json"))
    assert not CHANGES_SOUND[option] or str(CHANGES_SOUND[option][0]).replace("/", ", ") in told


def test_the_accompaniment_is_as_long_as_the_input_and_nothing_sounds_before_bar_1(studio, plain):
    assert len(plain) == round(2.5 * RATE)
    late = studio.accompany("out.wav", "--bar1", 0.25)
    assert len(late) == len(plain)
    assert not late[: RATE // 4 - 1].any() and late[RATE // 4 : RATE // 2].any()


def test_guidance_of_the_prompt_counts_where_there_is_one(studio):
    one, other = (studio.accompany("out.wav", "--prompt", "bass", "--guidance-prompt", g) for g in (0, 4))
    assert (one != other).any()


def test_morph_bars_change_what_comes_later_more(studio):
    words = ("--bpm", 240, "--bars", 24, "--prompt", "bass", "--prompt2", "flute")
    at_once, slowly = (studio.render("out.wav", *words, "--morph", 1, "--morph-bars", n) for n in (0, 24))
    never = studio.render("out.wav", *words)
    assert (slowly[: 7 * BAR] == never[: 7 * BAR]).all()
    assert (slowly[-BAR:] != never[-BAR:]).any() and (slowly[-BAR:] != at_once[-BAR:]).any()


def test_audio_mix_leads_from_the_words_to_the_sound(studio):
    def mixed(mix: float, *words: object) -> np.ndarray:
        return studio.accompany("out.wav", "--audio-prompt", "sound.wav", "--audio-mix", mix, *words)

    words = studio.accompany("out.wav", "--prompt", "bass")
    np.testing.assert_allclose(mixed(0, "--prompt", "bass"), words, atol=1e-4)
    np.testing.assert_allclose(mixed(1, "--prompt", "bass"), mixed(0.5), atol=1e-4)
    assert (mixed(0.5, "--prompt", "bass") != words).any()


def test_the_input_can_be_the_sound_prompt(studio, plain):
    assert (studio.accompany("out.wav", "--audio-prompt", "input") != plain).any()


def test_width_and_pan_are_left_and_right(studio, plain):
    assert (plain[:, 0] == plain[:, 1]).all()
    wide = studio.accompany("out.wav", "--width", 1)
    assert np.corrcoef(wide.T)[0, 1] < 0.7
    np.testing.assert_allclose(wide.mean(1), plain[:, 0], atol=1e-6)
    left = studio.accompany("out.wav", "--pan", -1)
    assert not left[:, 1].any()
    np.testing.assert_allclose(left[:, 0], 2**0.5 * plain[:, 0], atol=1e-6)


def test_mix_is_the_input_and_the_accompaniment(studio, plain):
    both = studio.accompany("out.wav", "--mix")
    wanted = 0.7 * (plain + music(2.5)[:, None])
    np.testing.assert_allclose(both, wanted, atol=1e-6)


def test_without_an_input_it_is_as_many_bars_as_asked_for(studio):
    made = studio.render("song.wav", "--bpm", 240, "--bars", 3, "--prompt", "bass")
    assert len(made) == 3 * BAR and made.any()
    assert studio.recipe("song.json")["input"] == ""


def test_alone_it_plays_by_a_sound_or_by_nothing(studio):
    words = ("--bpm", 240, "--bars", 2)
    nothing = studio.render("out.wav", *words, "--guidance-context", 0)
    sound = studio.render("out.wav", *words, "--guidance-context", 0, "--audio-prompt", "sound.wav")
    another = studio.render("out.wav", *words, "--guidance-context", 0, "--seed", 3)
    assert nothing.any() and sound.any() and another.any()
    assert (nothing != sound).any() and (nothing != another).any()


# -- parts


def test_the_sum_is_the_parts_and_each_has_its_own_file(studio):
    made = studio.render("out.wav", "in.wav", "--parts", "band.toml", "--stems", "deep/stems")
    stems = [studio.read(f"deep/stems/out-part{part}.wav") for part in (1, 2)]
    np.testing.assert_allclose(made, sum(stems), atol=1e-6)
    assert all(stem.any() for stem in stems)
    left, right = np.square(stems[0]).sum(0)
    assert left > 2 * right  # pan -0.5
    assert (stems[1][:, 0] != stems[1][:, 1]).any()  # width 0.5
    assert len(list((studio.folder / "deep" / "stems").iterdir())) == 2


def test_each_part_hears_those_before_it(studio):
    together = studio.render("out.wav", "in.wav", "--parts", "band.toml", "--stems", "stems")
    (studio.folder / "band.toml").write_text(BAND.replace("[part.1]", "[part.1]\nauto = 0"))
    alone = studio.render("alone.wav", "in.wav", "--parts", "band.toml")
    assert together.shape == alone.shape
    assert (studio.read("stems/out-part2.wav") != alone).any()


def test_parts_that_are_loud_are_turned_down_together(studio):
    loud = "[node]\ntempo=240\n" + "".join(
        f"[part.{part}]\nauto=1\nlevel=1\npan=1\n" for part in (1, 2, 3, 4)
    )
    (studio.folder / "band.toml").write_text(loud)
    made = studio.render("out.wav", "in.wav", "--parts", "band.toml", "--stems", "stems", "--takes", 1)
    assert np.abs(made).max() <= 0.981
    stems = [studio.read(f"stems/out-part{part}.wav") for part in (1, 2, 3, 4)]
    np.testing.assert_allclose(made, sum(stems), atol=1e-5)


# -- again

ALL = (
    "--parts", "band.toml", "--prompt", "bass", "--prompt2", "flute", "--morph", 0.6, "--morph-bars", 2,
    "--audio-prompt", "sound.wav", "--audio-mix", 0.3, "--guidance-context", 1.5, "--guidance-prompt", 3,
    "--density", 0.4, "--energy", 0.6, "--register", 0.3, "--width", 0.7, "--pan", 0.2, "--level", 0.5,
    "--follow", 0.5, "--takes", 2, "--seed", 11, "--steps", 3, "--bpm", 200, "--meter", "3/4", "--bar1", 0.2,
    "--bars", 2, "--mix",
)  # fmt: skip


@pytest.mark.parametrize("words", [ALL, (*ALL[:-1], "--loop")], ids=["mix", "loop"])
def test_from_its_recipe_comes_the_same_file(words, studio):
    studio.render("out.wav", "in.wav", *words)
    studio.render("again.wav", "--from", "out.json")
    assert (studio.folder / "again.wav").read_bytes() == (studio.folder / "out.wav").read_bytes()
    assert studio.recipe("again.json") == studio.recipe("out.json")
    studio.render("varied.wav", "--vary", "out.wav", "--amount", 0.5, "--seed", 3)
    studio.render("again.wav", "--from", "varied.json")  # and of what it is a variation of
    assert (studio.folder / "again.wav").read_bytes() == (studio.folder / "varied.wav").read_bytes()


# -- varied and inpainted

GRIDS = {"input": ("in.wav", "--bpm", 240), "loop": ("--bpm", 240, "--bars", 2, "--loop"),
         "parts": ("in.wav", "--parts", "band.toml"), "wide": ("in.wav", "--bpm", 240, "--width", 1),
         "wide loop": ("--bpm", 240, "--bars", 6, "--loop", "--width", 1)}  # fmt: skip


@pytest.mark.parametrize("kind", GRIDS)
def test_varied_by_0_it_is_the_same_file_and_by_more_another(kind, studio):
    made = studio.render("out.wav", *GRIDS[kind])
    studio.render("same.wav", "--vary", "out.wav", "--amount", 0)
    assert (studio.folder / "same.wav").read_bytes() == (studio.folder / "out.wav").read_bytes()
    near, far = (studio.render("other.wav", "--vary", "out.wav", "--amount", amount) for amount in (0.1, 0.9))
    assert near.shape == far.shape == made.shape
    assert 0 < np.square(near - made).sum() < np.square(far - made).sum()
    default = studio.render("other.wav", "--vary", "out.wav")
    assert (default != made).any() and studio.recipe("other.json")["amount"] == 0.4


@pytest.mark.parametrize(("first", "bars"), [(1, 1), (2, 1), (3, 1), (1, 3)])
def test_inpainted_only_the_bars_asked_for_are_others(first, bars, studio):
    made = studio.render("out.wav", "--bpm", 240, "--bars", 3, "--width", 0.5)
    anew = studio.render("new.wav", "--vary", "out.wav", "--inpaint", f"{first}:{bars}", "--seed", 7)
    begin, end = (first - 1) * BAR, (first - 1 + bars) * BAR
    np.testing.assert_array_equal(anew[: max(0, begin - PRE_FRAMES)], made[: max(0, begin - PRE_FRAMES)])
    np.testing.assert_array_equal(anew[end:], made[end:])
    assert (anew[begin : end - PRE_FRAMES] != made[begin : end - PRE_FRAMES]).mean() > 0.9


# -- loops


def seam(audio: np.ndarray) -> tuple[float, float]:
    """Return how sharply a loop bends where it closes, and at the most elsewhere."""
    bend = np.abs(np.diff(np.concatenate([audio, audio]), 2, axis=0)).max(1)
    length = len(audio)
    around = slice(length - 4, length + 4)
    elsewhere = np.concatenate([bend[100 : length - 100], bend[length + 100 : -100]])
    return float(bend[around].max()), float(elsewhere.max())


@pytest.mark.parametrize("words", [("in.wav", "--bpm", 240), ("--bpm", 131.7, "--bars", 2, "--width", 1)])
def test_a_loop_is_whole_bars_and_closes(words, studio):
    made = studio.render("loop.wav", *words, "--loop")
    bar_frames = 4 * 60 / words[words.index("--bpm") + 1] * RATE
    assert len(made) == round((3 if "in.wav" in words else 2) * bar_frames)
    closing, usual = seam(made)
    assert closing <= 1.1 * usual


@pytest.mark.parametrize(
    "words", [("--amount", 0.5), ("--inpaint", "1:1"), ("--inpaint", "2:1"), ("--inpaint", "1:2")]
)
def test_a_loop_varied_or_inpainted_closes_too(words, studio):
    studio.render("loop.wav", "--bpm", 240, "--bars", 2, "--loop", "--prompt", "bass")
    other = studio.render("other.wav", "--vary", "loop.wav", *words, "--seed", 9)
    assert len(other) == 2 * BAR
    closing, usual = seam(other)
    assert closing <= 1.1 * usual


def test_what_was_no_loop_can_be_varied_to_one(studio):
    studio.render("out.wav", "--bpm", 240, "--bars", 2)
    closing, usual = seam(studio.render("loop.wav", "--vary", "out.wav", "--amount", 0.2, "--loop"))
    assert closing <= 1.1 * usual
