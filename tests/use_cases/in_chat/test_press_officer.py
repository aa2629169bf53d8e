"""A reply to somebody on the media list is held for a press officer (S39)."""

from dataclasses import replace
from datetime import date

import pytest
from council import Council, said, whoever
from rotas import comms_plan, london

from bot.core.accounts import Grant, Role
from bot.core.commands import SendForApproval
from bot.core.drafts import State
from bot.core.due import Work
from bot.core.people import Person
from bot.core.reference import Journalist, PressOfficer, Reference
from bot.use_cases.cases import case_of
from bot.use_cases.press_office import needed_now
from bot.use_cases.ready import ready

ADDRESS = "https://x.com/LocalPaper/status/123456"


@pytest.fixture
def town(sqlite_store, clock):
    """Amy and Bob are the press office; Priya, Amy, Bob and Kim approve; it is Wednesday morning."""
    clock.at = london(2026, 6, 3, 10)
    town = Council(sqlite_store, clock)
    with town.store.write() as uow:
        for name in ("bob", "kim"):
            uow.people.put(Person(name, name.title(), chat=(whoever(name),)))
            uow.accounts.grant(Grant(name, "fernshire", Role.APPROVE, date(2026, 1, 5), "lee"))
        uow.reference.set(
            Reference(media_list=(Journalist("LocalPaper"),), press_office=(PressOfficer("amy"), PressOfficer("bob")))
        )
    return town


def saved(town, name="tom"):
    return town.saves(name, "Thanks for asking.", target_kind="reply", target=ADDRESS).view.draft


def sent(town, name="tom"):
    draft = saved(town, name)
    assert said(town.does(name, SendForApproval(draft.id, 1))).startswith("Sent for approval")
    return draft.id


def office(town, *names):
    with town.store.write() as uow:
        uow.reference.set(replace(uow.reference.get(), press_office=tuple(map(PressOfficer, names))))


def at_the_desk(town, *names):
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(desk=names))


def test_two_people_who_are_no_press_officers_are_not_enough(town):
    draft = sent(town)
    town.approves("priya", draft)

    told = said(town.approves("kim", draft))

    assert town.draft(draft).state is State.IN_REVIEW
    assert "It still needs Amy Brown or Bob." in told
    assert town.card(draft).view.deciders == ("Amy Brown", "Bob")
    assert "a press officer must be one of those who approve" in town.card(draft).view.needed_because


def test_with_a_press_officer_among_them_it_goes_out(town):
    draft = sent(town)
    assert "It still needs Amy Brown or Bob." in said(town.approves("priya", draft))
    town.approves("amy", draft)
    assert town.draft(draft).state is State.SCHEDULED


def test_once_a_press_officer_has_approved_the_second_may_be_anybody(town):
    draft = sent(town)
    assert "It still needs Bob, Kim or Priya Shah." in said(town.approves("amy", draft))
    town.approves("kim", draft)
    assert town.draft(draft).state is State.SCHEDULED


@pytest.mark.parametrize(("desk", "told"), [("amy", {"amy"}), ("priya", {"amy", "bob"})])
def test_the_press_officer_on_duty_is_told_and_where_none_is_all_of_them(town, desk, told):
    at_the_desk(town, desk)
    draft = sent(town)
    with town.store.read() as uow:
        keys = {name: f"press-officer:{draft}:1:{name}" for name in ("amy", "bob", "priya", "tom", "lee")}
        assert {name for name, key in keys.items() if uow.due.body(Work.NOTIFY, key)} == told


def test_where_nobody_of_the_press_office_may_approve_it_is_not_sent(town):
    """F14: it is kept, and its author reads whom to ask."""
    office(town, "nia")
    draft = saved(town)

    told = said(town.does("tom", SendForApproval(draft.id, 1)))

    assert "nobody from the press office may approve it on @Fernshire now" in told
    assert town.draft(draft.id).state is State.DRAFT
    assert town.refusals()[-1] == "review.no_press_officer"


def test_a_press_officer_does_not_decide_on_their_own_reply(town):
    """F2: another one has to."""
    office(town, "priya")
    draft = saved(town, "priya")
    assert "nobody from the press office may approve it" in said(town.does("priya", SendForApproval(draft.id, 1)))
    office(town, "priya", "bob")
    town.does("priya", SendForApproval(draft.id, 1))
    town.approves("amy", draft.id)
    town.approves("bob", draft.id)
    assert town.draft(draft.id).state is State.SCHEDULED


def test_where_no_press_officers_are_entered_it_is_whoever_was_on_duty_when_they_approved(town, clock):
    office(town)
    at_the_desk(town, "priya", "kim")
    draft = sent(town)
    assert "It still needs Priya Shah." in said(town.approves("amy", draft))
    town.approves("priya", draft)
    assert town.draft(draft).state is State.SCHEDULED

    clock.move(days=7)  # Kim is at the desk now: what Priya approved on her turn stands
    with town.store.read() as uow:
        case = case_of(uow, town.draft(draft))
        approvals = uow.drafts.decisions(draft)
        findings = uow.drafts.checked(draft, 1).findings
        assert needed_now(uow, case.account, case.revision, findings, approvals).is_met(approvals)
        assert not needed_now(uow, case.account, case.revision, findings, approvals[:1]).is_met(approvals[:1])


def test_what_was_approved_by_somebody_who_is_no_press_officer_any_more_comes_back(town):
    """F5."""
    draft = sent(town)
    for name in ("priya", "amy"):
        town.approves(name, draft)
    office(town, "bob")
    with town.store.write() as uow:
        assert ready(town.tools, uow, draft) is None
    assert town.draft(draft).state is State.IN_REVIEW
    assert "a press officer must be one of those who approve" in town.draft(draft).reason


def test_a_reply_to_anybody_else_takes_no_press_officer(town):
    draft = town.saves("tom", "Thanks.", target_kind="reply", target=ADDRESS.replace("LocalPaper", "jo")).view.draft
    town.does("tom", SendForApproval(draft.id, 1))
    for name in ("priya", "kim"):
        town.approves(name, draft.id)
    assert town.draft(draft.id).state is State.SCHEDULED
