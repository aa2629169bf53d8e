"""Topics the organisation watches (S49, S53, S54) and who may not speak of which (S51), as entered in org.yaml.

What they mean for a draft is use_cases/topic_findings.py's; switching a filter off is use_cases/topic_filters.py's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

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
class Team:
    """People who work together, so that what is said of the team is said of each of them."""

    name: str
    members: tuple[PersonId, ...]

    @property
    def words(self) -> str:
        """The entry in one line."""
        return f"team {self.name}: {', '.join(self.members)}"


@dataclass(frozen=True, slots=True)
class Restriction:
    """A person, or everybody in a team, who may not speak of some topics alone; why, and who said so (S51).

    `until` is the last day it counts, by the organisation's calendar, or the instant (UTC) at which it stops.
    """

    person: PersonId | None
    topics: tuple[str, ...]
    reason: str
    set_by: PersonId
    until: date | datetime | None = None
    team: str = ""

    def ends(self, zone: ZoneInfo) -> datetime | None:
        """The instant (UTC) from which it does not count any more; None where it has no end."""
        if self.until is None or isinstance(self.until, datetime):
            return self.until
        return datetime.combine(self.until + timedelta(days=1), time(), zone).astimezone(UTC)

    def counts_at(self, at: datetime, zone: ZoneInfo) -> bool:
        """Whether it counts at this instant (UTC)."""
        end = self.ends(zone)
        return end is None or at < end

    def people(self, teams: Iterable[Team]) -> frozenset[PersonId]:
        """Everybody it is on."""
        if self.person is not None:
            return frozenset({self.person})
        return frozenset(member for team in teams if team.name == self.team for member in team.members)

    @property
    def words(self) -> str:
        """The entry in one line."""
        until = f", until {self.until:%Y-%m-%d %H:%M %Z}" if isinstance(self.until, datetime) else ""
        until = f", until {self.until}" if self.until and not until else until
        who = self.person or f"the team {self.team}"
        return f"restriction for {who} on {', '.join(self.topics)}: {self.reason}; set by {self.set_by}{until}"


def soonest_first(restrictions: Iterable[Restriction], zone: ZoneInfo) -> list[Restriction]:
    """In the order in which they end; those without an end last."""
    return sorted(restrictions, key=lambda each: each.ends(zone) or datetime.max.replace(tzinfo=UTC))


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
