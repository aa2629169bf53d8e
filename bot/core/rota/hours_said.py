"""Times of day within days, as people write them: "tomorrow from 2pm", "Thursday 9.30 to 12", "for two hours".

What a time of day is by itself is clock_words.py's; which date a day is, days_meant.py's.
"""

import re
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.core.refusals import Refusal
from bot.core.rota import points
from bot.core.rota.clock import DAY, first, local
from bot.core.rota.clock_words import (
    FULL_DAY,
    Clock,
    bare_clock,
    clock_in,
    halved,
    in_digits,
    looks_like_a_date,
    no_clock_in,
)
from bot.core.rota.days_meant import resolved
from bot.core.rota.hours_meant import Now, on_days, walled
from bot.core.rota.points import LENGTH, NUMBERS, UNITS, Heard, Point, as_written, point
from bot.core.rota.said import Said, day_in_words, echo
from bot.core.rota.saying import plain

_NOISE = re.compile(
    r"\b(?:inclusive|incl\.?|only|all day|the|on|at|of|off|away|out|please|about|around)\b|,|@ |\([^)]*\)"
)
_FROM = re.compile(r"\b(?:from|after|since|starting|beginning|as of|onwards?)\b")
_TO = re.compile(r"\b(?:until|till|til|up to|through|to|before)\b| ?- ?")
_REST = (
    (re.compile(r"\b(?:for )?(?:the )?rest of (?:the |this )?(?:day|afternoon)\b"), "until 24:00"),
    (re.compile(r"\b(?:for )?(?:the )?rest of (?:the |this )?morning\b"), "until lunch"),
    (re.compile(r"\b(?:the )?end of (?:the )?day\b|\beod\b"), "24:00"),
    (re.compile(r"\b(?:an|one) hour and a half\b"), "90 minutes"),
    (re.compile(r"\bhalf an hour\b"), "30 minutes"),
    (re.compile(r"\b(?P<n>\d{1,2})(?:[.]5|½| and a half) ?(?:hours|hrs)\b"), r"\g<n>h30"),
)
_LASTING = (
    r"(?:(?P<hours>\d{1,2})h30|(?P<count>\d{1,3}|an?|" + "|".join(NUMBERS) + r") ?(?P<every>hour|hr|h|minute|min)s?|"
    rf"{LENGTH})"
)
_FOR = re.compile(rf"(?:for )?(?:next )?{_LASTING}(?: (?P<rest>.+))?")
_FOR_AFTER = re.compile(rf"(?P<rest>.+) for {_LASTING}")
_PART = re.compile(r"(?:(?P<day>.+?) )?(?P<part>morning|afternoon|evening|night|tonight)")
_DARK = re.compile(r"\b(?:tonight|evening|night|overnight)\b")
_AFTERNOON = {"afternoon", "evening", "night", "tonight"}


class _Side(NamedTuple):
    """One end of it as it was said. `day_first` where the day was named before the time: "Friday 10am"."""

    day: Point | None = None
    clock: Clock | None = None
    is_from: bool = False
    day_first: bool = False


def with_hours(words: str, wall: datetime, zone: ZoneInfo, midday: time) -> Said | Refusal | None:
    """What is meant, or why it cannot be: None where no time of day can be found in it.

    `wall` is when it is said, by the clock of the zone. Mere numbers are taken for times too: whether they are days
    is the caller's to try first.
    """
    now, text = Now(wall, zone, midday), _tidied(words)
    said = _lasting(text, now) or _from_to(text, now)
    if said is None:
        return _no_hours(text, now)
    if isinstance(said, Said) and said.stretch(zone, midday)[0] >= said.stretch(zone, midday)[1]:
        what = f"I read that as {echo(said)}, a time the clocks skip when they go forward."
        return Refusal("dates.skipped", what, "Write a time that is on the clock that day.")
    return said


def _no_hours(text: str, now: Now) -> Refusal | None:
    """Why there is no time of day in it, where there is something like one."""
    if _DARK.search(text):
        return _dark(text, now)
    if wrong := no_clock_in(text):
        return Refusal("dates.no_such_time", f"“{wrong}” is no time of day.", "Write it like “9.30am” or “14:00”.")
    return None


def _tidied(words: str) -> str:
    text = plain(words)
    for pattern, meant in _REST:
        text = pattern.sub(meant, text)
    return " ".join(_NOISE.sub(" ", in_digits(text)).split())


def _lasting(text: str, now: Now) -> Said | Refusal | None:
    """So many hours or minutes, or days from a time on: "from 2pm tomorrow for 3 hours"."""
    match = _FOR_AFTER.fullmatch(text) or _FOR.fullmatch(text)
    side = _side(match["rest"] or "", now) if match else None
    if match is None or not isinstance(side, _Side) or (match["unit"] and not side.clock):
        return side if match and isinstance(side, Refusal) else None
    if side.day and not side.clock:
        return None
    begin = _begin(side, now)
    if isinstance(begin, Refusal):
        return begin
    if match["unit"]:
        days, months = UNITS[match["unit"]]
        return None if months else walled(begin, begin + days * points.times(match["number"]) * DAY)
    return walled(begin, local(first(begin, now.zone) + _length(match), now.zone))


def _length(match: re.Match[str]) -> timedelta:
    if match["hours"]:
        return timedelta(hours=int(match["hours"]), minutes=30)
    count = points.times(match["count"])
    return timedelta(minutes=count) if match["every"].startswith("min") else timedelta(hours=count)


def _begin(side: _Side, now: Now) -> datetime | Refusal:
    """When it begins, on the wall: now where no time was said."""
    if side.clock is None:
        return now.wall.replace(second=0, microsecond=0)
    said = on_days(resolved(Heard(side.day or now.today), now.wall.date()), side.clock, None, now)
    return said if isinstance(said, Refusal) else datetime.combine(said.first, said.begins or time())


def _from_to(text: str, now: Now) -> Said | Refusal | None:
    parts = [part.strip() for part in _TO.split(text)]
    if len(parts) > 2:  # noqa: PLR2004  a beginning and an end
        return None
    sides = [_side(part, now) for part in parts]
    for side in sides:
        if not isinstance(side, _Side):
            return side
    left, *rest = (side for side in sides if isinstance(side, _Side))
    clocks = [side.clock for side in (left, *rest) if side.clock]
    if not clocks:
        return None
    if looks_like_a_date(clocks[0]) and not any(side.day for side in (left, *rest)):
        what = f"“{clocks[0].words}” can be a day with its month, or a time."
        return Refusal("dates.day_or_time", what, "Write the day like “5/12”, and the time like “05:12” or “5.12pm”.")
    return _between(left, rest[0], now) if rest else _from(left, now)


def _from(side: _Side, now: Now) -> Said | Refusal:
    """A single time: from then until the day ends, if that was said."""
    assert side.clock is not None  # a side without one is no time of day
    if midnight := _unclear_midnight(side, _Side(), now):
        return midnight
    day = resolved(Heard(side.day or now.today), now.wall.date())
    if side.is_from or isinstance(day, Refusal):
        return on_days(day, side.clock, None, now)
    on, clock = as_written(side.day.words if side.day else "today"), side.clock.words
    what = f"I read that as {clock} on {day_in_words(day.first)}, but not whether you are away from then or until then."
    return Refusal("dates.from_or_until", what, f"Write “{on} from {clock}” or “{on} until {clock}”.")


def _between(left: _Side, right: _Side, now: Now) -> Said | Refusal:
    """From one to the other. A day that is said once, after both times, is the day of both: "9.30 to 12 Thursday"."""
    if midnight := _unclear_midnight(left, right, now):
        return midnight
    if left.clock and right.clock and right.day and not left.day and not right.day_first:
        said = on_days(resolved(Heard(right.day), now.wall.date()), left.clock, right.clock, now)
        return _which_day(said, left.clock, right) if isinstance(said, Said) and said.first != said.last else said
    days = resolved(Heard(left.day or now.today, right.day), now.wall.date())
    return on_days(days, left.clock, right.clock, now)


def _which_day(said: Said, begin: Clock, right: _Side) -> Refusal:
    """A night with one day beside it: "10pm to 6am Friday" may begin or end on Friday."""
    assert right.day is not None
    assert right.clock is not None
    on, ends = as_written(right.day.words), right.clock.words
    what = f"I read that as {begin.words} to {ends} the next morning, but not whether “{on}” is its first day."
    way = f"{said.first:%A} {begin.words} to {said.last:%A} {ends}"
    return Refusal("dates.which_day", what, f"Name both days, as in “{way}”.")


def _unclear_midnight(left: _Side, right: _Side, now: Now) -> Refusal | None:
    """Midnight on Friday may be where Friday begins or where it ends."""
    is_begin = left.clock is not None and left.clock.minutes == (FULL_DAY,) and left.clock.words == "midnight"
    is_end = right.clock is not None and right.clock.words == "midnight" and right.day is not None and not left.clock
    day = left.day if is_begin else right.day
    if not is_begin and not (is_end and day and day.fixed != now.wall.date()):
        return None
    on = as_written(day.words) if day else "today"
    what = f"I understood “midnight” and “{on}”, but not whether the day begins or ends with it."
    return Refusal("dates.midnight", what, f"Write “from {on}” or “until the end of {on}”, or a time such as 23:59.")


def _dark(text: str, now: Now) -> Refusal:
    """Evenings and nights have no hours of their own."""
    match = _DARK.search(text)
    word = match[0] if match else ""
    day = point(" ".join(_DARK.sub(" ", text).replace("this", "").split()) or "today", now.wall.date())
    on = as_written(day.words) if isinstance(day, Point) else "today"
    understood = f"I understood “{on}”, but " if isinstance(day, Point) else ""
    what = f"{understood}“{word}” has no hours of its own here."
    return Refusal("dates.which_hours", what, f"Write the hours, as in “{on} 6pm to 11pm” or “{on} from 6pm”.")


def _side(text: str, now: Now) -> _Side | Refusal | None:
    """One end: a day, a time, or both; nothing at all is now. None where it is neither."""
    is_from, text = bool(_FROM.search(text)), " ".join(_FROM.sub(" ", text).split())
    if text in {"", "now"}:
        return _Side(is_from=is_from)
    whole = point(text, now.wall.date())
    if isinstance(whole, Point) and not whole.is_bare:
        return _Side(whole, None, is_from)
    found = clock_in(text, now.midday) or bare_clock(text)
    if found is None:
        return _Side(whole, None, is_from) if isinstance(whole, Point) else None
    clock, beside = found
    return _placed(clock, beside, now, _Side(is_from=is_from, day_first=not text.startswith(clock.words)))


def _placed(clock: Clock, beside: str, now: Now, side: _Side) -> _Side | None:
    """The time with the day that stands beside it: "tomorrow morning", "tonight"."""
    part = _PART.fullmatch(beside)
    if part:
        clock = halved(clock, "pm" if part["part"] in _AFTERNOON else "am")
        beside = (part["day"] or ("today" if part["part"] == "tonight" else "")).removesuffix("this").strip()
    day = point(beside, now.wall.date()) if beside else None
    if isinstance(day, Refusal):
        return None
    return side._replace(day=day, clock=clock)
