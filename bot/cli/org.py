"""`countersign org`: check, apply and export org.yaml."""

import getpass
from pathlib import Path

import click

from bot import wiring
from bot.adapters import org_file
from bot.cli.opening import err, house, out, stop
from bot.core.organisation import Change
from bot.core.organisation_notes import notes, of_restrictions
from bot.core.refusals import Refusal
from bot.use_cases import organisation, published_hours

COLOURS = {"+": "green", "−": "red", "~": "yellow"}


@click.group()
def org() -> None:
    """People, accounts and roles: one readable file, shown as a difference before it is put into force."""


@org.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> None:
    """Say what FILE would change, and change nothing."""
    _, read = _read(file)
    with house() as built:
        _show(organisation.difference(built.store, read.whole, read.unsaid))
        _say_of_hours(built, read)
        _say_of_set_up(read)
        if refusal := organisation.objection(built.store, read.whole, read.unsaid):
            out.print(f"! It cannot be applied as it is. {refusal.words}", style="red", markup=False)


@org.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask before applying.")
def apply(file: Path, *, yes: bool) -> None:
    """Show what FILE changes, ask, and put it into force as a whole."""
    source, read = _read(file)
    with house() as built:
        found = organisation.difference(built.store, read.whole, read.unsaid)
        _show(found)
        _say_of_set_up(read)
        if _say_of_hours(built, read):
            stop("Nothing was changed: published hours go out as tweets do, and these must be mended first.")
        if not found:
            return
        if not yes and not click.confirm("Put this into force?"):
            stop("Nothing was changed.")
        done = organisation.apply(
            built.store, read.whole, read.unsaid, source=source, by=_who(), cover_answer=built.config.cover_answer
        )
        if isinstance(done, Refusal):
            stop(done.words)
        out.print(f"In force: {_count(len(done.changes))}.", style="green")


@org.command()
def export() -> None:
    """Write the organisation in force to standard output, as the file it came from."""
    with house() as built:
        source = organisation.last_source(built.store)
        if source is None:
            stop("No org.yaml has been applied yet. Start from the sample in the README.")
        with built.store.read() as uow:
            standings = {p.id: p.standing for p in uow.people.all()}
            hours = {a.id: a.hours.words for a in uow.accounts.all()}
        click.echo(org_file.write(source, standings, hours), nl=False)


def _read(file: Path) -> tuple[str, org_file.OrgFile]:
    try:
        source = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        stop(f"{file} is not UTF-8 text. Nothing was changed.")
    found = org_file.read(source, wiring.utc_now().date())
    if not isinstance(found, org_file.OrgFile):
        for problem in found:
            err.print(problem.at(str(file)), style="red", markup=False)
        stop("Nothing was changed; what was in force stays in force.")
    return source, found


def _say_of_hours(built: wiring.House, read: org_file.OrgFile) -> bool:
    """Say what is to be looked at in the published hours (S72); whether they may not come into force."""
    notes = published_hours.notes_on(built.tools, read.whole, read.unsaid)
    for words in notes.lines:
        out.print(f"! {words}", style="red" if notes.blocked else "yellow", markup=False)
    return notes.blocked


def _say_of_set_up(read: org_file.OrgFile) -> None:
    for words in (*notes(read.whole), *of_restrictions(read.whole, wiring.utc_now())):
        out.print(f"! {words}", style="yellow", markup=False)


def _show(found: list[Change]) -> None:
    for change in found:
        out.print(str(change), style=COLOURS[change.sign], markup=False)
    out.print("Nothing would change." if not found else f"{_count(len(found))}.", markup=False)


def _count(number: int) -> str:
    return "1 change" if number == 1 else f"{number} changes"


def _who() -> str:
    """Who is at the terminal, for the record."""
    return f"terminal:{getpass.getuser()}"
