"""Rotas and what they were, changes entered beside them, absences. There is no column for why somebody is away."""

from sqlalchemy import Column, Index, Table, Text, text

from bot.adapters.store.columns import Instant, Json, Words
from bot.adapters.store.tables.base import Number, among, metadata, of_person

rotas = Table(
    "rotas",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Words, nullable=False),
    Column("plan", Json, nullable=False),
)

rota_versions = Table(
    "rota_versions",
    metadata,
    Column("rota", Text, primary_key=True),
    Column("since", Instant, primary_key=True),
    Column("name", Words, nullable=False),
    Column("plan", Json),  # null: the rota was taken out then
)

rota_entries = Table(
    "rota_entries",
    metadata,
    Column("id", Number, primary_key=True),
    Column("rota", Text, nullable=False),  # no foreign key: what was entered outlives a rota taken out of org.yaml
    Column("kind", Text, nullable=False),
    Column("seat", Text, nullable=False),
    Column("start", Instant, nullable=False),
    Column("end", Instant, nullable=False),
    of_person("person", nullable=True),
    of_person("instead_of", nullable=True),
    Column("absence", Text, nullable=False),
    Column("entered_by", Text, nullable=False),
    Column("entered_at", Instant, nullable=False),
    Column("withdrawn_by", Text, nullable=False),
    Column("withdrawn_at", Instant),
    among("kind", ("cover", "swap", "override", "shift")),
    Index(
        "ix_rota_entries_standing",
        "rota",
        "end",
        sqlite_where=text("withdrawn_at IS NULL"),
        postgresql_where=text("withdrawn_at IS NULL"),
    ),
    Index(
        "ix_rota_entries_end",  # every_entry
        "end",
        sqlite_where=text("withdrawn_at IS NULL"),
        postgresql_where=text("withdrawn_at IS NULL"),
    ),
    Index(None, "absence"),
)

absences = Table(
    "absences",
    metadata,
    Column("id", Number, primary_key=True),
    of_person("person"),
    Column("start", Instant, nullable=False),
    Column("end", Instant, nullable=False),
    Column("source", Text, nullable=False),
    Column("entered_by", Text, nullable=False),
    Column("entered_at", Instant, nullable=False),
    Column("cancelled_by", Text, nullable=False),
    Column("cancelled_at", Instant),
    Index(
        "ix_absences_in_force",
        "end",
        sqlite_where=text("cancelled_at IS NULL"),
        postgresql_where=text("cancelled_at IS NULL"),
    ),
    Index(
        "ix_absences_of_person",
        "person",
        "end",
        sqlite_where=text("cancelled_at IS NULL"),
        postgresql_where=text("cancelled_at IS NULL"),
    ),
)
