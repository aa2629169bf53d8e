"""Telling people whose turns of duty moved because a rota in org.yaml was changed. Cover and swaps tell their own."""

from datetime import timedelta

from bot.core.cards import Notice
from bot.core.ids import PersonId
from bot.core.rota.duty import Holder
from bot.core.rota.plan import Plan
from bot.core.rota.schedule import spans, stints
from bot.core.rota.stretches import Stretch, joined
from bot.use_cases.alarms import ToPerson, tell
from bot.use_cases.cases import away_words
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import in_force

AHEAD = timedelta(days=28)
"""How far ahead people are told what has moved."""
_SHOWN = 8
Turns = dict[PersonId, list[Stretch]]


def turns(uow: UnitOfWork, plan: Plan) -> Turns:
    """Everybody's turns by this rota from now on, whatever the seat."""
    start, end = uow.now(), uow.now() + AHEAD
    found = spans(in_force(uow, plan, start, end), start, end)
    held: Turns = {}
    for seat in plan.rota.seats:
        for stint in stints([span for span in found if span.seat == seat.name]):
            assert isinstance(stint.duty, Holder)
            held.setdefault(stint.duty.person, []).append((stint.start, stint.end))
    return {person: joined(stretches) for person, stretches in held.items()}


def tell_who_moved(uow: UnitOfWork, plan: Plan, before: Turns) -> None:
    """Tell each person whose turns differ from `before` what they are now. Who has left is told nothing."""
    after = turns(uow, plan)
    for person in sorted({*before, *after}):
        now = after.get(person, [])
        if now == before.get(person, []):
            continue
        lines = [away_words(uow, turn) for turn in now[:_SHOWN]]
        lines += [f"… and {len(now) - _SHOWN} more."] if len(now) > _SHOWN else []
        words = ["You are on:", *lines] if now else ["You have no turns in the next four weeks."]
        title = f"Your turns in the rota “{plan.name}” have moved"
        key = f"turns-moved:{plan.id}:{person}:{uow.now():%Y%m%d%H%M%S}"
        tell(uow, key, ToPerson(person), Notice(title, (*words, "To see the week: /rota week.")))
