"""Serious incidents."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository
from bot.core.ids import AccountId
from bot.core.incidents import Incident

INCIDENTS = tables.incidents.c
UNCLOSED = select(tables.incidents).where(INCIDENTS.closed_at.is_(None)).order_by(INCIDENTS.id)


class SqlIncidents(Repository):
    """Incidents, kept for good; one that is over is marked as closed."""

    def open(
        self,
        name: str,
        place: str,
        themes: tuple[str, ...],
        accounts: tuple[AccountId, ...],
        *,
        by: str,
        now: datetime,
    ) -> Incident:
        values = {
            "name": name,
            "place": place,
            "themes": themes,
            "accounts": accounts,
            "opened_by": by,
            "opened_at": now,
            "closed_by": "",
        }
        self._transaction.forget()
        return _incident(self._connection.execute(tables.incidents.insert().values(values).returning(*INCIDENTS)).one())

    def close(self, incident: int, by: str, now: datetime) -> None:
        """The first close counts; a second changes nothing."""
        update = tables.incidents.update().where(INCIDENTS.id == incident, INCIDENTS.closed_at.is_(None))
        self._connection.execute(update.values(closed_by=by, closed_at=now))
        self._transaction.forget()

    def unclosed(self) -> list[Incident]:
        read = self._transaction.once("incidents", lambda: [_incident(r) for r in self._connection.execute(UNCLOSED)])
        return list(read)


def _incident(row: Row[Any]) -> Incident:
    return Incident(
        row.id,
        row.name,
        row.place,
        tuple(row.themes),
        tuple(AccountId(account) for account in row.accounts),
        row.opened_by,
        row.opened_at,
        row.closed_by,
        row.closed_at,
    )
