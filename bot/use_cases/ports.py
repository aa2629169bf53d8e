"""What use cases need from outside, as protocols. Adapters fulfil them; wiring hands them over."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.accounts import Account, Grant, Hours, Organisation, Role
from bot.core.answered import Answered
from bot.core.decisions import Decision
from bot.core.drafts import Draft, Revision, State, Suggestion
from bot.core.findings import Finding
from bot.core.holds import Hold, HoldKind
from bot.core.ids import AccountId, DraftId, PersonId, TweetId
from bot.core.people import ChatIdentity, Person, Standing, Way
from bot.core.publishing import NeverSent, Outcome, Post, Refused, Timeline, Undone, Unreadable
from bot.core.records import Body, Record
from bot.use_cases.ports_audience import Audiences
from bot.use_cases.ports_calendar import Feeds, LeaveCalendars
from bot.use_cases.ports_calls import Escalations
from bot.use_cases.ports_checks import Figures, Incidents, ReferenceBook, Releases
from bot.use_cases.ports_cover import Covers, Swaps
from bot.use_cases.ports_own import OwnAccounts
from bot.use_cases.ports_press import Enquiries
from bot.use_cases.ports_rota import Rotas
from bot.use_cases.ports_work import Due


class StaleError(Exception):
    """A fault the caller may retry: somebody else saved the draft between this transaction's read and its write."""


class BusyError(Exception):
    """The database is locked, full or gone; nothing of this transaction was kept."""


class InUseError(Exception):
    """A fault: something still refers to what was to be removed. The transaction may go on without that."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks found on one revision, when, and under which version of the rules."""

    findings: tuple[Finding, ...]
    pack: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """One act of sending. `outcome` is empty until it is known: posted, refused, never_sent, unknown, adopted."""

    id: int
    draft: DraftId
    revision: int
    digest: str
    token: int
    last_known: TweetId | None
    """The newest post on the account before this attempt, from which a look for it starts."""
    started_at: datetime
    finished_at: datetime | None = None
    outcome: str = ""
    detail: str = ""
    tweet: TweetId | None = None
    looks: int = 0
    """How often the timeline has been read for it without finding it."""
    denied_by: tuple[PersonId, ...] = ()
    """The people who said that it is not on X."""


class People(Protocol):
    """The organisation, its people and their roles."""

    def organisation(self) -> Organisation | None: ...
    def set_organisation(self, organisation: Organisation) -> None: ...
    def keep_source(self, text: str) -> None:
        """Keep the file the organisation was put into force from, beside the organisation that is set."""

    def source(self) -> str:
        """That file; empty where none was kept."""

    def get(self, person: PersonId) -> Person | None: ...
    def by_chat(self, identity: ChatIdentity) -> Person | None: ...
    def all(self) -> list[Person]: ...
    def put(self, person: Person) -> None:
        """Insert or replace, chat identities included."""

    def hold(self) -> None:
        """Until this transaction ends nobody else changes anybody: for whoever reads them all and writes them back."""

    def set_standing(self, person: PersonId, standing: Standing) -> None:
        """That alone: whatever else is changed of them in the same moment stays."""

    def set_reach(self, person: PersonId, reach: Sequence[Way]) -> None:
        """That alone: who is suspended in the same moment stays so."""

    def remove(self, person: PersonId) -> None:
        """Forget a person nothing refers to; one with drafts, decisions or records must be marked as left instead."""


class Accounts(Protocol):
    """Accounts on X and who holds which role on them."""

    def get(self, account: AccountId) -> Account | None: ...
    def all(self) -> list[Account]: ...
    def put(self, account: Account) -> None: ...
    def set_hours(self, account: AccountId, hours: Hours) -> None:
        """What is published of when it is read, and nothing else of it."""

    def remove(self, account: AccountId) -> None: ...
    def grants(self, account: AccountId | None = None) -> list[Grant]: ...
    def grant(self, grant: Grant) -> None: ...
    def revoke(self, person: PersonId, account: AccountId, role: Role) -> None: ...


class Drafts(Protocol):
    """Drafts with their revisions, findings, decisions, suggestions and attempts."""

    def add(self, account: AccountId, author: PersonId, revision: Revision, now: datetime) -> Draft:
        """A new private draft with its first revision; the store gives it its number."""

    def get(self, draft: DraftId) -> Draft | None:
        """The draft; in a writing transaction its row is locked until the end."""

    def save(self, draft: Draft) -> Draft:
        """Write the draft if its lock is still what was read, and return it with the next one.

        Raises StaleError if somebody else saved it meanwhile.
        """

    def add_revision(self, draft: DraftId, revision: Revision) -> None: ...
    def revision(self, draft: DraftId, number: int) -> Revision | None: ...
    def put_answered(self, draft: DraftId, answered: Answered) -> None:
        """Keep what was last seen of a post this draft answers or quotes, in place of what was."""

    def forget_answered(self, draft: DraftId) -> None:
        """Keep whose posts they were, and none of their words."""

    def answered(self, draft: DraftId, tweet: TweetId) -> Answered | None: ...
    def put_checked(self, draft: DraftId, revision: int, checked: Checked) -> None: ...
    def checked(self, draft: DraftId, revision: int) -> Checked | None:
        """The newest check of this revision."""

    def add_decision(self, draft: DraftId, decision: Decision) -> None: ...
    def decisions(self, draft: DraftId) -> list[Decision]: ...
    def suggest(self, draft: DraftId, on_revision: int, by: PersonId, text: str, now: datetime) -> Suggestion: ...
    def suggestion(self, suggestion: int) -> Suggestion | None: ...
    def open_suggestion(self, draft: DraftId) -> Suggestion | None: ...
    def answer_suggestion(self, suggestion: int, answer: str) -> None: ...
    def start_attempt(
        self, draft: Draft, digest: str, token: int, last_known: TweetId | None, now: datetime
    ) -> Attempt:
        """Commit to sending. Raises StaleError if an attempt for this draft is still open."""

    def save_attempt(self, attempt: Attempt) -> None: ...
    def last_attempt(self, draft: DraftId) -> Attempt | None: ...
    def by_author(self, author: PersonId, states: Iterable[State], limit: int) -> tuple[list[Draft], int]:
        """The newest first, and how many there are in all: 1000 means 1000 or more."""

    def on_accounts(
        self, accounts: Iterable[AccountId], states: Iterable[State], limit: int
    ) -> tuple[list[Draft], int]:
        """The oldest first, and how many there are in all: 1000 means 1000 or more.

        Meant for the states of drafts in hand: it sorts every draft that fits.
        """

    def asked_of(self, signer: PersonId, limit: int) -> list[Draft]:
        """Drafts in review this person has been asked to sign, signed or not; the longest waiting first (S49)."""

    def recent_texts(self, account: AccountId, since: datetime, but: DraftId | None) -> list[tuple[datetime, str]]:
        """When and what was published or is approved and waiting on this account (F10), newest first, 50 at most."""

    def newest(self, accounts: Iterable[AccountId], limit: int) -> list[Draft]:
        """The newest drafts of these accounts, whatever became of them."""

    def next_in_turn(self, account: AccountId, now: datetime) -> DraftId | None:
        """The approved draft of this account whose time came first; None if no time has come."""

    def last_tweet(self, account: AccountId) -> TweetId | None:
        """The newest post this product made or adopted on the account."""

    def by_tweet(self, account: AccountId, tweet: TweetId) -> DraftId | None:
        """The draft this post belongs to, if it is one of ours."""

    def in_states(self, states: Iterable[State], before: datetime, limit: int) -> list[Draft]:
        """Drafts that have stood in one of these states since before this instant, oldest first."""


class Holds(Protocol):
    """Reasons why nothing may go out."""

    def place(
        self,
        kind: HoldKind,
        account: AccountId | None,
        reason: str,
        by: str,
        now: datetime,
        until: datetime | None = None,
    ) -> Hold: ...
    def get(self, hold: int) -> Hold | None: ...
    def release(self, hold: int, by: str, now: datetime) -> None: ...
    def unreleased(self) -> list[Hold]: ...


class Media(Protocol):
    """The bytes of pictures, kept once each."""

    def put(self, content: bytes) -> str:
        """Keep the bytes and return their SHA-256 in hex."""

    def get(self, sha256: str) -> bytes | None: ...


class Messages(Protocol):
    """Where cards were delivered. A reference means something to its chat adapter only."""

    def ref(self, place: str, subject: str) -> str | None: ...
    def put_ref(self, place: str, subject: str, ref: str) -> None: ...


class Log(Protocol):
    """The hash-chained log of records."""

    def append(self, kind: str, actor: str, subject: str, body: Body) -> Record:
        """Add a line at the transaction's `now`. Serialises with every other writer until the transaction ends."""

    def read(self, after: int = 0) -> Iterator[Record]:
        """Every line after this number, in order, without holding them all in memory."""

    def about(self, subject: str) -> list[Record]: ...
    def about_any(self, subjects: Collection[str], kinds: Collection[str]) -> list[Record]:
        """The lines of these kinds about any of these, in order."""

    def head(self) -> tuple[int, str]: ...


class Seen(Protocol):
    """Requests already handled, so that a replayed one is refused."""

    def first_time(self, key: str) -> bool:
        """Whether this key is new; it is remembered for ten minutes."""


class UnitOfWork(Protocol):
    """One transaction. Leaving the context commits; an exception rolls everything back."""

    people: People
    accounts: Accounts
    drafts: Drafts
    holds: Holds
    incidents: Incidents
    reference: ReferenceBook
    releases: Releases
    audiences: Audiences
    figures: Figures
    enquiries: Enquiries
    own_accounts: OwnAccounts
    escalations: Escalations
    rotas: Rotas
    covers: Covers
    swaps: Swaps
    feeds: Feeds
    leave_calendars: LeaveCalendars
    media: Media
    due: Due
    messages: Messages
    records: Log
    seen: Seen

    def now(self) -> datetime:
        """The transaction's one instant (UTC), from the database."""


class Store(Protocol):
    """The database. Both raise BusyError where it cannot serve."""

    def write(self) -> AbstractContextManager[UnitOfWork]: ...
    def read(self) -> AbstractContextManager[UnitOfWork]: ...


class Publisher(Protocol):
    """X. Never raises for what X or the network does: every outcome is a value."""

    def send(self, account: AccountId, post: Post) -> Outcome:
        """Send once, with a timeout and no redirects."""

    def undo_repost(self, account: AccountId, source: TweetId) -> Undone | Refused | NeverSent:
        """Take the account's repost of a post off again; repeating it is harmless."""

    def timeline(self, account: AccountId, since: TweetId | None, at_most: int = 100) -> Timeline | Unreadable:
        """The account's own posts newer than `since`."""
