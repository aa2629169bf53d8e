"""What the organisation knows and the checks must know too: elections, consents, pledges, embargoes, meetings, media.

Entries as they were entered in org.yaml; what a check makes of them is policy's. Topics are topics.py's;
incidents are opened in chat.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime

from bot.core.disclaimers import Disclaimer
from bot.core.ids import AccountId, PersonId
from bot.core.purposes import Purpose
from bot.core.topics import Restriction, Team, Topic


@dataclass(frozen=True, slots=True)
class ElectionEntry:
    """One poll, as entered. `start` is the announced first day of its period, `end` its announced end."""

    kind: str
    nation: str
    poll: date
    area: str = ""
    bodies: tuple[str, ...] = ()
    start: date | None = None
    end: datetime | None = None
    source: str = ""

    @property
    def words(self) -> str:
        """The entry in one line."""
        place = self.area or self.nation.replace("_", " ")
        more = [f"for {', '.join(self.bodies)}"] if self.bodies else []
        more += [f"starts {self.start}"] if self.start else []
        more += [f"ends {self.end:%Y-%m-%d %H:%M}"] if self.end else []
        more += [self.source] if self.source else []
        return "; ".join([f"election {self.kind}, {place}, poll {self.poll}", *more])


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent on record, found by its reference; `says` names the person and what was agreed."""

    ref: str
    says: str
    until: date | None = None

    @property
    def words(self) -> str:
        """The entry in one line."""
        until = f", until {self.until}" if self.until else ""
        return f"consent {self.ref}: {self.says}{until}"


@dataclass(frozen=True, slots=True)
class Pledge:
    """An announcement or sum that has been approved for publication."""

    says: str

    @property
    def words(self) -> str:
        """The entry in one line."""
        return f"approved pledge: {self.says}"


@dataclass(frozen=True, slots=True)
class EmbargoEntry:
    """A topic nobody speaks of before a time (UTC)."""

    topic: str
    until: datetime
    keywords: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The entry in one line."""
        about = f" ({', '.join(self.keywords)})" if self.keywords else ""
        return f"embargo on {self.topic}{about} until {self.until:%Y-%m-%d %H:%M %Z}"


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting whose members post under its hashtag, from and to (UTC). Without accounts it counts for all."""

    hashtag: str
    starts: datetime
    ends: datetime
    accounts: tuple[AccountId, ...] = ()

    @property
    def words(self) -> str:
        """The entry in one line."""
        where = f" on {', '.join(f'@{a}' for a in self.accounts)}" if self.accounts else ""
        return f"meeting {self.hashtag}{where}, {self.starts:%Y-%m-%d %H:%M} to {self.ends:%Y-%m-%d %H:%M %Z}"


@dataclass(frozen=True, slots=True)
class Journalist:
    """A handle on the media list (S39)."""

    handle: str

    @property
    def words(self) -> str:
        """The entry in one line."""
        return f"media list: @{self.handle}"


@dataclass(frozen=True, slots=True)
class Politician:
    """A councillor, candidate or other politician as entered: a name, and after a comma who they are.

    The list is democratic services' to keep. It is of people in or standing for office, so it is public.
    """

    says: str

    @property
    def words(self) -> str:
        """The entry in one line."""
        return f"politician: {self.says}"


@dataclass(frozen=True, slots=True)
class PressOfficer:
    """Somebody who speaks to the press for the organisation (S39, S40)."""

    person: PersonId

    @property
    def words(self) -> str:
        """The entry in one line."""
        return f"press office: {self.person}"


Entry = (
    ElectionEntry
    | Consent
    | Pledge
    | EmbargoEntry
    | MeetingEntry
    | Journalist
    | Politician
    | PressOfficer
    | Disclaimer
    | Topic
    | Team
    | Restriction
    | Purpose
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything of this kind that is in force."""

    elections: tuple[ElectionEntry, ...] = ()
    consents: tuple[Consent, ...] = ()
    approved_pledges: tuple[Pledge, ...] = ()
    embargoes: tuple[EmbargoEntry, ...] = ()
    meetings: tuple[MeetingEntry, ...] = ()
    media_list: tuple[Journalist, ...] = ()
    politicians: tuple[Politician, ...] = ()
    press_office: tuple[PressOfficer, ...] = ()
    disclaimers: tuple[Disclaimer, ...] = ()
    topics: tuple[Topic, ...] = ()
    teams: tuple[Team, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    purposes: tuple[Purpose, ...] = ()

    def entries(self) -> list[Entry]:
        """All entries, section after section."""
        return [entry for section in fields(self) for entry in getattr(self, section.name)]

    def consent(self, ref: str) -> Consent | None:
        """The consent with this reference, whatever the case."""
        return next((c for c in self.consents if c.ref.casefold() == ref.strip().casefold()), None)


def refs_in(words: str) -> list[str]:
    """The references somebody typed: separated by commas."""
    return [ref.strip() for ref in words.split(",") if ref.strip()]
