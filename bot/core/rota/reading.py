"""Reading when somebody is away, as they write it: as days, and where those do not fit, with times of day.

Days are saying.py's and days_meant.py's, times of day hours_said.py's. What can be read in two ways is refused.
"""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.core.refusals import Refusal
from bot.core.rota.clock import local
from bot.core.rota.days_meant import resolved
from bot.core.rota.hours_said import with_hours
from bot.core.rota.past_days import with_past_days
from bot.core.rota.points import Heard, Point, as_written
from bot.core.rota.said import LONGEST, MIDDAY, Said, echo, length_in_words
from bot.core.rota.saying import heard

_NOT_AS_DAYS = {"dates.unreadable", "dates.weekday", "dates.backwards"}
"""Refusals of words as days that say less than what they lack as times."""
_EXAMPLES = (
    "Write it like “24 Dec to 2 Jan”, “tomorrow”, “Friday afternoon”, “Mon-Wed”, “until 3 April 2027”, "
    "“tomorrow from 2pm” or “Thursday 9.30 to 12”."
)


def read(words: str, now: datetime, zone: ZoneInfo, midday: time = MIDDAY) -> Said | Refusal:
    """What is meant by these words, said at `now` in the zone. Half days part at `midday`.

    A day without a year is the next one that fits, a weekday the next one, today included; "next Tuesday" is the one
    of next week. A time without am or pm is taken where only one of the two fits, or where office hours begin in it.
    What cannot be read, can be read in two ways, never was, runs backwards or is over already is refused.
    """
    today = local(now, zone).date()
    words = with_past_days(words, today)
    told = heard(words, today)
    days = resolved(told, today) if isinstance(told, Heard) else told
    said = _chosen(told, days, with_hours(words, local(now, zone), zone, midday))
    if isinstance(said, Refusal):
        return replace(said, next_step=said.next_step or _EXAMPLES)
    return _too_far(said, today) or _miscounted(said, told) or said


def _chosen(told: Heard | Refusal, days: Said | Refusal, hours: Said | Refusal | None) -> Said | Refusal:
    """Days where they can be read as days, unless a number in them may as well be a time."""
    if isinstance(days, Refusal):
        return hours if isinstance(hours, Said) or (hours and days.rule in _NOT_AS_DAYS) else days
    if hours is None or not isinstance(told, Heard) or not _may_be_a_time(told):
        return days
    return hours if told.begin.half else _day_or_time(told, days, hours)


def _day_or_time(told: Heard, days: Said, hours: Said | Refusal) -> Refusal:
    assert isinstance(told.end, Point)
    number = as_written(told.end.words)
    other = f"as {echo(hours)}" if isinstance(hours, Said) else f"until {number} o’clock"
    what = f"“{number}” can be a day or a time: I read it as {echo(days)}, or {other}."
    return Refusal("dates.day_or_time", what, f"Write “{number}pm” or “{number}am”, or the day with its month.")


def _may_be_a_time(told: Heard) -> bool:
    return isinstance(told.end, Point) and told.end.is_bare and told.begin.month is None


def _too_far(said: Said, today: date) -> Refusal | None:
    if said.last < today:
        what = f"I read that as {echo(said)}, which is over already."
        return Refusal("dates.past", what, "If you mean another year, write it: “24 December 2026”.")
    if (said.last - said.first).days >= LONGEST:
        what = f"I read that as {echo(said)}, and two years at a time is the most I can enter."
        return Refusal("dates.too_long", what, "Enter it in parts.")
    return None


def _miscounted(said: Said, told: Heard | Refusal) -> Refusal | None:
    """A count said beside days has to be theirs."""
    halves = told.halves if isinstance(told, Heard) and not (said.begins or said.ends) else None
    if halves is None or halves == said.halves:
        return None
    what = f"I read that as {echo(said)}, which is not {length_in_words(halves)}."
    return Refusal("dates.count", what, _EXAMPLES)
