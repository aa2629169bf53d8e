"""Reading somebody else's post from the practice X over real HTTP (S38)."""

from datetime import timedelta

import pytest

from bot.adapters.x import XPosts
from bot.core.answered import Sight
from bot.core.ids import AccountId, TweetId
from bot.core.publishing import Picture, Post
from bot.use_cases.ports_posts import PostSeen

ACCOUNT = AccountId("fernshire")
SOON = timedelta(seconds=2)
UNREAD = PostSeen(Sight.UNREAD)


@pytest.fixture
def posts(x, served, tokens):
    return XPosts(x.consumer_key, x.consumer_secret, tokens.get, served.url)


def test_author_and_words_are_those_on_x_without_its_escapes_and_short_links(posts, x):
    number = x.post_as("fern_trust", "Fish & <chips> *now*: https://fern.nhs.uk/menu?a=1&b=2").id
    seen = posts.post(ACCOUNT, TweetId(number), SOON)
    words = "Fish & <chips> *now*: https://fern.nhs.uk/menu?a=1&b=2"
    assert seen == PostSeen(Sight.READ, "fern_trust", words, conversation=number)
    assert len(x.requests("GET", f"/2/tweets/{number}")) == 1


def test_pictures_are_told_of_and_their_address_is_left_out(posts, publisher, x):
    png = Picture(b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png", "A ward")
    number = publisher.send(AccountId("fern_trust"), Post("The new ward", pictures=(png,))).tweet
    seen = PostSeen(Sight.READ, "fern_trust", "The new ward", pictures=True, conversation=number)
    assert posts.post(ACCOUNT, number, SOON) == seen


def test_every_post_of_a_conversation_names_the_first_one(posts, publisher, x):
    """S40: a reply to a reply stands in the conversation of the post it all began with."""
    first = x.post_as("fern_trust", "Open at nine.").id
    reply = publisher.send(AccountId("fern_trust"), Post("On Sunday too?", reply_to=first)).tweet
    second = publisher.send(AccountId("fern_trust"), Post("Yes, on Sunday too.", reply_to=reply)).tweet
    assert {posts.post(ACCOUNT, each, SOON).conversation for each in (first, reply, second)} == {first}


def test_a_changed_post_is_read_in_its_newest_version(posts, x):
    old = x.post_as("fern_trust", "Open at nine.").id
    x.world.edit(old, "Open at ten.")
    assert posts.post(ACCOUNT, TweetId(old), SOON).text == "Open at ten."


def test_a_post_that_was_deleted_or_never_was_is_gone(posts, x):
    number = x.post_as("fern_trust", "Oops").id
    x.world.delete(number)
    for each in (number, "17"):
        assert posts.post(ACCOUNT, TweetId(each), SOON) == PostSeen(Sight.GONE)


def test_a_protected_or_suspended_account_is_closed(posts, x):
    number = x.post_as("fern_trust", "For friends").id
    x.world.closed.add("fern_trust")
    assert posts.post(ACCOUNT, TweetId(number), SOON) == PostSeen(Sight.CLOSED)


@pytest.mark.parametrize(
    "fault", ["status_503", "rate_limited", "reset", "list_body", "redirect_307", "not_json", "access_level_453"]
)
def test_where_x_gives_no_clear_answer_the_post_is_unread(posts, x, fault):
    number = x.post_as("fern_trust", "Open at nine.").id
    x.fault(fault, 1, f"/2/tweets/{number}")
    assert posts.post(ACCOUNT, TweetId(number), SOON) == UNREAD


def test_an_x_that_is_slow_is_waited_for_no_longer_than_asked(posts, x):
    number = x.post_as("fern_trust", "Open at nine.").id
    x.fault("timeout_before_accept", 1, f"/2/tweets/{number}")
    assert posts.post(ACCOUNT, TweetId(number), timedelta(seconds=0.3)) == UNREAD


def test_without_a_login_nothing_is_asked(posts, x, tokens):
    number = x.post_as("fern_trust", "Open at nine.").id
    del tokens["fernshire"]
    assert posts.post(ACCOUNT, TweetId(number), SOON) == UNREAD
    assert not x.requests("GET", f"/2/tweets/{number}")
