"""Addresses of calendars that are read from outside (tokens as hashes only), their events as last told, and leave."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository, put
from bot.core.ids import PersonId, RotaId
from bot.core.rota.diary import Stamp, Stamped
from bot.use_cases.ports_calendar import Feed, LeaveCalendar

FEEDS, EVENTS, LEAVE = tables.feeds.c, tables.feed_events.c, tables.leave_calendars.c
TOKEN_BYTES = 32
"""256 bits: nobody guesses an address."""


class SqlFeeds(Repository):
    """Feeds; a revoked one stays in its table and answers nothing."""

    def make(self, person: PersonId, rota: RotaId | None, now: datetime) -> str:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        values = {"token_hash": _hash(token), "person": person, "rota": rota, "made_at": now}
        self._connection.execute(tables.feeds.insert().values(values))
        return token

    def standing(self, person: PersonId) -> list[Feed]:
        return self._found(FEEDS.person == person)

    def by_token(self, token: str) -> Feed | None:
        found = self._found(FEEDS.token_hash == _hash(token))
        return found[0] if found else None

    def revoke(self, feed: int, now: datetime) -> None:
        self._connection.execute(tables.feeds.update().where(FEEDS.id == feed).values(revoked_at=now))

    def events(self, rota: RotaId) -> Mapping[str, Stamp]:
        found = self._connection.execute(select(tables.feed_events).where(EVENTS.rota == rota))
        return {row.uid: Stamp(row.digest, row.sequence, row.changed_at) for row in found}

    def put_event(self, rota: RotaId, event: Stamped) -> None:
        values = {
            "rota": rota,
            "uid": event.entry.uid,
            "digest": event.stamp.digest,
            "sequence": event.stamp.sequence,
            "changed_at": event.stamp.changed,
            "ends_at": event.entry.end,
        }
        put(self._connection, tables.feed_events, values)

    def forget_events(self, rota: RotaId, before: datetime) -> None:
        condition = (EVENTS.rota == rota) & (EVENTS.ends_at < before)
        self._connection.execute(tables.feed_events.delete().where(condition))

    def _found(self, condition: ColumnElement[bool]) -> list[Feed]:
        query = select(tables.feeds).where(condition, FEEDS.revoked_at.is_(None)).order_by(FEEDS.id)
        return [_feed(row) for row in self._connection.execute(query)]


class SqlLeaveCalendars(Repository):
    """Where leave is read from, one address a person."""

    def get(self, person: PersonId) -> LeaveCalendar | None:
        query = select(tables.leave_calendars).where(LEAVE.person == person)
        row = self._connection.execute(query.with_for_update() if self._transaction.writing else query).one_or_none()
        return _leave(row) if row else None

    def all(self) -> list[LeaveCalendar]:
        query = select(tables.leave_calendars).order_by(LEAVE.person)
        return [_leave(row) for row in self._connection.execute(query)]

    def put(self, calendar: LeaveCalendar) -> None:
        values = {
            "person": calendar.person,
            "address": calendar.address,
            "entered_by": calendar.by,
            "entered_at": calendar.at,
            "read_at": calendar.read_at,
            "failing_since": calendar.failing_since,
            "what": calendar.what,
        }
        put(self._connection, tables.leave_calendars, values)

    def forget(self, person: PersonId) -> None:
        self._connection.execute(tables.leave_calendars.delete().where(LEAVE.person == person))


def _hash(token: str) -> str:
    """A plain hash is enough, because the token is random and long."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _feed(row: Row[Any]) -> Feed:
    return Feed(row.id, PersonId(row.person), RotaId(row.rota) if row.rota else None, row.made_at)


def _leave(row: Row[Any]) -> LeaveCalendar:
    return LeaveCalendar(
        PersonId(row.person), row.address, row.entered_by, row.entered_at, row.read_at, row.failing_since, row.what
    )
