"""What people are asked to fill in: a closed union of forms that say what is meant, and what an act may answer.

Cards are in cards.py; what is handed in, in commands.py.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.core.cards import AccountsCard, AskCard, ChangesCard, HomeCard, ListCard, Notice, Overview
from bot.core.declared import NOTHING, Declared
from bot.core.disclaimer_forms import OwnAccountForm
from bot.core.draft_view import DraftView
from bot.core.drafts import Media
from bot.core.ids import DraftId
from bot.core.press_forms import LiftForm, PressForm
from bot.core.reading import AdviceForm, ReadForm
from bot.core.release_forms import ReleaseForm
from bot.core.rule_forms import OwnRulePage, RulePage, RulesForm
from bot.core.said_back import AbsenceCheck, ChangeCheck


class Field(StrEnum):
    """A field of a form, by meaning. Errors in a submitted form are keyed by these."""

    ACCOUNT = "account"
    TEXT = "text"
    WHEN = "when"
    TARGET_KIND = "target_kind"
    TARGET = "target"
    NOTE = "note"
    URGENT = "urgent"
    PURPOSE = "purpose"
    CONSENT = "consent"
    PICTURES = "pictures"
    ALT = "alt"
    PICTURED = "pictured"
    CREDIT = "credit"
    LICENCE = "licence"
    REASON = "reason"
    WORDS = "words"
    ADDRESS = "address"
    PERSON = "person"
    DAYS = "days"
    ABSENCE = "absence"
    MINE = "mine"
    THEIRS = "theirs"
    SEAT = "seat"
    BEGINS = "begins"
    ENDS = "ends"
    SUPERVISOR = "supervisor"
    WAYS = "ways"
    INTEREST = "interest"
    SOURCE = "source"
    PERMISSION = "permission"
    ELSEWHERE = "elsewhere"
    JOURNALIST = "journalist"
    OUTLET = "outlet"
    HANDLE = "handle"
    CONTACTED = "contacted"
    HOW = "how"
    ASKED = "asked"
    ANSWERED = "answered"
    FOLLOWS = "follows"
    TITLE = "title"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a field: the value sent back and the words shown."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class DraftForm:
    """Pitch or change a draft. `draft` and `revision` are None for a new one; `suggesting` where another owns it.

    `supervisors` are the people on shift whom an author under supervision may name; None for everybody else. `purposes`
    are what it may be for: the organisation's own, then those for which rules differ. `following` is
    what it may follow. `asks` are
    the fields of `declared` that are worth asking here.
    """

    title: str
    submit: str
    accounts: tuple[Choice, ...]
    account: str = ""
    text: str = ""
    when: datetime | None = None
    target_kind: str = ""
    target: str = ""
    note: str = ""
    urgent: bool = False
    purpose: str = ""
    purposes: tuple[Choice, ...] = ()
    consent: str = ""
    media: tuple[Media, ...] = ()
    draft: DraftId | None = None
    revision: int | None = None
    suggesting: bool = False
    hint: str = ""
    zone: str = "Europe/London"
    supervisors: tuple[Choice, ...] | None = None
    supervisor: str = ""
    declared: Declared = NOTHING
    follows: str = ""
    following: tuple[Choice, ...] = ()
    asks: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class AltTextForm:
    """Asks of each picture what it shows, in words for those who cannot see it (F11), whom, and whose it is."""

    draft: DraftId
    revision: int
    media: tuple[Media, ...]


@dataclass(frozen=True, slots=True)
class PreviewForm:
    """The exact tweet with its findings, before anybody else sees it: send for approval, keep, or go back.

    `may_send` is False while something must be fixed; `notice` says why an attempt to send was answered with
    this form again (for instance the cooling-off time). `asks` are the fields of `declared` a form beneath should have.
    """

    view: DraftView
    may_send: bool
    notice: str = ""
    asks: tuple[Field, ...] = ()


class ReasonFor(StrEnum):
    """What a reason is asked for."""

    CHANGES = "changes"
    REJECT = "reject"
    APPROVE = "approve"


@dataclass(frozen=True, slots=True)
class ReasonForm:
    """Asks why, and for changes offers a field for the words wanted instead.

    `explain` are the findings an approver says are fine.
    """

    purpose: ReasonFor
    draft: DraftId
    revision: int
    handle: str
    text: str
    explain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeForm:
    """Asks for the time of "Approve for…", and why the findings in `explain` are fine."""

    draft: DraftId
    revision: int
    handle: str
    text: str
    when: datetime | None
    zone: str
    explain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddressForm:
    """Asks for the address of the post somebody has found on X."""

    draft: DraftId
    revision: int
    handle: str
    text: str


@dataclass(frozen=True, slots=True)
class AbsenceForm:
    """Asks who is away and on which days, as people write them. `people` is empty where only oneself can be meant."""

    people: tuple[Choice, ...] = ()
    person: str = ""
    days: str = ""


@dataclass(frozen=True, slots=True)
class CancelForm:
    """Asks which absence is to be cancelled."""

    absences: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SwapForm:
    """Asks which of one's own shifts is to be swapped for which of somebody else's."""

    mine: tuple[Choice, ...]
    theirs: tuple[Choice, ...]
    my_choice: str = ""
    their_choice: str = ""


@dataclass(frozen=True, slots=True)
class ShiftForm:
    """Asks for a one-off shift: which seat of which rota, who, and from when to when, as people write it."""

    seats: tuple[Choice, ...]
    people: tuple[Choice, ...]
    seat: str = ""
    person: str = ""
    begins: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class ReachForm:
    """Asks how one is called beside chat: by which ways, and at what address or number of one's own."""

    ways: tuple[Choice, ...]
    chosen: str
    address: str = field(default="", repr=False)
    target: str = field(default="", repr=False)
    by_mail: bool = False
    by_gateway: bool = False


@dataclass(frozen=True, slots=True)
class HoursForm:
    """Asks what is published of when an account is read; `lines` are what to know before one writes it (S72)."""

    handle: str
    words: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DoneForm:
    """The last page of a form: what has been done, nothing more to fill in."""

    title: str
    lines: tuple[str, ...]


Form = (
    DraftForm
    | AltTextForm
    | PreviewForm
    | ReasonForm
    | TimeForm
    | AddressForm
    | AbsenceForm
    | AbsenceCheck
    | CancelForm
    | SwapForm
    | ShiftForm
    | ChangeCheck
    | HoursForm
    | ReachForm
    | ReleaseForm
    | ReadForm
    | AdviceForm
    | RulesForm
    | RulePage
    | OwnRulePage
    | PressForm
    | LiftForm
    | OwnAccountForm
    | DoneForm
)


@dataclass(frozen=True, slots=True)
class FormErrors:
    """Shown at the fields; everything typed is kept."""

    at: dict[Field, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing needs to be shown: cards in channels and direct messages follow from the due table."""


Shown = Notice | ListCard | HomeCard | AccountsCard | ChangesCard | AskCard | Overview | Form | FormErrors | Nothing
"""What a use case answers to the one person who acted. Notices and lists are for their eyes only."""
