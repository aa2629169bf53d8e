"""Dates and times of day as people write them. What cannot be a date, such as 31/31/2026, is none."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.policy.figures.figure import Amount, Day, Kind, Reading

_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
_NUMBER_OF = {name: number for number, name in enumerate(_MONTHS, 1)}
_NUMBER_OF |= {name[:3]: number for name, number in _NUMBER_OF.items()} | {"sept": 9}
_MONTH = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
_NTH = r"(?:st|nd|rd|th)?"
_LAST_DAY, _LAST_MONTH, _NOON = 31, 12, 720

_DATES = (
    re.compile(
        rf"(?<![\w.,£$€/])(?:(?P<from>\d{{1,2}}){_NTH}\s{{0,2}}(?:-|–|to|and|&)\s{{0,2}})?(?P<day>\d{{1,2}}){_NTH}\s(?:of\s)?"
        rf"(?P<month>{_MONTH})\b(?:,?\s(?P<year>(?:19|20)\d\d)\b)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>{_MONTH})\s(?P<day>\d{{1,2}}){_NTH}(?![\w:]|[.,]\d|%)(?:,?\s(?P<year>(?:19|20)\d\d)\b)?",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<month>{_MONTH})\s(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(r"(?<![\w/.])(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<year>(?:20)?\d\d)(?![\w/])"),
    re.compile(r"(?<![\w-])(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?![\w-])"),
)
_TIME = re.compile(
    r"(?<![\w.,£$€/:])(?:(?P<h0>\d{1,2})(?:[.:](?P<m0>[0-5]\d))?\s{0,2}(?:-|–|to)\s{0,2})?"
    r"(?P<h>\d{1,2})(?:[.:](?P<m>[0-5]\d))?\s?(?P<half>[ap])(?:m\b|\.m\.)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\w.,£$€/:])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?![\w:])")
_NAMED = re.compile(r"\b(?P<name>noon|midday|midnight)\b", re.IGNORECASE)
PATTERNS = (*_DATES, _TIME, _CLOCK, _NAMED)
"""In the order in which they are looked for; each knows its own groups."""


def readings(found: re.Match[str]) -> list[Reading]:
    """What a match of one of PATTERNS says: one moment, or both ends of a stretch; nothing where it is none."""
    named = found.groupdict()
    if "name" in named:
        return [_time(0 if named["name"].lower() == "midnight" else _NOON)]
    return list(_times(named) if "h" in named else _days(named))


def _days(named: dict[str, str | None]) -> Iterator[Day]:
    month = int(named["number"] or 0) if "number" in named else _NUMBER_OF[(named["month"] or "").lower()]
    year = int(named.get("year") or 0)
    year += 2000 if 0 < year < 100 else 0  # noqa: PLR2004  two digits are of this century
    for part in ("from", "day"):
        if (said := named.get(part)) and 0 < int(said) <= _LAST_DAY and 0 < month <= _LAST_MONTH:
            yield Day(year, month, int(said))
    if "day" not in named:
        yield Day(year, month)


def _times(named: dict[str, str | None]) -> Iterator[Amount]:
    """“9 to 11am” begins in the morning as well; “11 to 1pm” before noon."""
    half = (named.get("half") or "").lower()
    end = _minutes(named["h"], named["m"], half)
    if start := named.get("h0"):
        same = _minutes(start, named["m0"], half)
        yield _time(same if same < end else _minutes(start, named["m0"], "a"))
    yield _time(end)


def _minutes(hour: str | None, minute: str | None, half: str) -> int:
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    return hours * 60 + int(minute or 0)


def _time(minutes: int) -> Amount:
    return Amount(Kind.TIME, Decimal(minutes), Decimal(minutes))
