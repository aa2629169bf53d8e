"""People of the organisation and the chat identities they are known by. What they may do is in authority.py."""

import re
from dataclasses import dataclass, field
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


class WayKind(StrEnum):
    """By what people are reached beside chat."""

    EMAIL = "email"
    WEBHOOK = "webhook"  # a telephone gateway, a pager, ntfy


@dataclass(frozen=True, slots=True)
class Way:
    """One way somebody wants to be reached. `target` is an address of their own, or how the gateway knows them.

    Where it is empty: their address in org.yaml, or their key there. It is personal, so it is in no record and no log.
    """

    kind: WayKind
    target: str = field(default="", repr=False)


_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]]+@[A-Za-z0-9.-]+")
_TARGET = re.compile(r"[A-Za-z0-9+._@:-]{1,100}")


def fits(way: Way) -> bool:
    """Whether the target can be one of its kind. An empty one always can."""
    form = _EMAIL if way.kind is WayKind.EMAIL else _TARGET
    return not way.target or form.fullmatch(way.target) is not None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the organisation. `lead` may place and release holds and suspend people on every account.

    `trained_until` is the last day their training counts; without one they are never asked to cover. `nation` is whose
    bank holidays they have, where it is not the rota's. Who is `supervised` pitches only beside a named supervisor who
    is on shift, and with a second approver (S04). `email` is where they are reached when chat is not enough.
    `reach` are the ways beside chat they want to be reached by, in this order; empty for the organisation's usual ones.
    `remit` are the subjects they write about, empty where that is not limited (S49).
    """

    id: PersonId
    name: str
    title: str = ""
    standing: Standing = Standing.ACTIVE
    lead: bool = False
    chat: tuple[ChatIdentity, ...] = ()
    email: str = field(default="", repr=False)
    trained_until: date | None = None
    manager: PersonId | None = None
    nation: str = ""
    supervised: bool = False
    reach: tuple[Way, ...] = ()
    remit: tuple[str, ...] = ()

    def is_trained(self, day: date) -> bool:
        """Whether their training still counts on this day (S02, S69)."""
        return self.trained_until is not None and day <= self.trained_until
