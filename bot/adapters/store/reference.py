"""What the organisation knows (core/reference.py): one row for each section, as JSON."""

from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

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

EVERYTHING = select(tables.reference)
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
        rows = self._connection.execute(EVERYTHING)
        sections: dict[str, Any] = {
            row.section: tuple(_entry(row.section, values) for values in row.entries) for row in rows
        }
        return Reference(**sections)

    def set(self, reference: Reference) -> None:
        for section in fields(reference):
            entries = [_values(entry) for entry in getattr(reference, section.name)]
            put(self._connection, tables.reference, {"section": section.name, "entries": entries})
        self._transaction.forget()


def _values(entry: Entry) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(entry).items()}


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
