"""A night at the council."""

import pytest
from nights import Night


@pytest.fixture
def night(sqlite_store, clock):
    return Night(sqlite_store, clock)
