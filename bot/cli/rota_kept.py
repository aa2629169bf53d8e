"""`countersign rota show, plan, who`: the organisation's own rotas, from the database. By a file: rota.py."""

import getpass
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.table import Table
from rich.text import Text

from bot.adapters.drawing import draw_week
from bot.adapters.rota_times import YEARS, TimeError, instant
from bot.cli.opening import house, out, stop
from bot.cli.tables import show_table
from bot.core.accounts import Account
from bot.core.authority import account_named
from bot.core.ids import PersonId
from bot.core.refusals import Refusal
from bot.core.rota.clock import DAY, local
from bot.core.rota.diary import NOBODY, seat_words
from bot.core.rota.plan import Plan
from bot.core.rota.proposal import hours, why_chosen, why_passed
from bot.core.rota.said import times
from bot.core.rota.week import DAYS, Bar, Block, Line, Week, day_words
from bot.use_cases.cases import zone
from bot.use_cases.now_words import zone_note
from bot.use_cases.plan_words import hardship_lines, hole_lines, run_lines, turn_times, turns
from bot.use_cases.planning import enter
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.proposing import Proposed, proposed
from bot.use_cases.rota_named import rota_named
from bot.use_cases.rota_week import week_in_force
from bot.use_cases.who_is_on import able_words, plan_lines


class Day(click.DateTime):
    """A date within the years a rota can be asked about."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        read: datetime = super().convert(value, param, ctx)
        if read.year not in YEARS:
            self.fail(f"the year {read.year} is too far away.", param, ctx)
        return read


DATE = Day(formats=["%Y-%m-%d"])
_LONGEST_QUARTER = timedelta(days=92)


@click.command()
@click.argument("rota", default="")
@click.option("--week", "day", type=DATE, help="A day of the week to show; this week by default.")
@click.option("--png", type=click.Path(dir_okay=False, path_type=Path), help="Write it as a picture as well.")
def show(rota: str, *, day: datetime | None, png: Path | None) -> None:
    """Show a week of ROTA (its name or key; not needed where there is only one)."""
    with house() as built, built.store.read() as uow:
        plan = _named(uow, rota)
        week = week_in_force(uow, plan, day.date() if day else local(uow.now(), plan.rota.zone).date())
    show_table(_table(week))
    for gap in week.gaps:
        out.print(f"{NOBODY} {times((gap.start, gap.end), week.zone)}: {gap.why}", style="bold red", markup=False)
    if png:
        png.write_bytes(draw_week(week).content)
        out.print(f"Drawn into {png}.", markup=False)


@click.command()
@click.argument("rota", default="")
@click.option("--from", "first", type=DATE, required=True, help="The first of the three months to plan.")
@click.option("--apply", "enters", is_flag=True, help="Enter the shifts, after asking.")
@click.option("--yes", is_flag=True, help="Do not ask before entering them.")
def plan(rota: str, *, first: datetime, enters: bool, yes: bool) -> None:
    """Propose who is on in ROTA for three months, fairest first, with the reason for each choice."""
    with house() as built:
        with built.store.read() as uow:
            meant = _named(uow, rota)
            _not_over(first.date(), local(uow.now(), meant.rota.zone).date())
            found = proposed(uow, meant, first.date())
            names = {person.id: person.name for person in uow.people.all()}
        _show_plan(found, names)
        if not enters:
            return
        if not yes and not click.confirm("Enter these shifts?"):
            stop("Nothing was entered.")
        with built.store.write() as uow:
            done = enter(uow, found.about, f"terminal:{getpass.getuser()}", "An administrator")
        if isinstance(done, Refusal):
            stop(done.words)
        out.print(f"Entered: {len(done.proposal.assigned)} shifts.", style="green")


def _not_over(first: date, today: date) -> None:
    if first + _LONGEST_QUARTER <= today:
        stop(f"The three months from {first:%d %B %Y} are over. Give a day from which there is still time to plan.")


@click.command()
@click.option(
    "--at", "moment", default="", help="A moment with its offset, such as 2026-06-01T21:00+01:00; now if none."
)
@click.option("--account", default="", help="Say who watches over this account, and who may approve for it.")
def who(*, moment: str, account: str) -> None:
    """Say who is on in every rota, until when, and who comes next."""
    with house() as built, built.store.read() as uow:
        organisation = uow.people.organisation()
        at = _moment(moment, ZoneInfo(organisation.zone)) if moment and organisation else uow.now()
        lines = list(_who(uow, account, at))
    for line in lines:
        out.print(line, style="bold red" if NOBODY in line or "Nobody" in line else None, markup=False)


def _who(uow: UnitOfWork, account: str, at: datetime) -> Iterator[str]:
    if account:
        meant = _account(uow, account)
        yield f"@{meant.handle}: {able_words(uow, meant, at)}"
        return
    plans = uow.rotas.plans()
    if not plans:
        stop("No rota is set up yet. It is described in org.yaml, under “rotas”.")
    for plan in plans:
        yield from plan_lines(uow, plan, at)
    yield f"At {at.astimezone(ZoneInfo(zone(uow))):%a %d %b %Y %H:%M}. {zone_note(uow, at)}"


def _account(uow: UnitOfWork, account: str) -> Account:
    meant = account_named(account, uow.accounts.all())
    if meant is None:
        stop(f"@{account.lstrip('@')} is not one of the organisation's accounts. See `countersign accounts list`.")
    return meant


def _moment(words: str, zone: ZoneInfo) -> datetime:
    try:
        return instant(words, zone)
    except TimeError as wrong:
        stop(str(wrong))


def _named(uow: UnitOfWork, words: str) -> Plan:
    found = rota_named(uow, words)
    return stop(found.words) if isinstance(found, Refusal) else found


def _table(week: Week) -> Table:
    """A row for each day, a column for each seat."""
    table = Table("Day", *(line.label.capitalize() for line in week.lines), title=week.title, show_lines=True)
    for n in range(DAYS):
        day = week.monday + n * DAY
        table.add_row(day_words(day), *(_cell(week, line, n) for line in week.lines))
    table.caption = f"Times are those of {week.zone.key}."
    return table


def _cell(week: Week, line: Line, n: int) -> Text:
    start, end = week.edges[n], week.edges[n + 1]
    cell = Text()
    for block in line.blocks:
        if block.start < end and block.end > start:
            words = f"{_begins(max(block.start, start), week)}–{_ends(min(block.end, end), week)} {block.words}"
            cell.append(f"{words}\n", style=_style(block))
    cell.rstrip()
    return cell


def _style(block: Block) -> str:
    return {Bar.GAP: "bold red", Bar.AWAY: "dim", Bar.HELD: ""}[block.kind]


def _begins(at: datetime, week: Week) -> str:
    return f"{local(at, week.zone):%H:%M}"


def _ends(at: datetime, week: Week) -> str:
    """As people say it: a day ends at 24:00."""
    return "24:00" if at in week.edges else _begins(at, week)


def _show_plan(found: Proposed, names: dict[PersonId, str]) -> None:
    zone, proposal = found.plan.rota.zone, found.proposal
    table = Table("Turn", "Seat", "Person", "Why", "Others", title=found.title)
    for turn in turns(proposal.assigned):
        shift, why = turn[0].shift, turn[0].why
        person = names.get(shift.person, shift.person)
        table.add_row(
            turn_times(turn, zone), seat_words(shift.seat), person, why_chosen(why, zone), why_passed(why.passed, names)
        )
    show_table(table)
    carried = Table("Person", "Hours", "Unsocial", "On call", title="Hours each")
    for key, load in sorted(proposal.loads.items(), key=lambda item: -item[1].hours):
        on_call = hours(proposal.on_call.get(key, timedelta()))
        carried.add_row(names.get(key, key), hours(load.hours), hours(load.unsocial), on_call)
    show_table(carried)
    for line in (*hardship_lines(proposal, names, zone), *run_lines(found, names)):
        out.print(line, style="yellow", markup=False)
    for line in hole_lines(proposal.holes, names, zone):
        out.print(line, style="bold red", markup=False)
