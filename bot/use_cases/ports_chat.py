"""Ports to the chats people are reached in: what may be delivered, and how that can end. The others: ports.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.core.cards import Card
from bot.core.people import ChatIdentity
from bot.core.publishing import Picture


@dataclass(frozen=True, slots=True)
class Delivered:
    """The card is there; `ref` finds it again."""

    ref: str


@dataclass(frozen=True, slots=True)
class TryLater:
    """The chat could not take it now. `after` is how long it asked us to wait."""

    detail: str
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class CannotDeliver:
    """The chat will not take it: channel archived, bot not in it, person gone. Somebody has to act."""

    detail: str


Delivery = Delivered | TryLater | CannotDeliver


class Chat(Protocol):
    """One chat platform, outbound. `platform` is as in ChatIdentity."""

    platform: str

    def post(self, channel: str, card: Card) -> Delivery: ...
    def direct(self, identity: ChatIdentity, card: Card) -> Delivery: ...
    def update(self, ref: str, card: Card) -> Delivery:
        """Redraw a delivered card. CannotDeliver if it is no longer there: post it anew."""

    def reply(self, ref: str, card: Card) -> Delivery:
        """Say something in the thread of a delivered card."""

    def attach(self, ref: str, pictures: Sequence[Picture]) -> Delivery:
        """Put pictures, with the words for people who cannot see them, into the thread of a delivered card."""

    def show(self, identity: ChatIdentity, title: str, picture: Picture) -> Delivery:
        """Put a picture, with a line above it and its words, into somebody's direct messages."""


class UserGroups(Protocol):
    """The groups of one chat by which several people are called at once, such as @comms-oncall."""

    platform: str

    def put(self, group: str, members: Sequence[ChatIdentity]) -> Delivery:
        """Have exactly these people in the group, one at least. CannotDeliver if there is no such group."""
