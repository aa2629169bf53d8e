"""The log on disk: what was written verifies, and whatever is done to the tables behind its back is found (S86)."""

import threading

import pytest

from bot.core.records import breaks

DROP = {
    "sqlite": ("DROP TRIGGER records_keep_update", "DROP TRIGGER records_keep_delete"),
    "postgresql": ("DROP TRIGGER records_keep ON records",),
}


def append(store, how_many, actor="ann"):
    for number in range(how_many):
        with store.write() as uow:
            uow.records.append("DraftApproved", actor, f"draft:{number}", {"n": number, "why": "Ünïcode \x00 🌿"})


def found(store):
    with store.read() as uow:
        return [(b.number, b.what) for b in breaks(uow.records.read(), uow.records.head())]


def tamper(store, *statements):
    with store.write() as uow:
        for statement in (*DROP[store.engine_name], *statements):
            uow.connection.exec_driver_sql(statement)


def test_a_log_comes_back_as_it_was_written_and_verifies(store, clock):
    with store.write() as uow:
        first = uow.records.append("DraftApproved", "ann", "draft:1", {"b": [1, 2.5, None], "a": "é"})
        second = uow.records.append("DraftPublished", "service", "draft:1", {})
        third = uow.records.append("DraftPitched", "bob", "draft:2", {"x": {"y": True}})
    with store.read() as uow:
        assert list(uow.records.read()) == [first, second, third]
        assert list(uow.records.read(after=2)) == [third]
        assert uow.records.about("draft:1") == [first, second]
        both = uow.records.about_any([f"draft:{n}" for n in range(1200)], ["DraftPitched", "DraftApproved"])
        assert both == [first, third]
        assert uow.records.about_any([], ["DraftPitched"]) == uow.records.about_any(["draft:1"], []) == []
        assert uow.records.head() == (3, third.hash)
    assert first.at == clock()
    assert found(store) == []


def test_an_empty_log_verifies(store):
    assert found(store) == []


def test_a_long_log_is_read_in_pages(store, monkeypatch):
    monkeypatch.setattr("bot.adapters.store.records.PAGE", 4)
    append(store, 10)
    with store.read() as uow:
        assert [r.number for r in uow.records.read()] == list(range(1, 11))


@pytest.mark.parametrize("statement", ["UPDATE records SET actor = 'eve'", "DELETE FROM records WHERE number = 2"])
def test_the_database_itself_refuses_to_change_or_delete_a_line(store, statement):
    append(store, 3)

    def change():
        with store.write() as uow:
            uow.connection.exec_driver_sql(statement)

    with pytest.raises(Exception, match="records are never changed"):
        change()
    assert found(store) == []


@pytest.mark.parametrize("column", ["kind", "actor", "subject"])
def test_an_altered_line_is_found(store, column):
    append(store, 5)
    tamper(store, f"UPDATE records SET {column} = 'eve' WHERE number = 3")
    assert found(store) == [(3, "Line 3 was altered.")]


@pytest.mark.parametrize("body", ['{"n":9}', '{"n": 2}', "gone", "[]", ""])
def test_an_altered_body_is_found_whatever_stands_in_its_place(store, body):
    append(store, 5)
    tamper(store, f"UPDATE records SET body = '{body}' WHERE number = 3")
    assert found(store) == [(3, "The contents of line 3 were altered.")]


def test_an_altered_time_is_found(store):
    append(store, 3)
    tamper(store, "UPDATE records SET at = '2026-06-01T11:59:59.000000+00:00' WHERE number = 2")
    assert found(store) == [(2, "Line 2 was altered.")]


def test_a_time_that_is_none_is_found(sqlite_store):
    append(sqlite_store, 3)
    tamper(sqlite_store, "UPDATE records SET at = 'yesterday' WHERE number = 2")
    assert found(sqlite_store) == [(2, "Line 2 was altered.")]


def test_deleted_lines_are_found(store):
    append(store, 6)
    tamper(store, "DELETE FROM records WHERE number IN (2, 4, 5)")
    assert found(store) == [(2, "Line 2 is missing."), (4, "Lines 4 to 5 are missing.")]


def test_a_log_cut_short_is_found(store):
    append(store, 6)
    tamper(store, "DELETE FROM records WHERE number > 4")
    assert found(store) == [(5, "The log ends at line 4, but 6 lines were written.")]


def test_a_log_emptied_altogether_is_found(store):
    append(store, 2)
    tamper(store, "DELETE FROM records")
    assert [number for number, _ in found(store)] == [1]


def test_reordered_lines_are_found(store):
    append(store, 5)
    tamper(
        store,
        "UPDATE records SET number = 99 WHERE number = 2",
        "UPDATE records SET number = 2 WHERE number = 3",
        "UPDATE records SET number = 3 WHERE number = 99",
    )
    assert {2, 3} <= {number for number, _ in found(store)}


def test_eight_threads_append_at_once_and_the_chain_verifies(store):
    start, faults = threading.Barrier(8), []

    def work(name):
        start.wait()
        try:
            append(store, 25, name)
        except Exception as fault:  # noqa: BLE001  told in the test's own thread
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(f"p{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with store.read() as uow:
        assert uow.records.head()[0] == 200
    assert found(store) == []
