"""What the checks are told besides the draft: reference entries by section, and serious incidents."""

from sqlalchemy import Column, Index, Table, Text, text

from bot.adapters.store.columns import Instant, Json, Words
from bot.adapters.store.tables.base import Number, metadata

reference = Table(
    "reference",
    metadata,
    Column("section", Text, primary_key=True),
    Column("entries", Json, nullable=False),
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
