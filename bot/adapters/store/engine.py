"""The connection to SQLite or PostgreSQL and its transactions. What is written in them is not decided here."""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select, text
from sqlalchemy.exc import ArgumentError

from bot.adapters.store.faults import LOCKED, told_plainly
from bot.adapters.store.turns import Turns
from bot.core.due import Lane
from bot.use_cases.ports import BusyError

Clock = Callable[[], datetime]
T = TypeVar("T")

WAIT_FOR_LOCK = timedelta(seconds=2)
"""How long a transaction waits for another program: Slack waits three seconds for the answer to a form."""
TURNS = 3
"""How many times longer it waits for other writers of this process, who are done in milliseconds each."""
AT_LEAST = 0.05
"""Seconds it waits for another program even then."""
IDLE_IN_TRANSACTION = timedelta(seconds=60)
"""After this long without a word PostgreSQL ends a transaction whose owner hangs, and frees its locks."""
POOL_SIZE = 10
POOL_OVERFLOW = 50
STATEMENTS = 512
"""How many statements a connection of SQLite keeps ready: more than one act and its cards use."""
NOTIFY = text("SELECT pg_notify('countersign_due', :lane)")


class UnusableAddressError(Exception):
    """DATABASE_URL names no database this product can use. The message says what was expected."""


@dataclass(slots=True)
class Transaction:
    """One open transaction. `wakes` are the lanes of the rows due soon it added: woken at its commit."""

    connection: Connection
    writing: bool
    clock: Clock | None
    wakes: set[Lane] = field(default_factory=set, init=False)
    _now: datetime | None = field(default=None, init=False)
    _known: dict[Hashable, Any] = field(default_factory=dict, init=False)

    def now(self) -> datetime:
        """The same instant throughout (UTC)."""
        if self._now is None:
            self._now = instant(self.connection, self.clock)
        return self._now

    def once(self, what: Hashable, read: Callable[[], T]) -> T:
        """What `read` gives, read once in this transaction: for what one act asks for again and again.

        Whoever writes what is kept under any name calls `forget`.
        """
        if what not in self._known:
            self._known[what] = read()
        found: T = self._known[what]
        return found

    def keep(self, what: Hashable, found: object) -> None:
        """What `once` gives from now on: it was just written."""
        self._known[what] = found

    def knows(self, what: Hashable) -> bool:
        """Whether this was read already, so that a part of it need not be."""
        return what in self._known

    def forget(self) -> None:
        """Read everything afresh from now on."""
        self._known.clear()

    def wake(self, lane: Lane) -> None:
        """Have the workers of this lane woken when this commits."""
        if self.connection.dialect.name == "postgresql" and lane not in self.wakes:
            self.connection.execute(NOTIFY, {"lane": lane})
        self.wakes.add(lane)


def instant(connection: Connection, clock: Clock | None) -> datetime:
    """What the clock says or, without one, the database (on PostgreSQL, of the transaction's start), in UTC."""
    if clock is not None:
        return clock().astimezone(UTC)
    if connection.dialect.name == "postgresql":
        began: datetime = connection.execute(select(func.now())).scalar_one()
        return began.astimezone(UTC)
    words = connection.execute(select(func.strftime("%Y-%m-%d %H:%M:%f", "now"))).scalar_one()
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


class Database:
    """Transactions on one database. On SQLite the writers of this process take turns, so that none starves."""

    def __init__(self, url: str, clock: Clock | None, wait_for_lock: timedelta, *, pgbouncer: bool) -> None:
        self.engine = make_engine(url, wait_for_lock=wait_for_lock, pgbouncer=pgbouncer)
        self.clock = clock
        self._wait = wait_for_lock.total_seconds()
        self._turns = Turns() if self.engine.dialect.name == "sqlite" else None

    @contextmanager
    def transaction(self, *, writing: bool, lasting: bool = True) -> Iterator[Transaction]:
        """Commit at the end, or roll back on an exception. Raises BusyError where the database cannot serve.

        One that is not `lasting` survives the death of the process, but on SQLite a power cut may undo it.
        """
        began = time.monotonic()
        with self._turn_of(writing=writing), told_plainly(writing=writing), self.engine.connect() as opened:
            # Those who queued behind one that met a lock do not wait for it all over again, each in turn.
            left = max(AT_LEAST, self._wait - (time.monotonic() - began))
            connection = opened.execution_options(**_options(opened, left, writing=writing, lasting=lasting))
            with connection.begin():
                yield Transaction(connection, writing, self.clock)

    @contextmanager
    def _turn_of(self, *, writing: bool) -> Iterator[None]:
        if self._turns is None or not writing:
            yield
            return
        if not self._turns.take(self._wait * TURNS):
            raise BusyError(LOCKED)
        try:
            yield
        finally:
            self._turns.pass_on()


def _options(connection: Connection, left: float, *, writing: bool, lasting: bool) -> dict[str, Any]:
    """Reads see one moment of the database from beginning to end, on both engines. `left`: seconds to wait at most."""
    if connection.dialect.name == "sqlite" or writing:
        return {"writing": writing, "left": left, "lasting": lasting}
    return {"writing": False, "isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def make_engine(address: str, *, wait_for_lock: timedelta = WAIT_FOR_LOCK, pgbouncer: bool = False) -> Engine:
    """An engine for `sqlite:///file` or `postgresql://…`. Raises UnusableAddressError for anything else."""
    url = parse(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, wait_for_lock)
    return _postgresql(url, wait_for_lock, pgbouncer=pgbouncer)


def parse(address: str) -> URL:
    """The address with the driver this product uses."""
    try:
        url = make_url(address.replace("postgres://", "postgresql://", 1))
    except ArgumentError as error:
        raise UnusableAddressError(EXPECTED) from error
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database and url.database != ":memory:":
        return url
    raise UnusableAddressError(EXPECTED)


EXPECTED = "DATABASE_URL must be sqlite:/// and a file, or postgresql:// and a server, with a name for the database."


def _sqlite(url: URL, wait_for_lock: timedelta) -> Engine:
    engine = create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_timeout=wait_for_lock.total_seconds(),
        pool_use_lifo=True,  # the connection used last has its pages and its statements ready
        hide_parameters=True,
        connect_args={"timeout": wait_for_lock.total_seconds(), "cached_statements": STATEMENTS},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself; `begin` below does
        for pragma in (
            "journal_mode = WAL",
            "foreign_keys = ON",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        asked = connection.get_execution_options()
        writing, left = asked.get("writing", True), asked.get("left", wait_for_lock.total_seconds())
        driver: Any = connection.connection.dbapi_connection
        driver.execute(f"PRAGMA query_only = {'OFF' if writing else 'ON'}").close()
        driver.execute(f"PRAGMA busy_timeout = {int(left * 1000)}").close()
        # FULL: a commit survives a power cut; else an attempt to publish could be forgotten.
        driver.execute(f"PRAGMA synchronous = {'FULL' if asked.get('lasting', True) else 'NORMAL'}").close()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _postgresql(url: URL, wait_for_lock: timedelta, *, pgbouncer: bool) -> Engine:
    lock = int(wait_for_lock.total_seconds() * 1000)
    settings = {"lock_timeout": lock, "idle_in_transaction_session_timeout": _milliseconds(IDLE_IN_TRANSACTION)}
    connect: dict[str, Any] = {
        "connect_timeout": max(2, int(wait_for_lock.total_seconds())),
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
    }
    if pgbouncer:
        connect["prepare_threshold"] = None
    else:
        connect["options"] = " ".join(f"-c {name}={value}" for name, value in settings.items())
    engine = create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_timeout=wait_for_lock.total_seconds(),
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args=connect,
    )
    if pgbouncer:

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            # Behind PgBouncer a session belongs to nobody, so the settings hold for this transaction only.
            for name, value in settings.items():
                connection.exec_driver_sql(f"SET LOCAL {name} = {value}")

    return engine


def _milliseconds(span: timedelta) -> int:
    return int(span.total_seconds() * 1000)
