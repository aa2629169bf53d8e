"""Seeking cover for what people who are away leave open: whom to ask next, and the gap where nobody is left.

What they answer is cover_answers.py's. Everything here reads the state again, so it may run twice.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Notice
from bot.core.due import Claim, Work
from bot.core.ids import AccountId, RotaId
from bot.core.rota.changes import Absence
from bot.core.rota.cover import Held, Search, account_seats, search
from bot.core.rota.duty import SeatName
from bot.core.rota.plan import Plan
from bot.core.rota.requests import (
    ANNOUNCED,
    RIGHTS,
    STANDING,
    Answer,
    Ask,
    CoverRequest,
    RequestState,
    answer_by,
    lists_lost,
)
from bot.core.rota.stretches import Stretch, common, joined, without
from bot.use_cases.alarms import InChannel, ToPerson, tell, tell_leads
from bot.use_cases.bench import (
    Left,
    LeftAccount,
    accounts_left,
    accounts_left_by,
    bench_for,
    bench_of_accounts,
    held_without_right,
    is_open,
    left_open,
    left_open_by,
    watched,
)
from bot.use_cases.cases import name_of
from bot.use_cases.cover_words import gap_notice, not_asked, time_lines
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools

COVER, GAP = "cover", "gap"
"""What a SHOW_ASK row shows: the question to one person, or the gap in the channel of one account."""
NO_ROTA = ""


def look(uow: UnitOfWork, longest: timedelta, start: datetime, end: datetime) -> None:
    """Seek cover for everything open in [start, end) that is not sought yet, and end what is no longer needed.

    `longest` is how long one person is waited for.
    """
    for request in uow.covers.standing():
        if not still_open(uow, request):
            end_request(uow, request)
    start = max(start, uow.now())
    if start < end:
        seek_all(uow, longest, left_open(uow, start, end))
        for account in accounts_left(uow, start, end):
            _note_account(uow, account)


def look_after(uow: UnitOfWork, longest: timedelta, absence: Absence) -> None:
    """Seek cover for what one absence leaves open that has just been entered."""
    ahead = max(absence.start, uow.now())
    if ahead < absence.end:
        this = replace(absence, start=ahead)
        seek_all(uow, longest, left_open_by(uow, this))
        for account in accounts_left_by(uow, this):
            _note_account(uow, account)


def seek_all(uow: UnitOfWork, longest: timedelta, found: Iterable[Left]) -> None:
    """Seek cover for all of this that is not sought yet."""
    standing = uow.covers.standing()
    for left in found:
        parts = without(left.shifts.parts, joined(_sought(standing, left)))
        if parts:
            _seek(uow, longest, left, tuple(parts))


def seek(tools: Tools, claim: Claim) -> None:
    """Somebody was asked and the time to answer may be over (COVER; the subject is "request:12")."""
    with tools.store.write() as uow:
        request = uow.covers.get(int(claim.subject.partition(":")[2]))
        if request is None or request.state not in STANDING or request.account:
            return
        if not still_open(uow, request):
            end_request(uow, request)
        elif waiting := request.waiting(uow.now()):
            wake(uow, request, waiting.until)
        else:
            ask_next(uow, tools.settings.cover_answer, request)


def wake(uow: UnitOfWork, request: CoverRequest, when: datetime) -> None:
    """Have the request looked at again."""
    uow.due.at(Work.COVER, f"request:{request.id}", when)


def ask_next(uow: UnitOfWork, longest: timedelta, request: CoverRequest) -> None:
    """Ask the fairest person who has not been asked yet; where nobody is left, say so to everybody concerned."""
    plan = uow.rotas.plan(request.rota)
    if plan is None:
        end_request(uow, request)
        return
    now = uow.now()
    found = candidates(uow, plan, request.shifts, request)
    fresh = next((person for person in found.able if request.asked(person) is None), None)
    if fresh is None:
        _announce(uow, request, found)
        return
    ask = Ask(fresh, now, answer_by(now, request.start, longest, plan.rota.zone))
    request = replace(request, asks=(*request.asks, ask))
    uow.covers.save(request)
    uow.records.append("CoverAsked", ACCESS_OF_SERVICE, f"cover:{request.id}", {"person": fresh})
    wake(uow, request, ask.until)
    show(uow, request)


def candidates(uow: UnitOfWork, plan: Plan, shifts: Held, request: CoverRequest | Left) -> Search:
    """Who could take these shifts, fairest first, and why the others cannot."""
    accounts = [account.id for account in watched(uow, plan)]
    return search(shifts, request.person, accounts, bench_for(uow, plan, shifts), lists_lost(request.absence))


def still_open(uow: UnitOfWork, request: CoverRequest) -> list[Stretch]:
    """What of the request is ahead and open for the reason it was made for."""
    if request.end <= uow.now():
        return []
    ahead = common(request.parts, [(uow.now(), request.end)])
    if request.account:
        return _account_open(uow, request, request.account)
    plan = uow.rotas.plan(request.rota)
    if plan is None:
        return []
    if request.is_of_rights:
        return held_without_right(uow, plan, request.shifts, request.person, lists_lost(request.absence))
    return is_open(uow, plan, request.seat, request.person, ahead)


def _account_open(uow: UnitOfWork, request: CoverRequest, account: AccountId) -> list[Stretch]:
    start = max(request.start, uow.now())
    bench = bench_of_accounts(uow, start, request.end)
    if not request.absence and bench.active(request.person):
        return []
    seats = account_seats(request.person, (start, request.end), bench)
    return [part for seat in seats if seat.account == account for part in seat.open]


def _sought(standing: Iterable[CoverRequest], left: Left) -> list[Stretch]:
    return [
        part
        for request in standing
        if request.person == left.person
        and (request.absence == left.absence or (request.is_of_rights and left.absence.startswith(RIGHTS)))
        and (request.rota, request.seat) == (left.plan.id, left.shifts.seat)
        for part in request.parts
    ]


def _seek(uow: UnitOfWork, longest: timedelta, left: Left, parts: tuple[Stretch, ...]) -> None:
    """One request for all the shifts of a turn; one for each where nobody could take them all."""
    shifts = Held(left.shifts.seat, parts)
    able = candidates(uow, left.plan, shifts, left).able
    for group in [shifts] if able or len(parts) == 1 else shifts.singly():
        request = uow.covers.add(
            left.person, left.absence, group.parts, rota=left.plan.id, seat=group.seat, account=None
        )
        body = {"person": left.person, "rota": left.plan.id, "seat": group.seat, **_span(request)}
        uow.records.append("CoverSought", ACCESS_OF_SERVICE, f"cover:{request.id}", body)
        ask_next(uow, longest, request)


def _note_account(uow: UnitOfWork, left: LeftAccount) -> None:
    """An account nobody can approve for is announced at once, and once: there is nobody to ask."""
    account = left.seat.account
    known = [part for request in uow.covers.standing() if request.account == account for part in request.parts]
    parts = without(left.seat.open, joined(known))
    if not parts:
        return
    plan_less = uow.covers.add(
        left.person, left.absence, parts, rota=RotaId(NO_ROTA), seat=SeatName(NO_ROTA), account=account
    )
    _announce(uow, plan_less, Search((), ()))


def _announce(uow: UnitOfWork, request: CoverRequest, found: Search) -> None:
    if request.state is not RequestState.SEEKING:
        return
    request = replace(request, state=RequestState.GAP)
    uow.covers.save(request)
    body = {"person": request.person, "account": request.account, "rota": request.rota, **_span(request)}
    uow.records.append("GapFound", ACCESS_OF_SERVICE, f"cover:{request.id}", body)
    notice = gap_notice(uow, request)
    tell_leads(uow, f"gap:{request.id}", replace(notice, lines=(*notice.lines, *not_asked(uow, found.unable))))
    show(uow, request)


def end_request(uow: UnitOfWork, request: CoverRequest) -> None:
    """Nobody is needed any longer: everybody who was asked is told."""
    request = uow.covers.get(request.id) or request
    if request.state is RequestState.OVER:
        return
    was_announced = request.state in ANNOUNCED
    over = replace(request, state=RequestState.OVER)
    uow.covers.save(over)
    uow.due.cancel(f"request:{request.id}", Work.COVER)
    uow.records.append("CoverOver", ACCESS_OF_SERVICE, f"cover:{request.id}", {})
    if over.end > uow.now():
        tell_the_others(uow, over, f"Cover for {name_of(uow, request.person)} is no longer needed")
    show(uow, over, announced=was_announced)


def tell_the_others(uow: UnitOfWork, request: CoverRequest, title: str) -> None:
    """Everybody who was asked, has not said no and does not cover it hears how it came out."""
    notice = Notice(title, (*time_lines(uow, request.parts), "There is nothing more to do. Thank you."))
    for ask in request.asks:
        if ask.answer is not Answer.NO and ask.person != request.covered_by:
            tell(uow, f"cover-out:{request.id}:{request.state}:{ask.person}", ToPerson(ask.person), notice)


def show(uow: UnitOfWork, request: CoverRequest, *, announced: bool = False) -> None:
    """Bring every card of the request up to date; the gap's too, where it is or was announced."""
    for ask in request.asks:
        uow.due.at(Work.SHOW_ASK, f"{COVER}:{request.id}:{ask.person}", uow.now())
    if announced or request.state in ANNOUNCED:
        for account in gap_places(uow, request):
            uow.due.at(Work.SHOW_ASK, f"{GAP}:{request.id}:{account}", uow.now())


def gap_places(uow: UnitOfWork, request: CoverRequest) -> list[AccountId]:
    """One account for each channel the gap is announced in."""
    if request.account:
        return [request.account]
    plan = uow.rotas.plan(request.rota)
    by_channel: dict[str, AccountId] = {}
    for account in watched(uow, plan) if plan else []:
        by_channel.setdefault(account.channel, account.id)
    return list(by_channel.values())


def tell_channels(uow: UnitOfWork, request: CoverRequest, key: str, notice: Notice) -> None:
    """Say it in every channel the gap was announced in."""
    for account in gap_places(uow, request):
        tell(uow, f"{key}:{request.id}:{account}", InChannel(account), notice)


def _span(request: CoverRequest) -> dict[str, str]:
    return {"start": request.start.isoformat(), "end": request.end.isoformat()}
