"""`countersign records`: is the log whole, and what does it say."""

import csv
import json
import sys
from collections.abc import Iterator
from typing import Any

import click
from rich.progress import Progress

from bot.cli.csv_cells import inert
from bot.cli.opening import err, house, out, stop
from bot.core.records import Record
from bot.use_cases import records as use_case

COLUMNS = ("number", "at", "kind", "actor", "subject", "body", "hash")


@click.group()
def records() -> None:
    """The tamper-evident log of everything that was decided, refused, edited and published."""


@records.command()
@click.option("--expect", metavar="HASH", help="The last line's hash as you noted it earlier; it must be in the log.")
def verify(expect: str | None) -> None:
    """Walk the whole chain and say where it is not what was written. Exit code 1 if it is not whole."""
    with house() as built, Progress(console=err, transient=True) as progress:
        with built.store.read() as uow:
            total = uow.records.head()[0]
        task = progress.add_task("Reading the log", total=total)
        found = use_case.verify(built.store, lambda number: progress.update(task, completed=number))
        noted = expect is None or any(record.hash == expect for record in use_case.each(built.store))
    for broken in found.breaks:
        err.print(broken.what, style="red", markup=False)
    if not noted:
        err.print("The hash you noted is not in this log: lines were replaced since then.", style="red")
    if found.breaks or not noted:
        stop("The log is not whole. Keep a copy of the database as it is now, and ask who has had access to it.")
    lines = "1 line" if found.lines == 1 else f"{found.lines} lines"
    out.print(f"The log is whole: {lines}.", style="green")
    out.print(f"Last hash: {found.head}  (note it somewhere else; `--expect` compares with it later)", markup=False)


@records.command()
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True)
def export(form: str) -> None:
    """Write every line to standard output, as CSV for a spreadsheet or as JSON lines."""
    with house() as built:
        rows = (_row(record) for record in use_case.each(built.store))
        (_write_csv if form == "csv" else _write_jsonl)(rows)


def _row(record: Record) -> dict[str, Any]:
    return {
        "number": record.number,
        "at": record.at.isoformat(),
        "kind": record.kind,
        "actor": record.actor,
        "subject": record.subject,
        "body": record.body,
        "hash": record.hash,
    }


def _write_csv(rows: Iterator[dict[str, Any]]) -> None:
    writer = csv.DictWriter(sys.stdout, COLUMNS)
    writer.writeheader()
    for row in rows:
        writer.writerow({**row, "body": inert(json.dumps(row["body"], ensure_ascii=False))})


def _write_jsonl(rows: Iterator[dict[str, Any]]) -> None:
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))
