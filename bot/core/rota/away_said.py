"""Reading when somebody is away from what they would write to a colleague: "flu since Monday", "back on Thursday".

The reasons are taken off first (away_words.py) and never kept; the days are reading.py's. What has no end, or can be
read in two ways, is refused with what to type instead.
"""

import re
from dataclasses import replace
from datetime import date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.core.refusals import Refusal
from bot.core.rota.away_words import without_reasons
from bot.core.rota.clock import DAY, local
from bot.core.rota.clock_words import clock_in
from bot.core.rota.past_days import past_day
from bot.core.rota.points import MONTHS, Point, as_written, index, point
from bot.core.rota.reading import read
from bot.core.rota.said import MIDDAY, Said, day_in_words
from bot.core.rota.saying import heard, plain

_SINCE = re.compile(r"since (?:the )?(?P<start>.+?)(?:,? (?:until|till|til|to|through|up to) (?P<end>.+))?")
_OPEN = re.compile(r"(?:(?:from|as of|starting|beginning) )?(?P<start>.+?)(?: onwards?)?")
_BACK = re.compile(r"(?:(?P<start>.+?)[, ]+(?:and )?)?(?:until )?back (?:(?:after|by|on|at) )*(?P<when>.+)")
_SEPARATOR = re.compile(r" ?,(?: ?and\b)? ?| and ")
_SEVERAL = 3
_UNTIL_MONTH = re.compile(r"(?:.+ )?(?:until|till|til|to) (?P<month>[a-z]{3,9})")
_WHY = (
    (
        re.compile(r"\b(?:except|apart from|excluding|but not)\b"),
        Refusal(
            "dates.except",
            "I can enter one time at a time, without days left out of it.",
            "Enter the part before and then the part after, such as “Mon-Tue next week” and then “Thu-Fri next week”.",
        ),
    ),
    (
        re.compile(r"\b(?:few|couple|several|some) (?:of )?(?:more )?(?:days|weeks|hours)\b"),
        Refusal(
            "dates.no_end", "I need to know how long.", "Write “for 3 days”, or until when, such as “until Friday”."
        ),
    ),
    (
        re.compile(r"\b(?:better|recovered|for now|foreseeable|no idea|dont know|not sure|as long as|a while)\b"),
        Refusal(
            "dates.no_end",
            "I need a last day.",
            "Write until when you know, such as “today” or “until Friday”: it can be made longer later.",
        ),
    ),
    (
        re.compile(
            r"\b(?:christmas|xmas|easter|good friday|whitsun|whit|half[- ]term|bank holidays?|new years?|holidays)\b"
        ),
        Refusal(
            "dates.which_days",
            "I cannot tell which dates that is.",
            "Write the dates, as in “24 Dec to 2 Jan”. Of days with a name I know Christmas Eve, Christmas Day, Boxing "
            "Day, New Year’s Eve and New Year’s Day.",
        ),
    ),
)
"""What is said of words that could not be read, by what stands in them."""


def read_away(words: str, now: datetime, zone: ZoneInfo, midday: time = MIDDAY) -> Said | Refusal:
    """What is meant by these words, said at `now` in the zone, as `read` has it but for what people say of leave.

    "since" and "from" a day that is past last until today; from a day that is ahead they have no end, and are refused.
    """
    today = local(now, zone).date()
    text = without_reasons(words)
    if several := _several(text, today):
        return several
    meant = _ended(_since(_until_back(text, today), today), today)
    said = meant if isinstance(meant, Refusal) else read(meant, now, zone, midday)
    return _explained(said, plain(words), text, today) if isinstance(said, Refusal) else said


def _until_back(text: str, today: date) -> str:
    """Until the day before somebody is back, or until the time: "24 Dec, back 4 Jan", "back at 2pm"."""
    back = _BACK.fullmatch(text)
    if back is None:
        return text
    begin, when = back["start"] or "today", back["when"]
    if clock_in(when, MIDDAY):
        return f"{begin} to {when}" if back["start"] else f"until {when}"
    start, day = point(begin, today), point(when, today)
    if not back["start"] or not isinstance(start, Point) or not isinstance(day, Point) or day.half:
        return text
    first = start.next_from(today)
    last = day.next_from(first + DAY) if first else None
    return f"{begin} to {last - DAY:%d/%m/%Y}" if last else text


def _since(text: str, today: date) -> str | Refusal:
    """What began before today lasts until its end, or until today: that it has begun is all that matters now."""
    since = _SINCE.fullmatch(text)
    if since is None:
        return text
    clock = clock_in(since["start"], MIDDAY)
    start = past_day(clock[1] if clock else since["start"], today)
    if start is None:
        return text if clock else _no_day(since["start"])
    if since["end"]:
        return f"until {since['end']}"
    return f"{start:%d/%m/%Y} to today"


def _no_day(words: str) -> Refusal:
    what = f"I could not read “{as_written(words)}” as a day that is past."
    return Refusal("dates.unreadable", what, "Only until when you are away matters: write “today”, or “until Friday”.")


def _ended(text: str | Refusal, today: date) -> str | Refusal:
    """A beginning without an end: until today if it is past, else refused."""
    begin = None if isinstance(text, Refusal) else _OPEN.fullmatch(text)
    if isinstance(text, Refusal) or begin is None or begin["start"] == text:
        return text
    told = heard(begin["start"], today)
    if isinstance(told, Refusal) or told.end is not None:
        return text.removesuffix(" onwards").removesuffix(" onward")
    start = told.begin.next_from(today)
    if start is None or start <= today:
        return f"{begin['start']} to today" if start else text
    on = as_written(told.begin.words)
    what = f"I read that as from {day_in_words(start)} on, and need a last day."
    return Refusal("dates.no_end", what, f"Write “{on} to” and the last day, or “{on}” for that day alone.")


def _several(text: str, today: date) -> Said | Refusal | None:
    """Three days or more, one by one: "Monday, Tuesday and Wednesday", "1, 2 and 3 December"."""
    parts = [part.removeprefix("the ") for part in _SEPARATOR.split(text)]
    if len(parts) < _SEVERAL:
        return None
    days = [point(part, today) for part in parts]
    points = [day for day in days if isinstance(day, Point) and day.fixed is None and day.half is None]
    if len(points) != len(parts) or len({each.day is None for each in points}) > 1:
        return None
    found = _in_turn([replace(each, month=each.month or points[-1].month) for each in points], today)
    if found is None or all(after - before == DAY for before, after in pairwise(found)):
        return Said(found[0], found[-1]) if found else None
    what = f"I read that as {', '.join(day_in_words(each) for each in found)}, with days between them."
    return Refusal("dates.apart", what, "Enter them one by one, or write “to” if you mean all of it.")


def _in_turn(points: list[Point], today: date) -> list[date] | None:
    found: list[date] = []
    for each in points:
        following = each.next_from(found[-1] if found else today)
        if following is None:
            return None
        found.append(following)
    return found


def _explained(refusal: Refusal, words: str, text: str, today: date) -> Refusal:
    """More of help than that it could not be read."""
    if refusal.rule == "dates.past" and not any(char.isdigit() for char in words):
        return replace(
            refusal,
            next_step="What is past needs no cover. If you are still away, write until when: “today”, “until Friday”.",
        )
    if refusal.rule != "dates.unreadable":
        return refusal
    if (month := _UNTIL_MONTH.fullmatch(text)) and (number := index(month["month"], MONTHS)) is not None:
        return _which_end(number, today)
    return next((why for pattern, why in _WHY if pattern.search(words)), refusal)


def _which_end(number: int, today: date) -> Refusal:
    """Until January may be to the last of December, or of January."""
    first = next(day for n in range(1, 367) if (day := today + n * DAY).day == 1 and day.month == number + 1)
    before = first - DAY
    after = next(day for n in range(27, 31) if (day := first + n * DAY + DAY).day == 1) - DAY
    one, other = (f"{day.day} {day:%B}" for day in (before, after))
    return Refusal(
        "dates.which_end",
        f"I understood “until {first:%B}”, but not whether {first:%B} is part of it.",
        f"Write “until {one}” or “until {other}”.",
    )
