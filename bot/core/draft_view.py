"""What there is to show of one draft, ready to read; the cards that show it are in cards.py."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.accounts import Account
from bot.core.answered import Answered
from bot.core.drafts import Draft, Revision, Suggestion
from bot.core.findings import Finding


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
    answered: Answered | None = None
    """The post it answers or quotes, as it was last seen (S38)."""
    meanwhile: str = ""
    """Out of hours: who is called for it or has it, or from when somebody is there to decide."""
    signatures: tuple[str, ...] = ()
    """What owners of topics sign beside the approvals, in sentences: who has, and who must still and why them (S49)."""
    barred: tuple[str, ...] = ()
    """Who could approve it but for a restriction on what it is about, in sentences (S51)."""
    quoted: str = ""
    """Who wrote the message the draft was made from, where that is somebody else (S44)."""
    audience: str = ""
    """How far the account carries, as X told it last, in one line (S58)."""
    follows: str = ""
    """The press release or line to take it follows, and whom to ask about it (S55)."""
