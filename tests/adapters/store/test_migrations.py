"""Migrations give exactly the tables of the code, and take everything away again, on both engines."""

import re
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from rotas import comms_plan, london
from sqlalchemy import inspect, text

from bot.adapters.store import migrate, open_store, tables
from bot.adapters.store.engine import make_engine
from bot.use_cases.ports_rota import Era

ROW = {
    "subject": "7",
    "due_at": datetime(2026, 3, 2, tzinfo=UTC),
    "version": 1,
    "claimed_version": 0,
    "token": 3,
    "attempt": 0,
    "why": "",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    """Addresses of two empty databases on each engine in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'a.db'}", f"sqlite:///{tmp_path / 'b.db'}"
        return
    cluster = request.getfixturevalue("postgres")
    urls = cluster.database(), cluster.database()
    yield urls
    for url in urls:
        cluster.drop(url)


def reading(url, look):
    engine = make_engine(url)
    with engine.connect() as connection:
        seen = look(connection)
    engine.dispose()
    return seen


def differences(connection):
    options = {"compare_type": True, "compare_server_default": True, "target_metadata": tables.metadata}
    return compare_metadata(MigrationContext.configure(connection, opts=options), tables.metadata)


def everything(connection):
    """All that alembic does not compare: checks, triggers, functions, partial indexes, as the engine itself tells them."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")).all()
        return {(r.type, r.name, _plain(r.sql)) for r in rows if r.name != "alembic_version"}
    queries = (
        """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE conrelid > 0 AND connamespace = 'public'::regnamespace""",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
        "SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
        """SELECT table_name, column_name, concat(data_type, is_nullable, column_default, is_identity)
        FROM information_schema.columns WHERE table_schema = 'public'""",
    )
    rows = [tuple(row) for query in queries for row in connection.execute(text(query))]
    return {row for row in rows if row[0] != "alembic_version"}


def _plain(sql):
    """Without extra white space, and with the parts of a table in one order."""
    words = re.sub(r"\s+", " ", sql).replace('"', "").replace("( ", "(").replace(" )", ")")
    if not words.startswith("CREATE TABLE"):
        return words
    name, _, columns = words.removesuffix(")").partition("(")
    return name, tuple(sorted(re.split(r", (?![^(]*\))", columns)))


def test_upgrading_nothing_gives_exactly_the_tables_of_the_code(empty):
    migrated, made = empty
    migrate.upgrade(migrated)
    engine = make_engine(made)
    with engine.begin() as connection:
        tables.metadata.create_all(connection)
    engine.dispose()
    assert reading(migrated, differences) == []
    assert reading(migrated, everything) == reading(made, everything)
    assert any("records_keep" in name for _, name, _ in reading(migrated, everything))


def test_every_check_of_the_code_is_in_the_database_by_name(empty):
    migrate.upgrade(empty[0])
    wanted = {c.name for t in tables.metadata.tables.values() for c in t.constraints if c.name and "ck_" in c.name}
    seen = reading(
        empty[0],
        lambda c: {k["name"] for t in tables.metadata.tables for k in inspect(c).get_check_constraints(t)},
    )
    assert seen == wanted
    assert len(wanted) > 10


def test_downgrading_leaves_nothing_and_upgrading_again_works(empty):
    url = empty[0]
    assert (migrate.current(url), migrate.is_current(url)) == (None, False)
    migrate.upgrade(url)
    assert migrate.current(url) == migrate.head()
    first = reading(url, everything)
    migrate.downgrade(url, "base")
    assert migrate.current(url) is None
    assert {name for _, name, _ in reading(url, everything)} <= {"sqlite_sequence"}
    migrate.upgrade(url)
    assert migrate.is_current(url)
    assert reading(url, everything) == first


def test_what_was_due_is_still_due_when_its_table_is_made_anew(empty):
    url = empty[0]
    migrate.upgrade(url)
    for change in (lambda: migrate.downgrade(url, "0003"), lambda: migrate.upgrade(url)):
        engine = make_engine(url)
        with engine.begin() as connection:
            connection.execute(tables.due.delete())
            connection.execute(tables.due.insert(), {**ROW, "work": "publish"})
        engine.dispose()
        change()
        rows = reading(url, lambda c: c.execute(text("SELECT work, subject, token FROM due")).all())
        assert rows == [("publish", "7", 3)]
    assert reading(url, lambda c: c.execute(text("SELECT lane FROM due")).scalar_one()) == "posts"


def test_a_rota_from_before_its_history_was_kept_counts_as_always_having_been(empty):
    url = empty[0]
    migrate.upgrade(url)
    store = open_store(url)
    with store.write() as uow:
        uow.rotas.put(comms_plan())
    store.close()
    migrate.downgrade(url, "0014")
    migrate.upgrade(url)

    store = open_store(url)
    with store.read() as uow:
        eras = uow.rotas.history(london(2020, 1, 1), london(2020, 2, 1))
    store.close()
    assert eras == [Era(comms_plan(), london(2020, 1, 1), london(2020, 2, 1))]


def test_looking_at_a_database_does_not_create_it(tmp_path):
    assert not migrate.is_current(f"sqlite:///{tmp_path / 'a.db'}")
    assert list(tmp_path.iterdir()) == []


def test_upgrading_twice_changes_nothing(empty):
    for _ in range(2):
        migrate.upgrade(empty[0])
    assert migrate.is_current(empty[0])


def test_every_migration_is_named_by_its_four_digits():
    names = sorted(path.name for path in (migrate.scripts() / "versions").glob("*.py"))
    assert [name[:4] for name in names] == [f"{n:04}" for n in range(1, len(names) + 1)]
    assert migrate.head() == names[-1][:4]
