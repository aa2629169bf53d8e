"""What passes through: pictures by their SHA-256, where cards were delivered, and requests already seen."""

import hashlib
from datetime import timedelta

from sqlalchemy import bindparam, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository, inserting, put

MESSAGES = tables.messages.c
REF = select(MESSAGES.ref).where(MESSAGES.place == bindparam("at"), MESSAGES.subject == bindparam("of"))
SEEN = tables.seen.c
REMEMBERED = timedelta(minutes=10)
PURGED_AT_ONCE = 100


class SqlMedia(Repository):
    """The bytes of pictures."""

    def put(self, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        insert = inserting(self._connection, tables.media).values(sha256=digest, content=content)
        self._connection.execute(insert.on_conflict_do_nothing())
        return digest

    def get(self, sha256: str) -> bytes | None:
        query = select(tables.media.c.content).where(tables.media.c.sha256 == sha256)
        return self._connection.execute(query).scalar_one_or_none()


class SqlMessages(Repository):
    """References to delivered cards."""

    def ref(self, place: str, subject: str) -> str | None:
        return self._connection.execute(REF, {"at": place, "of": subject}).scalar_one_or_none()

    def put_ref(self, place: str, subject: str, ref: str) -> None:
        put(self._connection, tables.messages, {"place": place, "subject": subject, "ref": ref})


class SqlSeen(Repository):
    """Requests of the last ten minutes."""

    def first_time(self, key: str) -> bool:
        now = self._transaction.now()
        insert = inserting(self._connection, tables.seen).values(key=key, at=now)
        anew = insert.on_conflict_do_update(index_elements=["key"], set_={"at": now}, where=SEEN.at <= now - REMEMBERED)
        first = self._connection.execute(anew.returning(SEEN.key)).first() is not None
        self._purge()
        return first

    def _purge(self) -> None:
        """Forget a few old ones at a time, passing over those another transaction is forgetting."""
        old = select(SEEN.key).where(SEEN.at <= self._transaction.now() - REMEMBERED)
        some = old.order_by(SEEN.at).limit(PURGED_AT_ONCE).with_for_update(skip_locked=True)
        self._connection.execute(tables.seen.delete().where(SEEN.key.in_(some)))
