"""Holds, later work, where cards were delivered, and requests already seen."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from bot.adapters.store.columns import Instant, Json, Words
from bot.adapters.store.tables.base import Number, among, metadata
from bot.core.holds import HoldKind

holds = Table(
    "holds",
    metadata,
    Column("id", Number, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("account", Text, ForeignKey("accounts.id")),
    Column("reason", Words, nullable=False),
    Column("placed_by", Text, nullable=False),
    Column("placed_at", Instant, nullable=False),
    Column("until", Instant),
    Column("released_by", Text, nullable=False),
    Column("released_at", Instant),
    among("kind", HoldKind),
    Index(
        "ix_holds_unreleased",
        "id",
        sqlite_where=text("released_at IS NULL"),
        postgresql_where=text("released_at IS NULL"),
    ),
)

due = Table(
    "due",
    metadata,
    Column("id", Number, primary_key=True),  # never used twice, so that a claim fits no later row
    Column("work", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("lane", Text, nullable=False, server_default=text("'rest'")),
    Column("due_at", Instant, nullable=False),
    Column("claimable_at", Instant),  # due_at; while it is claimed, the end of the lease; once parked, nothing
    Column("body", Json),
    Column("version", Integer, nullable=False),  # how often it was asked for
    Column("claimed_version", Integer, nullable=False),  # as it was when the present claim was made
    Column("token", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("leased_until", Instant),
    Column("parked_at", Instant),
    Column("why", Words, nullable=False),
    UniqueConstraint("work", "subject"),
    Index(None, "claimable_at"),
    Index(None, "lane", "claimable_at"),  # idle workers look here: no lane reads the rows of another
    sqlite_autoincrement=True,
)

messages = Table(
    "messages",
    metadata,
    Column("place", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("ref", Text, nullable=False),
)

seen = Table(
    "seen",
    metadata,
    Column("key", Text, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
)
