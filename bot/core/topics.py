"""Topics the organisation watches (S49, S53, S54) and who may not speak of which (S51), as entered in org.yaml.

What they mean for a draft is use_cases/topic_findings.py's; switching a filter off is use_cases/topic_filters.py's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.core.ids import AccountId, PersonId


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and the words it is known by (`flood*` lets any ending follow). Without accounts it counts for all.

    `filtered` says why it takes a second approver, empty where it takes none; `line` is the current line to take;
    `owner` is asked where an account speaks of it whose remit it is not.
    """

    name: str
    keywords: tuple[str, ...]
    accounts: tuple[AccountId, ...] = ()
    filtered: str = ""
    line: str = ""
    owner: PersonId | None = None

    def covers(self, account: AccountId) -> bool:
        """Whether it counts for this account."""
        return not self.accounts or account in self.accounts

    @property
    def is_held(self) -> bool:
        """Whether a draft about it takes a second approver."""
        return bool(self.filtered or self.line)

    @property
    def words(self) -> str:
        """The entry in one line."""
        where = f" on {', '.join(f'@{a}' for a in self.accounts)}" if self.accounts else ""
        more = [f"second approver because {self.filtered}"] if self.filtered else []
        more += [f"line to take “{self.line}”"] if self.line else []
        more += [f"owner {self.owner}"] if self.owner else []
        return "; ".join([f"topic {self.name} ({', '.join(self.keywords)}){where}", *more])


@dataclass(frozen=True, slots=True)
class Restriction:
    """Somebody who may not speak of some topics by themselves, why, who said so, and the last day it counts."""

    person: PersonId
    topics: tuple[str, ...]
    reason: str
    set_by: PersonId
    until: date | None = None

    def counts_on(self, day: date) -> bool:
        """Whether it counts on this day, by the organisation's calendar."""
        return self.until is None or day <= self.until

    @property
    def words(self) -> str:
        """The entry in one line."""
        until = f", until {self.until}" if self.until else ""
        return f"restriction for {self.person} on {', '.join(self.topics)}: {self.reason}; set by {self.set_by}{until}"


def topic_named(name: str, topics: Iterable[Topic]) -> Topic | None:
    """The topic of this name, whatever the case."""
    return next((topic for topic in topics if topic.name.casefold() == name.strip().casefold()), None)


def loosened(before: Iterable[Topic], after: Iterable[Topic]) -> list[Topic]:
    """The held topics of `before` of which `after` would let pass what was held (S53): two people decide on that."""
    now = tuple(after)
    return [topic for topic in before if topic.is_held and not _as_strict(topic_named(topic.name, now), topic)]


def _as_strict(now: Topic | None, was: Topic) -> bool:
    """Whether everything that `was` holds is still held."""
    if now is None or not now.is_held or set(was.keywords) - set(now.keywords):
        return False
    return not now.accounts or (bool(was.accounts) and set(was.accounts) <= set(now.accounts))
