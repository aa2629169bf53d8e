"""Days as people say them ("24 Dec to 2 Jan", "Fri afternoon"), and the same days echoed back in full.

How the words are taken apart is saying.py's. What the days are for is no matter here.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.core.refusals import Refusal
from bot.core.rota.changes import Half, days
from bot.core.rota.clock import DAY, first, local
from bot.core.rota.saying import WEEKDAYS, Heard, Length, Point, as_written, heard
from bot.core.rota.stretches import Stretch

MIDDAY = time(13)
"""Where a working day is cut into halves."""
LONGEST = 732
"""Days an absence may last."""
_LIKELY = 183
"""Without a year, more days than this are taken for two dates the wrong way round."""
_SEARCHED = 4 * 366
"""Days within which a date without a year comes round: 29 February is the rarest."""
_EXAMPLES = "Write it like “24 Dec to 2 Jan”, “tomorrow”, “Friday afternoon”, “Mon-Wed” or “until 3 April 2027”."


@dataclass(frozen=True, slots=True)
class Said:
    """From the first day to the last, both included. The first may begin at midday, and the last end there."""

    first: date
    last: date
    from_midday: bool = False
    to_midday: bool = False

    def __post_init__(self) -> None:
        if self.halves < 1:
            raise ValueError("it ends before it begins")

    @property
    def halves(self) -> int:
        """How many half days it is."""
        return 2 * ((self.last - self.first).days + 1) - self.from_midday - self.to_midday

    def stretch(self, zone: ZoneInfo, midday: time = MIDDAY) -> Stretch:
        """The same as two instants in UTC."""
        start, end = days(self.first, self.last, zone)
        return (
            first(datetime.combine(self.first, midday), zone) if self.from_midday else start,
            first(datetime.combine(self.last, midday), zone) if self.to_midday else end,
        )


def read(words: str, now: datetime, zone: ZoneInfo) -> Said | Refusal:
    """The days meant by these words, said at `now` in the zone.

    A day without a year is the next one that fits, a weekday the next one, today included; "next Tuesday" is the one
    of next week. What cannot be read, never was, runs backwards or is over already is refused.
    """
    today = local(now, zone).date()
    told = heard(words, today)
    said = _resolved(told, today) if isinstance(told, Heard) else told
    if isinstance(said, Refusal):
        return replace(said, next_step=said.next_step or _EXAMPLES)
    return (_too_far(said, today) or (_miscounted(said, told.halves) if isinstance(told, Heard) else None)) or said


def echo(said: Said) -> str:
    """The days in full: "Thursday 24 December 2026 to Saturday 2 January 2027, 10 days". `read` takes it back."""
    begins = day_in_words(said.first) + (" afternoon" if said.from_midday else "")
    ends = day_in_words(said.last) + (" morning" if said.to_midday else "")
    if said.first == said.last:
        return f"{ends if said.to_midday else begins}, {_length(said.halves)}"
    return f"{begins} to {ends}, {_length(said.halves)}"


def in_words(stretch: Stretch, zone: ZoneInfo, midday: time = MIDDAY) -> str:
    """Two instants as people say them: as days where they are whole or half days, else with the time on the clock."""
    start, end = local(stretch[0], zone), local(stretch[1], zone)
    said = _whole(start, end, midday)
    if said and said.stretch(zone, midday) == stretch:
        return echo(said)
    return f"{day_in_words(start.date())} {start:%H:%M} to {_until(start, end)}"


def day_in_words(day: date) -> str:
    """A date in full: "Thursday 24 December 2026"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def times(stretch: Stretch, zone: ZoneInfo) -> str:
    """A shift as people write it: "Mon 30 Nov 17:00 to Tue 1 Dec 09:00", or "Mon 30 Nov 09:00 to 17:00".

    Midnight at the end is 24:00 of the day before.
    """
    start, end = local(stretch[0], zone), local(stretch[1], zone)
    last, clock = (end, f"{end:%H:%M}") if end.time() != time() else (end - DAY, "24:00")
    until = clock if last.date() == start.date() else f"{_short(last)} {clock}"
    return f"{_short(start)} {start:%H:%M} to {until}"


def _short(wall: datetime) -> str:
    return f"{wall:%a} {wall.day} {wall:%b}"


def _whole(start: datetime, end: datetime, midday: time) -> Said | None:
    """Wall times as days, where they are whole or half ones."""
    cuts = {time(), midday}
    if start.time() not in cuts or end.time() not in cuts:
        return None
    to_midday = end.time() == midday
    return Said(start.date(), end.date() if to_midday else end.date() - DAY, start.time() == midday, to_midday)


def _until(start: datetime, end: datetime) -> str:
    """A wall time as an end: midnight belongs to the day before."""
    if end.time() != time():
        return f"{end:%H:%M}" if end.date() == start.date() else f"{day_in_words(end.date())} {end:%H:%M}"
    last = end.date() - DAY
    return "the end of the day" if last == start.date() else f"the end of {day_in_words(last)}"


def _length(halves: int) -> str:
    whole, half = divmod(halves, 2)
    if not whole:
        return "half a day"
    return f"{whole}{'½' if half else ''} {'days' if whole > 1 or half else 'day'}"


def _resolved(told: Heard, today: date) -> Said | Refusal:
    """The dates that were meant."""
    begin, end = told.begin, told.end
    if isinstance(end, Point):
        dates = _between(*_completed(begin, end), today)
        return dates if isinstance(dates, Refusal) else _halved(*dates, begin.half, end.half)
    start = _confirmed(_next(begin, today), begin)
    if isinstance(start, Refusal):
        return start
    if end is None:
        return Said(start, start, begin.half is Half.AFTERNOON, begin.half is Half.MORNING)
    return _halved(start, _after(start, end), begin.half, None)


def _halved(start: date, stop: date, begins: Half | None, ends: Half | None) -> Said | Refusal:
    from_midday, to_midday = begins is Half.AFTERNOON, ends is Half.MORNING
    if start > stop or (start == stop and from_midday and to_midday):
        return _backwards(f"{day_in_words(start)} to {day_in_words(stop)}")
    return Said(start, stop, from_midday, to_midday)


def _completed(begin: Point, end: Point) -> tuple[Point, Point]:
    """A bare day of the month takes month and year from the other side: "5 to 9 January", "24 Dec - 28"."""
    if begin.day is not None and begin.month is None and end.month is not None:
        return replace(begin, month=end.month, year=end.year), end
    if end.day is not None and end.month is None and begin.month is not None:
        return begin, replace(end, month=begin.month, year=begin.year)
    return begin, end


def _between(begin: Point, end: Point, today: date) -> tuple[date, date] | Refusal:
    """Both dates. One that is certain settles the other; else the end is the next that fits, and the start before it.

    Weekdays look ahead: "Mon-Wed" said on a Tuesday begins next Monday.
    """
    certain = begin.fixed is not None or begin.year is not None or begin.day is None
    if certain:
        start = _confirmed(_next(begin, today), begin)
        stop = start if isinstance(start, Refusal) else _confirmed(_next(end, start), end)
    else:
        stop = _confirmed(_next(end, today), end)
        start = stop if isinstance(stop, Refusal) else _confirmed(_before(begin, stop), begin)
    for found in (start, stop):
        if isinstance(found, Refusal):
            return found
    assert isinstance(start, date)
    assert isinstance(stop, date)
    guessed = begin.fixed is None and end.fixed is None and None in {begin.year, end.year}
    if stop < start or (guessed and (stop - start).days > _LIKELY):
        return _backwards(f"{begin.words} to {end.words}")
    return start, stop


def _next(point: Point, earliest: date) -> date | None:
    """The first date from this one on that fits; a year that was said is taken at its word."""
    if point.fixed is not None:
        return point.fixed
    begin = date(point.year, 1, 1) if point.year else earliest
    return next((d for n in range(_SEARCHED) if point.fits(d := begin + n * DAY)), None)


def _before(point: Point, latest: date) -> date | None:
    """The last date up to this one that fits."""
    return next((d for n in range(_SEARCHED) if point.fits(d := latest - n * DAY)), None)


def _after(start: date, length: Length) -> date:
    """The last day of so many days or months that begin with the start."""
    month = start.month - 1 + length.months
    year, month = start.year + month // 12, month % 12 + 1
    following = next(d for n in range(4) if (d := _made(year, month, start.day - n)))
    return following + (length.days - 1) * DAY if length.days else following - DAY


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _confirmed(found: date | None, point: Point) -> date | Refusal:
    """The date, unless there is none, or it is another weekday than was said."""
    if found is None:
        return Refusal("dates.no_such_day", f"There is no {as_written(point.words)}.")
    if point.weekday is not None and found.weekday() != point.weekday:
        said = WEEKDAYS[point.weekday].capitalize()
        what = f"{found.day} {found:%B} {found.year} is a {found:%A}, not a {said}."
        return Refusal("dates.weekday", what, "Say which of the two it is.")
    return found


def _backwards(words: str) -> Refusal:
    what = f"I read that as {as_written(words)}, which ends before it begins."
    return Refusal("dates.backwards", what, "Write the earlier day first, with years if it is longer than six months.")


def _too_far(said: Said, today: date) -> Refusal | None:
    if said.last < today:
        what = f"I read that as {echo(said)}, which is over already."
        return Refusal("dates.past", what, "If you mean another year, write it: “24 December 2026”.")
    if (said.last - said.first).days >= LONGEST:
        what = f"I read that as {echo(said)}, and two years at a time is the most I can enter."
        return Refusal("dates.too_long", what, "Enter it in parts.")
    return None


def _miscounted(said: Said, halves: int | None) -> Refusal | None:
    if halves is None or halves == said.halves:
        return None
    return Refusal("dates.count", f"I read that as {echo(said)}, which is not {_length(halves)}.", _EXAMPLES)
