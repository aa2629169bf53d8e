"""Cards delivered to channels, threads and people, and what every kind of failure is called."""

import socket as sockets
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.adapters.slack.chat import SlackChat, read_ref
from bot.core.cards import Action, AuthorCard, CallCard, HomeCard, ListCard, Notice, ReviewCard
from bot.core.drafts import State
from bot.core.people import ChatIdentity
from bot.core.publishing import Picture
from bot.practice.slack import Person
from bot.practice.slack.reading import words_of
from bot.use_cases.ports_chat import CannotDeliver, Delivered, TryLater

ANA = ChatIdentity("slack", "T1", "U1")


def test_a_card_is_posted_redrawn_and_answered_in_its_thread(slack, chat, samples):
    card = ReviewCard(samples.view(), (Action.APPROVE,), samples.NOW)
    posted = chat.post("C1", card)
    assert isinstance(posted, Delivered)
    done = ReviewCard(samples.view(State.PUBLISHED), (), samples.NOW)
    assert chat.update(posted.ref, done) == posted
    reply = chat.reply(posted.ref, Notice("Still waiting"))
    assert isinstance(reply, Delivered)
    first, second = slack.messages("comms")
    assert "Published" in words_of({"text": first.text, "blocks": first.blocks})
    assert not [b for b in first.blocks if b["type"] == "actions"]
    assert second.thread_ts == first.ts


def test_a_person_is_written_to_directly(served, slack, chat, samples):
    card = AuthorCard(samples.view(State.SCHEDULED), (Action.WITHDRAW,), samples.NOW)
    sent = chat.direct(ANA, card)
    assert isinstance(sent, Delivered)
    assert chat.update(sent.ref, AuthorCard(samples.view(State.PUBLISHED), (), samples.NOW)) == sent
    (message,) = Person(served.url, "U1").dms()
    assert "Your tweet is published." in words_of(message)


def test_a_picture_reaches_a_person_directly_with_its_words(served, chat):
    drawn = Picture(b"\x89PNG\r\n\x1a\n", "image/png", "On call: NOBODY on Monday 1 June.")
    assert isinstance(chat.show(ANA, "The week of <@U2> & more", drawn), Delivered)
    (message,) = Person(served.url, "U1").dms()
    assert message["text"] == "The week of &lt;@\u2060U2&gt; &amp; more"
    (file,) = message["files"]
    assert (file["title"], file["mimetype"]) == ("The week of <@U2> & more", "image/png")
    assert file["alt_txt"] == "On call: NOBODY on Monday 1 June."


def test_home_is_redrawn(served, chat, samples):
    empty = ListCard("Waiting for you", (), "Nothing waits.", "Europe/London")
    assert isinstance(chat.home(ANA, HomeCard("Ana", empty, empty, (), may_pitch=True, at=samples.NOW)), Delivered)
    assert "Nothing waits." in words_of(Person(served.url, "U1").home())


def test_the_longest_card_is_taken_by_slack(chat, samples):
    assert isinstance(chat.post("C1", ReviewCard(samples.longest(), tuple(Action), samples.NOW)), Delivered)


@pytest.mark.parametrize(
    "error",
    [
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "account_inactive",
        "message_not_found",
        "cant_update_message",
        "invalid_blocks",
        "invalid_auth",
        "something_new",
    ],
)
def test_what_somebody_must_mend_is_said_in_a_sentence(slack, chat, error):
    slack.faults.fail("chat.postMessage", error)
    outcome = chat.post("C1", Notice("Hello"))
    assert isinstance(outcome, CannotDeliver)
    assert outcome.detail.endswith(".")


@pytest.mark.parametrize("how", ["500", "reset", "fatal_error", "internal_error", "service_unavailable"])
def test_what_passes_is_tried_later_and_not_repeated_at_once(slack, chat, how):
    slack.faults.fail("chat.postMessage", how)
    assert isinstance(chat.post("C1", Notice("Hello")), TryLater)
    assert slack.messages("comms") == []


def test_a_rate_limit_says_how_long(slack, chat):
    slack.faults.fail("chat.postMessage", "429", seconds=17)
    assert chat.post("C1", Notice("Hello")) == TryLater("Slack is busy (ratelimited).", timedelta(seconds=17))


def test_slack_that_does_not_answer_is_tried_later(slack, config):
    slack.faults.fail("chat.postMessage", "hang", seconds=3)
    assert isinstance(SlackChat.for_config(replace(config, timeout=1)).post("C1", Notice("Hello")), TryLater)


def test_slack_that_is_not_there_is_tried_later(config):
    with sockets.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    chat = SlackChat.for_config(replace(config, base_url=f"http://127.0.0.1:{port}/api/"))
    assert isinstance(chat.direct(ANA, Notice("Hello")), TryLater)


def test_a_call_waits_less_for_a_slack_that_hangs_than_a_card_does(config):
    """D6: the other way to wake somebody comes after it."""
    with sockets.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/api/"
        chat = SlackChat.for_config(replace(config, base_url=address, timeout=20, call_timeout=1))
        began = time.monotonic()
        call = CallCard("Wake up", (), "call:1", (), datetime(2026, 6, 1, tzinfo=UTC))
        assert isinstance(chat.direct(ANA, call), TryLater)
        assert isinstance(chat.update("slack:C1:1.000001", call), TryLater)
        assert time.monotonic() - began < 10


def test_unknown_channels_people_and_references_cannot_be_delivered_to(chat):
    card = Notice("Hello")
    assert isinstance(chat.post("C404", card), CannotDeliver)
    assert isinstance(chat.direct(ChatIdentity("slack", "T1", "U404"), card), CannotDeliver)
    assert isinstance(chat.update("slack:C1:1.000001", card), CannotDeliver)
    for ref in ("", "teams:x:y", "slack:C1", "slack::1"):
        assert read_ref(ref) is None
        assert isinstance(chat.update(ref, card), CannotDeliver)
        assert isinstance(chat.reply(ref, card), CannotDeliver)
