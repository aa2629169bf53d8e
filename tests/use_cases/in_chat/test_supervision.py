"""Authors under supervision: a named supervisor on shift, who is one of two approvers (S04)."""

from dataclasses import replace

import pytest
from council import Council, form, said
from rotas import comms_plan, london

from bot.core.accounts import Grant, Role
from bot.core.commands import SendForApproval
from bot.core.drafts import State
from bot.core.forms import DoneForm, DraftForm, Field, FormErrors, PreviewForm


@pytest.fixture
def town(sqlite_store, clock):
    """Tom, a student, works under supervision; at ten on Wednesday Priya is at the desk, Amy on call at night."""
    clock.at = london(2026, 6, 3, 10)
    town = Council(sqlite_store, clock)
    with town.store.write() as uow:
        uow.rotas.put(comms_plan())
        uow.people.put(replace(uow.people.get("tom"), supervised=True))
        uow.accounts.grant(Grant("lee", "fernshire", Role.APPROVE, london(2026, 1, 5).date(), "lee"))
    return town


def saved(town, **fields):
    shown = town.saves("tom", **fields)
    assert isinstance(shown, PreviewForm), shown
    return shown.view.draft.id


def sent(town, **fields):
    draft = saved(town, **fields)
    done = town.does("tom", SendForApproval(draft, 1))
    assert isinstance(done, DoneForm), done
    return draft


def test_the_form_offers_those_on_shift_who_may_approve_and_nobody_else(town):
    shown = town.types("tom", "/tweet Story time is at ten.")
    assert isinstance(shown, DraftForm)
    assert [choice.value for choice in shown.supervisors] == ["priya"]


def test_people_who_work_on_their_own_are_not_asked(town):
    assert town.types("priya", "/tweet Story time is at ten.").supervisors is None


def test_without_a_supervisor_the_draft_is_kept_and_not_sent(town):
    draft = saved(town)
    told = said(town.does("tom", SendForApproval(draft, 1)))
    assert "names none" in told
    assert "On shift now: Priya Shah." in told
    assert town.draft(draft).state is State.DRAFT
    assert "send.no_supervisor" in town.refusals()


def test_somebody_who_is_not_on_shift_cannot_be_named(town):
    shown = town.saves("tom", supervisor="amy")
    assert isinstance(shown, FormErrors)
    assert shown.at[Field.SUPERVISOR] == "Amy Brown cannot supervise this for @Fernshire now. Choose Priya Shah."


def test_a_supervisor_whose_shift_has_ended_by_the_time_of_sending_does_not_count(town):
    draft = saved(town, supervisor="priya")
    town.clock.at = london(2026, 6, 3, 17)
    told = said(town.does("tom", SendForApproval(draft, 1)))
    assert "Priya Shah, whom you named as your supervisor, is not on shift now. On shift now: Amy Brown." in told
    assert town.draft(draft).state is State.DRAFT


def test_where_no_rota_watches_nobody_is_on_shift_and_nothing_is_sent(town):
    draft = saved(town, supervisor="priya")
    with town.store.write() as uow:
        uow.rotas.remove("comms")
    assert "Nobody who may supervise is on shift now." in said(town.does("tom", SendForApproval(draft, 1)))


def test_two_must_approve_and_the_supervisor_is_one_of_them(town):
    draft = sent(town, supervisor="priya")
    assert "1 of 2 approvals" in said(town.approves("amy", draft))
    told = said(town.approves("lee", draft))
    assert "It still needs Priya Shah." in told
    assert town.draft(draft).state is State.IN_REVIEW

    town.approves("priya", draft)
    assert town.draft(draft).state is State.SCHEDULED


def test_the_supervisor_alone_is_not_enough(town):
    draft = sent(town, supervisor="priya")
    town.approves("priya", draft)
    assert town.draft(draft).state is State.IN_REVIEW
    view = town.card(draft).view
    assert (view.needed, view.supervisor) == (2, "Priya Shah")


def test_an_author_who_needs_no_supervisor_may_not_name_one(town):
    shown = town.does("priya", form(supervisor="amy"))
    assert isinstance(shown, FormErrors)
    assert Field.SUPERVISOR in shown.at
