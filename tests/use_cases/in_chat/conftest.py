"""The council of council.py, for everything people do in chat."""

import pytest
from council import Council


@pytest.fixture
def town(sqlite_store, clock):
    return Council(sqlite_store, clock)
