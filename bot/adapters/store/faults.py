"""Which of the database's complaints mean that it cannot serve now, and how that is said. The rest are our faults."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.use_cases.ports import BusyError

LOCKED = "The database is busy with other writing. Nothing was saved; please try again in a moment."
FULL = "The database has no room left. Nothing was saved; it needs more disk space."
READ_ONLY = "The database may only be read at present. Nothing was saved."
GONE = "The database cannot be reached. Nothing was saved; please try again in a moment."
SPOILT = "The file is not a database, or it is damaged. Nothing was saved; it needs to be restored from a backup."

SQLITE = {
    "SQLITE_BUSY": LOCKED,
    "SQLITE_LOCKED": LOCKED,
    "SQLITE_FULL": FULL,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_CANTOPEN": GONE,
    "SQLITE_IOERR": GONE,
    "SQLITE_NOTADB": SPOILT,
    "SQLITE_CORRUPT": SPOILT,
}
"""By the start of SQLite's name for the complaint."""

POSTGRESQL = {
    "08": GONE,  # connection lost
    "25006": READ_ONLY,
    "40001": LOCKED,  # could not be put in order with others
    "40P01": LOCKED,  # deadlock
    "53100": FULL,
    "53": GONE,  # out of connections or memory
    "55P03": LOCKED,  # waited too long for a lock
    "57": GONE,  # shutting down, or cancelled by an administrator
    "58": GONE,  # the server's own disk
}
"""By SQLSTATE, or its class where the whole class means one thing."""


@contextmanager
def told_plainly(*, writing: bool) -> Iterator[None]:
    """Raise BusyError in place of what the database or the pool of connections says when it cannot serve."""
    try:
        yield
    except PoolTimeoutError as error:
        raise BusyError(LOCKED) from error
    except DBAPIError as error:
        sentence = _sentence(error)
        if sentence is None or (sentence is READ_ONLY and not writing):
            raise
        raise BusyError(sentence) from error


def _sentence(error: DBAPIError) -> str | None:
    name = getattr(error.orig, "sqlite_errorname", None)
    if name is not None:
        return next((words for start, words in SQLITE.items() if name.startswith(start)), None)
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return POSTGRESQL.get(state) or POSTGRESQL.get(state[:2])
    return GONE if error.connection_invalidated or type(error.orig).__name__ == "OperationalError" else None
