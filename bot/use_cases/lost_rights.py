"""Shifts of people who may no longer hold them, because a change took their training or their place on a list (S69).

People who have left or are suspended hold nothing at all: gaps.py seeks cover for them.
"""

from datetime import datetime, timedelta

from bot.core.cards import Notice, Tone
from bot.core.ids import AccountId, PersonId
from bot.core.rota.cover import Bench, Held, held_by
from bot.core.rota.duty import Holder
from bot.core.rota.plan import Plan
from bot.core.rota.requests import rights_lost
from bot.core.rota.schedule import spans
from bot.core.rota.stretches import Stretch
from bot.use_cases.alarms import ToPerson, tell
from bot.use_cases.bench import Left, bench_of_accounts, watched
from bot.use_cases.cover_words import time_lines
from bot.use_cases.covering import seek_all
from bot.use_cases.gaps import AHEAD
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import in_force


def rights(uow: UnitOfWork) -> Bench:
    """Who is trained until when and stands on which list. Read before a change, given to `seek_for_lost` after it."""
    return bench_of_accounts(uow, uow.now(), uow.now() + datetime.resolution)


def seek_for_lost(uow: UnitOfWork, longest: timedelta, before: Bench) -> None:
    """Seek cover at once for every shift of the next weeks whose holder had the right to hold it and has it no more."""
    within, now = (uow.now(), uow.now() + AHEAD), rights(uow)
    for plan in uow.rotas.plans():
        found = spans(in_force(uow, plan, *within), *within)
        holders = {span.duty.person for span in found if isinstance(span.duty, Holder)}
        for person in sorted(holders):
            for held in held_by(person, found, within):
                _seek_for(uow, longest, plan, person, held, before, now)


def _seek_for(
    uow: UnitOfWork, longest: timedelta, plan: Plan, person: PersonId, held: Held, before: Bench, now: Bench
) -> None:
    lost = frozenset(_off_lists(uow, plan, person, before, now))
    parts = tuple(part for part in held.parts if _is_lost(person, part, lost, before, now))
    if parts:
        seek_all(uow, longest, [Left(person, rights_lost(lost), plan, Held(held.seat, parts))])
        lines = (
            *time_lines(uow, parts),
            "Your training on record ends before then, or you are no longer on the list of approvers.",
            "Until somebody has taken it you are still named for it. Is this a mistake? Tell a communications lead.",
        )
        title = f"Somebody else is sought for your shifts: {plan.name}"
        key = f"rights-lost:{plan.id}:{person}:{parts[0][0].isoformat()}"
        tell(uow, key, ToPerson(person), Notice(title, lines, Tone.WARNING))


def _off_lists(uow: UnitOfWork, plan: Plan, person: PersonId, before: Bench, now: Bench) -> list[AccountId]:
    accounts = [account.id for account in watched(uow, plan)]
    return [a for a in accounts if person in before.lists.get(a, ()) and person not in now.lists.get(a, ())]


def _is_lost(person: PersonId, part: Stretch, lost: frozenset[AccountId], before: Bench, now: Bench) -> bool:
    """Whether they may not hold it and, as to their training, might before."""
    if lost:
        return True
    return before.may_hold(person, part[1], ()) and not now.may_hold(person, part[1], ())
