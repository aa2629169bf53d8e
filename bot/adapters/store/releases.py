"""Press releases, kept for good; one that is withdrawn is marked so."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository
from bot.core.ids import PersonId
from bot.core.releases import Release

RELEASES = tables.releases.c
ONE = select(tables.releases).where(RELEASES.id == bindparam("number"))
CURRENT = select(tables.releases).where(RELEASES.withdrawn.is_(False)).order_by(RELEASES.id.desc())
HELD = CURRENT.where(RELEASES.embargo > bindparam("at"))


class SqlReleases(Repository):
    """What communications have told the press, or are about to."""

    def add(self, release: Release) -> Release:
        query = tables.releases.insert().values(_values(release)).returning(*RELEASES)
        self._transaction.forget()
        return _release(self._connection.execute(query).one())

    def save(self, release: Release) -> None:
        self._connection.execute(tables.releases.update().where(RELEASES.id == release.id).values(_values(release)))
        self._transaction.forget()

    def get(self, number: int) -> Release | None:
        row = self._connection.execute(ONE, {"number": number}).one_or_none()
        return _release(row) if row else None

    def current(self, at_most: int = 100) -> list[Release]:
        return [_release(row) for row in self._connection.execute(CURRENT.limit(at_most))]

    def held(self, at: datetime) -> list[Release]:
        rows = self._transaction.once(("held releases", at), lambda: self._connection.execute(HELD, {"at": at}).all())
        return [_release(row) for row in rows]


def _values(release: Release) -> dict[str, Any]:
    return {
        "title": release.title,
        "text": release.text,
        "link": release.link,
        "embargo": release.embargo,
        "contact": release.contact,
        "by": release.by,
        "at": release.at,
        "withdrawn": release.withdrawn,
    }


def _release(row: Row[Any]) -> Release:
    return Release(
        row.id,
        row.title,
        row.text,
        row.link,
        row.embargo,
        row.contact,
        PersonId(row.by),
        row.at,
        row.withdrawn,
    )
