"""What is asked often is found by an index, however many rows there ever were (design: figures to reach)."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.core import escalation
from bot.core.accounts import Account, Kind, OrgType
from bot.core.due import Lane
from bot.core.people import Person

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


MANY_PUBLISHED = """
INSERT INTO drafts (account, author, state, created_at, changed_at, revision, round, reason, lock)
WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 2000)
SELECT 'fernshire', 'tom', CASE WHEN n > 1990 THEN 'in_review' ELSE 'published' END, '', '', 1, 1, '', 1 FROM s
"""


def test_what_somebody_signs_is_looked_for_among_what_is_in_review_only(sqlite_store):
    """S49: where SQLite has counted the rows too, and would else walk through all drafts by their numbers."""
    with sqlite_store.write() as uow:
        uow.people.put(Person("tom", "Tom"))
        uow.accounts.put(Account("fernshire", "Fernshire", "Fernshire", Kind.CORPORATE, OrgType.COUNCIL, "C1"))
        uow.connection.exec_driver_sql(MANY_PUBLISHED)
        uow.connection.exec_driver_sql("ANALYZE")
    with sqlite_store.read() as uow:
        [(statement, parameters)] = asked_by(lambda: uow.drafts.asked_of("nia", 200))
        plan = str(uow.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all())
    assert "SEARCH drafts USING INDEX ix_drafts_state_changed_at" in plan


@pytest.mark.parametrize(
    ("table", "act", "index"),
    [
        ("due", lambda store, _: store.queue().next_due(Lane.POSTS), "ix_due_lane_claimable_at"),
        ("due", lambda store, _: store.queue().claim(LEASE, 2, Lane.REST), "ix_due_lane_claimable_at"),
        ("due", lambda store, _: store.queue().next_due(), "ix_due_claimable_at"),
        ("rota_entries", reading(lambda uow, now: uow.rotas.every_entry(now, now + LEASE)), "ix_rota_entries_end"),
        (
            "escalations",
            reading(lambda uow, _: uow.escalations.ended(escalation.Kind.DRILL, 1)),
            "ix_escalations_kind_id",
        ),
    ],
)
def test_it_is_found_by_its_index(sqlite_store, clock, table, act, index):
    asked = [each for each in asked_by(lambda: act(sqlite_store, clock)) if f"FROM {table}" in each[0]]
    assert asked
    with sqlite_store.read() as uow:
        for statement, parameters in asked:
            plan = str(uow.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all())
            assert f"INDEX {index}" in plan
