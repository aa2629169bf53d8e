"""A real timeline of the practice X, read back and searched for our own post (F6)."""

import unicodedata

import pytest

from bot.core.ids import AccountId, TweetId
from bot.core.publishing import Picture, Post, RefusedBecause, Unreadable, find_post

ACCOUNT = AccountId("fernshire")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
PICTURE = Picture(PNG, "image/png", "A bridge")


@pytest.mark.parametrize(
    "text",
    [
        "Fish & chips <today> at 5 > 4",
        "Read &amp; keep &lt;this&gt;",
        "See https://www.fernshire.gov.uk/bins?day=1&week=2#top for days.",
        "Bare: fernshire.gov.uk and fernshire.gov.uk/parks, both.",
        "Upper: HTTPS://Fernshire.GOV.UK/Parks/",
        "Two https://a.gov.uk https://a.gov.uk/b",
        "Engines 👩🏽‍🚒 and flags 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🇬🇧 1️⃣",
        unicodedata.normalize("NFD", "Café Llŷn à la carte"),
        "First line\n\nSecond line\n",
        "日本語のお知らせ https://fernshire.gov.uk/ja",
    ],
)
def test_what_was_sent_is_found_on_the_timeline(publisher, x, text):
    outcome = publisher.send(ACCOUNT, Post(text))
    x.post_as("fernshire", "Something newer")

    assert find_post(Post(text), publisher.timeline(ACCOUNT, None).posts) == outcome.tweet


@pytest.mark.parametrize("pictures", [(), (PICTURE,), (PICTURE,) * 4])
@pytest.mark.parametrize("is_reply", [False, True])
@pytest.mark.parametrize("is_quote", [False, True])
def test_reply_quote_and_pictures_are_recognised(publisher, x, pictures, is_reply, is_quote):
    target = TweetId(x.post_as("fern_trust", "The clinic is open.").id)
    post = Post("See fern.nhs.uk/open", target if is_reply else None, target if is_quote else None, pictures)

    outcome = publisher.send(ACCOUNT, post)

    timeline = publisher.timeline(ACCOUNT, None)
    assert find_post(post, timeline.posts) == outcome.tweet
    assert timeline.posts[0].at is not None
    assert find_post(Post("See fern.nhs.uk/open", TweetId("1")), timeline.posts) is None


def test_only_posts_after_the_last_known_one_are_read_newest_first(publisher, x):
    ids = [x.post_as("fernshire", f"Number {n}").id for n in range(4)]

    timeline = publisher.timeline(ACCOUNT, TweetId(ids[1]))

    assert [post.tweet for post in timeline.posts] == [ids[3], ids[2]]


def test_a_long_timeline_is_read_in_pages_up_to_what_was_asked(publisher, x):
    for number in range(130):
        x.post_as("fernshire", f"Number {number}")

    assert len(publisher.timeline(ACCOUNT, None, at_most=120).posts) == 120
    assert len(publisher.timeline(ACCOUNT, None, at_most=1000).posts) == 130
    assert len(publisher.timeline(ACCOUNT, None, at_most=1).posts) == 1


@pytest.mark.parametrize(
    ("kind", "because"),
    [
        ("status_503", None),
        ("reset_before", None),
        ("not_json", None),
        ("redirect_307", None),
        ("rate_limited", RefusedBecause.RATE),
        ("unauthorised", RefusedBecause.LOGIN),
        ("access_level_453", RefusedBecause.PERMISSION),
        ("no_credits_402", RefusedBecause.CREDITS),
    ],
)
def test_a_timeline_that_cannot_be_read_is_never_an_empty_one(publisher, x, kind, because):
    x.fault(kind, path="/2/users/*/tweets")

    unreadable = publisher.timeline(ACCOUNT, None)

    assert isinstance(unreadable, Unreadable)
    assert unreadable.because is because
    assert "Nothing was" not in unreadable.detail  # it is read just when nobody knows what was posted
    assert (unreadable.try_after is not None) == (kind == "rate_limited")
