"""The accounts of their own that staff have registered."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository, inserting
from bot.core.disclaimers import OwnAccount
from bot.core.ids import PersonId

OWN = tables.own_accounts.c
ONE = select(tables.own_accounts).where(OWN.id == bindparam("named"))
OF = select(tables.own_accounts).where(OWN.person == bindparam("who")).order_by(OWN.id)
ALL = select(tables.own_accounts).order_by(OWN.person, OWN.id)


class SqlOwnAccounts(Repository):
    """Personal accounts; one that is taken out is forgotten."""

    def put(self, person: PersonId, handle: str, kind: str, words: str, now: datetime) -> OwnAccount:
        values = {
            "person": person,
            "handle_key": handle.casefold(),
            "handle": handle,
            "kind": kind,
            "words": words,
            "said_at": now,
        }
        insert = inserting(self._connection, tables.own_accounts).values(values)
        changed = {name: insert.excluded[name] for name in ("handle", "kind", "words", "said_at")}
        put = insert.on_conflict_do_update(index_elements=["person", "handle_key"], set_=changed)
        return _own(self._connection.execute(put.returning(*OWN)).one())

    def get(self, own: int) -> OwnAccount | None:
        row = self._connection.execute(ONE, {"named": own}).one_or_none()
        return _own(row) if row else None

    def of(self, person: PersonId) -> list[OwnAccount]:
        return [_own(row) for row in self._connection.execute(OF, {"who": person})]

    def all(self) -> list[OwnAccount]:
        return [_own(row) for row in self._connection.execute(ALL)]

    def remove(self, own: int) -> None:
        self._connection.execute(tables.own_accounts.delete().where(OWN.id == own))


def _own(row: Row[Any]) -> OwnAccount:
    return OwnAccount(row.id, PersonId(row.person), row.handle, row.kind, row.words, row.said_at)
