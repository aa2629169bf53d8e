"""What people who are away leave open, and everybody who could take it, read from the store for core/rota/cover.py.

Nobody is asked here, and nothing is written.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.accounts import Account, Kind, Role
from bot.core.ids import AccountId, PersonId
from bot.core.rota.changes import Absence, days
from bot.core.rota.clock import DAY
from bot.core.rota.cover import AccountSeat, Bench, Held, account_seats, held_by
from bot.core.rota.duty import Gap, GapReason, Holder, SeatName, Span
from bot.core.rota.hours import Load, loads
from bot.core.rota.plan import Plan
from bot.core.rota.schedule import Rota, spans
from bot.core.rota.stretches import Stretch, common, joined, without
from bot.use_cases.cases import zone
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import in_force

LOOK_BACK = timedelta(days=91)
"""Over how long what people have carried is compared: a quarter."""
AROUND = timedelta(days=8)
"""Work this near to a shift counts for the weekly rest."""
_NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Left:
    """Shifts somebody cannot hold because of one absence; `absence` is as in a CoverRequest."""

    person: PersonId
    absence: str
    plan: Plan
    shifts: Held


@dataclass(frozen=True, slots=True)
class LeftAccount:
    """An account somebody leaves without a trained approver who is present."""

    person: PersonId
    absence: str
    seat: AccountSeat


def left_open(uow: UnitOfWork, start: datetime, end: datetime) -> list[Left]:
    """Every shift in [start, end) that is open because somebody is away."""
    return [left for plan in uow.rotas.plans() for left in _left_on(uow, plan, (start, end), None)]


def left_open_by(uow: UnitOfWork, absence: Absence) -> list[Left]:
    """Every shift that is open because of this one absence, which need not be entered yet."""
    within = absence.start, absence.end
    plans = plans_of(uow, {absence.person}, within)
    found = [left for plan in plans for left in _left_on(uow, plan, within, absence)]
    return [left for left in found if left.person == absence.person]


def plans_of(uow: UnitOfWork, people: AbstractSet[PersonId], within: Stretch) -> list[Plan]:
    """The rotas any of these people have a turn on, or were put on in this time."""

    def concerns(plan: Plan) -> bool:
        return bool(plan.people() & people) or any(e.what.person in people for e in uow.rotas.entries(plan.id, *within))

    return [plan for plan in uow.rotas.plans() if concerns(plan)]


def is_open(uow: UnitOfWork, plan: Plan, seat: SeatName, person: PersonId, parts: Iterable[Stretch]) -> list[Stretch]:
    """In which of this time the seat stands open because this person is away."""
    asked = joined(parts)
    if not asked:
        return []
    start, end = asked[0][0], asked[-1][1]
    gaps = _gaps(spans(in_force(uow, plan, start, end), start, end))
    return common(asked, gaps.get((person, seat), []))


def held_without_right(
    uow: UnitOfWork, plan: Plan, shifts: Held, person: PersonId, lost: AbstractSet[AccountId]
) -> list[Stretch]:
    """In which of this time ahead they still hold the seat, though they may not: off these lists, or untrained."""
    within = max(shifts.start, uow.now()), shifts.end
    bench = bench_of_accounts(uow, *within)
    held = [h for h in held_by(person, spans(in_force(uow, plan, *within), *within), within) if h.seat == shifts.seat]
    parts = common(shifts.parts, joined(part for each in held for part in each.parts))
    return [part for part in parts if not bench.may_hold(person, part[1], lost)]


def accounts_left(uow: UnitOfWork, start: datetime, end: datetime) -> list[LeftAccount]:
    """Every account that an absence in [start, end) leaves without a trained approver who is present (S30)."""
    bench = bench_of_accounts(uow, start, end)
    absences = [kept.absence for kept in uow.rotas.absences(start, end)]
    gone = [Absence(p, start, end) for p in sorted(bench.people) if not bench.active(p)]
    return [left for absence in (*absences, *gone) for left in _accounts_left_by(absence, (start, end), bench)]


def accounts_left_by(uow: UnitOfWork, absence: Absence) -> list[LeftAccount]:
    """As `accounts_left`, for one absence, which need not be entered yet."""
    within = absence.start, absence.end
    return _accounts_left_by(absence, within, bench_of_accounts(uow, *within))


def _accounts_left_by(absence: Absence, within: Stretch, bench: Bench) -> list[LeftAccount]:
    part = max(within[0], absence.start), min(within[1], absence.end)
    return [LeftAccount(absence.person, absence.id, seat) for seat in account_seats(absence.person, part, bench)]


def bench_for(uow: UnitOfWork, plan: Plan, shifts: Held, *, count_asked: bool = True) -> Bench:
    """Everything that decides who could take these shifts of this rota.

    With `count_asked`, shifts people are being asked about count as theirs, so that one person is not asked for all.
    """
    start, end = shifts.start - LOOK_BACK, shifts.end + AROUND
    pending = _asked_already(uow) if count_asked else {}
    around = bench_of_accounts(uow, shifts.start - AROUND, end)
    near = plan.people().union(*(around.lists[account.id] for account in watched(uow, plan)))
    drawn = [_drawn(uow, each, start, end) for each in plans_of(uow, near, (start, end))]
    return replace(
        around,
        on_rota=plan.people(),
        duties=_together(pending, *(_held(d.found, None) for d in drawn)),
        work=_together(_called_out(uow, start, end), *(_held(d.found, d.in_hours) for d in drawn)),
        loads=_loads(drawn, pending),
        patterns=plan.rota.patterns,
        off=_off(in_force(uow, plan, shifts.start, shifts.end), shifts),
        in_hours=frozenset(seat.name for seat in plan.rota.seats if seat.in_hours),
    )


def bench_of_accounts(uow: UnitOfWork, start: datetime, end: datetime) -> Bench:
    """Who may approve for what, and who is away, in [start, end)."""
    away: dict[PersonId, list[Stretch]] = {}
    for kept in uow.rotas.absences(start, end):
        away.setdefault(kept.absence.person, []).append((kept.absence.start, kept.absence.end))
    lists: dict[AccountId, set[PersonId]] = {account.id: set() for account in _publishing(uow)}
    for grant in uow.accounts.grants():
        if grant.role is Role.APPROVE and grant.account in lists:
            lists[grant.account].add(grant.person)
    people = {person.id: person for person in uow.people.all()}
    return Bench(ZoneInfo(zone(uow)), people, frozenset(), lists, away)


def watched(uow: UnitOfWork, plan: Plan) -> list[Account]:
    """The accounts a rota watches over, by handle."""
    return sorted((a for a in _publishing(uow) if plan.watches(a.id)), key=lambda account: account.handle)


def _publishing(uow: UnitOfWork) -> list[Account]:
    return [account for account in uow.accounts.all() if account.kind is not Kind.PERSONAL]


def _left_on(uow: UnitOfWork, plan: Plan, within: Stretch, also: Absence | None) -> list[Left]:
    rota = in_force(uow, plan, *within)
    if also and not any(absence.id == also.id for absence in rota.changes.absences if absence.person == also.person):
        rota = _with_absences(rota, (*rota.changes.absences, also))
    gaps = _gaps(spans(rota, *within))
    return [left for person in sorted({p for p, _ in gaps}) for left in _left_by(person, plan, rota, within, gaps)]


Gaps = Mapping[tuple[PersonId, SeatName], list[Stretch]]


def _left_by(person: PersonId, plan: Plan, rota: Rota, within: Stretch, gaps: Gaps) -> list[Left]:
    """What one person leaves open, by absence, in the groups in which they would hold it."""
    others = tuple(a for a in rota.changes.absences if a.person != person)
    would_hold = held_by(person, spans(_with_absences(rota, others), *within), within)
    found: list[Left] = []
    taken: list[Stretch] = []
    for absence in rota.changes.absences:
        if absence.person != person:
            continue
        this = without([(absence.start, absence.end)], taken)
        taken = joined([*taken, *this])
        for held in would_hold:
            parts = common(common(held.parts, gaps.get((person, held.seat), [])), this)
            if parts:
                found.append(Left(person, absence.id, plan, Held(held.seat, tuple(parts))))
    return found


def _with_absences(rota: Rota, absences: tuple[Absence, ...]) -> Rota:
    return replace(rota, changes=replace(rota.changes, absences=absences))


def _gaps(found: Iterable[Span]) -> dict[tuple[PersonId, SeatName], list[Stretch]]:
    """The time seats stand open because somebody is away."""
    gaps: dict[tuple[PersonId, SeatName], list[Stretch]] = {}
    for span in found:
        if isinstance(span.duty, Gap) and span.duty.reason is GapReason.AWAY and span.duty.person:
            gaps.setdefault((span.duty.person, span.seat), []).append((span.start, span.end))
    return gaps


@dataclass(frozen=True, slots=True)
class _Drawn:
    rota: Rota
    found: list[Span]
    in_hours: frozenset[SeatName]


def _drawn(uow: UnitOfWork, plan: Plan, start: datetime, end: datetime) -> _Drawn:
    rota = in_force(uow, plan, start, end)
    in_hours = frozenset(seat.name for seat in rota.seats if seat.in_hours)
    return _Drawn(rota, spans(rota, start, end), in_hours)


def _held(found: Iterable[Span], seats: frozenset[SeatName] | None) -> dict[PersonId, list[Stretch]]:
    held: dict[PersonId, list[Stretch]] = {}
    for span in found:
        if isinstance(span.duty, Holder) and (seats is None or span.seat in seats):
            held.setdefault(span.duty.person, []).append((span.start, span.end))
    return held


def _together(*each: Mapping[PersonId, list[Stretch]]) -> dict[PersonId, list[Stretch]]:
    people = {person for one in each for person in one}
    return {person: joined(part for one in each for part in one.get(person, ())) for person in people}


def _off(rota: Rota, shifts: Held) -> dict[PersonId, list[Stretch]]:
    """Bank holidays near the shifts that only some people have."""
    first, last = shifts.start.date() - DAY, shifts.end.date() + DAY
    return {
        person: [days(day, day, rota.zone) for day in sorted(dates) if first <= day <= last]
        for person, dates in rota.own_holidays.items()
    }


def _called_out(uow: UnitOfWork, start: datetime, end: datetime) -> dict[PersonId, list[Stretch]]:
    """When people were called out: that was work, whatever they stood by for."""
    found: dict[PersonId, list[Stretch]] = {}
    for callout in uow.escalations.callouts(start, end):
        found.setdefault(callout.person, []).append((callout.start, callout.end))
    return found


def _asked_already(uow: UnitOfWork) -> dict[PersonId, list[Stretch]]:
    """The shifts people are being asked about and have not answered yet."""
    pending: dict[PersonId, list[Stretch]] = {}
    for request in uow.covers.standing():
        if waiting := request.waiting(uow.now()):
            pending.setdefault(waiting.person, []).extend(request.parts)
    return pending


def _loads(drawn: Iterable[_Drawn], pending: Mapping[PersonId, list[Stretch]]) -> dict[PersonId, Load]:
    total: dict[PersonId, Load] = {}
    for each in drawn:
        for person, load in loads(each.rota, each.found).items():
            total[person] = _plus(total.get(person, Load()), load)
    for person, parts in pending.items():
        total[person] = _plus(total.get(person, Load()), Load(sum((e - s for s, e in parts), _NOTHING)))
    return total


def _plus(one: Load, other: Load) -> Load:
    latest = [at for at in (one.last, other.last) if at]
    return Load(
        one.hours + other.hours,
        one.unsocial + other.unsocial,
        one.stints + other.stints,
        max(latest) if latest else None,
    )
