"""Reminding people of duty that begins soon: the evening before at 17:00, and an hour before (S73).

A row says when somebody should look; only whoever still holds the duty is reminded, and nobody while they are away.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.cards import Notice
from bot.core.due import Claim, Work
from bot.core.ids import PersonId, RotaId
from bot.core.rota.clock import DAY, first, local
from bot.core.rota.duty import Holder, Span
from bot.core.rota.forecast import turns
from bot.core.rota.plan import Plan
from bot.core.rota.schedule import spans
from bot.core.wording import moment, stretch
from bot.use_cases.alarms import ToPerson, first_time, tell
from bot.use_cases.cases import zone
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import AHEAD, in_force, is_away
from bot.use_cases.tools import Tools
from bot.use_cases.watched import place_words

EVENING = time(17)
"""On the day before; the wall clock of the rota."""
SHORTLY = timedelta(hours=1)
_SOON = timedelta(days=2)
_BEFORE = timedelta(days=7)
"""How far back a turn may have begun and still be the same one, such as a week of nights."""


def remind_of_shifts(tools: Tools, claim: Claim) -> None:
    """Remind everybody whose duty begins soon, once for each of the two times, and look again at the next one."""
    with tools.store.write() as uow:
        plan = uow.rotas.plan(RotaId(claim.subject))
        if plan is None:
            return
        for turn in _coming(uow, plan):
            _remind(uow, plan, turn)
        uow.due.at(Work.REMIND_SHIFT, plan.id, next_look(uow, plan))


def next_look(uow: UnitOfWork, plan: Plan) -> datetime:
    """The next time somebody is to be reminded; within a day, because rotas change."""
    times = [at for turn in _coming(uow, plan) for at in _times(turn, plan.rota.zone) if at > uow.now()]
    return min([*times, uow.now() + DAY])


def coming_turns(uow: UnitOfWork, plan: Plan) -> list[Span]:
    """Turns of duty that have not begun, soonest first, as far ahead as a turn is followed."""
    now = uow.now()
    found = spans(in_force(uow, plan, now - _BEFORE, now + AHEAD), now - _BEFORE, now + AHEAD)
    by_seat = (turns(span for span in found if span.seat == seat.name) for seat in plan.rota.seats)
    return sorted((turn for each in by_seat for turn in each if turn.start > now), key=lambda turn: turn.start)


def _coming(uow: UnitOfWork, plan: Plan) -> list[Span]:
    return [turn for turn in coming_turns(uow, plan) if turn.start <= uow.now() + _SOON]


def _times(turn: Span, here: ZoneInfo) -> Iterator[datetime]:
    day = local(turn.start, here).date()
    yield first(datetime.combine(day - DAY, EVENING), here)
    yield turn.start - SHORTLY


def _remind(uow: UnitOfWork, plan: Plan, turn: Span) -> None:
    assert isinstance(turn.duty, Holder)
    person = turn.duty.person
    reached = sum(at <= uow.now() for at in _times(turn, plan.rota.zone))
    if not reached or is_away(uow, person, uow.now()):
        return
    key = f"shift:{plan.id}:{turn.seat}:{person}:{turn.start.isoformat()}"
    if first_time(uow, key, str(reached)):
        tell(uow, f"{key}:{reached}", ToPerson(person), _words(uow, plan, turn, person))


def _words(uow: UnitOfWork, plan: Plan, turn: Span, person: PersonId) -> Notice:
    here, now = zone(uow), uow.now()
    goes_on = turn.end >= now + AHEAD
    when = f"from {moment(turn.start, here, now)}" if goes_on else stretch(turn.start, turn.end, here, now)
    others = [span for span in coming_turns(uow, plan) if span.start == turn.start and span.duty == turn.duty]
    places = " and ".join(place_words(plan, span.seat) for span in others) or place_words(plan, turn.seat)
    lines = (
        f"{plan.name}: you are {places} {when}.",
        "If you cannot, say so now, so that somebody else can be found: /rota help says how.",
    )
    known = uow.people.get(person)
    name = known.name if known else person
    return Notice(f"{name}, your duty begins {moment(turn.start, here, now)}", lines)
