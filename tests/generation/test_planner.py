"""When riffs start, and how long before that they are begun."""

import pytest

from livenode.generation.agenda import Agenda, Entry
from livenode.generation.planner import MARGIN_MS, LeadTime, first_bar, joins_at, reachable, servable_bar
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


def test_lead_follows_the_worst_of_the_last_costs():
    lead = LeadTime(RATE)
    for cost_ms in (200.0, 300.0, 250.0):
        lead.measured(cost_ms)
    assert lead.frames(1) == round((1.3 * 300 + MARGIN_MS) * 48)
    assert lead.frames(4) == round((4 * 1.3 * 300 + MARGIN_MS) * 48)
    for _ in range(64):
        lead.measured(100.0)
    assert lead.frames(1) == round((130 + MARGIN_MS) * 48)
    lead.measured(1e9)
    assert lead.frames(1) == round((4000 + MARGIN_MS) * 48)  # bounded
    assert LeadTime(RATE, 500.0).frames(4) == 24_000


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
