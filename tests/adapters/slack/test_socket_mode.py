"""The socket: kept open, opened again when lost, and honest about it. Nothing private is logged on the way."""

import logging
import socket as sockets
import threading
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.adapters.slack.socket_mode import PING, SlackLoginError, SocketMode
from bot.core.cards import Notice, ReviewCard
from bot.core.forms import Choice, DraftForm

FORM = DraftForm("Pitch a tweet", "Preview", (Choice("fernshire", "@fernshire"),), text="Embargoed words")


def test_health_says_connected_since_when_and_when_the_last_message_came(ana, socket, desk, wait):
    wait(lambda: socket.health().connected)
    before = socket.health().since
    desk.answers_with(Notice("Hello"))
    ana.types("/tweet help", "comms")
    ana.waits_for_message("Hello", "comms")
    health = socket.health()
    assert health.since == before
    assert health.last_message >= before


@pytest.mark.fault
def test_a_cut_socket_is_opened_again_within_seconds(slack, ana, socket, desk, wait, capsys):
    wait(lambda: socket.health().connected)
    slack.cut_sockets()
    started = time.monotonic()
    wait(lambda: not socket.health().connected, within=15)
    wait(lambda: socket.health().connected, within=15)
    with capsys.disabled():
        print(f"\n  reconnected {time.monotonic() - started:.1f} s after the socket was cut")
    desk.answers_with(Notice("Back again"))
    ana.types("/tweet help", "comms")
    ana.waits_for_message("Back again", "comms")


@pytest.mark.fault
def test_an_outage_of_slack_is_seen_and_survived(slack, ana, socket, desk, wait):
    wait(lambda: socket.health().connected)
    slack.go_down(3)
    wait(lambda: not socket.health().connected, within=15)
    wait(lambda: socket.health().connected, within=20)
    desk.answers_with(Notice("Back again"))
    assert ana.types("/tweet help", "comms")
    ana.waits_for_message("Back again", "comms")


class Line:
    """A TCP line to the practice Slack that can go dead: still open, and nothing comes through any more."""

    def __init__(self, port):
        self.port_there = port
        self.server = sockets.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.ends = []
        self.dead = []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with suppress(OSError):
            while True:
                here, _ = self.server.accept()
                there = sockets.create_connection(("127.0.0.1", self.port_there))
                self.ends += [here, there]
                for a, b in ((here, there), (there, here)):
                    threading.Thread(target=self.pump, args=(a, b), daemon=True).start()

    def pump(self, a, b):
        with suppress(OSError):
            while data := a.recv(65536):
                if a not in self.dead:
                    b.sendall(data)
            b.shutdown(sockets.SHUT_WR)

    def goes_dead(self):
        self.dead = list(self.ends)

    def close(self):
        self.server.close()
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(sockets.SHUT_RDWR)
            end.close()


@pytest.mark.fault
def test_a_line_that_goes_dead_without_a_word_is_noticed(slack, served, bolt, config, wait, capsys):
    """The SDK's own settings take most of a minute for this."""
    line = Line(served.port)
    running = SocketMode(
        bolt, replace(config, base_url=f"http://127.0.0.1:{line.port}/api/"), lambda: datetime.now(UTC)
    )
    running.start()
    try:
        wait(lambda: running.health().connected)
        time.sleep(PING + 0.5)  # the SDK counts from the first answered ping
        line.goes_dead()
        started = time.monotonic()
        wait(lambda: not running.health().connected, within=20)
        wait(lambda: running.health().connected, within=20)
        with capsys.disabled():
            print(f"\n  reconnected {time.monotonic() - started:.1f} s after the line went dead")
    finally:
        slack.hang_up()
        running.stop()
        line.close()


def test_a_login_that_slack_refuses_is_said_at_once(slack, bolt, config):
    running = SocketMode(bolt, replace(config, app_token="xapp-wrong"), lambda: datetime.now(UTC))
    with pytest.raises(SlackLoginError, match="SLACK_APP_TOKEN"):
        running.start()


def test_debug_logging_shows_neither_tokens_nor_draft_texts(slack, ana, chat, socket, desk, samples, debug_log):
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(("slack_", "countersign")):
            assert logging.getLogger(name).getEffectiveLevel() >= logging.DEBUG
    desk.answers_with(FORM, RuntimeError("Embargoed words"))
    ana.types("/tweet Embargoed words", "comms")
    ana.waits_for_modal("Pitch a tweet")
    ana.fills(Account="@fernshire").submits()
    ana.waits_for(lambda me: me.errors())
    chat.post("C1", ReviewCard(samples.view(published_text="Embargoed words"), (), samples.NOW))
    for secret in (slack.bot_token, slack.app_token, slack.signing_secret, "Embargoed"):
        assert secret not in debug_log.text
    assert "RuntimeError" in debug_log.text
