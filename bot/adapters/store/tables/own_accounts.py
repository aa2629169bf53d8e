"""The accounts of their own that staff have registered, and which of them carry the standard words."""

from sqlalchemy import Column, ForeignKey, Table, Text, UniqueConstraint

from bot.adapters.store.columns import Instant, Words
from bot.adapters.store.tables.base import Number, metadata

own_accounts = Table(
    "own_accounts",
    metadata,
    Column("id", Number, primary_key=True),
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("handle_key", Words, nullable=False),
    Column("handle", Words, nullable=False),
    Column("kind", Text, nullable=False),
    Column("words", Words, nullable=False),
    Column("said_at", Instant, nullable=False),
    UniqueConstraint("person", "handle_key"),
)
