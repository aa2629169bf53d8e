"""The forms about what a journalist has asked (S40), and what is handed in with them."""

from dataclasses import dataclass, field

from bot.core.ids import DraftId


@dataclass(frozen=True, slots=True)
class TellOfPress:
    """A PressForm handed in: about which post, and who asked what, as typed. `urgent`: it cannot wait for the desk."""

    address: str
    journalist: str = field(repr=False)
    outlet: str = field(repr=False)
    handle: str = field(repr=False)
    when: str
    how: str
    asked: str = field(repr=False)
    answered: str = field(repr=False)
    urgent: bool = False
    draft: DraftId | None = None


@dataclass(frozen=True, slots=True)
class LiftPress:
    """A LiftForm handed in; `about` is what it was drawn for."""

    about: str
    reason: str


@dataclass(frozen=True, slots=True)
class PressForm:
    """Asks who of the press has asked what, when and how, and what has been answered.

    `draft` is the draft whose post was asked about, with its words in `text`; without one the post's address is asked
    for. `lines` are what to know before one goes on.
    """

    lines: tuple[str, ...]
    draft: DraftId | None = None
    handle: str = ""
    text: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class LiftForm:
    """Asks why somebody may reply again in a conversation the press has asked about; `about` comes back with it."""

    title: str
    lines: tuple[str, ...]
    about: str
