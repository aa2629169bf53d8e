"""Finding out what became of a post of unknown outcome, by looking and by asking people (F6, F8)."""

from dataclasses import replace
from datetime import timedelta

import pytest
import stage

from bot.core.cards import Action, Tone
from bot.core.commands import FoundAt, Pressed
from bot.core.drafts import Media, State, Target, TargetKind
from bot.core.due import Work
from bot.core.forms import DoneForm, FormErrors
from bot.core.holds import HoldKind
from bot.core.ids import TweetId
from bot.core.publishing import Posted
from bot.use_cases.outcomes import settle
from bot.use_cases.unconfirmed import found_at, not_there, try_again


def looked(at, times):
    for after in at.tools.settings.look_after[:times]:
        at.clock.move(seconds=after.total_seconds())
        at.run()


def unconfirmed(at, fault="timeout_before_accept", text="The library opens at nine on Monday."):
    number = stage.approved(at.tools, text)
    at.x.fault(fault)
    at.run()
    assert at.draft(number).state is State.UNCONFIRMED
    return number


def not_found(at):
    number = unconfirmed(at)
    looked(at, 3)
    return number


@pytest.mark.parametrize("fault", ["timeout_after_accept", "reset", "status_503_accepted", "not_json"])
def test_a_post_that_was_taken_is_found_and_adopted(at, fault):
    number = unconfirmed(at, fault)
    looked(at, 1)
    (post,) = at.x.posts("fernshire")
    assert (at.draft(number).state, at.draft(number).tweet) == (State.PUBLISHED, post.id)
    assert at.attempt(number).outcome == "adopted"


def test_a_post_with_a_link_is_recognised_behind_its_short_address(at):
    number = unconfirmed(at, "reset", "See https://www.fernshire.gov.uk/bins?a=1&b=2 & sort well.")
    looked(at, 1)
    assert at.draft(number).state is State.PUBLISHED


def test_a_post_that_was_not_taken_is_looked_for_three_times_and_then_people_are_asked_once(at):
    number = not_found(at)
    draft = at.draft(number)
    assert (draft.state, at.attempt(number).looks) == (State.UNCONFIRMED, 3)
    assert "Please look at x.com/fernshire" in draft.reason
    assert at.due(Work.RECONCILE, number) is None
    at.clock.move(hours=5)
    at.run()
    assert [title for title in at.room.titles("C1") if "Somebody has to look" in title] != []
    assert len([title for title in at.room.titles("C1") if "Somebody has to look" in title]) == 1
    assert len(at.x.requests("POST", "/2/tweets")) == 1


def test_nudging_early_is_no_look(at):
    """F8."""
    number = unconfirmed(at)
    for _ in range(5):
        with at.store.write() as uow:
            uow.due.at(Work.RECONCILE, str(number), uow.now())
        at.run()
    assert at.attempt(number).looks == 0


def test_an_unreadable_timeline_is_no_look_and_is_tried_again(at):
    number = unconfirmed(at, "timeout_after_accept")
    at.x.fault("status_503", times=1, path="/2/users/*/tweets")
    looked(at, 1)
    assert at.attempt(number).looks == 0
    assert "cannot be read just now" in at.draft(number).reason
    at.clock.move(minutes=1)
    at.run()
    assert at.draft(number).state is State.PUBLISHED


def test_a_login_that_died_meanwhile_is_said(at):
    """F7."""
    number = unconfirmed(at, "timeout_after_accept")
    at.x.revoke("fernshire")
    looked(at, 1)
    assert at.draft(number).state is State.UNCONFIRMED
    assert [hold.kind for hold in at.holds()] == [HoldKind.LOGIN]
    assert any("@fernshire is stopped" in title for title in at.room.titles("C1"))


def test_an_older_post_with_the_same_words_is_not_taken_for_this_one(at):
    at.x.post_as("fernshire", "The library opens at nine on Monday.")
    number = not_found(at)
    assert at.draft(number).state is State.UNCONFIRMED


def test_a_post_of_another_draft_is_not_taken_for_this_one(at):
    """Two drafts with the same words: one tweet belongs to one of them only."""
    first = unconfirmed(at, "reset")
    second = unconfirmed(at, "reset_before")
    looked(at, 3)
    assert sorted([at.draft(first).state, at.draft(second).state]) == [State.PUBLISHED, State.UNCONFIRMED]


def test_an_attempt_whose_worker_was_killed_is_looked_for(at):
    """F8: a stuck post is noticed."""
    number = stage.approved(at.tools)
    sent = []

    class KilledError(Exception):
        pass

    class Dying:
        timeline = at.tools.publisher.timeline

        def send(self, *post):
            sent.append(post)
            raise KilledError

    at.tools, living = replace(at.tools, publisher=Dying()), at.tools
    with pytest.raises(KilledError):
        at.run()
    at.tools = living
    assert at.draft(number).state is State.PUBLISHING
    at.clock.move(minutes=4)  # its lease is over
    at.run()
    assert at.draft(number).state is State.PUBLISHING
    at.clock.move(seconds=30)
    at.run()
    assert at.draft(number).state is State.UNCONFIRMED
    looked(at, 3)
    assert at.attempt(number).looks == 3
    assert at.tweets() == []


def test_an_answer_that_comes_after_the_attempt_was_given_up_still_counts(at):
    number = unconfirmed(at)
    with at.store.write() as uow:
        settle(at.tools, uow, at.attempt(number), Posted(TweetId("77")))
    assert (at.draft(number).state, at.draft(number).tweet) == (State.PUBLISHED, "77")


def test_a_post_that_appears_when_it_was_already_to_go_again_holds_it(at):
    number = not_found(at)
    first = at.attempt(number)
    for who in (stage.PRIYA, stage.BOB):
        not_there(at.tools, at.person(who), Pressed(Action.IT_IS_NOT_THERE, number, 1))
    with at.store.write() as uow:
        settle(at.tools, uow, first, Posted(TweetId("77")))
    at.run()
    assert at.draft(number).state is State.HELD
    assert at.tweets() == []


def test_two_people_must_say_that_it_is_not_there(at):
    number = not_found(at)
    press = Pressed(Action.IT_IS_NOT_THERE, number, 1)
    assert "Noted" in not_there(at.tools, at.person(stage.PRIYA), press).title
    assert "second approver" in " ".join(not_there(at.tools, at.person(stage.PRIYA), press).lines)
    assert at.draft(number).state is State.UNCONFIRMED
    assert "sent again" in not_there(at.tools, at.person(stage.BOB), press).title
    assert at.attempt(number).denied_by == (stage.PRIYA, stage.BOB)
    at.run()
    assert at.draft(number).state is State.PUBLISHED
    assert at.tweets() == ["The library opens at nine on Monday."]


def test_the_second_no_looks_once_more_before_anything_is_sent(at):
    number = not_found(at)
    press = Pressed(Action.IT_IS_NOT_THERE, number, 1)
    not_there(at.tools, at.person(stage.PRIYA), press)
    at.x.post_as("fernshire", "The library opens at nine on Monday.")
    assert "after all" in not_there(at.tools, at.person(stage.BOB), press).title
    at.run()
    assert at.draft(number).state is State.PUBLISHED
    assert len(at.tweets()) == 1


def test_with_an_unreadable_timeline_the_second_no_does_nothing(at):
    number = not_found(at)
    press = Pressed(Action.IT_IS_NOT_THERE, number, 1)
    not_there(at.tools, at.person(stage.PRIYA), press)
    at.x.fault("status_503", path="/2/users/*/tweets")
    assert not_there(at.tools, at.person(stage.BOB), press).tone is Tone.WARNING
    assert at.attempt(number).denied_by == (stage.PRIYA,)


def test_while_it_is_still_being_looked_for_nobody_can_say_no(at):
    number = unconfirmed(at)
    answer = not_there(at.tools, at.person(stage.PRIYA), Pressed(Action.IT_IS_NOT_THERE, number, 1))
    assert "still looking" in answer.lines[0]


def test_the_author_has_no_say_in_it(at):
    number = not_found(at)
    answer = not_there(at.tools, at.person(stage.ANN), Pressed(Action.IT_IS_NOT_THERE, number, 1))
    assert answer.tone is Tone.WARNING
    assert at.attempt(number).denied_by == ()
    assert "AnswerRefused" in at.kinds(number)


def test_one_person_may_say_where_it_is(at):
    number = not_found(at)
    post = at.x.post_as("fernshire", "The library opens at nine on Monday!")
    address = f"https://twitter.com/Fernshire/status/{post.id}?s=20"
    answer = found_at(at.tools, at.person(stage.BOB), FoundAt(number, 1, address))
    assert isinstance(answer, DoneForm)
    assert (at.draft(number).state, at.draft(number).tweet) == (State.PUBLISHED, post.id)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://x.com/somebody/status/123", "not the address of a post by @fernshire"),
        ("https://evil.example/fernshire/status/123", "not the address"),
        ("https://x.com/i/status/123", "not the address"),
        ("hello", "not the address"),
    ],
)
def test_an_address_that_cannot_be_the_post_is_refused_at_its_field(at, address, words):
    number = not_found(at)
    answer = found_at(at.tools, at.person(stage.BOB), FoundAt(number, 1, address))
    assert isinstance(answer, FormErrors)
    assert words in next(iter(answer.at.values()))


def test_the_address_of_an_older_post_or_of_another_draft_is_refused(at):
    other = stage.approved(at.tools, "Something else.")
    at.run()
    number = not_found(at)
    taken = at.draft(other).tweet
    answer = found_at(at.tools, at.person(stage.BOB), FoundAt(number, 1, f"https://x.com/fernshire/status/{taken}"))
    assert f"That post is draft {other}" in next(iter(answer.at.values()))
    answer = found_at(at.tools, at.person(stage.BOB), FoundAt(number, 1, "https://x.com/fernshire/status/12"))
    assert "there before" in next(iter(answer.at.values()))


def test_a_failed_draft_is_tried_again_with_the_approvals_it_has(at):
    number = stage.approved(at.tools)
    at.x.fault("list_body")
    at.run()
    assert at.draft(number).state is State.FAILED
    at.clock.move(hours=2)
    answer = try_again(at.tools, at.person(stage.PRIYA), Pressed(Action.TRY_AGAIN, number, 1))
    assert "on its way" in answer.title
    at.run()
    assert at.draft(number).state is State.PUBLISHED


def test_nothing_is_tried_again_while_the_account_is_stopped(at):
    """F7."""
    number = stage.approved(at.tools)
    at.x.fault("unauthorised")
    at.run()
    answer = try_again(at.tools, at.person(stage.PRIYA), Pressed(Action.TRY_AGAIN, number, 1))
    assert "@fernshire is stopped" in answer.lines[0]
    assert at.draft(number).state is State.FAILED


def test_a_second_press_on_try_again_is_told_what_happened(at):
    """F16."""
    number = stage.approved(at.tools)
    at.x.fault("list_body")
    at.run()
    press = Pressed(Action.TRY_AGAIN, number, 1)
    try_again(at.tools, at.person(stage.PRIYA), press)
    assert try_again(at.tools, at.person(stage.BOB), press).tone is Tone.WARNING
    at.run()
    assert len(at.tweets()) == 1


def test_the_looks_keep_their_distance_after_an_outage(at):
    number = unconfirmed(at)
    at.clock.move(hours=1)
    at.run()
    assert at.attempt(number).looks == 1
    at.clock.move(seconds=timedelta(minutes=2).total_seconds())
    at.run()
    assert at.attempt(number).looks == 2


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)


@pytest.mark.parametrize("kind", list(TargetKind))
def test_a_reply_and_a_quote_are_recognised_by_what_they_answer(at, kind):
    other = at.x.post_as("neighbour", "Is the library open on Monday?")
    target = Target(kind, TweetId(other.id), f"https://x.com/neighbour/status/{other.id}")
    number = stage.approved(at.tools, "Yes, from nine. See www.fernshire.gov.uk/library", target=target)
    at.x.fault("reset")
    at.run()
    looked(at, 1)
    assert at.draft(number).state is State.PUBLISHED


def test_a_post_with_a_picture_is_recognised_and_its_words_for_the_blind_are_sent(at):
    """F11."""
    with at.store.write() as uow:
        sha256 = uow.media.put(PNG)
    picture = Media(sha256, "image/png", len(PNG), "library.png", "The library in the sun")
    number = stage.approved(at.tools, "The library opens at nine.", media=(picture,))
    at.x.fault("reset")
    at.run()
    assert at.draft(number).state is State.UNCONFIRMED, at.draft(number).reason
    looked(at, 1)
    assert at.draft(number).state is State.PUBLISHED
    assert [media.alt for media in at.x.world.media.values()] == ["The library in the sun"]
