"""`/rota forecast`: what is at risk in the next 14 days, when, why it matters, and what to do next. Changes nothing.

What can be foreseen is foreseen.py's; warning people of it, forecast.py's. Everything is read once, for all rotas.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.cards import Action, Overview, Point, Tone
from bot.core.forms import Shown
from bot.core.ids import AccountId
from bot.core.people import Person
from bot.core.rota.clock import local
from bot.core.rota.duty import Gap, GapReason, Holder, SeatName, Span
from bot.core.rota.forecast import gaps, turns
from bot.core.rota.plan import Plan
from bot.core.rota.requests import CoverRequest, RequestState
from bot.core.rota.schedule import cut, spans
from bot.core.rota.stretches import Stretch, common
from bot.core.wording import names
from bot.use_cases import foreseen, left_open
from bot.use_cases.cases import name_of
from bot.use_cases.foreseen import Bereft
from bot.use_cases.now_words import at_words, stretch_words, why_open, zone_note
from bot.use_cases.overload import looked_at, overloads_of
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import all_in_force
from bot.use_cases.tools import Tools
from bot.use_cases.watched import Channels, all_channels, place_words

ALL_WELL = "Somebody is on duty whenever a rota asks for it, and every account has an approver."
_TIMES = 5
"""Times named one by one; beyond these it is said how many more."""
_UNLISTED = 10

Dated = tuple[datetime, Point]
"""A point, and when what it is about begins."""


@dataclass(frozen=True, slots=True)
class _Ahead:
    """One rota with its spans from now on, for as long as anything is foreseen."""

    plan: Plan
    found: Sequence[Span]
    channels: Channels


def forecast(tools: Tools) -> Shown:
    """What presses first comes first; what only should be known comes last."""
    with tools.store.read() as uow:
        within, listed = foreseen.looking_ahead(uow), foreseen.approvers(uow)
        dated, heavy, unlisted = list[Dated](), list[str](), list[str]()
        dated += _bereft(uow, foreseen.not_left_so(uow, foreseen.bereft_of(uow, listed, within)), within)
        channels, whole = all_channels(uow), looked_at(uow)
        for plan, rota in all_in_force(uow, *whole):
            found = spans(rota, within[0], whole[1])
            ahead = _Ahead(plan, cut(found, *within), channels.get(plan.id, {}))
            dated += _gaps(uow, ahead, within)
            heavy += [each.words for each in overloads_of(uow, plan, rota, found)]
            unlisted += _not_listed(uow, ahead, listed, within)
        points = [point for _, point in sorted(dated, key=lambda each: each[0])] + _heavy(heavy)
        left = _left_open(uow, within[1])
        well = [] if points or left else [Point(ALL_WELL)]
        tone = Tone.WARNING if points else Tone.INFO
        shown = (*points, *well, *_unlisted(unlisted), *left)
        return Overview("The next 14 days", shown, (zone_note(uow, within[0]),), tone)


def _when(uow: UnitOfWork, times: Sequence[Stretch], within: Stretch) -> list[str]:
    said = [
        "all of the next 14 days" if (start, end) == within else stretch_words(uow, start, end, within[0])
        for start, end in times[:_TIMES]
    ]
    if len(said) == 1:
        return [f"When: {said[0]}."]
    more = [f"• and {len(times) - _TIMES} times more"] if len(times) > _TIMES else []
    return [f"When: {len(times)} times.", *(f"• {each}" for each in said), *more]


def _bereft(uow: UnitOfWork, found: Iterable[Bereft], within: Stretch) -> list[Dated]:
    """Accounts that nobody can approve for; those with the same times are one thing to do."""
    alike: dict[tuple[tuple[Stretch, ...], bool], list[Bereft]] = {}
    for each in found:
        alike.setdefault((each.times, each.is_without), []).append(each)
    return [
        (times[0][0], _bereft_point(uow, theirs, times, within, is_without=is_without))
        for (times, is_without), theirs in alike.items()
    ]


def _bereft_point(
    uow: UnitOfWork, found: Sequence[Bereft], times: Sequence[Stretch], within: Stretch, *, is_without: bool
) -> Point:
    handles = names([f"@{each.account.handle}" for each in found], joined_by="and")
    why, todo = (
        ("nobody is on the list of approvers.", "a communications lead puts two trained people on the list.")
        if is_without
        else (
            "everybody on the list of approvers is away, or their training has run out by then.",
            "a communications lead adds a trained approver, or asks one to come back.",
        )
    )
    lines = (
        *_when(uow, times, within),
        f"Why: {why}",
        "What it means: nothing can go out there in that time, not even a correction.",
        f"To do: {todo}",
    )
    return Point(f"Nobody can approve for {handles}", lines, found[0].account.handle, (Action.WHO_MAY,))


def _gaps(uow: UnitOfWork, ahead: _Ahead, within: Stretch) -> list[Dated]:
    """The times nobody is on duty, those with one cause together."""
    causes: dict[tuple[SeatName, Gap], list[Stretch]] = {}
    for span in left_open.unnoticed(uow, ahead.plan, gaps(ahead.found)):
        if isinstance(span.duty, Gap):
            causes.setdefault((span.seat, span.duty), []).append((span.start, span.end))
    return [
        (times[0][0], _gap_point(uow, ahead.plan, seat, gap, times, within)) for (seat, gap), times in causes.items()
    ]


def _gap_point(
    uow: UnitOfWork, plan: Plan, seat: SeatName, gap: Gap, times: Sequence[Stretch], within: Stretch
) -> Point:
    why = why_open(uow, gap)
    todo, about, actions = _next_step(uow, plan, seat, gap, times)
    lines = (
        *_when(uow, times, within),
        f"Why: {why}.",
        *(f"What it means: {meaning}" for meaning in [_meaning(uow, plan, seat, times)] if meaning),
        f"To do: {todo}",
    )
    return Point(f"Nobody is {place_words(plan, seat)} in {plan.name}", lines, about, actions)


def _meaning(uow: UnitOfWork, plan: Plan, seat: SeatName, times: Sequence[Stretch]) -> str:
    if seat == plan.desk:
        return "drafts wait until somebody is there."
    if seat != plan.on_call:
        return ""
    last = plan.calling.fallback
    is_away = last is not None and any(uow.rotas.absences(*each, last) for each in times)
    who = name_of(uow, last) if last and not is_away else "every communications lead"
    return f"whatever is urgent goes at once to those who are on call next, and last to {who}."


def _next_step(
    uow: UnitOfWork, plan: Plan, seat: SeatName, gap: Gap, times: Sequence[Stretch]
) -> tuple[str, str, tuple[Action, ...]]:
    """What to do, what its button is about, and the button."""
    begins = local(times[0][0], plan.rota.zone).date()
    week = f"week:{plan.id}:{begins.isoformat()}"
    request = _sought(uow, plan, seat, gap, times) if gap.reason is GapReason.AWAY else None
    if request is None:
        day = f"{begins.day} {begins:%B}"
        todo = f"a communications lead puts somebody on: /rota cover @person for nobody {day}."
        return todo, week, (Action.SHOW_WEEK,)
    if request.state is RequestState.GAP:
        todo = "if you can take it, press the button. Otherwise a communications lead puts somebody on."
        return todo, f"gap:{request.id}:", (Action.I_WILL_COVER,)
    asked = [name_of(uow, ask.person) for ask in request.asks]
    who = f"{names(asked, joined_by='and')} {'has' if len(asked) == 1 else 'have'} been asked" if asked else "It begins"
    return f"nothing yet: cover is being sought. {who}.", week, (Action.SHOW_WEEK,)


def _sought(uow: UnitOfWork, plan: Plan, seat: SeatName, gap: Gap, times: Sequence[Stretch]) -> CoverRequest | None:
    """The search for cover for any of it."""
    return next(
        (
            request
            for request in uow.covers.standing()
            if (request.rota, request.seat, request.person) == (plan.id, seat, gap.person)
            and common(request.parts, times)
        ),
        None,
    )


def _heavy(words: Sequence[str]) -> list[Point]:
    """What is too much for one person, in every rota (S74)."""
    if not words:
        return []
    todo = "To do: let somebody else take some of it, with /rota swap or, for leads, /rota cover."
    return [Point("Too much for one person", (*words, todo))]


def _not_listed(
    uow: UnitOfWork, ahead: _Ahead, listed: Mapping[AccountId, Sequence[Person]], within: Stretch
) -> list[str]:
    """Who will be on duty and may not approve for an account the rota watches over (S69)."""
    accounts = [account for each in ahead.channels.values() for account in each]
    able = {account.id: {person.id for person in listed[account.id]} for account in accounts}
    lines = []
    for seat in ahead.plan.rota.seats:
        for turn in turns(span for span in ahead.found if span.seat == seat.name):
            assert isinstance(turn.duty, Holder)
            out = [f"@{account.handle}" for account in accounts if turn.duty.person not in able[account.id]]
            if out:
                who = f"{name_of(uow, turn.duty.person)} is {place_words(ahead.plan, seat.name)}"
                when = _turn_words(uow, turn, within)
                lines.append(f"{who}{when}, and cannot approve for {names(out, joined_by='or')}.")
    return lines


def _turn_words(uow: UnitOfWork, turn: Span, within: Stretch) -> str:
    """When a turn is, where it may have begun before what was looked at, or go on after it."""
    now = within[0]
    if turn.end >= within[1]:
        return "" if turn.start <= now else f" from {at_words(uow, turn.start, now)}"
    return f" {stretch_words(uow, turn.start, turn.end, now)}"


def _unlisted(lines: Sequence[str]) -> list[Point]:
    if not lines:
        return []
    more = [f"… and {len(lines) - _UNLISTED} more turns."] if len(lines) > _UNLISTED else []
    means = "What it means: somebody else on the list has to approve while they are on. Nothing is at risk by it alone."
    todo = "To do: a communications lead puts them on the lists, if they are trained."
    return [Point("On duty, but not on the list of approvers", (*lines[:_UNLISTED], *more, means, todo))]


def _left_open(uow: UnitOfWork, until: datetime) -> list[Point]:
    lines = left_open.lines(uow, uow.rotas.plans(), uow.accounts.all(), until)
    return [Point("Left open by a communications lead", tuple(lines))] if lines else []
