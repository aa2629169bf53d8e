"""Stopping things: hold, release, withdraw, freeze, suspend."""

from datetime import timedelta

import pytest
from council import said

from bot.core.accounts import Role
from bot.core.cards import Action, Tone
from bot.core.drafts import State
from bot.core.due import Work

OTHER = "Roadworks on High Street end on Sunday."


def approved_for_later(town, clock, **fields):
    number = town.pitched(when=clock() + timedelta(hours=4), **fields)
    town.approves("priya", number)
    return number


@pytest.mark.parametrize("name", ["amy", "lee"])
def test_approvers_and_leads_stop_a_draft_at_once(town, clock, name):
    number = approved_for_later(town, clock)
    assert town.presses(name, Action.HOLD, number).tone is Tone.DONE
    assert town.draft(number).state is State.HELD
    assert town.due(Work.PUBLISH, number) is None


def test_stopping_works_from_an_outdated_card(town, clock):
    number = town.pitched()
    town.changes("tom", number, OTHER)
    town.presses("amy", Action.HOLD, number, revision=1)
    assert town.draft(number).state is State.HELD


@pytest.mark.parametrize("name", ["tom", "nia"])
def test_others_neither_hold_nor_release(town, name):
    """F3, S52."""
    number = town.pitched()
    town.presses(name, Action.HOLD, number)
    assert town.draft(number).state is State.IN_REVIEW
    town.presses("amy", Action.HOLD, number)
    town.presses(name, Action.RELEASE, number)
    assert town.draft(number).state is State.HELD
    assert town.refusals() == ["access.approve"] * 2


def test_a_released_draft_is_approved_again(town, clock):
    """F4."""
    number = approved_for_later(town, clock)
    town.presses("amy", Action.HOLD, number)
    town.presses("amy", Action.RELEASE, number)
    draft = town.draft(number)
    assert (draft.state, draft.slot, draft.round) == (State.IN_REVIEW, None, 2)
    assert town.card(number).view.approvals == ()
    assert town.due(Work.PUBLISH, number) is None
    town.approves("priya", number)
    assert town.draft(number).state is State.SCHEDULED


def test_what_a_check_stops_is_not_released(town):
    number, twin = town.pitched(), town.pitched("priya")
    town.presses("amy", Action.HOLD, number)
    town.approves("amy", twin)
    assert "check still stops" in said(town.presses("amy", Action.RELEASE, number))


def test_the_author_cannot_send_their_way_around_a_hold(town):
    from bot.core.commands import SendForApproval

    number = town.pitched()
    town.presses("amy", Action.HOLD, number)
    assert "An approver can release it" in said(town.does("tom", SendForApproval(number, 1)))
    assert town.draft(number).state is State.HELD


def test_the_author_withdraws_before_it_goes_out(town, clock):
    number = approved_for_later(town, clock)
    town.presses("tom", Action.WITHDRAW, number)
    assert town.draft(number).state is State.WITHDRAWN
    assert town.due(Work.PUBLISH, number) is None
    assert "Withdrawn by Tom Reid" in said(town.approves("amy", number))


def test_nobody_else_withdraws(town):
    number = town.pitched()
    assert "Only Tom Reid" in said(town.presses("priya", Action.WITHDRAW, number))
    assert town.draft(number).state is State.IN_REVIEW


def test_withdrawing_twice_is_answered(town):
    """F16."""
    number = town.pitched()
    town.presses("tom", Action.WITHDRAW, number)
    assert "withdrawn" in said(town.presses("tom", Action.WITHDRAW, number))
    assert len(town.records("DraftWithdrawn")) == 1


def test_a_freeze_holds_what_is_approved_at_once(town, clock):
    """F4."""
    on_account, elsewhere = approved_for_later(town, clock), approved_for_later(town, clock, text=OTHER)
    waiting = town.pitched(text="Bins are collected on Friday this week.")
    shown = town.types("lee", "/incident freeze @Fernshire Serious incident in Mill Street")
    assert shown.tone is Tone.DONE
    assert {town.draft(n).state for n in (on_account, elsewhere)} == {State.HELD}
    assert town.draft(waiting).state is State.IN_REVIEW
    assert town.due(Work.PUBLISH, on_account) is None
    (record,) = town.records("HoldPlaced")
    assert record.body["drafts_held"] == [on_account, elsewhere]
    assert "Serious incident in Mill Street" in said(town.types("nia", "/incident status"))


def test_a_freeze_of_one_account_leaves_the_others(town, clock):
    number = town.pitched(account="fernshireroads", when=clock() + timedelta(hours=1))
    town.approves("priya", number)
    town.approves("amy", number)
    town.types("lee", "/incident freeze @fernshire Fire")
    assert town.draft(number).state is State.SCHEDULED
    town.types("lee", "/incident freeze Fire in the town hall")
    assert town.draft(number).state is State.HELD


def test_after_a_release_nothing_goes_out_by_itself(town, clock):
    """F4."""
    number = approved_for_later(town, clock)
    town.types("lee", "/incident freeze Fire")
    shown = said(town.types("lee", "/incident release"))
    assert "Nothing goes out by itself" in shown
    assert town.draft(number).state is State.HELD
    assert town.due(Work.PUBLISH, number) is None
    assert said(town.types("lee", "/incident status")).startswith("Nothing is on hold")


def test_a_freeze_is_told_in_the_channel(town):
    town.types("lee", "/incident freeze Fire")
    with town.store.read() as uow:
        hold = uow.holds.unreleased()[0]
        body = uow.due.body(Work.NOTIFY, f"hold:{hold.id}:placed:fernshireroads") or uow.due.body(
            Work.NOTIFY, f"hold:{hold.id}:placed:fernshire"
        )
    assert "Every account is stopped" in body["title"]


@pytest.mark.parametrize(
    ("words", "says", "rule"),
    [
        ("freeze", "Say why", "hold.no_reason"),
        ("freeze @fernshire", "Say why", "hold.no_reason"),
        ("freeze @fernshir Fire", "Did you mean @Fernshire", "account.unknown"),
        ("release", "not frozen", "hold.none"),
        ("release @fernshire", "Nothing is stopped", "hold.none"),
    ],
)
def test_what_is_missing_in_an_incident_command_is_said(town, words, says, rule):
    assert says in said(town.types("lee", f"/incident {words}"))
    assert town.refusals() == [rule]


@pytest.mark.parametrize("words", ["freeze Fire", "release"])
def test_only_leads_freeze_and_release(town, words):
    """F3, S52."""
    assert "communications lead" in said(town.types("priya", f"/incident {words}"))
    assert town.refusals() == ["access.lead"]


@pytest.mark.parametrize("whom", ["@tom", "tom", "<@UTOM>", "<@UTOM|tom.reid>"])
def test_suspending_takes_every_right_at_once_and_holds_the_queue(town, clock, whom):
    """S15."""
    approved, waiting = approved_for_later(town, clock), town.pitched(text=OTHER)
    shown = said(town.types("lee", f"/account suspend {whom} Left the council today"))
    assert "Tom Reid" in shown
    assert {town.draft(n).state for n in (approved, waiting)} == {State.HELD}
    assert town.due(Work.PUBLISH, approved) is None
    assert "suspended" in said(town.types("tom", "/tweet"))
    assert "suspended" in said(town.presses("tom", Action.WITHDRAW, waiting))
    assert (
        "Tom Reid" not in said(town.types("lee", "/account who @fernshire")).split("May pitch")[1].split("Nothing")[0]
    )
    (record,) = town.records("PersonSuspended")
    assert record.body == {"reason": "Left the council today", "drafts_held": sorted([approved, waiting], reverse=True)}


def test_restoring_gives_the_rights_back_and_releases_nothing(town):
    """S15."""
    number = town.pitched()
    town.types("lee", "/account suspend @tom Asked to")
    town.types("lee", "/account restore @tom")
    assert town.types("tom", "/tweet").accounts
    assert town.draft(number).state is State.HELD


@pytest.mark.parametrize(
    ("name", "words", "rule"),
    [
        ("priya", "suspend @tom Because", "access.lead"),
        ("lee", "suspend @tom", "access.no_reason"),
        ("lee", "suspend @lee Because", "access.own"),
        ("lee", "suspend @tim Because", "person.unknown"),
        ("lee", "restore @tom", "access.not_suspended"),
        ("priya", "restore @tom", "access.lead"),
    ],
)
def test_access_changes_that_may_not_be_are_refused_and_recorded(town, name, words, rule):
    """F3, S52."""
    town.types(name, f"/account {words}")
    assert town.refusals() == [rule]


def test_suspending_the_only_approver_leaves_nobody_and_says_so(town):
    """F14, F17."""
    town.revokes("amy", "fernshire", Role.APPROVE)
    town.pitched()
    town.types("lee", "/account suspend @priya Away")
    assert "nobody may approve it now" in said(town.types("tom", "/account who @fernshire"))
