"""What use cases need of calendars outside: leave read from one. The other ports are in ports.py."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.core.rota.stretches import Stretch


@dataclass(frozen=True, slots=True)
class Leave:
    """When somebody is unavailable by their calendar: joined and in order. What the events are called is not read."""

    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class NoLeave:
    """The calendar could not be used. `what` says why in a sentence; `for_good` that asking again will not help."""

    what: str
    for_good: bool = False


class LeaveCalendars(Protocol):
    """Calendars at an address, read over the network: never inside a transaction."""

    def refused(self, address: str) -> str:
        """Why this address may not be asked at all, in a sentence; empty where it may. Asks nobody."""

    def read(self, address: str, zone: ZoneInfo, start: datetime, end: datetime) -> Leave | NoLeave:
        """What touches [start, end). Floating times and whole days are taken in the zone."""
