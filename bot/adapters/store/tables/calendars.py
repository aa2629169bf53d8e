"""Calendars: the addresses under which rotas are read from outside (as hashes only), and where leave is read from."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text

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
