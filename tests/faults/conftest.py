"""A real store, a real publisher and the practice X, for tests that kill, cut and starve."""

import pytest
import stage
from nursery import Nursery

from bot.practice.serving import Served


@pytest.fixture(scope="session")
def nursery():
    """Where workers are born that are to die young: they need not import everything first."""
    with Nursery("stage", "bot.running") as waiting:
        yield waiting


@pytest.fixture
def clock():
    return stage.Clock()


@pytest.fixture
def x():
    return stage.practice_x()


@pytest.fixture
def x_url(x):
    with Served(x.app) as served:
        yield served.url


@pytest.fixture
def at(sqlite_store, clock, x, x_url):
    """The stage: a store on SQLite, an organisation, and everything due run by hand with `at.run()`."""
    return stage.Stage(sqlite_store, clock, x, x_url)
