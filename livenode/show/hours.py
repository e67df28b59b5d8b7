"""Opening hours and the time of the nightly restart, as text and as functions of the clock on the wall.

    mo-fr 10:00-18:00        sa,su 12:00-23:30        fr 20:00-02:00 (until Saturday)

Whether it is open follows from the wall's clock alone, so a change of that clock, by summer time or by hand,
is followed at once and nothing has to be remembered.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from livenode.config import ConfigError

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
MIDNIGHT = time()
LONGEST_STEP = timedelta(hours=3)  # of the wall's clock: a larger one has set it


@dataclass(frozen=True)
class Span:
    """Open on a day of the week (0 = Monday) from a time until another, of the next day if it is no later."""

    day: int
    opens: time
    closes: time

    def holds(self, local: datetime) -> bool:
        """Return whether it is open then."""
        today, now = local.weekday() == self.day, local.time()
        if self.opens < self.closes:
            return today and self.opens <= now < self.closes
        return (today and now >= self.opens) or (local.weekday() == (self.day + 1) % 7 and now < self.closes)


@dataclass(frozen=True)
class Hours:
    """When a show is open; without any span always. Thread: any. Real-time safe: no."""

    spans: tuple[Span, ...] = ()

    def is_open(self, local: datetime) -> bool:
        """Return whether it is open at this time of the wall's clock."""
        return not self.spans or any(span.holds(local) for span in self.spans)

    def next_opening(self, local: datetime) -> str:
        """Say when it opens next, such as "mo 10:00"; without hours of its own, by hand."""
        if not self.spans:
            return "hours open is sent"
        ahead = ((span.day - local.weekday()) % 7 for span in self.spans)
        rows = [(days, span.opens, span.day) for days, span in zip(ahead, self.spans, strict=True)]
        later = [row for row in rows if row[0] or row[1] > local.time()] or rows
        _, opens, day = min(later)
        return f"{DAYS[day]} {opens:%H:%M}"


def parse_hours(texts: Sequence[str]) -> Hours:
    """Return the opening hours of these texts. ConfigError names the text and how to write it."""
    return Hours(tuple(span for text in texts for span in _spans(text)))


def _spans(text: str) -> Iterator[Span]:
    found = re.fullmatch(r"([a-z,\s-]+?)\s+(\d\d?:\d\d)\s*-\s*(\d\d?:\d\d)", text.strip().lower())
    if found is None:
        raise ConfigError(f'hours = {text!r}; write days and times, such as "mo-fr 10:00-18:00"')
    days, opens, closes = found.groups()
    for day in sorted({day for each in days.split(",") for day in _days(each.strip(), text)}):
        yield Span(day, _time(opens, text), _time(closes, text))


def _days(text: str, whole: str) -> list[int]:
    first, _, last = (part.strip() for part in text.partition("-"))
    if first not in DAYS or (last or first) not in DAYS:
        raise ConfigError(f"hours = {whole!r}: no day {text!r}; days are {', '.join(DAYS)}, or mo-fr")
    begin, end = DAYS.index(first), DAYS.index(last or first)
    return [day % 7 for day in range(begin, end + 1 + 7 * (end < begin))]


def _time(text: str, whole: str) -> time:
    hour, minute = (int(part) for part in text.split(":"))
    if (hour, minute) == (24, 0):
        return MIDNIGHT
    if hour > 23 or minute > 59:
        raise ConfigError(f"hours = {whole!r}: no time {text}; times are 00:00 to 24:00")
    return time(hour, minute)


def parse_restart(text: str) -> time | None:
    """Return the time of the nightly restart, None for "". ConfigError says how to write it."""
    if not text:
        return None
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text)
    if found is None:
        raise ConfigError(f'restart = {text!r}; write a time of the day, such as "04:00"')
    return time(int(found[1]), int(found[2]))


def passed(daily: time, before: datetime, now: datetime) -> bool:
    """Return whether the wall's clock went past a time of the day; not where it was set, back or far ahead.

    An hour that summer time leaves out counts as lived through. Thread: any. Real-time safe: no.
    """
    if not timedelta() < now - before <= LONGEST_STEP:
        return False
    return any(before < datetime.combine(day, daily) <= now for day in (before.date(), now.date()))
