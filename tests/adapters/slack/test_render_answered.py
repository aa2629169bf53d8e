"""The post a draft answers, on the card and on the preview: quoted, whose it is, and what could not be read (S38)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.adapters.slack.render_card import review_card
from bot.adapters.slack.render_preview import preview_blocks
from bot.core.answered import Answered, Sight
from bot.core.cards import ReviewCard
from bot.core.drafts import State, Target, TargetKind
from bot.core.forms import PreviewForm
from bot.core.ids import TweetId

HOSTILE = "Is it *open*? <@U1> <!channel> `now` <https://evil.example|here> & :smile:"
NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
SEEN = Answered(TweetId("17"), Sight.READ, NOW, "Resident_1", HOSTILE)


def shown(samples, seen, kind=TargetKind.REPLY, address="https://x.com/resident_1/status/17", state=State.IN_REVIEW):
    revision = replace(samples.REVISION, target=Target(kind, TweetId("17"), address))
    return samples.view(state, revision=revision, answered=seen)


def elements(blocks):
    """Every element of the rich text, in order."""
    rich = (block for block in blocks if block["type"] == "rich_text")
    return [element for block in rich for element in block["elements"]]


def both(view):
    """The card and the preview."""
    return review_card(ReviewCard(view, (), NOW)), preview_blocks(PreviewForm(view, may_send=True), pushed=True)


def words_of(blocks):
    return " ".join(run["text"] for element in elements(blocks) for run in element["elements"] if "text" in run)


def test_its_words_are_quoted_text_and_nothing_in_them_is_markup(samples):
    for blocks in both(shown(samples, SEEN)):
        (quote,) = [e for e in elements(blocks) if e["type"] == "rich_text_quote" and HOSTILE in str(e)]
        assert quote["elements"] == [{"type": "text", "text": HOSTILE}]
        assert "Replies to @Resident_1" in words_of(blocks)


@pytest.mark.parametrize(
    ("standing", "says"),
    [
        (Sight.GONE, "was deleted, or was never there"),
        (Sight.CLOSED, "protected or suspended"),
        (Sight.UNREAD, "The post this answers could not be read: open it before you decide."),
    ],
)
def test_what_could_not_be_read_is_said(samples, standing, says):
    for blocks in both(shown(samples, Answered(TweetId("17"), standing, NOW))):
        assert says in words_of(blocks)


def test_a_draft_whose_post_was_never_looked_up_says_that_it_was_not_read(samples):
    for blocks in both(shown(samples, None, TargetKind.QUOTE)):
        assert "Quotes @resident_1" in words_of(blocks)
        assert "could not be read" in words_of(blocks)


def test_pictures_and_an_address_that_names_somebody_else_are_told(samples):
    view = shown(samples, replace(SEEN, pictures=True), address="https://x.com/BBCNews/status/17")
    for blocks in both(view):
        assert "Pictures or films are with it" in words_of(blocks)
        assert "names @BBCNews. The post is by @Resident_1." in words_of(blocks)
    assert "The address that was pasted" not in words_of(both(shown(samples, SEEN))[0])


def test_a_draft_that_is_done_with_says_whose_post_it_was_and_no_more(samples):
    card = review_card(ReviewCard(shown(samples, replace(SEEN, text=""), state=State.PUBLISHED), (), NOW))
    assert "Replies to @Resident_1" in words_of(card)
    assert "(no words)" not in words_of(card)
