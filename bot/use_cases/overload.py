"""Who carries too much: too many days in a row, more than half of all time on call (S74). Warning is forecast.py's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.core.ids import PersonId
from bot.core.rota.clock import DAY
from bot.core.rota.duty import Span
from bot.core.rota.forecast import Run, long_runs
from bot.core.rota.hours import on_call_shares
from bot.core.rota.plan import Plan
from bot.core.rota.planner import HALF
from bot.core.rota.schedule import Rota, cut, spans
from bot.core.rota.stretches import Stretch
from bot.use_cases.cases import name_of
from bot.use_cases.foreseen import HORIZON
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import in_force

EARLIER = timedelta(days=62)
"""How far back days in a row are counted from, so that a run of the longest there may be is seen whole."""
WEEKS = 12
"""How far ahead shares are counted: two weeks of a month are half of it, and yet nothing to warn of."""


@dataclass(frozen=True, slots=True)
class Overload:
    """One thing to be told of somebody; `key` stays the same for as long as it goes on."""

    key: str
    person: PersonId
    title: str
    words: str


def looked_at(uow: UnitOfWork) -> Stretch:
    """The time a rota has to be in force for, to tell what is too much."""
    return uow.now() - EARLIER, uow.now() + timedelta(weeks=WEEKS)


def overloads(uow: UnitOfWork, plan: Plan) -> list[Overload]:
    """Everything of this rota that is, or will be, too much for somebody."""
    within = looked_at(uow)
    rota = in_force(uow, plan, *within)
    return overloads_of(uow, plan, rota, spans(rota, uow.now(), within[1]))


def overloads_of(uow: UnitOfWork, plan: Plan, rota: Rota, ahead: Sequence[Span]) -> list[Overload]:
    """The same of a rota in force as `looked_at` says, and its spans from now on."""
    return [*_long_ones(uow, plan, rota, cut(ahead, uow.now(), uow.now() + HORIZON)), *_shares(uow, plan, rota, ahead)]


def long_ones(uow: UnitOfWork, plan: Plan) -> list[Overload]:
    """Who is, or will be, on duty for more days in a row than the rota allows; runs that are over are left out."""
    start, now, end = uow.now() - EARLIER, uow.now(), uow.now() + HORIZON
    rota = in_force(uow, plan, start, end)
    return _long_ones(uow, plan, rota, spans(rota, now, end))


def _long_ones(uow: UnitOfWork, plan: Plan, rota: Rota, ahead: Sequence[Span]) -> list[Overload]:
    """A run is followed further back than the rota allows only where there is one."""
    now, found = uow.now(), list[Run]()
    for back in (min((plan.most_days + 1) * DAY, EARLIER), EARLIER):
        found = long_runs([*spans(rota, now - back, now), *ahead], plan.rota.zone, plan.most_days)
        today, earliest = (at.astimezone(plan.rota.zone).date() for at in (now, now - back))
        found = [run for run in found if run.last >= today]
        if all(run.first > earliest for run in found):
            break
    title = "Somebody is on duty for too long"
    return [Overload(f"{plan.id}:{run.person}", run.person, title, _run(uow, plan, run)) for run in found]


def _run(uow: UnitOfWork, plan: Plan, run: Run) -> str:
    horizon = (uow.now() + HORIZON).astimezone(plan.rota.zone).date()
    end = "and goes on" if run.last + DAY >= horizon else f"to {run.last:%a} {run.last.day} {run.last:%b}"
    when = f"{run.first:%a} {run.first.day} {run.first:%b} {end}"
    return f"{name_of(uow, run.person)} is on duty in {plan.name} for more than {plan.most_days} days in a row: {when}."


def _shares(uow: UnitOfWork, plan: Plan, rota: Rota, ahead: Iterable[Span]) -> list[Overload]:
    title, found = "Somebody is on call too much", above_half(on_call_shares(rota, ahead))
    when = f"of all time on call in {plan.name} in the next {WEEKS} weeks, as the rota stands"
    why = "nobody should carry more than half, and six to eight people is best"
    said = [(person, f"{name_of(uow, person)} carries {share:.0%} {when}: {why}.") for person, share in found]
    return [Overload(f"{plan.id}:{person}:share", person, title, words) for person, words in said]


def above_half(shares: Mapping[PersonId, float]) -> Iterable[tuple[PersonId, float]]:
    """Who carries more than half of all on-call time, in whole hundredths: two who take turns carry half each."""
    return [(person, share) for person, share in sorted(shares.items()) if round(share, 2) > HALF]


def too_long(found: Iterable[Span], plan: Plan) -> list[Run]:
    """The runs of duty in these spans that are longer than the rota allows."""
    return long_runs(found, plan.rota.zone, plan.most_days)
