"""The proposal for the coming months of a rota, worked out from the store. Nothing is kept of one, and nothing written.

How it comes about is core/rota/planner.py's; what is shown of it, and entering it, planning.py's.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.ids import PersonId, RotaId
from bot.core.people import Person, Standing
from bot.core.refusals import Refusal
from bot.core.rota.bookkeeping import Before, Elsewhere, holidays_in
from bot.core.rota.clock import DAY, local, midnight
from bot.core.rota.duty import Holder, SeatName, Span
from bot.core.rota.forecast import Run
from bot.core.rota.hours import loads
from bot.core.rota.plan import Plan
from bot.core.rota.planner import propose
from bot.core.rota.proposal import Candidate, Proposal
from bot.core.rota.schedule import Rota, spans
from bot.core.rota.stretches import Stretch, joined
from bot.core.rota.week import days_words
from bot.use_cases.bench import plans_of
from bot.use_cases.overload import EARLIER, too_long
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import in_force

_MONTHS = 3
_BEFORE = timedelta(days=91)
"""What people carried in this time before counts as well."""
_YEAR = timedelta(days=365)
"""In this time before, bank holidays on call count."""
_AROUND = timedelta(days=8)
"""Work this near counts for the weekly rest."""
_FAR = timedelta(days=2 * 366)
"""How far from today a plan may begin."""
_UNKNOWN = Refusal("plan.unknown", "This rota is no longer there, or the card is from an older version.")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal for one rota, from one day to before another, with what it rests on as one short text."""

    plan: Plan
    first: date
    end: date
    proposal: Proposal
    digest: str
    runs: tuple[Run, ...] = ()
    """Who would be on duty for more days in a row than the rota allows (S74); some may have begun before."""

    @property
    def about(self) -> str:
        """What a button carries back."""
        return f"plan|{self.plan.id}|{self.first}|{self.digest}"

    @property
    def title(self) -> str:
        """What it is for: "Communications, Wednesday 1 July to Wednesday 30 September 2026"."""
        last = self.end - DAY
        return f"{self.plan.name}, {days_words(self.first, last)} {last.year}"


def next_quarter(today: date) -> date:
    """The first day of the quarter after this one."""
    return months_on(today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1), _MONTHS)


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + (day.day - 1) * DAY, following - DAY)


def proposed(uow: UnitOfWork, plan: Plan, first: date) -> Proposed:
    """The proposal for three months from this day on. Reads only."""
    end = months_on(first, _MONTHS)
    start, stop = (midnight(day, plan.rota.zone) for day in (first, end))
    rota = in_force(uow, plan, start, stop)
    found = propose(rota, _candidates(uow, plan), start, stop, _before(uow, plan, start, stop))
    said = repr((rota.changes, [a.shift for a in found.assigned], found.holes))
    digest = hashlib.sha256(said.encode()).hexdigest()[:16]
    return Proposed(plan, first, end, found, digest, tuple(_runs(uow, plan, found)))


def _runs(uow: UnitOfWork, plan: Plan, found: Proposal) -> Iterator[Run]:
    """Days in a row with the proposed shifts in their place; those that are over before it are none of it."""
    start = found.start - EARLIER
    rota = in_force(uow, plan, start, found.end)
    shifts = (*rota.changes.shifts, *(assigned.shift for assigned in found.assigned))
    with_them = replace(rota, changes=replace(rota.changes, shifts=shifts))
    first = local(found.start, plan.rota.zone).date()
    yield from (run for run in too_long(spans(with_them, start, found.end), plan) if run.last >= first)


def _before(uow: UnitOfWork, plan: Plan, start: datetime, end: datetime) -> Before:
    """What people bring with them into [start, end)."""
    rota = in_force(uow, plan, start - _YEAR, start)
    year = spans(rota, start - _YEAR, start)
    quarter = [span for span in year if span.end > start - _BEFORE]
    return Before(
        loads={seat.name: loads(rota, [span for span in quarter if span.seat == seat.name]) for seat in rota.seats},
        holidays=_holidays(rota, year),
        elsewhere=_elsewhere(uow, plan, year, (start, end)),
        most_days=plan.most_days,
    )


def _holidays(rota: Rota, year: Iterable[Span]) -> dict[PersonId, int]:
    """On how many bank holidays each of them was on call."""
    in_hours = frozenset(seat.name for seat in rota.seats if seat.in_hours)
    on_call = _held(span for span in year if span.seat not in in_hours)
    return {person: holidays_in(joined(held), rota.holidays, rota.zone) for person, held in on_call.items()}


def _elsewhere(uow: UnitOfWork, plan: Plan, year: Iterable[Span], within: Stretch) -> dict[PersonId, Elsewhere]:
    """What everybody on the rota does in other rotas, and in this one in the days before; callouts were work."""
    start, end = within[0] - _AROUND, within[1] + _AROUND
    before = [span for span in year if span.end > start]
    desk, on_call = _parted(plan.rota, before)
    for other in plans_of(uow, plan.people(), (start, end)):
        if other.id != plan.id:
            for mine, theirs in zip((desk, on_call), _parted(other.rota, _spans(uow, other, start, end)), strict=True):
                for person, held in theirs.items():
                    mine.setdefault(person, []).extend(held)
    for callout in uow.escalations.callouts(start, end):
        desk.setdefault(callout.person, []).append((callout.start, callout.end))
    people = plan.people() & {*desk, *on_call}
    return {p: Elsewhere(tuple(joined(desk.get(p, ()))), tuple(joined(on_call.get(p, ())))) for p in sorted(people)}


def _spans(uow: UnitOfWork, plan: Plan, start: datetime, end: datetime) -> list[Span]:
    return spans(in_force(uow, plan, start, end), start, end)


Held = dict[PersonId, list[Stretch]]


def _parted(rota: Rota, found: Iterable[Span]) -> tuple[Held, Held]:
    """Time at desks, and time on call."""
    every, in_hours = list(found), frozenset(seat.name for seat in rota.seats if seat.in_hours)
    return _held(s for s in every if s.seat in in_hours), _held(s for s in every if s.seat not in in_hours)


def _held(found: Iterable[Span]) -> Held:
    held: Held = {}
    for span in found:
        if isinstance(span.duty, Holder):
            held.setdefault(span.duty.person, []).append((span.start, span.end))
    return held


def _candidates(uow: UnitOfWork, plan: Plan) -> list[Candidate]:
    """Whoever takes turns on a seat may be planned on it, for as long as their training holds."""
    seats: dict[PersonId, set[SeatName]] = {}
    for seat in plan.rota.seats:
        for layer in seat.layers:
            for person in layer.rotation.people:
                seats.setdefault(person, set()).add(seat.name)
    known = {person.id: person for person in uow.people.all()}
    return [
        Candidate(person, frozenset(theirs), _until(known.get(person), plan.rota.zone))
        for person, theirs in seats.items()
        if person in known and known[person].standing is Standing.ACTIVE
    ]


def _until(person: Person | None, zone: ZoneInfo) -> datetime | None:
    """Training holds to the end of its last day."""
    return midnight(person.trained_until + DAY, zone) if person and person.trained_until else None


def shown_then(uow: UnitOfWork, about: str) -> Proposed | Refusal:
    """The proposal a button was drawn for, if it would still be the same."""
    try:
        _, rota, day, digest = about.split("|")
        first = date.fromisoformat(day)
    except ValueError:
        return _UNKNOWN
    plan = uow.rotas.plan(RotaId(rota))
    if plan is None or abs(first - uow.now().date()) > _FAR:
        return _UNKNOWN
    found = proposed(uow, plan, first)
    if found.digest != digest or not found.proposal.assigned:
        return Refusal(
            "plan.changed",
            "The rota has changed since this proposal was made: shifts, leave or cover were entered.",
            "If you pressed twice, it is entered: look at /rota changes. "
            f"To see a new one, type /rota plan {plan.id} {found.first}.",
        )
    return found
