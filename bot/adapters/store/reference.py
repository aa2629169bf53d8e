"""What the organisation knows (core/reference.py): one row for each section, as JSON."""

import json
from dataclasses import asdict, fields
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Text, select, type_coerce

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository, put
from bot.core.disclaimers import Disclaimer
from bot.core.ids import AccountId, PersonId
from bot.core.purposes import Purpose
from bot.core.reference import (
    Consent,
    ElectionEntry,
    EmbargoEntry,
    Entry,
    Journalist,
    MeetingEntry,
    Pledge,
    Politician,
    PressOfficer,
    Reference,
)
from bot.core.topics import Restriction, Team, Topic

EVERYTHING = select(tables.reference.c.section, type_coerce(tables.reference.c.entries, Text).label("words"))
VERSIONS = 256
"""How many texts of a section are kept read: each of the sections, in all the versions lately in force."""
_MADE: dict[str, type[Entry]] = {
    "elections": ElectionEntry,
    "consents": Consent,
    "approved_pledges": Pledge,
    "embargoes": EmbargoEntry,
    "meetings": MeetingEntry,
    "media_list": Journalist,
    "politicians": Politician,
    "press_office": PressOfficer,
    "disclaimers": Disclaimer,
    "topics": Topic,
    "teams": Team,
    "restrictions": Restriction,
    "purposes": Purpose,
}
_DAYS = ("poll", "start")
_MOMENTS = ("starts", "ends", "end")
_LISTS = ("bodies", "keywords", "accounts", "topics", "members")
_PEOPLE = ("owner", "person", "set_by")
_LAST_DAYS = ("consents", "restrictions")


class SqlReference(Repository):
    """What the checks are told besides the draft."""

    def get(self) -> Reference:
        return self._transaction.once("reference", self._get)

    def _get(self) -> Reference:
        sections: dict[str, Any] = {
            row.section: _section(row.section, row.words) for row in self._connection.execute(EVERYTHING)
        }
        return Reference(**sections)

    def set(self, reference: Reference) -> None:
        for section in fields(reference):
            entries = [_values(entry) for entry in getattr(reference, section.name)]
            put(self._connection, tables.reference, {"section": section.name, "entries": entries})
        self._transaction.forget()


def _values(entry: Entry) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(entry).items()}


@lru_cache(VERSIONS)
def _section(name: str, words: str) -> tuple[Entry, ...]:
    """A section out of its text. Every act asks for all of it, and the same text says the same."""
    return tuple(_entry(name, values) for values in json.loads(words))


def _entry(section: str, values: dict[str, Any]) -> Entry:
    return _MADE[section](**{name: _value(section, name, value) for name, value in values.items()})


def _value(section: str, name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _LISTS:
        return tuple(AccountId(each) if name == "accounts" else each for each in value)
    if name in _PEOPLE:
        return PersonId(value)
    if name in _DAYS or (name == "until" and section in _LAST_DAYS and "T" not in value):
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if name in _MOMENTS or name == "until" else value
