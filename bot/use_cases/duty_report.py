"""`/rota hours`: what people did in a month beside the day job (S74). One's own figures; a lead sees everybody's.

By every rota as it was at each moment, with what was entered in it. The counting is core/duty_figures.py's.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.core.authority import may_lead
from bot.core.cards import Notice, Tone
from bot.core.duty_figures import MEANING, Figures, figures, in_words
from bot.core.forms import Shown
from bot.core.ids import PersonId, RotaId
from bot.core.months import Month, before, month_meant, month_of
from bot.core.people import ChatIdentity, Person
from bot.core.refusals import Refusal
from bot.core.rota.duty import Span
from bot.core.rota.plan import Plan
from bot.core.rota.proposal import Chart, Share
from bot.core.rota.schedule import Rota, cut, spans
from bot.core.rota.week import days_words
from bot.core.rota.worked import NOT_ON_DUTY, Timesheet, Worked
from bot.core.wording import names
from bot.use_cases.cases import acting, name_of, told, zone
from bot.use_cases.overload import EARLIER, above_half, too_long
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_calendar import Drawings
from bot.use_cases.rota_pictures import Drawn, ask_for
from bot.use_cases.rotas import as_it_was
from bot.use_cases.tools import Tools

MONTH = "month"
"""The picture of hours in a month, as a due row calls it."""
_SHOWN, _PER_LINE, _BARS, _MONTHS = 60, 6, 40, 6
"""People told on a card, and in one part of it; people in the picture; months in the picture of one's own."""


class Overload(NamedTuple):
    """Something that was too much for somebody, in words that go on after their name."""

    person: PersonId
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """What everybody did in a month, those with most hours first; `until` is its end, or now where it goes on still."""

    month: Month
    until: datetime
    figures: Mapping[PersonId, Figures]
    overloads: tuple[Overload, ...]

    @property
    def when(self) -> str:
        """Which time it is of: "October 2026", "November 2026, so far"."""
        return self.month.name if self.until >= self.month.end else f"{self.month.name}, so far"


def month_named(uow: UnitOfWork, words: str) -> Month | Refusal:
    """The month somebody means, by the organisation's clock."""
    here = ZoneInfo(zone(uow))
    return month_meant(words, uow.now().astimezone(here).date(), here)


def report(uow: UnitOfWork, month: Month) -> Report:
    """The figures of a month. Reads only."""
    until = min(month.end, uow.now())
    known = list(_as_they_were(uow, month.start - EARLIER, until))
    timesheet = _timesheet(known, month.start, until)
    called = [c for c in uow.escalations.callouts(month.start, until) if month.start <= c.start < until]
    decided = uow.figures.decided(month.start, until)
    found = figures(timesheet.worked(), called, decided, ZoneInfo(zone(uow)))
    in_order = sorted(found.items(), key=lambda item: (-item[1].worked.whole, -item[1].decided, item[0]))
    return Report(month, until, dict(in_order), tuple(_overloads(uow, month, known, timesheet)))


class _Known(NamedTuple):
    """A rota as it was for a time, and who was on it."""

    plan: Plan
    rota: Rota
    spans: list[Span]


def _as_they_were(uow: UnitOfWork, start: datetime, end: datetime) -> Iterator[_Known]:
    for era in uow.rotas.history(start, end) if start < end else ():
        rota = as_it_was(uow, era)
        yield _Known(era.plan, rota, spans(rota, era.start, era.end))


def _timesheet(known: Iterable[_Known], start: datetime, end: datetime) -> Timesheet:
    timesheet = Timesheet()
    for each in known:
        timesheet.add(each.plan.id, each.rota, cut(each.spans, start, end), each.plan.desk)
    return timesheet


def _overloads(uow: UnitOfWork, month: Month, known: Iterable[_Known], timesheet: Timesheet) -> Iterator[Overload]:
    """Too many days in a row, and once the month is over more than half of all time on call."""
    plans: dict[RotaId, Plan] = {}
    found: dict[RotaId, list[Span]] = {}
    for each in known:
        plans[each.plan.id] = each.plan
        found.setdefault(each.plan.id, []).extend(each.spans)
    for key, plan in plans.items():
        runs = [run for run in too_long(found[key], plan) if run.last >= month.first]
        for person, theirs in groupby(runs, key=lambda run: run.person):
            days = names([days_words(run.first, run.last) for run in theirs], joined_by="and")
            yield Overload(person, f"was on duty in {plan.name} for more than {plan.most_days} days in a row: {days}.")
        for person, share in above_half(timesheet.on_call_shares(key)) if uow.now() >= month.end else ():
            when = f"of all time on call in {plan.name} in {month.name}"
            yield Overload(person, f"carried {share:.0%} {when}: nobody should carry more than half.")


def hours(tools: Tools, person: Person, _who: ChatIdentity, words: str) -> Shown:
    """`/rota hours`, with a month where it is not the present one."""
    with tools.store.read() as uow:
        month = month_named(uow, words)
        if isinstance(month, Refusal):
            return told(month, "Which month?")
        me = acting(uow, person)
        found = report(uow, month)
        shown = _everybody(uow, found) if may_lead(me) is None else _own(found, me)
    if not found.figures or not tools.drawings or not tools.chats:
        return shown
    with tools.store.write() as uow:
        ask_for(uow, MONTH, person.id, None, month.first)
    more = "The hours as a picture are on their way to your direct messages with Countersign."
    return Notice(shown.title, (*shown.lines, more), shown.tone)


def _everybody(uow: UnitOfWork, found: Report) -> Notice:
    title = f"Duty and decisions, {found.when}"
    if not found.figures:
        return Notice(title, ("Nobody was on duty, was called out or decided anything.",))
    each = [f"• {name_of(uow, person)}: {in_words(of)}" for person, of in found.figures.items()]
    parts = ["\n".join(each[n : n + _PER_LINE]) for n in range(0, min(len(each), _SHOWN), _PER_LINE)]
    hidden = len(each) - _SHOWN
    command = f"countersign rota hours --month {found.month.first:%Y-%m}"
    more = [f"… and {hidden} more people: {command} shows them all."] if hidden > 0 else []
    warnings = [f"{name_of(uow, overload.person)} {overload.words}" for overload in found.overloads]
    return Notice(title, (*warnings, *parts, *more, " ".join(MEANING)), Tone.WARNING if warnings else Tone.INFO)


def _own(found: Report, me: Person) -> Notice:
    title = f"Your duty and decisions, {found.when}"
    if me.id not in found.figures:
        return Notice(title, ("You were not on duty, were not called out and decided nothing.",))
    mine = [overload.words for overload in found.overloads if overload.person == me.id]
    warnings = [f"You {words.replace('was ', 'were ', 1) if words.startswith('was ') else words}" for words in mine]
    lines = (*warnings, in_words(found.figures[me.id]), " ".join(MEANING), "Leads see the figures of everybody.")
    return Notice(title, lines, Tone.WARNING if warnings else Tone.INFO)


def draw_month(uow: UnitOfWork, drawings: Drawings, person: Person, first: date) -> Drawn | None:
    """For a lead everybody's hours in the month, for anybody else their own in the six months that end with it."""
    month = month_of(first, ZoneInfo(zone(uow)))
    chart = chart_of(uow, report(uow, month)) if may_lead(person) is None else _chart_of_own(uow, person, month)
    return (chart.title, drawings.hours(chart)) if chart.shares else None


def chart_of(uow: UnitOfWork, found: Report) -> Chart:
    """Everybody's hours in the month as bars; whoever only decided has none."""
    on_duty = [(person, of.worked) for person, of in found.figures.items() if of.worked.whole]
    shares = tuple(_share(name_of(uow, person), worked) for person, worked in on_duty[:_BARS])
    return Chart(f"Hours on duty, {found.when}", shares)


def _chart_of_own(uow: UnitOfWork, person: Person, month: Month) -> Chart:
    months = [month]
    while len(months) < _MONTHS:
        months.insert(0, month_of(before(months[0].first), ZoneInfo(zone(uow))))
    known = list(_as_they_were(uow, months[0].start, min(month.end, uow.now())))
    carried = [_timesheet(known, m.start, m.end).worked().get(person.id, NOT_ON_DUTY) for m in months]
    shares = tuple(_share(each.name, worked) for each, worked in zip(months, carried, strict=True))
    title = f"Your hours on duty, {months[0].name} to {month.name}"
    return Chart(title, shares if any(worked.whole for worked in carried) else ())


def _share(name: str, worked: Worked) -> Share:
    return Share(name, worked.out_of_hours - worked.unsocial_on_call, worked.unsocial_on_call, worked.in_hours)
