"""The practice house for stories of people: the real bot between our own Slack and X."""

import pytest
from stories import Somebody

from bot.demo.start import practice


@pytest.fixture(scope="module")
def house():
    """One practice house for the stories of a module."""
    with practice() as up:
        yield up


@pytest.fixture
def sam(house):
    """Author for the council."""
    return Somebody(house.slack_url, "U0SAM")


@pytest.fixture
def tom(house):
    """Approver for the council and the hospitals; may pitch for the council."""
    return Somebody(house.slack_url, "U0TOM")


@pytest.fixture
def priya(house):
    """Lead; approves everywhere."""
    return Somebody(house.slack_url, "U0PRIYA")


@pytest.fixture
def megan(house):
    """On-call officer; approves everywhere."""
    return Somebody(house.slack_url, "U0MEGAN")


@pytest.fixture
def nia(house):
    """The other lead; on no account's list."""
    return Somebody(house.slack_url, "U0NIA")


@pytest.fixture
def ewa(house):
    """Author for the hospitals."""
    return Somebody(house.slack_url, "U0EWA")


@pytest.fixture
def callum(house):
    """Author for the police."""
    return Somebody(house.slack_url, "U0CALLUM")


@pytest.fixture
def jo(house):
    """In the workspace, on no list."""
    return Somebody(house.slack_url, "U0JO")
