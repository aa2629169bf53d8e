"""What people are shown: a closed union of cards and forms that say what is meant, with no blocks, colours or markup.

Each chat platform renders them with `match` and `assert_never`. What people answer is in commands.py.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.core.accounts import Account
from bot.core.drafts import Draft, Media, Revision, State, Suggestion
from bot.core.findings import Finding, Level
from bot.core.ids import DraftId


class Action(StrEnum):
    """A button. Its value is the wire name; labels belong to the renderer's one table in `core/wording.py`."""

    APPROVE = "approve"
    APPROVE_FOR = "approve_for"
    ASK_FOR_CHANGES = "ask_for_changes"
    EDIT = "edit"
    REJECT = "reject"
    HOLD = "hold"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    SEND = "send"
    KEEP = "keep"
    TRY_AGAIN = "try_again"
    IT_IS_THERE = "it_is_there"
    IT_IS_NOT_THERE = "it_is_not_there"
    TAKE_SUGGESTION = "take_suggestion"
    DECLINE_SUGGESTION = "decline_suggestion"
    OPEN = "open"
    NEW_PITCH = "new_pitch"
    HAVE_IT = "have_it"
    UNTIL_MORNING = "until_morning"
    HAND_ON = "hand_on"
    DEALT_WITH = "dealt_with"
    I_WILL_COVER = "i_will_cover"
    I_CANNOT_COVER = "i_cannot_cover"
    LEAVE_OPEN = "leave_open"
    CHANGE_DAYS = "change_days"
    AGREE_SWAP = "agree_swap"
    DECLINE_SWAP = "decline_swap"
    STEP_DONE = "step_done"
    STAND_DOWN = "stand_down"
    ENTER_PLAN = "enter_plan"
    WHO_MAY = "who_may"
    RULES = "rules"
    NEXT_RULES = "next_rules"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a draft, ready to read: "Approved by Priya Shah", and when (UTC)."""

    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftView:
    """Everything there is to show of one draft now. Every card of a draft is made from this, afresh each time."""

    draft: Draft
    revision: Revision
    account: Account
    published_text: str
    """The exact words that will go out, made by the code that publishes (F15)."""
    length: int
    """Weighted length; the limit is tweet_text.LIMIT."""
    author: str
    edited_by: str
    findings: tuple[Finding, ...]
    needed: int
    needed_because: str
    approvals: tuple[str, ...]
    deciders: tuple[str, ...]
    steps: tuple[Step, ...]
    zone: str
    suggestion: Suggestion | None = None
    suggestion_by: str = ""
    tweet_address: str = ""
    asks_people: bool = False
    """Whether people are asked to say if the post is on X, because Countersign has looked and not found it."""
    asked_not_there: str = ""
    """The name of the first person who said the post is not on X, while a second is waited for."""
    accepted: tuple[str, ...] = ()
    """What approvers were told of findings they let pass, ready to read."""
    supervisor: str = ""
    """Who supervises the author, where somebody has to (S04)."""
    meanwhile: str = ""
    """Out of hours: who is called for it or has it, or from when somebody is there to decide."""


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """The card in the review channel. `actions` are the buttons the state allows."""

    view: DraftView
    actions: tuple[Action, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class AuthorCard:
    """The author's one direct message about a draft, updated as things move."""

    view: DraftView
    actions: tuple[Action, ...]
    now: datetime


class Tone(StrEnum):
    """How a notice is meant. Shown in words as well as by colour or icon."""

    INFO = "info"
    DONE = "done"
    WARNING = "warning"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Notice:
    """A few plain sentences: a channel notice, a direct message, or a word to one person only."""

    title: str
    lines: tuple[str, ...] = ()
    tone: Tone = Tone.INFO


@dataclass(frozen=True, slots=True)
class Row:
    """One draft in a list: enough to recognise it, and what this person may do with it."""

    draft: DraftId
    revision: int
    handle: str
    state: State
    excerpt: str
    when: datetime | None
    by: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class ListCard:
    """`/tweet mine` and `/tweet queue`. `more` is how many rows there are beyond those shown, 1000 or more as 1000."""

    title: str
    rows: tuple[Row, ...]
    empty: str
    zone: str
    more: int = 0
    next_page: str = ""
    """What to type to see the next ones; empty where only acting on these brings them."""


@dataclass(frozen=True, slots=True)
class HomeCard:
    """App Home: what waits for this person, what they have in hand, and what stands in the way."""

    name: str
    waiting: ListCard
    mine: ListCard
    holds: tuple[str, ...]
    may_pitch: bool
    at: datetime
    """When this was true (UTC): Home is drawn when it is opened or a button on it is pressed."""
    duty: tuple[str, ...] = ()
    """Who is on now and next where it concerns this person, and their own next turns, in sentences."""
    rota: tuple[str, ...] = ()
    """This week of every rota in sentences, times that nobody is on first."""
    gaps: tuple[str, ...] = ()
    """Shifts and accounts that nobody has yet, ready to read."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account in words, and what may be looked at about it. Its handle comes back with the click."""

    handle: str
    words: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class AccountsCard:
    """One page of the accounts; `next_page` is what to type for the next one, `hint` what else there is."""

    title: str
    rows: tuple[AccountRow, ...]
    empty: str
    hint: str
    more: int = 0
    next_page: str = ""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in words. `when` says when it listens, where that is not always; `ask` who decides."""

    rule: str
    level: Level
    message: str
    why: str
    when: str
    ask: str
    link: str


@dataclass(frozen=True, slots=True)
class RulesCard:
    """One page of the rules in force for an account; `next_page` is what to type for the next one.

    `next_about` comes back with a click on NEXT_RULES; both are empty on the last page.
    """

    title: str
    rows: tuple[RuleRow, ...]
    total: int
    page: int
    pages: int
    next_page: str
    version: str
    next_about: str = ""


@dataclass(frozen=True, slots=True)
class AskCard:
    """A question to one person about something other than a draft, with the buttons that answer it.

    `about` comes back with the click and means something to the use case that asked. Once it is settled the card says
    how, and has no buttons.
    """

    title: str
    lines: tuple[str, ...]
    about: str
    actions: tuple[Action, ...] = ()
    tone: Tone = Tone.INFO


@dataclass(frozen=True, slots=True)
class CallCard:
    """The message to one person who is called out of hours, kept up to date for everybody who was called.

    `about` comes back with the click, as on an AskCard. `view` holds the exact words where a draft is to be decided.
    """

    title: str
    lines: tuple[str, ...]
    about: str
    actions: tuple[Action, ...]
    now: datetime
    view: DraftView | None = None


Card = ReviewCard | AuthorCard | Notice | ListCard | HomeCard | AccountsCard | RulesCard | AskCard | CallCard


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
    REASON = "reason"
    WORDS = "words"
    ADDRESS = "address"
    PERSON = "person"
    DAYS = "days"
    ABSENCE = "absence"
    MINE = "mine"
    THEIRS = "theirs"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a field: the value sent back and the words shown."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class DraftForm:
    """Pitch or change a draft. `draft` and `revision` are None for a new one; `suggesting` where another owns it.

    `supervisors` are the people on shift whom an author under supervision may name; None for everybody else.
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
    consent: str = ""
    media: tuple[Media, ...] = ()
    draft: DraftId | None = None
    revision: int | None = None
    suggesting: bool = False
    hint: str = ""
    zone: str = "Europe/London"
    supervisors: tuple[Choice, ...] | None = None
    supervisor: str = ""


@dataclass(frozen=True, slots=True)
class AltTextForm:
    """Asks for the words of each picture that has none yet (F11)."""

    draft: DraftId
    revision: int
    media: tuple[Media, ...]


@dataclass(frozen=True, slots=True)
class PreviewForm:
    """The exact tweet with its findings, before anybody else sees it: send for approval, keep, or go back.

    `may_send` is False while something must be fixed; `notice` says why an attempt to send was answered with
    this form again (for instance the cooling-off time).
    """

    view: DraftView
    may_send: bool
    notice: str = ""


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
class AbsenceCheck:
    """What is about to be entered, said back in words before anything is saved; `about` comes back when it is.

    `lines` say what follows from it. It leads back to an AbsenceForm by the button CHANGE_DAYS.
    """

    title: str
    words: str
    lines: tuple[str, ...]
    about: str


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
    | DoneForm
)


@dataclass(frozen=True, slots=True)
class FormErrors:
    """Shown at the fields; everything typed is kept."""

    at: dict[Field, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing needs to be shown: cards in channels and direct messages follow from the due table."""


Shown = Notice | ListCard | HomeCard | AccountsCard | RulesCard | AskCard | Form | FormErrors | Nothing
"""What a use case answers to the one person who acted. Notices and lists are for their eyes only."""
