"""Rotas as they are in force: the plan with everything entered since, bank holidays, and nobody who has gone.

The arithmetic is core/rota's. Who is told, asked or called because of it stands in the use cases that do so.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.core.ids import AccountId, PersonId, RotaId
from bot.core.people import Person, Standing
from bot.core.rota.changes import Absence, Change, Changes, Shift
from bot.core.rota.duty import Closed, Duty, Holder, SeatName, Span
from bot.core.rota.plan import Plan, plan_for
from bot.core.rota.schedule import Rota, spans
from bot.core.rota.stretches import Stretch
from bot.policy.calendar.working_days import bank_holidays
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_rota import Era
from bot.use_cases.standing import gone

AHEAD = timedelta(days=35)
"""How far ahead the end of a turn is looked for; what goes on longer is said to go on."""
_ON = timedelta(days=1)


def hold_all(uow: UnitOfWork) -> None:
    """Before deciding who may take a turn: until this transaction ends nobody else gives anybody one in any rota.

    Somebody who takes two turns of one time at one instant would else be free for each as the other sees it.
    """
    uow.rotas.hold(*(plan.id for plan in uow.rotas.plans()))


def in_force(uow: UnitOfWork, plan: Plan, start: datetime, end: datetime) -> Rota:
    """The rota for [start, end) only: outside it, what was entered is left out, and so is who is never on it."""
    return _with_entries(uow, plan, start, end, _all_gone_now)


def as_it_was(uow: UnitOfWork, era: Era) -> Rota:
    """A rota as it was in force at a time in the past. Whoever has gone since counts for as long as they were there."""
    return _with_entries(uow, era.plan, era.start, era.end, gone)


Gone = Callable[[UnitOfWork, Collection[PersonId], datetime, datetime], Mapping[PersonId, Iterable[Stretch]]]
"""When these people hold nothing, because they may not act."""


def _all_gone_now(
    uow: UnitOfWork, people: Collection[PersonId], start: datetime, end: datetime
) -> Mapping[PersonId, Iterable[Stretch]]:
    return {person: _gone_now(uow, person, start, end) for person in people}


def _gone_now(uow: UnitOfWork, person: PersonId, start: datetime, end: datetime) -> Iterable[Stretch]:
    known = uow.people.get(person)
    return [(start - _ON, end + _ON)] if known and known.standing is not Standing.ACTIVE else []


def _with_entries(uow: UnitOfWork, plan: Plan, start: datetime, end: datetime, when_gone: Gone) -> Rota:
    entered = [entry.what for entry in uow.rotas.entries(plan.id, start, end)]
    ever = _ever_on(plan, entered)
    people = [person for key in sorted(ever) if (person := uow.people.get(key))]
    away = [kept.absence for kept in uow.rotas.absences(start, end, among=ever)]
    times = when_gone(uow, [p.id for p in people], start, end)
    left = [Absence(person, *stretch) for person, stretches in times.items() for stretch in stretches]
    return _changed(plan, end, entered, people, [*away, *left])


def all_in_force(uow: UnitOfWork, start: datetime, end: datetime) -> list[tuple[Plan, Rota]]:
    """Every rota as `in_force` has it: everything is read once, for what looks at all of them."""
    known = {person.id: person for person in uow.people.all()}
    entries: dict[RotaId, list[Change | Shift]] = {}
    for entry in uow.rotas.every_entry(start, end):
        entries.setdefault(entry.rota, []).append(entry.what)
    absent: dict[PersonId, list[Absence]] = {}
    for kept in uow.rotas.absences(start, end):
        absent.setdefault(kept.absence.person, []).append(kept.absence)
    found = []
    for plan in uow.rotas.plans():
        entered = entries.get(plan.id, [])
        ever = sorted(_ever_on(plan, entered))
        people, away = [known[key] for key in ever if key in known], [a for key in ever for a in absent.get(key, ())]
        left = [Absence(p.id, *stretch) for p in people for stretch in _gone_now(uow, p.id, start, end)]
        found.append((plan, _changed(plan, end, entered, people, [*away, *left])))
    return found


def _ever_on(plan: Plan, entered: Iterable[Change | Shift]) -> frozenset[PersonId]:
    return plan.people().union(what.person for what in entered if what.person)


def _changed(
    plan: Plan, end: datetime, entered: list[Change | Shift], people: list[Person], away: list[Absence]
) -> Rota:
    changes = Changes(
        tuple(what for what in entered if isinstance(what, Change)),
        tuple(what for what in entered if isinstance(what, Shift)),
        tuple(away),
    )
    year = (end + _ON).year
    return replace(
        plan.rota,
        changes=changes,
        holidays=plan.rota.holidays | _holidays(plan.nation, year),
        own_holidays={**_of_other_nations(plan, people, year), **plan.rota.own_holidays},
    )


def _holidays(nation: str, year: int) -> frozenset[date]:
    return bank_holidays(nation, year) if nation else frozenset()


def _of_other_nations(plan: Plan, people: Iterable[Person], year: int) -> dict[PersonId, frozenset[date]]:
    return {p.id: _holidays(p.nation, year) for p in people if p.nation and p.nation != plan.nation}


def on_duty(uow: UnitOfWork, plan: Plan, at: datetime) -> dict[SeatName, Span]:
    """Every seat of the rota at this instant, each with the end of its turn (AHEAD at most)."""
    found = spans(in_force(uow, plan, at, at + AHEAD), at, at + AHEAD)
    now: dict[SeatName, Span] = {}
    for span in found:
        now.setdefault(span.seat, span)
    return now


@dataclass(frozen=True, slots=True)
class Watch:
    """Who watches over an account at an instant: the desk in office hours, outside them whoever is on call."""

    plan: Plan
    seat: SeatName
    duty: Duty
    until: datetime
    is_in_hours: bool

    @property
    def person(self) -> PersonId | None:
        """Whoever is on duty; None where nobody is."""
        return self.duty.person if isinstance(self.duty, Holder) else None


def watching(uow: UnitOfWork, account: AccountId, at: datetime) -> Watch | None:
    """Who watches over the account; None where no rota does."""
    plan = plan_for(account, uow.rotas.plans())
    return watch(uow, plan, at) if plan else None


def watch(uow: UnitOfWork, plan: Plan, at: datetime) -> Watch:
    """Who is on duty by this rota. A rota without a desk is always on call; one without on-call has only its desk."""
    seats = on_duty(uow, plan, at)
    desk = seats[plan.desk] if plan.desk else None
    if desk and (plan.on_call is None or not isinstance(desk.duty, Closed)):
        return Watch(plan, desk.seat, desk.duty, desk.end, is_in_hours=not isinstance(desk.duty, Closed))
    assert plan.on_call is not None  # org_rotas.py refuses a rota with neither
    span = seats[plan.on_call]
    return Watch(plan, span.seat, span.duty, span.end, is_in_hours=False)


def is_away(uow: UnitOfWork, person: PersonId, at: datetime) -> bool:
    """Whether somebody is unavailable at this instant."""
    return bool(uow.rotas.absences(at, at + timedelta.resolution, person))
