"""Callouts: who was at work out of hours, and the rest they are owed before their next shift (rest.py).

What counts as night and as rest is core/callouts.py's.
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.callouts import Callout, to_cover
from bot.core.cards import Notice, Tone
from bot.core.due import Claim, Work
from bot.core.escalation import DESK, Escalation, Kind
from bot.core.ids import EscalationId, PersonId
from bot.core.rota.duty import Span
from bot.core.rota.plan import Plan
from bot.core.rota.schedule import spans
from bot.core.wording import moment, until
from bot.use_cases.alarms import ToPerson, tell, tell_leads
from bot.use_cases.cases import name_of, zone
from bot.use_cases.covering import look
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import in_force
from bot.use_cases.tools import Tools

_SHORTEST = timedelta(minutes=1)
SOURCE = "rest"
"""Where such an absence comes from: entered by nobody, read from no calendar."""


def at_work(uow: UnitOfWork, escalation: Escalation, person: PersonId) -> Callout | None:
    """Record that they are at work on it until now. None for a drill, and for somebody who was not called.

    Whoever was told at the desk was at work anyway.
    """
    first = next((call for call in escalation.calls if call.person == person and call.place != DESK), None)
    if first is None or escalation.kind is Kind.DRILL:
        return None
    callout = Callout(escalation.id, person, first.at, max(uow.now(), first.at + _SHORTEST))
    uow.escalations.put_callout(callout)
    return callout


def call_is_over(uow: UnitOfWork, escalation: Escalation, person: PersonId) -> None:
    """They have done what they were called for. After a broken night, whoever plans their morning is told."""
    callout = at_work(uow, escalation, person)
    if callout is None:
        return
    body = {"escalation": escalation.id, "from": callout.start.isoformat(), "to": callout.end.isoformat()}
    uow.records.append("CalloutEnded", ACCESS_OF_SERVICE, f"person:{person}", body)
    plan = uow.rotas.plan(escalation.rota)
    if callout.breaks_the_night(plan.rota.zone if plan else ZoneInfo(zone(uow))):
        uow.due.at(Work.REST, f"{escalation.id}:{person}", uow.now())


def rest(tools: Tools, claim: Claim) -> None:
    """Somebody was called out in the night: whatever they are on for before they are rested is given to others."""
    escalation, _, person = claim.subject.partition(":")
    with tools.store.write() as uow:
        callout = uow.escalations.callout(EscalationId(int(escalation)), PersonId(person))
        if callout is None:
            return
        for plan in uow.rotas.plans():
            for span in _desk_shifts(uow, plan, callout):
                _give_away(uow, callout, plan, span)
                look(uow, tools.settings.cover_answer, span.start, span.end)


def _give_away(uow: UnitOfWork, callout: Callout, plan: Plan, span: Span) -> None:
    """They are unavailable for this part of their shift, and the people concerned hear of it."""
    now = uow.now()
    kept = uow.rotas.add_absence(callout.person, span.start, span.end, by=ACCESS_OF_SERVICE, now=now, source=SOURCE)
    body = {"absence": kept.absence.id, "start": span.start.isoformat(), "end": span.end.isoformat()}
    uow.records.append("AbsenceEntered", ACCESS_OF_SERVICE, f"person:{callout.person}", body)
    key = f"rest:{kept.absence.id}"
    tell(uow, key, ToPerson(callout.person), _to_them(uow, callout, plan, span))
    _tell_whoever_plans(uow, key, callout, _to_planner(uow, callout, plan, span))


def _desk_shifts(uow: UnitOfWork, plan: Plan, callout: Callout) -> list[Span]:
    """Their shifts at a desk before they are rested. Being on call at home is no work until they are called."""
    rota = in_force(uow, plan, callout.end, callout.rested_at)
    desks = {seat.name for seat in plan.rota.seats if seat.in_hours}
    return [span for span in to_cover(callout, spans(rota, callout.end, callout.rested_at)) if span.seat in desks]


def _tell_whoever_plans(uow: UnitOfWork, key: str, callout: Callout, notice: Notice) -> None:
    """Their manager, or the leads where they have none or their manager was called out themselves."""
    person = uow.people.get(callout.person)
    manager = person.manager if person else None
    if manager and manager != callout.person:
        tell(uow, f"{key}:manager", ToPerson(manager), notice)
    else:
        tell_leads(uow, key, notice)


def _to_them(uow: UnitOfWork, callout: Callout, plan: Plan, span: Span) -> Notice:
    now, here = uow.now(), zone(uow)
    lines = (
        f"You were called out until {until(callout.end, here, now)}.",
        f"Eleven hours of rest last until {until(callout.rested_at, here, now)}.",
        f"Please do not begin your shift ({plan.name}, {moment(span.start, here, now)}) before then. Cover is sought.",
        "You are entered as away until then. If you would rather work: /rota cancel.",
    )
    return Notice("You are owed a rest this morning", lines, Tone.WARNING)


def _to_planner(uow: UnitOfWork, callout: Callout, plan: Plan, span: Span) -> Notice:
    now, here, who = uow.now(), zone(uow), name_of(uow, callout.person)
    lines = (
        f"{who} was called out in the night, until {until(callout.end, here, now)}.",
        f"{plan.name} needs somebody else from {moment(span.start, here, now)} until {until(span.end, here, now)}.",
        "By law they rest for eleven hours first. Countersign asks for cover, and says so if it finds nobody.",
    )
    return Notice(f"{who} needs cover this morning", lines, Tone.WARNING)
