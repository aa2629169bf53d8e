"""Port for what journalists have asked about posts (S40). The others: ports.py."""

from datetime import datetime
from typing import Protocol

from bot.core.ids import PersonId
from bot.core.press import About, Contact, Enquiry


class Enquiries(Protocol):
    """Contacts by the press, kept for good."""

    def add(self, author: PersonId, told_by: PersonId, about: About, contact: Contact, now: datetime) -> Enquiry:
        """A new one, open; the store gives it its number."""

    def get(self, enquiry: int) -> Enquiry | None: ...
    def lift(self, enquiry: int, by: PersonId, because: str, now: datetime) -> bool:
        """The author may reply again. The first lift counts: False, and nothing changed, where somebody has before."""

    def unlifted(self) -> list[Enquiry]:
        """Those that still stop somebody, oldest first."""

    def newest(self, at_most: int) -> list[Enquiry]:
        """Open or lifted, the newest first."""
