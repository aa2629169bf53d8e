"""S38: the post that is answered or quoted is read again when somebody approves, and what follows from that."""

from dataclasses import replace
from datetime import timedelta

import pytest
import stage
from council import form

from bot.core.answered import Sight
from bot.core.cards import Action, Notice
from bot.core.commands import ApproveDespite, ApproveFor, Pressed, SendForApproval
from bot.core.drafts import State
from bot.core.forms import ReasonForm
from bot.core.ids import TweetId
from bot.core.records import breaks
from bot.core.reference import Reference
from bot.core.topics import Restriction, Topic
from bot.use_cases.decide import approve, approve_despite, approve_for
from bot.use_cases.saving import save_draft
from bot.use_cases.sending import send_for_approval

WORDS = "Yes, from nine on Monday."


def sent(at, post, **more):
    """A reply of Ann's that waits for approval; its post was read when she wrote it."""
    command = form(WORDS, target_kind="reply", target=f"https://x.com/neighbour/status/{post.id}", **more)
    number = save_draft(at.tools, at.person(stage.ANN), command).view.draft.id
    send_for_approval(at.tools, at.person(stage.ANN), SendForApproval(number, 1))
    at.run()
    return number


def presses_approve(at, number, who=stage.PRIYA):
    return approve(at.tools, at.person(who), Pressed(Action.APPROVE, number, 1))


def says_why(at, number, who=stage.PRIYA):
    return approve_despite(at.tools, at.person(who), ApproveDespite(number, 1, "I have opened it."))


def kept(at, number, post):
    with at.store.read() as uow:
        return uow.drafts.answered(number, TweetId(post.id))


def decisions(at, number):
    with at.store.read() as uow:
        return uow.drafts.decisions(number)


def card(at):
    return next(card for ref, card in at.room.cards.items() if ref.startswith("C1/"))


@pytest.fixture
def post(at):
    return at.x.post_as("neighbour", "Is the library open?")


def test_a_post_that_has_not_changed_is_approved_by_one_click(at, post):
    number = sent(at, post)
    assert presses_approve(at, number).title == "Approved"
    assert at.draft(number).state is State.SCHEDULED


def test_a_post_changed_since_the_card_was_drawn_is_not_approved_and_says_what_changed(at, post):
    number = sent(at, post)
    at.x.world.edit(post.id, "Is the library haunted?")
    shown = presses_approve(at, number)
    assert isinstance(shown, Notice)
    assert "was changed on X since the card was drawn, so nothing was approved" in shown.lines[0]
    assert shown.lines[1] == "It read: “Is the library open?” It reads now: “Is the library haunted?”"
    draft = at.draft(number)
    assert (draft.state, draft.round, decisions(at, number)) == (State.IN_REVIEW, 2, [])
    assert "Its words are different now" in draft.reason
    at.run()
    assert card(at).view.answered.text == "Is the library haunted?"
    with at.store.read() as uow:
        said = str([record.body for record in uow.records.about(f"draft:{number}")])
    assert "haunted" not in said, "other people’s words are in no record"
    assert presses_approve(at, number).title == "Approved"


def test_the_first_of_two_approvals_does_not_count_for_the_changed_post(at, post):
    with at.store.write() as uow:
        uow.accounts.put(replace(uow.accounts.get(stage.ACCOUNT), approvals=2))
    number = sent(at, post)
    presses_approve(at, number)
    at.x.world.edit(post.id, "Is the library haunted?")
    presses_approve(at, number, stage.BOB)
    assert at.draft(number).state is State.IN_REVIEW
    at.run()
    assert card(at).view.approvals == ()
    assert any("needs to be read again" in title for title in at.room.titles("under C1"))


def test_a_post_deleted_since_the_card_was_drawn_stops_the_approval(at, post):
    number = sent(at, post)
    at.x.world.delete(post.id)
    shown = presses_approve(at, number)
    assert "is not on X: it was deleted" in shown.lines[0]
    assert (at.draft(number).state, decisions(at, number)) == (State.HELD, [])
    assert kept(at, number, post).text == ""


def test_approving_for_a_time_reads_it_too(at, post, clock):
    number = sent(at, post)
    at.x.world.edit(post.id, "Is the library haunted?")
    shown = approve_for(at.tools, at.person(stage.PRIYA), ApproveFor(number, 1, clock() + timedelta(hours=1)))
    assert "so nothing was approved" in shown.lines[0]
    assert at.draft(number).state is State.IN_REVIEW


def test_somebody_who_may_not_decide_has_nothing_read_for_them(at, post):
    number = sent(at, post)
    before = len(at.x.requests("GET", f"/2/tweets/{post.id}"))
    presses_approve(at, number, stage.ANN)
    assert len(at.x.requests("GET", f"/2/tweets/{post.id}")) == before


def unreadable_at_approval(at, post, times=50):
    number = sent(at, post)
    at.x.fault("status_503", times, f"/2/tweets/{post.id}")
    asked = presses_approve(at, number)
    assert isinstance(asked, ReasonForm)
    assert "The post this answers could not be read: open it before you decide." in asked.explain
    return number


def test_a_click_while_x_cannot_be_asked_is_kept_and_counts_once_the_post_is_read(at, post, clock):
    number = unreadable_at_approval(at, post, times=2)
    shown = says_why(at, number)
    assert "1 of 2 approvals" in shown.lines[0]
    assert "Your approval is kept" in shown.lines[-1]
    assert at.draft(number).state is State.IN_REVIEW
    clock.move(seconds=5)
    at.run()
    assert at.draft(number).state is State.PUBLISHED
    assert "ApprovedOnceRead" in at.kinds(number)
    with at.store.read() as uow:
        assert list(breaks(uow.records.read(), uow.records.head())) == []


def test_a_post_that_turns_out_changed_once_it_is_read_begins_the_review_again(at, post, clock):
    number = unreadable_at_approval(at, post, times=2)
    says_why(at, number)
    at.x.world.edit(post.id, "Is the library haunted?")
    clock.move(seconds=5)
    at.run()
    draft = at.draft(number)
    assert (draft.state, draft.round, at.tweets()) == (State.IN_REVIEW, 2, [])
    assert "Its words are different now" in draft.reason


def test_a_post_that_stays_unreadable_takes_the_second_approver_and_is_not_asked_for_without_end(at, post, clock):
    number = unreadable_at_approval(at, post, times=500)
    says_why(at, number)
    for _ in range(12):
        at.run()
        clock.move(minutes=5)
    asked = len(at.x.requests("GET", f"/2/tweets/{post.id}"))
    clock.move(hours=1)
    at.run()
    assert len(at.x.requests("GET", f"/2/tweets/{post.id}")) == asked
    assert (at.draft(number).state, kept(at, number, post).standing) == (State.IN_REVIEW, Sight.UNREAD)
    says_why(at, number, stage.BOB)
    assert at.draft(number).state is State.SCHEDULED


def test_what_is_found_in_a_post_read_after_the_approval_is_shown_before_it_goes_out(at, clock):
    """S52: nobody has said why that is fine."""
    post = at.x.post_as("neighbour", "Snow on the hills (via @somebody)")
    at.x.fault("status_503", 3, f"/2/tweets/{post.id}")
    command = form("", target_kind="repost", target=f"https://x.com/neighbour/status/{post.id}")
    number = save_draft(at.tools, at.person(stage.ANN), command).view.draft.id
    send_for_approval(at.tools, at.person(stage.ANN), SendForApproval(number, 1))
    at.run()
    assert "1 of 2 approvals" in says_why(at, number).lines[0]
    clock.move(minutes=1)
    at.run()
    draft = at.draft(number)
    assert (draft.state, draft.round, at.tweets()) == (State.IN_REVIEW, 2, [])
    assert "the checks found something in it: In the post: " in draft.reason
    assert any("needs to be read again" in title for title in at.room.titles("under C1"))


@pytest.mark.parametrize("for_a_time", [False, True])
def test_who_is_restricted_on_what_only_this_look_shows_does_not_approve_it(at, post, clock, for_a_time):
    """S51: nothing is recorded as their approval, which would not count."""
    with at.store.write() as uow:
        on_priya = Restriction(stage.PRIYA, ("Libraries",), "their tender is open", stage.BOB)
        uow.reference.set(Reference(topics=(Topic("Libraries", ("library",)),), restrictions=(on_priya,)))
    at.x.fault("status_503", 2, f"/2/tweets/{post.id}")
    number = sent(at, post)
    at_ten = ApproveFor(number, 1, clock() + timedelta(hours=1), "I have opened it.")
    shown = approve_for(at.tools, at.person(stage.PRIYA), at_ten) if for_a_time else says_why(at, number)
    assert kept(at, number, post).text == "Is the library open?"
    assert "This touches “Libraries”, on which you do not decide" in shown.lines[0]
    assert decisions(at, number) == []
    assert "DraftApproved" not in at.kinds(number)
