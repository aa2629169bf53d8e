"""Drafts, their revisions and pictures, and everything said and done about them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from bot.adapters.store.columns import Instant, Json, TweetNumber, Words
from bot.adapters.store.tables.base import Number, among, metadata, of_person
from bot.core.answered import Sight
from bot.core.decisions import Verdict
from bot.core.drafts import State, TargetKind

OUTCOMES = ("", "posted", "refused", "never_sent", "unknown", "adopted")
ANSWERS = ("", "taken", "declined", "overtaken")
DECLARED = ("interest", "source", "permission", "elsewhere", "quoted")
"""What an author declares with a revision: core/declared.py."""


def unique_where(name: str, column: str, condition: str) -> Index:
    """At most one row for each value of the column among those that meet the condition."""
    return Index(name, column, unique=True, sqlite_where=text(condition), postgresql_where=text(condition))


drafts = Table(
    "drafts",
    metadata,
    Column("id", Number, primary_key=True),
    Column("account", Text, ForeignKey("accounts.id"), nullable=False),
    of_person("author"),
    Column("state", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("slot", Instant),
    Column("reason", Words, nullable=False),
    Column("tweet", TweetNumber),
    Column("lock", Integer, nullable=False),
    among("state", State),
    Index(None, "author", "state", "id"),  # by_author
    Index(None, "account", "state", "changed_at"),  # on_accounts, recent_texts
    Index(None, "state", "changed_at"),  # in_states
    UniqueConstraint("account", "tweet"),  # a post belongs to one draft; last_tweet
    sqlite_autoincrement=True,
)

media = Table(
    "media",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("draft", Number, ForeignKey("drafts.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("text", Words, nullable=False),
    of_person("edited_by"),
    Column("made_at", Instant, nullable=False),
    Column("target_kind", Text),
    Column("target_tweet", Text),
    Column("target_address", Words),
    Column("when", Instant),
    Column("note", Words, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("purpose", Text, nullable=False, server_default=text("''")),
    Column("consent", Words, nullable=False, server_default=text("''")),
    Column("follows", Words, nullable=False, server_default=text("''")),  # a release or a line: core/releases.py
    Column("repost", Boolean, nullable=False, server_default=false()),  # then the kind is “quote”: one without words
    Column("supervisor", Text),  # no foreign key: whoever supervised is in the records for good
    *(Column(name, Words, nullable=False, server_default=text("''")) for name in DECLARED),
    among("target_kind", (TargetKind.REPLY, TargetKind.QUOTE)),
    CheckConstraint(
        "(target_kind IS NULL) = (target_tweet IS NULL) AND (target_kind IS NULL) = (target_address IS NULL)",
        name="target",
    ),
)


def of_revision() -> ForeignKeyConstraint:
    """The columns `draft` and `revision` name an existing revision."""
    return ForeignKeyConstraint(["draft", "revision"], ["revisions.draft", "revisions.number"])


revision_media = Table(
    "revision_media",
    metadata,
    Column("draft", Number, primary_key=True, autoincrement=False),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("sha256", Text, ForeignKey("media.sha256"), nullable=False),
    Column("mime", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("name", Words, nullable=False),
    Column("alt", Words, nullable=False),
    Column("pictured", Text, nullable=False, server_default=text("''")),
    Column("consent", Words, nullable=False, server_default=text("''")),
    Column("credit", Words, nullable=False, server_default=text("''")),
    Column("licence", Words, nullable=False, server_default=text("''")),
    of_revision(),
)

answered_posts = Table(
    "answered_posts",
    metadata,
    Column("draft", Number, ForeignKey("drafts.id"), primary_key=True, autoincrement=False),
    Column("tweet", Text, primary_key=True),
    Column("standing", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("author", Words, nullable=False, server_default=text("''")),
    Column("text", Words, nullable=False, server_default=text("''")),
    Column("pictures", Boolean, nullable=False, server_default=false()),
    Column("conversation", Text, nullable=False, server_default=text("''")),
    among("standing", Sight),
)

checks = Table(
    "checks",
    metadata,
    Column("id", Number, primary_key=True),
    Column("draft", Number, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("findings", Json, nullable=False),
    Column("pack", Text, nullable=False),
    Column("at", Instant, nullable=False),
    of_revision(),
    Index(None, "draft", "revision"),
    Index(None, "at"),  # figures
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Number, primary_key=True),
    Column("draft", Number, nullable=False),
    Column("revision", Integer, nullable=False),
    of_person("person"),
    Column("verdict", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("slot", Instant),
    Column("reason", Words, nullable=False),
    Column("words", Words, nullable=False),
    Column("pack", Text, nullable=False),
    Column("accepted", Json, nullable=False, server_default="[]"),
    of_revision(),
    among("verdict", Verdict),
    Index(None, "draft", "revision"),
    Index(None, "at"),  # figures
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("id", Number, primary_key=True),
    Column("draft", Number, nullable=False),
    Column("revision", Integer, nullable=False),
    of_person("by"),
    Column("text", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("answer", Text, nullable=False),
    of_revision(),
    among("answer", ANSWERS),
    Index(None, "draft"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Number, primary_key=True),
    Column("draft", Number, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("token", BigInteger, nullable=False),
    Column("last_known", TweetNumber),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("outcome", Text, nullable=False),
    Column("detail", Words, nullable=False),
    Column("tweet", TweetNumber),
    Column("looks", Integer, nullable=False),
    Column("denied_by", Json, nullable=False),
    of_revision(),
    among("outcome", OUTCOMES),
    Index(None, "draft"),
    unique_where("uq_attempts_open", "draft", "outcome = ''"),  # one act of sending at a time
    unique_where("uq_attempts_posted", "draft", "tweet IS NOT NULL"),  # one post for each draft
)
