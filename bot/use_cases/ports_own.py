"""Port for the accounts of their own that staff have registered (S46). The others: ports.py."""

from datetime import datetime
from typing import Protocol

from bot.core.disclaimers import OwnAccount
from bot.core.ids import PersonId


class OwnAccounts(Protocol):
    """Personal accounts of staff: a register nobody publishes from."""

    def put(self, person: PersonId, handle: str, kind: str, words: str, now: datetime) -> OwnAccount:
        """Enter it, or what is now said of it: one row for each person and handle, whatever the case."""

    def get(self, own: int) -> OwnAccount | None: ...
    def of(self, person: PersonId) -> list[OwnAccount]: ...
    def all(self) -> list[OwnAccount]: ...
    def remove(self, own: int) -> None:
        """Forget it."""
