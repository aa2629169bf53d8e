"""A beginning and an end as people say them: "Sat 6 June 18:00", "tomorrow at 9am", "22:00", "Sunday".

Days are said.py's; here the time on the clock is found beside them. Without one the whole day is meant.
"""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.refusals import Refusal
from bot.core.rota.clock import DAY, first, local, midnight
from bot.core.rota.reading import read
from bot.core.rota.said import Said
from bot.core.rota.stretches import Stretch

LONGEST = timedelta(days=31)
FURTHEST = timedelta(days=366)
"""How long a shift may last, and how far ahead it may begin."""
_CLOCK = re.compile(
    r"\b(?:(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?: ?(?P<half>[ap])\.?m\b\.?)?"
    r"|(?P<h12>1[0-2]|[1-9])(?:\.(?P<m12>[0-5]\d))? ?(?P<half12>[ap])\.?m\b\.?"
    r"|(?P<word>noon|midday|midnight)\b)",
    re.IGNORECASE,
)
_JOINING = re.compile(r"\b(?:at|from|until|till|to)\b|,", re.IGNORECASE)
_SAME_DAY = frozenset({"", "same day", "the same day", "that day"})
_NEXT_DAY = frozenset({"next day", "the next day", "day after", "the day after", "next morning", "the next morning"})
_FROM_NOW = ("today", "tomorrow", "tonight")
_HINT = "Write it like “Sat 6 June 18:00”, “tomorrow 9am” or “22:00”."
_UNREAD = Refusal("shift.unread", "I read no time in that.", _HINT)


def begins(words: str, now: datetime, zone: ZoneInfo) -> datetime | Refusal:
    """The beginning that is meant (UTC): never before now. A time alone is one of today; "now" is now."""
    if words.strip().casefold() == "now":
        return now
    clock, rest = _parted(words)
    if isinstance(clock, Refusal):
        return clock
    if clock is None and not rest:
        return _UNREAD
    day = local(now, zone).date() if not rest else _day(rest, now, zone)
    if isinstance(day, Refusal):
        return day
    start = day.stretch(zone)[0] if isinstance(day, Said) else midnight(day, zone)
    if clock is not None:
        start = _at(day.first if isinstance(day, Said) else day, clock, zone)
    if clock is None and start < now <= midnight(local(now, zone).date() + DAY, zone):
        return max(start, now)
    return start


def ends(words: str, start: datetime, now: datetime, zone: ZoneInfo) -> datetime | Refusal:
    """The end that is meant (UTC), of something that begins at `start`. A time alone is the next such one after it."""
    clock, rest = _parted(words)
    if isinstance(clock, Refusal):
        return clock
    begun = local(start, zone).date()
    plain = " ".join(rest.casefold().split())
    if plain in _SAME_DAY | _NEXT_DAY:
        return _near(begun, clock, start, zone, next_day=plain in _NEXT_DAY, said=bool(plain))
    day = _day(rest, now if plain.startswith(_FROM_NOW) else start, zone)
    if isinstance(day, Refusal):
        return day
    return day.stretch(zone)[1] if clock is None else _at(day.last, clock, zone, is_end=True)


def stretch(start: datetime, end: datetime, now: datetime) -> Stretch | Refusal:
    """Both together, if they can be a shift that is ahead."""
    if end <= now or end <= start:
        what = "The end is over already." if end <= now else "The end is not after the beginning."
        return Refusal("shift.backwards", what, _HINT)
    if end - start > LONGEST:
        return Refusal("shift.too_long", "A single shift lasts 31 days at most.", "Enter it in parts.")
    if start - now > FURTHEST:
        return Refusal("shift.too_far", "That is more than a year ahead.", "Enter it nearer to the time.")
    return max(start, now), end


def _near(
    day: date, clock: time | None, start: datetime, zone: ZoneInfo, *, next_day: bool, said: bool
) -> datetime | Refusal:
    """An end on the day of the beginning, or on the one after it."""
    if clock is None:
        if not said:
            return _UNREAD
        return midnight(day + (2 if next_day else 1) * DAY, zone)
    if next_day:
        return _at(day + DAY, clock, zone, is_end=True)
    same = _at(day, clock, zone, is_end=True)
    return same if same > start or said else _at(day + DAY, clock, zone, is_end=True)


def _day(words: str, now: datetime, zone: ZoneInfo) -> Said | Refusal:
    said = read(words, now, zone)
    if isinstance(said, Said) and said.first != said.last:
        return Refusal("shift.more_days", "That is more than one day.", "Write the first day here, and the last there.")
    return said if isinstance(said, Said) or said.rule != "dates.unreadable" else replace(said, next_step=_HINT)


def _parted(words: str) -> tuple[time | Refusal | None, str]:
    """The time on the clock, if there is one, and what is said beside it."""
    found = list(_CLOCK.finditer(words))
    if len(found) > 1:
        return Refusal("shift.two_times", "I read two times in that.", "Write the beginning and the end apart."), ""
    rest = _JOINING.sub(" ", _CLOCK.sub(" ", words)).strip()
    return (_time(found[0]) if found else None), " ".join(rest.split())


def _time(found: re.Match[str]) -> time | Refusal:
    """What the clock shows; midnight as 00:00, and 24:00 too."""
    if word := found["word"]:
        return time() if word.casefold() == "midnight" else time(12)
    hour, minute = int(found["h"] or found["h12"]), int(found["m"] or found["m12"] or 0)
    half = (found["half"] or found["half12"] or "").casefold()
    if half and not 1 <= hour <= 12:  # noqa: PLR2004  the hours of a twelve-hour clock
        return Refusal("shift.no_such_time", f"There is no {found[0].strip()}.", _HINT)
    if hour == 24 and minute:  # noqa: PLR2004  only the end of the day is called so
        return Refusal("shift.no_such_time", f"There is no {found[0].strip()}.", _HINT)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour % 24, minute)


def _at(day: date, clock: time, zone: ZoneInfo, *, is_end: bool = False) -> datetime:
    """The instant; midnight as an end is the end of that day."""
    if is_end and clock == time():
        return midnight(day + DAY, zone)
    return first(datetime.combine(day, clock), zone)
