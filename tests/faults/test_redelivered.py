"""Slack delivers again what it thinks was lost: each kind of request has one outcome, over a socket and over HTTP."""

import shutil
import time
from collections import Counter

import pytest
import requests
from whole import CARDS, SERVICE, until, whole

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.drafts import State
from bot.practice.slack.reading import words_of

pytestmark = pytest.mark.fault


@pytest.fixture(scope="module", params=["socket", "http"])
def house(request, migrated_file, tmp_path_factory):
    copy = tmp_path_factory.mktemp("again") / "countersign.db"
    shutil.copy(migrated_file, copy)
    with whole(f"sqlite:///{copy}", http=request.param == "http") as up:
        up.slack.world.ack_within = 1.0
        yield up


@pytest.fixture
def again(house):
    """Do something whose acknowledgement is lost, and have it delivered twice more: at once, and a second later."""

    def twice(act):
        house.slack.drop_acks()
        began = len(house.slack.delivered)
        act()
        kind, first = house.slack.delivered[began]
        deliver(house)
        second = int(time.time())
        until(lambda: int(time.time()) > second)  # over HTTP this is signed anew, as Slack signs each try
        deliver(house)
        until(lambda: len(house.slack.delivered) >= began + 3)
        payloads = [body.get("payload", body) for _, body in list(house.slack.delivered)[began:]]
        assert all(each == first.get("payload", first) for each in payloads)
        quiet(house)
        return kind

    return twice


def deliver(house):
    requests.post(f"{house.slack_url}/faults", json={"fault": "redeliver"}, timeout=10).raise_for_status()


def quiet(house):
    """Wait until every delivery so far has been worked on: the same person is answered after it."""
    jo = house.person("U0JO")
    before = len(jo.channel(CARDS))
    jo.types("/tweet help", CARDS)
    until(lambda: len(jo.channel(CARDS)) > before)


def records(house):
    """What people did, by kind: what the product does by itself meanwhile is no repetition of theirs."""
    with house.house.store.read() as uow:
        kinds = [r.kind for r in uow.records.read() if r.actor != ACCESS_OF_SERVICE and r.kind != "StrangerRefused"]
        return Counter(kinds)


def test_a_command_freezes_once(house, again):
    priya = house.person("U0PRIYA")
    before = records(house)
    kind = again(lambda: priya.types("/incident freeze @WealdmerePol a test of the line", "police-tweets"))
    assert kind == "slash_commands"
    with house.house.store.read() as uow:
        assert len(uow.holds.unreleased()) == 1
    assert (records(house) - before).total() == 1
    answers = [m for m in priya.channel("police-tweets") if m["ephemeral"]]
    assert len(answers) == 1, [words_of(m) for m in answers]


def test_a_shortcut_opens_one_form(house, again):
    sam = house.person("U0SAM")
    house.person("U0EWA").types("Story time moves to the big room.", "general")
    opened = house.slack.calls["views.open"]
    again(lambda: sam.uses_shortcut("Pitch as a tweet", "Story time moves"))
    sam.waits_for_modal("Pitch a tweet")
    assert len(sam.state()["views"]) == 1
    assert house.slack.calls["views.open"] == opened + 1
    sam.closes(everything=True)


def test_a_form_saves_one_draft_and_is_sent_once(house, again):
    sam = house.person("U0SAM")
    sam.types("/tweet Brown bins are collected a day later in Ashby.", CARDS)
    sam.waits_for_modal("Pitch a tweet")
    sam.fills(Purpose=SERVICE)
    before = records(house)
    again(sam.submits)
    if not sam.modal()["view"]["title"]["text"].startswith("Preview"):
        sam.submits()  # the answer was lost, so the form is still there: pressing again is what people do
    sam.waits_for_modal("Preview")
    assert (records(house) - before) == Counter({"DraftStarted": 1})
    again(sam.submits)
    assert (records(house) - before) == Counter({"DraftStarted": 1, "DraftSent": 1})
    tom = house.person("U0TOM")
    tom.waits_for_message("Brown bins are collected a day later", CARDS)
    assert sum("Brown bins are collected a day later" in words_of(m) for m in tom.channel(CARDS)) == 1
    sam.closes(everything=True)


def test_a_button_decides_once_and_one_tweet_goes_out(house, again):
    number = house.sent("The Ashby baths are warm again.")
    tom = house.person("U0TOM")
    card = tom.waits_for_message("The Ashby baths", CARDS)
    again(lambda: tom.clicks("Approve", card))
    house.until_published(number)
    assert Counter(house.kinds(number))["DraftApproved"] == 1
    assert house.kinds(number).count("DecisionRefused") == 0
    assert sum("It goes out on @FernshireCC now." in words_of(m) for m in tom.channel(CARDS) if m["ephemeral"]) == 1
    assert house.tweets().count("The Ashby baths are warm again.") == 1


def test_home_is_drawn_and_nothing_else_happens(house, again):
    sam = house.person("U0SAM")
    before = records(house)
    kind = again(sam.opens_home)
    assert kind == "events_api"
    until(sam.home)
    assert records(house) == before


def test_a_click_that_arrives_again_after_a_restart_is_only_told_what_was_done(migrated_file, tmp_path):
    """What the process remembers of requests is gone then; what the draft says is not (F16)."""
    copy = tmp_path / "restarted.db"
    shutil.copy(migrated_file, copy)
    with whole(f"sqlite:///{copy}") as up:
        number = up.sent("The Fernmouth museum is free on Sunday.")
        tom = up.person("U0TOM")
        card = tom.waits_for_message("The Fernmouth museum", CARDS)
        tom.clicks("Approve", card)
        up.until_published(number)
        before = Counter(up.kinds(number))
        up.restart()
        deliver(up)
        tom.waits_for_message("You have already approved this", CARDS)
        assert Counter(up.kinds(number)) == before
        assert up.draft(number).state is State.PUBLISHED
