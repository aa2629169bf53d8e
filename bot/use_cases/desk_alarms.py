"""Alarms in office hours: told to whoever is at the desk, and left open by them, they wake whoever is on call after it.

Also what of an alarm has gone by itself. The chain is escalate.py's.
"""

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.desk_calls import leave_desk, tell_desk
from bot.core.drafts import State
from bot.core.escalation import DESK, Answer, Escalation, Kind
from bot.core.rota.plan import Plan
from bot.core.wording import clock
from bot.use_cases.call_out import about, somebody_is_at_desk
from bot.use_cases.cases import Case, name_of, zone
from bot.use_cases.hack_words import HACK, read
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import watch

STOPPED = "stopped"
"""Before the number of the hold, in the subject of the alarm that an account is stopped."""


def with_desk(uow: UnitOfWork, plan: Plan | None, escalation: Escalation) -> Escalation:
    """Told to whoever is at the desk now, if they have not been; due where nobody is there any more."""
    if plan is None or escalation.kind is not Kind.ALARM or escalation.fired:
        return escalation
    now = watch(uow, plan, uow.now())
    if not somebody_is_at_desk(now) or now.person is None:
        return leave_desk(escalation, uow.now())
    if escalation.last_call(now.person):
        return escalation
    body = {"person": now.person, "number": len(escalation.calls) + 1, "until": now.until.isoformat()}
    uow.records.append("DeskTold", ACCESS_OF_SERVICE, about(escalation.id), body)
    return tell_desk(escalation, now.person, now.until, uow.now())


def has_changed(uow: UnitOfWork, escalation: Escalation) -> bool:
    """Whether an alarm at the desk is to be looked at before its time: it is past, or who is there has changed."""
    if not escalation.is_at_desk:
        return False
    plan = uow.rotas.plan(escalation.rota)
    now = watch(uow, plan, uow.now()) if plan else None
    is_same = now is not None and now.is_in_hours and now.person and escalation.last_call(now.person)
    return not is_same or is_past(uow, escalation)


def is_past(uow: UnitOfWork, escalation: Escalation) -> bool:
    """Whether what the alarm was about has gone by itself; of many only a person can say so."""
    what, _, rest = escalation.subject.partition(":")
    if escalation.kind is not Kind.ALARM or not rest.partition(":")[0].isdecimal():
        return False
    number, _, late = rest.partition(":")
    if what == STOPPED:
        hold = uow.holds.get(int(number))
        return hold is not None and hold.released_at is not None
    hack = read(uow, int(number)) if what == HACK else None
    if hack is None:
        return False
    step = late.partition(":")[2]
    return hack.next_step is None or (step.isdecimal() and hack.next_step != int(step))


def raised_words(uow: UnitOfWork, escalation: Escalation, case: Case | None) -> tuple[str, ...]:
    """For whoever is called after the desk closed: since when it is open, and what became of it."""
    now, here = uow.now(), zone(uow)
    if case is not None and case.draft.state is State.IN_REVIEW and case.draft.changed_at < escalation.opened_at:
        some = any(decision.round == case.draft.round for decision in case.decisions)
        left = "it needs one more decision" if some else "nobody has decided on it"
        return (f"Sent for approval {clock(case.draft.changed_at, here, now)}, {left}.",)
    at_desk = [call for call in escalation.calls if call.place == DESK]
    if not at_desk or not escalation.fired:
        return ()
    raised = f"Raised {clock(escalation.opened_at, here, now)}"
    taken = next((call for call in reversed(at_desk) if call.answer is Answer.HAVE_IT), None)
    if taken is None or taken.answered_at is None:
        return (f"{raised}, nobody has taken it.",)
    when = clock(taken.answered_at, here, now)
    return (f"{raised}. {name_of(uow, taken.person)} took it {when}, and it is not dealt with.",)
