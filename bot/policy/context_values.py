"""Reading single values of a context, as examples and sets of drafts write them. What it holds is context.py's."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.policy.suggestions import did_you_mean

LONDON = ZoneInfo("Europe/London")

Read = Callable[[Any, str], Any]
"""From a value and its key to what is kept of it. Raises ContextError."""


class ContextError(ValueError):
    """A context that says something unknown; the message names the key and the nearest known one."""


def fields_of(values: Mapping[str, Any], readers: Mapping[str, Read], where: str) -> dict[str, Any]:
    """Each given value through the reader of its key; keys without a value keep their default."""
    if not isinstance(values, Mapping):
        raise ContextError(f"{where} should hold names and values, not “{values}”.")
    for key in values:
        if key not in readers:
            raise ContextError(f"“{key}” is not known in {where}. {did_you_mean(key, readers)}")
    return {key: readers[key](value, key) for key, value in values.items() if value is not None}


def text(value: Any, key: str) -> str:
    """Words; yes and nothing for true and false."""
    if isinstance(value, (list, dict)):
        raise ContextError(f"“{key}” should be words, not a list.")
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value)


def texts(value: Any, key: str) -> tuple[str, ...]:
    """A list of words, or a single one; empty ones are left out."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, Sequence):
        raise ContextError(f"“{key}” should be a list.")
    return tuple(words for item in items if (words := _item(item, key).strip()))


def topics(value: Any, key: str) -> tuple[str, ...]:
    """Topics as a list, or as words with commas between them."""
    return texts(re.split("[,;]", value) if isinstance(value, str) else value, key)


def _item(value: Any, key: str) -> str:
    """One of a list; a record in it, such as a name with a number, counts by all it says."""
    return " ".join(_item(part, key) for part in value.values()) if isinstance(value, Mapping) else text(value, key)


def one_of(known: Collection[str]) -> Callable[[Any, str], str]:
    """A reader of one of these names."""

    def read(value: Any, key: str) -> str:
        if value not in known:
            raise ContextError(f"“{value}” is not a known {key.replace('_', ' ')}. {did_you_mean(str(value), known)}")
        return str(value)

    return read


def moment_of(value: Any, key: str) -> datetime:
    """A moment with its zone; one written without is London's."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as unreadable:
        raise ContextError(f"“{value}” is no time in “{key}”: write 2026-11-02T09:30:00+00:00.") from unreadable
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)


def in_uk_time(at: datetime, form: str) -> str:
    """The day of the month, then `form`, by the clock that readers of a finding go by (F9), and said so.

    Contexts made by the house are in UTC; what is shown in UTC is an hour early in summer.
    """
    local = at.astimezone(LONDON)
    return f"{local.day} {local:{form}} (UK time)"


def day_of(value: Any, key: str) -> date:
    """The day of a moment."""
    return moment_of(value, key).date()


def record_of(record: type, readers: Mapping[str, Read], **absent: Any) -> Read:
    """A reader of one nested record; `absent` fills fields that have no default of their own."""

    def read(value: Any, key: str) -> Any:
        return record(**{**absent, **fields_of(value, readers, f"“{key}”")})

    return read


def records_of(record: type, readers: Mapping[str, Read], **absent: Any) -> Read:
    """A reader of a list of such records."""
    one = record_of(record, readers, **absent)

    def read(value: Any, key: str) -> tuple[Any, ...]:
        if isinstance(value, (str, Mapping)) or not isinstance(value, Sequence):
            raise ContextError(f"“{key}” should be a list.")
        return tuple(one(item, key) for item in value)

    return read
