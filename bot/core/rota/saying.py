"""Taking apart the words with which people say days, in British English: the day comes before the month.

What comes out are points in time with what was left unsaid still open; said.py finds the dates they stand for.
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
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_UNITS = {"day": (1, 0), "week": (7, 0), "fortnight": (14, 0), "month": (0, 1)}
_AT_MOST_UNITS = 200
_SATURDAY = 5
_YEARS = range(1970, 2200)


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
    """From a point to another one, or for a length, or neither: the one day. `halves` is a count said beside them."""

    begin: Point
    end: Point | Length | None = None
    halves: int | None = None


_DATES = (
    (re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b"), r"\3/\2/\1"),
    (re.compile(r"\b(\d{1,2})([-.])(\d{1,2})\2(\d{4}|\d{2})\b"), r"\1/\3/\4"),
)
"""Other ways to write a date in digits, turned into 24/12/2026 before a hyphen means "to"."""
_NOISE = re.compile(r"\b(?:inclusive|incl\.?|all day|the|on|of|off|from|since|between|please|starting|beginning)\b|,")
_COUNT = re.compile(r"[, ]+(?:(?P<whole>\d{1,3})?(?P<half>½)? days?|(?P<only>half a day))$")
_TO = re.compile(r" (?:to|until|till|til|through|and) |(?<! ) ?- ?")
_UNTIL = re.compile(r"(?:until|till|til|up to|through|to) (?P<rest>.+)")
_LENGTH = r"(?P<number>\d{1,3}|an?|" + "|".join(_NUMBERS) + r") (?P<unit>day|week|fortnight|month)s?"
_FOR = re.compile(rf"(?:for )?{_LENGTH}(?: (?P<point>.+))?")
_POINT_FOR = re.compile(rf"(?P<point>.+) for {_LENGTH}")
_IN = re.compile(_LENGTH.replace("|month", "").join(("in ", "(?: time)?")))
_WEEK_ON = re.compile(r"(?:(?:a )?week (?P<after>\w+)|(?P<before>\w+) week)")

_HALF = re.compile(r"(?:(?P<first>morning|afternoon) (?P<rest>.+)|(?P<same>.+) (?P<last>morning|afternoon|am|pm))")
_HALVES = {"morning": Half.MORNING, "am": Half.MORNING, "afternoon": Half.AFTERNOON, "pm": Half.AFTERNOON}
_SLASHED = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?")
_NAMED = re.compile(r"(?P<day>\d{1,2})(?P<th>st|nd|rd|th)?(?: (?P<month>[a-z]{3,9})\.?)?(?: (?P<year>\d{4}))?")
_NAMED_AMERICAN = re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?: (?P<year>\d{4}))?")


def heard(words: str, today: date) -> Heard | Refusal:
    """What was said, or which part of it could not be understood."""
    text, halves = _tidied(words)
    if not text:
        return Refusal("dates.none", "It does not say which days.")
    found = _period(text, today) or _lasting(text, today) or _from_to(text, today)
    return replace(found, halves=halves) if isinstance(found, Heard) else found


def as_written(words: str) -> str:
    """Words that were put in lower case to be read, with the capitals that days and months have."""
    return re.sub(r"[a-z]+", lambda m: m[0].capitalize() if _is_name(m[0]) else m[0], words)


def _is_name(word: str) -> bool:
    return _index(word, WEEKDAYS) is not None or _index(word, MONTHS) is not None


def _tidied(words: str) -> tuple[str, int | None]:
    """Lower case, one space, one kind of dash, without words that carry nothing; a count of days taken off the end."""
    text = " ".join(re.sub("[–—−]", "-", words.casefold()).split()).strip(" .!")
    for pattern, plain in _DATES:
        text = pattern.sub(plain, text)
    count = _COUNT.search(text)
    if count and text[: count.start()].rpartition(" ")[2] not in {"", "for", "in"}:
        text = text[: count.start()]
        halves = 1 if count["only"] else 2 * int(count["whole"] or 0) + bool(count["half"])
        return " ".join(_NOISE.sub(" ", text).split()), halves
    return " ".join(_NOISE.sub(" ", text).split()), None


def _period(text: str, today: date) -> Heard | None:
    """Stretches that have a name of their own."""
    monday = today - today.weekday() * DAY
    sunday = monday + 6 * DAY
    saturday = max(today, monday + _SATURDAY * DAY)
    named = {
        "this week": (today, sunday),
        "rest week": (today, sunday),
        "rest this week": (today, sunday),
        "next week": (monday + 7 * DAY, sunday + 7 * DAY),
        "weekend": (saturday, sunday),
        "this weekend": (saturday, sunday),
        "next weekend": (monday + 12 * DAY, sunday + 7 * DAY),
    }
    if text not in named:
        return None
    begin, end = named[text]
    return Heard(Point(text, begin), Point(text, end))


def _lasting(text: str, today: date) -> Heard | Refusal | None:
    """Days that last: "2 weeks from Monday", "Monday for 3 days", "3 days"."""
    match = _POINT_FOR.fullmatch(text) or _FOR.fullmatch(text)
    if not match or (match.re is _FOR and _WEEK_ON.fullmatch(text)):
        return None
    begin, times = _point(match["point"] or "today", today), _times(match["number"])
    if isinstance(begin, Refusal):
        return begin
    if not 1 <= times <= _AT_MOST_UNITS:
        return Refusal("dates.unreadable", f"{times} {match['unit']}s is not a length of time I can use.")
    days, months = _UNITS[match["unit"]]
    return Heard(begin, Length(times * days, times * months))


def _times(number: str) -> int:
    if number.isdigit():
        return int(number)
    return _NUMBERS.index(number) + 1 if number in _NUMBERS else 1


def _from_to(text: str, today: date) -> Heard | Refusal:
    if until := _UNTIL.fullmatch(text):
        return _pair(Point("today", today), _point(until["rest"], today))
    whole = _point(text, today)
    if isinstance(whole, Point):
        return Heard(whole)
    for left, right in _cuts(text):
        begin, end = _point(left, today), _point(right, today)
        if isinstance(begin, Point) or isinstance(end, Point):
            return _pair(begin, end)
    return whole


def _cuts(text: str) -> list[tuple[str, str]]:
    """Every way to read the text as one thing to another."""
    return [(text[: m.start()].strip(), text[m.end() :].strip()) for m in _TO.finditer(text)]


def _pair(begin: Point | Refusal, end: Point | Refusal) -> Heard | Refusal:
    for one, other in ((begin, end), (end, begin)):
        if isinstance(one, Refusal):
            understood = f" I did understand “{as_written(other.words)}”." if isinstance(other, Point) else ""
            return replace(one, what=one.what + understood)
    assert isinstance(begin, Point)
    assert isinstance(end, Point)
    return Heard(begin, end)


def _point(text: str, today: date) -> Point | Refusal:
    """One day, perhaps only half of it."""
    half = None
    if match := _HALF.fullmatch(text):
        half = _HALVES[match["first"] or match["last"]]
        text = match["rest"] or match["same"]
        text = "today" if text == "this" else text
    found = _relative(text, today) or _dated(text)
    if isinstance(found, Point):
        return replace(found, half=half)
    return found or Refusal("dates.unreadable", f"I could not read “{text}” as a day.")


def _relative(text: str, today: date) -> Point | None:
    """Days counted from today, and days of the week."""
    near = {"yesterday": -1, "today": 0, "now": 0, "tomorrow": 1, "day after tomorrow": 2}
    if text in near:
        return Point(text, today + near[text] * DAY)
    if later := _IN.fullmatch(text):
        return Point(text, today + _times(later["number"]) * _UNITS[later["unit"]][0] * DAY)
    if week := _WEEK_ON.fullmatch(text):
        first = _relative(week["after"] or week["before"], today)
        return _a_week_later(first, text, today) if first else None
    return _weekday(text, today)


def _weekday(text: str, today: date) -> Point | None:
    which, _, name = text.rpartition(" ")
    number = _index(name, WEEKDAYS)
    if number is None or which not in {"", "this", "next", "last"}:
        return None
    if which == "next":
        return Point(text, today + (7 - today.weekday() + number) * DAY)
    if which == "last":
        return Point(text, today - ((today.weekday() - number - 1) % 7 + 1) * DAY)
    return Point(text, weekday=number)


def _a_week_later(first: Point, text: str, today: date) -> Point:
    ahead = (first.weekday - today.weekday()) % 7 if first.weekday is not None else 0
    return Point(text, (first.fixed or today + ahead * DAY) + 7 * DAY)


def _dated(text: str) -> Point | Refusal | None:
    """A date, perhaps with its weekday before it."""
    weekday, rest = None, text
    first, _, after = text.partition(" ")
    if after and (number := _index(first, WEEKDAYS)) is not None:
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
    index = _index(name, MONTHS)
    return None if index is None else index + 1


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


def _index(name: str, known: tuple[str, ...]) -> int | None:
    """Which of the names this is, whole or cut short to three letters or more: "tues", "sept", "december"."""
    plain = name.rstrip(".")
    found = [i for i, full in enumerate(known) if len(plain) >= 3 and full.startswith(plain)]  # noqa: PLR2004
    return found[0] if len(found) == 1 else None
