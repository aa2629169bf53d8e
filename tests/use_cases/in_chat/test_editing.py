"""Changing a draft: revisions void decisions, colleagues suggest, and nothing is overwritten in silence."""

from datetime import timedelta

import pytest
from council import WORDS, said

from bot.core.accounts import Role
from bot.core.cards import Action
from bot.core.commands import SendForApproval
from bot.core.drafts import State
from bot.core.due import Work
from bot.core.forms import DoneForm, DraftForm, Field, PreviewForm

NEW = "The library on Mill Street opens at eleven on Saturday."


def test_editing_shows_the_present_words(town):
    number = town.pitched(note="Ask Ann", urgent=True)
    shown = town.presses("tom", Action.EDIT, number)
    assert isinstance(shown, DraftForm)
    assert (shown.text, shown.note, shown.urgent, shown.revision) == (WORDS, "Ask Ann", True, 1)
    assert (shown.suggesting, [c.value for c in shown.accounts]) == (False, ["fernshire"])


def test_handing_in_the_same_again_makes_no_revision(town):
    number = town.saves("tom").view.draft.id
    shown = town.saves("tom", draft=number, revision=1)
    assert isinstance(shown, PreviewForm)
    assert shown.view.revision.number == 1


@pytest.mark.parametrize(
    "change", [{"text": NEW}, {"note": "New source"}, {"target_kind": "quote", "target": "x.com/a/status/1"}]
)
def test_changing_the_act_or_the_note_makes_the_next_revision(town, change):
    number = town.saves("tom").view.draft.id
    shown = town.saves("tom", **{"text": WORDS, **change}, draft=number, revision=1)
    assert shown.view.revision.number == 2
    assert town.records("RevisionMade")[0].body["revision"] == 2


def test_a_new_revision_voids_every_decision(town):
    """F1."""
    number = town.pitched(account="fernshireroads")
    town.approves("priya", number)
    town.changes("tom", number, NEW, account="fernshireroads")
    assert town.card(number).view.approvals == ()
    town.approves("amy", number, revision=2)
    assert town.draft(number).state is State.IN_REVIEW


def test_changing_approved_words_stops_them_at_once(town, clock):
    """F1: the old words do not go out while new ones are written."""
    number = town.pitched(when=clock() + timedelta(hours=1))
    town.approves("priya", number)
    shown = town.saves("tom", NEW, draft=number, revision=1)
    assert isinstance(shown, PreviewForm)
    assert shown.may_send
    assert (town.draft(number).state, town.draft(number).slot) == (State.HELD, None)
    assert town.due(Work.PUBLISH, number) is None
    town.does("tom", SendForApproval(number, 2))
    assert town.draft(number).state is State.IN_REVIEW


def test_words_not_sent_yet_are_not_released_into_review(town):
    number = town.pitched()
    town.saves("tom", NEW, draft=number, revision=1)
    assert "not sent them" in said(town.presses("priya", Action.RELEASE, number, 2))
    assert town.draft(number).state is State.HELD


def test_words_given_back_do_not_come_round_again_unchanged(town):
    number = town.pitched()
    town.asks_for_changes("priya", number, "Name the street.")
    assert "Name the street." in said(town.does("tom", SendForApproval(number, 1)))
    town.changes("tom", number, NEW)
    assert town.draft(number).state is State.IN_REVIEW


def test_an_expired_draft_is_sent_again_with_a_new_time(town, clock):
    """F4."""
    number = town.pitched(when=clock() + timedelta(minutes=10))
    clock.move(minutes=20)
    town.approves("priya", number)
    assert Field.WHEN in town.saves("tom", when=clock() - timedelta(minutes=10), draft=number, revision=1).at
    town.changes("tom", number, WORDS, when=clock() + timedelta(hours=1))
    assert town.draft(number).state is State.IN_REVIEW


def test_a_draft_stays_on_its_account(town):
    """F13."""
    number = town.saves("tom").view.draft.id
    shown = town.saves("tom", NEW, account="fernshireroads", draft=number, revision=1)
    assert "pitch it as a new draft" in shown.at[Field.ACCOUNT]


def test_simultaneous_edits_are_refused_with_both_texts_kept(town):
    """S63."""
    number = town.saves("tom").view.draft.id
    town.saves("tom", NEW, draft=number, revision=1)
    shown = town.saves("tom", "My other words.", draft=number, revision=1)
    assert isinstance(shown, DraftForm)
    assert (shown.text, shown.revision) == ("My other words.", 2)
    assert NEW in shown.hint
    assert "My other words." in shown.hint
    with town.store.read() as uow:
        assert uow.drafts.revision(number, 2).text == NEW


def test_a_published_or_rejected_draft_is_not_changed(town):
    number = town.pitched()
    town.rejects("priya", number)
    assert "Rejected by Priya Shah" in said(town.presses("tom", Action.EDIT, number))
    assert "Rejected by Priya Shah" in said(town.saves("tom", NEW, draft=number, revision=1))


def test_a_colleagues_change_is_a_suggestion_its_owner_takes(town):
    """S63."""
    number = town.pitched()
    form = town.presses("priya", Action.EDIT, number)
    assert (form.suggesting, form.text) == (True, WORDS)
    assert isinstance(town.saves("priya", NEW, draft=number, revision=1), DoneForm)
    assert town.card(number).view.revision.text == WORDS
    message = town.message(number)
    assert (message.view.suggestion.text, message.view.suggestion_by) == (NEW, "Priya Shah")
    assert message.actions[:2] == (Action.TAKE_SUGGESTION, Action.DECLINE_SUGGESTION)
    shown = town.presses("tom", Action.TAKE_SUGGESTION, number, 1, message.view.suggestion.id)
    assert isinstance(shown, PreviewForm)
    assert (shown.view.revision.text, shown.view.edited_by) == (NEW, "Priya Shah")


def test_whoever_suggested_the_words_may_not_approve_them(town):
    """F2."""
    number = town.pitched()
    town.saves("priya", NEW, draft=number, revision=1)
    town.presses("tom", Action.TAKE_SUGGESTION, number, 1, town.message(number).view.suggestion.id)
    town.does("tom", SendForApproval(number, 2))
    assert "Amy Brown can decide" in said(town.approves("priya", number, 2))
    town.approves("amy", number, 2)
    assert town.draft(number).state is State.SCHEDULED


def test_an_approver_whose_wording_was_taken_over_may_not_approve_it(town):
    """F2: also where the author typed the wanted words."""
    number = town.pitched()
    town.asks_for_changes("priya", number, "Wrong hour.", NEW)
    town.changes("tom", number, NEW)
    assert "nobody decides on their own" in said(town.approves("priya", number, 2))


def test_a_declined_suggestion_changes_nothing(town):
    number = town.pitched()
    town.saves("priya", NEW, draft=number, revision=1)
    suggestion = town.message(number).view.suggestion.id
    assert "stay" in said(town.presses("tom", Action.DECLINE_SUGGESTION, number, 1, suggestion))
    assert town.message(number).view.suggestion is None
    assert town.draft(number).state is State.IN_REVIEW
    assert "already declined" in said(town.presses("tom", Action.TAKE_SUGGESTION, number, 1, suggestion))


def test_a_suggestion_on_older_words_is_overtaken(town):
    """S63."""
    number = town.pitched()
    town.saves("priya", NEW, draft=number, revision=1)
    suggestion = town.message(number).view.suggestion.id
    town.changes("tom", number, "Quite other words.")
    assert "changed since" in said(town.presses("tom", Action.TAKE_SUGGESTION, number, 2, suggestion))
    assert town.card(number).view.revision.text == "Quite other words."


def test_only_the_owner_answers_a_suggestion(town):
    number = town.pitched()
    town.saves("priya", NEW, draft=number, revision=1)
    suggestion = town.message(number).view.suggestion.id
    for action in (Action.TAKE_SUGGESTION, Action.DECLINE_SUGGESTION):
        assert "Tom Reid" in said(town.presses("priya", action, number, 1, suggestion))


def test_only_people_with_a_role_on_the_account_may_suggest(town):
    """S63, F3."""
    number = town.pitched()
    assert "not on the list" in said(town.saves("nia", NEW, draft=number, revision=1))
    assert town.message(number).view.suggestion is None


def test_a_second_suggestion_waits_for_the_first_to_be_answered(town):
    number = town.pitched()
    town.saves("priya", NEW, draft=number, revision=1)
    shown = town.saves("amy", "Amy's words.", draft=number, revision=1)
    assert "Priya Shah has suggested" in shown.at[Field.TEXT]
    assert isinstance(town.saves("priya", "Better words.", draft=number, revision=1), DoneForm)
    assert town.message(number).view.suggestion.text == "Better words."


@pytest.mark.parametrize(("text", "says"), [("", "nothing to post"), ("a" * 290, "10 characters"), (WORDS, "already")])
def test_a_suggestion_is_looked_at_like_a_draft(town, text, says):
    number = town.pitched()
    assert says in town.saves("priya", text, draft=number, revision=1).at[Field.TEXT]


def test_an_author_who_may_no_longer_pitch_changes_nothing(town):
    """F3."""
    number = town.pitched()
    town.revokes("tom", "fernshire", Role.PITCH)
    assert "not on the list" in said(town.saves("tom", NEW, draft=number, revision=1))
    assert town.draft(number).revision == 1
