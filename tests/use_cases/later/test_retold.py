"""S38: a repost typed by hand, a credit and a pasted address take the same path as a quote."""

import pytest
import stage
from council import form

from bot.core.answered import Sight
from bot.core.cards import Action
from bot.core.commands import Pressed, SendForApproval
from bot.core.drafts import State, TargetKind
from bot.core.findings import Level
from bot.core.forms import DraftForm, PreviewForm
from bot.core.ids import TweetId
from bot.use_cases.decide import approve
from bot.use_cases.quoting import quote_instead
from bot.use_cases.saving import save_draft
from bot.use_cases.sending import send_for_approval


@pytest.fixture
def post(at):
    return at.x.post_as("neighbour", "Is the library open?")


def saves(at, text, **more):
    shown = save_draft(at.tools, at.person(stage.ANN), form(text, **more))
    assert isinstance(shown, PreviewForm), shown
    return shown


def rules(shown):
    return {f.rule: f.level for f in shown.view.findings if f.rule.startswith("target.")}


def quotes(at, number):
    return quote_instead(at.tools, at.person(stage.ANN), Pressed(Action.QUOTE_INSTEAD, number, 1))


def test_a_pasted_address_is_read_shown_and_checked_like_a_quote(at, post):
    shown = saves(at, f"Yes, from nine: https://x.com/someone/status/{post.id}")
    assert rules(shown) == {"target.pasted": Level.ADVICE}
    assert (shown.view.answered.author, shown.view.answered.text) == ("neighbour", "Is the library open?")


def test_a_pasted_post_that_is_gone_stops_the_draft(at, post):
    at.x.world.delete(post.id)
    shown = saves(at, f"Yes, from nine: https://x.com/neighbour/status/{post.id}")
    assert rules(shown)["target.gone"] is Level.BLOCK
    assert not shown.may_send


def test_a_pasted_post_that_changes_before_approval_begins_the_review_again(at, post):
    number = saves(at, f"Yes, from nine: https://x.com/neighbour/status/{post.id}").view.draft.id
    send_for_approval(at.tools, at.person(stage.ANN), SendForApproval(number, 1))
    at.x.world.edit(post.id, "Is the library haunted?")
    shown = approve(at.tools, at.person(stage.PRIYA), Pressed(Action.APPROVE, number, 1))
    assert "so nothing was approved" in shown.lines[0]
    assert at.draft(number).round == 2


def test_a_pasted_post_is_read_again_before_it_goes_out(at, post):
    text = f"Yes, from nine: https://x.com/neighbour/status/{post.id}"
    number = stage.approved(at.tools, text)
    at.x.world.delete(post.id)
    at.run()
    assert (at.draft(number).state, at.tweets()) == (State.IN_REVIEW, [])
    with at.store.read() as uow:
        assert uow.drafts.answered(number, TweetId(post.id)).standing is Sight.GONE


def test_quote_instead_takes_the_address_out_of_the_words_and_quotes_the_post(at, post):
    address = f"https://x.com/neighbour/status/{post.id}"
    number = saves(at, f"Yes, from nine: {address}").view.draft.id
    ready = quotes(at, number)
    assert isinstance(ready, DraftForm)
    assert (ready.text, ready.target_kind, ready.target) == ("Yes, from nine:", TargetKind.QUOTE, address)
    shown = saves(
        at, ready.text, target_kind=ready.target_kind, target=ready.target, draft=number, revision=ready.revision
    )
    assert rules(shown) == {}
    assert shown.view.revision.target.tweet == post.id


def test_a_repost_typed_by_hand_takes_a_second_approver_and_is_offered_as_a_quote(at):
    shown = saves(at, "So proud! RT @neighbour: We won the cup")
    assert rules(shown) == {"target.retyped": Level.SECOND_APPROVER}
    (finding,) = [f for f in shown.view.findings if f.rule == "target.retyped"]
    assert finding.message == "“RT @neighbour” passes on words of @neighbour as they were typed here."
    assert shown.view.needed == 2
    ready = quotes(at, shown.view.draft.id)
    assert (ready.text, ready.target_kind, ready.target) == ("So proud!", TargetKind.QUOTE, "")
    assert "copy its address and paste it below" in ready.hint


def test_a_credit_is_to_be_looked_at(at):
    assert rules(saves(at, "Snow on the hills (via @neighbour)")) == {"target.credit": Level.WARN}


def test_who_quotes_the_post_properly_may_name_its_author(at, post):
    address = f"https://x.com/neighbour/status/{post.id}"
    shown = saves(at, "RT @neighbour: yes it is", target_kind="quote", target=address)
    assert rules(shown) == {}


def test_two_addresses_take_a_second_approver_since_only_one_is_read(at, post):
    other = at.x.post_as("neighbour", "And the museum?")
    text = f"x.com/neighbour/status/{post.id} and x.com/neighbour/status/{other.id}"
    shown = saves(at, text)
    assert rules(shown) == {"target.pasted": Level.SECOND_APPROVER}
    assert shown.view.answered.text == "And the museum?"
