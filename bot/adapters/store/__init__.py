"""The database, SQLite or PostgreSQL, behind the ports of use_cases. Nothing outside this package speaks SQL."""

from datetime import timedelta

from bot.adapters.store.engine import WAIT_FOR_LOCK, Clock, Database, UnusableAddressError
from bot.adapters.store.uow import SqlStore, SqlUnitOfWork

__all__ = ["SqlStore", "SqlUnitOfWork", "UnusableAddressError", "open_store"]


def open_store(
    url: str, clock: Clock | None = None, *, pgbouncer: bool = False, wait_for_lock: timedelta = WAIT_FOR_LOCK
) -> SqlStore:
    """The store at `sqlite:///file` or `postgresql://…`. Raises UnusableAddressError; connects only when used.

    Time comes from `clock` where one is given, otherwise from the database. `pgbouncer` says that connections
    are shared between transactions: no LISTEN, no prepared statements.
    """
    return SqlStore(Database(url, clock, wait_for_lock, pgbouncer=pgbouncer), pgbouncer=pgbouncer)
