"""What one act asks for again and again is read once in its transaction, and afresh once that transaction changes it."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from bot.core.accounts import Account, Grant, Kind, Organisation, OrgType, Role
from bot.core.holds import HoldKind
from bot.core.people import ChatIdentity, Person
from bot.core.reference import Pledge, Reference

ANN = Person("ann", "Ann Ode", chat=(ChatIdentity("slack", "T1", "U1"), ChatIdentity("teams", "x", "U1")))
FERN = Account("fern", "Fern", "Fern", Kind.CORPORATE, OrgType.COUNCIL, "C1")
GRANT = Grant("ann", "fern", Role.PITCH, date(2026, 1, 5), "lee")

READS = {
    "organisation": lambda uow: uow.people.organisation(),
    "person": lambda uow: uow.people.get("ann"),
    "people": lambda uow: uow.people.all(),
    "account": lambda uow: uow.accounts.get("fern"),
    "grants": lambda uow: uow.accounts.grants("fern"),
    "all grants": lambda uow: uow.accounts.grants(),
    "holds": lambda uow: uow.holds.unreleased(),
    "incidents": lambda uow: uow.incidents.unclosed(),
    "reference": lambda uow: uow.reference.get(),
}


@pytest.fixture
def filled(store):
    with store.write() as uow:
        uow.people.set_organisation(Organisation("Old"))
        uow.people.put(ANN)
        uow.accounts.put(FERN)
        uow.accounts.grant(GRANT)
    return store


@pytest.mark.parametrize("what", READS)
def test_it_is_asked_of_the_database_once(filled, what):
    asked = []

    def count(_connection, _cursor, statement, *_):
        asked.append(statement)

    event.listen(filled._database.engine, "before_cursor_execute", count)
    with filled.read() as uow:
        first = READS[what](uow)
        before = len(asked)
        assert READS[what](uow) == first
    assert len(asked) == before


def test_what_the_transaction_writes_is_what_it_reads(filled, clock):
    changes = {
        "organisation": lambda uow: uow.people.set_organisation(Organisation("New")),
        "person": lambda uow: uow.people.put(replace(ANN, name="Ann Dee")),
        "people": lambda uow: uow.people.put(Person("bob", "Bob Ray")),
        "account": lambda uow: uow.accounts.put(replace(FERN, approvals=2)),
        "grants": lambda uow: uow.accounts.revoke("ann", "fern", Role.PITCH),
        "all grants": lambda uow: uow.accounts.grant(replace(GRANT, role=Role.APPROVE)),
        "holds": lambda uow: uow.holds.place(HoldKind.FREEZE, "fern", "Flood", "ann", clock()),
        "incidents": lambda uow: uow.incidents.open("Flood", "", (), (), by="ann", now=clock()),
        "reference": lambda uow: uow.reference.set(Reference(approved_pledges=(Pledge("We plant trees."),))),
    }
    with filled.write() as uow:
        for what, change in changes.items():
            before = READS[what](uow)
            change(uow)
            assert READS[what](uow) != before, what


def test_what_a_reader_does_with_a_list_changes_nothing_for_the_next(filled):
    with filled.read() as uow:
        uow.people.all().clear()
        uow.accounts.grants("fern").clear()
        assert uow.people.all() == [ANN]
        assert uow.accounts.grants("fern") == [GRANT]


def test_another_transaction_reads_what_was_committed_since(filled):
    with filled.read() as uow:
        assert uow.people.get("ann").name == "Ann Ode"
    with filled.write() as uow:
        uow.people.put(replace(ANN, name="Ann Dee"))
    with filled.read() as uow:
        assert uow.people.get("ann").name == "Ann Dee"
