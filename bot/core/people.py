"""People of the organisation and the chat identities they are known by. What they may do is in authority.py."""

from dataclasses import dataclass
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
    """Somebody in the organisation. `lead` may place and release holds and suspend people on every account."""

    id: PersonId
    name: str
    title: str = ""
    standing: Standing = Standing.ACTIVE
    lead: bool = False
    chat: tuple[ChatIdentity, ...] = ()
