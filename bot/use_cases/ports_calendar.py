"""Ports for calendars: addresses that are read from outside, leave that is read from elsewhere, and pictures of a rota.

The other ports are in ports.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.core.ids import PersonId, RotaId
from bot.core.publishing import Picture
from bot.core.rota.diary import Stamp, Stamped
from bot.core.rota.proposal import Chart
from bot.core.rota.stretches import Stretch
from bot.core.rota.week import Week


@dataclass(frozen=True, slots=True)
class Feed:
    """An address that one person was given: of their own shifts, or of a whole rota. The address itself is not kept."""

    id: int
    person: PersonId
    rota: RotaId | None
    made_at: datetime


class Feeds(Protocol):
    """Addresses that stand. What was revoked is found no more."""

    def make(self, person: PersonId, rota: RotaId | None, now: datetime) -> str:
        """A new one; the answer is the secret part of its address, told this once and kept as a hash."""

    def standing(self, person: PersonId) -> list[Feed]: ...
    def by_token(self, token: str) -> Feed | None: ...
    def revoke(self, feed: int, now: datetime) -> None: ...
    def events(self, rota: RotaId) -> Mapping[str, Stamp]:
        """How the events of a rota were last told, by their uid, to whichever calendar asked."""

    def put_event(self, rota: RotaId, event: Stamped) -> None: ...
    def forget_events(self, rota: RotaId, before: datetime) -> None:
        """Those that ended before this instant."""


@dataclass(frozen=True, slots=True)
class LeaveCalendar:
    """Where somebody's leave is read from. `failing_since` is set while it cannot be read, and `what` says why."""

    person: PersonId
    address: str = field(repr=False)
    by: str
    at: datetime
    read_at: datetime | None = None
    failing_since: datetime | None = None
    what: str = ""


class LeaveCalendars(Protocol):
    """One address a person. In a writing transaction what is read is locked until the end."""

    def get(self, person: PersonId) -> LeaveCalendar | None: ...
    def all(self) -> list[LeaveCalendar]: ...
    def put(self, calendar: LeaveCalendar) -> None: ...
    def forget(self, person: PersonId) -> None: ...


@dataclass(frozen=True, slots=True)
class Leave:
    """When somebody is unavailable by their calendar: joined and in order. What the events are called is not read."""

    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class NoLeave:
    """The calendar could not be used. `what` says why in a sentence; `for_good` that asking again will not help."""

    what: str
    for_good: bool = False


class CalendarsOutside(Protocol):
    """Calendars at an address, read over the network: never inside a transaction."""

    def refused(self, address: str) -> str:
        """Why this address may not be asked at all, in a sentence; empty where it may. Asks nobody."""

    def read(self, address: str, zone: ZoneInfo, start: datetime, end: datetime) -> Leave | NoLeave:
        """What touches [start, end). Floating times and whole days are taken in the zone."""


class Drawings(Protocol):
    """Pictures of what a rota says, with the words for people who cannot see them."""

    def week(self, week: Week) -> Picture: ...
    def hours(self, chart: Chart) -> Picture: ...
