"""The store: one transaction at a time, with every repository in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from bot.adapters.store.accounts import SqlAccounts
from bot.adapters.store.audiences import SqlAudiences
from bot.adapters.store.calendars import SqlFeeds, SqlLeaveCalendars
from bot.adapters.store.cover import SqlCovers, SqlSwaps
from bot.adapters.store.deliveries import SqlMedia, SqlMessages, SqlSeen
from bot.adapters.store.drafts import SqlDrafts
from bot.adapters.store.due import SqlDue
from bot.adapters.store.engine import Database, Transaction
from bot.adapters.store.escalations import SqlEscalations
from bot.adapters.store.figures import SqlFigures
from bot.adapters.store.holds import SqlHolds
from bot.adapters.store.incidents import SqlIncidents
from bot.adapters.store.own_accounts import SqlOwnAccounts
from bot.adapters.store.people import SqlPeople
from bot.adapters.store.press import SqlEnquiries
from bot.adapters.store.queue import SqlQueue
from bot.adapters.store.records import SqlLog
from bot.adapters.store.reference import SqlReference
from bot.adapters.store.releases import SqlReleases
from bot.adapters.store.rotas import SqlRotas
from bot.adapters.store.wake import Bell, Ear
from bot.use_cases import (
    ports,
    ports_audience,
    ports_calendar,
    ports_calls,
    ports_checks,
    ports_cover,
    ports_own,
    ports_press,
    ports_rota,
    ports_work,
)


class SqlUnitOfWork:
    """One transaction and its repositories."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self.people: ports.People = SqlPeople(transaction)
        self.accounts: ports.Accounts = SqlAccounts(transaction)
        self.drafts: ports.Drafts = SqlDrafts(transaction)
        self.holds: ports.Holds = SqlHolds(transaction)
        self.incidents: ports_checks.Incidents = SqlIncidents(transaction)
        self.reference: ports_checks.ReferenceBook = SqlReference(transaction)
        self.audiences: ports_audience.Audiences = SqlAudiences(transaction)
        self.releases: ports_checks.Releases = SqlReleases(transaction)
        self.figures: ports_checks.Figures = SqlFigures(transaction)
        self.enquiries: ports_press.Enquiries = SqlEnquiries(transaction)
        self.own_accounts: ports_own.OwnAccounts = SqlOwnAccounts(transaction)
        self.rotas: ports_rota.Rotas = SqlRotas(transaction)
        self.covers: ports_cover.Covers = SqlCovers(transaction)
        self.swaps: ports_cover.Swaps = SqlSwaps(transaction)
        self.escalations: ports_calls.Escalations = SqlEscalations(transaction)
        self.feeds: ports_calendar.Feeds = SqlFeeds(transaction)
        self.leave_calendars: ports_calendar.LeaveCalendars = SqlLeaveCalendars(transaction)
        self.media: ports.Media = SqlMedia(transaction)
        self.due: ports_work.Due = SqlDue(transaction)
        self.messages: ports.Messages = SqlMessages(transaction)
        self.records: ports.Log = SqlLog(transaction)
        self.seen: ports.Seen = SqlSeen(transaction)

    @property
    def connection(self) -> Connection:
        """For what is stored beside the use cases' own, such as the vault."""
        return self._transaction.connection

    def now(self) -> datetime:
        return self._transaction.now()


class SqlStore:
    """The database. `engine_name` is `sqlite` or `postgresql`."""

    def __init__(self, database: Database, *, pgbouncer: bool) -> None:
        self._database = database
        self._bell = Bell()
        self.engine_name = database.engine.dialect.name
        if self.engine_name == "postgresql" and not pgbouncer:
            address = database.engine.url.set(drivername="postgresql")
            self._bell.attach(Ear(address.render_as_string(hide_password=False), self._bell))

    @contextmanager
    def write(self) -> Iterator[SqlUnitOfWork]:
        """A transaction that may write; on SQLite the only one while it lasts."""
        with self._database.transaction(writing=True) as transaction:
            yield SqlUnitOfWork(transaction)
        if transaction.wakes:
            self._bell.ring(transaction.wakes)

    @contextmanager
    def read(self) -> Iterator[SqlUnitOfWork]:
        """A transaction that sees one moment of the database and may not write."""
        with self._database.transaction(writing=False) as transaction:
            yield SqlUnitOfWork(transaction)

    def queue(self) -> SqlQueue:
        """The due table for workers; any number of threads may share it."""
        return SqlQueue(self._database, self._bell)

    def close(self) -> None:
        """Close every connection. Workers that wait are woken."""
        self._bell.close()
        self._database.engine.dispose()
