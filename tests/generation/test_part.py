"""What a part sounds, as its ring and its ledger tell."""

from dataclasses import replace

import numpy as np
import pytest

from livenode.generation.part import Part, mixed
from livenode.generation.places import latent_of_bar
from livenode.generation.riff import PRE_FRAMES, Riff
from livenode.rt import SIDE, Memory
from livenode.transport.timeline import Timeline

RATE, BAR = 48_000, 48_000
TIMELINE = Timeline.start(RATE, 10_000, 240.0)


def riff(start_bar: int, bars: int = 2, level: float = 0.5, number: int = 1, wide: bool = False) -> Riff:
    rng = np.random.default_rng(number)
    audio = (level * rng.uniform(0.5, 1.0, bars * BAR + PRE_FRAMES)).astype(np.float32)
    latents = (
        np.full((bars * 12, 64), number, np.float32) + np.arange(bars * 12, dtype=np.float32)[:, None] / 100
    )
    side = -0.25 * audio if wide else None
    return Riff(1, number, start_bar, bars, TIMELINE.bar_frame(start_bar), latents[None], audio, side=side)


@pytest.fixture
def part() -> Part:
    return Part(1, Memory(RATE, record_frames=4096, play_frames=2**20))


def ring(part: Part, bar: int, frames: int = BAR) -> np.ndarray:
    start = TIMELINE.bar_frame(bar)
    return part.memory.play_ring(0)[start : start + frames].copy()


def test_riff_lies_on_its_bar_with_its_lead_in_before(part):
    one = riff(2)
    assert part.place(one, TIMELINE, 2, 2)
    assert (ring(part, 2, 2 * BAR) == one.audio[PRE_FRAMES:]).all()
    before = part.memory.play_ring(0)[TIMELINE.bar_frame(2) - PRE_FRAMES : TIMELINE.bar_frame(2)]
    angle = 0.5 * np.pi * (np.arange(PRE_FRAMES) + 0.5) / PRE_FRAMES
    np.testing.assert_allclose(before, one.audio[:PRE_FRAMES] * np.sin(angle), atol=1e-6)
    assert not ring(part, 4).any()


def test_repeat_follows_without_a_gap(part):
    one = riff(2)
    part.place(one, TIMELINE, 2, 2)
    part.repeat(TIMELINE)
    assert (ring(part, 4, 2 * BAR) == one.audio[PRE_FRAMES:]).all()
    assert [(each.first_bar, each.start_bar, each.end_bar) for each in part.passes] == [(2, 2, 4), (4, 4, 6)]


@pytest.mark.parametrize(("join", "begins"), [(3, BAR), (4, 0), (5, BAR)])
def test_late_riff_joins_as_if_it_had_always_been_there(part, join, begins):
    one = riff(2)
    part.place(one, TIMELINE, 2, join)
    assert (ring(part, join) == one.audio[PRE_FRAMES + begins :][:BAR]).all()
    before = part.memory.play_ring(0)[: TIMELINE.bar_frame(join) - PRE_FRAMES]
    assert not before.any()
    past = part.past(TIMELINE, join + 1, "")
    first_row = 12 * (begins // BAR)
    assert past.first == latent_of_bar(TIMELINE, join)
    np.testing.assert_array_equal(past.latents, one.latents[first_row : first_row + 12])


def test_new_riff_replaces_what_is_planned_from_its_bar_on(part):
    old, new = riff(2, 4), riff(3, 1, number=2)
    part.place(old, TIMELINE, 2, 2)
    part.place(new, TIMELINE, 3, 3)
    kept = BAR - PRE_FRAMES
    assert (ring(part, 2, kept) == old.audio[PRE_FRAMES:][:kept]).all()
    assert (ring(part, 3) == new.audio[PRE_FRAMES:]).all()
    assert not ring(part, 4).any()
    past = part.past(TIMELINE, 4, "")
    np.testing.assert_array_equal(past.latents, np.concatenate([old.latents[:12], new.latents]))


def test_cut_is_silence_and_no_repeat_and_a_gap_ends_the_past(part):
    part.place(riff(2), TIMELINE, 2, 2)
    part.cut(TIMELINE.bar_frame(3))
    assert not ring(part, 3).any()
    assert not part.passes[-1].repeats
    assert part.sounding(TIMELINE.bar_frame(3)) is None
    part.place(riff(5, number=2), TIMELINE, 5, 5)
    assert part.past(TIMELINE, 6, "").first == latent_of_bar(TIMELINE, 5)
    assert len(part.past(TIMELINE, 5, "").latents) == 0


def test_riff_is_cut_where_the_tempo_changes(part):
    part.place(riff(2), TIMELINE.with_tempo(200.0, 3), 2, 2)
    assert not ring(part, 3).any()
    assert (part.passes[-1].end_frame, part.passes[-1].repeats) == (TIMELINE.bar_frame(3), False)


def test_write_that_comes_too_late_is_told(part):
    assert not part.place(riff(-1), TIMELINE, -1, -1)


def test_old_passes_are_forgotten_and_the_rest_is_mixed(part):
    other = Part(2, part.memory)
    for bar in range(0, 80, 2):
        for each in (part, other):
            each.memory.views[0][16] = max(0, TIMELINE.bar_frame(bar - 2))  # the counter goes on
            each.place(riff(bar, number=bar + 1), TIMELINE, bar, bar)
    assert 10 < len(part.passes) < 30
    begin = TIMELINE.bar_frame(74)
    total = mixed([part, other], begin)
    assert total.first_frame == begin
    assert len(total.audio) == 6 * BAR
    np.testing.assert_allclose(total.audio[: 2 * BAR], 2 * riff(74, number=75).audio[PRE_FRAMES:], atol=1e-6)


def side_ring(part: Part) -> np.ndarray:
    return part.memory.play_ring(SIDE + part.number - 1)


def assert_side_goes_with_mid(part: Part) -> None:
    """The side of `riff` is its audio times -1/4: so is all that is made of both, fades and ends too."""
    assert part.memory.play_ring(part.number - 1).any()
    np.testing.assert_allclose(side_ring(part), -0.25 * part.memory.play_ring(part.number - 1), atol=1e-7)


def test_a_side_lies_beside_its_mid_wherever_a_riff_is_written(part):
    part.place(riff(2, 4, wide=True), TIMELINE, 2, 2)
    assert_side_goes_with_mid(part)
    part.place(riff(3, number=2, wide=True), TIMELINE, 3, 4)  # joins late; the rest of the old is cleared
    assert_side_goes_with_mid(part)
    part.repeat(TIMELINE)
    assert_side_goes_with_mid(part)
    part.torn = part.passes[-1]
    part.repeat_torn(TIMELINE.bar_frame(7), TIMELINE.bar_frame(9))
    assert_side_goes_with_mid(part)
    part.cut(TIMELINE.bar_frame(5))
    assert_side_goes_with_mid(part)
    assert not side_ring(part)[TIMELINE.bar_frame(5) :].any()


def test_a_side_goes_on_behind_the_first_bar_that_came_alone(part):
    whole = riff(2, wide=True)
    opening = replace(
        whole, bars=1, audio=whole.audio[: PRE_FRAMES + BAR], side=whole.side[: PRE_FRAMES + BAR]
    )
    part.place(opening, TIMELINE, 2, 2)
    part.place(whole, TIMELINE, 2, 3)
    assert_side_goes_with_mid(part)
    assert (side_ring(part)[TIMELINE.bar_frame(2) :][: 2 * BAR] == whole.side[PRE_FRAMES:]).all()


def test_a_riff_without_a_side_fades_the_old_side_out(part):
    old, start = riff(2, 4, wide=True), TIMELINE.bar_frame(3)
    part.place(old, TIMELINE, 2, 2)
    part.place(riff(3, number=2), TIMELINE, 3, 3)
    angle = 0.5 * np.pi * (np.arange(PRE_FRAMES) + 0.5) / PRE_FRAMES
    fading = old.side[PRE_FRAMES + BAR - PRE_FRAMES :][:PRE_FRAMES] * np.cos(angle)
    np.testing.assert_allclose(side_ring(part)[start - PRE_FRAMES : start], fading, atol=1e-7)
    assert not side_ring(part)[start:].any()


def test_a_late_riff_is_told_and_counted_once(part):
    part.place(riff(-1, wide=True), TIMELINE, -1, -1)
    late = part.memory.counters().late_write_frames
    alone = Part(1, Memory(RATE, record_frames=4096, play_frames=2**20))
    assert not alone.place(riff(-1), TIMELINE, -1, -1)
    assert late == alone.memory.counters().late_write_frames > 0
