"""When riffs start, and how long before that they are begun."""

import pytest

from livenode.generation.agenda import Agenda, Entry
from livenode.generation.planner import (
    AIR_MS,
    SETTLED_COSTS,
    START_COST_MS,
    UNSETTLED,
    Cost,
    LeadTime,
    Work,
    first_bar,
    joins_at,
    reachable,
    servable_bar,
)
from livenode.generation.riff import PRE_FRAMES
from livenode.rt import Memory
from livenode.surface import Command
from livenode.transport.timeline import Timeline

RATE = 48_000


@pytest.mark.parametrize(
    ("mode", "bars", "loop_bars", "first"),
    [
        ("anticipate", 1, 8, 2),
        ("anticipate", 2, 8, 2),
        ("anticipate", 4, 1, 4),
        ("anticipate", 8, 1, 4),
        ("loop", 8, 1, 1),
        ("loop", 1, 4, 4),
        ("loop", 1, 8, 4),
    ],
)
def test_first_bar_is_at_most_the_fifth(mode, bars, loop_bars, first):
    assert first_bar(mode, bars, loop_bars) == first


@pytest.mark.parametrize(
    ("wanted", "frame", "lead", "bar"),
    [
        (3, 0, 1000, 3),
        (3, 3 * 96_000 - 1000, 1000, 3),
        (3, 3 * 96_000 - 999, 1000, 4),
        (0, 5 * 96_000 + 1, 1000, 6),
        (0, 5 * 96_000, 0, 5),
        (2, 96_000, 300_000, 5),
    ],
)
def test_servable_bar(wanted, frame, lead, bar):
    assert servable_bar(Timeline.start(RATE, 0, 120.0), wanted, frame, lead) == bar


def lead_time(**fixed: float) -> LeadTime:
    return LeadTime(Memory(RATE, record_frames=4096, play_frames=4096), **fixed)


def lead_ms(cost_ms: float) -> int:
    """Return the frames of a lead: cost, air, and guard, settling and fade-in (30, 30 and 10 ms)."""
    return round((cost_ms + AIR_MS + 70) * 48)


def test_lead_is_the_p99_of_the_last_costs_and_a_margin():
    lead, work = lead_time(), Work(bars=1)
    for cost_ms in (200.0, 300.0, 250.0, 250.0, 250.0):
        lead.measured(work, Cost(cost_ms, cost_ms))
    assert lead.frames([work], 2000) == lead_ms(300)
    assert lead.frames([work] * 4, 2000) == lead_ms(4 * 300)
    for _ in range(127):
        lead.measured(work, Cost(100.0, 100.0))
    assert lead.frames([work], 2000) == lead_ms(100)  # one of 128 is left out
    lead.measured(work, Cost(1e9, 1e9))
    lead.measured(work, Cost(1e9, 1e9))
    assert lead.frames([work], 2000) == lead_ms(400)  # a stall is not the machine's speed
    assert lead_time(fixed_ms=500.0).frames([work] * 4, 2000) == 24_000


def test_the_first_leads_are_longer_until_riffs_were_made_in_earnest():
    lead, work = lead_time(), Work(bars=1)
    for _ in range(SETTLED_COSTS - 1):
        lead.measured(work, Cost(200.0, 200.0))
        assert lead.frames([work, work], 2000) == lead_ms(UNSETTLED * 400)
    lead.measured(work, Cost(200.0, 200.0))
    assert lead.frames([work, work], 2000) == lead_ms(400)


def test_of_the_last_part_the_first_bar_is_enough_and_the_rest_by_its_end():
    lead, work = lead_time(), Work(bars=4)
    for _ in range(SETTLED_COSTS):
        lead.measured(work, Cost(100.0, 250.0))
    assert lead.frames([work], 2000) == lead_ms(100)
    assert lead.frames([work, work], 2000) == lead_ms(250 + 100)
    assert lead.frames([work], 120) == lead_ms(250 - 120)


@pytest.mark.parametrize(
    ("work", "opening_ms", "whole_ms"),
    [
        (Work(2, 1, 2), 100, 200),
        (Work(2, 4, 2), 400, 500),
        (Work(6, 1, 2), 300, 400),
        (Work(2, 1, 4), 100, 400),
        (Work(0, 1, 1), 100, 200),  # never hoped to be cheaper
        (Work(2, 1, 2, wide=True), 200, 400),  # a twin is sampled too
    ],
)
def test_work_not_done_yet_costs_as_much_more_as_there_is_more_of_it(work, opening_ms, whole_ms):
    lead = lead_time()
    lead.measured(Work(2, 1, 2), Cost(100.0, 200.0))
    assert lead.cost(work) == Cost(opening_ms, whole_ms)


def test_another_engine_begins_with_no_history():
    lead, work = lead_time(), Work()
    lead.measured(work, Cost(3000.0, 3000.0))
    lead.forget()
    assert lead.cost(work) == Cost(START_COST_MS, START_COST_MS)


def test_a_write_begun_now_reaches_past_guard_and_settling():
    memory = Memory(RATE, record_frames=4096, play_frames=4096)
    assert reachable(memory, 1000) == 1000 + 1440 + 1440
    assert joins_at(memory, 1000) == reachable(memory, 1000) + PRE_FRAMES


def test_agenda_gives_what_is_due_in_order_and_follows_the_tempo():
    agenda, timeline = Agenda(), Timeline.start(RATE, 0, 120.0)
    line = timeline.next_line(1, "bar")
    for number, (due, where) in enumerate([(line.frame, line), (500, None), (500, None)]):
        agenda.add([Entry(due, due, agenda.number(), Command("level", None, (number / 10,)), where)])
    assert agenda.last_args("level", None) == (0.0,)
    assert [agenda.take_due(500).command.args for _ in range(2)] == [(0.1,), (0.2,)]
    assert agenda.take_due(500) is None
    agenda.follow(timeline.with_tempo(240.0, 0))
    assert agenda.take_due(47_999) is None
    assert agenda.take_due(48_000).at_frame == 48_000
    agenda.add([Entry(9, 9, 1, Command("level"), None, fixed=True), Entry(9, 9, 2, Command("level"))])
    agenda.cancel()
    assert [agenda.take_due(9) is None for _ in range(2)] == [False, True]
