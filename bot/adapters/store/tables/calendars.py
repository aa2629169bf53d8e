"""Calendars: the addresses rotas are read at (as hashes only), how their events were last told, whose leave is read."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from bot.adapters.store.columns import Instant, Words
from bot.adapters.store.tables.base import Number, metadata, of_person

feeds = Table(
    "feeds",
    metadata,
    Column("id", Number, primary_key=True),
    Column("token_hash", Text, nullable=False, unique=True),
    of_person("person"),
    Column("rota", Text),  # no foreign key: an address outlives a rota taken out of org.yaml, and answers nothing
    Column("made_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    Index(None, "person"),
)

feed_events = Table(
    "feed_events",
    metadata,
    Column("rota", Text, primary_key=True),
    Column("uid", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
)

leave_calendars = Table(
    "leave_calendars",
    metadata,
    Column("person", Text, ForeignKey("people.id"), primary_key=True),
    Column("address", Words, nullable=False),
    Column("entered_by", Text, nullable=False),
    Column("entered_at", Instant, nullable=False),
    Column("read_at", Instant),
    Column("failing_since", Instant),
    Column("what", Words, nullable=False),
)
