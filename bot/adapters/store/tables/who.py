"""The organisation, its people, its accounts, and who may do what on them."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    false,
    text,
)

from bot.adapters.store.columns import Instant, Json, Words
from bot.adapters.store.tables.base import Number, among, metadata, of_person
from bot.core.accounts import Kind, OrgType, Role
from bot.core.people import Standing

organisation = Table(
    "organisation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Words, nullable=False),
    Column("zone", Text, nullable=False),
    Column("approved_hosts", Json, nullable=False),
    Column("public_contacts", Json, nullable=False),
    Column("midday", Text, nullable=False, server_default=text("'13:00'")),
    Column("source", Text, nullable=False, server_default=text("''")),  # org.yaml as applied last, addresses and all
    CheckConstraint("id = 1", name="one_row"),
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("standing", Text, nullable=False),
    Column("lead", Boolean, nullable=False),
    Column("email", Words, nullable=False, server_default=text("''")),
    Column("trained_until", Date),
    Column("manager", Text),  # no foreign key: people may be put in any order
    Column("nation", Text, nullable=False, server_default=text("''")),
    Column("supervised", Boolean, nullable=False, server_default=false()),
    Column("reach", Json, nullable=False, server_default=text("'[]'")),
    Column("remit", Json, nullable=False, server_default=text("'[]'")),
    among("standing", Standing),
)

chat_identities = Table(
    "chat_identities",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("handle", Text, nullable=False),
    Column("name", Words, nullable=False),
    Column("kind", Text, nullable=False),
    Column("org_type", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("nation", Text, nullable=False),
    of_person("owner", nullable=True),
    Column("remit", Json, nullable=False),
    Column("approvals", Integer, nullable=False),
    Column("cooling_off", Integer, nullable=False),
    Column("remind_after", Integer, nullable=False),
    Column("area", Words, nullable=False, server_default=text("''")),
    Column("hours", Words, nullable=False, server_default=text("''")),
    Column("hours_desk", Text, nullable=False, server_default=text("''")),
    among("kind", Kind),
    among("org_type", OrgType),
    CheckConstraint("approvals BETWEEN 1 AND 2", name="approvals"),
)

grants = Table(
    "grants",
    metadata,
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("account", Text, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("since", Date, nullable=False),
    Column("granted_by", Words, nullable=False),
    among("role", Role),
    Index(None, "account"),
)

audiences = Table(
    "audiences",
    metadata,
    Column("account", Text, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("followers", Number),
    Column("shown", Number),
    Column("tweets", Integer, nullable=False),
    Column("at", Instant, nullable=False),
)

account_tokens = Table(
    "account_tokens",
    metadata,
    Column("account", Text, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("saved_at", Instant, nullable=False),
)
