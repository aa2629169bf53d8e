"""Who is on, in words: `/rota`, and who may approve for an account now and tonight (F17, S72). Decides nothing."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.accounts import Account, Role
from bot.core.authority import account_named, holders
from bot.core.cards import Notice, Tone
from bot.core.forms import Shown
from bot.core.ids import PersonId
from bot.core.people import Person, Standing
from bot.core.rota.clock import first
from bot.core.rota.duty import Because, Closed, Gap, GapReason, Holder, Span
from bot.core.rota.layers import Seat
from bot.core.rota.plan import Plan
from bot.core.rota.schedule import Rota, spans
from bot.core.wording import moment, names
from bot.use_cases.cases import name_of, told, zone
from bot.use_cases.hours_words import of_rota, published
from bot.use_cases.left_open import whoever_left
from bot.use_cases.naming import no_such_account
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import AHEAD, all_in_force, in_force, is_away, watching
from bot.use_cases.tools import Tools
from bot.use_cases.watched import all_channels

TONIGHT = time(23, 0)
"""The hour meant by “tonight”: when nobody would be there by chance."""
NO_ROTA = "No rota is set up yet. It is described in org.yaml, under “rotas”."

_WHY_OPEN = {
    GapReason.UNPLANNED: "nobody is planned",
    GapReason.NOT_WORKING: "nobody of the rota works then",
    GapReason.BANK_HOLIDAY: "{person} has a bank holiday",
    GapReason.AWAY: "{person} is away and nobody stands in yet",
    GapReason.LEFT_OPEN: "it was left open",
}


def who_is_on(tools: Tools) -> Shown:
    """`/rota`: who is on now in every rota, who comes next, and how to reach them."""
    with tools.store.read() as uow:
        plans = uow.rotas.plans()
        if not plans:
            return Notice("Who is on", (NO_ROTA,))
        now, channels = uow.now(), all_channels(uow)
        lines = list[str]()
        for plan, rota in all_in_force(uow, now, now + AHEAD):
            lines += [*_lines(uow, plan, rota, now), *of_rota(channels.get(plan.id, {}))]
        is_open = any("NOBODY" in line for line in lines)
        more = ("To see the week: /rota week. Who may approve for an account: /rota who @account.",)
        return Notice("Who is on", (*lines, *more), Tone.WARNING if is_open else Tone.INFO)


def plan_lines(uow: UnitOfWork, plan: Plan, now: datetime) -> list[str]:
    """One rota: who holds each seat now, until when, and who comes after them."""
    return _lines(uow, plan, in_force(uow, plan, now, now + AHEAD), now)


def _lines(uow: UnitOfWork, plan: Plan, rota: Rota, now: datetime) -> list[str]:
    by_seat: dict[str, list[Span]] = {}
    for span in spans(rota, now, now + AHEAD):
        by_seat.setdefault(span.seat, []).append(span)
    holiday = holiday_words(plan) if now.astimezone(rota.zone).date() in rota.holidays else ""
    lines = [
        f"{plan.name}, {seat_words(seat.name)}{_why_now(seat, by_seat[seat.name][0], holiday)}: "
        f"{_seat_words(uow, plan, by_seat[seat.name], now)}"
        for seat in rota.seats
    ]
    return [*lines, f"To reach whoever is on: {plan.reach}"] if plan.reach else lines


def holiday_words(plan: Plan) -> str:
    """The holiday a rota keeps, in words: “bank holiday in England”."""
    return f"bank holiday in {plan.nation.replace('_', ' ').title()}" if plan.nation else "bank holiday"


def _why_now(seat: Seat, span: Span, holiday: str) -> str:
    """Today's holiday, in brackets, where it changes who is on."""
    is_moved = isinstance(span.duty, Holder) and span.duty.because is Because.BANK_HOLIDAY
    is_shut = seat.in_hours and isinstance(span.duty, Closed)
    return f" ({holiday})" if holiday and (is_moved or is_shut) else ""


def seat_words(seat: str) -> str:
    """A seat as people call it: “on call” for `on_call`."""
    return seat.replace("_", " ")


def _seat_words(uow: UnitOfWork, plan: Plan, found: list[Span], now: datetime) -> str:
    here = zone(uow)
    current, later = found[0], _after(found)
    words = duty_words(uow, plan, current)
    if current.end - now < AHEAD - timedelta(minutes=1):
        words += f" until {moment(current.end, here, now)}"
    if later is None:
        return f"{words}."
    return f"{words}. Next: {duty_words(uow, plan, later)} from {moment(later.start, here, now)}."


def _after(found: list[Span]) -> Span | None:
    """The next turn of somebody else, or the next gap; hours in which nobody is needed are passed over."""
    return next((s for s in found[1:] if not isinstance(s.duty, Closed) and s.duty != found[0].duty), None)


def duty_words(uow: UnitOfWork, plan: Plan, span: Span) -> str:
    """Who holds a seat, or that nobody does and why."""
    match span.duty:
        case Holder(person=person):
            return _name(uow, person)
        case Gap() as gap:
            by = whoever_left(uow, plan, span)
            return f"NOBODY ({f'left open by {_name(uow, by)}' if by else why_open(uow, gap)})"
        case _:
            return "closed now"


def why_open(uow: UnitOfWork, gap: Gap) -> str:
    """Why nobody holds a seat: “Priya Shah is away and nobody stands in yet”. Never why she is away."""
    if gap.reason is GapReason.AWAY and gap.person and _has_left(uow, gap.person):
        return f"{_name(uow, gap.person)} has left and nobody stands in yet"
    return _WHY_OPEN[gap.reason].format(person=_name(uow, gap.person) if gap.person else "somebody")


def who_can_approve(tools: Tools, words: str) -> Shown:
    """`/rota who @x`: who may approve for the account now and tonight, the one on duty first."""
    with tools.store.read() as uow:
        handle = _handle(words)
        account = account_named(handle, uow.accounts.all())
        if account is None:
            return told(no_such_account(handle, uow.accounts.all()), "I do not know that account")
        now, here = uow.now(), zone(uow)
        tonight = max(now, first(datetime.combine(now.astimezone(ZoneInfo(here)).date(), TONIGHT), ZoneInfo(here)))
        times = [("Now", now)] + ([("Tonight", tonight)] if tonight > now else [])
        lines = [f"{title}, {moment(at, here, now)}: {able_words(uow, account, at)}" for title, at in times]
        is_open = any("Nobody" in line for line in lines)
        lines += published(account)
        return Notice(f"Who can approve for @{account.handle}", tuple(lines), Tone.WARNING if is_open else Tone.INFO)


def _handle(words: str) -> str:
    """The account in “who can approve for @x”; without an @, the last word."""
    typed = words.split()
    return next((word for word in typed if word.startswith("@")), typed[-1] if typed else "")


def present_approvers(uow: UnitOfWork, account: Account, at: datetime) -> list[Person]:
    """Everybody on the account's list of approvers who is not away at this instant."""
    able = holders(account, Role.APPROVE, uow.people.all(), uow.accounts.grants(account.id))
    return [holder.person for holder in able if not is_away(uow, holder.person.id, at)]


def able_words(uow: UnitOfWork, account: Account, at: datetime) -> str:
    """Who may approve for the account at this instant, the one on duty first, in a sentence."""
    able = present_approvers(uow, account, at)
    watch = watching(uow, account.id, at)
    on = uow.people.get(watch.person) if watch and watch.person else None
    others = names([p.name for p in able if on is None or p.id != on.id], joined_by="and")
    if not able:
        return "Nobody on the list of approvers is there. Tell a communications lead."
    if on is None:
        return f"{others} may approve. Nobody is on duty." if watch else f"{others} may approve."
    role = "at the desk" if watch and watch.is_in_hours else "on call"
    if on not in able:
        return f"{on.name} is {role} but not on the list of approvers. {others} may approve."
    also = f" {others} may approve as well." if others else ""
    return f"{on.name} is {role} and may approve.{also}"


def _has_left(uow: UnitOfWork, person: PersonId) -> bool:
    """Whether they are gone for good. Whoever is suspended counts as away: it is nobody's business why (S68)."""
    known = uow.people.get(person)
    return known is not None and known.standing is Standing.LEFT


def _name(uow: UnitOfWork, person: PersonId) -> str:
    return name_of(uow, person)
