"""Gaps a lead has decided to leave open: shown with their name, no alarm any more. Other gaps are gaps.py's."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.core.accounts import Account
from bot.core.ids import AccountId, PersonId
from bot.core.rota.duty import Gap, Span
from bot.core.rota.plan import Plan
from bot.core.rota.requests import CoverRequest, RequestState
from bot.core.rota.stretches import Stretch, common, joined, without
from bot.use_cases.cover_words import gap_line
from bot.use_cases.ports import UnitOfWork


def unnoticed(uow: UnitOfWork, plan: Plan, found: Iterable[Span]) -> list[Span]:
    """Of these gaps of a rota, the times nobody has decided to leave open."""
    known = [request for request in _known(uow) if request.rota == plan.id]
    return [
        span._replace(start=start, end=end)
        for span in found
        for start, end in without(
            [(span.start, span.end)], joined(part for r in known if _is_of(r, span) for part in r.parts)
        )
    ]


def unnoticed_times(uow: UnitOfWork, account: AccountId, times: Sequence[Stretch]) -> list[Stretch]:
    """Of the times in which nobody can approve for an account, those nobody has decided to leave so."""
    return without(times, joined(part for r in _known(uow) if r.account == account for part in r.parts))


def whoever_left(uow: UnitOfWork, plan: Plan, span: Span) -> PersonId | None:
    """The lead who decided that this gap of a rota stays open, if one has."""
    return next(
        (
            r.left_open_by
            for r in _known(uow)
            if r.rota == plan.id and _is_of(r, span) and common(r.parts, [(span.start, span.end)])
        ),
        None,
    )


def lines(uow: UnitOfWork, plans: Iterable[Plan], accounts: Iterable[Account], until: datetime) -> list[str]:
    """The gaps left open that begin before this, each with who decided it: of these rotas, and of these accounts."""
    rotas, ids = {plan.id for plan in plans}, {account.id for account in accounts}
    found = [r for r in _known(uow) if r.start < until and (r.account in ids if r.account else r.rota in rotas)]
    return [gap_line(uow, request) for request in found]


def _known(uow: UnitOfWork) -> list[CoverRequest]:
    return [r for r in uow.covers.standing() if r.state is RequestState.ACCEPTED and r.end > uow.now()]


def _is_of(request: CoverRequest, span: Span) -> bool:
    return isinstance(span.duty, Gap) and (request.seat, request.person) == (span.seat, span.duty.person)
