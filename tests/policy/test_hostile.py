"""Hostile drafts: whatever is pasted, every check runs, every finding points into the text, and nothing else changes."""

import pytest
from hostile import LONGEST, REPEATED, hostile

from bot.core.findings import Level
from bot.core.tweet_text import LIMIT
from bot.policy.context import Context, Media, Post, Reply
from bot.policy.engine import engine_for

_CONTEXT = Context(
    org="Fernshire",
    handle="@fernshire",
    approved_domains=("fernshire.gov.uk",),
    public_contacts=("01632 960100",),
    recent_posts=(Post(None, "The library on Market Street is closed on Monday."),),
)
_ENGINE = engine_for("council")


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_pasted_every_check_runs_and_points_into_the_text(seed):
    version = _ENGINE.version

    for text in hostile(seed, 25, longest=1200):
        findings = _ENGINE.check(text, _CONTEXT)

        assert all(0 <= f.start <= f.end <= len(text) for f in findings), text
        assert all(f.message and f.why and f.fix for f in findings), text
        assert _ENGINE.check(text, _CONTEXT) == findings, text

    assert _ENGINE.faults == {}
    assert _ENGINE.version == version


@pytest.mark.parametrize("piece", REPEATED)
def test_one_piece_repeated_to_the_end_is_checked(piece):
    text = (piece * LONGEST)[:LONGEST]

    findings = _ENGINE.check(text, _CONTEXT)

    assert _ENGINE.faults == {}
    assert all(0 <= f.start <= f.end <= len(text) for f in findings)


@pytest.mark.parametrize("text", hostile(90, 12, longest=600))
def test_pictures_and_the_post_that_is_answered_may_be_hostile_too(text):
    context = Context(media=(Media("photo", alt=text, credit=text),), in_reply_to=Reply("@a", text), consents=(text,))

    _ENGINE.check("Thank you for telling us. We will look at it on Monday.", context)

    assert _ENGINE.faults == {}


def test_a_draft_far_over_the_limit_is_read_in_part_and_says_so():
    text = "The library is open. " * 60 + "Vote Labour!"

    findings = _ENGINE.check(text, _CONTEXT)

    (told,) = [f for f in findings if "have been checked" in f.message]
    assert told.level is Level.BLOCK
    assert told.message == "Only the first 560 characters have been checked."
    assert any(f.rule == "length.limit" and f.end == len(text) for f in findings)
    assert not any(f.check == "party_political" for f in findings)


def test_a_draft_up_to_twice_the_limit_is_read_to_its_end():
    text = "The library is open. " * 24 + "Vote Labour!"

    findings = _ENGINE.check(text, _CONTEXT)

    assert len(text) <= 2 * LIMIT
    assert any(f.check == "party_political" and f.end == len(text) - 1 for f in findings)
    assert not any("have been checked" in f.message for f in findings)


def test_a_draft_whose_links_are_long_is_read_to_its_end():
    """X counts each as 23, so that what can be sent may be far longer than the limit."""
    links = " ".join(f"https://www.fernshire.gov.uk/{'bins/' * 60}{n}" for n in range(8))
    text = f"{links} Vote Labour!"

    findings = _ENGINE.check(text, _CONTEXT)

    assert len(text) > 2000
    assert [f.check for f in findings if f.check in {"party_political", "length"}] == ["party_political"]
