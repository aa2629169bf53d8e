"""Slack down in the middle of the night: whoever is on call is reached the other way, at once (D6, F8)."""

import json
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from gateway import answering
from whole import COUNCIL, SERVICE, until, whole

from bot.core.cards import Notice
from bot.core.commands import SaveDraft, SendForApproval
from bot.core.forms import PreviewForm
from bot.core.people import PersonId
from bot.practice.slack.reading import words_of
from bot.use_cases.alarms import InChannel, tell

pytestmark = pytest.mark.fault

WORDS = "The river is over Mill Bridge. Please go round by the ring road."


@pytest.fixture
def house(sqlite_url):
    """The practice house with a telephone gateway, and a rota that is on call at every hour of the day."""
    with _gateway() as (gateway, more), whole(sqlite_url, more=more) as up:
        with up.house.store.write() as uow:
            plan = uow.rotas.plan("comms")
            seats = [replace(s, required=None) for s in plan.rota.seats if s.name == "on_call"]
            uow.rotas.put(replace(plan, rota=replace(plan.rota, seats=tuple(seats)), desk=None))
        up.gateway = gateway
        yield up


@contextmanager
def _gateway():
    with answering("between you and me", None) as gateway:

        def more(clock):
            gateway.clock = clock.now
            return {
                "COUNTERSIGN_CALL_URL": f"http://127.0.0.1:{gateway.server_port}/calls",
                "COUNTERSIGN_CALL_SECRET": "between you and me",
            }

        yield gateway, more


def rang(house):
    return [json.loads(body)["person"] for _, _, body in house.gateway.asked]


def kinds(house):
    with house.house.store.read() as uow:
        return [record.kind for record in uow.records.read()]


def test_with_slack_hanging_on_a_heap_of_messages_the_telephone_rings_all_the_same(house):
    """Every request is held for longer than anybody waits; there are more of them than the worker has threads."""
    house.slack.faults.fail("*", "hang", times=500, seconds=15)
    with house.house.store.write() as uow:
        for number in range(20):
            tell(uow, f"news:{number}", InChannel(COUNCIL.lower()), Notice("News"))
    preview = house.asks("U0SAM", SaveDraft(COUNCIL, WORDS, None, "", "", "", urgent=True, purpose=SERVICE))
    began = time.monotonic()
    house.asks("U0SAM", SendForApproval(preview.view.draft.id, 1))
    until(lambda: rang(house))
    took = time.monotonic() - began
    house.slack.faults.clear()
    assert took < 15  # five seconds for the chat, and then the telephone


def test_with_slack_down_the_telephone_rings_and_the_message_comes_when_slack_is_back(house):
    house.slack.go_down(3600)
    preview = house.asks("U0SAM", SaveDraft(COUNCIL, WORDS, None, "", "", "", urgent=True, purpose=SERVICE))
    assert isinstance(preview, PreviewForm)
    house.asks("U0SAM", SendForApproval(preview.view.draft.id, 1))
    (first,) = until(lambda: rang(house))
    until(lambda: "CalledBesideChat" in kinds(house))  # a lease that ran out before this is noted would ring twice
    assert WORDS not in str(house.gateway.asked)

    house.clock.advance(timedelta(minutes=5))
    until(lambda: len(rang(house)) > 1)
    second = rang(house)[1]
    assert second != first

    house.slack.faults.clear()
    house.clock.advance(timedelta(minutes=2))
    with house.house.store.read() as uow:
        users = {name: uow.people.get(PersonId(name)).chat[0].user for name in (first, second)}
    for user in users.values():
        person = house.person(user)
        person.waits_for_message("Wake up: an urgent tweet for @FernshireCC needs a decision", within=20)
        assert sum("Wake up" in words_of(m) for m in person.dms()) == 1
    assert rang(house) == [first, second]  # nobody is rung twice for the same call
    assert house.is_whole()
