"""Accounts on X and the roles people hold on them."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from bot.core.ids import AccountId, PersonId


class Kind(StrEnum):
    """What sort of voice an account is (S16): each account has exactly one kind."""

    CORPORATE = "corporate"
    OFFICIAL = "official"
    PERSONAL = "personal"
    MINISTER = "minister"
    COUNCILLOR = "councillor"


class OrgType(StrEnum):
    """Whose rule pack an account answers to."""

    COUNCIL = "council"
    NHS_TRUST = "nhs_trust"
    POLICE = "police"
    FIRE = "fire"
    MINISTRY = "ministry"


class Role(StrEnum):
    """What a person may do on one account."""

    PITCH = "pitch"
    APPROVE = "approve"


@dataclass(frozen=True, slots=True)
class Hours:
    """What the public is told of when an account is read (S72), and the desk's hours when that was last saved.

    `words` are free text, empty where nothing is published; `desk` is rota/desk_hours.py's.
    """

    words: str = ""
    desk: str = ""

    def __str__(self) -> str:
        return self.words or "none"


@dataclass(frozen=True, slots=True)
class Account:
    """One handle on X.

    `channel` is the chat channel where its drafts are reviewed (the platform's own id); `approvals` how many
    people must approve every draft (1 or 2); `cooling_off` seconds an author must look at the preview before
    sending (S13); `remind_after` minutes a draft may wait in review before the channel is nudged; `area` its place and
    the larger ones it lies in (“Mole Valley, Surrey”), by which elections bind it, empty for a national body; `hours`
    what is published of when it is read.
    """

    id: AccountId
    handle: str
    name: str
    kind: Kind
    org_type: OrgType
    channel: str
    nation: str = "england"
    owner: PersonId | None = None
    remit: tuple[str, ...] = ()
    approvals: int = 1
    cooling_off: int = 0
    remind_after: int = 30
    area: str = ""
    hours: Hours = Hours()


@dataclass(frozen=True, slots=True)
class Grant:
    """A role somebody holds on one account, since when, and who granted it (S01)."""

    person: PersonId
    account: AccountId
    role: Role
    since: date
    granted_by: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """What is true for every account: its name, the zone its times are shown in, what may be published freely."""

    name: str
    zone: str = "Europe/London"
    approved_hosts: tuple[str, ...] = ()
    public_contacts: tuple[str, ...] = ()
    midday: time = time(13)
    """Where a working day is cut into halves: "Friday afternoon" begins with it."""
