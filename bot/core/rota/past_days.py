"""Days that are past because people said “since”: "since Monday" on a Friday is the Monday before, not the next one."""

import re
from datetime import date

from bot.core.rota.clock import DAY
from bot.core.rota.clock_words import clock_in
from bot.core.rota.points import MONTHS, Point, index, point
from bot.core.rota.said import MIDDAY
from bot.core.rota.saying import plain

_SINCE = re.compile(r"\bsince (?:the )?(?P<day>.+?)(?=,| (?:until|till|til|to|through|up to|and)\b| ?- |$)")
_FURTHEST = 365


def with_past_days(words: str, today: date) -> str:
    """The same with the day after "since" as a date with its year, where it was a day without one."""
    text = plain(words)
    match = _SINCE.search(text)
    if match is None or not (dated := _dated(match["day"], today)):
        return words
    return f"{text[: match.start()]}since {dated}{text[match.end() :]}"


def past_day(words: str, today: date) -> date | None:
    """The day, today or before it, that is meant after "since"; None where it is no day, or one ahead."""
    if (month := index(words, MONTHS)) is not None:
        return _latest(Point(words, day=1, month=month + 1), today)
    day = point(words, today)
    if not isinstance(day, Point):
        return None
    if day.fixed is None and day.year is None:
        return _latest(day, today)
    found = day.next_from(today)
    return found if found and found <= today else None


def _latest(day: Point, today: date) -> date | None:
    return next((on for n in range(_FURTHEST) if day.fits(on := today - n * DAY)), None)


def _dated(words: str, today: date) -> str:
    """What was "monday 2pm" as "23/11/2026 2pm"; empty where it is no day or its date is certain already."""
    clock = clock_in(words, MIDDAY)
    found = point(clock[1] if clock else words, today)
    past = past_day(clock[1] if clock else words, today)
    if past is None or (isinstance(found, Point) and (found.fixed or found.year)):
        return ""
    half = f" {found.half.value}" if isinstance(found, Point) and found.half else ""
    return f"{past:%d/%m/%Y}{half}{f' {clock[0].words}' if clock else ''}"
