"""What departs from the plan: overrides, accepted swaps, cover, one-off shifts and absences.

An absence says that somebody is unavailable and never why. How changes weigh against each other is schedule.py's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.core.ids import PersonId
from bot.core.rota.clock import DAY, first, midnight, utc
from bot.core.rota.duty import Because, Gap, GapReason, Holder, SeatName
from bot.core.rota.paint import Claim
from bot.core.rota.stretches import Stretch, joined


class Kind(StrEnum):
    """How somebody else came to a seat; stronger kinds stand further down."""

    COVER = "cover"
    SWAP = "swap"
    OVERRIDE = "override"


@dataclass(frozen=True, slots=True)
class Change:
    """`person` holds the seat in [start, end); for an override None leaves it open.

    `instead_of` limits it to the time in which that person would be on duty; without it, whoever would.
    `absence` is the absence a cover was found for, so that both end together.
    """

    kind: Kind
    seat: SeatName
    start: datetime
    end: datetime
    person: PersonId | None
    instead_of: PersonId | None = None
    absence: str = ""

    def __post_init__(self) -> None:
        _in_order(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift beside the rotation: planned once, for [start, end)."""

    seat: SeatName
    person: PersonId
    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        _in_order(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is unavailable in [start, end), on every seat. There is no place for a reason."""

    person: PersonId
    start: datetime
    end: datetime
    id: str = ""

    def __post_init__(self) -> None:
        _in_order(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything entered, in the order it was entered: where two of a kind meet, the later one stands."""

    changes: tuple[Change, ...] = ()
    shifts: tuple[Shift, ...] = ()
    absences: tuple[Absence, ...] = ()

    def without_absence(self, absence: str) -> "Changes":
        """As if the absence had never been entered: the cover found for it goes with it."""
        return replace(
            self,
            changes=tuple(c for c in self.changes if c.absence != absence),
            absences=tuple(a for a in self.absences if a.id != absence),
        )

    def claims(self, kind: Kind, seat: SeatName, start: datetime, end: datetime) -> list[Claim]:
        """The changes of one kind on one seat that touch [start, end)."""
        because = Because(kind.value)
        return [
            _claim(c, because)
            for c in self.changes
            if c.kind is kind and c.seat == seat and c.start < end and c.end > start
        ]

    def one_off(self, seat: SeatName, start: datetime, end: datetime) -> list[Claim]:
        """The one-off shifts on one seat that touch [start, end)."""
        return [
            Claim(s.start, s.end, Holder(s.person, Because.SHIFT))
            for s in self.shifts
            if s.seat == seat and s.start < end and s.end > start
        ]

    def away(self, start: datetime, end: datetime) -> dict[PersonId, list[Stretch]]:
        """When people are unavailable, of what touches [start, end)."""
        met = sorted((a for a in self.absences if a.start < end and a.end > start), key=lambda a: a.person)
        return {p: joined((a.start, a.end) for a in theirs) for p, theirs in groupby(met, key=lambda a: a.person)}


class Half(StrEnum):
    """Half of a working day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


def days(start: date, last: date, zone: ZoneInfo) -> Stretch:
    """Whole days in the zone, the last one included, as people say it: "24 December to 2 January"."""
    return midnight(start, zone), midnight(last + DAY, zone)


def half_day(day: date, half: Half, zone: ZoneInfo, midday: time) -> Stretch:
    """The day until midday, or from midday on, as the organisation sets it."""
    start, end = days(day, day, zone)
    middle = first(datetime.combine(day, midday), zone)
    return (start, middle) if half is Half.MORNING else (middle, end)


def swap(seat: SeatName, one: tuple[PersonId, Stretch], other: tuple[PersonId, Stretch]) -> Iterator[Change]:
    """Both halves of an accepted swap: each takes what the other would have held."""
    for (giver, (start, end)), (taker, _) in ((one, other), (other, one)):
        yield Change(Kind.SWAP, seat, start, end, taker, giver)


def _claim(change: Change, because: Because) -> Claim:
    if change.person is None:
        return Claim(change.start, change.end, Gap(GapReason.LEFT_OPEN, change.instead_of), change.instead_of)
    duty = Holder(change.person, because, "", None, change.instead_of)
    return Claim(change.start, change.end, duty, change.instead_of)


def _in_order(start: datetime, end: datetime) -> None:
    if utc(start) >= utc(end):
        raise ValueError("it ends before it begins")
