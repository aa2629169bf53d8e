"""Months as people name them: “October”, “2026-10”, “last month”, or nothing for the present one."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.refusals import Refusal
from bot.core.rota.clock import midnight

_NUMBERED = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
_NAMED = re.compile(r"([a-z]{3,9})\.?(?: +(20[0-9]{2}))?")
_NAMES = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Month:
    """A month by the clock of a zone: [start, end) in UTC."""

    first: date
    start: datetime
    end: datetime

    @property
    def name(self) -> str:
        """As people say it: "October 2026"."""
        return f"{self.first:%B %Y}"


def month_of(first: date, zone: ZoneInfo) -> Month:
    """The month that begins on this day."""
    return Month(first, midnight(first, zone), midnight(after(first), zone))


def after(first: date) -> date:
    """The first day of the month after this one."""
    return date(first.year + first.month // _DECEMBER, first.month % _DECEMBER + 1, 1)


def before(first: date) -> date:
    """The first day of the month before this one."""
    return date(first.year - (first.month == 1), (first.month - 2) % _DECEMBER + 1, 1)


def month_meant(words: str, today: date, zone: ZoneInfo) -> Month | Refusal:
    """The month somebody means; a name without a year is the latest such month that has begun."""
    first = _first(" ".join(words.casefold().split()), today.replace(day=1))
    if first is None:
        return Refusal("figures.no_month", f"“{words.strip()}” is no month.", "Write it as October, or as 2026-10.")
    if first > today:
        return Refusal("figures.to_come", f"{first:%B %Y} has not begun yet, so there is nothing to count.")
    return month_of(first, zone)


def _first(words: str, this: date) -> date | None:
    if words in {"", "this month", "now"}:
        return this
    if words == "last month":
        return before(this)
    if numbered := _NUMBERED.fullmatch(words):
        return date(int(numbered[1]), int(numbered[2]), 1)
    named = _NAMED.fullmatch(words)
    number = next((n for n, name in enumerate(_NAMES, 1) if named and name.startswith(named[1])), None)
    if named is None or number is None:
        return None
    year = int(named[2]) if named[2] else this.year - (number > this.month)
    return date(year, number, 1)
