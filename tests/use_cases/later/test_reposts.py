"""S38: a plain repost takes the same path: pitched, shown, checked, approved, published once, and taken back."""

from dataclasses import replace

import pytest
import stage
from council import form

from bot.core.answered import Answered, Sight
from bot.core.cards import Action
from bot.core.commands import ApproveDespite, Pressed, SendForApproval
from bot.core.drafts import State, Target, TargetKind
from bot.core.due import Claim, Work
from bot.core.findings import Level
from bot.core.forms import Field, FormErrors, PreviewForm
from bot.core.ids import TweetId
from bot.core.records import breaks
from bot.core.reference import Reference
from bot.core.topics import Topic
from bot.use_cases import sweep
from bot.use_cases.cases import case_of
from bot.use_cases.decide import approve, approve_despite
from bot.use_cases.dispatch import PRESSES
from bot.use_cases.saving import save_draft
from bot.use_cases.sending import send_for_approval
from bot.use_cases.suggesting import suggest
from bot.use_cases.watch_timeline import watch_timeline


@pytest.fixture
def post(at):
    return at.x.post_as("neighbour", "The museum is free this weekend.")


def address(post):
    return f"https://x.com/neighbour/status/{post.id}"


def saves(at, post, text="", **more):
    return save_draft(at.tools, at.person(stage.ANN), form(text, target_kind="repost", target=address(post), **more))


def sent(at, post):
    number = saves(at, post).view.draft.id
    send_for_approval(at.tools, at.person(stage.ANN), SendForApproval(number, 1))
    return number


def presses(at, who, action, number):
    return PRESSES[action](at.tools, at.person(who), Pressed(action, number, 1))


def published(at, post):
    number = sent(at, post)
    approve(at.tools, at.person(stage.PRIYA), Pressed(Action.APPROVE, number, 1))
    at.run()
    assert at.draft(number).state is State.PUBLISHED
    return number


def reposts(at):
    return [each.repost_of for each in at.x.posts("fernshire")]


def card(at):
    return next(card for ref, card in at.room.cards.items() if ref.startswith("C1/"))


def test_a_repost_shows_the_post_and_carries_no_words(at, post):
    shown = saves(at, post)
    assert isinstance(shown, PreviewForm)
    assert (shown.view.published_text, shown.view.length, shown.may_send) == ("", 0, True)
    assert (shown.view.answered.author, shown.view.answered.text) == ("neighbour", "The museum is free this weekend.")


def test_it_goes_out_once_and_is_recorded(at, post):
    number = published(at, post)
    assert reposts(at) == [post.id]
    assert at.draft(number).tweet == at.x.posts("fernshire")[0].id
    with at.store.read() as uow:
        records = uow.records.about(f"draft:{number}")
        assert list(breaks(uow.records.read(), uow.records.head())) == []
    started = next(record for record in records if record.kind == "DraftStarted")
    assert started.body["target"] == f"repost: {address(post)}"


def test_words_or_a_wrong_address_are_refused_at_their_field(at, post):
    words = saves(at, post, "Look at this")
    assert isinstance(words, FormErrors)
    assert "A repost carries no words of yours" in words.at[Field.TEXT]
    nothing = save_draft(at.tools, at.person(stage.ANN), form("", target_kind="repost", target=""))
    assert nothing.at[Field.TARGET] == "Paste the address of the post this is about."


def test_the_words_of_the_post_are_checked_as_if_they_were_ours(at):
    with at.store.write() as uow:
        floods = Topic("Flood defences", ("flood*",), filtered="people have lost their homes")
        uow.reference.set(Reference(topics=(floods,)))
    shown = saves(at, at.x.post_as("neighbour", "They knew of the flooding for years."))
    finding = next(f for f in shown.view.findings if f.rule == "topics.filter")
    assert finding.message.startswith("In the post: “flooding” touches “Flood defences”")
    assert (finding.start, finding.end, shown.view.needed) == (0, 0, 2)


def test_what_is_gone_or_changed_is_not_reposted(at, post):
    number = sent(at, post)
    at.x.world.edit(post.id, "The museum is closed this weekend.")
    shown = approve(at.tools, at.person(stage.PRIYA), Pressed(Action.APPROVE, number, 1))
    assert "so nothing was approved" in shown.lines[0]
    at.x.world.delete(post.id)
    shown = approve(at.tools, at.person(stage.PRIYA), Pressed(Action.APPROVE, number, 1))
    assert at.draft(number).state is State.HELD
    assert any(f.level is Level.BLOCK for f in saves(at, post).view.findings)


def test_nobody_suggests_words_for_it(at, post):
    number = sent(at, post)
    with at.store.write() as uow:
        from_bob = suggest(uow, at.person(stage.BOB), case_of(uow, uow.drafts.get(number)), "Look at this")
    assert "A repost has no words" in from_bob.at[Field.TEXT]


def approved_for_publishing(at, post):
    """Approved, its post read; what happens to it next is the worker's."""
    target = Target(TargetKind.REPOST, TweetId(post.id), address(post))
    number = stage.approved(at.tools, "", target=target)
    with at.store.write() as uow:
        uow.drafts.put_answered(number, Answered(TweetId(post.id), Sight.READ, uow.now(), "neighbour", post.typed))
    return number


def test_an_answer_that_never_came_is_looked_for_and_not_sent_twice(at, post, clock):
    number = approved_for_publishing(at, post)
    at.x.fault("timeout_after_accept", 1, "/2/users/*/retweets*")
    at.run()
    assert at.draft(number).state is State.UNCONFIRMED
    clock.move(minutes=1)
    at.run()
    assert at.draft(number).state is State.PUBLISHED
    assert reposts(at) == [post.id]
    assert len([one for one in at.x.log if one.method == "POST" and one.path.endswith("/retweets")]) == 1


def test_whoever_may_approve_takes_it_back_and_the_card_says_so(at, post):
    number = published(at, post)
    assert card(at).actions[0] is Action.UNDO_REPOST
    assert presses(at, stage.BOB, Action.UNDO_REPOST, number).title == "The repost is being taken back"
    at.run()
    assert reposts(at) == []
    draft = at.draft(number)
    assert (draft.tweet, draft.reason.startswith("Taken back: the repost was taken off the account")) == (None, True)
    assert Action.UNDO_REPOST not in card(at).actions
    assert [kind for kind in at.kinds(number) if kind.startswith("RepostUn")] == ["RepostUndoAsked", "RepostUndone"]
    assert at.x.world.find(post.id), "the post itself stays"


def test_its_author_may_not_take_it_back_and_a_lead_may(at, post):
    number = published(at, post)
    assert "not on the list of people who may approve" in presses(at, stage.ANN, Action.UNDO_REPOST, number).lines[0]
    presses(at, stage.CY, Action.UNDO_REPOST, number)
    at.run()
    assert reposts(at) == []


def test_pressing_twice_and_running_twice_does_nothing_more(at, post):
    number = published(at, post)
    presses(at, stage.BOB, Action.UNDO_REPOST, number)
    presses(at, stage.BOB, Action.UNDO_REPOST, number)
    at.run()
    assert presses(at, stage.BOB, Action.UNDO_REPOST, number).title == "Not done"
    at.run()
    assert at.kinds(number).count("RepostUndone") == 1


def test_a_post_of_our_own_words_is_not_taken_off(at):
    number = stage.approved(at.tools)
    at.run()
    assert presses(at, stage.BOB, Action.UNDO_REPOST, number).title == "Not done"
    assert len(at.tweets()) == 1


def test_x_that_does_not_answer_is_asked_again_and_in_the_end_people_are_told(at, post, clock):
    number = published(at, post)
    at.x.fault("status_503", 3, "/2/users/*/retweets*")
    presses(at, stage.BOB, Action.UNDO_REPOST, number)
    for _ in range(6):
        at.run()
        clock.move(minutes=1)
    assert reposts(at) == []
    second = published(at, at.x.post_as("neighbour", "The museum is free on Monday too."))
    at.x.fault("status_503", 50, "/2/users/*/retweets*")
    presses(at, stage.BOB, Action.UNDO_REPOST, second)
    for _ in range(12):
        at.run()
        clock.move(minutes=6)
    assert "could not be taken back" in at.draft(second).reason
    assert any("A repost is still on @fernshire" in title for title in at.room.titles("C1"))


def test_a_repost_is_no_post_of_somebody_else_for_the_watch_on_the_timeline(at, post):
    """S71: what we reposted is ours."""
    number = published(at, post)
    with at.store.read() as uow:
        assert uow.drafts.by_tweet(stage.ACCOUNT, at.draft(number).tweet) == number


def test_a_timeline_read_just_before_a_repost_is_taken_back_raises_no_alarm(at, post):
    """S71: by the time it is judged the repost is ours no more, and nobody else's either."""
    with at.store.write() as uow:
        sweep.start(uow)
    at.run()
    number = published(at, post)
    reading = at.tools.publisher

    class TakenBackMeanwhile:
        """X as it is, read a moment before the repost is taken back."""

        def timeline(self, account, since, at_most=100):
            found = reading.timeline(account, since, at_most)
            presses(at, stage.BOB, Action.UNDO_REPOST, number)
            at.run()
            return found

    tools = replace(at.tools, publisher=TakenBackMeanwhile())
    watch_timeline(tools, Claim(1, Work.WATCH_TIMELINE, "account:fernshire", 1, 1, at.clock()))
    at.run()

    assert at.draft(number).tweet is None
    assert [title for title in at.room.titles("C1") if "did not come from Countersign" in title] == []


def test_the_approval_binds_that_it_is_a_repost(at, post):
    target = Target(TargetKind.REPOST, TweetId(post.id), address(post))
    number = sent(at, post)
    with at.store.read() as uow:
        revision = uow.drafts.revision(number, 1)
    assert revision.target == target
    quote = replace(revision, target=replace(target, kind=TargetKind.QUOTE))
    assert revision.digest(stage.ACCOUNT) != quote.digest(stage.ACCOUNT)


def test_a_repost_on_a_subject_of_others_takes_its_owners_signature(at):
    """S49: whoever passes words on answers for them, so a repost is no way past the owner."""
    with at.store.write() as uow:
        uow.reference.set(Reference(topics=(Topic("Flood defences", ("flood*",), owner=stage.BOB),)))
        uow.accounts.put(replace(uow.accounts.get(stage.ACCOUNT), remit=("libraries",)))
    number = sent(at, at.x.post_as("neighbour", "They knew of the flooding for years."))
    approve_despite(at.tools, at.person(stage.PRIYA), ApproveDespite(number, 1, "It is fair."))
    assert at.draft(number).state is State.IN_REVIEW
    approve_despite(at.tools, at.person(stage.BOB), ApproveDespite(number, 1, "It is fair."))
    assert at.draft(number).state is State.SCHEDULED


def test_what_is_reposted_already_is_not_published_twice_and_says_so(at, post):
    first = published(at, post)
    number = sent(at, post)
    approve(at.tools, at.person(stage.PRIYA), Pressed(Action.APPROVE, number, 1))
    at.run()
    draft = at.draft(number)
    assert (draft.state, draft.tweet) == (State.FAILED, None)
    assert f"@fernshire shows this already, by draft {first}." in draft.reason
    assert reposts(at) == [post.id]
