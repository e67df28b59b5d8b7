"""Parts steered while they play: morphs on their way, sounds as prompts, and what is asked for anew."""

from pathlib import Path

import numpy as np
import pytest

from livenode.audio.files import write_wav
from livenode.generation.bench import DecodeRequest
from livenode.generation.moment import Glide
from livenode.generation.riff import Sound
from livenode.params import Refused
from livenode.sounds import shelf
from livenode.surface import Command
from tests.generation.rig import RATE, Stage, music


def playing(**options: object) -> Stage:
    """Return a stage where part 1 plays a riff of one bar each bar, at the beginning of bar 6."""
    stage = Stage(**options).play(240, bars=1)  # type: ignore[arg-type]
    stage.run_to(stage.timeline.bar_frame(5) + 2000)
    return stage


def morphs(stage: Stage, bars: int) -> list[float]:
    """Run, and return the morph of each riff from the bar after the next that begins on."""
    first = stage.timeline.position(stage.frame).bar + 1
    stage.run_bars(bars + 1)
    return [stage.settings()[bar].prompt.morph for bar in range(first, first + bars)]


# -- morphs


@pytest.mark.parametrize(("bar", "amount"), [(-3, 0.2), (4, 0.2), (5, 0.3), (7, 0.5), (8, 0.6), (99, 0.6)])
def test_a_glide_is_a_straight_line_between_its_bars(bar, amount):
    assert Glide(0.2, 0.6, 4, 4).at(bar) == pytest.approx(amount)


def test_a_glide_without_bars_is_there_at_once():
    assert Glide(0.2, 0.6, 4, 0).at(4) == 0.6


def test_a_morph_without_bars_is_in_the_next_riff():
    stage = playing()
    stage.say("part/<p>/prompt/2", "grand piano", part=1)
    stage.say("part/<p>/morph", 0.75, part=1)
    assert morphs(stage, 2) == [0.75, 0.75]
    asked = max(stage.settings().items())[1].prompt
    assert (asked.text, asked.text2) == ("warm electric bass, funk, steady", "grand piano")


def test_a_morph_is_carried_by_the_riffs_of_its_bars():
    stage = playing()
    stage.say("part/<p>/morph/bars", 4, part=1)
    stage.say("part/<p>/morph", 1.0, part=1)
    assert morphs(stage, 7) == pytest.approx([0, 0.25, 0.5, 0.75, 1, 1, 1])


def test_a_morph_changed_on_its_way_goes_on_from_where_it_is():
    stage = playing()
    stage.say("part/<p>/morph/bars", 4, part=1)
    stage.say("part/<p>/morph", 1.0, part=1)
    assert morphs(stage, 2) == pytest.approx([0, 0.25])
    stage.say("part/<p>/morph", 0.0, part=1)
    stage.run(0.05)
    back = morphs(stage, 6)
    assert back[0] == pytest.approx(0.75)
    assert (np.diff(back) <= 0).all() and back[-1] == 0
    assert np.diff(back)[:4] == pytest.approx([-0.1875] * 4)


def test_each_part_has_a_morph_of_its_own():
    stage = Stage().play(240, bars=1, parts=2)
    stage.run_to(stage.timeline.bar_frame(5) + 2000)
    stage.say("part/<p>/morph", 0.5, part=2)
    stage.run_bars(3)
    assert {settings.prompt.morph for settings in stage.settings(1).values()} == {0.0}
    assert max(stage.settings(2).items())[1].prompt.morph == 0.5


def test_stop_ends_a_morph_where_it_was_to_go():
    stage = playing()
    stage.say("part/<p>/morph/bars", 64, part=1)
    stage.say("part/<p>/morph", 1.0, part=1)
    assert max(morphs(stage, 2)) < 0.1
    stage.say("transport/stop", when="now")
    stage.run(0.1)
    stage.asked.clear()
    stage.say("transport/play", when="now")
    stage.run(3)
    assert {settings.prompt.morph for settings in stage.settings().values()} == {1.0}


def test_a_morph_set_while_stopped_is_there_when_it_starts():
    stage = Stage()
    stage.say("part/<p>/morph/bars", 8, part=1)
    stage.say("part/<p>/morph", 0.5, part=1)
    stage.play(240)
    stage.run(3)
    assert {settings.prompt.morph for settings in stage.settings().values()} == {0.5}


# -- sounds


@pytest.fixture
def media(tmp_path: Path) -> Path:
    folder = tmp_path / "media"
    (folder / "drums").mkdir(parents=True)
    write_wav(folder / "bass.wav", music(2, seed=1))
    write_wav(folder / "drums" / "loop.wav", music(2, seed=2))
    write_wav(folder / "silent.wav", np.zeros(2 * RATE, np.float32))
    return folder


def with_media(media: Path) -> Stage:
    return playing(open_sound=shelf(str(media)))


def sound_of(stage: Stage) -> Sound | None:
    """Return the sound that the last riff of part 1 was asked for with."""
    return max(stage.settings().items())[1].prompt.sound


@pytest.mark.parametrize(("name", "seed"), [("bass.wav", 1), ("drums/loop.wav", 2)])
def test_a_file_of_the_media_folder_is_the_prompt_of_the_next_riff(name, seed, media):
    stage = with_media(media)
    assert sound_of(stage) is None
    stage.say("part/<p>/audio", name, part=1)
    stage.say("part/<p>/audio/mix", 0.25, part=1)
    next_bar = stage.timeline.position(stage.frame).bar + 1
    stage.run_bars(2)
    asked = stage.settings()[next_bar].prompt
    assert asked.sound.name == name and asked.mix == 0.25
    np.testing.assert_allclose(asked.sound.audio, music(2, seed), atol=2e-7)
    stage.say("part/<p>/audio", "", part=1)
    stage.run_bars(2)
    assert sound_of(stage) is None
    assert not stage.told("error")


def test_input_is_what_was_played_last_and_stays_what_it_was():
    stage = Stage().play(240, bars=1)
    stage.say("loop/bars", 2)
    stage.run_to(stage.timeline.bar_frame(5) + 2000)
    stage.say("part/<p>/audio", "input", part=1)
    stage.run(0.01)
    captured = stage.frame
    stage.run_bars(2)
    first = sound_of(stage)
    assert len(first.audio) == 2 * RATE  # two bars at 240 bpm
    ends = [
        end
        for end in range(captured - 1024, captured + 1)
        if (stage.heard[end - 9 : end] == first.audio[-9:]).all()
    ]
    assert len(ends) == 1
    np.testing.assert_array_equal(first.audio, stage.heard[ends[0] - 2 * RATE : ends[0]])
    stage.run_bars(3)
    assert sound_of(stage) is first
    stage.say("part/<p>/audio", "input", part=1)  # once more: what is played now
    stage.run_bars(2)
    assert (sound_of(stage).audio != first.audio).any()


def test_input_before_anything_was_played_is_refused_in_words_and_changes_nothing(media):
    stage = Stage(audio=np.zeros(20 * RATE, np.float32), open_sound=shelf(str(media))).play(240)
    stage.say("part/<p>/audio", "bass.wav", part=1)
    stage.run(0.5)
    stage.say("part/<p>/audio", "input", part=1)
    stage.run(0.1)
    ((path, code, text),) = stage.told("error")
    assert (path, code) == ("part/1/audio", "not_ready") and "play, then send it" in text
    assert stage.conductor.values.text("part/<p>/audio", 1) == "bass.wav"
    stage.run(4)
    assert sound_of(stage).name == "bass.wav"


REFUSED = {
    "bas.wav": "there are: bass.wav, broken.wav",
    "../outside.wav": "no sound",
    "drums/../../outside.wav": "no sound",
    "drums/../bass.wav": "no sound",
    "{outside}": "no sound",
    "linked.wav": "no sound",
    "drums": "no sound",
    "notes.txt": "no sound",
    "x" * 200: "no sound",
    "a\0b.wav": "no sound",
    "broken.wav": "not an audio file",
    "silent.wav": "is silent",
    "short.wav": "shorter than 1 s",
}


def test_sounds_that_cannot_be_had_are_refused_and_the_one_before_stays(media, tmp_path):
    outside = tmp_path / "outside.wav"
    write_wav(outside, music(2))
    (media / "linked.wav").symlink_to(outside)
    (media / "broken.wav").write_text("hello")
    (media / "notes.txt").write_text("hello")
    write_wav(media / "short.wav", music(0.5))
    stage = with_media(media)
    stage.say("part/<p>/audio", "bass.wav", part=1)
    stage.run(0.01)
    for name, says in REFUSED.items():
        with pytest.raises(Refused, match=says) as refused:
            stage.say("part/<p>/audio", name.format(outside=outside), part=1)
        assert refused.value.code == "out_of_range"
    stage.run_bars(2)
    assert sound_of(stage).name == "bass.wav"
    assert stage.conductor.values.text("part/<p>/audio", 1) == "bass.wav"


def test_without_a_media_folder_only_the_input_can_be_a_prompt():
    stage = playing()
    with pytest.raises(Refused, match="without a media folder"):
        stage.say("part/<p>/audio", "bass.wav", part=1)
    stage.say("part/<p>/audio", "input", part=1)
    stage.run_bars(2)
    assert sound_of(stage).name == "input"


def test_a_bundle_gives_each_part_its_sound(media):
    stage = with_media(media)
    stage.conductor.submit(
        [
            Command("part/<p>/audio", part, (name,))
            for part, name in ((1, "bass.wav"), (2, "drums/loop.wav"), (3, "bass.wav"))
        ]
    )
    for part in (2, 3):
        stage.say("part/<p>/generate", part=part, when="bar")
    stage.run_bars(3)
    names = [max(stage.settings(part).items())[1].prompt.sound.name for part in (1, 2, 3)]
    assert names == ["bass.wav", "drums/loop.wav", "bass.wav"]


# -- anew


RENEWS = {"prompt": "grand piano", "prompt/2": "flute", "morph": 0.5, "audio": "input", "audio/mix": 0.9}


def test_another_prompt_plans_a_new_riff_at_once():
    stage = Stage().play(240, bars=8)
    stage.run_to(stage.timeline.bar_frame(5) + 2000)
    (first,) = stage.settings()
    bars = [first]
    for path, value in RENEWS.items():
        for times in (1, 2):  # the same again changes nothing; the input is another by now
            if times == 1 or value == "input":
                bars.append(stage.timeline.position(stage.frame).bar + 1)
            stage.say(f"part/<p>/{path}", value, part=1)
            stage.run_bars(1)
            stage.run(0.05)
            assert sorted(stage.settings()) == bars
    assert not [job for job in stage.asked if isinstance(job, DecodeRequest)]


def test_what_is_no_prompt_waits_for_the_next_riff():
    stage = Stage().play(240, bars=8)
    stage.run_to(stage.timeline.bar_frame(5) + 2000)
    for path in ("density", "guidance/context", "width"):
        stage.say(f"part/<p>/{path}", 0.5, part=1)
    stage.run_bars(2)
    assert len(stage.settings()) == 1
