"""The post a draft answers or quotes: looked up, shown, checked, and looked at again before it goes out (S38)."""

from dataclasses import replace
from datetime import timedelta

import pytest
import stage
from council import engine_for, form
from tiny_pack import tiny_engine

from bot.core.accounts import OrgType
from bot.core.answered import Answered, Sight
from bot.core.commands import SendForApproval
from bot.core.drafts import State, Target, TargetKind
from bot.core.findings import Level
from bot.core.forms import DoneForm, PreviewForm
from bot.core.ids import TweetId
from bot.core.reference import Reference
from bot.core.topics import Topic
from bot.use_cases.checking import check
from bot.use_cases.saving import save_draft
from bot.use_cases.sending import send_for_approval

WORDS = "Yes, from nine on Monday."


def address(post):
    return f"https://x.com/whoever/status/{post.id}"


def saved(at, post, kind="reply", words=WORDS, **more):
    command = form(words, target_kind=kind, target=address(post), **more)
    return save_draft(at.tools, at.person(stage.ANN), command)


def approved(at, post, kind=TargetKind.REPLY, **more):
    """A draft whose post was read when it was written, approved by Priya."""
    target = Target(kind, TweetId(post.id), address(post))
    number = stage.approved(at.tools, WORDS, target=target, **more)
    with at.store.write() as uow:
        uow.drafts.put_answered(number, Answered(TweetId(post.id), Sight.READ, uow.now(), "neighbour", post.typed))
        check(at.tools, uow, uow.drafts.get(number), uow.drafts.revision(number, 1))
    return number


def unread(at, post, times=1):
    at.x.fault("status_503", times, f"/2/tweets/{post.id}")


def rules(found):
    return {finding.rule for finding in found}


def asked_for(at, post):
    return len(at.x.requests("GET", f"/2/tweets/{post.id}"))


@pytest.mark.parametrize("kind", [TargetKind.REPLY, TargetKind.QUOTE])
def test_author_and_words_are_as_on_x_and_not_as_the_address_says(at, kind):
    post = at.x.post_as("neighbour", "Is the *library* open & warm? <@U1>")
    shown = saved(at, post, kind)
    assert isinstance(shown, PreviewForm)
    assert (shown.view.answered.author, shown.view.answered.text) == (
        "neighbour",
        "Is the *library* open & warm? <@U1>",
    )
    assert not rules(shown.view.findings) & {"target.unread", "target.gone", "target.closed"}


@pytest.mark.parametrize("kind", [TargetKind.REPLY, TargetKind.QUOTE])
def test_commenting_on_a_post_about_a_watched_topic_touches_the_topic(at, kind):
    """S54, S38: the draft itself says nothing of it."""
    with at.store.write() as uow:
        floods = Topic("Flood defences", ("flood*",), line="We publish the review in March.")
        uow.reference.set(Reference(topics=(floods,)))
    shown = saved(at, at.x.post_as("neighbour", "They knew of the flooding for years."), kind)
    finding = next(f for f in shown.view.findings if f.rule == "topics.key_issue")
    assert finding.message.startswith("The post it is about touches “Flood defences”, a key issue.")
    other = saved(at, at.x.post_as("neighbour", "Is the library open?"), kind)
    assert "topics.key_issue" not in rules(other.view.findings)


def test_a_post_is_read_once_for_a_draft_however_often_its_words_change(at):
    post = at.x.post_as("neighbour", "Is the library open?")
    number = saved(at, post).view.draft.id
    for revision in (1, 2):
        saved(at, post, words=f"{WORDS} {revision}", draft=number, revision=revision)
    send_for_approval(at.tools, at.person(stage.ANN), SendForApproval(number, 3))
    assert at.draft(number).state is State.IN_REVIEW
    assert asked_for(at, post) == 1


@pytest.mark.parametrize("kind", [TargetKind.REPLY, TargetKind.QUOTE])
def test_the_checks_read_what_is_answered(at, kind):
    """Words that are harmless alone are not so under somebody's own story."""
    at.tools = replace(at.tools, engines={OrgType.COUNCIL: engine_for("council")})
    grave = at.x.post_as("neighbour", "Two people were stabbed outside the pub.")
    plain = at.x.post_as("neighbour", "Our band plays in the pub tonight.")
    found = {finding.check for finding in saved(at, grave, kind, "Haha, brilliant").view.findings}
    other = {finding.check for finding in saved(at, plain, kind, "Haha, brilliant").view.findings}
    assert "incident_tone" in found - other


def test_a_post_that_is_not_there_must_be_changed_first(at):
    post = at.x.post_as("neighbour", "Is the library open?")
    at.x.world.delete(post.id)
    shown = saved(at, post)
    (finding,) = [f for f in shown.view.findings if f.rule == "target.gone"]
    assert (finding.level, shown.may_send) == (Level.BLOCK, False)


def test_a_protected_or_suspended_author_has_a_sentence(at):
    post = at.x.post_as("neighbour", "For friends.")
    at.x.world.closed.add("neighbour")
    shown = saved(at, post)
    (finding,) = [f for f in shown.view.findings if f.rule == "target.closed"]
    assert "protected or suspended" in finding.message
    assert (shown.may_send, shown.view.answered.text) == (False, "")


def test_a_post_that_cannot_be_read_is_said_plainly_and_takes_a_second_approver(at):
    post = at.x.post_as("neighbour", "Is the library open?")
    unread(at, post, times=2)
    shown = saved(at, post)
    (finding,) = [f for f in shown.view.findings if f.rule == "target.unread"]
    assert (finding.level, finding.message) == (
        Level.SECOND_APPROVER,
        "The post this answers could not be read: open it before you decide.",
    )
    assert (shown.may_send, shown.view.needed, shown.view.published_text) == (True, 2, WORDS)


def test_it_is_tried_again_when_the_draft_is_sent(at):
    post = at.x.post_as("neighbour", "Is the library open?")
    unread(at, post)
    number = saved(at, post).view.draft.id
    done = send_for_approval(at.tools, at.person(stage.ANN), SendForApproval(number, 1))
    assert isinstance(done, DoneForm)
    with at.store.read() as uow:
        assert uow.drafts.answered(number, TweetId(post.id)).text == "Is the library open?"
        assert "target.unread" not in rules(uow.drafts.checked(number, 1).findings)


def test_without_any_way_to_read_posts_nothing_passes_in_silence(at):
    at.tools = replace(at.tools, posts=None)
    post = at.x.post_as("neighbour", "Is the library open?")
    assert "target.unread" in rules(saved(at, post).view.findings)


def test_somebody_who_may_not_pitch_here_makes_no_look_up(at):
    post = at.x.post_as("neighbour", "Is the library open?")
    save_draft(at.tools, at.person(stage.BOB), form(WORDS, target_kind="reply", target=address(post)))
    assert asked_for(at, post) == 0


def test_what_has_not_changed_goes_out(at):
    post = at.x.post_as("neighbour", "Is the library open?")
    number = approved(at, post)
    at.run()
    assert at.draft(number).state is State.PUBLISHED
    assert asked_for(at, post) == 1
    with at.store.read() as uow:
        kept = uow.drafts.answered(number, TweetId(post.id))
    assert (kept.author, kept.text) == ("neighbour", ""), "what others wrote is kept no longer than it is needed"


def test_a_post_deleted_since_approval_brings_the_draft_back_and_its_words_are_not_kept(at):
    post = at.x.post_as("neighbour", "Is the library open?")
    number = approved(at, post)
    at.x.world.delete(post.id)
    at.run()
    draft = at.draft(number)
    assert (draft.state, at.tweets()) == (State.IN_REVIEW, [])
    assert "is not on X: it was deleted" in draft.reason
    with at.store.read() as uow:
        kept = uow.drafts.answered(number, TweetId(post.id))
        said = [record.body for record in uow.records.about(f"draft:{number}")]
    assert (kept.author, kept.text, kept.standing) == ("neighbour", "", Sight.GONE)
    assert "library open" not in str(said)


def test_a_post_changed_since_approval_brings_the_draft_back_with_the_new_words(at):
    post = at.x.post_as("neighbour", "Is the library open?")
    number = approved(at, post)
    at.x.world.edit(post.id, "Is the library haunted?")
    at.run()
    draft = at.draft(number)
    assert (draft.state, at.tweets()) == (State.IN_REVIEW, [])
    assert "was changed after this was approved" in draft.reason
    card = next(card for ref, card in at.room.cards.items() if ref.startswith("C1/"))
    assert (card.view.answered.text, card.view.approvals) == ("Is the library haunted?", ())


def test_what_the_checks_find_in_the_new_words_is_found_before_it_goes_out(at, tmp_path):
    at.tools = replace(at.tools, engines={OrgType.COUNCIL: tiny_engine(tmp_path)})
    post = at.x.post_as("neighbour", "Is the library open?")
    number = approved(at, post)
    at.x.world.closed.add("neighbour")
    at.run()
    assert at.draft(number).state is State.IN_REVIEW
    assert "protected or suspended" in at.draft(number).reason


def test_x_not_answering_once_only_puts_it_off(at, clock):
    post = at.x.post_as("neighbour", "Is the library open?")
    number = approved(at, post)
    unread(at, post)
    at.run()
    assert at.draft(number).state is State.SCHEDULED
    clock.move(seconds=5)
    at.run()
    assert at.draft(number).state is State.PUBLISHED


def test_x_not_answering_for_minutes_brings_it_back_with_the_words_last_read(at, clock):
    post = at.x.post_as("neighbour", "Is the library open?")
    number = approved(at, post)
    unread(at, post, times=50)
    for _ in range(8):
        at.run()
        clock.move(seconds=25)
    at.run()
    draft = at.draft(number)
    assert (draft.state, at.tweets()) == (State.IN_REVIEW, [])
    assert "could not be read: open it before you decide" in draft.reason
    with at.store.read() as uow:
        assert uow.drafts.answered(number, TweetId(post.id)).text == "Is the library open?"


def test_two_who_decided_knowing_that_it_could_not_be_read_are_obeyed(at):
    post = at.x.post_as("neighbour", "Is the library open?")
    unread(at, post, times=50)
    target = Target(TargetKind.REPLY, TweetId(post.id), address(post))
    number = stage.approved(at.tools, WORDS, target=target, approvers=(stage.PRIYA, stage.BOB))
    at.run()
    assert at.draft(number).state is State.PUBLISHED


def test_a_reply_that_was_never_looked_up_is_looked_up_before_it_goes_out(at, clock):
    """A draft approved before posts were looked up: its post is read, and what is gone stops it."""
    post = at.x.post_as("neighbour", "Is the library open?")
    target = Target(TargetKind.QUOTE, TweetId(post.id), address(post))
    number = stage.approved(at.tools, WORDS, target=target, slot=clock() + timedelta(hours=1))
    at.x.world.delete(post.id)
    clock.move(hours=1)
    at.run()
    assert at.draft(number).state is State.IN_REVIEW
