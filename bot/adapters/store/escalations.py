"""Escalations with their calls, and callouts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository, inserting, put
from bot.core.callouts import Callout
from bot.core.escalation import Answer, Call, Escalation, Kind, Outcome, Stage
from bot.core.ids import AccountId, EscalationId, PersonId, RotaId
from bot.core.rota.plan import Calling

ESCALATIONS, CALLS, CALLOUTS = tables.escalations.c, tables.escalation_calls.c, tables.callouts.c
UNDER_WAY = ESCALATIONS.ended_at.is_(None)
UNDER_WAY_FOR = select(ESCALATIONS.id).where(
    UNDER_WAY, ESCALATIONS.kind == bindparam("for_kind"), ESCALATIONS.subject == bindparam("of")
)
"""Written once: every change of a draft asks."""


class SqlEscalations(Repository):
    """Every escalation there was."""

    def open(
        self,
        kind: Kind,
        subject: str,
        *,
        account: AccountId | None,
        title: str,
        lines: tuple[str, ...],
        rota: RotaId,
        chain: Calling,
        by: str,
        now: datetime,
    ) -> Escalation | None:
        values = {
            "kind": kind,
            "subject": subject,
            "account": account,
            "title": title,
            "lines": lines,
            "rota": rota,
            "chain": _chain_to_json(chain),
            "opened_by": by,
            "opened_at": now,
            "stage": Stage.CALLING,
            "fired": 0,
            "empty": (),
            "next_at": now,
            "outcome": Outcome.NONE,
        }
        insert = inserting(self._connection, tables.escalations).values(values)
        once = insert.on_conflict_do_nothing(index_elements=["kind", "subject"], index_where=UNDER_WAY)
        row = self._connection.execute(once.returning(*ESCALATIONS)).one_or_none()
        return _escalation(row, ()) if row else None

    def get(self, escalation: EscalationId) -> Escalation | None:
        query = select(tables.escalations).where(ESCALATIONS.id == escalation)
        if self._transaction.writing:
            query = query.with_for_update()
        return next(iter(self._with_calls(self._connection.execute(query).all())), None)

    def save(self, escalation: Escalation) -> None:
        values = {
            "stage": escalation.stage,
            "fired": escalation.fired,
            "empty": escalation.empty,
            "next_at": escalation.next_at,
            "taken_by": escalation.taken_by,
            "taken_at": escalation.taken_at,
            "outcome": escalation.outcome,
            "ended_by": escalation.ended_by,
            "ended_at": escalation.ended_at,
            "desk_until": escalation.desk_until,
        }
        self._connection.execute(tables.escalations.update().where(ESCALATIONS.id == escalation.id).values(values))
        for call in escalation.calls:
            put(self._connection, tables.escalation_calls, _call_values(escalation.id, call))

    def under_way(self, kind: Kind, subject: str) -> EscalationId | None:
        found = self._connection.execute(UNDER_WAY_FOR, {"for_kind": kind, "of": subject}).scalar_one_or_none()
        return None if found is None else EscalationId(found)

    def all_under_way(self) -> list[Escalation]:
        query = select(tables.escalations).where(UNDER_WAY).order_by(ESCALATIONS.id)
        return self._with_calls(self._connection.execute(query).all())

    def ended(self, kind: Kind, limit: int) -> list[Escalation]:
        over = select(tables.escalations).where(ESCALATIONS.ended_at.is_not(None), ESCALATIONS.kind == kind)
        query = over.order_by(ESCALATIONS.id.desc()).limit(limit)
        return self._with_calls(self._connection.execute(query).all())

    def put_callout(self, callout: Callout) -> None:
        values = {
            "escalation": callout.escalation,
            "person": callout.person,
            "start": callout.start,
            "end": callout.end,
        }
        put(self._connection, tables.callouts, values)

    def callout(self, escalation: EscalationId, person: PersonId) -> Callout | None:
        query = select(tables.callouts).where(CALLOUTS.escalation == escalation, CALLOUTS.person == person)
        row = self._connection.execute(query).one_or_none()
        return _callout(row) if row else None

    def callouts(self, start: datetime, end: datetime, person: PersonId | None = None) -> list[Callout]:
        query = select(tables.callouts).where(CALLOUTS.end > start, CALLOUTS.start < end)
        if person is not None:
            query = query.where(CALLOUTS.person == person)
        rows = self._connection.execute(query.order_by(CALLOUTS.start, CALLOUTS.escalation))
        return [_callout(row) for row in rows]

    def _with_calls(self, rows: Iterable[Row[Any]]) -> list[Escalation]:
        found = list(rows)
        calls: dict[int, list[Call]] = defaultdict(list)
        query = select(tables.escalation_calls).where(CALLS.escalation.in_([row.id for row in found]))
        for row in self._connection.execute(query.order_by(CALLS.escalation, CALLS.number)) if found else ():
            calls[row.escalation].append(_call(row))
        return [_escalation(row, calls[row.id]) for row in found]


def _escalation(row: Row[Any], calls: Iterable[Call]) -> Escalation:
    return Escalation(
        id=EscalationId(row.id),
        kind=Kind(row.kind),
        account=AccountId(row.account) if row.account else None,
        subject=row.subject,
        title=row.title,
        lines=tuple(row.lines),
        rota=RotaId(row.rota),
        chain=_chain(row.chain),
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        next_at=row.next_at,
        stage=Stage(row.stage),
        fired=row.fired,
        calls=tuple(calls),
        empty=tuple(row.empty),
        taken_by=_person(row.taken_by),
        taken_at=row.taken_at,
        outcome=Outcome(row.outcome),
        ended_by=_person(row.ended_by),
        ended_at=row.ended_at,
        desk_until=row.desk_until,
    )


def _callout(row: Row[Any]) -> Callout:
    return Callout(EscalationId(row.escalation), PersonId(row.person), row.start, row.end)


def _person(kept: str | None) -> PersonId | None:
    return PersonId(kept) if kept else None


def _chain_to_json(chain: Calling) -> dict[str, Any]:
    return {
        "steps": [step.total_seconds() for step in chain.steps],
        "repeats": chain.repeats,
        "unack_after": chain.unack_after.total_seconds(),
        "fallback": chain.fallback,
    }


def _chain(kept: dict[str, Any]) -> Calling:
    steps = tuple(timedelta(seconds=step) for step in kept["steps"])
    return Calling(steps, kept["repeats"], timedelta(seconds=kept["unack_after"]), _person(kept["fallback"]))


def _call_values(escalation: EscalationId, call: Call) -> dict[str, Any]:
    return {
        "escalation": escalation,
        "number": call.number,
        "person": call.person,
        "place": call.place,
        "at": call.at,
        "answer": call.answer,
        "answered_at": call.answered_at,
    }


def _call(row: Row[Any]) -> Call:
    return Call(row.number, PersonId(row.person), row.place, row.at, Answer(row.answer), row.answered_at)
