"""The life of a draft: its states, the one table of transitions, its revisions and the digest that binds a decision.

Who may move a draft is decisions.py's and authority.py's; when it goes out is publishing's.
"""

import hashlib
import json
import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from bot.core.declared import NOTHING, Declared
from bot.core.ids import AccountId, DraftId, PersonId, TweetId


class State(StrEnum):
    """Where a draft stands. The comment says who moves it on."""

    DRAFT = "draft"  # private to its author, who sends it or withdraws it
    IN_REVIEW = "in_review"  # the approvers of the account
    CHANGES_REQUESTED = "changes_requested"  # the author, with a new revision
    SCHEDULED = "scheduled"  # approved; the worker, when its slot comes
    PUBLISHING = "publishing"  # the worker, with the answer of X
    UNCONFIRMED = "unconfirmed"  # the worker reads the timeline, then two people decide
    PUBLISHED = "published"  # nobody
    FAILED = "failed"  # a person: try again, change it or withdraw it
    HELD = "held"  # a person releases it, and it is reviewed again
    EXPIRED = "expired"  # the author, with a new time; or an approver, who starts a new review by approving one
    REJECTED = "rejected"  # nobody
    WITHDRAWN = "withdrawn"  # nobody


TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.IN_REVIEW, State.WITHDRAWN}),
    State.IN_REVIEW: frozenset(
        {
            State.IN_REVIEW,  # a new revision starts the review again
            State.SCHEDULED,
            State.CHANGES_REQUESTED,
            State.REJECTED,
            State.WITHDRAWN,
            State.EXPIRED,
            State.HELD,
        }
    ),
    State.CHANGES_REQUESTED: frozenset({State.IN_REVIEW, State.WITHDRAWN}),
    State.SCHEDULED: frozenset(
        {State.PUBLISHING, State.IN_REVIEW, State.HELD, State.EXPIRED, State.WITHDRAWN, State.FAILED}
    ),
    State.PUBLISHING: frozenset(
        {State.PUBLISHED, State.UNCONFIRMED, State.FAILED, State.SCHEDULED, State.HELD, State.EXPIRED}
    ),
    State.UNCONFIRMED: frozenset({State.PUBLISHED, State.SCHEDULED, State.WITHDRAWN}),
    State.FAILED: frozenset({State.SCHEDULED, State.IN_REVIEW, State.WITHDRAWN, State.HELD}),
    State.HELD: frozenset({State.IN_REVIEW, State.WITHDRAWN}),
    State.EXPIRED: frozenset({State.IN_REVIEW, State.WITHDRAWN}),
    State.PUBLISHED: frozenset(),
    State.REJECTED: frozenset(),
    State.WITHDRAWN: frozenset(),
}

EDITABLE = frozenset(
    {
        State.DRAFT,
        State.IN_REVIEW,
        State.CHANGES_REQUESTED,
        State.SCHEDULED,
        State.HELD,
        State.EXPIRED,
        State.FAILED,
    }
)
"""States in which a new revision may be made. It voids every decision and, past DRAFT, starts review again."""

FINAL = frozenset(state for state, after in TRANSITIONS.items() if not after)


class TargetKind(StrEnum):
    """How a draft refers to somebody's post."""

    REPLY = "reply"
    QUOTE = "quote"
    REPOST = "repost"  # the post as it is, without words of ours


@dataclass(frozen=True, slots=True)
class Target:
    """The post a draft answers, quotes or reposts, and the address as the author gave it."""

    kind: TargetKind
    tweet: TweetId
    address: str


class Pictured(StrEnum):
    """Who can be recognised in a picture; of several, those who need most care."""

    NOBODY = "nobody"
    STAFF = "staff"
    ADULTS = "adults"
    CHILDREN = "children"
    CARED_FOR = "cared_for"


@dataclass(frozen=True, slots=True)
class Media:
    """A picture of a revision. The bytes are kept once, under their SHA-256 (hex).

    `alt` is empty and `pictured` None until the author has said what it shows and whom. `consent` are references of
    consents on record, separated by commas; `credit` says who made it and `licence` what allows its use, both empty
    where it is our own.
    """

    sha256: str
    mime: str
    size: int
    name: str
    alt: str
    pictured: Pictured | None = None
    consent: str = ""
    credit: str = ""
    licence: str = ""

    @property
    def is_described(self) -> bool:
        """Whether the author has said all that must be said of it."""
        return bool(self.alt.strip()) and self.pictured is not None

    def bound(self) -> list[str | None]:
        """What of it a decision binds. What has not been said leaves no trace, so that older digests stay true."""
        said = [self.pictured, self.consent, self.credit, self.licence]
        return [self.sha256, self.alt, *(said if any(said) else ())]


@dataclass(frozen=True, slots=True)
class Revision:
    """One exact wording. Immutable: any change is a new revision with the next number, from 1.

    `when` is the wished time (UTC), None for "as soon as it is approved". `note` and `urgent` are for the
    approver and are no part of the act. Neither are `purpose` (core/purposes.py; empty where it was not asked) and
    `consent`, references of consents on record separated by commas: the checks read them, and they stand on the card.
    `supervisor` must be one of those who approve, where the author works under supervision. `declared` is what the
    author says beside it. `follows` names the press release or line to take it keeps to (core/releases.py), or nothing.
    """

    number: int
    text: str
    edited_by: PersonId
    made_at: datetime
    media: tuple[Media, ...] = ()
    target: Target | None = None
    when: datetime | None = None
    note: str = ""
    urgent: bool = False
    purpose: str = ""
    consent: str = ""
    supervisor: PersonId | None = None
    declared: Declared = NOTHING
    follows: str = ""

    @property
    def is_repost(self) -> bool:
        """Whether it passes somebody's post on without words of ours."""
        return self.target is not None and self.target.kind is TargetKind.REPOST

    def digest(self, account: AccountId, slot: datetime | None = None) -> str:
        """SHA-256 (hex) over the whole act (F1): account, text, pictures and what is said of them, target and time.

        `slot` is the time an approver chose; without one it is the author's own.
        """
        at = slot or self.when
        act = {
            "account": account,
            "text": self.text,
            "media": [m.bound() for m in self.media],
            "target": [self.target.kind, self.target.tweet] if self.target else None,
            "when": at.isoformat() if at else None,
        }
        return hashlib.sha256(json.dumps(act, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants said on one account.

    `revision` is the number approvers see; `round` counts the times it came to review (decisions of an earlier
    round are void); `slot` is when it goes out once approved (UTC); `lock` guards concurrent saves; `reason`
    is the plain sentence behind the present state; `tweet` is set once published.
    """

    id: DraftId
    account: AccountId
    author: PersonId
    state: State
    created_at: datetime
    changed_at: datetime
    revision: int = 1
    round: int = 0
    slot: datetime | None = None
    reason: str = ""
    tweet: TweetId | None = None
    lock: int = 0


class ForbiddenTransitionError(Exception):
    """A fault: code tried to move a draft along no line of the table."""


def move(draft: Draft, to: State, now: datetime, reason: str = "") -> Draft:
    """The draft in its next state. Raises ForbiddenTransitionError where the table has no such line.

    Coming to review starts a new round and forgets the slot.
    """
    if to not in TRANSITIONS[draft.state]:
        raise ForbiddenTransitionError(f"draft {draft.id}: {draft.state} → {to}")
    moved = replace(draft, state=to, changed_at=now, reason=reason)
    if to is State.IN_REVIEW:
        return replace(moved, round=draft.round + 1, slot=None)
    return moved


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words somebody else proposes for a draft (S63): the owner takes or declines them; nothing is overwritten."""

    id: int
    draft: DraftId
    on_revision: int
    by: PersonId
    text: str
    at: datetime
    answer: str = ""
    """Empty while open; then `taken`, `declined` or `overtaken` (a newer revision came first)."""


TWEET_ADDRESS_HOSTS = (
    "x.com",
    "twitter.com",
    "mobile.twitter.com",
    "www.x.com",
    "www.twitter.com",
    "mobile.x.com",
)
"""Hosts on which an address may name a post on X."""

_TWEET_PATH = re.compile(r"/(?:i/web|i|[A-Za-z0-9_]{1,15})/status(?:es)?/([0-9]{1,19})(?:/(?:photo|video)/[0-9])?/?")


def tweet_in(address: str) -> TweetId | None:
    """The post an address names, such as `https://x.com/fernshire/status/1789`; None if it names none."""
    words = address.strip()
    try:
        parts = urlsplit(words if "://" in words else f"https://{words}")
        host = parts.hostname
    except ValueError:  # a bracket or port that is none
        return None
    found = _TWEET_PATH.fullmatch(parts.path)
    if found is None or host not in TWEET_ADDRESS_HOSTS or parts.scheme not in {"http", "https"}:
        return None
    return TweetId(found[1])
