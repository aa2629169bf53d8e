"""`countersign rota leave`: somebody's leave from an iCalendar file, said back in words before it is entered."""

import getpass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.adapters.calendar import leave as calendars
from bot.cli.opening import SEE_PEOPLE, house, out, stop
from bot.core.ids import PersonId
from bot.core.people import Standing
from bot.core.rota.said import MIDDAY, in_words
from bot.policy.suggestions import did_you_mean
from bot.use_cases.leave_reading import AHEAD, enter_from_file, not_yet_entered
from bot.use_cases.ports_calendar import NoLeave

LARGEST = 1_048_576
"""Bytes of a calendar file; a year of leave takes a few thousand."""


@click.command()
@click.argument("person")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Enter it without asking.")
def leave(person: str, file: Path, *, yes: bool) -> None:
    """Enter the leave of PERSON (their key in org.yaml) that an iCalendar FILE holds.

    Every event that does not leave its time free is time away. Only the times are kept, never why.
    """
    if file.stat().st_size > LARGEST:
        stop(f"{file} is larger than a calendar of leave is (1 MB). Nothing was entered.")
    key = PersonId(person)
    with house() as built:
        with built.store.read() as uow:
            known, organisation, now = uow.people.get(key), uow.people.organisation(), uow.now()
            if known is None:
                hint = did_you_mean(person, [p.id for p in uow.people.all()], SEE_PEOPLE)
                stop(f"“{person}” is not one of the people. {hint}")
            if known.standing is Standing.LEFT:
                stop(f"{known.name} has left, so there is no leave to enter. Nothing was entered.")
            here = ZoneInfo(organisation.zone if organisation else "Europe/London")
            found = calendars.read(file.read_bytes(), here, now, now + AHEAD + timedelta(days=1))
            if isinstance(found, NoLeave):
                stop(f"{found.what} Nothing was entered.")
            new = not_yet_entered(uow, key, found)
        if not new:
            out.print(f"There is nothing new for {known.name} in {file}.", markup=False)
            return
        out.print(f"{known.name} is away:", style="bold", markup=False)
        for each in new:
            out.print(f"  {in_words(each, here, organisation.midday if organisation else MIDDAY)}", markup=False)
        if not (yes or click.confirm("Enter this, and seek cover for it?")):
            stop("Nothing was entered.")
        entered = enter_from_file(built.tools, key, found, f"terminal:{getpass.getuser()}")
        out.print(f"Entered: {len(entered)}. Cover is sought for their shifts.", style="green", markup=False)
