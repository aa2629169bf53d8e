"""Telling people whose turns of duty moved because a rota in org.yaml was changed. Changes by hand: moves.py."""

from datetime import timedelta

from bot.core.cards import Notice
from bot.core.ids import PersonId
from bot.core.rota.duty import Holder, SeatName
from bot.core.rota.forecast import turns as turns_of
from bot.core.rota.plan import Plan
from bot.core.rota.said import times
from bot.core.rota.schedule import spans
from bot.core.rota.stretches import Stretch
from bot.use_cases.alarms import ToPerson, tell
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import in_force
from bot.use_cases.watched import place_words

AHEAD = timedelta(days=28)
"""How far ahead people are told what has moved."""
_TO_ITS_END = timedelta(days=35)
"""How far beyond it the end of a turn is looked for."""
_SHOWN = 8
Turns = dict[PersonId, list[tuple[Stretch, SeatName]]]


def turns(uow: UnitOfWork, plan: Plan) -> Turns:
    """Everybody's turns by this rota that begin in the time ahead, or go on now: whole, the soonest first."""
    now = uow.now()
    end = now + AHEAD + _TO_ITS_END
    found = spans(in_force(uow, plan, now, end), now, end)
    held: Turns = {}
    for seat in plan.rota.seats:
        for turn in turns_of(span for span in found if span.seat == seat.name):
            if isinstance(turn.duty, Holder) and turn.start < now + AHEAD:
                held.setdefault(turn.duty.person, []).append(((turn.start, turn.end), seat.name))
    return {person: sorted(theirs) for person, theirs in held.items()}


def tell_who_moved(uow: UnitOfWork, plan: Plan, before: Turns) -> None:
    """Tell each person whose turns differ from `before` what they are now. Who has left is told nothing."""
    after = turns(uow, plan)
    for person in sorted({*before, *after}):
        now = after.get(person, [])
        if now == before.get(person, []):
            continue
        lines = [_words(uow, plan, *turn) for turn in now[:_SHOWN]]
        lines += [f"… and {len(now) - _SHOWN} more."] if len(now) > _SHOWN else []
        words = ["You are:", *lines] if now else ["You have no turns in the next four weeks."]
        title = f"Your turns in the rota “{plan.name}” have moved"
        key = f"turns-moved:{plan.id}:{person}:{uow.now():%Y%m%d%H%M%S}"
        tell(uow, key, ToPerson(person), Notice(title, (*words, "To see the week: /rota week.")))


def _words(uow: UnitOfWork, plan: Plan, turn: Stretch, seat: SeatName) -> str:
    """Such as “• at the desk, Mon 30 Nov 09:00 to Fri 4 Dec 17:00”; one that goes on now has no beginning."""
    goes_on = f"now and until {times((turn[1], turn[1]), plan.rota.zone).partition(' to ')[0]}"
    return f"• {place_words(plan, seat)}, {goes_on if turn[0] <= uow.now() else times(turn, plan.rota.zone)}"
