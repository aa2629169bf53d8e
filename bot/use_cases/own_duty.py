"""App Home's lines on duty: who is on now and next where it concerns somebody, their own next turns, what is open."""

from collections.abc import Iterator
from datetime import timedelta

from bot.core.accounts import Account, Role
from bot.core.authority import accounts_for
from bot.core.people import Person
from bot.core.rota.duty import Closed, Holder, Span
from bot.core.rota.forecast import turns
from bot.core.rota.plan import Plan, plan_for
from bot.core.rota.schedule import spans
from bot.use_cases.foreseen import bereft, bereft_lines, gap_lines, looking_ahead, of_accounts
from bot.use_cases.now_words import at_words, duty_words, stretch_words
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import AHEAD, in_force
from bot.use_cases.watched import place_words

_TURNS = 3
"""How many of somebody's own turns are shown."""


def duty_lines(uow: UnitOfWork, me: Person) -> Iterator[str]:
    """For every rota that watches over this person's accounts, or that they are in."""
    now, mine = uow.now(), _accounts_of(uow, me)
    for plan in _concerning(uow, me, mine):
        found = spans(in_force(uow, plan, now, now + AHEAD), now, now + AHEAD)
        yield f"{plan.name}: {_now_words(uow, plan, found)}"
        yield from _own(uow, plan, found, me)
        yield from gap_lines(uow, plan, absences=False)
    found_bereft = bereft(uow, looking_ahead(uow), absences=False) if mine else []
    yield from bereft_lines(uow, of_accounts(found_bereft, mine))


def _accounts_of(uow: UnitOfWork, me: Person) -> list[Account]:
    """The accounts this person has a role on, each once."""
    accounts, grants = uow.accounts.all(), uow.accounts.grants()
    return list({a.id: a for role in Role for a in accounts_for(me, role, accounts, grants)}.values())


def _concerning(uow: UnitOfWork, me: Person, mine: list[Account]) -> list[Plan]:
    plans = uow.rotas.plans()
    watching = {plan.id for account in mine if (plan := plan_for(account.id, plans))}
    return [plan for plan in plans if plan.id in watching or me.id in plan.people()]


def _now_words(uow: UnitOfWork, plan: Plan, found: list[Span]) -> str:
    """Such as “Tom Bright is at the desk until 17:00 today. Next: Megan Price is on call from 17:00 today.”."""
    open_spans = sorted((s for s in found if not isinstance(s.duty, Closed)), key=lambda span: span.start)
    on = [span for span in open_spans if span.start <= uow.now()]
    now = " ".join(f"{duty_words(uow, plan, s)} is {place_words(plan, s.seat)}{_until(uow, s)}." for s in on)
    following = next((span for span in open_spans if span.start > uow.now()), None)
    if following is None:
        return now or "nobody needs to be on."
    begins = at_words(uow, following.start, uow.now())
    then = f"Next: {duty_words(uow, plan, following)} is {place_words(plan, following.seat)} from {begins}."
    return f"{now} {then}" if now else then


def _until(uow: UnitOfWork, span: Span) -> str:
    ends_in_sight = span.end - uow.now() < AHEAD - timedelta(minutes=1)
    return f" until {at_words(uow, span.end, uow.now())}" if ends_in_sight else ""


def _own(uow: UnitOfWork, plan: Plan, found: list[Span], me: Person) -> Iterator[str]:
    mine: list[Span] = []
    for seat in plan.rota.seats:
        of_seat = turns(span for span in found if span.seat == seat.name)
        mine += [turn for turn in of_seat if isinstance(turn.duty, Holder) and turn.duty.person == me.id]
    opening = "Your next duty"
    for turn in sorted(mine, key=lambda turn: turn.start)[:_TURNS]:
        place = place_words(plan, turn.seat)
        if turn.start <= uow.now():
            yield f"You are {place} now{_until(uow, turn)}."
        else:
            yield f"{opening}: {place}, {stretch_words(uow, turn.start, turn.end, uow.now())}."
            opening = "After that"
