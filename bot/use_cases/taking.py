"""Somebody takes what an absent person leaves open: whether they may, and everything that changes when they do."""

from dataclasses import replace

from bot.core.cards import Notice, Tone
from bot.core.due import Work
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.core.rota.changes import Change, Kind
from bot.core.rota.cover import Held, misfit
from bot.core.rota.requests import ANNOUNCED, CoverRequest, RequestState, lists_lost
from bot.core.rota.stretches import Stretch
from bot.core.wording import names
from bot.use_cases.alarms import ToPerson, tell
from bot.use_cases.bench import bench_for, watched
from bot.use_cases.cases import name_of
from bot.use_cases.cover_words import time_lines, unfit_words
from bot.use_cases.covering import candidates, show, still_open, tell_channels, tell_the_others
from bot.use_cases.ports import UnitOfWork


def may_take(uow: UnitOfWork, person: Person, request: CoverRequest) -> Refusal | None:
    """Why this person may not take what is left of the request, decided on what is known now (S69)."""
    plan, parts = uow.rotas.plan(request.rota), still_open(uow, request)
    if plan is None or not parts:
        return Refusal("cover.not_needed", "Nobody is needed for this any longer, so nothing was changed.")
    shifts = Held(request.seat, tuple(parts))
    bench = bench_for(uow, plan, shifts, count_asked=False)
    if not bench.active(person.id):
        return Refusal("cover.gone", f"{person.name} may not act at present, so nothing was changed.")
    accounts = [account.id for account in watched(uow, plan)]
    needed = bench.accounts_of(request.person, accounts, lists_lost(request.absence))
    unfit = misfit(person.id, shifts, needed, bench)
    if unfit is None:
        return None
    able = [name_of(uow, p) for p in candidates(uow, plan, shifts, request).able]
    who = f"These people could: {names(able)}." if able else "Ask a communications lead."
    return Refusal(f"cover.{unfit.why}", f"{unfit_words(uow, unfit)}, so nothing was changed.", who)


def take(uow: UnitOfWork, request: CoverRequest, taker: Person, *, by: Person) -> tuple[Stretch, ...]:
    """Put them on for what is left of it, and tell everybody concerned but the taker; the shifts they now hold.

    `by` is somebody else where a lead puts them on by hand.
    """
    parts = tuple(still_open(uow, request))
    # A cover stands in for somebody who is away; one who is there and may not hold it is put aside.
    kind = Kind.COVER if by.id == taker.id and not request.is_of_rights else Kind.OVERRIDE
    change = Change(kind, request.seat, parts[0][0], parts[-1][1], taker.id, request.person, request.absence)
    entry = uow.rotas.enter(request.rota, change, by.id, uow.now())
    taken = replace(request, state=RequestState.COVERED, covered_by=taker.id, entry=entry.id)
    uow.covers.save(taken)
    uow.due.cancel(f"request:{request.id}", Work.COVER)
    start, end = change.start.isoformat(), change.end.isoformat()
    body = {"person": taker.id, "instead_of": request.person, "start": start, "end": end}
    uow.records.append("CoverFound", by.id, f"cover:{request.id}", body)
    _tell(uow, taker, taken, announced=request.state in ANNOUNCED)
    return parts


def _tell(uow: UnitOfWork, taker: Person, taken: CoverRequest, *, announced: bool) -> None:
    title, lines = f"{taker.name} covers for {name_of(uow, taken.person)}", tuple(time_lines(uow, taken.parts))
    tell_the_others(uow, taken, title)
    tell(uow, f"covered:{taken.id}", ToPerson(taken.person), Notice(f"{taker.name} covers for you", lines, Tone.DONE))
    if announced:
        tell_channels(uow, taken, "covered", Notice(title, lines, Tone.DONE))
    show(uow, taken, announced=announced)
