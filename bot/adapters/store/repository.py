"""What every repository stands on: its transaction, inserting over what is there, and refusing to orphan anything."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Table, and_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from bot.adapters.store.engine import Transaction
from bot.use_cases.ports import InUseError


class Repository:
    """A part of one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection


def inserting(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what to do on a conflict."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def put(connection: Connection, table: Table, values: dict[str, Any]) -> None:
    """Insert the row, or replace the one with the same primary key."""
    connection.execute(_putting(connection.dialect.name, table, tuple(values)), values)


@cache
def _putting(dialect: str, table: Table, names: tuple[str, ...]) -> Executable:
    """Written once for each kind of database and table: making a statement costs more than running it."""
    insert = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table)
    key = {column.name for column in table.primary_key}
    rest = {name: insert.excluded[name] for name in names if name not in key}
    return insert.on_conflict_do_update(index_elements=sorted(key), set_=rest)


def remove(connection: Connection, table: Table, key: dict[str, Any]) -> None:
    """Delete the row with this key, if it is there. Raises InUseError if others refer to it; more may follow."""
    with not_orphaning(connection, f"{table.name} {', '.join(map(str, key.values()))}"):
        connection.execute(table.delete().where(and_(*(table.c[name] == value for name, value in key.items()))))


@contextmanager
def not_orphaning(connection: Connection, what: str) -> Iterator[None]:
    """Turn a refused deletion into InUseError."""
    try:
        with connection.begin_nested():
            yield
    except IntegrityError as error:
        raise InUseError(f"{what} is still referred to.") from error
