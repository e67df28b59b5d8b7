"""Opening hours are what the wall's clock says, whatever happens to it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from livenode.config import ConfigError
from livenode.show.hours import Hours, parse_hours, parse_restart, passed

GALLERY = parse_hours(["mo-fr 10:00-18:00", "sa,su 12:00-23:30"])
MONDAY = datetime(2026, 10, 19)
BERLIN = ZoneInfo("Europe/Berlin")


def at(days: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment, days after a Monday."""
    return MONDAY + timedelta(days=days, hours=hour, minutes=minute)


@pytest.mark.parametrize(
    ("texts", "moment", "is_open"),
    [
        (["mo-fr 10:00-18:00"], at(0, 9, 59), False),
        (["mo-fr 10:00-18:00"], at(0, 10), True),
        (["mo-fr 10:00-18:00"], at(4, 17, 59), True),
        (["mo-fr 10:00-18:00"], at(4, 18), False),
        (["mo-fr 10:00-18:00"], at(5, 12), False),
        (["MO - FR 9:00 - 10:00"], at(2, 9, 30), True),
        (["fr 20:00-02:00"], at(4, 23), True),
        (["fr 20:00-02:00"], at(5, 1, 59), True),
        (["fr 20:00-02:00"], at(5, 2), False),
        (["fr 20:00-02:00"], at(4, 1), False),  # the night before was Thursday's
        (["su 20:00-02:00"], at(7, 1), True),  # Monday morning
        (["sa-mo 10:00-11:00"], at(6, 10), True),  # past the end of the week
        (["sa-mo 10:00-11:00"], at(1, 10), False),
        (["mo 00:00-24:00"], at(0, 23, 59), True),
        (["mo 00:00-24:00"], at(1, 0), False),
        ([], at(3, 3), True),
    ],
)
def test_it_is_open_when_the_text_says_so(texts, moment, is_open):
    assert parse_hours(texts).is_open(moment) is is_open


@pytest.mark.parametrize(
    ("moment", "opens"),
    [(at(0, 3), "mo 10:00"), (at(0, 19), "tu 10:00"), (at(4, 19), "sa 12:00"), (at(6, 23, 45), "mo 10:00")],
)
def test_the_next_opening_is_told(moment, opens):
    assert GALLERY.next_opening(moment) == opens


def test_one_opening_a_week_is_told_after_it_too():
    assert parse_hours(["mo 10:00-12:00"]).next_opening(at(0, 13)) == "mo 10:00"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("10:00-18:00", "write days and times"),
        ("mo-fr 10-18", "write days and times"),
        ("mo-fry 10:00-18:00", "no day 'mo-fry'; days are mo, tu"),
        ("mo 25:00-26:00", "no time 25:00"),
        ("mo 10:00-18:60", "no time 18:60"),
    ],
)
def test_what_is_no_time_is_refused_with_how_to_write_it(text, says):
    with pytest.raises(ConfigError, match=says):
        parse_hours([text])


def test_summer_time_neither_doubles_nor_loses_an_opening():
    """Open from 2:30 to 2:45: twice in the night that has that hour twice, never in the one without it."""
    night = parse_hours(["sa,su 02:30-02:45"])
    for begin, minutes in ((datetime(2026, 10, 25, 0), 30), (datetime(2026, 3, 29, 0), 0)):
        utc = [begin.replace(tzinfo=UTC) + timedelta(minutes=n) - timedelta(hours=2) for n in range(600)]
        walls = [moment.astimezone(BERLIN).replace(tzinfo=None) for moment in utc]
        assert sum(night.is_open(wall) for wall in walls) == minutes


def test_the_restart_comes_once_a_day_and_not_where_the_clock_is_set():
    four = parse_restart("4:00")
    assert four == time(4)
    minutes = [at(0, 0) + timedelta(minutes=n) for n in range(3 * 24 * 60)]
    restarts = [now for before, now in zip(minutes, minutes[1:], strict=False) if passed(four, before, now)]
    assert restarts == [at(0, 4), at(1, 4), at(2, 4)]
    assert not passed(four, at(0, 5), at(0, 3)), "set back"
    assert not passed(four, at(0, 3), at(9, 5)), "set ahead, as a clock without a battery is"
    assert passed(four, at(0, 3, 59), at(0, 4, 59)), "an hour that summer time leaves out"


def test_a_restart_at_no_time_is_refused():
    assert parse_restart("") is None
    for text in ("24:00", "4", "four", "04:00:00"):
        with pytest.raises(ConfigError, match='such as "04:00"'):
            parse_restart(text)


def test_no_hours_are_always():
    assert Hours().is_open(at(2, 4))
