"""What a tweet is for (S50): the organisation's own list, the few purposes for which rules differ, a month counted.

What rules make of those few is policy's; where the question is asked, the form of a draft.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core.ids import AccountId
from bot.core.wording import PURPOSES

LONGEST = 75
"""Characters of a purpose: more do not fit into a list to choose from."""

MOST = 25
"""Purposes in one list: people read through it for every tweet."""

NOT_ASKED = "not asked"
"""What stands where a draft was kept before its author was asked what it is for."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose of the organisation's own. A draft keeps its words, so that what was chosen stays readable."""

    name: str

    @property
    def words(self) -> str:
        """The entry in one line."""
        return f"purpose: {self.name}"


DEFAULT = (
    Purpose("Tell people about a service"),
    Purpose("Warn people, or help them stay safe"),
    Purpose("Answer a question"),
    Purpose("Invite people to have their say"),
    Purpose("Invite people to an event"),
    Purpose("Ask people to do something"),
    Purpose("Recruit staff or volunteers"),
    Purpose("Report on what we have done"),
    Purpose("Correct something we said"),
    Purpose("Thank or celebrate somebody"),
)
"""What is offered where the organisation has entered no list."""


def own_purposes(entered: Iterable[Purpose]) -> tuple[str, ...]:
    """The organisation's own purposes in their order."""
    return tuple(purpose.name for purpose in tuple(entered) or DEFAULT)


def is_purpose(given: str, entered: Iterable[Purpose]) -> bool:
    """Whether this may be chosen now: one of the organisation's own, or one for which rules differ."""
    return given in PURPOSES or given in own_purposes(entered)


def rule_purpose(purpose: str) -> str:
    """What the rules are told of it: one of those they know, or nothing."""
    return purpose if purpose in PURPOSES else ""


def purpose_words(purpose: str) -> str:
    """The purpose as people read it."""
    return PURPOSES.get(purpose, purpose) or NOT_ASKED


@dataclass(frozen=True, slots=True)
class PurposeCount:
    """How many tweets of one account went out for one purpose (in words)."""

    purpose: str
    tweets: int


@dataclass(frozen=True, slots=True)
class AccountPurposes:
    """A month of one account: the most frequent purpose first, and those of the organisation's own never served."""

    account: AccountId
    counts: tuple[PurposeCount, ...]
    never: tuple[str, ...]

    @property
    def tweets(self) -> int:
        """All tweets that went out."""
        return sum(count.tweets for count in self.counts)


def account_purposes(account: AccountId, published: Mapping[str, int], own: Iterable[str]) -> AccountPurposes:
    """The month of an account, given how many of its tweets went out for each purpose as it was kept."""
    counts = [PurposeCount(purpose_words(purpose), tweets) for purpose, tweets in published.items() if tweets]
    in_order = sorted(counts, key=lambda count: (-count.tweets, count.purpose))
    return AccountPurposes(account, tuple(in_order), tuple(name for name in own if not published.get(name)))
