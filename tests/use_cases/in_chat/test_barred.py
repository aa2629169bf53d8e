"""S51: nobody approves a draft on a topic they, or their team, are restricted on; it says why, and who can."""

from dataclasses import replace
from datetime import timedelta

from council import said

from bot.core.accounts import Grant, Role
from bot.core.cards import Action
from bot.core.commands import ApproveFor, SendForApproval
from bot.core.drafts import State
from bot.core.reference import Reference
from bot.core.topics import Restriction, Team, Topic
from bot.use_cases.cases import find
from bot.use_cases.ready import standing_approvals

FLOOD = Topic("Flood defences", ("flood*",), owner="nia")
TEXT = "Flooding on Mill Street: the road is closed and the library stays open."
OTHER = "The library on Mill Street opens at ten on Saturday."
EVENTS = Team("Events team", ("priya", "amy"))
ON_TEAM = Restriction(None, ("Flood defences",), "their tender is open", "lee", team="Events team")
ON_PRIYA = replace(ON_TEAM, person="priya", team="")


def knows(town, *restrictions):
    with town.store.write() as uow:
        uow.reference.set(Reference(topics=(FLOOD,), teams=(EVENTS,), restrictions=restrictions))


def may_approve_too(town, person):
    with town.store.write() as uow:
        uow.accounts.grant(Grant(person, "fernshire", Role.APPROVE, uow.now().date(), "lee"))


def refusals(town):
    return [r.body["rule"] for r in town.records("DecisionRefused")]


def test_somebody_restricted_on_a_topic_cannot_approve_a_draft_on_it(town):
    knows(town, ON_PRIYA)
    number = town.pitched("tom", TEXT)
    told = said(town.approves("priya", number))
    assert "This touches “Flood defences”, on which you do not decide" in told
    assert "The reason given: “their tender is open”. Set by Lee Ward." in told
    assert "Amy Brown can approve it. You can still ask for changes or put it on hold." in told
    assert town.draft(number).state is State.IN_REVIEW
    assert refusals(town) == ["topics.restricted"]
    town.approves("amy", number)
    assert town.draft(number).state is State.SCHEDULED


def test_they_approve_what_is_about_something_else_and_may_still_ask_for_changes(town):
    knows(town, ON_PRIYA)
    assert "It goes out" in said(town.approves("priya", town.pitched("tom", OTHER)))
    number = town.pitched("tom", TEXT)
    town.asks_for_changes("priya", number)
    assert town.draft(number).state is State.CHANGES_REQUESTED


def test_a_time_is_not_asked_of_them_and_one_handed_in_is_refused(town):
    knows(town, ON_PRIYA)
    number = town.pitched("tom", TEXT)
    assert "on which you do not decide" in said(town.presses("priya", Action.APPROVE_FOR, number))
    later = ApproveFor(number, 1, town.clock.at + timedelta(hours=3), "It is fine.")
    assert "on which you do not decide" in said(town.does("priya", later))


def test_where_a_whole_team_is_restricted_two_of_them_are_not_two_pairs_of_eyes(town):
    knows(town, ON_TEAM)
    may_approve_too(town, "lee")
    number = town.pitched("tom", TEXT)
    for who in ("priya", "amy"):
        assert "Lee Ward can approve it." in said(town.approves(who, number))
    town.approves("lee", number)
    assert town.draft(number).state is State.SCHEDULED


def test_a_draft_nobody_may_approve_is_not_sent_and_it_says_why(town):
    knows(town, ON_TEAM)
    preview = town.saves("tom", TEXT)
    shown = town.does("tom", SendForApproval(preview.view.draft.id, 1))
    assert shown.title == "Kept as a draft"
    assert "Amy Brown and Priya Shah are restricted on “Flood defences” and may not approve this." in said(shown)
    assert "wrote" not in said(shown)


def test_the_preview_and_the_card_say_who_cannot_and_who_can(town):
    knows(town, ON_PRIYA)
    view = town.saves("tom", TEXT).view
    assert view.barred == ("Priya Shah is restricted on “Flood defences” and may not approve this.",)
    assert view.deciders == ("Amy Brown",)
    assert "tender" not in str(view.barred)
    number = town.pitched("tom", TEXT)
    assert town.card(number).view.barred == view.barred
    assert town.card(number).view.deciders == ("Amy Brown",)


def test_a_card_says_so_where_nobody_is_left_since_a_restriction_was_entered(town):
    number = town.pitched("tom", TEXT)
    knows(town, ON_TEAM)
    view = town.card(number).view
    assert view.deciders == ()
    assert "Amy Brown and Priya Shah are restricted" in view.barred[0]


def test_an_approval_does_not_stand_once_its_giver_is_restricted(town):
    """F3: authority is that of the moment of publishing."""
    number = town.pitched("tom", TEXT, when=town.clock.at + timedelta(hours=1))
    town.approves("priya", number)
    assert town.draft(number).state is State.SCHEDULED
    knows(town, ON_PRIYA)
    with town.store.read() as uow:
        assert standing_approvals(uow, find(uow, number)) == []


def test_an_owner_who_is_restricted_on_their_topic_does_not_sign_for_it(town):
    """S49."""
    town.sets("fernshire", remit=("libraries",))
    knows(town, replace(ON_PRIYA, person="nia"))
    number = town.pitched("tom", TEXT)
    assert any("Nia Cole owns it, but is restricted on it now" in line for line in town.card(number).view.signatures)


def test_a_restriction_that_has_ended_keeps_nobody_from_approving(town):
    knows(town, replace(ON_PRIYA, until=town.clock.at - timedelta(minutes=1)))
    number = town.pitched("tom", TEXT)
    town.approves("priya", number)
    assert town.draft(number).state is State.SCHEDULED
