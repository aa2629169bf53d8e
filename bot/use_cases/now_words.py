"""Who holds a rota's seats now and who comes next, in words to be read at two in the morning. Decides nothing."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.ids import PersonId
from bot.core.people import Standing
from bot.core.rota.duty import Because, Closed, Gap, GapReason, Holder, Span
from bot.core.rota.plan import Plan
from bot.core.rota.schedule import Rota, spans
from bot.core.wording import midnight_ahead, offset, zone_name
from bot.use_cases.cases import name_of, zone
from bot.use_cases.left_open import whoever_left
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import AHEAD
from bot.use_cases.watched import place_words

NOBODY = "NOBODY"
_WHY_OPEN = {
    GapReason.UNPLANNED: "nobody is planned",
    GapReason.NOT_WORKING: "nobody of the rota works then",
    GapReason.BANK_HOLIDAY: "{person} has a bank holiday",
    GapReason.AWAY: "{person} is away and nobody stands in yet",
    GapReason.LEFT_OPEN: "it was left open",
}


def now_lines(uow: UnitOfWork, plan: Plan, rota: Rota, at: datetime, *, lead: str = "Now") -> list[str]:
    """One rota at this instant: whoever is on, then who comes next, then how to reach them."""
    found = spans(rota, at, at + AHEAD)
    current = [span for span in found if span.start <= at and not isinstance(span.duty, Closed)]
    later = sorted((s for s in found if s.start > at and not isinstance(s.duty, Closed)), key=lambda span: span.start)
    coming = [span for span in later if span.start == later[0].start]
    lines = [f"{lead}: {line}" for line in _on(uow, plan, current, coming, at)]
    if _keeps_holiday(rota, found, at):
        lines.append(f"Today is a {holiday_words(plan)}.")
    lines += [f"Next: {_turn(uow, plan, span)} from {at_words(uow, span.start, at)}." for span in coming]
    return [*lines, f"To reach whoever is on: {plan.reach}"] if plan.reach else lines


def _on(uow: UnitOfWork, plan: Plan, current: Sequence[Span], coming: Sequence[Span], at: datetime) -> Iterator[str]:
    if not current:
        yield f"nobody is needed until {at_words(uow, coming[0].start, at)}." if coming else "nobody is needed."
    for span in current:
        until = f" until {at_words(uow, span.end, at)}" if span.end - at < AHEAD - timedelta(minutes=1) else ""
        yield f"{_turn(uow, plan, span)}{until}."


def _turn(uow: UnitOfWork, plan: Plan, span: Span) -> str:
    """Such as “Priya Shah is on call”."""
    place = place_words(plan, span.seat)
    if isinstance(span.duty, Gap):
        return f"{NOBODY} is {place} ({_why(uow, plan, span, span.duty)})"
    return f"{duty_words(uow, plan, span)} is {place}"


def duty_words(uow: UnitOfWork, plan: Plan, span: Span) -> str:
    """The name of whoever holds a seat, or that nobody does and why, where somebody should."""
    match span.duty:
        case Holder(person=person):
            return name_of(uow, person)
        case Gap() as gap:
            return f"{NOBODY} ({_why(uow, plan, span, gap)})"
        case _:
            return "nobody, and nobody is needed"


def _why(uow: UnitOfWork, plan: Plan, span: Span, gap: Gap) -> str:
    """Why nobody holds the seat, or which lead has left it so."""
    by = whoever_left(uow, plan, span)
    return f"left open by {name_of(uow, by)}" if by else why_open(uow, gap)


def why_open(uow: UnitOfWork, gap: Gap) -> str:
    """Why nobody holds a seat: “Priya Shah is away and nobody stands in yet”. Never why she is away."""
    if gap.reason is GapReason.AWAY and gap.person and _has_left(uow, gap.person):
        return f"{name_of(uow, gap.person)} has left and nobody stands in yet"
    return _WHY_OPEN[gap.reason].format(person=name_of(uow, gap.person) if gap.person else "somebody")


def _has_left(uow: UnitOfWork, person: PersonId) -> bool:
    """Whether they are gone for good. Whoever is suspended counts as away: it is nobody's business why (S68)."""
    known = uow.people.get(person)
    return known is not None and known.standing is Standing.LEFT


def _keeps_holiday(rota: Rota, found: Sequence[Span], at: datetime) -> bool:
    """Whether it is a bank holiday and that changes who is on."""
    if at.astimezone(rota.zone).date() not in rota.holidays:
        return False
    in_hours = {seat.name for seat in rota.seats if seat.in_hours}
    return any(
        (isinstance(span.duty, Holder) and span.duty.because is Because.BANK_HOLIDAY)
        or (span.seat in in_hours and isinstance(span.duty, Closed))
        for span in found
        if span.start <= at
    )


def holiday_words(plan: Plan) -> str:
    """The holiday a rota keeps, in words: “bank holiday in England”."""
    return f"bank holiday in {plan.nation.replace('_', ' ').title()}" if plan.nation else "bank holiday"


def at_words(uow: UnitOfWork, when: datetime, now: datetime) -> str:
    """A time as people say it, the zone left to the card: “17:00 today”, “09:00 on Monday 30 November”.

    Where the clocks change in between, the time says by which of them it is (F9).
    """
    here = ZoneInfo(zone(uow))
    local, today = when.astimezone(here), now.astimezone(here)
    days = (local.date() - today.date()).days
    day = {0: "today", 1: "tomorrow"}.get(days, f"on {local:%A} {local.day} {local:%B}")
    change = f" ({offset(local)})" if local.utcoffset() != today.utcoffset() else ""
    if midnight := midnight_ahead(local, today):
        return f"{midnight}{change}"
    return f"{local:%H:%M}{change} {day}"


def stretch_words(uow: UnitOfWork, start: datetime, end: datetime, now: datetime) -> str:
    """A stretch of time: "09:00 to 17:00 tomorrow", "17:00 today to 09:00 tomorrow", "now until 09:00 tomorrow"."""
    until, here = at_words(uow, end, now), ZoneInfo(zone(uow))
    if start <= now:
        return f"now until {until}"
    begins, ends = start.astimezone(here), end.astimezone(here)
    if begins.date() == ends.date() and begins.utcoffset() == ends.utcoffset():
        return f"{begins:%H:%M} to {until}"
    return f"{at_words(uow, start, now)} to {until}"


def zone_note(uow: UnitOfWork, now: datetime) -> str:
    """By which clock all times of a card are, said once."""
    here = zone(uow)
    return f"Times are {zone_name(here)} ({offset(now.astimezone(ZoneInfo(here)))})."
