"""What is asked often is found by an index, however many rows there ever were (design: figures to reach)."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.core.due import Lane
from bot.core.escalation import Kind

LEASE = timedelta(minutes=1)


def asked_by(act):
    """The statements that an act sends, with their parameters."""
    found = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        found.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return found


def reading(ask):
    def act(store, clock):
        with store.read() as uow:
            ask(uow, clock())

    return act


@pytest.mark.parametrize(
    ("table", "act", "index"),
    [
        ("due", lambda store, _: store.queue().next_due(Lane.POSTS), "ix_due_lane_claimable_at"),
        ("due", lambda store, _: store.queue().claim(LEASE, 2, Lane.REST), "ix_due_lane_claimable_at"),
        ("due", lambda store, _: store.queue().next_due(), "ix_due_claimable_at"),
        ("rota_entries", reading(lambda uow, now: uow.rotas.every_entry(now, now + LEASE)), "ix_rota_entries_end"),
        ("escalations", reading(lambda uow, _: uow.escalations.ended(Kind.DRILL, 1)), "ix_escalations_kind_id"),
    ],
)
def test_it_is_found_by_its_index(sqlite_store, clock, table, act, index):
    asked = [each for each in asked_by(lambda: act(sqlite_store, clock)) if f"FROM {table}" in each[0]]
    assert asked
    with sqlite_store.read() as uow:
        for statement, parameters in asked:
            plan = str(uow.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all())
            assert f"INDEX {index}" in plan
