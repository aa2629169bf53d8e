"""Holds: reasons why nothing may go out."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository
from bot.core.holds import Hold, HoldKind
from bot.core.ids import AccountId

HOLDS = tables.holds.c
UNRELEASED = select(tables.holds).where(HOLDS.released_at.is_(None)).order_by(HOLDS.id)


class SqlHolds(Repository):
    """Holds, kept for good; one that is over is marked as released."""

    def place(
        self,
        kind: HoldKind,
        account: AccountId | None,
        reason: str,
        by: str,
        now: datetime,
        until: datetime | None = None,
    ) -> Hold:
        values = {
            "kind": kind,
            "account": account,
            "reason": reason,
            "placed_by": by,
            "placed_at": now,
            "until": until,
            "released_by": "",
        }
        self._transaction.forget()
        return _hold(self._connection.execute(tables.holds.insert().values(values).returning(*HOLDS)).one())

    def get(self, hold: int) -> Hold | None:
        row = self._connection.execute(select(tables.holds).where(HOLDS.id == hold)).one_or_none()
        return _hold(row) if row else None

    def release(self, hold: int, by: str, now: datetime) -> None:
        """The first release counts; a second changes nothing."""
        update = tables.holds.update().where(HOLDS.id == hold, HOLDS.released_at.is_(None))
        self._connection.execute(update.values(released_by=by, released_at=now))
        self._transaction.forget()

    def unreleased(self) -> list[Hold]:
        read = self._transaction.once("holds", lambda: [_hold(row) for row in self._connection.execute(UNRELEASED)])
        return list(read)


def _hold(row: Row[Any]) -> Hold:
    return Hold(
        row.id,
        HoldKind(row.kind),
        row.account and AccountId(row.account),
        row.reason,
        row.placed_by,
        row.placed_at,
        row.until,
        row.released_by,
        row.released_at,
    )
