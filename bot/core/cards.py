"""What people are shown: a closed union of cards that say what is meant, with no blocks, colours or markup.

Each chat platform renders them with `match` and `assert_never`. What there is to show of one draft is in
draft_view.py, forms are in forms.py, what people answer in commands.py.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.draft_view import DraftView
from bot.core.drafts import State
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
    SHOW_WEEK = "show_week"
    ENTER_PLAN = "enter_plan"
    WHY_PLAN = "why_plan"
    ADD_SHIFT = "add_shift"
    SEE_CHANGES = "see_changes"
    TAKE_BACK = "take_back"
    DESCRIBE = "describe"
    WHO_MAY = "who_may"
    RULES = "rules"
    RULE = "rule"
    HOURS = "hours"
    CHANGE_HOURS = "change_hours"
    PITCH_HOURS = "pitch_hours"
    CHANGE_REACH = "change_reach"
    TEST_REACH = "test_reach"
    SWITCH_FILTER_OFF = "switch_filter_off"
    KEEP_FILTER = "keep_filter"
    PRESS_ASKED = "press_asked"
    LIFT_PRESS = "lift_press"
    SIGN_OFF = "sign_off"
    ADD_RELEASE = "add_release"
    CHANGE_RELEASE = "change_release"
    WITHDRAW_RELEASE = "withdraw_release"
    ADD_OWN = "add_own"
    CARRIES_WORDS = "carries_words"
    FORGET_OWN = "forget_own"
    QUOTE_INSTEAD = "quote_instead"
    UNDO_REPOST = "undo_repost"
    SHOW_ADVICE = "show_advice"


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
    is_urgent: bool = False
    waits: str = ""
    """Whose signature it waits for beside the approvals, in words (S49)."""


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
    calls: tuple[str, ...] = ()
    """What this person is called for out of hours and has not answered, or has taken, in sentences."""
    reach: tuple[str, ...] = ()
    """How this person is called out of hours, with the buttons to change and test it; nothing where they never are."""


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
class ChangeRow:
    """One change of a rota in words, by whom it was entered, and what may be done; its number comes back."""

    number: str
    words: str
    by: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class ChangesCard:
    """One page of what was entered in rotas and is ahead; `next_page` is what to type for the next one."""

    title: str
    rows: tuple[ChangeRow, ...]
    empty: str
    hint: str
    more: int = 0
    next_page: str = ""


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
    is_urgent: bool = False
    """Whether it waits for this person, and is no drill."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing of an overview: a heading, what there is to know of it, and what can be done, as on an AskCard."""

    title: str
    lines: tuple[str, ...] = ()
    about: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """Several things at a glance, what presses most first. `notes` stand small beneath."""

    title: str
    points: tuple[Point, ...]
    notes: tuple[str, ...] = ()
    tone: Tone = Tone.INFO


Card = (
    ReviewCard | AuthorCard | Notice | ListCard | HomeCard | AccountsCard | ChangesCard | AskCard | CallCard | Overview
)
