"""Reposts: sent once, read back, taken off again, and each request as X describes it (S38)."""

import pytest

from bot.core.ids import AccountId, TweetId
from bot.core.publishing import NeverSent, Post, Posted, Refused, RefusedBecause, Undone, Unknown, find_post

ACCOUNT = AccountId("fernshire")
RETWEETS = "/2/users/*/retweets*"


@pytest.fixture
def source(x):
    return TweetId(x.post_as("fern_trust", "The clinic is open.").id)


def reposts(x):
    return [post for post in x.posts("fernshire") if post.repost_of]


def test_a_repost_is_on_the_timeline_under_its_own_number_and_found_again(publisher, x, source):
    outcome = publisher.send(ACCOUNT, Post("", repost_of=source))

    assert isinstance(outcome, Posted)
    assert [(post.id, post.repost_of) for post in reposts(x)] == [(outcome.tweet, source)]
    timeline = publisher.timeline(ACCOUNT, None)
    assert find_post(Post("", repost_of=source), timeline.posts) == outcome.tweet
    assert find_post(Post("RT @fern_trust: The clinic is open."), timeline.posts) is None
    assert find_post(Post("", repost_of=TweetId("1")), timeline.posts) is None


def test_a_post_that_is_gone_or_closed_is_refused_in_words(publisher, x, source):
    x.world.closed.add("fern_trust")
    outcome = publisher.send(ACCOUNT, Post("", repost_of=source))

    assert isinstance(outcome, Refused)
    assert outcome.because is RefusedBecause.CONTENT
    assert "deleted or not visible" in outcome.detail


def test_no_answer_is_unknown_and_no_connection_is_never_sent(hasty, x, source, served):
    x.fault("timeout_after_accept", 1, RETWEETS)
    assert isinstance(hasty.send(ACCOUNT, Post("", repost_of=source)), Unknown)
    assert len(reposts(x)) == 1


def test_taking_it_off_twice_is_as_good_as_once(publisher, x, source):
    publisher.send(ACCOUNT, Post("", repost_of=source))

    assert publisher.undo_repost(ACCOUNT, source) == Undone()
    assert publisher.undo_repost(ACCOUNT, source) == Undone()
    assert reposts(x) == []
    assert x.world.find(source) is not None


def test_x_that_does_not_answer_leaves_it_to_be_tried_again(publisher, x, source):
    publisher.send(ACCOUNT, Post("", repost_of=source))
    x.fault("status_503", 1, RETWEETS)

    assert isinstance(publisher.undo_repost(ACCOUNT, source), NeverSent)
    assert len(reposts(x)) == 1


def test_an_account_without_a_login_is_told_so(publisher, tokens, source):
    tokens.clear()

    assert publisher.undo_repost(ACCOUNT, source).because is RefusedBecause.LOGIN
