"""The hand-over notice at each change of shift (S73): who is on until when, who was, and what is open.

A row says when somebody should look; who is on is then read from the rota in force, and said where it has changed.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Notice, Tone
from bot.core.due import Claim, Work
from bot.core.ids import PersonId, RotaId
from bot.core.rota.duty import Closed, Gap, Holder, SeatName, Span
from bot.core.rota.plan import Plan
from bot.core.wording import names, until
from bot.use_cases.alarms import TOLD, first_time, tell_leads
from bot.use_cases.cases import name_of, zone
from bot.use_cases.foreseen import gap_lines
from bot.use_cases.left_open import whoever_left
from bot.use_cases.now_words import duty_words
from bot.use_cases.open_items import open_lines
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import AHEAD, on_duty
from bot.use_cases.tools import Tools
from bot.use_cases.watched import channels_of, place_words, post

Seats = Mapping[SeatName, Span]
_NOBODY = "?"
"""How it is remembered that nobody held a seat somebody should have held."""


def hand_over(tools: Tools, claim: Claim) -> None:
    """Say who is on, if that is not who was said to be on last, and look again at the next change."""
    with tools.store.write() as uow:
        plan = uow.rotas.plan(RotaId(claim.subject))
        if plan is None:
            return
        seats = on_duty(uow, plan, uow.now())
        before = uow.messages.ref(TOLD, _key(plan))
        if first_time(uow, _key(plan), _remembered(seats)) and before is not None:
            _announce(uow, plan, seats, json.loads(before))
            uow.due.at(Work.USER_GROUP, plan.id, uow.now())
        uow.due.at(Work.HAND_OVER, plan.id, min(span.end for span in seats.values()))


def next_look(uow: UnitOfWork, plan: Plan) -> datetime:
    """When somebody should look: now if who is on has not been said, else at the next change of shift."""
    seats = on_duty(uow, plan, uow.now())
    if uow.messages.ref(TOLD, _key(plan)) != _remembered(seats):
        return uow.now()
    return min(span.end for span in seats.values())


def _key(plan: Plan) -> str:
    return f"on-duty:{plan.id}"


def _remembered(seats: Seats) -> str:
    return json.dumps({seat: _who(span) for seat, span in sorted(seats.items())})


def _who(span: Span) -> str:
    match span.duty:
        case Holder(person=person):
            return person
        case Gap():
            return _NOBODY
        case _:
            return ""


def _announce(uow: UnitOfWork, plan: Plan, seats: Seats, before: Mapping[SeatName, str]) -> None:
    now = {seat: _who(span) for seat, span in seats.items()}
    uow.records.append("HandedOver", ACCESS_OF_SERVICE, f"rota:{plan.id}", {"on": now, "before": dict(before)})
    is_open = any(isinstance(s.duty, Gap) and not whoever_left(uow, plan, s) for s in seats.values())
    head = [*_on_lines(uow, plan, seats), *_before_lines(uow, plan, before)]
    reach = [f"To reach whoever is on: {plan.reach}"] if plan.reach else []
    key = f"hand-over:{plan.id}:{uow.now().isoformat()}"
    if is_open:
        tell_leads(uow, key, Notice(_title(uow, plan, seats), (*head, *gap_lines(uow, plan)), Tone.ALARM))
    for accounts in channels_of(uow, plan).values():
        lines = (*head, *reach, *open_lines(uow, accounts), *gap_lines(uow, plan))
        notice = Notice(_title(uow, plan, seats), lines, Tone.ALARM if is_open else Tone.INFO)
        post(uow, key, accounts, notice)


def _title(uow: UnitOfWork, plan: Plan, seats: Seats) -> str:
    on = [
        f"{_name(uow, _who(span))} is {place_words(plan, seat)}"
        for seat, span in seats.items()
        if not isinstance(span.duty, Closed)
    ]
    return f"Hand-over, {plan.name}: {names(on, joined_by='and') or 'nobody needs to be on now'}"


def _on_lines(uow: UnitOfWork, plan: Plan, seats: Seats) -> Iterator[str]:
    for seat, span in seats.items():
        if not isinstance(span.duty, Closed):
            yield f"Now {place_words(plan, seat)}: {duty_words(uow, plan, span)}{_until(uow, span)}."


def _until(uow: UnitOfWork, span: Span) -> str:
    if span.end - uow.now() >= AHEAD - timedelta(minutes=1):
        return ""
    return f", until {until(span.end, zone(uow), uow.now())}"


def _before_lines(uow: UnitOfWork, plan: Plan, before: Mapping[SeatName, str]) -> list[str]:
    were = [f"{_name(uow, who)} {place_words(plan, seat)}" for seat, who in before.items() if who]
    at = uow.now().astimezone(plan.rota.zone)
    when = f"Before, until {at:%H:%M} on {at:%A} {at.day} {at:%B}"
    return [f"{when}: {names(were, joined_by='and')}."] if were else []


def _name(uow: UnitOfWork, who: str) -> str:
    return "nobody" if who == _NOBODY else name_of(uow, PersonId(who))
