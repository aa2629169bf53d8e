"""The hash-chained log of records. What a line is, and how a broken chain is found, is in core/records.py."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Row, bindparam, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository
from bot.core.records import Body, Record, next_record

RECORDS = tables.records.c
ABOUT = select(tables.records).where(RECORDS.subject == bindparam("about")).order_by(RECORDS.number)
ADD = tables.records.insert()
HEAD = select(tables.record_head.c.number, tables.record_head.c.hash)
LOCKED_HEAD = HEAD.with_for_update()
MOVE_HEAD = tables.record_head.update()
PAGE = 1000
"""Lines read at a time."""
AT_ONCE = 500
"""Subjects asked for in one question."""


class SqlLog(Repository):
    """The log. Its head is locked from the first line a transaction adds, and so is read once."""

    _last: tuple[int, str] | None = None

    def append(self, kind: str, actor: str, subject: str, body: Body) -> Record:
        last = self._last or self._head(locked=True)
        record = next_record(last, self._transaction.now(), kind, actor, subject, body)
        self._connection.execute(ADD, _values(record))
        self._connection.execute(MOVE_HEAD, {"number": record.number, "hash": record.hash})
        self._last = record.number, record.hash
        return record

    def read(self, after: int = 0) -> Iterator[Record]:
        page = select(tables.records).order_by(RECORDS.number).limit(PAGE)
        while rows := self._connection.execute(page.where(RECORDS.number > after)).all():
            yield from map(_record, rows)
            after = rows[-1].number

    def about(self, subject: str) -> list[Record]:
        return [_record(row) for row in self._connection.execute(ABOUT, {"about": subject})]

    def about_any(self, subjects: Collection[str], kinds: Collection[str]) -> list[Record]:
        query = select(tables.records).where(RECORDS.kind.in_(tuple(kinds)))
        wanted, found = sorted(subjects), list[Record]()
        for some in (wanted[n : n + AT_ONCE] for n in range(0, len(wanted), AT_ONCE)):
            found += map(_record, self._connection.execute(query.where(RECORDS.subject.in_(some))))
        return sorted(found, key=lambda record: record.number)

    def head(self) -> tuple[int, str]:
        return self._head(locked=False)

    def _head(self, *, locked: bool) -> tuple[int, str]:
        row = self._connection.execute(LOCKED_HEAD if locked else HEAD).one()
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
