"""A lead changes by hand who is on though nobody is away, or fills a gap that nobody was planned for: an override.

For somebody who is away, cover is sought, and putting_on.py ends the search.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.cards import Notice, Tone
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.core.rota.changes import Change, Kind
from bot.core.rota.cover import Held, among, misfit
from bot.core.rota.duty import Duty, Gap, GapReason, Holder, SeatName
from bot.core.rota.plan import Plan
from bot.core.rota.schedule import spans
from bot.core.rota.stretches import Stretch
from bot.use_cases.alarms import ToPerson, tell
from bot.use_cases.bench import bench_for, plans_of, watched
from bot.use_cases.cover_words import time_lines, unfit_words, who_could
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import in_force
from bot.use_cases.who_is_on import seat_words


@dataclass(frozen=True, slots=True)
class _Turn:
    """What changes hands: all times of one seat."""

    plan: Plan
    shifts: Held


def override(
    uow: UnitOfWork, me: Person, taker: Person, instead_of: Person | None, within: Stretch
) -> Notice | Refusal:
    """Put somebody on for all that `instead_of` holds in this time, or nobody does: all of it or nothing.

    Whoever takes it must be fit for it, as for cover (S69). Both are told. All rotas have to be held.
    """
    turns = list(_turns(uow, instead_of, within))
    if not turns:
        what = f"{instead_of.name} has no shift" if instead_of else "There is no gap"
        return Refusal(
            "cover.not_needed", f"{what} in that time, so nothing was changed.", "To see who is on: /rota week."
        )
    for turn in turns:
        if refusal := _unfit(uow, taker, instead_of, turn):
            return refusal
    lines = [line for turn in turns for line in _enter(uow, me, taker, instead_of, turn)]
    return Notice(f"{taker.name} is on", (*lines, "To take it back: /rota changes."), Tone.DONE)


def _turns(uow: UnitOfWork, instead_of: Person | None, within: Stretch) -> Iterator[_Turn]:
    start, end = max(within[0], uow.now()), within[1]
    if start >= end:
        return
    plans = plans_of(uow, {instead_of.id}, (start, end)) if instead_of else uow.rotas.plans()
    for plan in plans:
        parts: dict[SeatName, list[Stretch]] = {}
        for span in spans(in_force(uow, plan, start, end), start, end):
            if _is_meant(span.duty, instead_of):
                parts.setdefault(span.seat, []).append((max(span.start, start), min(span.end, end)))
        for seat, found in parts.items():
            yield _Turn(plan, Held(seat, tuple(found)))


def _is_meant(duty: Duty, instead_of: Person | None) -> bool:
    if instead_of:
        return isinstance(duty, Holder) and duty.person == instead_of.id
    return isinstance(duty, Gap) and duty.reason is not GapReason.AWAY


def _unfit(uow: UnitOfWork, taker: Person, instead_of: Person | None, turn: _Turn) -> Refusal | None:
    bench = bench_for(uow, turn.plan, turn.shifts, count_asked=False)
    accounts = [account.id for account in watched(uow, turn.plan)]
    needed = bench.accounts_of(instead_of.id, accounts) if instead_of else tuple(accounts)
    not_these = {taker.id, instead_of.id} if instead_of else {taker.id}
    who = who_could(uow, among(not_these, turn.shifts, needed, bench))
    if not bench.active(taker.id):
        return Refusal("cover.gone", f"{taker.name} may not act at present, so nothing was changed.", who)
    unfit = misfit(taker.id, turn.shifts, needed, bench)
    return Refusal(f"cover.{unfit.why}", f"{unfit_words(uow, unfit)}, so nothing was changed.", who) if unfit else None


def _enter(uow: UnitOfWork, me: Person, taker: Person, instead_of: Person | None, turn: _Turn) -> tuple[str, ...]:
    plan, shifts = turn.plan, turn.shifts
    was = instead_of.id if instead_of else None
    entered = [
        uow.rotas.enter(plan.id, Change(Kind.OVERRIDE, shifts.seat, start, end, taker.id, was), me.id, uow.now())
        for start, end in shifts.parts
    ]
    times = [f"{start.isoformat()}/{end.isoformat()}" for start, end in shifts.parts]
    body = {"seat": shifts.seat, "person": taker.id, "instead_of": was, "times": times}
    uow.records.append("PutOnByHand", me.id, f"rota:{plan.id}", body)
    seat = seat_words(shifts.seat)
    lines = (f"{seat[:1].upper()}{seat[1:]}, {plan.name}:", *time_lines(uow, shifts.parts))
    by = f"{me.name} has changed the rota."
    if taker.id != me.id:
        tell(uow, f"put-on:{plan.id}:{entered[0].id}", ToPerson(taker.id), Notice("You are on", (*lines, by)))
    if instead_of and instead_of.id != me.id:
        notice = Notice(f"{taker.name} is on instead of you", (*lines, by))
        tell(uow, f"put-off:{plan.id}:{entered[0].id}", ToPerson(instead_of.id), notice)
    return lines
