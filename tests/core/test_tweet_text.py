"""How X counts a tweet: its published cases where they lie beside the project, and a selection of our own always."""

import os
import time
from itertools import pairwise
from pathlib import Path

import emoji
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.core.tweet_text import (
    LIMIT,
    as_published,
    fitting,
    links,
    problem_with_length,
    weighted_length,
)

_SHARED = Path(os.environ.get("COUNTERSIGN_SHARED", Path(__file__).parents[3] / "shared"))
_CASES = _SHARED / "data" / "twitter-text"

needs_cases = pytest.mark.skipif(not _CASES.is_dir(), reason="twitter-text's cases do not lie beside the project")

_COUNTED_IN_PARTS = {
    "Count a mix of single byte single word, and double word unicode characters": 7,
    "Count unicode emoji chars outside the basic multilingual plane with skin tone modifiers": 4,
}
"""The section from before version 3 took joined emoji apart; here are the weights version 3's own section gives them."""

_NO_LINKS_TO_X = ("user:PASSW0RD@", "192.168.0.1", "[3ffe:")
"""Well-formed addresses that X's validator accepts and its composer nevertheless leaves as plain text."""


def _cases(name, *sections):
    if not _CASES.is_dir():
        return []
    tests = yaml.safe_load((_CASES / name).read_text("utf-8"))["tests"]
    return [
        pytest.param(case, id=f"{section}: {case['description']}") for section in sections for case in tests[section]
    ]


@needs_cases
@pytest.mark.parametrize(
    "case",
    _cases("validate.yml", "WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest"),
)
def test_weight_and_verdict_are_those_x_publishes(case):
    """S57."""
    assert weighted_length(case["text"]) == case["expected"]["weightedLength"]
    assert (problem_with_length(case["text"]) is None) is case["expected"]["valid"]


@needs_cases
@pytest.mark.parametrize("case", _cases("validate.yml", "WeightedTweetsCounterTest"))
def test_the_older_cases_weigh_the_same_but_for_joined_emoji(case):
    """S57."""
    expected = _COUNTED_IN_PARTS.get(case["description"], case["expected"]["weightedLength"])
    assert weighted_length(case["text"]) == expected
    assert (problem_with_length(case["text"]) is None) is case["expected"]["valid"]


@needs_cases
@pytest.mark.parametrize("case", _cases("validate.yml", "urls", "urls_without_protocol"))
def test_an_address_is_one_whole_link_exactly_where_x_says_so(case):
    text = case["text"]
    if any(part in text for part in _NO_LINKS_TO_X):
        assert links(text) == []
    elif text.endswith("stories+"):  # a query does not end in a plus: the composer leaves it out of the link
        assert [link.url for link in links(text)] == [text[:-1]]
    else:
        assert ([link.url for link in links(text)] == [text]) is case["expected"]


@needs_cases
@pytest.mark.parametrize("case", _cases("extract.yml", "urls", "tco_urls_with_params"))
def test_links_are_those_x_extracts(case):
    assert [link.url for link in links(case["text"])] == case["expected"]


@needs_cases
@pytest.mark.parametrize("case", _cases("extract.yml", "urls_with_indices", "urls_with_directional_markers"))
def test_links_stand_where_x_finds_them(case):
    found = [{"url": link.url, "indices": [link.start, link.end]} for link in links(case["text"])]

    assert found == case["expected"]


@needs_cases
def test_every_top_level_name_x_knows_makes_a_link():
    tests = yaml.safe_load((_CASES / "tlds.yml").read_text("utf-8"))["tests"]

    missed = [
        case["text"]
        for case in (*tests["country"], *tests["generic"])
        if [link.url for link in links(case["text"])] != case["expected"]
    ]

    assert missed == []


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("Road closed.", 12),
        ("Mae’r ffordd ar gau", 19),
        ("tŷ", 2),
        ("ty\u0302", 2),
        ("café", 4),
        ("cafe\u0301", 4),
        ("日本", 4),
        ("…", 2),
        ("€5", 3),
        ("£5", 2),
        ("“quoted” – so", 13),
        ("👍", 2),
        ("👍🏽", 2),
        ("👩‍🚒", 2),
        ("👩🏾‍🚒", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", 2),
        ("🇬🇧", 2),
        ("🇽🇽", 4),
        ("1️⃣", 2),
        ("❤️", 2),
        ("☎️ 101", 6),
        ("© 2026", 6),
        ("🐱‍🐱", 5),
        ("see https://www.fernshire.gov.uk/a/very/long/address/that/goes/on/and/on", 27),
        ("see fernshire.gov.uk.", 28),
        ("see fernshire.gov.uk", 27),
        ("(fernshire.gov.uk)", 25),
        ("https://t.co/abcdef and more", 32),
        ("name@fernshire.gov.uk", 21),
        ("@fernshire.gov.uk", 17),
        ("end.Now", 23),
        ("end.Nowhere", 11),
        ("http://localhost:8080", 21),
        ("v1.2.3", 6),
        ("👍https://a.uk👍", 27),
    ],
)
def test_common_texts_weigh_what_x_says(text, weight):
    assert weighted_length(text) == weight


def test_every_recommended_emoji_weighs_two():
    recommended = [text for text, facts in emoji.EMOJI_DATA.items() if facts["status"] == 2]

    assert [text for text in recommended if weighted_length(text) != 2] == []


@pytest.mark.parametrize(
    ("text", "kind", "over"),
    [
        ("", "empty", 0),
        (" \n ", "empty", 0),
        ("a" * 281, "too_long", 1),
        ("👍" * 150, "too_long", 20),
        ("a\ufffe", "unsendable", 0),
    ],
)
def test_a_text_that_cannot_be_sent_says_why(text, kind, over):
    problem = problem_with_length(text)

    assert (problem.kind, problem.over) == (kind, over)
    assert str(problem).endswith(".")


def test_a_text_at_the_limit_can_be_sent():
    assert problem_with_length("a" * LIMIT) is None


def test_one_character_over_is_said_in_the_singular():
    assert str(problem_with_length("a" * 281)).startswith("This is 1 character over")


def test_what_is_published_is_what_was_typed_but_for_white_space_around_it_and_composed_letters():
    """F15."""
    assert as_published("  Croeso i’r ty\u0302\r\n\r\nDewch!  ") == "Croeso i’r tŷ\n\nDewch!"
    assert as_published("👩‍🚒  two  spaces") == "👩‍🚒  two  spaces"


@given(st.text(max_size=400))
def test_publishing_what_is_published_changes_nothing(text):
    """F15."""
    assert as_published(as_published(text)) == as_published(text)


@given(st.text(alphabet="a.😷é/-https: 日\u200dco", max_size=400))
def test_what_fits_weighs_at_most_the_limit_and_one_more_piece_would_not(text):
    ready = as_published(text)
    fit = fitting(ready)

    assert (fit == len(ready)) is (weighted_length(ready) <= LIMIT)


@given(st.text(alphabet="a.b@#/-_:?=()https 日é\u202a", max_size=120))
def test_links_lie_in_order_within_the_text_and_do_not_overlap(text):
    found = links(text)

    assert all(text[link.start : link.end] == link.url for link in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("url", "host", "protocol"),
    [
        ("a.co/https://", "a.co", ""),
        ("https://www.Fernshire.gov.uk:8080/a?b#c", "www.fernshire.gov.uk", "https"),
        ("fernshire.gov.uk/a", "fernshire.gov.uk", ""),
        ("HTTP://fernshire.gov.uk?x=1", "fernshire.gov.uk", "http"),
    ],
)
def test_a_link_knows_its_host_and_protocol(url, host, protocol):
    (link,) = links(url)

    assert (link.host, link.protocol) == (host, protocol)


def _seconds(text):
    best = float("inf")
    for _ in range(5):
        started = time.thread_time()
        weighted_length(text)
        best = min(best, time.thread_time() - started)
        links.__globals__["_found"].cache_clear()
    return best


@pytest.mark.parametrize(
    "piece",
    [
        "a.",
        "a_.",
        "中.",
        "a.co_.",
        "a.co/(",
        "a.co/;",
        "a.co?;",
        "-.co",
        "é.",
        "#a.com",
        "a.com中",
        "👨‍",
        "🏻",
        "http://a.",
        "xn--",
    ],
)
def test_counting_takes_time_in_proportion_to_length(piece):
    short, long = (piece * 8000)[:4000], (piece * 64000)[:32000]

    assert _seconds(long) < 8 * 4 * _seconds(short) + 0.02
