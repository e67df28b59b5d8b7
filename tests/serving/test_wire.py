"""What goes over the wire comes back as it was, and nothing else gets as far as the engine."""

import numpy as np
import pytest

from livenode.inference.engine import Sampling, Sounding
from livenode.serving import wire
from livenode.serving.line import Refusal
from tests.serving.rig import INFO, SAMPLING, SOUNDING

ASKED = wire.performing(SAMPLING, SOUNDING)


def test_a_riff_is_read_as_it_was_asked_for():
    sampling, sounding = wire.read_performing(ASKED, INFO)
    for name in ("start", "sigmas"):
        np.testing.assert_array_equal(getattr(sampling, name), getattr(SAMPLING, name))
    assert (sampling.path, sampling.length) == (SAMPLING.path, SAMPLING.length)
    for term, wanted in zip(sampling.terms, SAMPLING.terms, strict=True):
        assert term.factor == wanted.factor
        for name in ("condition", "prompt", "globals_"):
            np.testing.assert_array_equal(getattr(term, name), getattr(wanted, name))
    numbers = ("origin", "hop", "first", "start", "frames", "period_frames")
    assert [getattr(sounding, name) for name in numbers] == [getattr(SOUNDING, name) for name in numbers]
    np.testing.assert_array_equal(sounding.before, SOUNDING.before)


def test_of_what_was_sounded_before_only_what_can_be_heard_travels():
    long = Sounding(np.random.default_rng(0).standard_normal((50, 64)), 0.0, 500.0, 0, 0, 100)
    latents, sounding = wire.read_sounded(wire.sounded(SAMPLING.start[0, :24], long))
    np.testing.assert_array_equal(sounding.before, long.before[-17:].astype(np.float32))
    assert latents.shape == (24, 64)
    none = Sounding(np.zeros((0, 64), np.float32), 0.0, 500.0, 0, 0, 100)
    assert wire.read_sounded(wire.sounded(latents, none))[1].before.shape == (0, 64)


def with_number(name, index, number):
    changed = ASKED[name].copy()
    changed.reshape(-1)[index] = number
    return {**ASKED, name: changed}


WRONG = {
    "an array is missing": {name: array for name, array in ASKED.items() if name != "prompt"},
    "an array too many": {**ASKED, "more": np.zeros(1)},
    "nine takes": {**ASKED, "start": np.repeat(ASKED["start"], 9, 0)},
    "four terms": {**ASKED, **{name: np.repeat(ASKED[name], 4, 0) for name in ("condition", "factors")}},
    "terms without a factor": {**ASKED, "condition": np.repeat(ASKED["condition"], 2, 0)},
    "another type": {**ASKED, "condition": ASKED["condition"].astype(np.float64)},
    "a dimension less": {**ASKED, "prompt": ASKED["prompt"][0]},
    "globals of a guided engine": {**ASKED, "globals": np.zeros((1, 13), np.float32)},
    "no number in the condition": with_number("condition", 5, np.nan),
    "an endless start": with_number("start", 5, np.inf),
    "sigmas that rise": {**ASKED, "sigmas": ASKED["sigmas"][::-1].copy()},
    "sigmas that do not end in 0": {**ASKED, "sigmas": ASKED["sigmas"][:-1]},
    "noise beyond all bounds": with_number("sigmas", 0, 1e9),
    "thirty-one steps": {**ASKED, "sigmas": np.linspace(80, 0, 32)},
    "order 3": with_number("order_length", 0, 3),
    "a riff longer than the window": with_number("order_length", 1, 97),
    "a hop that would fill the memory": with_number("grid", 1, 1e6),
    "no hop": with_number("grid", 1, 0.0),
    "an hour of audio": with_number("place", 2, 48_000 * 3600),
    "no audio": with_number("place", 2, 0),
    "a place beyond all bounds": with_number("place", 1, 2**60),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_riff_is_refused(wrong):
    with pytest.raises(Refusal) as refused:
        wire.read_performing(WRONG[wrong], INFO)
    assert refused.value.kind == "invalid" and len(str(refused.value)) < 200


def test_an_answer_that_is_not_what_was_asked_for_is_no_riff():
    latents, audio = np.zeros((1, 24, 64), np.float32), np.zeros((1, SOUNDING.frames), np.float32)
    good = {"latents": latents, "audio": audio}
    assert wire.read_performed(good, SAMPLING, SOUNDING, "x").backend == "x"
    for wrong in (
        {"latents": latents},
        good | {"audio": audio[:, :-1]},
        good | {"latents": latents * np.nan},
    ):
        with pytest.raises(Refusal):
            wire.read_performed(wrong, SAMPLING, SOUNDING, "x")


def test_the_largest_riff_there_is_fits_a_message():
    from livenode.serving import triton

    takes = Sampling(np.zeros((8, 192, 64)), SAMPLING.sigmas, 2, SAMPLING.terms * 3, 96)
    asked = wire.performing(takes, SOUNDING)
    assert sum(array.nbytes for array in asked.values()) < triton.ASK_BYTES / 2
    assert 4 * wire.MOST_TAKES * (96 * 64 + wire.MOST_FRAMES) < triton.ANSWER_BYTES
