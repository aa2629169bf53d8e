"""Port for the second way to reach people, beside chat: a telephone gateway, a pager, e-mail."""

from dataclasses import dataclass
from typing import Protocol

from bot.core.people import Person, WayKind
from bot.use_cases.ports_chat import TryLater


@dataclass(frozen=True, slots=True)
class Message:
    """What is said on the second way. It passes through other people's systems, so it holds no words of a draft.

    `key` is the same for the same call, so that whoever gets it twice rings once. `about` names what it is for:
    "draft 12".
    """

    key: str
    title: str
    about: str
    is_drill: bool = False
    is_test: bool = False
    """Somebody has asked for it, to see whether it reaches them."""


@dataclass(frozen=True, slots=True)
class Reached:
    """It was taken for delivery. That somebody has heard it, only their answer in chat says."""


@dataclass(frozen=True, slots=True)
class CannotReach:
    """This way does not lead to this person until somebody mends it."""

    detail: str


class Reach(Protocol):
    """One way to reach people. Never raises for what the network does; nothing is tried twice by itself."""

    @property
    def name(self) -> str:
        """The way in words: "e-mail"."""

    @property
    def kind(self) -> WayKind:
        """What people choose it by."""

    def call(self, person: Person, message: Message, target: str = "") -> Reached | TryLater | CannotReach:
        """Call them at their target (people.Way). What is answered never holds an address."""
