"""What the checks are told besides the draft: reference entries by section, serious incidents, press releases."""

from sqlalchemy import Boolean, Column, Index, Table, Text, false, text

from bot.adapters.store.columns import Instant, Json, Words
from bot.adapters.store.tables.base import Number, metadata

reference = Table(
    "reference",
    metadata,
    Column("section", Text, primary_key=True),
    Column("entries", Json, nullable=False),
)

releases = Table(
    "releases",
    metadata,
    Column("id", Number, primary_key=True),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("link", Words, nullable=False),
    Column("embargo", Instant),
    Column("contact", Words, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Number, primary_key=True),
    Column("name", Words, nullable=False),
    Column("place", Words, nullable=False),
    Column("themes", Json, nullable=False),
    Column("accounts", Json, nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closed_by", Text, nullable=False),
    Column("closed_at", Instant),
    Index(
        "ix_incidents_unclosed",
        "id",
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
)
