import numpy as np
import pytest

from livenode.midi.tick_line import TickLine
from tests.midi.ticks import arriving, meant

SEEDS = range(6)


def drawn(times_s: np.ndarray) -> TickLine:
    line = TickLine()
    for time_s in times_s:
        line.take(float(time_s))
    assert line.line is not None
    return line


def tempo_error(line: TickLine, bpm: float) -> float:
    return abs(60 / 24 / line.line.period_s / bpm - 1)


@pytest.mark.parametrize("bpm", [40.0, 90.0, 120.0, 131.7, 174.0, 240.0])
def test_tempo_within_a_thousandth_and_the_bar_within_3_ms_of_a_jittery_clock(bpm):
    for seed in SEEDS:
        line = drawn(arriving(meant(bpm, 8), seed))
        assert line.is_locked()
        assert line.next_tick == 8 * 24
        assert tempo_error(line, bpm) < 0.001
        next_bar = 12 * 24
        assert abs(line.line.seconds_at(next_bar) - next_bar * 60 / bpm / 24) < 0.003


def test_it_stays_so_for_minutes():
    bpm = 120.0
    for seed in range(2):
        times_s = arriving(meant(bpm, 96), seed)
        line = TickLine()
        for tick, time_s in enumerate(times_s):
            line.take(float(time_s))
            if tick >= 8 * 24:
                assert tempo_error(line, bpm) < 0.001
                assert abs(line.line.seconds_at(tick) - tick * 60 / bpm / 24) < 0.003
        assert line.next_tick == len(times_s)


@pytest.mark.parametrize(("before", "after"), [(120, 126), (120, 100), (120, 140), (174, 90), (90, 174)])
def test_another_tempo_is_taken_within_two_beats(before, after):
    for seed in SEEDS:
        first = meant(before, 10)
        second = meant(after, 12, first[-1] + 60 / after / 24)
        times_s = arriving(np.concatenate([first, second]), seed)
        line = drawn(times_s[: len(first) + 48])
        assert tempo_error(line, after) < 0.01
        assert line.is_locked()
        for time_s in times_s[len(first) + 48 :]:
            line.take(float(time_s))
        assert tempo_error(line, after) < 0.001
        assert line.next_tick == len(times_s), "ticks were taken for lost"
        assert abs(line.line.seconds_at(len(times_s) - 1) - second[-1]) < 0.003


@pytest.mark.parametrize("bpm", [60.0, 120.0])
@pytest.mark.parametrize("fault", ["lost", "doubled", "two lost", "five lost", "late"])
def test_a_lost_or_doubled_tick_moves_no_bar(bpm, fault):
    for seed in range(4):
        true_s, at = meant(bpm, 20), 24 * 8 + 5 + seed
        times_s = arriving(true_s, seed)
        if fault == "doubled":
            times_s = np.insert(times_s, at, times_s[at])
        elif fault == "late":
            times_s[at] += 0.03
            times_s.sort()
        else:
            lost = {"lost": [at], "two lost": [at, at + 3], "five lost": range(at, at + 5)}[fault]
            times_s = np.delete(times_s, list(lost))
        line = drawn(times_s)
        assert line.next_tick == len(true_s), (fault, seed)
        assert abs(line.line.seconds_at(len(true_s) - 1) - true_s[-1]) < 0.003
        assert tempo_error(line, bpm) < 0.001


def test_a_gap_is_told_and_the_beat_is_kept_through_it():
    true_s = meant(120.0, 24)
    times_s = np.delete(arriving(true_s, 1), range(8 * 24, 10 * 24))
    line = drawn(times_s[: 8 * 24])
    assert not line.is_lost(times_s[8 * 24 - 1] + 0.4)
    assert line.is_lost(times_s[8 * 24 - 1] + 0.6)
    for time_s in times_s[8 * 24 :]:
        line.take(float(time_s))
    assert line.next_tick == len(true_s)
    assert abs(line.line.seconds_at(len(true_s) - 1) - true_s[-1]) < 0.003


def test_a_start_elsewhere_in_the_beat_is_known_within_half_a_beat():
    first = meant(120.0, 12)
    line = drawn(arriving(first, 3))
    line.restart()
    begin = line.next_tick
    true_s = meant(120.0, 4, first[-1] + 0.033)
    for time_s in arriving(true_s, 4)[:12]:
        line.take(float(time_s))
    assert line.is_locked()
    assert abs(line.line.seconds_at(begin + 96) - (true_s[0] + 2.0)) < 0.005


def test_nothing_is_said_of_a_few_ticks():
    line = TickLine()
    for time_s in meant(120.0, 1)[:5]:
        line.take(float(time_s))
    assert line.line is None and not line.is_locked()
