"""The due table as workers see it: claims with a lease and a fencing token. Waking them up is wake.py's."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Update, bindparam, case, func, null, select, true

from bot.adapters.store import tables
from bot.adapters.store.engine import Database, Transaction
from bot.adapters.store.wake import Bell
from bot.core.due import Claim, Lane, Work
from bot.use_cases.ports_work import Backlog

DUE = tables.due.c
UNASKED = DUE.version == DUE.claimed_version
"""Nobody has asked for the row again since it was claimed."""


def _in_lane(lane: Lane | None) -> ColumnElement[bool]:
    """Rows of this lane, or all."""
    return true() if lane is None else DUE.lane == lane


def _claimable(lane: Lane | None) -> Select[int]:
    return select(DUE.id).where(DUE.claimable_at <= bindparam("now"), _in_lane(lane))


ANY = {lane: _claimable(lane).limit(1) for lane in (None, *Lane)}
OLDEST = {
    lane: _claimable(lane).order_by(DUE.claimable_at, DUE.id).limit(bindparam("most")).with_for_update(skip_locked=True)
    for lane in (None, *Lane)
}
SOONEST = {
    lane: select(DUE.claimable_at)
    .where(DUE.claimable_at.is_not(None), _in_lane(lane))
    .order_by(DUE.claimable_at)
    .limit(1)
    for lane in (None, *Lane)
}
TAKE = (
    tables.due.update()
    .where(DUE.id.in_(bindparam("taken", expanding=True)))
    .values(
        leased_until=bindparam("until"),
        claimable_at=bindparam("until"),
        token=DUE.token + 1,
        attempt=DUE.attempt + 1,
        # Taken over before its time, because a lease ran out, the row is still due when it was asked for.
        claimed_version=case((DUE.due_at <= bindparam("now"), DUE.version), else_=DUE.claimed_version),
    )
    .returning(*DUE)
)
HELD = (DUE.id == bindparam("this"), DUE.token == bindparam("held"), DUE.leased_until.is_not(None))
"""The row, as long as this claim is the last one made on it and was not ended."""
FINISH = tables.due.delete().where(*HELD, UNASKED)


@dataclass(frozen=True, slots=True)
class Parked:
    """A row that used up its attempts: since when (UTC), and what was in the way."""

    work: Work
    subject: str
    since: datetime
    why: str


class SqlQueue:
    """The workers' side of the due table. Each call is a transaction of its own.

    Taking rows and giving them back need not outlast a power cut, which ends the workers of SQLite too: the row is run
    again, and running it twice is harmless. What a run has written itself lasts, and with it all that came before.
    """

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell

    def claim(self, lease: timedelta, limit: int, lane: Lane | None = None) -> list[Claim]:
        self._bell.listen(lane)
        if not self._anything_claimable(lane):
            return []
        with self._database.transaction(writing=True, lasting=False) as transaction:
            return _claim(transaction, lease, limit, lane)

    def finish(self, claim: Claim) -> bool:
        with self._database.transaction(writing=True, lasting=False) as transaction:
            connection = transaction.connection
            if connection.execute(FINISH, _this(claim)).rowcount:
                return True
            return _end(connection, claim, claimable_at=DUE.due_at, attempt=0, why="")

    def retry(self, claim: Claim, after: timedelta, why: str) -> bool:
        with self._database.transaction(writing=True, lasting=False) as transaction:
            then = transaction.now() + after
            due_at = case((UNASKED, then), else_=DUE.due_at)
            return _end(transaction.connection, claim, due_at=due_at, claimable_at=then, why=why)

    def give_up(self, claim: Claim, why: str) -> bool:
        """A row that was asked for again meanwhile is not parked: the new asking gets attempts of its own."""
        with self._database.transaction(writing=True) as transaction:
            parked = {"parked_at": transaction.now(), "claimable_at": null(), "why": why}
            return _end(transaction.connection, claim, UNASKED, **parked) or _end(
                transaction.connection, claim, claimable_at=DUE.due_at, attempt=0, why=why
            )

    def now(self) -> datetime:
        with self._database.transaction(writing=False) as transaction:
            return transaction.now()

    def until_next(self, lane: Lane | None = None) -> timedelta | None:
        """How long until then; nothing or less where that has passed. None without a row."""
        with self._database.transaction(writing=False) as transaction:
            then = transaction.connection.execute(SOONEST[lane]).scalar_one_or_none()
            return then - transaction.now() if then else None

    def next_due(self, lane: Lane | None = None) -> datetime | None:
        """When the next row may be claimed: its time, or the end of a lease somebody holds on it."""
        with self._database.transaction(writing=False) as transaction:
            return transaction.connection.execute(SOONEST[lane]).scalar_one_or_none()

    def backlog(self) -> Backlog:
        """Rows whose time has come and that nobody holds, and rows nobody claims any more."""
        with self._database.transaction(writing=False) as transaction:
            now, run = transaction.now(), transaction.connection.execute
            waiting = run(select(func.count()).select_from(tables.due).where(DUE.claimable_at <= now)).scalar_one()
            parked = run(select(func.count()).select_from(tables.due).where(DUE.claimable_at.is_(None))).scalar_one()
        return Backlog(waiting, parked)

    def parked(self, limit: int = 50) -> list[Parked]:
        """Rows nobody claims any more, the longest parked first."""
        query = select(tables.due).where(DUE.claimable_at.is_(None)).order_by(DUE.parked_at, DUE.id).limit(limit)
        with self._database.transaction(writing=False) as transaction:
            rows = transaction.connection.execute(query).all()
        return [Parked(Work(row.work), row.subject, row.parked_at, row.why) for row in rows]

    def wait(self, timeout: timedelta) -> None:
        self._bell.wait(timeout)

    def wake(self) -> None:
        self._bell.ring()

    def _anything_claimable(self, lane: Lane | None) -> bool:
        """Looked up without the right to write, so that idle workers are in nobody's way."""
        with self._database.transaction(writing=False) as transaction:
            return transaction.connection.execute(ANY[lane], {"now": transaction.now()}).first() is not None


def _claim(transaction: Transaction, lease: timedelta, limit: int, lane: Lane | None) -> list[Claim]:
    now = transaction.now()
    taken = list(transaction.connection.execute(OLDEST[lane], {"now": now, "most": limit}).scalars())
    if not taken:
        return []
    rows = transaction.connection.execute(TAKE, {"taken": taken, "now": now, "until": now + lease}).all()
    return [_claimed(row) for row in sorted(rows, key=lambda row: taken.index(row.id))]


def _claimed(row: Row[Any]) -> Claim:
    return Claim(row.id, Work(row.work), row.subject, row.token, row.attempt, row.leased_until)


def _this(claim: Claim) -> dict[str, int]:
    return {"this": claim.id, "held": claim.token}


def _end(connection: Connection, claim: Claim, *conditions: ColumnElement[bool], **values: Any) -> bool:
    update: Update = tables.due.update().where(*HELD, *conditions).values(leased_until=null(), **values)
    return connection.execute(update, _this(claim)).rowcount > 0
