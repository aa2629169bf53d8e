"""The minutes that are meant by times of day on given days: which half of the day, and where a night ends.

How the times were said is clock_words.py's, and what they were said of, hours_said.py's.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.refusals import Refusal
from bot.core.rota.clock import DAY
from bot.core.rota.clock_words import FULL_DAY, HOUR, NOON, Clock, as_time, halved
from bot.core.rota.points import Point
from bot.core.rota.said import Said, day_in_words


@dataclass(frozen=True, slots=True)
class Now:
    """When it is said, by the clock on the wall, and where half days part."""

    wall: datetime
    zone: ZoneInfo
    midday: time

    @property
    def today(self) -> Point:
        return Point("today", self.wall.date())

    @property
    def minute(self) -> int:
        return self.wall.hour * HOUR + self.wall.minute


def walled(begin: datetime, end: datetime) -> Said | None:
    """Two wall times; None where no time is between them."""
    if begin >= end:
        return None
    begins, ends = (at.time() if at.time() != time() else None for at in (begin, end))
    return Said(begin.date(), end.date() if ends else end.date() - DAY, begins=begins, ends=ends)


def on_days(days: Said | Refusal, begin: Clock | None, end: Clock | None, now: Now) -> Said | Refusal:
    """The days with these times on the first and on the last of them."""
    if isinstance(days, Refusal):
        return days
    begins = _begins(days, begin, end, now)
    if isinstance(begins, Refusal):
        return begins
    ends = _ends(days, begins, end, now)
    return ends if isinstance(ends, Refusal) else _made(days, begins, ends)


def _begins(days: Said, begin: Clock | None, end: Clock | None, now: Now) -> int | Refusal:
    """The minute of the first day."""
    if begin is None:
        return _minute(now.midday) if days.from_midday else 0
    if end is not None and days.first == days.last:
        begin = _before(begin, end)
    if days.first == now.wall.date() and begin.usual is None:
        begin = begin.after(now.minute)
    return _certain(begin, days.first)


def _before(begin: Clock, end: Clock) -> Clock:
    """A time without am or pm before one that is certain: "2 to 5pm" is both after noon, "9 to 5pm" only can be am."""
    if len(end.minutes) > 1:
        return begin
    left = tuple(minute for minute in begin.minutes if minute < end.minutes[0])
    same = halved(replace(begin, minutes=left), end.half) if end.half and left else begin
    return same if len(same.minutes) == 1 else replace(begin, minutes=left or begin.minutes)


def _ends(days: Said, begins: int, end: Clock | None, now: Now) -> int | Refusal:
    """The minute of the last day."""
    if end is None:
        return _minute(now.midday) if days.to_midday else FULL_DAY
    if days.first != days.last:
        return _certain(end, days.last)
    end = end.after(max(begins, now.minute if days.first == now.wall.date() and not begins else 0))
    return min(end.minutes) if begins and len(end.minutes) > 1 else _certain(end, days.last)


def _certain(clock: Clock, day: date) -> int | Refusal:
    if clock.usual is not None:
        return clock.usual
    one, other = (f"{as_time(minute):%H:%M}" for minute in clock.minutes)
    what = f"I read the day as {day_in_words(day)}, but “{clock.words}” can be {one} or {other}."
    return Refusal("dates.which_half", what, f"Write “{clock.words}pm” or “{clock.words}am”.")


def _made(days: Said, begins: int, ends: int) -> Said | Refusal:
    """An end before the beginning is of the next morning where the beginning is after noon: "10pm to 6am"."""
    final = days.last
    if final == days.first and ends <= begins:
        if begins < NOON or ends > NOON:
            what = f"I read that as {day_in_words(final)} {as_time(begins):%H:%M} to {as_time(ends):%H:%M}"
            return Refusal("dates.backwards", f"{what}, which ends before it begins.", "Write the earlier time first.")
        final += DAY
    begin = datetime.combine(days.first, time()) + timedelta(minutes=begins)
    said = walled(begin, datetime.combine(final, time()) + timedelta(minutes=ends))
    return said or Refusal("dates.backwards", f"I read that as the very beginning of {day_in_words(final)}.")


def _minute(at: time) -> int:
    return at.hour * HOUR + at.minute
