"""Taking apart the words with which people say days: from one to another, for so long, this week. British English.

One day by itself is points.py's; days_meant.py finds the dates that are meant; times of day are hours_said.py's.
"""

import re
from dataclasses import replace
from datetime import date

from bot.core.refusals import Refusal
from bot.core.rota.changes import Half
from bot.core.rota.clock import DAY
from bot.core.rota.points import (
    LENGTH,
    MONTHS,
    UNITS,
    WEEK_ON,
    WEEKDAYS,
    Heard,
    Length,
    Point,
    as_written,
    index,
    month_of,
    point,
    times,
)

_AT_MOST_UNITS = 200
_SATURDAY = 5

_DATES = (
    (re.compile(r"(\d{4}-\d{2}-\d{2})/(?=\d{4}-)"), r"\1 to "),
    (re.compile(r"(?<=\d)t(?=\d{2}:\d{2})"), " "),
    (re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b"), r"\3/\2/\1"),
    (re.compile(r"\b(\d{1,2})([-.])(\d{1,2})\2(\d{4}|\d{2})\b"), r"\1/\3/\4"),
)
"""Other ways to write a date in digits, turned into 24/12/2026 before a hyphen means "to"."""
_NAMED_DAYS = (
    (re.compile(r"\b(?:christmas|xmas) day\b"), "25 december"),
    (re.compile(r"\b(?:christmas|xmas) eve\b"), "24 december"),
    (re.compile(r"\bboxing day\b"), "26 december"),
    (re.compile(r"\bnew years? eve\b"), "31 december"),
    (re.compile(r"\bnew years? day\b"), "1 january"),
    (re.compile(r"\b(?:tmrw|tmr|tomoz|tomm?orr?ow)\b"), "tomorrow"),
    (re.compile(r"\bweds\b"), "wednesday"),
    (re.compile(r"\b(?:immediately|straight away|right away|asap)\b"), "now"),
    (re.compile(r"\b(?:all|whole|entire)(?: of)? (?=(?:the |this |next )?week\b)"), ""),
    (re.compile(r"^(?:the )?(?:all|whole) day (?=\w)"), ""),
    (re.compile(r"\bbetween (.+?) and (.+)"), r"\1 to \2"),
    (re.compile(r"\b(?:w/c|w/b|wc|week (?:commencing|beginning|starting|of))(?= )"), "w/c"),
)
_HALF_DAY = re.compile(r"\b(?:an? )?half[- ](?:a )?day\b")
_EVERY = re.compile(r"\b(?:every|each|(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b")
_NOISE = re.compile(
    r"\b(?:inclusive|incl\.?|only|all day|the|on|of|off|from|since|between|please|starting|beginning)\b|,|\(inc\.?\)|@ "
)
_COUNT = re.compile(r"[, ]+(?:(?P<whole>\d{1,3})?(?P<half>½)? days?|(?P<only>half a day))$")
_TO = re.compile(r" (?:to|until|till|til|through|and) |(?<! ) ?- ?")
_NO_END = re.compile(r"\b(?:further notice|indefinitely|for good|for ever|forever)\b")
_BACK = re.compile(r"(?:be )?back (?P<day>.+)")
_DAYS_OF_WEEK = re.compile(r"(?P<days>.+) w/c (?P<day>.+)")
_WEEK_OF = re.compile(r"w/c (?P<day>.+)")
_IN_WEEK = re.compile(r"\w+ (?P<week>(?:next|this) week)$")
_UNTIL = re.compile(r"(?:until|till|til|up to|through|to) (?P<rest>.+)")
_FOR = re.compile(rf"(?:for )?{LENGTH}(?: (?P<point>.+))?")
_POINT_FOR = re.compile(rf"(?P<point>.+) for {LENGTH}")


def heard(words: str, today: date) -> Heard | Refusal:
    """What was said, or which part of it could not be understood."""
    text, halves = _tidied(words)
    if not text:
        return Refusal("dates.none", "It does not say which days.")
    if _EVERY.search(text):
        what = f"I read “{as_written(words.strip())}” as days that come again and again, and enter one time at a time."
        return Refusal("dates.every", what, "Enter the next one. For good, a communications lead changes the rota.")
    if _NO_END.search(text):
        later = "Write until when you know, such as “until Friday”: it can be made longer later."
        return Refusal("dates.no_end", "I need a last day.", later)
    if _HALF_DAY.search(text):
        return _no_half(as_written(" ".join(_HALF_DAY.sub(" ", text).split())))
    found = _period(text, today) or _lasting(text, today) or _from_to(text, today)
    return replace(found, halves=halves) if isinstance(found, Heard) else found


def _no_half(on: str) -> Refusal:
    what = f"I understood {f'“{on}”' if on else 'today'}, but not which half of the day."
    day = "this" if on in {"", "today"} else on
    return Refusal("dates.which_half_day", what, f"Write “{day} morning” or “{day} afternoon”.")


def plain(words: str) -> str:
    """Lower case, one space, one kind of dash; dates, and days that have a name, written in one way."""
    text = " ".join(re.sub("[–—−]", "-", words.casefold()).replace("’", "").replace("'", "").split()).strip(" .!")
    for pattern, meant in (*_DATES, *_NAMED_DAYS):
        text = pattern.sub(meant, text)
    return text


def _tidied(words: str) -> tuple[str, int | None]:
    """Plain, without words that carry nothing; a count of days taken off the end."""
    text = plain(words)
    count = _COUNT.search(text)
    if count and text[: count.start()].rpartition(" ")[2] not in {"", "for", "in"}:
        text = text[: count.start()]
        halves = 1 if count["only"] else 2 * int(count["whole"] or 0) + bool(count["half"])
        return " ".join(_NOISE.sub(" ", text).split()), halves
    return " ".join(_NOISE.sub(" ", text).split()), None


def _period(text: str, today: date) -> Heard | Refusal | None:
    """Stretches that have a name of their own."""
    if back := _BACK.fullmatch(text):
        return _until_back(back["day"], today)
    if some := _DAYS_OF_WEEK.fullmatch(text):
        return _days_of_week(some["days"], some["day"], today)
    if week := _WEEK_OF.fullmatch(text):
        begin = point(week["day"], today)
        return begin if isinstance(begin, Refusal) else Heard(replace(begin, weekday=0), Length(7))
    monday = today - today.weekday() * DAY
    sunday = monday + 6 * DAY
    saturday = max(today, monday + _SATURDAY * DAY)
    named = {
        "week": (today, sunday),
        "this week": (today, sunday),
        "rest week": (today, sunday),
        "rest this week": (today, sunday),
        "next week": (monday + 7 * DAY, sunday + 7 * DAY),
        "weekend": (saturday, sunday),
        "this weekend": (saturday, sunday),
        "next weekend": (monday + 12 * DAY, sunday + 7 * DAY),
        "week after next": (monday + 14 * DAY, sunday + 14 * DAY),
        "rest day": (today, today),
        "rest today": (today, today),
    }
    found = named.get(text) or _month(text, today)
    return Heard(Point(text, found[0]), Point(text, found[1])) if found else None


def _until_back(text: str, today: date) -> Heard | Refusal:
    """The last day away is the one before somebody is back: "back on Monday"."""
    day = point(text, today)
    back = None if isinstance(day, Refusal) else day.next_from(today + DAY)
    if isinstance(day, Refusal) or back is None or back <= today:
        return day if isinstance(day, Refusal) else Refusal("dates.unreadable", f"I could not read “back {text}”.")
    if day.half is Half.AFTERNOON:  # the morning of that day is still away
        return Heard(Point("today", today), Point(f"until {text}", back, half=Half.MORNING))
    return Heard(Point("today", today), Point(f"until {text}", back - DAY))


def _days_of_week(days: str, week: str, today: date) -> Heard | Refusal | None:
    """Days of a week that was named by its Monday: "Mon-Wed w/c 7 Dec"."""
    of = point(week, today)
    monday = None if isinstance(of, Refusal) else of.next_from(today)
    if isinstance(of, Refusal) or monday is None or monday.weekday():
        return None if isinstance(of, Point) else of
    said = _from_to(days, monday)
    if isinstance(said, Refusal) or isinstance(said.end, Length):
        return None
    return replace(said, begin=_within(said.begin, monday), end=said.end and _within(said.end, monday))


def _within(day: Point, monday: date) -> Point:
    return replace(day, fixed=day.next_from(monday))


def _month(text: str, today: date) -> tuple[date, date] | None:
    """What is left of a month: "December", "all of next month", "the rest of the month"."""
    name = text.removeprefix("all ").removeprefix("whole ").removeprefix("rest ").removeprefix("this ")
    number = index(name, MONTHS) if name not in {"month", "next month"} else None
    if number is None and name not in {"month", "next month"}:
        return None
    ahead = int(name == "next month") if number is None else (number + 1 - today.month) % 12
    begin, end = month_of(today, ahead)
    return max(begin, today), end


def _lasting(text: str, today: date) -> Heard | Refusal | None:
    """Days that last: "2 weeks from Monday", "Monday for 3 days", "3 days"."""
    match = _POINT_FOR.fullmatch(text) or _FOR.fullmatch(text)
    if not match or (match.re is _FOR and WEEK_ON.fullmatch(text)):
        return None
    begin, number = point(match["point"] or "today", today), times(match["number"])
    if isinstance(begin, Refusal):
        return begin
    if not 1 <= number <= _AT_MOST_UNITS:
        return Refusal("dates.unreadable", f"{number} {match['unit']}s is not a length of time I can use.")
    days, months = UNITS[match["unit"]]
    return Heard(begin, Length(number * days, number * months))


def _from_to(text: str, today: date) -> Heard | Refusal:
    if until := _UNTIL.fullmatch(text):
        return _pair(Point("today", today), point(until["rest"], today))
    whole = point(text, today)
    if isinstance(whole, Point):
        return Heard(whole)
    for left, joint, right in _cuts(text):
        begin, end = point(left, today), point(right, today)
        if isinstance(begin, Point) or isinstance(end, Point):
            pair = _pair(begin, end)
            return replace(pair, is_pair=joint == "and") if isinstance(pair, Heard) else pair
    return whole


def _cuts(text: str) -> list[tuple[str, str, str]]:
    """Every way to read the text as one thing to another, with the word between. A week said once is that of both."""
    found = [(text[: m.start()].strip(), m[0].strip(), text[m.end() :].strip()) for m in _TO.finditer(text)]
    return [_of_one_week(*each) for each in found]


def _of_one_week(left: str, joint: str, right: str) -> tuple[str, str, str]:
    if (after := _IN_WEEK.search(right)) and not _IN_WEEK.search(left) and index(left, WEEKDAYS) is not None:
        return f"{left} {after['week']}", joint, right
    if left.startswith(("next week ", "this week ")) and index(right, WEEKDAYS) is not None:
        return left, joint, f"{left[:9]} {right}"
    return left, joint, right


def _pair(begin: Point | Refusal, end: Point | Refusal) -> Heard | Refusal:
    for one, other in ((begin, end), (end, begin)):
        if isinstance(one, Refusal):
            understood = f" I did understand “{as_written(other.words)}”." if isinstance(other, Point) else ""
            return replace(one, what=one.what + understood)
    assert isinstance(begin, Point)
    assert isinstance(end, Point)
    return Heard(begin, end)
