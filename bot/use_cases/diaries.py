"""What the address of a calendar shows: one person's shifts, or a whole rota with its gaps.

Giving addresses out, and ending them, is calendar_feeds.py's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.ids import PersonId, RotaId
from bot.core.people import Person, Standing
from bot.core.rota.clock import local, midnight
from bot.core.rota.diary import Diary, Entry, Stamp, entries, stamped, whole
from bot.core.rota.duty import Holder, Span
from bot.core.rota.plan import Plan
from bot.core.rota.schedule import spans
from bot.core.rota.stretches import Stretch
from bot.use_cases.cases import organisation
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_calendar import Feed
from bot.use_cases.rotas import in_force
from bot.use_cases.tools import Tools

PAST, AHEAD = timedelta(days=30), timedelta(days=180)
"""How much of a rota a calendar shows at least; it begins and ends with a month."""
MARGIN = timedelta(days=31)
"""Shorter events that the first or last day shown cuts are left out: their times would not be the true ones."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a calendar is called and what stands in it, rota by rota, before the stamps are put on."""

    name: str
    zone: ZoneInfo
    entries: Mapping[RotaId, list[Entry]]


def diary(tools: Tools, token: str) -> Diary | None:
    """What the address with this secret shows now; None where it shows nothing (any longer). Raises BusyError.

    Nothing is written unless an event is new or has changed since any calendar last asked.
    """
    with tools.store.read() as uow:
        shown = _shown(uow, uow.feeds.by_token(token))
        known = _known(uow, shown)
        now = uow.now()
    if shown is None:
        return None
    if any(_changed(found, known[rota]) for rota, found in shown.entries.items()):
        with tools.store.write() as uow:
            return _told(uow, _shown(uow, uow.feeds.by_token(token)))
    return _diary(shown, known, now)


def _told(uow: UnitOfWork, shown: _Shown | None) -> Diary | None:
    """Keep how the events were told, so that they are told in the same way until they change."""
    if shown is None:
        return None
    known, now = _known(uow, shown), uow.now()
    for rota, found in shown.entries.items():
        uow.feeds.forget_events(rota, before=now - 2 * PAST)
        for event in stamped(_changed(found, known[rota]), known[rota], now):
            uow.feeds.put_event(rota, event)
    return _diary(shown, known, now)


def _diary(shown: _Shown, known: Mapping[RotaId, Mapping[str, Stamp]], now: datetime) -> Diary:
    events = [event for rota, found in shown.entries.items() for event in stamped(found, known[rota], now)]
    return Diary(shown.name, shown.zone, tuple(events))


def _known(uow: UnitOfWork, shown: _Shown | None) -> dict[RotaId, Mapping[str, Stamp]]:
    return {rota: uow.feeds.events(rota) for rota in shown.entries} if shown else {}


def _changed(found: Iterable[Entry], known: Mapping[str, Stamp]) -> list[Entry]:
    return [entry for entry in found if entry.uid not in known or known[entry.uid].digest != entry.digest]


def _shown(uow: UnitOfWork, feed: Feed | None) -> _Shown | None:
    person = uow.people.get(feed.person) if feed else None
    if feed is None or person is None or person.standing is not Standing.ACTIVE:
        return None
    if feed.rota is None:
        return _own(uow, person)
    plan = uow.rotas.plan(feed.rota)
    return _whole(uow, plan) if plan else None


def _own(uow: UnitOfWork, person: Person) -> _Shown:
    """Everything one person holds, in every rota that names them."""
    found = {}
    for plan in uow.rotas.plans():
        start, end = _months(uow, plan.rota.zone)
        rota = in_force(uow, plan, start, end)
        if person.id in rota.named():
            theirs = [span for span in spans(rota, start, end) if _holds(span, person.id)]
            found[plan.id] = whole(entries(plan.id, plan.name, theirs, {person.id: person.name}), start, end, MARGIN)
    return _Shown(f"{person.name}, on duty", ZoneInfo(organisation(uow).zone), found)


def _whole(uow: UnitOfWork, plan: Plan) -> _Shown:
    known = {person.id: person.name for person in uow.people.all()}
    start, end = _months(uow, plan.rota.zone)
    found = entries(plan.id, plan.name, spans(in_force(uow, plan, start, end), start, end), known)
    return _Shown(f"{plan.name}, rota", plan.rota.zone, {plan.id: whole(found, start, end, MARGIN)})


def _months(uow: UnitOfWork, here: ZoneInfo) -> Stretch:
    """Whole months around what is shown at least, so that what is shown changes by itself once a month, not daily."""
    today = local(uow.now(), here).date()
    first, last = (today - PAST).replace(day=1), (today + AHEAD).replace(day=1)
    return midnight(first, here), midnight((last + MARGIN).replace(day=1), here)


def _holds(span: Span, person: PersonId) -> bool:
    return isinstance(span.duty, Holder) and span.duty.person == person
