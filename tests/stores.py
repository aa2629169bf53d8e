"""Fixtures of databases: migrated once a session, then copied for every test, on SQLite and on PostgreSQL."""

import os
import shutil
from datetime import UTC, datetime, timedelta

import postgres as servers
import pytest

from bot.adapters.store import migrate, open_store

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, at=NOON):
        self.at = at

    def __call__(self):
        return self.at

    def move(self, **span):
        self.at += timedelta(**span)


@pytest.fixture
def clock():
    """Monday noon, standing still."""
    return Clock()


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server of the session's own."""
    if servers.binaries() is None:
        reason = "needs PostgreSQL's initdb and postgres: install the server package"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    cluster = servers.start()
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """A SQLite file at the newest version, to be copied."""
    path = tmp_path_factory.mktemp("template") / "migrated.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_template(postgres):
    """The name of a PostgreSQL database at the newest version, to be copied."""
    url = postgres.database()
    migrate.upgrade(url)
    return url.rsplit("/", 1)[1]


@pytest.fixture
def sqlite_url(migrated_file, tmp_path):
    """A migrated SQLite database of the test's own."""
    shutil.copy(migrated_file, tmp_path / "countersign.db")
    return f"sqlite:///{tmp_path / 'countersign.db'}"


@pytest.fixture
def postgresql_url(postgres, migrated_template):
    """A migrated PostgreSQL database of the test's own."""
    url = postgres.database(migrated_template)
    yield url
    postgres.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request):
    """A migrated database of the test's own, on each engine in turn."""
    return request.getfixturevalue(f"{request.param}_url")


_first = {}


def quick(store):
    """The same store, which compiles no statement this process has compiled before.

    A process that runs the product has one store, and compiles once; here each test has one of its own.
    """
    engine = store._database.engine
    if engine.dialect.name not in _first:
        _first[engine.dialect.name] = engine
        with store.read():  # from here on its dialect knows what it talks to
            pass
    first = _first[engine.dialect.name]
    engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
    return store


@pytest.fixture
def store(store_url, clock):
    """A store on each engine in turn, on the test's clock."""
    opened = quick(open_store(store_url, clock))
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_url, clock):
    """A store on SQLite alone, on the test's clock, for tests that are not about the store."""
    opened = quick(open_store(sqlite_url, clock))
    yield opened
    opened.close()
