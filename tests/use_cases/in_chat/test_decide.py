"""Deciding: who may, on what, how many, and what everybody else who clicks is told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from council import WORDS, said

from bot.core.accounts import OrgType, Role
from bot.core.cards import Action, Notice, Tone
from bot.core.drafts import State
from bot.core.due import Work
from bot.core.forms import DoneForm, Field, FormErrors, ReasonForm, TimeForm
from bot.core.people import Standing
from bot.use_cases.expire import expired

PRIVATE_NUMBER = "Ring Tom on 07911 123456 about the fair."
DECISIONS = (Action.APPROVE, Action.APPROVE_FOR, Action.ASK_FOR_CHANGES, Action.REJECT)


def test_one_approval_schedules_a_draft_for_now(town, clock):
    """D3, D4."""
    number = town.pitched()
    shown = town.approves("priya", number)
    assert (shown.title, shown.tone) == ("Approved", Tone.DONE)
    draft = town.draft(number)
    assert (draft.state, draft.slot) == (State.SCHEDULED, clock())
    assert town.due(Work.PUBLISH, number) == clock()
    assert town.due(Work.REMIND, number) is None
    assert town.due(Work.EXPIRE, number) is None


def test_a_draft_with_a_wished_time_goes_out_then(town, clock):
    when = clock() + timedelta(hours=3)
    number = town.pitched(when=when)
    assert "today 16:00 (UK time, UTC+1)" in said(town.approves("priya", number))
    assert (town.draft(number).slot, town.due(Work.PUBLISH, number)) == (when, when)


def test_an_approver_may_choose_another_time_and_it_is_bound(town, clock):
    """F1."""
    number, when = town.pitched(), clock() + timedelta(hours=5)
    asked = town.presses("priya", Action.APPROVE_FOR, number)
    assert isinstance(asked, TimeForm)
    assert asked.text == WORDS
    town.approves_for("priya", number, when)
    (decision,) = town.decisions(number)
    revision = town.card(number).view.revision
    assert decision.digest == revision.digest("fernshire", when) != revision.digest("fernshire")
    assert town.draft(number).slot == when


def test_a_chosen_time_must_be_given_and_lie_ahead_within_a_year(town, clock):
    number = town.pitched()
    for when in (None, clock() - timedelta(minutes=1), clock() + timedelta(days=400)):
        shown = town.approves_for("priya", number, when)
        assert isinstance(shown, FormErrors)
        assert Field.WHEN in shown.at
    assert town.decisions(number) == []


def test_the_decision_binds_the_whole_act_and_the_rules_in_force(town):
    """F1."""
    number = town.pitched()
    town.approves("priya", number)
    (decision,) = town.decisions(number)
    assert decision.digest == town.card(number).view.revision.digest("fernshire")
    assert (decision.person, decision.revision, decision.round) == ("priya", 1, 1)
    assert decision.pack == town.tools.engines[OrgType.COUNCIL].version
    (record,) = town.records("DraftApproved")
    assert (record.actor, record.body["digest"], record.body["text"]) == ("priya", decision.digest, WORDS)


@pytest.mark.parametrize("action", DECISIONS)
def test_nobody_decides_on_their_own_words(town, action):
    """F2."""
    number = town.pitched("priya")
    shown = town.presses("priya", action, number)
    assert isinstance(shown, Notice)
    assert "Amy Brown can decide" in said(shown)
    assert town.refusals() == ["decide.own_words"]
    assert town.draft(number).state is State.IN_REVIEW


def test_a_lead_has_no_way_around_four_eyes(town):
    """F2: no role bypasses this."""
    number = town.pitched()
    assert "not on the list" in said(town.approves("lee", number))


@pytest.mark.parametrize("action", DECISIONS)
@pytest.mark.parametrize("name", ["nia", "tom", "lee"])
def test_somebody_who_is_no_approver_decides_nothing(town, action, name):
    """F3, S52."""
    number = town.pitched("priya")
    shown = town.presses(name, action, number)
    assert isinstance(shown, Notice)
    assert "/account who @Fernshire" in said(shown)
    (record,) = town.records("DecisionRefused")
    assert (record.actor, record.body["rule"]) == (name, "access.approve")


def test_authority_lost_while_the_form_was_open_is_noticed_at_submit(town, clock):
    """F3."""
    number = town.pitched()
    assert isinstance(town.presses("priya", Action.APPROVE_FOR, number), TimeForm)
    assert isinstance(town.presses("priya", Action.REJECT, number), ReasonForm)
    town.revokes("priya", "fernshire", Role.APPROVE)
    town.approves_for("priya", number, clock() + timedelta(hours=1))
    town.rejects("priya", number)
    town.asks_for_changes("priya", number)
    assert town.decisions(number) == []
    assert town.refusals() == ["access.approve"] * 3


def test_a_suspended_approver_decides_nothing(town):
    """S15."""
    number = town.pitched()
    with town.store.write() as uow:
        uow.people.put(replace(uow.people.get("priya"), standing=Standing.SUSPENDED))
    assert "suspended" in said(town.approves("priya", number))
    assert town.draft(number).state is State.IN_REVIEW


def test_a_click_on_older_words_is_refused_with_what_changed(town):
    """F16."""
    number = town.pitched()
    town.changes("tom", number, "The library opens at eleven.")
    shown = town.approves("priya", number, revision=1)
    assert WORDS in said(shown)
    assert "The library opens at eleven." in said(shown)
    assert "Tom Reid" in said(shown)
    assert town.decisions(number) == []
    assert town.refusals() == ["draft.out_of_date"]


def test_a_click_on_an_older_time_is_told_both_times(town, clock):
    """F16."""
    number = town.pitched(when=clock() + timedelta(hours=1))
    town.changes("tom", number, WORDS, when=clock() + timedelta(hours=2))
    shown = said(town.approves("priya", number, revision=1))
    assert "14:00" in shown
    assert "15:00" in shown


def test_a_double_click_is_answered_and_recorded_once(town, clock):
    """F16."""
    number = town.pitched(account="fernshireroads")
    town.approves("priya", number)
    clock.move(minutes=2)
    assert "You have already approved this, at 13:00." in said(town.approves("priya", number))
    assert len(town.decisions(number)) == len(town.records("DraftApproved")) == 1
    assert town.refusals() == []


def test_a_double_click_after_the_last_approval_is_answered_too(town):
    number = town.pitched()
    town.approves("priya", number)
    shown = said(town.approves("priya", number))
    assert "You have already approved this, at 13:00." in shown
    assert "going out" in shown
    assert len(town.decisions(number)) == 1


def test_rejecting_or_asking_twice_is_recorded_once(town):
    """F16."""
    first, second = town.pitched(), town.pitched(text="Roadworks on High Street end on Sunday.")
    town.rejects("priya", first)
    assert "already rejected this" in said(town.rejects("priya", first))
    town.asks_for_changes("priya", second)
    assert "already asked for changes" in said(town.asks_for_changes("priya", second))
    assert len(town.records("DraftRejected")) == len(town.records("ChangesAskedFor")) == 1


def test_the_second_of_two_approvers_is_told_who_decided(town):
    """F16."""
    number = town.pitched()
    town.rejects("priya", number)
    shown = said(town.approves("amy", number))
    assert "rejected" in shown
    assert "Rejected by Priya Shah at 13:00" in shown
    assert town.draft(number).state is State.REJECTED
    assert town.refusals() == ["draft.moved_on"]


def test_an_account_may_always_need_two(town):
    number = town.pitched(account="fernshireroads")
    first = town.approves("priya", number)
    assert "1 of 2" in said(first)
    assert "Amy Brown" in said(first)
    card = town.card(number)
    assert (card.view.needed, card.view.approvals, card.view.deciders) == (2, ("Priya Shah",), ("Amy Brown",))
    assert town.draft(number).state is State.IN_REVIEW
    town.approves("amy", number)
    assert town.draft(number).state is State.SCHEDULED


def test_a_finding_may_ask_for_two(town):
    number = town.pitched(text=PRIVATE_NUMBER)
    assert town.card(number).view.needed == 2
    assert "a check asks for a second approver" in said(town.approves("priya", number))
    town.approves("amy", number)
    assert town.draft(number).state is State.SCHEDULED
    assert any("Priya Shah and Amy Brown approved knowing" in line for line in town.card(number).view.accepted)


def test_another_time_voids_the_approval_for_the_first(town, clock):
    """F1."""
    number = town.pitched(account="fernshireroads")
    town.approves("priya", number)
    shown = said(town.approves_for("amy", number, clock() + timedelta(hours=2)))
    assert "Priya Shah approved it for another time" in shown
    assert town.draft(number).state is State.IN_REVIEW
    assert town.card(number).view.approvals == ("Amy Brown",)


def test_a_plain_approve_after_a_chosen_time_asks_for_that_time(town, clock):
    """F16: the card may have been drawn before the time was chosen."""
    number, when = town.pitched(account="fernshireroads"), clock() + timedelta(hours=2)
    town.approves_for("priya", number, when)
    asked = town.approves("amy", number)
    assert isinstance(asked, TimeForm)
    assert asked.when == when
    town.approves_for("amy", number, when)
    assert (town.draft(number).state, town.draft(number).slot) == (State.SCHEDULED, when)


def test_a_wished_time_that_has_passed_expires_and_asks_for_a_new_one(town, clock):
    """F4."""
    number = town.pitched(when=clock() + timedelta(minutes=10))
    clock.move(minutes=20)
    shown = said(town.approves("priya", number))
    assert "passed" in shown
    assert "Tom Reid is asked for a new time" in shown
    assert town.draft(number).state is State.EXPIRED
    assert town.due(Work.PUBLISH, number) is None
    assert "decide.time_has_passed" in town.refusals()


def test_checks_that_stop_it_at_the_last_moment_put_it_on_hold(town):
    """F5."""
    number = town.pitched()
    twin = town.pitched("priya")
    town.approves("amy", twin)
    shown = said(town.approves("priya", number))
    assert "on hold" in shown
    assert town.draft(number).state is State.HELD
    assert "check" in town.draft(number).reason
    assert town.decisions(number) == []
    assert "decide.blocked" in town.refusals()


def test_a_hold_on_the_account_does_not_stop_approving_but_what_becomes_of_it_is_said(town, clock):
    """F4: nothing fires by itself once the hold is lifted."""
    number = town.pitched()
    town.types("lee", "/incident freeze @fernshire Serious incident")
    shown = said(town.approves("priya", number))
    assert "nothing goes out on @Fernshire" in shown
    assert "the draft goes on hold now" in shown
    assert town.draft(number).state is State.SCHEDULED
    later = town.pitched(text="The bridge on Mill Street is open again.", when=clock() + timedelta(hours=2))
    assert "If this still stands today" in said(town.approves("priya", later))


def test_an_expired_draft_is_brought_back_by_an_approver_who_chooses_a_new_time(town, clock):
    """F1, F4: its author may be away; the approval binds the new time and starts a new round."""
    number = _expired(town, clock)
    when = clock() + timedelta(hours=3)
    asked = town.presses("priya", Action.APPROVE_FOR, number)
    assert isinstance(asked, TimeForm)
    assert asked.when is None
    assert "goes out on @Fernshire" in said(town.approves_for("priya", number, when))
    draft = town.draft(number)
    assert (draft.state, draft.slot, draft.round) == (State.SCHEDULED, when, 2)
    assert [step.words for step in town.card(number).view.steps][-2:] == [
        "Brought back to review for a new time by Priya Shah",
        "Approved by Priya Shah",
    ]


def test_an_expired_draft_on_an_account_of_two_waits_for_the_second_at_the_new_time(town, clock):
    """F2, F4."""
    number = _expired(town, clock, account="fernshireroads")
    when = clock() + timedelta(hours=3)
    assert "1 of 2 approvals" in said(town.approves_for("priya", number, when))
    assert town.draft(number).state is State.IN_REVIEW
    asked = town.approves("amy", number)
    assert isinstance(asked, TimeForm)
    assert asked.when == when
    town.approves_for("amy", number, when)
    assert (town.draft(number).state, town.draft(number).slot) == (State.SCHEDULED, when)


def test_an_expired_draft_is_not_brought_back_by_its_author_nor_to_a_time_that_has_passed(town, clock):
    """F2, F3."""
    number = _expired(town, clock)
    assert isinstance(town.approves_for("priya", number, clock() - timedelta(minutes=1)), FormErrors)
    assert "not on the list" in said(town.approves_for("tom", number, clock() + timedelta(hours=1)))
    assert "time passed" in said(town.approves("priya", number))
    assert town.draft(number).state is State.EXPIRED


def test_words_changed_after_the_time_had_passed_are_not_brought_back_before_they_are_sent(town, clock):
    """F2: an approver never decides on words their author still keeps to themselves."""
    number = _expired(town, clock)
    town.saves("tom", "The library on Mill Street opens at eleven.", draft=number, revision=1)
    shown = said(town.approves_for("priya", number, clock() + timedelta(hours=1), revision=2))
    assert "not sent them for approval yet" in shown
    assert town.draft(number).state is State.EXPIRED


def _expired(town, clock, **fields):
    number = town.pitched(when=clock() + timedelta(hours=1), **fields)
    clock.move(hours=2)
    with town.store.write() as uow:
        expired(uow, uow.drafts.get(number), "It was to go out today.")
    return number


def test_asking_for_changes_tells_the_author_why_and_the_words_wanted(town):
    """D3."""
    number = town.pitched()
    assert isinstance(town.presses("priya", Action.ASK_FOR_CHANGES, number), ReasonForm)
    assert isinstance(town.asks_for_changes("priya", number, "name the street", "Opens on Mill Street."), DoneForm)
    draft = town.message(number).view.draft
    assert draft.state is State.CHANGES_REQUESTED
    assert draft.reason == "Name the street. Words wanted: “Opens on Mill Street.”"
    assert town.due(Work.REMIND, number) is None


def test_rejecting_and_asking_need_a_reason(town):
    """D3."""
    number = town.pitched()
    assert Field.REASON in town.rejects("priya", number, "  ").at
    assert Field.REASON in town.asks_for_changes("priya", number, "").at
    assert town.draft(number).state is State.IN_REVIEW


def test_a_rejection_is_final_and_keeps_its_reason(town):
    number = town.pitched()
    town.rejects("priya", number)
    assert town.draft(number).state is State.REJECTED
    assert town.message(number).view.draft.reason == "We do not comment on this."
    assert town.message(number).actions == ()


def test_the_card_always_shows_what_d3_asks_for(town):
    """D3."""
    number = town.pitched(text=PRIVATE_NUMBER, note="For the fair")
    card = town.card(number)
    view = card.view
    assert (view.account.handle, view.published_text, view.author) == ("Fernshire", PRIVATE_NUMBER, "Tom Reid")
    assert [f.rule for f in view.findings] == ["pii.mobile"]
    assert (view.revision.number, view.deciders) == (1, ("Amy Brown", "Priya Shah"))
    assert [s.words for s in view.steps] == ["Written by Tom Reid", "Sent for approval by Tom Reid"]
    assert card.actions == (*DECISIONS[:3], Action.EDIT, Action.REJECT, Action.HOLD)


def test_the_chain_verifies_after_all_of_it(town):
    """S86."""
    number = town.pitched()
    town.approves("nia", number)
    town.asks_for_changes("priya", number)
    town.changes("tom", number, "Shorter words.")
    town.approves("priya", number, revision=2)
    assert town.broken() == []
    assert len(town.records()) >= 6
