"""Prints what a full approve costs next to a Bolt listener that only acknowledges, at 1, 8 and 32 clicks at a time.

Each hangs on a practice Slack in a process of its own, so that both have an interpreter to themselves, and gets the
same payloads: clicks on real cards. A full approve: who is it, may they, checks, transaction with its record, answer to
the clicker, both cards redrawn. X is left out (drafts are approved for tomorrow).
"""

import gc
import json
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta

import pytest
from aside import Aside, let_go
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from whole import CARDS, COUNCIL, ORDINARY, SERVICE, until, whole

from bot.core.commands import SaveDraft, SendForApproval
from bot.core.drafts import State
from bot.service import Service

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]

CLICKS = {1: 20, 8: 64, 32: 64}
LISTENERS = 32


class Timed(Service):
    """The service with a note of when each command was carried out, its transaction committed."""

    def __init__(self, *args, **more):
        self.done = {}
        super().__init__(*args, **more)

    def dispatch(self, who, command):
        shown = super().dispatch(who, command)
        self.done[getattr(command, "draft", None)] = time.monotonic()
        return shown


@pytest.fixture(scope="module")
def bare():
    """A practice Slack with an app that acknowledges clicks and does nothing."""
    with Aside() as slack:
        client = WebClient(slack.bot_token, base_url=f"{slack.url}/api/")
        pool = ThreadPoolExecutor(LISTENERS)
        app = App(
            client=client, token_verification_enabled=False, logger=logging.getLogger("bare"), listener_executor=pool
        )
        app.action("approve")(lambda ack: ack())
        handler = SocketModeHandler(app, slack.app_token, concurrency=LISTENERS)
        handler.connect()
        until(slack.sockets)
        yield slack
        slack.hang_up()
        let_go(handler)


@pytest.fixture(scope="module")
def house(migrated_file, tmp_path_factory):
    copy = tmp_path_factory.mktemp("clicks") / "countersign.db"
    copy.write_bytes(migrated_file.read_bytes())
    with ExitStack() as stack:
        aside = stack.enter_context(Aside())
        house = stack.enter_context(whole(f"sqlite:///{copy}", aside=aside, serving=Timed))
        gc.collect()
        gc.freeze()  # as `countersign run` does before it serves
        yield house
        gc.unfreeze()


def in_review(house, count, offset):
    """So many drafts for tomorrow, sent for approval; their numbers."""
    numbers = []
    for n in range(offset, offset + count):
        when = house.clock.now() + timedelta(days=1, minutes=20 * n)
        shown = house.asks(
            "U0SAM", SaveDraft(COUNCIL, ORDINARY.format(n), when, "", "", "", urgent=False, purpose=SERVICE)
        )
        house.asks("U0SAM", SendForApproval(shown.view.draft.id, shown.view.revision.number))
        numbers.append(shown.view.draft.id)
    until(lambda: backlog(house) == 0, 120)
    return numbers


def backlog(house):
    """Cards still to be drawn."""
    with house.house.store.read() as uow:
        run = uow.connection.exec_driver_sql
        return run("SELECT count(*) FROM due WHERE work = 'show_draft'").scalar_one()


def test_full_approves_next_to_bare_acknowledgements(house, bare):
    offset = 0
    for at_a_time, count in CLICKS.items():
        numbers = in_review(house, count, offset)
        offset += count
        clicks = house.slack.approvals("U0TOM", CARDS)
        assert len(clicks) == count
        bare.sends(clicks[:LISTENERS], at_a_time=at_a_time)
        plain = bare.sends(clicks, at_a_time=at_a_time)
        before = time.process_time()
        full = house.slack.sends(clicks, at_a_time=at_a_time, until="drawn")
        used = time.process_time() - before
        assert house.states(numbers) == {State.SCHEDULED}
        report(at_a_time, plain, full, [house.service.done[draft_of(click)] for click in clicks])
        print(f"  processor time for all of it: {used / count * 1e3:.1f} ms a click")


def draft_of(click):
    return json.loads(click["actions"][0]["value"])["d"]


def report(at_a_time, plain, full, recorded):
    """The rates as ratios of the bare one, and what the person who clicks waits for."""
    began = min(each.sent for each in full)
    bare_rate = len(plain) / (max(each.acked for each in plain) - min(each.sent for each in plain))
    print(f"\n{at_a_time} at a time; bare ack: {bare_rate:.0f}/s = 1, {took(plain, [e.acked for e in plain])}")
    for what, times in (
        ("acknowledged", [each.acked for each in full]),
        ("decided and recorded", recorded),
        ("answered", [each.answered for each in full]),
        ("card redrawn", [each.drawn for each in full]),
    ):
        rate = len(full) / (max(times) - began)
        print(f"  {what:21}{rate / bare_rate:5.2f} ({rate:.0f}/s), {took(full, times)}")


def took(seen, times):
    """Half of them within, and 99 in 100."""
    waited = sorted(then - each.sent for each, then in zip(seen, times, strict=True))
    half, nearly_all = waited[len(waited) // 2], waited[int(len(waited) * 0.99) - 1]
    return f"p50 {half * 1e3:.0f} ms, p99 {nearly_all * 1e3:.0f} ms after the click"
