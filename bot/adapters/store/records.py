"""The hash-chained log of records. What a line is, and how a broken chain is found, is in core/records.py."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository
from bot.core.records import Body, Record, next_record

RECORDS = tables.records.c
PAGE = 1000
"""Lines read at a time."""


class SqlLog(Repository):
    """The log."""

    def append(self, kind: str, actor: str, subject: str, body: Body) -> Record:
        last = self._head(locked=True)
        record = next_record(last, self._transaction.now(), kind, actor, subject, body)
        self._connection.execute(tables.records.insert().values(_values(record)))
        self._connection.execute(tables.record_head.update().values(number=record.number, hash=record.hash))
        return record

    def read(self, after: int = 0) -> Iterator[Record]:
        page = select(tables.records).order_by(RECORDS.number).limit(PAGE)
        while rows := self._connection.execute(page.where(RECORDS.number > after)).all():
            yield from map(_record, rows)
            after = rows[-1].number

    def about(self, subject: str) -> list[Record]:
        query = select(tables.records).where(RECORDS.subject == subject).order_by(RECORDS.number)
        return [_record(row) for row in self._connection.execute(query)]

    def head(self) -> tuple[int, str]:
        return self._head(locked=False)

    def _head(self, *, locked: bool) -> tuple[int, str]:
        query = select(tables.record_head.c.number, tables.record_head.c.hash)
        if locked:
            query = query.with_for_update()
        row = self._connection.execute(query).one()
        return row.number, row.hash


def _values(record: Record) -> dict[str, Any]:
    return {
        "number": record.number,
        "at": record.at,
        "kind": record.kind,
        "actor": record.actor,
        "subject": record.subject,
        "body": record.body,
        "body_hash": record.body_hash,
        "previous": record.previous,
        "hash": record.hash,
    }


def _record(row: Row[Any]) -> Record:
    return Record(row.number, row.at, row.kind, row.actor, row.subject, row.body, row.body_hash, row.previous, row.hash)
