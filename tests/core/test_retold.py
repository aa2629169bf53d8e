"""S38: somebody else’s words in a draft are recognised, and ordinary words are left alone."""

import time

import pytest

from bot.core.retold import How, own_words, pasted_in, retold_in


@pytest.mark.parametrize(
    ("text", "how", "author", "own"),
    [
        ("RT @mayor: We did it", How.RETYPED, "mayor", ""),
        ("RT@mayor We did it", How.RETYPED, "mayor", ""),
        ("So proud! RT @nhs_x Great news", How.RETYPED, "nhs_x", "So proud!"),
        ("Well said. “RT @mayor: We did it”", How.RETYPED, "mayor", "Well said."),
        ("MT @mayor: We (nearly) did it", How.RETYPED, "mayor", ""),
        ("rt @mayor: we did it", How.RETYPED, "mayor", ""),
        ("Retweeted @mayor: We did it", How.RETYPED, "mayor", ""),
        ("“We did it for everyone” - @mayor", How.RETYPED, "mayor", "“We did it for everyone” - @mayor"),
        ("A fine story about our park via @WealdNewsDesk", How.CREDIT, "WealdNewsDesk", None),
        ("Snow on the hills (via @jane)", How.CREDIT, "jane", None),
        ("Snow on the hills. h/t @jane", How.CREDIT, "jane", None),
        ("Snow on the hills.\nPhoto by @jane", How.CREDIT, "jane", None),
        ("Look at this https://x.com/mayor/status/123", How.PASTED, "mayor", "Look at this"),
        ("Read twitter.com/mayor/status/123?s=20 today", How.PASTED, "mayor", "Read today"),
        ("https://x.com/i/status/123", How.PASTED, "", ""),
    ],
)
def test_the_words_of_others_are_recognised(text, how, author, own):
    (found,) = retold_in(text, "fernshire")
    assert (found.how, found.author) == (how, author)
    assert own is None or own_words(text) == own


@pytest.mark.parametrize(
    "text",
    [
        "Please RT @fernshireroads and tell your neighbours",
        "Book your slot via @NHSApp",
        "Report it via @FixMyStreet",
        "Tickets are on sale via @EventsFC!",
        "Thank you @jane for the kind words",
        "START @ten and ART @home for children",
        "RT if you have seen our lost tortoise",
        "We said “open on Monday” and meant it. @mayor opens it",
        "See https://x.com/fernshire and https://fernshire.example/status/12",
        "RT @Fernshire: our own words again",
        "https://x.com/Fernshire/status/123",
    ],
)
def test_ordinary_words_and_the_accounts_own_are_left_alone(text):
    assert retold_in(text, "fernshire") == []


def test_of_several_addresses_x_shows_the_last():
    assert pasted_in("x.com/a/status/1 and x.com/b/status/2").tweet == "2"
    assert pasted_in("nothing here") is None


@pytest.mark.parametrize("text", ["“" * 4000, "photo a b c " * 330, "RT " * 1300, "https://" * 500, '" - ' * 1000])
def test_hostile_words_take_no_long_time(text):
    began = time.perf_counter()
    retold_in(text, "fernshire")
    assert time.perf_counter() - began < 1
