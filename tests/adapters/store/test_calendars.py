"""Addresses of calendars in the store, on every engine."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.adapters.store import tables
from bot.core.people import Person
from bot.use_cases.ports_calendar import LeaveCalendar


@pytest.fixture(autouse=True)
def people(store):
    with store.write() as uow:
        for name in ("priya", "amy"):
            uow.people.put(Person(name, name.title()))


def test_an_address_is_found_by_its_token_and_the_token_is_not_kept(store, clock):
    with store.write() as uow:
        token = uow.feeds.make("priya", "comms", clock())
        own = uow.feeds.make("priya", None, clock())
    with store.read() as uow:
        found = uow.feeds.by_token(token)
        kept = [row.token_hash for row in uow.connection.execute(select(tables.feeds))]
        assert (found.person, found.rota, found.made_at) == ("priya", "comms", clock())
        assert uow.feeds.by_token(own).rota is None
        assert [feed.rota for feed in uow.feeds.standing("priya")] == ["comms", None]
        assert uow.feeds.standing("amy") == []
    assert len(token) == 43  # 256 bits in URL-safe base64
    assert token not in kept
    assert token != own


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "\ud800"])
def test_a_token_that_was_never_given_finds_nothing(store, clock, token):
    with store.write() as uow:
        uow.feeds.make("priya", None, clock())
        assert uow.feeds.by_token(token) is None


def test_a_revoked_address_is_found_no_more_and_the_next_one_is_another(store, clock):
    with store.write() as uow:
        old = uow.feeds.make("priya", None, clock())
        uow.feeds.revoke(uow.feeds.by_token(old).id, clock())
        new = uow.feeds.make("priya", None, clock())
    with store.read() as uow:
        assert uow.feeds.by_token(old) is None
        assert uow.feeds.by_token(new).person == "priya"
        assert len(uow.feeds.standing("priya")) == 1


def test_where_leave_is_read_from_comes_back_with_how_it_went(store, clock):
    first = LeaveCalendar("priya", "https://calendar.example.gov.uk/p.ics", "priya", clock())
    later = replace(first, read_at=clock(), failing_since=clock() + timedelta(days=1), what="It is down.")
    with store.write() as uow:
        uow.leave_calendars.put(first)
        assert uow.leave_calendars.get("priya") == first
        uow.leave_calendars.put(later)
        uow.leave_calendars.put(replace(first, person="amy"))
    with store.read() as uow:
        assert uow.leave_calendars.get("priya") == later
        assert [calendar.person for calendar in uow.leave_calendars.all()] == ["amy", "priya"]
    with store.write() as uow:
        uow.leave_calendars.forget("priya")
        assert uow.leave_calendars.get("priya") is None
    assert "example" not in repr(first)
