"""Escalations, the calls made in them, and callouts."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, text

from bot.adapters.store.columns import Instant, Json, Words
from bot.adapters.store.tables.base import Number, among, metadata, of_person
from bot.core.escalation import Answer, Kind, Outcome, Stage

escalations = Table(
    "escalations",
    metadata,
    Column("id", Number, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("account", Text, ForeignKey("accounts.id")),
    Column("title", Words, nullable=False),
    Column("lines", Json, nullable=False),
    Column("rota", Text, nullable=False),  # no foreign key: it outlives a rota taken out of org.yaml
    Column("chain", Json, nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("stage", Text, nullable=False),
    Column("fired", Integer, nullable=False),
    Column("empty", Json, nullable=False),
    Column("next_at", Instant),
    of_person("taken_by", nullable=True),
    Column("taken_at", Instant),
    Column("outcome", Text, nullable=False),
    of_person("ended_by", nullable=True),
    Column("ended_at", Instant),
    Column("desk_until", Instant),
    among("kind", Kind),
    among("stage", Stage),
    among("outcome", Outcome),
    Index(
        "uq_escalations_under_way",
        "kind",
        "subject",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
    Index(None, "kind", "id"),  # ended
)

escalation_calls = Table(
    "escalation_calls",
    metadata,
    Column("escalation", Number, ForeignKey("escalations.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    of_person("person"),
    Column("place", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered_at", Instant),
    among("answer", Answer),
)

callouts = Table(
    "callouts",
    metadata,
    Column("escalation", Number, ForeignKey("escalations.id"), primary_key=True, autoincrement=False),
    Column("person", Text, ForeignKey("people.id"), primary_key=True),
    Column("start", Instant, nullable=False),
    Column("end", Instant, nullable=False),
    Index(None, "end"),
)
