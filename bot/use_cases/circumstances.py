"""What holds for an account at a time: the election period, the incident, the meeting, the consents that are named.

Facts for the checks, from what the organisation entered; which rule listens to which stands in the packs.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.accounts import Account, Kind
from bot.core.incidents import Incident, concerning
from bot.core.reference import ElectionEntry, Reference, refs_in
from bot.policy.calendar.elections import Election
from bot.policy.calendar.kinds import body_of
from bot.policy.calendar.periods import periods_in_force
from bot.policy.context import Embargo, Hold, Meeting, Period
from bot.use_cases.cases import zone
from bot.use_cases.ports import UnitOfWork

_IN_OFFICE = (Kind.COUNCILLOR, Kind.MINISTER)
_NAME_AND_SURNAME = re.compile(r"[^\W\d_a-z]\S+ [^\W\d_a-z]\S+")
_TITLES = re.compile(
    r"^(?:(?:the |rt\.? |hon\.? |cllr\.? |councillor |cyng(?:horydd)? |sir |dame |mr |mrs |ms |dr ))+", re.IGNORECASE
)


def as_election(entry: ElectionEntry) -> Election:
    """The entry as the calendar reads it."""
    return Election(
        entry.kind, entry.nation, entry.poll, entry.area, entry.bodies, entry.start, entry.end, entry.source
    )


def periods(uow: UnitOfWork, account: Account, entries: Iterable[ElectionEntry], at: datetime) -> list[Period]:
    """The periods that bind the account at a moment, those over all of its area first (S37)."""
    body = body_of(account.org_type, account.nation)
    elections = map(as_election, entries)
    return periods_in_force(elections, body, account.area, account.nation, at, ZoneInfo(zone(uow)))


def period(uow: UnitOfWork, account: Account, reference: Reference, at: datetime) -> Period | None:
    """The one period the checks are told of."""
    return next(iter(periods(uow, account, reference.elections, at)), None)


def incident(uow: UnitOfWork, account: Account, text: str) -> Incident | None:
    """The open incident a text on this account has to reckon with (S41)."""
    return concerning(uow.incidents.unclosed(), account.id, text)


def hold_of(found: Incident | None) -> Hold | None:
    """An incident as the checks read it: entered for named accounts, it holds every routine post of theirs."""
    return Hold(found.name, found.opened_at, found.known_by[1:], "all" if found.accounts else "") if found else None


def meeting(account: Account, reference: Reference, at: datetime) -> Meeting | None:
    """The meeting that is on at a moment."""
    for entry in reference.meetings:
        if entry.starts <= at < entry.ends and (not entry.accounts or account.id in entry.accounts):
            return Meeting(active=True, hashtag=entry.hashtag)
    return None


def consents(reference: Reference, named: str, at: datetime) -> tuple[str, ...]:
    """The consents on record that a revision or a picture names and that have not run out.

    Only those it names: a consent somebody gave for one post says nothing about every other.
    """
    found = (reference.consent(ref) for ref in refs_in(named))
    return tuple(c.says for c in found if c and (c.until is None or at.date() <= c.until))


def politicians(uow: UnitOfWork, reference: Reference) -> tuple[str, ...]:
    """Everybody known to be in or to stand for office: those entered, and those whose account is one of that kind."""
    entered = [entry.says for entry in reference.politicians]
    of_accounts = [_TITLES.sub("", each.name) for each in uow.accounts.all() if each.kind in _IN_OFFICE]
    return (*entered, *filter(_NAME_AND_SURNAME.fullmatch, of_accounts))


def embargoes(reference: Reference) -> tuple[Embargo, ...]:
    """What nobody speaks of before a time."""
    return tuple(Embargo(e.topic, e.until, e.keywords) for e in reference.embargoes)
