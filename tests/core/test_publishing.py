"""How a post on the timeline is recognised as ours (F6)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ids import TweetId
from bot.core.publishing import Picture, Post, TimelinePost, find_post, plain_words

PICTURE = Picture(b"", "image/png", "A bridge")


def seen(text, **more):
    return TimelinePost(tweet=TweetId("7"), text=text, **more)


def test_the_newest_of_two_equal_posts_is_adopted():
    older, newer = TimelinePost(TweetId("1"), "Hello"), TimelinePost(TweetId("2"), "Hello")

    assert find_post(Post("Hello"), [newer, older]) == "2"


def test_nothing_on_the_timeline_is_nothing_found():
    assert find_post(Post("Hello"), []) is None


@pytest.mark.parametrize(
    ("typed", "shown", "links"),
    [
        ("Fish & chips <hot>", "Fish &amp; chips &lt;hot&gt;", ()),
        ("Write &amp; for &", "Write &amp;amp; for &amp;", ()),
        ("See https://a.gov.uk/x now", "See https://t.co/abc now", [("https://t.co/abc", "https://a.gov.uk/x")]),
        ("See a.gov.uk", "See https://t.co/abc", [("https://t.co/abc", "http://a.gov.uk")]),
        ("See A.gov.uk/Path", "See https://t.co/abc", [("https://t.co/abc", "http://a.gov.uk/Path")]),
        ("See https://a.gov.uk/", "See https://t.co/abc", [("https://t.co/abc", "https://a.gov.uk")]),
        ("https://a.uk/caf\u00e9", "https://t.co/abc", [("https://t.co/abc", "https://a.uk/caf%C3%A9")]),
        (
            "a.uk/1 b.uk/2",
            "https://t.co/abc https://t.co/abcd",
            [("https://t.co/abc", "http://a.uk/1"), ("https://t.co/abcd", "http://b.uk/2")],
        ),
        ("Cafe\u0301 is open", "Caf\u00e9 is open", ()),
        ("Two\r\n\r\nlines ", "Two\n\nlines", ()),
        ("Flags 🏴󠁧󠁢󠁥󠁮󠁧󠁿👩🏽‍🚒", "Flags 🏴󠁧󠁢󠁥󠁮󠁧󠁿👩🏽‍🚒", ()),
    ],
)
def test_words_are_recognised_after_what_x_does_to_them(typed, shown, links):
    assert find_post(Post(typed), [seen(shown, links=tuple(links))]) == "7"


def test_a_link_that_leads_elsewhere_is_another_post():
    on_timeline = seen("See https://t.co/abc", links=(("https://t.co/abc", "https://b.gov.uk"),))

    assert find_post(Post("See https://a.gov.uk"), [on_timeline]) is None


def test_an_address_that_holds_another_short_link_is_expanded_once():
    links = (("https://t.co/aaa", "https://a.uk/?to=https://t.co/bbb"), ("https://t.co/bbb", "https://b.uk"))

    assert find_post(
        Post("https://a.uk/?to=https://t.co/bbb b.uk"), [seen("https://t.co/aaa https://t.co/bbb", links=links)]
    )


@pytest.mark.parametrize(
    ("post", "on_timeline"),
    [
        (Post("Yes", reply_to=TweetId("1")), seen("Yes")),
        (Post("Yes", reply_to=TweetId("1")), seen("Yes", reply_to=TweetId("2"))),
        (Post("Yes"), seen("Yes", reply_to=TweetId("1"))),
        (Post("Yes", quote_of=TweetId("1")), seen("Yes", quote_of=TweetId("2"))),
        (Post("Yes", pictures=(PICTURE,)), seen("Yes")),
        (Post("Yes"), seen("Yes", pictures=1)),
        (Post("Yes"), seen("yes")),
    ],
)
def test_same_words_elsewhere_are_another_post(post, on_timeline):
    assert find_post(post, [on_timeline]) is None


@pytest.mark.parametrize("typed", ["Thank you", "@sam Thank you"])
def test_the_mention_x_puts_before_a_reply_is_left_aside(typed):
    on_timeline = seen("@sam Thank you", reply_to=TweetId("1"))

    assert find_post(Post(typed, reply_to=TweetId("1")), [on_timeline]) == "7"


def test_a_mention_in_a_post_that_is_no_reply_is_part_of_its_words():
    assert find_post(Post("Thank you"), [seen("@sam Thank you")]) is None


@pytest.mark.parametrize("typed", ["Well said", "Well said https://x.com/sam/status/55"])
def test_the_address_of_the_quoted_post_is_left_aside(typed):
    links = (("https://t.co/abc", "https://twitter.com/sam/status/55"),)
    on_timeline = seen("Well said https://t.co/abc", links=links, quote_of=TweetId("55"))

    assert find_post(Post(typed, quote_of=TweetId("55")), [on_timeline]) == "7"


def test_a_pictures_own_link_is_left_aside():
    on_timeline = seen("Look https://t.co/pic", links=(("https://t.co/pic", ""),), pictures=1)

    assert find_post(Post("Look", pictures=(PICTURE,)), [on_timeline]) == "7"


@given(st.text(max_size=280))
def test_any_words_are_found_again_after_escaping_normalising_and_folding(text):
    shown = unicodedata.normalize("NFC", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert find_post(Post(text), [seen(shown.strip())]) == "7"


@given(st.text(max_size=60))
def test_comparing_words_twice_changes_nothing_more_than_once(text):
    once = plain_words(text)

    assert plain_words(text + " ") == once == plain_words("\n" + text)


def test_a_post_whose_address_stands_in_the_words_is_ours_though_x_makes_a_quote_of_it():
    """S38: else it would be looked for in vain, and people asked."""
    links = (("https://t.co/a", "https://x.com/neighbour/status/77"),)
    post = Post("Read this: https://x.com/neighbour/status/77")

    assert find_post(post, [seen("Read this: https://t.co/a", links=links, quote_of=TweetId("77"))]) == "7"
    assert find_post(post, [seen("Read this: https://t.co/a", links=links, quote_of=TweetId("78"))]) is None
