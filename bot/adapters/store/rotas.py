"""Rotas, what was entered beside them, and absences."""

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository, put
from bot.adapters.store.rota_plans import from_json, to_json
from bot.core.ids import PersonId, RotaId
from bot.core.rota.changes import Absence, Change, Kind, Shift
from bot.core.rota.duty import SeatName
from bot.core.rota.plan import Plan
from bot.use_cases.ports_rota import Entered, EnteredAbsence, Era

ROTAS, ENTRIES, ABSENCES = tables.rotas.c, tables.rota_entries.c, tables.absences.c
VERSIONS = tables.rota_versions.c
_SHIFT = "shift"


class SqlRotas(Repository):
    """Rotas; what was withdrawn or cancelled stays in its table and no longer counts."""

    def plans(self) -> list[Plan]:
        return list(self._transaction.once("plans", self._plans))

    def _plans(self) -> list[Plan]:
        rows = self._connection.execute(select(tables.rotas).order_by(ROTAS.id))
        return [from_json(row.id, row.name, row.plan) for row in rows]

    def plan(self, rota: RotaId) -> Plan | None:
        return self._transaction.once(("plan", rota), lambda: self._plan(rota))

    def _plan(self, rota: RotaId) -> Plan | None:
        row = self._connection.execute(select(tables.rotas).where(ROTAS.id == rota)).one_or_none()
        return from_json(row.id, row.name, row.plan) if row else None

    def put(self, plan: Plan) -> None:
        if self._plan(plan.id) == plan:
            return
        put(self._connection, tables.rotas, {"id": plan.id, "name": plan.name, "plan": to_json(plan)})
        self._now_is(plan.id, plan.name, to_json(plan))
        self._transaction.forget()

    def remove(self, rota: RotaId) -> None:
        self._connection.execute(tables.rotas.delete().where(ROTAS.id == rota))
        self._now_is(rota, "", None)
        self._transaction.forget()

    def _now_is(self, rota: RotaId, name: str, plan: dict[str, Any] | None) -> None:
        """From now on the rota is this, or is no more."""
        values = {"rota": rota, "since": self._transaction.now(), "name": name, "plan": plan}
        put(self._connection, tables.rota_versions, values)

    def history(self, start: datetime, end: datetime) -> list[Era]:
        query = select(tables.rota_versions).where(VERSIONS.since < end).order_by(VERSIONS.rota, VERSIONS.since)
        eras = []
        for _, rows in groupby(self._connection.execute(query), key=lambda row: row.rota):
            versions = list(rows)
            for version, after in zip(versions, [*versions[1:], None], strict=True):
                begins, stops = max(version.since, start), min(after.since, end) if after else end
                if version.plan is not None and begins < stops:
                    eras.append(Era(from_json(version.rota, version.name, version.plan), begins, stops))
        return eras

    def hold(self, *rotas: RotaId) -> None:
        """In one order, so that no two wait for each other. SQLite lets one transaction at a time write anyway."""
        held = select(ROTAS.id).where(ROTAS.id.in_(rotas)).order_by(ROTAS.id).with_for_update()
        self._connection.execute(held).all()
        self._transaction.forget()

    def enter(self, rota: RotaId, what: Change | Shift, by: str, now: datetime) -> Entered:
        values = _entry_values(rota, what) | {"entered_by": by, "entered_at": now, "withdrawn_by": ""}
        inserted = tables.rota_entries.insert().values(values).returning(*ENTRIES)
        return _entered(self._connection.execute(inserted).one())

    def entry(self, entry: int) -> Entered | None:
        found = self._entries(ENTRIES.id == entry)
        return found[0] if found else None

    def withdraw(self, entry: int, by: str, now: datetime) -> bool:
        """The first withdrawal counts; a second changes nothing."""
        update = tables.rota_entries.update().where(ENTRIES.id == entry, ENTRIES.withdrawn_at.is_(None))
        return self._connection.execute(update.values(withdrawn_by=by, withdrawn_at=now)).rowcount > 0

    def entries(self, rota: RotaId, start: datetime, end: datetime) -> list[Entered]:
        return self._entries(ENTRIES.rota == rota, ENTRIES.end > start, ENTRIES.start < end)

    def every_entry(self, start: datetime, end: datetime) -> list[Entered]:
        return self._entries(ENTRIES.end > start, ENTRIES.start < end)

    def covers_for(self, absence: str) -> list[Entered]:
        return self._entries(ENTRIES.absence == absence)

    def add_absence(
        self, person: PersonId, start: datetime, end: datetime, *, by: str, now: datetime, source: str = ""
    ) -> EnteredAbsence:
        values = {
            "person": person,
            "start": start,
            "end": end,
            "source": source,
            "entered_by": by,
            "entered_at": now,
            "cancelled_by": "",
        }
        self._transaction.forget()
        inserted = tables.absences.insert().values(values).returning(*ABSENCES)
        return _absence(self._connection.execute(inserted).one())

    def absence(self, absence: str) -> EnteredAbsence | None:
        if not absence.isdecimal():
            return None
        row = self._connection.execute(select(tables.absences).where(ABSENCES.id == int(absence))).one_or_none()
        return _absence(row) if row else None

    def cancel_absence(self, absence: str, by: str, now: datetime) -> None:
        """The first cancelling counts; a second changes nothing."""
        self._transaction.forget()
        update = tables.absences.update().where(ABSENCES.id == int(absence), ABSENCES.cancelled_at.is_(None))
        self._connection.execute(update.values(cancelled_by=by, cancelled_at=now))

    def absences(
        self,
        start: datetime,
        end: datetime,
        person: PersonId | None = None,
        *,
        among: Collection[PersonId] | None = None,
    ) -> list[EnteredAbsence]:
        some = None if among is None else tuple(sorted(among))
        found = self._transaction.once(
            ("absences", start, end, person, some), lambda: self._absences(start, end, person, some)
        )
        return list(found)

    def _absences(
        self, start: datetime, end: datetime, person: PersonId | None, among: tuple[PersonId, ...] | None
    ) -> list[EnteredAbsence]:
        query = select(tables.absences).where(
            ABSENCES.cancelled_at.is_(None), ABSENCES.end > start, ABSENCES.start < end
        )
        if person is not None:
            query = query.where(ABSENCES.person == person)
        if among is not None:
            query = query.where(ABSENCES.person.in_(among))
        return [_absence(row) for row in self._connection.execute(query.order_by(ABSENCES.start, ABSENCES.id))]

    def _entries(self, *conditions: ColumnElement[bool]) -> list[Entered]:
        query = select(tables.rota_entries).where(ENTRIES.withdrawn_at.is_(None), *conditions)
        # Put in order here: asked for the order of ids, SQLite would go through all entries there ever were.
        return sorted((_entered(row) for row in self._connection.execute(query)), key=lambda entered: entered.id)


def _entry_values(rota: RotaId, what: Change | Shift) -> dict[str, Any]:
    values = {"rota": rota, "seat": what.seat, "start": what.start, "end": what.end, "person": what.person}
    if isinstance(what, Shift):
        return values | {"kind": _SHIFT, "instead_of": None, "absence": ""}
    return values | {"kind": what.kind, "instead_of": what.instead_of, "absence": what.absence}


def _entered(row: Row[Any]) -> Entered:
    return Entered(row.id, RotaId(row.rota), _what(row), row.entered_by, row.entered_at)


def _what(row: Row[Any]) -> Change | Shift:
    seat, person = SeatName(row.seat), PersonId(row.person) if row.person else None
    if row.kind == _SHIFT:
        assert person is not None
        return Shift(seat, person, row.start, row.end)
    instead_of = PersonId(row.instead_of) if row.instead_of else None
    return Change(Kind(row.kind), seat, row.start, row.end, person, instead_of, row.absence)


def _absence(row: Row[Any]) -> EnteredAbsence:
    absence = Absence(PersonId(row.person), row.start, row.end, str(row.id))
    return EnteredAbsence(absence, row.entered_by, row.entered_at, row.source, row.cancelled_at)
