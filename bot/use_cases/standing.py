"""Since when somebody may act: recorded whenever that changes, and read back for figures of the past (S74).

Suspending in chat is people.py's; who stands in for somebody who is gone is gaps.py's.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from bot.core.ids import PersonId
from bot.core.people import Person, Standing
from bot.core.records import Record
from bot.core.rota.stretches import Stretch
from bot.use_cases.ports import UnitOfWork

SUSPENDED, RESTORED, LEFT = "PersonSuspended", "PersonRestored", "PersonLeft"
_BECAME: Mapping[Standing, str] = {Standing.SUSPENDED: SUSPENDED, Standing.ACTIVE: RESTORED, Standing.LEFT: LEFT}
_GONE = frozenset({SUSPENDED, LEFT})


def record_changes(uow: UnitOfWork, before: Iterable[Person], after: Iterable[Person], by: str) -> None:
    """Record for everybody whose standing a file changes what it is now."""
    was = {person.id: person.standing for person in before}
    for person in after:
        if was.get(person.id, person.standing) is not person.standing:
            uow.records.append(_BECAME[person.standing], by, f"person:{person.id}", {"reason": "org.yaml"})


def gone(
    uow: UnitOfWork, people: Collection[PersonId], start: datetime, end: datetime
) -> dict[PersonId, list[Stretch]]:
    """When in [start, end) these people held nothing, because they were suspended or had left, by the record.

    Somebody who left before that was recorded counts as having been there until now.
    """
    records = uow.records.about_any([f"person:{person}" for person in people], (*_GONE, RESTORED))
    by_subject: dict[str, list[Record]] = {}
    for record in records:
        by_subject.setdefault(record.subject, []).append(record)
    return {person: _gone(by_subject.get(f"person:{person}", []), start, end) for person in people}


def _gone(records: Iterable[Record], start: datetime, end: datetime) -> list[Stretch]:
    stretches: list[Stretch] = []
    since: datetime | None = None
    for record in records:
        if record.kind in _GONE:
            since = since or record.at
        elif since:
            stretches.append((since, record.at))
            since = None
    if since:
        stretches.append((since, end))
    return [(max(begin, start), min(stop, end)) for begin, stop in stretches if begin < end and stop > start]
