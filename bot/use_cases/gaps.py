"""Watching over the weeks ahead: cover is sought for whatever has come open. Also what is said of gaps that stay open.

Seeking itself is covering.py's; open gaps are said again every morning by day_ahead.py.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.core.accounts import Account, Role
from bot.core.authority import may
from bot.core.ids import AccountId
from bot.core.people import Person
from bot.core.rota.requests import CoverRequest, RequestState
from bot.use_cases.alarms import first_time
from bot.use_cases.cover_words import gap_line
from bot.use_cases.covering import look
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.swapping import end_old_swaps

AHEAD = timedelta(days=28)
"""How far ahead cover is sought for shifts of people who have gone; absences that were entered are sought for whole."""


def watch(uow: UnitOfWork, longest: timedelta) -> None:
    """Once an hour (from the watchdog): look ahead."""
    now = uow.now()
    if uow.rotas.plans() and first_time(uow, "rota-watch", f"{now:%Y-%m-%d %H}"):
        look(uow, longest, now, now + AHEAD)
        end_old_swaps(uow)


def seek_for_gone(uow: UnitOfWork, longest: timedelta) -> None:
    """Somebody can no longer act: their shifts look for cover at once, not at the next look."""
    look(uow, longest, uow.now(), uow.now() + AHEAD)


def open_gaps(uow: UnitOfWork) -> list[CoverRequest]:
    """The gaps that were announced and that nobody has closed, the earliest first."""
    return [r for r in uow.covers.standing() if r.state is RequestState.GAP and r.end > uow.now()]


def gaps_for(uow: UnitOfWork, person: Person) -> tuple[str, ...]:
    """The open gaps this person should know of: all of them for a lead, else those of accounts they approve for."""
    gaps = open_gaps(uow)
    if not gaps or person.lead:
        return tuple(gap_line(uow, gap) for gap in gaps)
    grants = uow.accounts.grants()
    own = {a.id for a in uow.accounts.all() if may(person, Role.APPROVE, a, grants) is None}
    return tuple(gap_line(uow, gap) for gap in gaps if not own.isdisjoint(_accounts(uow, gap)))


def _accounts(uow: UnitOfWork, gap: CoverRequest) -> list[AccountId]:
    if gap.account:
        return [gap.account]
    plan = uow.rotas.plan(gap.rota)
    return [a.id for a in uow.accounts.all() if plan and plan.watches(a.id)]


def later_gaps(uow: UnitOfWork, accounts: Iterable[Account], after: datetime) -> list[str]:
    """The open gaps of these accounts that begin later than this: what comes sooner is in the forecast.

    So are not the shifts of people who are there and may not hold them, so these are told of at any time.
    """
    ids = {account.id for account in accounts}
    apart = [gap for gap in open_gaps(uow) if gap.start > after or gap.is_of_rights]
    return [gap_line(uow, gap) for gap in apart if not ids.isdisjoint(_accounts(uow, gap))]
