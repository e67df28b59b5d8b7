"""What a part is to sound like: words, other words and sounds, and what lies between them."""

import numpy as np
import pytest

from livenode.generation import prompting
from livenode.generation.context import ContextStore, reader
from livenode.generation.pipeline import generate
from livenode.generation.prompting import NOMINAL_BPM, SOUND_S, between, embedded_sound, prompt_input
from livenode.generation.riff import Prompt, RiffRequest, Settings, Sound
from livenode.inference.fake_engine import FakeEngine
from livenode.inference.grid_inputs import PROMPT_CHANNELS
from livenode.node import load_engine
from livenode.transport.timeline import Timeline
from tests.generation.rig import RATE, music

AMOUNTS = np.linspace(0, 1, 11)
BASS, PIANO, BOTH = (Prompt(*words) for words in (("bass",), ("grand piano",), ("bass", "grand piano")))


def unit(seed: int) -> np.ndarray:
    """Return an embedding of unit length."""
    found = np.random.default_rng(seed).standard_normal(PROMPT_CHANNELS).astype(np.float32)
    return found / np.linalg.norm(found)


def degrees(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.degrees(np.arccos(np.clip(one @ other, -1, 1))))


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


# -- between two embeddings


def test_the_ends_are_the_two_embeddings():
    first, second = unit(1), unit(2)
    np.testing.assert_allclose(between(first, second, 0.0), first, atol=1e-6)
    np.testing.assert_allclose(between(first, second, 1.0), second, atol=1e-6)


def test_the_angle_grows_evenly_from_one_to_the_other():
    first, second = unit(1), unit(2)
    found = [between(first, second, amount) for amount in AMOUNTS]
    np.testing.assert_allclose([np.linalg.norm(one) for one in found], 1, atol=1e-6)
    wanted = AMOUNTS * degrees(first, second)
    np.testing.assert_allclose([degrees(first, one) for one in found], wanted, atol=0.05)
    np.testing.assert_allclose([degrees(second, one) for one in found], wanted[::-1], atol=0.05)


@pytest.mark.parametrize("amount", [0.0, 0.3, 1.0])
def test_where_one_is_missing_the_other_counts_alone(amount):
    one = unit(1)
    assert between(one, None, amount) is one
    assert between(None, one, amount) is one
    assert between(None, None, amount) is None


@pytest.mark.parametrize("sign", [1, -1])
def test_alike_and_opposite_embeddings_give_the_nearer_one(sign):
    first = unit(1)
    second = sign * first
    for amount in AMOUNTS:
        found = between(first, second, amount)
        assert np.isfinite(found).all()
        np.testing.assert_allclose(found, first if amount < 0.5 else second, atol=1e-6)


# -- what the denoiser is told


def test_no_prompt_is_zeros_and_a_prompt_is_marked_by_a_1(engine):
    assert not prompt_input(engine, Prompt()).any()
    assert not prompt_input(engine, Prompt(morph=0.7, mix=0.2)).any()
    told = prompt_input(engine, BASS)
    assert told.shape == (PROMPT_CHANNELS + 1,) and told.dtype == np.float32
    np.testing.assert_allclose(told, [*engine.embed_text("bass"), 1], atol=1e-6)


def test_morph_leads_from_the_words_to_the_other_words(engine):
    told = [prompt_input(engine, Prompt("bass", "grand piano", float(amount)))[:-1] for amount in AMOUNTS]
    ends = [prompt_input(engine, one)[:-1] for one in (BASS, PIANO)]
    np.testing.assert_allclose([told[0], told[-1]], ends, atol=1e-6)
    assert (np.diff([degrees(ends[0], one) for one in told]) > 0).all()


def test_without_other_words_morph_does_nothing(engine):
    for morph in (0.0, 0.5, 1.0):
        np.testing.assert_array_equal(
            prompt_input(engine, Prompt("bass", "", morph)), prompt_input(engine, BASS)
        )
        np.testing.assert_array_equal(
            prompt_input(engine, Prompt("", "bass", morph)), prompt_input(engine, BASS)
        )


def test_mix_leads_from_the_words_to_the_sound_and_a_sound_alone_is_the_prompt(engine):
    sound = Sound("a", music(3))
    alone = prompt_input(engine, Prompt(sound=sound))
    np.testing.assert_allclose(alone, [*embedded_sound(engine, sound), 1], atol=1e-6)
    told = [prompt_input(engine, Prompt("bass", sound=sound, mix=float(amount)))[:-1] for amount in AMOUNTS]
    np.testing.assert_allclose([told[0], told[-1]], [prompt_input(engine, BASS)[:-1], alone[:-1]], atol=1e-6)
    assert (np.diff([degrees(told[0], one) for one in told]) > 0).all()


def test_words_other_words_and_a_sound_all_count(engine):
    sound = Sound("a", music(3))
    told = prompt_input(engine, Prompt("bass", "grand piano", 0.5, sound, 0.5))
    words = prompt_input(engine, Prompt("bass", "grand piano", 0.5))[:-1]
    np.testing.assert_allclose(told[:-1], between(words, embedded_sound(engine, sound), 0.5), atol=1e-6)


# -- sounds


def test_a_sound_says_the_same_at_every_tempo(engine):
    sound, told = Sound("a", music(3)), []
    denoise = engine.denoise
    engine.denoise = lambda *given: told.append(given[3]) or denoise(*given)  # type: ignore[method-assign]
    for bpm, meter in ((NOMINAL_BPM, (4, 4)), (71.3, (3, 4)), (211.0, (7, 8))):
        timeline = Timeline.start(RATE, 0, bpm, *meter)
        request = RiffRequest(1, 1, timeline, 1, 1, RATE, Settings(prompt=Prompt(sound=sound)))
        generate(engine, ContextStore(engine, reader(music(1))), request)
    prompted = [each for each in told if each.any()]
    assert len(prompted) >= 3
    for each in prompted:
        np.testing.assert_array_equal(each, np.append(embedded_sound(engine, sound), np.float32(1)))


def test_a_sound_is_embedded_once_for_each_engine(engine, monkeypatch):
    calls = []
    embed = FakeEngine.embed_audio
    monkeypatch.setattr(FakeEngine, "embed_audio", lambda *given: calls.append(given[0]) or embed(*given))
    sounds, other = [Sound("a", music(3, seed)) for seed in (1, 2)], FakeEngine()
    for _ in range(3):
        for sound in sounds:
            prompt_input(engine, Prompt("bass", sound=sound, mix=0.3))
    prompt_input(other, Prompt(sound=sounds[0]))
    assert calls == [engine, engine, other]
    again = Sound("a", sounds[0].audio)  # a name is no identity: the file may have changed
    prompt_input(engine, Prompt(sound=again))
    assert len(calls) == 4


def test_of_a_long_sound_the_beginning_counts_and_a_short_one_can_be_embedded(engine):
    audio = music(SOUND_S[1] + 5)
    whole, beginning = (Sound("a", each) for each in (audio, audio[: round(SOUND_S[1] * RATE)]))
    np.testing.assert_array_equal(embedded_sound(engine, whole), embedded_sound(engine, beginning))
    assert len(prompting.encoded(engine, audio[: round(SOUND_S[0] * RATE)])) >= 8  # what embed_audio takes
    silent = embedded_sound(engine, Sound("s", np.zeros(RATE, np.float32)))
    assert np.isfinite(silent).all()


@pytest.mark.parametrize("name", ["fake", "default"])
@pytest.mark.parametrize("text", ["???", " ", "\U0001f3b8", "\x00", "\u65e5\u672c\u8a9e", "x" * 2000])
def test_words_that_say_nothing_are_a_prompt_of_unit_length_too(name: str, text: str) -> None:
    engine = load_engine(name)
    assert np.linalg.norm(engine.embed_text(text)) == pytest.approx(1, abs=1e-5)
    for amount in (0.0, 0.5, 1.0):
        told = prompt_input(engine, Prompt("bass", text, amount))
        assert np.linalg.norm(told[:-1]) == pytest.approx(1, abs=1e-5) and told[-1] == 1
