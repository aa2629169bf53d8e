"""What people ask for: frozen commands, parsed by each chat platform from its clicks, forms and slash commands.

A command names the revision it was made on; nothing in it is trusted beyond that (authority is checked again where it
is carried out).
"""

from dataclasses import dataclass, field
from datetime import datetime

from bot.core.cards import Action
from bot.core.declared import NOTHING, Declared
from bot.core.disclaimer_forms import RegisterOwn
from bot.core.ids import DraftId
from bot.core.press_forms import LiftPress, TellOfPress
from bot.core.release_forms import KeepRelease


@dataclass(frozen=True, slots=True)
class Typed:
    """A slash command as typed: `command` is "/tweet", `words` the rest. `channel` is where it was typed."""

    command: str
    words: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class PitchMessage:
    """The message shortcut "Pitch as a tweet" on a message with these words; `by` is the chat user who wrote it."""

    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class OpenHome:
    """Somebody opened App Home."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button on a card, in a list or in a form, with the draft and revision it was drawn for.

    `draft` is None for NEW_PITCH and where the button is `about` something else: on an AskCard and on the cards of
    accounts and rules. `suggestion` is set for the two suggestion buttons.
    """

    action: Action
    draft: DraftId | None = None
    revision: int = 0
    suggestion: int | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture handed in with a form: its bytes, MIME type as sniffed from them, and its file name."""

    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """A DraftForm handed in. `draft` and `revision` as on the form; `when` in UTC, None for as soon as approved.

    `keep_media` are the SHA-256 of pictures already on the draft that stay.
    """

    account: str
    text: str
    when: datetime | None
    target_kind: str
    target: str
    note: str
    urgent: bool
    uploads: tuple[Upload, ...] = ()
    keep_media: tuple[str, ...] = ()
    draft: DraftId | None = None
    revision: int | None = None
    purpose: str = ""
    consent: str = ""
    supervisor: str = ""
    declared: Declared = NOTHING
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of one picture; `pictured` is one of drafts.Pictured, or empty."""

    alt: str
    pictured: str = ""
    consent: str = ""
    credit: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class DescribePictures:
    """An AltTextForm handed in: what is said of each picture, by SHA-256."""

    draft: DraftId
    revision: int
    pictures: dict[str, Described]


@dataclass(frozen=True, slots=True)
class SendForApproval:
    """A PreviewForm handed in."""

    draft: DraftId
    revision: int


@dataclass(frozen=True, slots=True)
class ApproveFor:
    """A TimeForm handed in; `when` in UTC, `reason` why the findings are fine."""

    draft: DraftId
    revision: int
    when: datetime | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ApproveDespite:
    """A ReasonForm for approving handed in: why the findings are fine."""

    draft: DraftId
    revision: int
    reason: str


@dataclass(frozen=True, slots=True)
class AskForChanges:
    """A ReasonForm for changes handed in; `words` may be empty."""

    draft: DraftId
    revision: int
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Reject:
    """A ReasonForm for rejecting handed in."""

    draft: DraftId
    revision: int
    reason: str


@dataclass(frozen=True, slots=True)
class FoundAt:
    """An AddressForm handed in: "It is there"."""

    draft: DraftId
    revision: int
    address: str


@dataclass(frozen=True, slots=True)
class EnterAbsence:
    """An AbsenceForm handed in: the person's key (empty for oneself), and the days in words."""

    person: str
    days: str


@dataclass(frozen=True, slots=True)
class ConfirmAbsence:
    """An AbsenceCheck handed in; `about` is what it was drawn for."""

    about: str


@dataclass(frozen=True, slots=True)
class CancelAbsence:
    """A CancelForm handed in: the number of the absence."""

    absence: str


@dataclass(frozen=True, slots=True)
class ProposeSwap:
    """A SwapForm handed in: the two shifts, as the form offered them."""

    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class SetHours:
    """An HoursForm handed in: the account's handle, and what is published; empty for nothing."""

    account: str
    words: str


@dataclass(frozen=True, slots=True)
class FindRules:
    """A RulesForm handed in: what the form was about, and what is searched for; empty for the topics."""

    about: str
    sought: str


@dataclass(frozen=True, slots=True)
class EnterShift:
    """A ShiftForm handed in: the seat as the form offered it, the person's key, and the times in words."""

    seat: str
    person: str
    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class ConfirmChange:
    """A ChangeCheck handed in; `about` is what it was drawn for."""

    about: str


@dataclass(frozen=True, slots=True)
class ChooseReach:
    """A ReachForm handed in: the ways as the form offered them, and what was typed for each."""

    ways: str
    address: str = field(repr=False)
    target: str = field(repr=False)


Command = (
    Typed
    | PitchMessage
    | OpenHome
    | Pressed
    | SaveDraft
    | DescribePictures
    | SendForApproval
    | ApproveFor
    | ApproveDespite
    | AskForChanges
    | Reject
    | FoundAt
    | EnterAbsence
    | ConfirmAbsence
    | CancelAbsence
    | ProposeSwap
    | EnterShift
    | ConfirmChange
    | SetHours
    | ChooseReach
    | FindRules
    | TellOfPress
    | LiftPress
    | KeepRelease
    | RegisterOwn
)
