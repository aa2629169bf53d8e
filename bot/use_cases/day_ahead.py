"""The notice of each morning: who is on today and tonight, what is open in the next 14 days, who is away (never why).

It is said when the rota says, by its own clock; rotas of one time share a notice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.accounts import Account
from bot.core.cards import Notice, Tone
from bot.core.due import Claim, Work
from bot.core.people import Person
from bot.core.rota.clock import DAY, first, midnight
from bot.core.rota.duty import Because, Closed, Gap, Holder, Span
from bot.core.rota.plan import Plan
from bot.core.rota.schedule import spans
from bot.core.wording import names, stretch
from bot.use_cases import foreseen, left_open
from bot.use_cases.alarms import first_time
from bot.use_cases.cases import zone
from bot.use_cases.gaps import later_gaps
from bot.use_cases.now_words import duty_words, holiday_words
from bot.use_cases.overload import long_ones
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import in_force
from bot.use_cases.tools import Tools
from bot.use_cases.watched import Channels, by_channel, channels_of, place_words, post

EVERYTHING = "all"
"""The subject of the one DAY_AHEAD row."""
_TOO_LATE = timedelta(hours=4)
"""A morning notice this late is left out: the hand-over notices have said who is on."""
_KEY = "day-ahead"
_WHAT_TO_DO = "Who can take a shift presses the button on its card, or a lead puts somebody on: /rota cover."


def day_ahead(tools: Tools, _claim: Claim) -> None:
    """Say it once a day, and look again tomorrow morning."""
    with tools.store.write() as uow:
        plans = uow.rotas.plans()
        together = [plan for plan in plans if _is_time(plan, uow.now()) and _is_new(uow, plan)]
        if together:
            _say(uow, uow.now().astimezone(ZoneInfo(zone(uow))).date(), together)
        if plans:
            uow.due.at(Work.DAY_AHEAD, EVERYTHING, next_look(uow))


def next_look(uow: UnitOfWork) -> datetime:
    """The next morning of any rota; today's, where it is still to come."""
    return min(_next_morning(plan, uow.now()) for plan in uow.rotas.plans())


def _next_morning(plan: Plan, now: datetime) -> datetime:
    due = _morning(plan, now)
    return due if due > now else _morning(plan, now + DAY)


def _morning(plan: Plan, at: datetime) -> datetime:
    here = plan.rota.zone
    return first(datetime.combine(at.astimezone(here).date(), plan.morning), here)


def _is_time(plan: Plan, now: datetime) -> bool:
    due = _morning(plan, now)
    return due <= now < due + _TOO_LATE


def _is_new(uow: UnitOfWork, plan: Plan) -> bool:
    return first_time(uow, f"{_KEY}:{plan.id}", uow.now().astimezone(plan.rota.zone).date().isoformat())


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of one rota, in every channel of the accounts it watches over."""

    plan: Plan
    channels: Channels
    on: list[str]
    open: list[str]


def _told(uow: UnitOfWork, plan: Plan) -> _Told:
    runs = [run.words for run in long_ones(uow, plan)]
    return _Told(plan, channels_of(uow, plan), list(_on_lines(uow, plan)), [*foreseen.gap_lines(uow, plan), *runs])


def _say(uow: UnitOfWork, today: date, plans: list[Plan]) -> None:
    rotas = [_told(uow, plan) for plan in plans]
    watched = [account for told in rotas for each in told.channels.values() for account in each]
    bereft = foreseen.unnoticed_bereft(uow, foreseen.looking_ahead(uow))
    away = foreseen.away_now(uow, midnight(today + DAY, ZoneInfo(zone(uow))))
    for channel, accounts in by_channel(watched).items():
        here = [told for told in rotas if channel in told.channels]
        still_open = [
            *foreseen.bereft_lines(uow, foreseen.of_accounts(bereft, accounts)),
            *(line for told in here for line in told.open),
            *later_gaps(uow, accounts, foreseen.looking_ahead(uow)[1]),
        ]
        lines = [line for told in here for line in told.on] + still_open + [_WHAT_TO_DO] * bool(still_open)
        lines += left_open.lines(uow, [told.plan for told in here], accounts, foreseen.looking_ahead(uow)[1])
        if concerned := _concerned(uow, away, [told.plan for told in here], accounts):
            lines.append(f"Away today: {names(concerned, joined_by='and', at_most=30)}.")
        title = f"{today:%A} {today.day} {today:%B}: who is on today and tonight"
        tone = Tone.WARNING if still_open else Tone.INFO
        post(uow, f"{_KEY}:{today.isoformat()}:{plans[0].id}", accounts, Notice(title, tuple(lines), tone))


def _on_lines(uow: UnitOfWork, plan: Plan) -> Iterator[str]:
    """Everybody on duty until tomorrow's notice, in the order they begin."""
    start, end = uow.now(), _morning(plan, uow.now() + DAY)
    found = spans(in_force(uow, plan, start, end + DAY), start, end + DAY)
    for span in sorted(found, key=lambda span: span.start):
        if span.start < end and not isinstance(span.duty, Closed):
            yield f"{plan.name}, {_span_words(uow, plan, span)}"


def _span_words(uow: UnitOfWork, plan: Plan, span: Span) -> str:
    who = duty_words(uow, plan, span)
    on = who if isinstance(span.duty, Gap) else f"{who} is {place_words(plan, span.seat)}"
    moved = isinstance(span.duty, Holder) and span.duty.because is Because.BANK_HOLIDAY
    why = f", on call instead of in hours: {holiday_words(plan)}" if moved else ""
    return f"{stretch(span.start, span.end, zone(uow), uow.now())}: {on}{why}."


def _concerned(uow: UnitOfWork, people: list[Person], plans: list[Plan], accounts: list[Account]) -> list[str]:
    """The names of those who are in these rotas, or have a role on these accounts."""
    on_rota = {person for plan in plans for person in plan.people()}
    ids = {account.id for account in accounts}
    with_role = {grant.person for grant in uow.accounts.grants() if grant.account in ids}
    return [person.name for person in people if person.id in on_rota | with_role]
