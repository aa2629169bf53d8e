"""Whose turn it is: people in order, handing over every so many hours, days, weeks or months of wall-clock time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.core.ids import PersonId
from bot.core.rota.clock import DAY, Shown, first_shown, gaps, local, shown, utc


class Every(StrEnum):
    """The unit in which turns are counted."""

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


_STEP = {Every.HOURLY: timedelta(hours=1), Every.DAILY: DAY, Every.WEEKLY: 7 * DAY}


class Turn(NamedTuple):
    """One person's turn, [start, end) in UTC; `number` counts handoffs from the rotation's start, 0 for the first.

    A tuple, not a dataclass: a year has hundreds of them.
    """

    start: datetime
    end: datetime
    person: PersonId
    number: int


@dataclass(frozen=True, slots=True)
class Rotation:
    """People in order. The k-th handoff is start + k periods on the wall clock of the zone, both ways from the start.

    `start` is a wall time (naive). A handoff that occurs twice is the first of the two; one that is skipped in spring
    is at the end of the gap. Months are counted from the start, so the 31st is the last day of shorter months and the
    31st again after them. Two handoffs at the end of one gap are one: nobody loses a turn to the clock.
    """

    every: Every
    start: datetime
    zone: ZoneInfo
    people: tuple[PersonId, ...]
    length: int = 1

    def __post_init__(self) -> None:
        if not self.people or self.length < 1 or self.start.tzinfo is not None:
            raise ValueError("a rotation needs people, a length of at least 1 and a wall time to start from")

    def turn(self, at: datetime) -> Turn:
        """Whose turn it is at this instant."""
        return next(self.turns(at, at + timedelta.resolution))

    def turns(self, start: datetime, end: datetime) -> Iterator[Turn]:
        """The turns that touch [start, end), whole, in order."""
        k = self._handoff_before(utc(start))
        number = self._number(k)
        handoffs = self._handoffs(k)
        begin = next(handoffs)
        while begin < end:
            until = next(handoffs)
            if until > begin:
                yield Turn(begin, until, self.people[number % len(self.people)], number)
                number += 1
            begin = until

    def person(self, number: int) -> PersonId:
        """Whose turn has this number."""
        return self.people[number % len(self.people)]

    def _wall(self, k: int) -> Shown:
        start = shown(self.start)
        if self.every is Every.MONTHLY:
            return _plus_months(start, k * self.length)
        return start + k * self.length * _STEP[self.every]

    def _handoff(self, k: int) -> datetime:
        return first_shown(self._wall(k), self.zone)

    def _handoffs(self, k: int) -> Iterator[datetime]:
        """The k-th handoff and all that follow it."""
        if self.every is Every.MONTHLY:
            yield from (self._handoff(n) for n in count(k))
            return
        wall, step = self._wall(k), self.length * _STEP[self.every]
        while True:
            yield first_shown(wall, self.zone)
            wall += step

    def _handoff_before(self, at: datetime) -> int:
        """The k of the last handoff at or before this instant."""
        wall = local(at, self.zone)
        if self.every is Every.MONTHLY:
            k = (12 * (wall.year - self.start.year) + wall.month - self.start.month) // self.length
        else:
            k = (wall - self.start) // (self.length * _STEP[self.every])
        while self._handoff(k) > at:
            k -= 1
        while self._handoff(k + 1) <= at:
            k += 1
        return k

    def _number(self, k: int) -> int:
        """How many handoffs lie between the start and the k-th, counting those at one instant once."""
        if self.every is Every.MONTHLY or self.length * _STEP[self.every] > DAY:
            return k
        step = self.length * _STEP[self.every]
        start = shown(self.start)
        years = sorted((start.year, self._wall(k).year))
        number = k
        for gap in gaps(self.zone, years[0], years[1]):
            empty = range(-((start - gap.low) // step), (gap.high - start) // step)
            lost = range(max(empty.start, min(k, 0)), min(empty.stop, max(k, 0)))
            number += len(lost) if k < 0 else -len(lost)
        return number


def _plus_months(wall: datetime, months: int) -> datetime:
    """The same day and time so many months on; the last day of the month where the day does not exist."""
    year, month = divmod(12 * wall.year + wall.month - 1 + months, 12)
    day = wall.day
    while True:
        try:
            return wall.replace(year=year, month=month + 1, day=day)
        except ValueError:
            if day <= 28:  # noqa: PLR2004  every month has 28 days, so it is the year that cannot be
                raise
            day -= 1
