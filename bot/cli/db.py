"""`countersign db`: the tables of the database."""

from collections.abc import Callable

import click

from bot.adapters.store import migrate
from bot.cli.opening import out, settings, stop
from bot.use_cases.ports import BusyError


@click.group()
def db() -> None:
    """The tables of the database: bring them up to date, see their version."""


@db.command()
@click.option("--to", default="head", show_default=True, help="The version to go to.")
def upgrade(to: str) -> None:
    """Create the tables or bring them up to date. Safe to run again."""
    _guarded(migrate.upgrade, to)


@db.command()
@click.argument("to")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def downgrade(to: str, *, yes: bool) -> None:
    """Take the tables back to version TO ("base" removes them with everything in them)."""
    if not yes and not click.confirm("Going back may remove data for good. Is there a backup, and shall it be done?"):
        stop("Nothing was changed.")
    _guarded(migrate.downgrade, to)


@db.command()
def current() -> None:
    """Show the version of the tables and the newest there is."""
    url = settings().database_url
    out.print(f"Tables: {migrate.current(url) or 'none yet'} · newest: {migrate.head()}", markup=False)


def _guarded(step: Callable[[str, str], None], to: str) -> None:
    url = settings().database_url
    try:
        step(url, to)
    except BusyError as busy:
        stop(f"The database cannot be used just now: {busy} Nothing was changed.")
    out.print(f"Tables: {migrate.current(url) or 'none'}", style="green")
