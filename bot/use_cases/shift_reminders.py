"""Reminding people of duty that begins soon: so long before as their rota says, or at a time on the day before (S73).

A row says when somebody should look; only whoever still holds the duty is reminded, and nobody while they are away.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.cards import Notice
from bot.core.due import Again, Claim, Work
from bot.core.ids import RotaId
from bot.core.people import ChatIdentity, Person
from bot.core.rota.clock import DAY, first, local
from bot.core.rota.duty import Holder, Span
from bot.core.rota.forecast import turns
from bot.core.rota.plan import Plan
from bot.core.rota.schedule import spans
from bot.core.wording import moment, stretch
from bot.use_cases.alarms import TOLD
from bot.use_cases.cases import zone
from bot.use_cases.deliver import how_to_reach, later
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_chat import Chat, TryLater
from bot.use_cases.rotas import AHEAD, in_force, is_away
from bot.use_cases.tools import Tools
from bot.use_cases.watched import place_words

_SOON = timedelta(days=2)
"""A time on the day before is this long before a turn, at most."""
_BEFORE = timedelta(days=7)
"""How far back a turn may have begun and still be the same one, such as a week of nights."""


@dataclass(frozen=True, slots=True)
class _Reminder:
    """What one person is to be told now. `key` names the turn, `reached` how many of its times have come."""

    key: str
    reached: int
    chat: Chat
    identity: ChatIdentity
    notice: Notice


def remind_of_shifts(tools: Tools, claim: Claim) -> Again | None:
    """Remind everybody whose duty begins soon, once for each of its times, and look again at the next one.

    What the chat cannot take is tried again from the rota as it is then: who no longer holds it is not reminded.
    """
    with tools.store.read() as uow:
        plan = uow.rotas.plan(RotaId(claim.subject))
        found = [r for turn in _coming(uow, plan) if (r := _reminder(tools, uow, plan, turn))] if plan else []
    answers = [(reminder, reminder.chat.direct(reminder.identity, reminder.notice)) for reminder in found]
    late = next((answer for _, answer in answers if isinstance(answer, TryLater)), None)
    with tools.store.write() as uow:
        for reminder, answer in answers:
            if not isinstance(answer, TryLater):
                uow.messages.put_ref(TOLD, reminder.key, str(reminder.reached))
        if plan and late is None:
            uow.due.at(Work.REMIND_SHIFT, plan.id, next_look(uow, plan))
    return later(late, claim) if late else None


def next_look(uow: UnitOfWork, plan: Plan) -> datetime:
    """The next time somebody is to be reminded; within a day, because rotas change."""
    times = [at for turn in _coming(uow, plan) for at in _times(turn, plan) if at > uow.now()]
    return min([*times, uow.now() + DAY])


def coming_turns(uow: UnitOfWork, plan: Plan) -> list[Span]:
    """Turns of duty that have not begun, soonest first, as far ahead as a turn is followed."""
    now = uow.now()
    found = spans(in_force(uow, plan, now - _BEFORE, now + AHEAD), now - _BEFORE, now + AHEAD)
    by_seat = (turns(span for span in found if span.seat == seat.name) for seat in plan.rota.seats)
    return sorted((turn for each in by_seat for turn in each if turn.start > now), key=lambda turn: turn.start)


def _coming(uow: UnitOfWork, plan: Plan) -> list[Span]:
    farthest = max([_SOON, *(each + DAY for each in plan.remind if isinstance(each, timedelta))])
    return [turn for turn in coming_turns(uow, plan) if turn.start <= uow.now() + farthest]


def _times(turn: Span, plan: Plan) -> Iterator[datetime]:
    here = plan.rota.zone
    day_before = local(turn.start, here).date() - DAY
    for each in plan.remind:
        if isinstance(each, timedelta):
            yield turn.start - each
        else:
            yield first(datetime.combine(day_before, each), here)


def _reminder(tools: Tools, uow: UnitOfWork, plan: Plan, turn: Span) -> _Reminder | None:
    """What is to be said of this turn now; None for nothing, or nothing new, or to somebody who is away."""
    assert isinstance(turn.duty, Holder)
    person = turn.duty.person
    reached = sum(at <= uow.now() for at in _times(turn, plan))
    key = f"shift:{plan.id}:{turn.seat}:{person}:{turn.start.isoformat()}"
    if not reached or uow.messages.ref(TOLD, key) == str(reached) or is_away(uow, person, uow.now()):
        return None
    known = uow.people.get(person)
    reach = how_to_reach(tools, known)
    return _Reminder(key, reached, *reach, _words(uow, plan, turn, known)) if known and reach else None


def _words(uow: UnitOfWork, plan: Plan, turn: Span, person: Person) -> Notice:
    here, now = zone(uow), uow.now()
    goes_on = turn.end >= now + AHEAD
    when = f"from {moment(turn.start, here, now)}" if goes_on else stretch(turn.start, turn.end, here, now)
    others = [span for span in coming_turns(uow, plan) if span.start == turn.start and span.duty == turn.duty]
    places = " and ".join(place_words(plan, span.seat) for span in others) or place_words(plan, turn.seat)
    lines = (
        f"{plan.name}: you are {places} {when}.",
        "If you cannot, say so now, so that somebody else can be found: /rota help says how.",
    )
    return Notice(f"{person.name}, your duty begins {moment(turn.start, here, now)}", lines)
