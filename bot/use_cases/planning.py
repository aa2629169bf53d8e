"""`/rota plan`: a proposal for the coming months, shown to a lead, and entered as shifts on the lead's yes.

How a proposal comes about is core/rota/planner.py's. Nothing is kept of one: it is worked out again on the yes, and
entered only if it is the same.
"""

from dataclasses import replace
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.core.authority import may_lead
from bot.core.cards import Notice, Tone
from bot.core.commands import Pressed
from bot.core.forms import Shown
from bot.core.ids import PersonId
from bot.core.people import ChatIdentity, Person
from bot.core.refusals import Refusal
from bot.core.rota.clock import DAY, local
from bot.core.rota.plan import Plan
from bot.core.rota.proposal import Assigned, chart
from bot.core.rota.reading import read
from bot.core.rota.said import day_in_words
from bot.use_cases.alarms import ToPerson, tell
from bot.use_cases.cases import acting, refused, told
from bot.use_cases.plan_words import label, proposal_card, reasons, turn_times, turns
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_calendar import Drawings
from bot.use_cases.proposing import Proposed, next_quarter, proposed, shown_then
from bot.use_cases.rota_named import rota_beginning
from bot.use_cases.rota_pictures import Drawn, ask_for
from bot.use_cases.rotas import hold_all
from bot.use_cases.tools import Tools

HOURS = "hours"
"""The picture of hours per person, as a due row calls it."""
_TURNS = 40
"""Turns of one seat that somebody is told one by one."""
_REFUSED = "PlanRefused"


def plan(tools: Tools, person: Person, _who: ChatIdentity, words: str) -> Shown:
    """`/rota plan`, with the name of a rota and the first day where it is not the next quarter. Leads only."""
    with tools.store.read() as uow:
        refusal = may_lead(acting(uow, person))
        found = refusal or _meant(uow, words)
        shown = told(found, "Plan what?") if isinstance(found, Refusal) else proposal_card(found, _names(uow))
    with tools.store.write() as uow:
        if refusal:
            return _not_a_lead(uow, person, refusal)
        if isinstance(found, Proposed) and found.proposal.assigned and tools.drawings and tools.chats:
            ask_for(uow, HOURS, person.id, found.plan.id, found.first)
    return shown


def _meant(uow: UnitOfWork, words: str) -> Proposed | Refusal:
    """The proposal for the rota and the first day that are named, or are the obvious ones."""
    named, rest = rota_beginning(uow, words)
    if isinstance(named, Refusal):
        return named
    first = _first_day(uow, named, rest)
    return first if isinstance(first, Refusal) else proposed(uow, named, first)


def _not_a_lead(uow: UnitOfWork, me: Person, refusal: Refusal) -> Notice:
    return refused(uow, me, replace(refusal, next_step="Ask one of them."), about="rota", kind=_REFUSED)


def _first_day(uow: UnitOfWork, named: Plan, words: str) -> date | Refusal:
    today = local(uow.now(), named.rota.zone).date()
    if not words:
        return next_quarter(today)
    said = read(words.removeprefix("from "), uow.now(), named.rota.zone)
    return said if isinstance(said, Refusal) else max(said.first, today + DAY)


def why_plan(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Why these people: the reason for each turn of the proposal a button was drawn for."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        if refusal := may_lead(me):
            return _not_a_lead(uow, me, refusal)
        found = shown_then(uow, command.about)
        return told(found, "No reasons to show") if isinstance(found, Refusal) else reasons(found, _names(uow))


def _names(uow: UnitOfWork) -> dict[PersonId, str]:
    return {person.id: person.name for person in uow.people.all()}


def enter_plan(tools: Tools, person: Person, command: Pressed) -> Shown:
    """The lead's yes: all shifts in one transaction, if the proposal is still the one that was shown (S67)."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        if refusal := may_lead(me):
            return _not_a_lead(uow, me, refusal)
        found = enter(uow, command.about, me.id, me.name)
        if isinstance(found, Refusal):
            return told(found, "Nothing was entered")
        lines = (
            f"{len(found.proposal.assigned)} shifts are entered, and everybody who has some is told.",
            "To change one, swap it or enter leave as usual. To take the whole plan back: /rota changes.",
        )
        return Notice(f"Entered: {found.title}", lines, Tone.DONE)


def enter(uow: UnitOfWork, about: str, by: str, name: str) -> Proposed | Refusal:
    """Enter what a proposal says, if it would still be the same, with the record and a word to everybody in it."""
    hold_all(uow)
    found = shown_then(uow, about)
    if isinstance(found, Refusal):
        return found
    for assigned in found.proposal.assigned:
        uow.rotas.enter(found.plan.id, assigned.shift, by, uow.now())
    body = {
        "from": str(found.first),
        "to": str(found.end - DAY),
        "shifts": len(found.proposal.assigned),
        "holes": len(found.proposal.holes),
    }
    uow.records.append("PlanEntered", by, f"rota:{found.plan.id}", body)
    _tell_everybody(uow, found, name)
    return found


def _tell_everybody(uow: UnitOfWork, found: Proposed, name: str) -> None:
    """Whose shifts are planned is told so once, with all of them; whoever else takes turns, that they have none."""
    zone = found.plan.rota.zone
    by_person = sorted(found.proposal.assigned, key=lambda a: (a.shift.person, a.shift.start))
    for person, theirs in groupby(by_person, key=lambda a: a.shift.person):
        mine = list(theirs)
        lines = (
            f"{name} has entered the plan.",
            *_own_turns(mine, zone),
            "To see it in your own calendar: /rota calendar.",
        )
        key = f"planned:{found.plan.id}:{found.first}:{found.digest}:{person}"
        tell(uow, key, ToPerson(person), Notice(f"Your shifts in {found.title}", lines))
    for person in sorted(found.plan.people() - {assigned.shift.person for assigned in by_person}):
        without = (f"{name} has entered the plan. It takes the place of the rotation.", "To see who is on: /rota week.")
        key = f"planned:{found.plan.id}:{found.first}:{found.digest}:{person}"
        tell(uow, key, ToPerson(person), Notice(f"No new shifts for you in {found.title}", without))


def _own_turns(assigned: list[Assigned], zone: ZoneInfo) -> list[str]:
    """Per seat the turns from their beginning to their end: a week on call has a weekend in it, and that is said."""
    lines = []
    for seat, theirs in groupby(turns(assigned), key=lambda turn: turn[0].shift.seat):
        said = [turn_times(turn, zone) for turn in theirs]
        more = [f"and {len(said) - _TURNS} more"] if len(said) > _TURNS else []
        lines.append("\n• ".join([f"{label(seat)}:", *said[:_TURNS], *more]))
    return lines


def draw_hours(uow: UnitOfWork, drawings: Drawings, plan: Plan, first: date) -> Drawn:
    """The picture of what everybody would carry by the proposal from this day on."""
    found = proposed(uow, plan, first)
    names = _names(uow)
    title = f"Hours each, {day_in_words(found.first)} to {day_in_words(found.end - DAY)}"
    return title, drawings.hours(chart(title, found.proposal.loads, names))
