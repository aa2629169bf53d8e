"""What journalists have asked about posts, and whose replies wait because of it."""

from sqlalchemy import Column, Index, Table, Text, text

from bot.adapters.store.columns import Instant, Words
from bot.adapters.store.tables.base import Number, among, metadata, of_person
from bot.core.press import How

press_enquiries = Table(
    "press_enquiries",
    metadata,
    Column("id", Number, primary_key=True),
    of_person("author"),
    of_person("told_by"),
    Column("at", Instant, nullable=False),
    Column("account", Text, nullable=False),  # no foreign key: what was asked outlives an account taken out of org.yaml
    Column("post", Text, nullable=False),
    Column("address", Words, nullable=False),
    Column("conversation", Text, nullable=False, server_default=text("''")),
    Column("draft", Number),
    Column("journalist", Words, nullable=False),
    Column("outlet", Words, nullable=False),
    Column("handle", Words, nullable=False),
    Column("when", Words, nullable=False),
    Column("how", Text, nullable=False),
    Column("asked", Words, nullable=False),
    Column("answered", Words, nullable=False),
    Column("lifted_by", Text, nullable=False, server_default=text("''")),
    Column("lifted_at", Instant),
    Column("lifted_because", Words, nullable=False, server_default=text("''")),
    among("how", How),
    Index(
        "ix_press_enquiries_unlifted",
        "id",
        sqlite_where=text("lifted_at IS NULL"),
        postgresql_where=text("lifted_at IS NULL"),
    ),
)
