"""`/rota plan`: a proposal for the coming months, shown to a lead, and entered as shifts on the lead's yes.

How a proposal comes about is core/rota/planner.py's. Nothing is kept of one: it is worked out again on the yes, and
entered only if it is the same.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.core.authority import may_lead
from bot.core.cards import Action, AskCard, Notice, Tone
from bot.core.commands import Pressed
from bot.core.forms import Shown
from bot.core.ids import PersonId, RotaId
from bot.core.people import ChatIdentity, Person
from bot.core.refusals import Refusal
from bot.core.rota.clock import DAY, local, midnight
from bot.core.rota.diary import seat_words
from bot.core.rota.duty import SeatName
from bot.core.rota.hours import Load, loads
from bot.core.rota.plan import Plan
from bot.core.rota.planner import propose
from bot.core.rota.proposal import Assigned, Candidate, Hole, Proposal, chart, why_passed
from bot.core.rota.said import day_in_words, read, times
from bot.core.rota.schedule import spans
from bot.core.rota.week import days_words
from bot.use_cases.alarms import ToPerson, tell
from bot.use_cases.cases import acting, refused, told
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_calendar import Drawings
from bot.use_cases.rota_named import rota_beginning
from bot.use_cases.rota_pictures import Drawn, ask_for
from bot.use_cases.rotas import in_force
from bot.use_cases.tools import Tools

HOURS = "hours"
"""The picture of hours per person, as a due row calls it."""
_MONTHS = 3
_BEFORE = timedelta(days=91)
"""What people carried in this time before counts as well."""
_FAR = timedelta(days=2 * 366)
"""How far from today a plan may begin."""
_SHOWN = 6
"""Holes that are told one by one."""
_REFUSED = "PlanRefused"
_UNKNOWN = Refusal("plan.unknown", "This rota is no longer there, or the card is from an older version.")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal for one rota, from one day to before another, with what it rests on as one short text."""

    plan: Plan
    first: date
    end: date
    proposal: Proposal
    digest: str

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
    found = propose(rota, _candidates(uow, plan), start, stop, _carried(uow, plan, start))
    said = repr((rota.changes, [a.shift for a in found.assigned], found.holes))
    return Proposed(plan, first, end, found, hashlib.sha256(said.encode()).hexdigest()[:16])


def _carried(uow: UnitOfWork, plan: Plan, until: datetime) -> dict[SeatName, dict[PersonId, Load]]:
    """What people carried on each seat in the time before."""
    rota = in_force(uow, plan, until - _BEFORE, until)
    found = spans(rota, until - _BEFORE, until)
    return {seat.name: loads(rota, [span for span in found if span.seat == seat.name]) for seat in rota.seats}


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
    ]


def _until(person: Person | None, zone: ZoneInfo) -> datetime | None:
    """Training holds to the end of its last day."""
    return midnight(person.trained_until + DAY, zone) if person and person.trained_until else None


def plan(tools: Tools, person: Person, _who: ChatIdentity, words: str) -> Shown:
    """`/rota plan`, with the name of a rota and the first day where it is not the next quarter. Leads only."""
    with tools.store.read() as uow:
        refusal = may_lead(acting(uow, person))
        found = refusal or _meant(uow, words)
        shown = told(found, "Plan what?") if isinstance(found, Refusal) else _card(uow, found)
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


def _card(uow: UnitOfWork, found: Proposed) -> AskCard | Notice:
    """The proposal for a lead to look at: who when, what stays open, hours each, and the button."""
    proposal, names = found.proposal, {person.id: person.name for person in uow.people.all()}
    holes = _hole_lines(found, names)
    if not proposal.assigned:
        lines = (*holes, "There is nothing to enter: every shift that somebody can take is entered already.")
        return Notice(found.title, lines, Tone.WARNING if holes else Tone.INFO)
    lines = (
        *holes,
        *_turns(proposal.assigned, names, found.plan.rota.zone),
        chart("Hours each", proposal.loads, names).words,
        f"Nothing is entered yet. The reason for each: countersign rota plan {found.plan.id} --from {found.first}",
    )
    return AskCard(
        f"Proposal for {found.title}", lines, found.about, (Action.ENTER_PLAN,), Tone.WARNING if holes else Tone.INFO
    )


def _hole_lines(found: Proposed, names: dict[PersonId, str]) -> tuple[str, ...]:
    """What stays open, first of all; holes in a row for the same reasons together."""
    lines = hole_lines(found.proposal.holes, names, found.plan.rota.zone)
    return (*lines[:_SHOWN], f"… and {len(lines) - _SHOWN} more.") if len(lines) > _SHOWN else tuple(lines)


def hole_lines(holes: Iterable[Hole], names: dict[PersonId, str], zone: ZoneInfo) -> list[str]:
    """Every hole in sentences, with the reason why nobody can take it."""
    lines = []
    for (seat, passed), together in groupby(holes, key=lambda hole: (hole.seat, hole.passed)):
        row = list(together)
        when = times((row[0].start, row[0].end), zone)
        if len(row) > 1:
            when = f"{len(row)} times, from {when} until {times((row[-1].start, row[-1].end), zone)}"
        why = why_passed(passed, names) or "nobody takes turns on this seat"
        lines.append(f"{_label(seat)}: NOBODY {when}. {why[:1].upper()}{why[1:]}.")
    return lines


def _turns(assigned: Iterable[Assigned], names: dict[PersonId, str], zone: ZoneInfo) -> list[str]:
    """Who comes after whom on each seat, a turn at a time."""
    lines = []
    by_seat = sorted(assigned, key=lambda a: (a.shift.seat, a.shift.start))
    for seat, theirs in groupby(by_seat, key=lambda a: a.shift.seat):
        turns = [list(run) for _, run in groupby(theirs, key=lambda a: a.shift.person)]
        said = (f"{names.get(t[0].shift.person, t[0].shift.person)} from {_short(t[0], zone)}" for t in turns)
        lines.append(f"{_label(seat)}: {', '.join(said)}.")
    return lines


def _label(seat: SeatName) -> str:
    words = seat_words(seat)
    return words[:1].upper() + words[1:]


def _short(assigned: Assigned, zone: ZoneInfo) -> str:
    begins = local(assigned.shift.start, zone)
    return f"{begins.day} {begins:%b}"


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
            "To change one, swap it or enter leave as usual.",
        )
        return Notice(f"Entered: {found.title}", lines, Tone.DONE)


def enter(uow: UnitOfWork, about: str, by: str, name: str) -> Proposed | Refusal:
    """Enter what a proposal says, if it would still be the same, with the record and a word to everybody in it."""
    found = _shown_then(uow, about)
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


def _shown_then(uow: UnitOfWork, about: str) -> Proposed | Refusal:
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
            f"To see a new one, type /rota plan {plan.id} {found.first}.",
        )
    return found


def _tell_everybody(uow: UnitOfWork, found: Proposed, name: str) -> None:
    """Whose shifts are planned is told so once, with all of them; whoever else takes turns, that they have none."""
    zone = found.plan.rota.zone
    by_person = sorted(found.proposal.assigned, key=lambda a: (a.shift.person, a.shift.start))
    for person, theirs in groupby(by_person, key=lambda a: a.shift.person):
        mine = list(theirs)
        seats = [f"{seat.replace('_', ' ')}: {', '.join(days)}" for seat, days in _days(mine, zone)]
        lines = (f"{name} has entered the plan.", *seats, "To see it in your own calendar: /rota calendar.")
        key = f"planned:{found.plan.id}:{found.first}:{found.digest}:{person}"
        tell(uow, key, ToPerson(person), Notice(f"Your shifts in {found.title}", lines))
    for person in sorted(found.plan.people() - {assigned.shift.person for assigned in by_person}):
        without = (f"{name} has entered the plan. It takes the place of the rotation.", "To see who is on: /rota week.")
        key = f"planned:{found.plan.id}:{found.first}:{found.digest}:{person}"
        tell(uow, key, ToPerson(person), Notice(f"No new shifts for you in {found.title}", without))


def _days(assigned: list[Assigned], zone: ZoneInfo) -> list[tuple[str, list[str]]]:
    """Per seat the days on which shifts begin, each day once."""
    in_order = sorted(assigned, key=lambda a: (a.shift.seat, a.shift.start))
    return [
        (seat, list(dict.fromkeys(_short(a, zone) for a in theirs)))
        for seat, theirs in groupby(in_order, key=lambda a: a.shift.seat)
    ]


def draw_hours(uow: UnitOfWork, drawings: Drawings, plan: Plan, first: date) -> Drawn:
    """The picture of what everybody would carry by the proposal from this day on."""
    found = proposed(uow, plan, first)
    names = {person.id: person.name for person in uow.people.all()}
    title = f"Hours each, {day_in_words(found.first)} to {day_in_words(found.end - DAY)}"
    return title, drawings.hours(chart(title, found.proposal.loads, names))
