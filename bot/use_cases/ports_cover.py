"""Ports for what is asked of people because somebody is away: requests for cover, and swaps. Other ports: ports.py."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.core.ids import AccountId, PersonId, RotaId
from bot.core.rota.duty import SeatName
from bot.core.rota.requests import CoverRequest, Part, Swap
from bot.core.rota.stretches import Stretch


class Covers(Protocol):
    """Requests for cover."""

    def add(
        self,
        person: PersonId,
        absence: str,
        parts: Sequence[Stretch],
        *,
        rota: RotaId,
        seat: SeatName,
        account: AccountId | None,
    ) -> CoverRequest:
        """A new request for which somebody is to be sought."""

    def get(self, request: int) -> CoverRequest | None:
        """The request; in a writing transaction its row is locked until the end."""

    def save(self, request: CoverRequest) -> None:
        """Write its state, who was asked and who covers."""

    def standing(self) -> list[CoverRequest]:
        """Those that somebody can still take, the earliest first. Locks nothing."""

    def of_absence(self, absence: str) -> list[CoverRequest]:
        """Everything asked because of one absence, whatever became of it."""


class Swaps(Protocol):
    """Swaps. In a writing transaction what is read is locked until the end."""

    def propose(self, mine: Part, theirs: Part, now: datetime) -> Swap: ...
    def get(self, swap: int) -> Swap | None: ...
    def save(self, swap: Swap) -> None:
        """Write its state."""

    def agreed(self, after: datetime) -> list[Swap]:
        """Those both said yes to, of which a shift ends after this instant."""

    def proposed(self) -> list[Swap]:
        """Those that wait for an answer."""
