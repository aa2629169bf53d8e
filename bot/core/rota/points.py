"""One day as people say it, in British English: the day comes before the month. Stretches of days are saying.py's.

What comes out is a point in time with what was left unsaid still open; days_meant.py finds the date it stands for.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from bot.core.refusals import Refusal
from bot.core.rota.changes import Half
from bot.core.rota.clock import DAY

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
UNITS = {"day": (1, 0), "week": (7, 0), "fortnight": (14, 0), "month": (0, 1)}
"""Days and months in each."""
LENGTH = r"(?P<number>\d{1,3}|an?|" + "|".join(NUMBERS) + r") (?P<unit>day|week|fortnight|month)s?"
_YEARS = range(1970, 2200)
_SEARCHED = 4 * 366
"""Days within which a date without a year comes round: 29 February is the rarest."""


@dataclass(frozen=True, slots=True)
class Point:
    """A day as it was said. `fixed` where no date is open; otherwise the parts that were named."""

    words: str
    fixed: date | None = None
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    half: Half | None = None

    @property
    def is_bare(self) -> bool:
        """Whether it ends in a mere number, which may as well be a time: "9", "Thursday 9"."""
        return self.day is not None and self.month is None and self.words[-1:].isdigit()

    def next_from(self, earliest: date) -> date | None:
        """The first date from this one on that fits; a year that was said is taken at its word."""
        if self.fixed is not None:
            return self.fixed
        begin = date(self.year, 1, 1) if self.year else earliest
        return next((d for n in range(_SEARCHED) if self.fits(d := begin + n * DAY)), None)

    def fits(self, on: date) -> bool:
        """Whether this date is one that was meant. A weekday beside a date only confirms it."""
        if self.day is None:
            return self.weekday == on.weekday()
        return self.day == on.day and self.month in {None, on.month} and self.year in {None, on.year}


@dataclass(frozen=True, slots=True)
class Length:
    """How long, where that was said instead of a last day."""

    days: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True)
class Heard:
    """From a point to another one, or for a length, or neither: the one day. `halves` is a count said beside them.

    `is_pair` where it was one day "and" another, which have to follow one another.
    """

    begin: Point
    end: Point | Length | None = None
    halves: int | None = None
    is_pair: bool = False


_IN = re.compile(LENGTH.replace("|month", "").join(("in ", "(?: time)?")))
WEEK_ON = re.compile(r"(?:(?:a )?week (?P<after>\w+)|(?P<before>\w+) week)")

_HALF = re.compile(
    r"(?:(?P<first>morning|afternoon|am|pm) (?P<rest>.+)|(?P<same>.+) (?P<last>morning|afternoon|am|pm))"
)
_HALVES = {"morning": Half.MORNING, "am": Half.MORNING, "afternoon": Half.AFTERNOON, "pm": Half.AFTERNOON}
_CLOCK = re.compile(r"(?:.* )?(?:[1-9]|1[0-2]) [ap]m")
"""A time of day, which is no half of one."""
_OF_WEEK = re.compile(r"(?:(?P<day>\w+) (?P<which>next|this) week|(?P<then>next|this) week (?P<name>\w+))")
_END_OF = re.compile(r"end (?P<rest>.+)")
_SLASHED = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?")
_NAMED = re.compile(r"(?P<day>\d{1,2})(?P<th>st|nd|rd|th)?(?: (?P<month>[a-z]{3,9})\.?)?(?: (?P<year>\d{4}))?")
_NAMED_AMERICAN = re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?: (?P<year>\d{4}))?")


def times(number: str) -> int:
    """The number written as "3", "three" or "a"."""
    if number.isdigit():
        return int(number)
    return NUMBERS.index(number) + 1 if number in NUMBERS else 1


def as_written(words: str) -> str:
    """Words that were put in lower case to be read, with the capitals that days and months have."""
    return re.sub(r"[a-z]+", lambda m: m[0].capitalize() if _is_name(m[0]) else m[0], words)


def _is_name(word: str) -> bool:
    return index(word.removesuffix("s"), WEEKDAYS) is not None or index(word, MONTHS) is not None


def point(text: str, today: date) -> Point | Refusal:
    """The day, perhaps only half of it, or why it could not be read. The text is in lower case, without noise."""
    half = None
    if (match := _HALF.fullmatch(text)) and not _CLOCK.fullmatch(text):
        half = _HALVES[match["first"] or match["last"]]
        text = match["rest"] or match["same"]
        text = "today" if text == "this" else text
    found = _relative(text, today) or _of_week(text, today) or _end_of(text, today) or _dated(text)
    if isinstance(found, Point):
        return replace(found, half=half)
    return found or Refusal("dates.unreadable", f"I could not read “{text}” as a day.")


def _relative(text: str, today: date) -> Point | None:
    """Days counted from today, and days of the week."""
    near = {"yesterday": -1, "today": 0, "now": 0, "tomorrow": 1, "day after tomorrow": 2}
    if text in near:
        return Point(text, today + near[text] * DAY)
    if later := _IN.fullmatch(text):
        return Point(text, today + times(later["number"]) * UNITS[later["unit"]][0] * DAY)
    if week := WEEK_ON.fullmatch(text):
        first = _relative(week["after"] or week["before"], today)
        return _a_week_later(first, text, today) if first else None
    return _weekday(text, today)


def _weekday(text: str, today: date) -> Point | None:
    which, _, name = text.rpartition(" ")
    number = index(name, WEEKDAYS)
    if number is None or which not in {"", "this", "next", "last"}:
        return None
    if which == "next":
        return Point(text, today + (7 - today.weekday() + number) * DAY)
    if which == "last":
        return Point(text, today - ((today.weekday() - number - 1) % 7 + 1) * DAY)
    return Point(text, weekday=number)


def _of_week(text: str, today: date) -> Point | None:
    """A day of the week of this week or the next: "Monday next week"."""
    match = _OF_WEEK.fullmatch(text)
    number = index(match["day"] or match["name"], WEEKDAYS) if match else None
    if match is None or number is None:
        return None
    weeks = (match["which"] or match["then"]) == "next"
    return Point(text, today + (7 * weeks + number - today.weekday()) * DAY)


def _end_of(text: str, today: date) -> Point | Refusal | None:
    """The last day of a week or month: "end of the month". The end of a day is all of that day."""
    match = _END_OF.fullmatch(text)
    if match is None:
        return None
    rest = match["rest"].removeprefix("this ")
    if rest in {"week", "next week"}:
        return Point(text, today + (7 * (rest != "week") + 6 - today.weekday()) * DAY)
    if rest in {"month", "next month"}:
        return Point(text, month_of(today, 0 if rest == "month" else 1)[1])
    if (number := index(rest, MONTHS)) is not None:
        return Point(text, month_of(today, (number + 1 - today.month) % 12)[1])
    return point(rest, today)


def month_of(today: date, ahead: int) -> tuple[date, date]:
    """The first and last day of the month that is so many after today's."""
    year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
    following, month_after = divmod(year * 12 + month + 1, 12)
    return date(year, month + 1, 1), date(following, month_after + 1, 1) - DAY


def _a_week_later(first: Point, text: str, today: date) -> Point:
    ahead = (first.weekday - today.weekday()) % 7 if first.weekday is not None else 0
    return Point(text, (first.fixed or today + ahead * DAY) + 7 * DAY)


def _dated(text: str) -> Point | Refusal | None:
    """A date, perhaps with its weekday before it."""
    weekday, rest = None, text
    first, _, after = text.partition(" ")
    if after and (number := index(first, WEEKDAYS)) is not None:
        weekday, rest = number, after
    match = _SLASHED.fullmatch(rest) or _NAMED.fullmatch(rest) or _NAMED_AMERICAN.fullmatch(rest)
    if not match:
        return None
    day, month, year = int(match["day"]), _month(match["month"]), _year(match["year"])
    if match["month"] and month is None:
        return _no_month(text, match["month"])
    if not 1 <= day <= _longest(month):
        return _no_day(text, day, month)
    if year is not None and year not in _YEARS:
        return Refusal("dates.no_such_day", f"The year {year} is out of my range.")
    return Point(text, weekday=weekday, day=day, month=month, year=year)


def _month(name: str | None) -> int | None:
    if name is None:
        return None
    if name.isdigit():
        return int(name) if 1 <= int(name) <= len(MONTHS) else None
    number = index(name, MONTHS)
    return None if number is None else number + 1


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return int(digits) if len(digits) > 2 else 2000 + int(digits)  # noqa: PLR2004  two digits are of this century


def _longest(month: int | None) -> int:
    """How many days the month may have; a leap year is assumed."""
    if month is None:
        return 31
    starts = [date(2024 + n // 12, n % 12 + 1, 1) for n in range(13)]
    return [(after - before).days for before, after in pairwise(starts)][month - 1]


def _no_month(text: str, month: str) -> Refusal:
    if month.isdigit():
        what = f"“{text}” has no month {month} in it. The day comes first: 25/12 is 25 December."
        return Refusal("dates.no_such_day", what)
    return Refusal("dates.unreadable", f"I could not read “{text}” as a day.")


def _no_day(text: str, day: int, month: int | None) -> Refusal:
    name = MONTHS[month - 1].capitalize() if month else ""
    return Refusal("dates.no_such_day", f"There is no {day} {name}".rstrip() + f" (“{as_written(text)}”).")


def index(name: str, known: tuple[str, ...]) -> int | None:
    """Which of the names this is, whole or cut short to three letters or more: "tues", "sept", "december"."""
    plain = name.rstrip(".")
    found = [i for i, full in enumerate(known) if len(plain) >= 3 and full.startswith(plain)]  # noqa: PLR2004
    return found[0] if len(found) == 1 else None
