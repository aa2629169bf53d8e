"""The dates that are meant by days as they were said: the next ones that fit, with what was left unsaid filled in."""

from dataclasses import replace
from datetime import date

from bot.core.refusals import Refusal
from bot.core.rota.changes import Half
from bot.core.rota.clock import DAY
from bot.core.rota.points import WEEKDAYS, Heard, Length, Point, as_written
from bot.core.rota.said import Said, day_in_words

_LIKELY = 183
"""Without a year, more days than this are taken for two dates the wrong way round."""
_SEARCHED = 4 * 366
"""Days within which a date without a year comes round: 29 February is the rarest."""


def resolved(told: Heard, today: date) -> Said | Refusal:
    """The days from the first to the last, or why there are none. Times of day are not looked at."""
    begin, end = told.begin, told.end
    if isinstance(end, Point):
        dates = _between(*_completed(begin, end), today)
        if isinstance(dates, Refusal):
            return dates
        apart = told.is_pair and dates[1] - dates[0] > DAY
        return _apart(*dates) if apart else _halved(*dates, begin.half, end.half)
    start = _confirmed(begin.next_from(today), begin)
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


def _apart(start: date, stop: date) -> Refusal:
    what = f"I read that as {day_in_words(start)} and {day_in_words(stop)}, without the days between them."
    one, other = (f"{day.day} {day:%B}" for day in (start, stop))
    way = f"Enter them one by one, “{one}” and then “{other}”, or write “to” if you mean all of it."
    return Refusal("dates.apart", what, way)


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
        start = _confirmed(begin.next_from(today), begin)
        stop = start if isinstance(start, Refusal) else _confirmed(end.next_from(start), end)
    else:
        stop = _confirmed(end.next_from(today), end)
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
