"""People of the organisation and the chat identities they are known by. What they may do is in authority.py."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.ids import PersonId


class Standing(StrEnum):
    """Whether a person may act at all."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class ChatIdentity:
    """Who somebody is in one chat: the platform, the workspace or tenant there, and the user id in it."""

    platform: str
    tenant: str
    user: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the organisation. `lead` may place and release holds and suspend people on every account.

    `trained_until` is the last day their training counts; without one they are never asked to cover. `nation` is whose
    bank holidays they have, where it is not the rota's. Who is `supervised` pitches only beside a named supervisor who
    is on shift, and with a second approver (S04). `email` is where they are reached when chat is not enough.
    """

    id: PersonId
    name: str
    title: str = ""
    standing: Standing = Standing.ACTIVE
    lead: bool = False
    chat: tuple[ChatIdentity, ...] = ()
    email: str = ""
    trained_until: date | None = None
    manager: PersonId | None = None
    nation: str = ""
    supervised: bool = False

    def is_trained(self, day: date) -> bool:
        """Whether their training still counts on this day (S02, S69)."""
        return self.trained_until is not None and day <= self.trained_until
