"""What the address of a calendar shows: one person's shifts, or a whole rota with its gaps.

Giving addresses out, and ending them, is calendar_feeds.py's.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.ids import PersonId
from bot.core.people import Person, Standing
from bot.core.rota.diary import Diary, Entry, entries
from bot.core.rota.duty import Holder, Span
from bot.core.rota.plan import Plan
from bot.core.rota.schedule import spans
from bot.use_cases.cases import organisation
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import in_force
from bot.use_cases.tools import Tools

PAST, AHEAD = timedelta(days=30), timedelta(days=180)
"""How much of a rota a calendar shows, counted from the day it is asked."""


def diary(tools: Tools, token: str) -> Diary | None:
    """What the address with this secret shows now; None where it shows nothing (any longer). Raises BusyError."""
    with tools.store.read() as uow:
        feed = uow.feeds.by_token(token)
        person = uow.people.get(feed.person) if feed else None
        if feed is None or person is None or person.standing is not Standing.ACTIVE:
            return None
        if feed.rota is None:
            return _own(uow, person)
        plan = uow.rotas.plan(feed.rota)
        return _whole(uow, plan) if plan else None


def _own(uow: UnitOfWork, person: Person) -> Diary:
    """Everything one person holds, in every rota."""
    found: list[Entry] = []
    for plan in uow.rotas.plans():
        theirs = [span for span in _spans(uow, plan, person.id) if _holds(span, person.id)]
        found += entries(plan.id, plan.name, theirs, {person.id: person.name})
    here = organisation(uow)
    return Diary(f"{person.name}, on duty", ZoneInfo(here.zone), tuple(found), _minute(uow.now()))


def _whole(uow: UnitOfWork, plan: Plan) -> Diary:
    known = {person.id: person.name for person in uow.people.all()}
    found = entries(plan.id, plan.name, _spans(uow, plan), known)
    return Diary(f"{plan.name}, rota", plan.rota.zone, tuple(found), _minute(uow.now()))


def _spans(uow: UnitOfWork, plan: Plan, person: PersonId | None = None) -> list[Span]:
    """From the beginning of a day to the end of one, so that what is shown changes once a day by itself.

    A rota that does not name the person asked about is not worked out.
    """
    today = uow.now().replace(hour=0, minute=0, second=0, microsecond=0)
    start, end = today - PAST, today + AHEAD
    rota = in_force(uow, plan, start, end)
    return spans(rota, start, end) if person is None or person in rota.named() else []


def _holds(span: Span, person: PersonId) -> bool:
    return isinstance(span.duty, Holder) and span.duty.person == person


def _minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)
