"""What people answer who are asked to cover: yes, no, or, for a lead, that it stays open. The first yes wins.

Whether somebody may take it is decided afresh when they say yes, not when they were asked (S69).
"""

from dataclasses import replace

from bot.core.authority import may_act, may_lead
from bot.core.cards import Notice, Tone
from bot.core.commands import Pressed
from bot.core.forms import Shown
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.core.rota.requests import STANDING, Answer, CoverRequest, RequestState
from bot.core.wording import clock
from bot.use_cases.cases import acting, name_of, refused, zone
from bot.use_cases.cover_words import cover_card, gap_title, time_lines
from bot.use_cases.covering import show, wake
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import hold_all
from bot.use_cases.taking import may_take, take
from bot.use_cases.tools import Tools

REFUSED = "CoverRefused"


def accept(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Take the shifts, by the button on one's own question or on the card of a gap."""
    with tools.store.write() as uow:
        hold_all(uow)
        me, request = acting(uow, person), _request(uow, command.about)
        if isinstance(request, CoverRequest) and request.state not in STANDING and may_act(me) is None:
            return _settled(uow, request, me)
        refusal = request if isinstance(request, Refusal) else _may_take(uow, me, request)
        if isinstance(refusal, Refusal):
            return refused(uow, me, refusal, about=f"cover:{_number(command.about)}", kind=REFUSED)
        assert isinstance(request, CoverRequest)
        return _accepted(uow, me, request)


def decline(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Say that one cannot: the next one is asked at once."""
    with tools.store.write() as uow:
        me, request = acting(uow, person), _request(uow, command.about)
        if isinstance(request, Refusal):
            return refused(uow, me, request, about=f"cover:{_number(command.about)}", kind=REFUSED)
        ask = request.asked(me.id)
        if ask is None or request.state not in STANDING:
            return _as_it_is(uow, request, me)
        request = request.answered(me.id, Answer.NO)
        uow.covers.save(request)
        uow.records.append("CoverDeclined", me.id, f"cover:{request.id}", {})
        wake(uow, request, uow.now())
        show(uow, request)
        return Notice("Thank you for saying so", ("Somebody else is asked now.",), Tone.DONE)


def leave_open(tools: Tools, person: Person, command: Pressed) -> Shown:
    """A lead has seen the gap and decides that it stays: it is shown with their name, and alarms nobody any more."""
    with tools.store.write() as uow:
        me, request = acting(uow, person), _request(uow, command.about)
        refusal = may_lead(me) or (request if isinstance(request, Refusal) else None)
        if refusal:
            return refused(uow, me, refusal, about=f"cover:{_number(command.about)}", kind=REFUSED)
        assert isinstance(request, CoverRequest)
        if request.state is not RequestState.GAP:
            return _as_it_is(uow, request, me)
        request = replace(request, state=RequestState.ACCEPTED, left_open_by=me.id)
        uow.covers.save(request)
        uow.records.append("GapLeftOpen", me.id, f"cover:{request.id}", {})
        show(uow, request)
        lines = (
            f"{gap_title(uow, request)}.",
            "It is still shown, with your name, and alarms nobody any more. Whoever can may still take it.",
        )
        return Notice("It stays open", lines, Tone.DONE)


def _accepted(uow: UnitOfWork, me: Person, request: CoverRequest) -> Notice:
    parts = take(uow, request.answered(me.id, Answer.YES), me, by=me)
    return Notice(f"You cover for {name_of(uow, request.person)}", (*time_lines(uow, parts), "Thank you."), Tone.DONE)


def _may_take(uow: UnitOfWork, me: Person, request: CoverRequest) -> Refusal | None:
    if refusal := may_act(me):
        return refusal
    if request.account:
        what = "An approver who is on the list has to be there; this cannot be taken over."
        return Refusal("cover.account", what, "A communications lead can add somebody in org.yaml.")
    if me.id == request.person and not request.is_of_rights:
        what = "You are entered as away then, so you cannot cover for yourself."
        return Refusal("cover.own", what, "If you are there after all, type /rota cancel.")
    return may_take(uow, me, request)


def _settled(uow: UnitOfWork, request: CoverRequest, me: Person) -> Notice:
    """A yes that comes when it is settled: a second click of one's own, or somebody else was first.

    It is no refusal, and stands in no record: nothing was to be decided any longer.
    """
    if request.state is not RequestState.COVERED or request.covered_by is None:
        return _as_it_is(uow, request, me)
    absent, how = name_of(uow, request.person), _how(uow, request, me)
    if request.covered_by == me.id:
        undo = "Nothing was changed by answering again. To swap it: /rota swap."
        lines = (*time_lines(uow, request.parts), f"{how} {undo}".strip())
        return Notice(f"You cover for {absent} already", lines, Tone.DONE)
    taker = name_of(uow, request.covered_by)
    thanks = f"{how} Your answer came after it, so nothing was changed and you need not do anything. Thank you."
    return Notice(f"{taker} covers for {absent}", (*time_lines(uow, request.parts), thanks))


def _how(uow: UnitOfWork, request: CoverRequest, me: Person) -> str:
    """Who settled it, and when."""
    entered = uow.rotas.entry(request.entry) if request.entry is not None else None
    if entered is None or request.covered_by is None:
        return ""
    at, who = clock(entered.at, zone(uow), uow.now()), "You" if entered.by == me.id else name_of(uow, entered.by)
    if entered.by == request.covered_by:
        return f"{who} said yes {at}."
    return f"{who} put {'you' if request.covered_by == me.id else 'them'} on {at}."


def _as_it_is(uow: UnitOfWork, request: CoverRequest, me: Person) -> Notice:
    card = cover_card(uow, request, me.id)
    return Notice(card.title, card.lines)


def _number(about: str) -> int:
    """The request in "cover:12:tom.bright"; 0 for anything else."""
    number = about.split(":")[1] if about.count(":") > 1 else ""
    return int(number) if number.isdecimal() and len(number) < 16 else 0  # noqa: PLR2004  no database counts further


def _request(uow: UnitOfWork, about: str) -> CoverRequest | Refusal:
    request = uow.covers.get(_number(about))
    return request or Refusal("cover.unknown", "This question is from an older version, so nothing was done.")
