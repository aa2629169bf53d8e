"""`/incident period`: which election periods bind which account now, and which come next, with dates and source."""

from collections import defaultdict
from datetime import date, timedelta

from bot.core.accounts import Account
from bot.core.cards import Notice
from bot.core.forms import Shown
from bot.core.wording import names
from bot.policy.calendar.elections import Election
from bot.policy.calendar.kinds import body_of
from bot.policy.calendar.periods import periods_in_force
from bot.policy.context import Period
from bot.use_cases.circumstances import as_election, periods
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools

_AHEAD = timedelta(days=120)
"""How far ahead a period that has not begun is told."""


def election_periods(tools: Tools) -> Shown:
    """The periods in force for each account, then those that begin soon."""
    with tools.store.read() as uow:
        elections = [as_election(entry) for entry in uow.reference.get().elections]
        lines = [*_in_force(uow, elections), *_ahead(uow, elections)]
        if not elections:
            lines = ["No elections are entered. Whoever looks after Countersign enters them in org.yaml."]
        return Notice("Election periods", tuple(lines or ["No election period is in force, and none begins soon."]))


def _in_force(uow: UnitOfWork, elections: list[Election]) -> list[str]:
    bound: dict[str, list[str]] = defaultdict(list)
    for account in uow.accounts.all():
        for period in periods(uow, account, uow.reference.get().elections, uow.now()):
            bound[_period_words(period, elections)].append(f"@{account.handle}")
    return [f"In force for {names(handles, joined_by='and')}: {words}" for words, handles in bound.items()]


def _period_words(period: Period, elections: list[Election]) -> str:
    last = period.ends or period.poll
    where = f", in {period.area} only" if period.area else ""
    source = next((e.source for e in elections if e.poll == period.poll and e.words == period.election), "")
    starts = f"from {_day(period.starts)} " if period.starts else ""
    until = f"to {_day(last)}" if last else "until further notice"
    return f"{period.election}, {starts}{until}{where}.{f' Source: {source}.' if source else ''}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _ahead(uow: UnitOfWork, elections: list[Election]) -> list[str]:
    bound: dict[str, list[str]] = defaultdict(list)
    for account in uow.accounts.all():
        for election in elections:
            if words := _begins(uow, account, election):
                bound[words].append(f"@{account.handle}")
    return [f"Ahead for {names(handles, joined_by='and')}: {words}" for words, handles in bound.items()]


def _begins(uow: UnitOfWork, account: Account, election: Election) -> str:
    """In words, a period of this election that binds the account and begins soon; empty where there is none."""
    body, now = body_of(account.org_type, account.nation), uow.now()
    starts = election.starts_at(body, account.nation)
    if not now < starts <= now + _AHEAD:
        return ""
    found = periods_in_force([election], body, account.area, account.nation, starts)
    return _period_words(found[0], [election]) if found else ""
