"""How often one act asks the database: held, so that what is looked at again stays cheap, however much there is."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
import stage
from council import WORDS, form, whoever
from sqlalchemy import event

from bot.core.accounts import Account, Grant, Kind, OrgType, Role
from bot.core.cards import Action
from bot.core.commands import Pressed, SendForApproval
from bot.core.drafts import State
from bot.core.due import Claim, Work
from bot.core.people import Person
from bot.use_cases.deliver import show_draft

APPROVAL, CARDS, SAVING, SENDING = 28, 17, 24, 33


@pytest.fixture
def busy(town):
    """The council with many people, accounts, roles and drafts besides."""
    with town.store.write() as uow:
        for n in range(40):
            uow.people.put(Person(f"p{n}", f"Person {n}", chat=(whoever(f"p{n}"),)))
            uow.accounts.put(Account(f"a{n}", f"A{n}", f"Account {n}", Kind.CORPORATE, OrgType.COUNCIL, "C1"))
            uow.accounts.grant(Grant(f"p{n}", "fernshire", Role.APPROVE, date(2026, 1, 5), "lee"))
    for n in range(10):
        town.approves("amy", town.pitched(text=f"Room {n} of the library is open on Monday the {n + 1}th."))
    return town


@contextmanager
def asked(store):
    """The statements run meanwhile, each with what it begins with and on what."""
    statements = []

    def note(_connection, _cursor, statement, *_):
        statements.append(statement)

    engine = store._database.engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def claim_on(town, work, draft):
    return Claim(1, work, str(draft), 1, 1, town.clock() + timedelta(minutes=5))


@pytest.mark.parametrize("crowd", ["town", "busy"])
def test_an_approval_costs_so_many_statements_and_two_transactions(request, crowd):
    town = request.getfixturevalue(crowd)
    draft = town.pitched()
    with asked(town.store) as statements:
        town.does("priya", Pressed(Action.APPROVE, draft, 1))
    assert town.draft(draft).state is State.SCHEDULED
    assert len(statements) <= APPROVAL, statements
    assert sum(s.startswith("BEGIN") for s in statements) == 2, statements


def test_an_approval_runs_the_checks_once(town):
    draft = town.pitched()
    with asked(town.store) as statements:
        town.does("priya", Pressed(Action.APPROVE, draft, 1))
    assert sum(s.startswith("INSERT INTO checks") for s in statements) == 1


@pytest.mark.parametrize("crowd", ["town", "busy"])
def test_no_table_that_changes_seldom_is_read_twice_in_one_approval(request, crowd):
    town = request.getfixturevalue(crowd)
    draft = town.pitched()
    with asked(town.store) as statements:
        town.does("priya", Pressed(Action.APPROVE, draft, 1))
    deciding = statements[next(n for n, s in enumerate(statements) if s == "BEGIN IMMEDIATE") :]
    for table in ("people", "accounts", "grants", "organisation", "reference", "holds", "incidents", "decisions"):
        reads = [s for s in deciding if s.startswith("SELECT") and f"FROM {table} " in f"{' '.join(s.split())} "]
        assert len(reads) <= 1, (table, reads)


@pytest.mark.parametrize("crowd", ["town", "busy"])
def test_drawing_the_cards_of_an_approved_draft_costs_so_many_statements(request, crowd):
    town = request.getfixturevalue(crowd)
    town.tools.chats["slack"] = stage.Room()
    draft = town.pitched()
    show_draft(town.tools, claim_on(town, Work.SHOW_DRAFT, draft))
    town.does("priya", Pressed(Action.APPROVE, draft, 1))
    with asked(town.store) as statements:
        show_draft(town.tools, claim_on(town, Work.SHOW_DRAFT, draft))
    assert len(statements) <= CARDS, statements


@pytest.mark.parametrize("crowd", ["town", "busy"])
def test_a_form_handed_in_and_sent_costs_so_many_statements(request, crowd):
    town = request.getfixturevalue(crowd)
    with asked(town.store) as saving:
        preview = town.does("tom", form(WORDS))
    with asked(town.store) as sending:
        town.does("tom", SendForApproval(preview.view.draft.id, 1))
    assert len(saving) <= SAVING, saving
    assert len(sending) <= SENDING, sending
