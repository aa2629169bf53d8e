"""The accounts of their own that staff have registered, on both engines (S46)."""

import pytest

from bot.core.people import Person

SAYS = "I work for Fernshire Council. Views are my own."


@pytest.fixture
def filled(store):
    with store.write() as uow:
        for key in ("amy", "tom"):
            uow.people.put(Person(key, key.title()))
    return store


def test_what_is_said_of_an_account_takes_the_place_of_what_was_said_before(filled, clock):
    with filled.write() as uow:
        first = uow.own_accounts.put("tom", "TomReads", "council", "", clock())
        clock.move(days=1)
        second = uow.own_accounts.put("tom", "tomreads", "council", SAYS, clock())
        assert (second.id, second.handle, second.words, second.said_at) == (first.id, "tomreads", SAYS, clock())
        uow.own_accounts.put("amy", "TomReads", "council", "", clock())
    with filled.read() as uow:
        assert [each.person for each in uow.own_accounts.all()] == ["amy", "tom"]
        assert uow.own_accounts.of("tom") == [second] == [uow.own_accounts.get(first.id)]


def test_one_that_is_taken_out_is_forgotten_and_so_are_those_of_a_person_who_is_removed(filled, clock):
    with filled.write() as uow:
        gone = uow.own_accounts.put("tom", "TomReads", "council", SAYS, clock())
        uow.own_accounts.put("amy", "AmyReads", "council", SAYS, clock())
        uow.own_accounts.remove(gone.id)
        uow.people.remove("amy")
    with filled.read() as uow:
        assert uow.own_accounts.all() == []
        assert uow.own_accounts.get(gone.id) is None
