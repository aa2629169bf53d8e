"""Prints what a full approve costs next to a Bolt listener that only acknowledges, at 1, 8 and 32 clicks at a time.

Both hang on the same practice Slack by one socket each. A full approve: who is it, may they, checks, transaction with its
record, answer to the clicker; the card is redrawn and X is left out (drafts are approved for tomorrow).
"""

import json
import logging
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from whole import COUNCIL, ORDINARY, until, whole

from bot.core.commands import SaveDraft, SendForApproval
from bot.core.drafts import State
from bot.demo import cast
from bot.practice.clock import PracticeClock
from bot.practice.serving import Served
from bot.practice.slack import PracticeSlack

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]

CLICKS = {1: 30, 8: 64, 32: 96}


@pytest.fixture(scope="module")
def bare():
    """A practice Slack with an app that acknowledges clicks and does nothing."""
    slack = PracticeSlack(PracticeClock(), users=cast.USERS, channels=cast.CHANNELS)
    with Served(slack.app) as served:
        client = WebClient(slack.bot_token, base_url=f"{served.url}/api/")
        app = App(client=client, token_verification_enabled=False, logger=logging.getLogger("bare"))
        app._listener_executor = ThreadPoolExecutor(32)
        app._listener_runner.listener_executor = app._listener_executor
        app.action("approve")(lambda ack: ack())
        handler = SocketModeHandler(app, slack.app_token, concurrency=32)
        handler.connect()
        until(lambda: slack.sockets.count)
        yield Clicker(served, slack)
        slack.hang_up()
        handler.close()


@pytest.fixture(scope="module")
def house(migrated_file, tmp_path_factory):
    copy = tmp_path_factory.mktemp("clicks") / "countersign.db"
    copy.write_bytes(migrated_file.read_bytes())
    with whole(f"sqlite:///{copy}") as up:
        yield up


class Clicker:
    """Sends clicks to the app from within the practice Slack, so that no client's own cost is in the figures."""

    def __init__(self, served, slack):
        self.served, self.slack = served, slack

    def click(self, value):
        """Seconds until the click was acknowledged."""
        began = time.perf_counter()
        answer = self.served.call(self.slack.delivery.send("interactive", payload(self.slack, value)))
        assert answer.ok, answer
        return time.perf_counter() - began

    def clicks(self, values, at_a_time):
        """Seconds from the first click to the last acknowledgement, and of each click."""
        with ThreadPoolExecutor(at_a_time) as pool:
            began = time.perf_counter()
            each = list(pool.map(self.click, values))
            return time.perf_counter() - began, each


def payload(slack, value):
    """A click on "Approve" by Tom, on the card of this draft."""
    return {
        "type": "block_actions",
        "team": {"id": slack.team_id, "domain": "practice"},
        "user": {"id": "U0TOM", "team_id": slack.team_id},
        "api_app_id": slack.world.app_id,
        "token": "t",
        "trigger_id": f"{threading.get_ident()}-{time.perf_counter_ns()}",
        "container": {"type": "message", "channel_id": "C0COUNCIL", "message_ts": "1.1"},
        "channel": {"id": "C0COUNCIL", "name": "council-tweets"},
        "message": {"ts": "1.1", "blocks": []},
        "actions": [{"type": "button", "action_id": "approve", "block_id": "b", "value": value, "action_ts": "1.1"}],
    }


def drafts(house, count, offset):
    """Drafts in review for tomorrow, and the value of the button on the card of each."""
    numbers = []
    for n in range(count):
        when = house.clock.now() + timedelta(days=1, minutes=20 * (offset + n))
        shown = house.asks("U0SAM", SaveDraft(COUNCIL, ORDINARY.format(offset + n), when, "", "", "", urgent=False))
        house.asks("U0SAM", SendForApproval(shown.view.draft.id, shown.view.revision.number))
        numbers.append(shown.view.draft.id)
    until(lambda: house.service.worker.healthy().in_hand == 0, 60)
    until(lambda: backlog(house) == 0, 120)
    return numbers, [json.dumps({"v": 1, "d": number, "r": 1}) for number in numbers]


def backlog(house):
    """Cards still to be drawn."""
    with house.house.store.read() as uow:
        run = uow.connection.exec_driver_sql
        return run("SELECT count(*) FROM due WHERE work = 'show_draft'").scalar_one()


def test_full_approves_next_to_bare_acknowledgements(house, bare):
    offset = 0
    for at_a_time, count in CLICKS.items():
        numbers, values = drafts(house, count, offset)
        offset += count
        bare.clicks(["{}"] * 32, at_a_time)
        bare_took, bare_each = bare.clicks(["{}"] * count, at_a_time)
        began = time.perf_counter()
        acked, each = Clicker(house.slack_served, house.slack).clicks(values, at_a_time)
        until(lambda numbers=numbers: house.states(numbers) == {State.SCHEDULED}, 120)
        decided = time.perf_counter() - began
        until(lambda: backlog(house) == 0, 120)
        drawn = time.perf_counter() - began
        print(
            f"\n{at_a_time} at a time, bare ack = 1 ({count / bare_took:.0f}/s):"
            f" acknowledged {bare_took / acked:.2f}, decided and recorded {bare_took / decided:.2f},"
            f" card redrawn {bare_took / drawn:.2f} ({count / decided:.0f} approves/s);"
            f" ack median ×{statistics.median(each) / statistics.median(bare_each):.2f},"
            f" p99 ×{p99(each) / p99(bare_each):.2f}"
        )


def p99(values):
    return sorted(values)[int(len(values) * 0.99) - 1]
