import dataclasses

import pytest

from livenode.transport import Entry, Line, Position, Timeline

RATE = 48000


def test_bars_never_accumulate_rounding() -> None:
    timeline = Timeline.start(RATE, 1000, 123.0)
    frames_per_bar = 4 * 60 / 123 * RATE
    for bar in (-1000, -1, 0, 1, 7, 99_999, 1_000_000):
        assert timeline.bar_frame(bar) == round(1000 + bar * frames_per_bar)


def test_entry_figures() -> None:
    entry = Timeline.start(RATE, 0, 120).entry_at_bar(0)
    assert (entry.beats_per_bar, entry.frames_per_beat(RATE), entry.frames_per_bar(RATE)) == (4, 24000, 96000)
    assert (entry.stft_frames_per_beat, entry.hop(RATE), entry.latent_frames_per_bar) == (48, 500, 24)


@pytest.mark.parametrize(
    ("numerator", "denominator", "bpm", "beats", "latent_frames"),
    [
        (7, 8, 120, 3.5, 21),
        (7, 8, 200, 3.5, 21),
        (7, 16, 120, 1.75, 21),
        (3, 4, 200, 3, 9),
        (6, 8, 60, 3, 36),
    ],
)
def test_odd_meters_hold_whole_latent_frames(
    numerator: int, denominator: int, bpm: float, beats: float, latent_frames: int
) -> None:
    entry = Timeline.start(RATE, 0, bpm, numerator, denominator).entry_at_bar(0)
    assert (entry.beats_per_bar, entry.latent_frames_per_bar) == (beats, latent_frames)


def test_tempo_change_is_anchored_at_its_bar() -> None:
    timeline = Timeline.start(RATE, 0, 120).with_tempo(60, at_bar=8)
    assert timeline.bar_frame(8) == 8 * 96000
    assert timeline.bar_frame(7) == 7 * 96000
    assert timeline.bar_frame(10) == 8 * 96000 + 2 * 192000
    assert timeline.entry_at_bar(7).bpm == 120
    assert timeline.entry_at_bar(8).stft_frames_per_beat == 96


def test_anchor_keeps_the_fraction_of_a_frame() -> None:
    timeline = Timeline.start(RATE, 0, 123).with_tempo(125, at_bar=1)
    assert timeline.entries[1].start_frame == pytest.approx(4 * 60 / 123 * RATE)
    assert not timeline.entries[1].start_frame.is_integer()


def test_a_later_change_is_replaced_by_an_earlier_one() -> None:
    timeline = Timeline.start(RATE, 0, 120).with_tempo(90, 8).with_meter(3, 4, 16).with_tempo(100, 8)
    assert [(e.start_bar, e.bpm, e.numerator) for e in timeline.entries] == [(0, 120, 4), (8, 100, 4)]


def test_a_change_before_the_first_entry_keeps_the_frame_of_its_bar() -> None:
    timeline = Timeline.start(RATE, 0, 120).with_tempo(60, at_bar=-2)
    assert [e.start_bar for e in timeline.entries] == [-2]
    assert timeline.bar_frame(-2) == -2 * 96000


def test_tempo_change_keeps_the_grid_near_a_switch() -> None:
    timeline = Timeline.start(RATE, 0, 80).with_tempo(76, 4)
    assert timeline.entries[1].stft_frames_per_beat == 48
    assert timeline.with_tempo(70, 8).entries[2].stft_frames_per_beat == 96
    assert Timeline.start(RATE, 0, 76, density=48).entries[0].stft_frames_per_beat == 48


def test_meter_change_takes_a_denser_grid_where_it_must() -> None:
    timeline = Timeline.start(RATE, 0, 120).with_meter(7, 16, 2)
    assert timeline.entries[1].stft_frames_per_beat == 96
    assert timeline.bar_frame(3) - timeline.bar_frame(2) == 42000


@pytest.mark.parametrize("bpm", [61.7, 120, 123, 299.9])
def test_the_frame_of_a_line_is_on_that_line(bpm: float) -> None:
    timeline = Timeline.start(RATE, 17, bpm, 7, 8).with_tempo(97.3, 5).with_meter(4, 4, 9)
    for bar in range(-6, 30):
        assert timeline.position(timeline.bar_frame(bar)) == Position(bar, 0.0)
        before = timeline.position(timeline.bar_frame(bar) - 1)
        assert before.bar == bar - 1
        assert 0 < before.beat < timeline.entry_at_bar(bar - 1).beats_per_bar
        for beat in range(1, 3):
            assert timeline.position(timeline.beat_frame(bar, beat)) == Position(bar, float(beat))


def test_position_between_beats() -> None:
    timeline = Timeline.start(RATE, 0, 120)
    assert timeline.position(96000 + 12000) == Position(1, 0.5)
    assert timeline.position(-24000) == Position(-1, 3.0)


@pytest.mark.parametrize(
    ("frame", "when", "line"),
    [
        (10, "now", Line(0, 10 / 24000, 10)),
        (10, "beat", Line(0, 1.0, 24000)),
        (24000, "beat", Line(0, 1.0, 24000)),
        (90000, "beat", Line(1, 0.0, 96000)),
        (10, "bar", Line(1, 0.0, 96000)),
        (96000, "bar", Line(1, 0.0, 96000)),
        (96001, "2bar", Line(2, 0.0, 192000)),
        (192001, "2bar", Line(4, 0.0, 384000)),
        (1, "4bar", Line(4, 0.0, 384000)),
        (-5, "4bar", Line(0, 0.0, 0)),
        (-5, "bar", Line(0, 0.0, 0)),
        (0, "@5", Line(4, 0.0, 384000)),
        (384000, "@5", Line(4, 0.0, 384000)),
    ],
)
def test_next_line(frame: int, when: str, line: Line) -> None:
    assert Timeline.start(RATE, 0, 120).next_line(frame, when) == line


def test_next_beat_in_a_short_bar_is_the_downbeat() -> None:
    timeline = Timeline.start(RATE, 0, 120, 7, 8)
    assert timeline.next_line(3 * 24000 + 1, "beat") == Line(1, 0.0, 84000)


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ("@2", "bar 2 has begun already: the music is in bar 4"),
        ("@0", "counted from 1"),
        ("@-3", "is no time"),
        ("@x", "is no time"),
        ("soon", "is no time"),
        ("", "is no time"),
    ],
)
def test_next_line_refuses_in_a_sentence(when: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Timeline.start(RATE, 0, 120).next_line(3 * 96000 + 1, when)


def test_realigned_keeps_what_is_in_force() -> None:
    timeline = Timeline.start(RATE, 0, 120).with_tempo(90, 2).with_meter(3, 4, 100)
    again = timeline.realigned(1_000_001)
    assert again.bar_frame(0) == 1_000_001
    assert [(e.start_bar, e.bpm, e.numerator) for e in again.entries] == [(0, 90, 4)]


@pytest.mark.parametrize("bpm", [29.9, 300.1, 0, -1, float("nan"), float("inf")])
def test_tempo_out_of_range(bpm: float) -> None:
    with pytest.raises(ValueError, match=r"tempo is .* bpm, must be 30 to 300"):
        Timeline.start(RATE, 0, bpm)
    with pytest.raises(ValueError, match=r"tempo is .* bpm, must be 30 to 300"):
        Timeline.start(RATE, 0, 120).with_tempo(bpm, 1)


@pytest.mark.parametrize(("numerator", "denominator"), [(0, 4), (33, 4), (4, 3), (4, 0), (4, 32), (-3, 4)])
def test_meter_out_of_range(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match=f"meter is {numerator}/{denominator}"):
        Timeline.start(RATE, 0, 120).with_meter(numerator, denominator, 1)


def test_a_hand_made_entry_is_checked() -> None:
    with pytest.raises(ValueError, match="fraction of a latent frame"):
        Entry(0, 0.0, 120, 7, 8, 24)
    entry = Timeline.start(RATE, 0, 120).entries[0]
    with pytest.raises(ValueError, match="rising bars"):
        Timeline(RATE, (entry, entry))
    with pytest.raises(ValueError, match="rising bars"):
        Timeline(RATE, ())
    with pytest.raises(dataclasses.FrozenInstanceError):
        entry.bpm = 3  # type: ignore[misc]


def test_a_night_of_tempo_and_meter_changes_keeps_the_newest_places():
    timeline, lines = Timeline.start(48_000, 0, 120.0), {}
    for bar in range(1, 3000):
        timeline = timeline.with_tempo(100.0 + bar % 40, bar)
        timeline = timeline.with_meter(3 + bar % 2, 4, bar)
        lines[bar] = timeline.bar_frame(bar)
    assert len(timeline.entries) <= 256
    assert {bar: timeline.bar_frame(bar) for bar in range(2900, 3000)} == {
        bar: lines[bar] for bar in range(2900, 3000)
    }
