"""`countersign rota hours`: what everybody did in a month beside the day job (S74), as a table or for programs."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from bot.adapters.drawing import draw_hours
from bot.cli.opening import house, out, stop
from bot.cli.tables import show_table
from bot.core.duty_figures import MEANING, Figures, span_words
from bot.core.ids import PersonId
from bot.core.refusals import Refusal
from bot.core.rota.proposal import hours as hours_words
from bot.use_cases.duty_report import Overload, Report, chart_of, month_named, report

_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
_HEADS = (
    "Office hours",
    "On call",
    "Unsocial",
    "Callouts",
    "Approved",
    "Sent back",
    "Rejected",
    "Decided at night",
    "Half took at most",
)


@click.command()
@click.option("--month", default="", help="Such as 2026-10 or October; the present one by default.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
@click.option("--png", type=click.Path(dir_okay=False, path_type=Path), help="Draw the hours as a picture as well.")
def hours(*, month: str, as_json: bool, png: Path | None) -> None:
    """Say what everybody did in a month: hours on duty, callouts and decisions.

    By the rotas as they were at each moment, with leave, cover, swaps and changes by hand.

    With --json: {"month", "from", "to", "is_whole", "people": [{"person", "name", "hours_in_office_hours",
    "hours_on_call", "hours_unsocial", "callouts", "callouts_at_night", "approved", "asked_for_changes", "rejected",
    "decided_at_night", "median_minutes"}], "too_much": [{"person", "says"}]}. "from" and "to" are in UTC;
    "median_minutes" is null where nothing was decided.
    """
    with house() as built, built.store.read() as uow:
        meant = month_named(uow, month)
        if isinstance(meant, Refusal):
            stop(meant.words)
        found = report(uow, meant)
        names = {person.id: person.name for person in uow.people.all()}
        if png:
            png.write_bytes(draw_hours(chart_of(uow, found)).content)
    if as_json:
        click.echo(json.dumps(_as_json(found, names), ensure_ascii=False))
        return
    _show(found, names)
    if png:
        out.print(f"Drawn into {png}.", markup=False)


def _as_json(found: Report, names: dict[PersonId, str]) -> dict[str, Any]:
    return {
        "month": f"{found.month.first:%Y-%m}",
        "from": found.month.start.isoformat(),
        "to": found.until.isoformat(),
        "is_whole": found.until >= found.month.end,
        "people": [_person(person, names.get(person, person), of) for person, of in found.figures.items()],
        "too_much": [{"person": each.person, "says": _of(each, names)} for each in found.overloads],
    }


def _of(overload: Overload, names: dict[PersonId, str]) -> str:
    return f"{names.get(overload.person, overload.person)} {overload.words}"


def _person(person: PersonId, name: str, of: Figures) -> dict[str, Any]:
    return {
        "person": person,
        "name": name,
        "hours_in_office_hours": of.worked.in_hours / _HOUR,
        "hours_on_call": of.worked.out_of_hours / _HOUR,
        "hours_unsocial": of.worked.unsocial / _HOUR,
        "callouts": of.callouts,
        "callouts_at_night": of.night_callouts,
        "approved": of.approved,
        "asked_for_changes": of.asked_for_changes,
        "rejected": of.rejected,
        "decided_at_night": of.decided_at_night,
        "median_minutes": None if of.median is None else of.median / _MINUTE,
    }


def _show(found: Report, names: dict[PersonId, str]) -> None:
    for overload in found.overloads:
        out.print(_of(overload, names), style="bold yellow", markup=False)
    if not found.figures:
        out.print(f"Nobody was on duty, was called out or decided anything in {found.when}.", markup=False)
        return
    table = Table("Person", *_HEADS, title=f"Duty and decisions, {found.when}")
    for person, of in found.figures.items():
        table.add_row(names.get(person, person), *_row(of))
    show_table(table)
    for sentence in MEANING:
        out.print(sentence, style="dim", markup=False)


def _row(of: Figures) -> tuple[str, ...]:
    worked = of.worked
    counts = (of.approved, of.asked_for_changes, of.rejected, of.decided_at_night)
    return (
        *(hours_words(time) for time in (worked.in_hours, worked.out_of_hours, worked.unsocial)),
        f"{of.callouts} ({of.night_callouts} at night)" if of.night_callouts else str(of.callouts),
        *map(str, counts),
        span_words(of.median) if of.median is not None else "",
    )
