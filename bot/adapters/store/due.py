"""Later work as use cases write it. Workers take it through queue.py."""

from datetime import datetime
from functools import cache

from sqlalchemy import Executable, and_, bindparam, case, func, not_, null, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.adapters.store import tables
from bot.adapters.store.engine import Transaction
from bot.adapters.store.repository import Repository
from bot.adapters.store.wake import LONGEST
from bot.core.due import Work, lane_of
from bot.core.records import Body

DUE = tables.due.c
_THIS = (DUE.work == bindparam("this_work"), DUE.subject == bindparam("this_subject"))
BODY = select(DUE.body).where(*_THIS)
WAITING = select(DUE.due_at).where(*_THIS, DUE.parked_at.is_(None))
CANCEL = tables.due.delete().where(DUE.work.in_(bindparam("works", expanding=True)), _THIS[1])


class SqlDue(Repository):
    """One row for each work and subject."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._asked: set[tuple[Work, str, datetime]] = set()

    def at(self, work: Work, subject: str, when: datetime, body: Body | None = None) -> None:
        if body is None and (work, subject, when) in self._asked:
            return  # one act may cause the same twice, and nobody can have taken the row in between
        self._asked.add((work, subject, when))
        values = {
            "work": work,
            "subject": subject,
            "lane": lane_of(work),
            "due_at": when,
            "claimable_at": when,
            "body": body,
            "version": 1,
            "claimed_version": 0,
            "token": 0,
            "attempt": 0,
            "why": "",
        }
        self._connection.execute(_asking(self._connection.dialect.name), values)
        if when <= self._transaction.now() + LONGEST:
            self._transaction.wake(lane_of(work))

    def body(self, work: Work, subject: str) -> Body | None:
        return self._connection.execute(BODY, _this(work, subject)).scalar_one_or_none()

    def waiting(self, work: Work, subject: str) -> datetime | None:
        return self._connection.execute(WAITING, _this(work, subject)).scalar_one_or_none()

    def cancel(self, subject: str, *works: Work) -> None:
        self._connection.execute(CANCEL, {"works": works, "this_subject": subject})
        self._asked -= {asked for asked in self._asked if asked[0] in works and asked[1] == subject}


def _this(work: Work, subject: str) -> dict[str, str]:
    return {"this_work": work, "this_subject": subject}


@cache
def _asking(dialect: str) -> Executable:
    """Ask for a row, which may be there already. Written once for each kind of database: every act asks for several."""
    insert = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(tables.due)
    claimed, parked = DUE.leased_until.is_not(None), DUE.parked_at.is_not(None)
    # What a claim is serving is over: asked for again meanwhile, the row is due at the new time, not the old.
    served = or_(parked, and_(claimed, DUE.version == DUE.claimed_version))
    asked = insert.excluded.due_at
    earlier = case((or_(served, asked < DUE.due_at), asked), else_=DUE.due_at)
    sooner = case((parked, asked), (and_(not_(claimed), asked < DUE.claimable_at), asked), else_=DUE.claimable_at)
    return insert.on_conflict_do_update(
        index_elements=["work", "subject"],
        set_={
            "lane": insert.excluded.lane,
            "due_at": earlier,
            "claimable_at": sooner,
            "body": func.coalesce(insert.excluded.body, DUE.body),
            "version": DUE.version + 1,
            "attempt": case((parked, 0), else_=DUE.attempt),
            "parked_at": null(),
            "why": case((parked, ""), else_=DUE.why),
        },
    )
