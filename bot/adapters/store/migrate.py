"""Bringing a database to the tables this version needs. The steps themselves are in migrations/."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import alembic.command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

import bot
from bot.adapters.store.engine import WAIT_FOR_LOCK, Database, parse


def upgrade(url: str, to: str = "head") -> None:
    """Bring the database up to this version, creating it if need be: all steps or none. Raises BusyError."""
    with _database(url) as database, database.transaction(writing=True) as transaction:
        alembic.command.upgrade(_config(transaction.connection), to)


def downgrade(url: str, to: str) -> None:
    """Take the database back to a version such as `0001`, or to `base`: nothing at all. Raises BusyError."""
    with _database(url) as database, database.transaction(writing=True) as transaction:
        alembic.command.downgrade(_config(transaction.connection), to)


def current(url: str) -> str | None:
    """The version the database is at, or None if it is not there or has no tables of ours. Raises BusyError."""
    address = parse(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        return None  # looking must not create it
    with _database(url) as database, database.transaction(writing=False) as transaction:
        return MigrationContext.configure(transaction.connection).get_current_revision()


def head() -> str:
    """The version this code needs."""
    version = ScriptDirectory.from_config(_config()).get_current_head()
    assert version is not None, "there are migrations, so there is a last one"
    return version


def is_current(url: str) -> bool:
    """Whether the database is at the version this code needs. Raises BusyError."""
    return current(url) == head()


def scripts() -> Path:
    """Where the steps are: inside the package once installed, beside it in a checkout."""
    package = Path(bot.__file__).parent
    packaged = package / "_migrations"
    return packaged if packaged.is_dir() else package.parent / "migrations"


@contextmanager
def _database(url: str) -> Iterator[Database]:
    # Written so that it works through PgBouncer too: whoever upgrades need not know what stands in between.
    database = Database(url, None, WAIT_FOR_LOCK, pgbouncer=True)
    try:
        yield database
    finally:
        database.engine.dispose()


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
