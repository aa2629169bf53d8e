"""Weekly windows, such as weekdays 09:00 to 17:00: when a layer applies, a seat is needed, a part-timer works."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.core.rota.clock import DAY, first_shown, last_shown, local, shown, utc
from bot.core.rota.stretches import Stretch, joined, touching

WEEK = 7
EVERY_DAY = frozenset(range(WEEK))


@dataclass(frozen=True, slots=True)
class Window:
    """On these days (Monday is 0), from a wall time to a wall time; one not after the start is on the next day.

    From 08:00 to 08:00 is a whole day. The start is the first occurrence where a time occurs twice, the end the last.
    With `weeks` 2 it holds every second week, counted from the week of `since` (a nine-day fortnight).
    """

    days: frozenset[int] = EVERY_DAY
    start: time = time()
    end: time = time()
    weeks: int = 1
    since: date = date(2024, 1, 1)

    def __post_init__(self) -> None:
        if not self.days or not self.days <= EVERY_DAY or self.weeks < 1:
            raise ValueError("a window needs days from 0 to 6 and at least every week")

    def on(self, day: date) -> bool:
        """Whether the window opens on this day."""
        if day.weekday() not in self.days:
            return False
        return self.weeks == 1 or (_week(day) - _week(self.since)) % self.weeks == 0


Restriction = tuple[Window, ...]
"""The time in any of the windows."""


def openings(restriction: Restriction, zone: ZoneInfo, start: datetime, end: datetime) -> list[Stretch]:
    """When the restriction is open in [start, end), in order. Windows that meet are one; the ends are not cut."""
    begin, stop = local(utc(start), zone).date() - 2 * DAY, local(utc(end), zone).date()
    return touching(_openings(restriction, zone, begin, stop), start, end)


@lru_cache(maxsize=128)
def _openings(restriction: Restriction, zone: ZoneInfo, begin: date, stop: date) -> tuple[Stretch, ...]:
    """Kept, because in one rota several seats and layers ask for the same windows of the same days."""
    return tuple(joined(s for window in restriction for s in _each(window, zone, begin, stop)))


def is_open(restriction: Restriction, zone: ZoneInfo, at: datetime) -> bool:
    """Whether the restriction is open at this instant."""
    return bool(openings(restriction, zone, at, at + timedelta.resolution))


def current_or_next(restriction: Restriction, zone: ZoneInfo, at: datetime) -> Stretch | None:
    """The opening that holds this instant, else the next one. None for a restriction that never closes."""
    around = timedelta(weeks=2 * max(window.weeks for window in restriction))
    found = openings(restriction, zone, at - around, at + around)
    stretch = next((s for s in found if s[1] > at), None)
    if stretch is None or (stretch[0] <= at - around and stretch[1] >= at + around):
        return None
    return stretch


def _each(window: Window, zone: ZoneInfo, begin: date, stop: date) -> Iterator[Stretch]:
    opens, closes = shown(datetime.combine(begin, window.start)), shown(datetime.combine(begin, window.end))
    if window.end <= window.start:
        closes += DAY
    for _ in range((stop - begin).days + 1):
        if window.on(opens):
            yield first_shown(opens, zone), last_shown(closes, zone)
        opens += DAY
        closes += DAY


def _week(day: date) -> int:
    """The number of a day's week, Monday first."""
    return (day.toordinal() - 1) // WEEK
