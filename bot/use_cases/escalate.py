"""One nudge of an escalation: what it is about is read again, and whatever is due now happens, in one transaction.

Whom the steps call is core/escalation.py's; bringing the calls to people is calling.py's.
"""

from datetime import datetime
from typing import assert_never

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Notice, Tone
from bot.core.decisions import counting
from bot.core.drafts import State
from bot.core.due import Claim, Work
from bot.core.escalation import (
    Answer,
    Escalation,
    Event,
    GaveOut,
    Kind,
    Line,
    NobodyThere,
    Outcome,
    Rang,
    TakenBack,
    advance,
    ring_all,
    settle,
    stand_aside,
)
from bot.core.ids import AccountId, DraftId, EscalationId, PersonId
from bot.core.people import Standing
from bot.core.records import Body
from bot.core.rota.duty import Holder
from bot.core.rota.plan import Plan
from bot.core.rota.schedule import spans
from bot.use_cases.alarms import InChannel, first_time, tell, tell_leads
from bot.use_cases.call_out import about
from bot.use_cases.callouts import call_is_over
from bot.use_cases.cases import Case, find, name_of
from bot.use_cases.desk_alarms import is_past, with_desk
from bot.use_cases.drill_report import report_drill
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import AHEAD, in_force, watch
from bot.use_cases.tools import Tools
from bot.use_cases.who_may_decide import able


def escalate(tools: Tools, claim: Claim) -> None:
    """Go on with one escalation, if anything is due or has changed."""
    with tools.store.write() as uow:
        escalation = uow.escalations.get(EscalationId(int(claim.subject)))
        if escalation and not escalation.is_over:
            go_on(uow, escalation)


def go_on(uow: UnitOfWork, escalation: Escalation) -> Escalation:
    """Do whatever is due now, keep it, and have everybody who was called see how it stands."""
    after = _as_it_is(uow, escalation)
    happened: tuple[Event, ...] = ()
    if not after.is_over:
        plan = uow.rotas.plan(after.rota)
        after = with_desk(uow, plan, after)
        after, happened = advance(after, line_of(uow, plan, after), uow.now())
    for event in happened:
        after = _happened(uow, after, event)
    keep(uow, after)
    return after


def keep(uow: UnitOfWork, escalation: Escalation) -> None:
    """Save it with the due rows that belong to it: its next step, every call's message, the draft's cards."""
    uow.escalations.save(escalation)
    if escalation.next_at is not None:
        uow.due.at(Work.ESCALATE, str(escalation.id), escalation.next_at)
    for call in reversed(escalation.calls):  # the newest first: while chat hangs, nobody is woken behind old messages
        uow.due.at(Work.CALL, f"{escalation.id}:{call.number}", uow.now())
    if escalation.kind is Kind.DRAFT:
        uow.due.at(Work.SHOW_DRAFT, escalation.subject, uow.now())


def end(uow: UnitOfWork, escalation: Escalation, outcome: Outcome, by: PersonId | None) -> Escalation:
    """The escalation, over and recorded; whoever was at work on it is at work no longer. The caller keeps it."""
    over = settle(escalation, outcome, uow.now(), by)
    body = {"outcome": outcome, "calls": len(over.calls)}
    uow.records.append("CallsEnded", by or ACCESS_OF_SERVICE, about(over.id), body)
    for person in dict.fromkeys(p for p in (over.taken_by, by) if p):
        call_is_over(uow, over, person)
    return over


def line_of(uow: UnitOfWork, plan: Plan | None, escalation: Escalation) -> Line:
    """Who could be called now. A rota that is gone has nobody in it: the fallback is called, then every lead."""
    now = uow.now()
    away = _away(uow, now)
    if plan is None:
        return Line(None, away=away)
    next_up = _next_up(uow, plan, now)
    unable = _unable(uow, escalation)
    return Line(watch(uow, plan, now).person, next_up, away, unable)


def _next_up(uow: UnitOfWork, plan: Plan, now: datetime) -> tuple[PersonId, ...]:
    """Everybody who is on call by this rota from now on, in the order of their turns."""
    if plan.on_call is None:
        return ()
    rota = in_force(uow, plan, now, now + AHEAD)
    turns = [
        s.duty.person for s in spans(rota, now, now + AHEAD) if s.seat == plan.on_call and isinstance(s.duty, Holder)
    ]
    seat = next(seat for seat in plan.rota.seats if seat.name == plan.on_call)
    rotation = [person for layer in seat.layers for person in layer.rotation.people]
    return tuple(dict.fromkeys([*turns, *rotation]))


def _away(uow: UnitOfWork, now: datetime) -> frozenset[PersonId]:
    absent = {kept.absence.person for kept in uow.rotas.absences(now, now + datetime.resolution)}
    return frozenset(absent | {p.id for p in uow.people.all() if p.standing is not Standing.ACTIVE})


def _unable(uow: UnitOfWork, escalation: Escalation) -> frozenset[PersonId]:
    """Who may not decide on the draft it is about: no approver, their own words, restricted on it, decided already."""
    case = case_for(uow, escalation)
    if case is None:
        return frozenset()
    people = uow.people.all()
    said = {d.person for d in counting(case.draft, case.revision, case.decisions)}
    deciding = {p.id for p in able(uow, case.draft, case.revision, case.account)} - said
    return frozenset(p.id for p in people) - deciding


def case_for(uow: UnitOfWork, escalation: Escalation) -> Case | None:
    """The draft an escalation is about; None for an alarm or a drill, or where the draft cannot be met any more."""
    if escalation.kind is not Kind.DRAFT:
        return None
    case = find(uow, DraftId(int(escalation.subject)))
    return case if isinstance(case, Case) else None


def _as_it_is(uow: UnitOfWork, escalation: Escalation) -> Escalation:
    """The escalation after what has become of its draft meanwhile, or of what an alarm was about."""
    if is_past(uow, escalation):
        return end(uow, escalation, Outcome.NOT_NEEDED, None)
    if escalation.kind is not Kind.DRAFT:
        return escalation
    case = case_for(uow, escalation)
    if case is None or case.draft.state is not State.IN_REVIEW:
        by = case.decisions[-1].person if case and case.decisions and _is_decided(case) else None
        return end(uow, escalation, Outcome.DECIDED if by else Outcome.NOT_NEEDED, by)
    for decision in counting(case.draft, case.revision, case.decisions):
        call = escalation.last_call(decision.person)
        if call and call.answer is not Answer.DECIDED:
            escalation = stand_aside(escalation, decision.person, Answer.DECIDED, uow.now())
            call_is_over(uow, escalation, decision.person)
    return escalation


def _is_decided(case: Case) -> bool:
    """Whether the draft left review by a decision of this round, rather than by its author, a hold or the clock."""
    after_decision = {State.SCHEDULED, State.PUBLISHING, State.PUBLISHED, State.UNCONFIRMED, State.FAILED}
    turned_down = {State.CHANGES_REQUESTED, State.REJECTED}
    return case.decisions[-1].round == case.draft.round and case.draft.state in after_decision | turned_down


def _happened(uow: UnitOfWork, escalation: Escalation, event: Event) -> Escalation:
    """Record what happened, and tell those who are to know at once."""
    match event:
        case Rang(call):
            _record(
                uow, escalation, "PersonCalled", {"person": call.person, "number": call.number, "step": call.place + 1}
            )
        case NobodyThere(place):
            _record(uow, escalation, "NobodyToCall", {"step": place + 1})
            _tell_of_gap(uow, escalation)
        case TakenBack(person):
            _record(uow, escalation, "CallTakenBack", {"person": person})
            call_is_over(uow, escalation, person)
        case GaveOut():
            return _gave_out(uow, escalation)
        case _:
            assert_never(event)
    return escalation


def _record(uow: UnitOfWork, escalation: Escalation, kind: str, body: Body) -> None:
    uow.records.append(kind, ACCESS_OF_SERVICE, about(escalation.id), body)


def _gave_out(uow: UnitOfWork, escalation: Escalation) -> Escalation:
    """The end of the chain: the report of a drill; otherwise the alarm, to the channel and to every lead."""
    if escalation.kind is Kind.DRILL:
        _record(uow, escalation, "CallsEnded", {"outcome": escalation.outcome, "calls": len(escalation.calls)})
        report_drill(uow, escalation)
        return escalation
    leads = [p.id for p in uow.people.all() if p.lead and p.standing is Standing.ACTIVE]
    _record(uow, escalation, "NobodyAnswered", {"leads": leads})
    if escalation.account:
        key = f"gave-out:{escalation.id}:{escalation.fired}"
        tell(uow, key, InChannel(escalation.account), _nobody_answered(uow, escalation))
    return ring_all(escalation, leads, uow.now())


def _nobody_answered(uow: UnitOfWork, escalation: Escalation) -> Notice:
    called = list(dict.fromkeys(name_of(uow, call.person) for call in escalation.calls))
    who = f"Called without an answer: {', '.join(called)}." if called else "There was nobody in the rota to call."
    lines = (
        f"What it is about: {escalation.title}.",
        who,
        "Every communications lead has been told. Whoever is there: please decide, or ring somebody.",
    )
    return Notice("Nobody has answered out of hours", lines, Tone.ALARM)


def _tell_of_gap(uow: UnitOfWork, escalation: Escalation) -> None:
    """Say once for each escalation that the rota had nobody to call. The next person has been called already."""
    if escalation.kind is Kind.DRILL or not first_time(uow, f"nobody-to-call:{escalation.id}", "said"):
        return
    lines = (
        f"Somebody had to be called: {escalation.title}.",
        "For a step of the chain nobody was left: called already, away, not allowed to decide, or no one planned.",
        "Whoever comes next is called at once, and last every communications lead.",
        "To do: look at /rota, and find somebody for the gap.",
    )
    notice = Notice("The rota had nobody to call", lines, Tone.ALARM)
    if escalation.account:
        tell(uow, f"nobody-to-call:{escalation.id}", InChannel(AccountId(escalation.account)), notice)
    tell_leads(uow, f"nobody-to-call:{escalation.id}", notice)
