"""What can be said of a seat at an instant: somebody holds it, it is a gap with a name, or nobody is needed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, NewType

from bot.core.ids import PersonId

SeatName = NewType("SeatName", str)
"""A place that one person holds at a time, such as `desk` or `on_call`."""


class Because(StrEnum):
    """Why somebody holds a seat."""

    ROTATION = "rotation"
    SHIFT = "shift"  # a one-off shift, beside the rotation
    BANK_HOLIDAY = "bank_holiday"  # an in-hours shift that became an on-call shift
    COVER = "cover"
    SWAP = "swap"
    OVERRIDE = "override"


class GapReason(StrEnum):
    """Why nobody holds a seat that somebody should hold."""

    UNPLANNED = "unplanned"  # no layer reaches this time
    NOT_WORKING = "not_working"  # by their part-time patterns nobody of the layer works then
    BANK_HOLIDAY = "bank_holiday"  # the holder's own nation has a holiday, the rota's has not
    AWAY = "away"  # the holder is unavailable and nobody stands in
    LEFT_OPEN = "left_open"  # somebody took the holder off and put nobody on


class Holder(NamedTuple):
    """The one person on duty. `turn` numbers the rotation's turns; `instead_of` is who would hold it otherwise.

    A tuple, as Span is and for the same reason.
    """

    person: PersonId
    because: Because
    layer: str = ""
    turn: int | None = None
    instead_of: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Somebody should be on duty and nobody is. `person` is who it falls back on in speech: "Priya is away"."""

    reason: GapReason
    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """Nobody is needed: the seat is outside its hours."""


Duty = Holder | Gap | Closed

UNPLANNED = Gap(GapReason.UNPLANNED)
CLOSED = Closed()


class Span(NamedTuple):
    """One seat in [start, end), UTC, with one and the same answer throughout.

    A tuple, not a dataclass: a year has a thousand of them, and a page that shows one makes them all.
    """

    seat: SeatName
    start: datetime
    end: datetime
    duty: Duty
