"""How values stand in a column, alike on SQLite and PostgreSQL: instants, JSON, people's words, ids of posts."""

# ruff: noqa: ARG002  SQLAlchemy tells every type its dialect, needed or not

import json
import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.core.ids import TweetId

UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
"""U+0000, which PostgreSQL refuses in text, and lone surrogates, which have no UTF-8."""
DIGITS = 20
"""As many as a 64-bit number can have."""
LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; naive times are refused. SQLite keeps ISO text of fixed width, which sorts as time does."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone; instants are aware of theirs.")
        moment = value.astimezone(UTC)
        return moment.isoformat(timespec="microseconds") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if dialect.name == "sqlite" else value
        return moment.astimezone(UTC)


class RecordedInstant(Instant):
    """The moment of a record. Anything else written over it reads as the year 1, so that its line is found."""

    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        try:
            return super().process_result_value(value, dialect)
        except (TypeError, ValueError):
            return LONG_AGO


class Json(TypeDecorator[Any]):
    """JSON as canonical text: sorted keys, no spaces, so that equal values are equal text on both engines."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class RecordedJson(Json):
    """The body of a record. Text that is not what was written reads as a body of its own, so its line is found."""

    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        try:
            body = json.loads(value)
        except (TypeError, ValueError):
            return {"unreadable": str(value)}
        return body if canonical(body) == value else {"unreadable": value}


class Words(TypeDecorator[str]):
    """What people or other services wrote. Characters no database keeps become U+FFFD, as they do in browsers."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", value)


class TweetNumber(TypeDecorator[TweetId]):
    """X's id for a post, padded with zeros to equal length, so that the newest is the greatest."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: TweetId | None, dialect: Dialect) -> str | None:
        return None if value is None else value.zfill(DIGITS)

    def process_result_value(self, value: str | None, dialect: Dialect) -> TweetId | None:
        return None if value is None else TweetId(value.lstrip("0"))


def canonical(value: Any) -> str:
    """The one text of a JSON value; it is what core/records.py hashes."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
