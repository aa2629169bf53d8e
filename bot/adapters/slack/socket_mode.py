"""Slack's requests over a socket we open (Socket Mode, the default): keeping it open, and saying whether it is."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from socket import SHUT_RD, socket
from threading import Event, Lock, Thread

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.adapters.slack.clients import for_deliveries
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.faults import FAULTS, LASTING, error_of
from bot.adapters.slack.quiet import LIBRARIES

PING = 2
"""Seconds between pings. The SDK gives a silent connection up after four of them."""
WATCH = 0.5
LONGEST_PAUSE = 10.0
CLOSED_TWICE = (AttributeError,)
"""What the SDK raises when its reader and we close the same socket at the same instant; it is closed then."""

_log = logging.getLogger(__name__)


class SlackLoginError(Exception):
    """Slack does not let the app connect at all; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Health:
    """Whether requests can reach us now, since when that is so, and when the last one came (UTC)."""

    connected: bool
    since: datetime
    last_message: datetime | None


class SocketMode:
    """One socket, opened again whenever it is lost: the SDK alone takes most of a minute to notice."""

    def __init__(self, app: App, config: SlackConfig, now: Callable[[], datetime]) -> None:
        """`now` gives the present instant in UTC, for `health`."""
        self._now = now
        self._client = SocketModeHandler(
            app,
            config.app_token,
            logger=LIBRARIES,
            web_client=for_deliveries(config),
            ping_interval=PING,
            concurrency=config.threads,
        ).client
        self._client.on_message_listeners.append(self._heard)
        self._lock = Lock()
        self._health = Health(connected=False, since=now(), last_message=None)
        self._stopping = Event()
        self._watcher = Thread(target=self._watch, name="slack-socket", daemon=True)

    def start(self) -> None:
        """Connect, and stay connected. SlackLoginError where Slack will not have us; a mere outage is waited out."""
        try:
            self._client.connect()
        except FAULTS as fault:
            if error_of(fault) in LASTING:
                self._close()
                raise SlackLoginError(LASTING[error_of(fault)].replace("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")) from None
            _log.warning("Slack cannot be reached yet (%s); trying again.", type(fault).__name__)
        self._note()
        self._watcher.start()

    def stop(self) -> None:
        """Take no more requests, have those in hand acknowledged, and end the threads."""
        self._stopping.set()
        if self._watcher.is_alive():
            self._watcher.join()
        self._close()

    def _close(self) -> None:
        """End the SDK's threads at once: one of them would wait on the socket, and one for a message, for seconds."""
        self._client.closed = True
        self._client.auto_reconnect_enabled = False
        self._client.current_session_state.terminated = True
        self._hear_no_more()
        self._client.enqueue_message("")
        self._client.message_processor.event.set()
        self._client.message_processor.thread.join()
        self._client.message_workers.shutdown()
        try:
            self._client.close()
        except CLOSED_TWICE:
            self._client.close()

    def _hear_no_more(self) -> None:
        """End the side of the socket on which requests come; acknowledgements still go out on the other."""
        session = self._client.current_session
        if session is not None and session.sock is not None:
            with suppress(OSError):  # it was closed already
                socket.shutdown(session.sock, SHUT_RD)  # of the line itself: TLS would end both sides

    def health(self) -> Health:
        """How the socket is doing."""
        self._note()
        return self._health

    def _heard(self, _message: str) -> None:
        with self._lock:
            self._health = Health(self._health.connected, self._health.since, self._now())

    def _note(self) -> None:
        connected = self._alive()
        with self._lock:
            if connected != self._health.connected:
                self._health = Health(connected, self._now(), self._health.last_message)

    def _alive(self) -> bool:
        """Whether the socket is open and the last ping could be sent."""
        session = self._client.current_session
        return session is not None and session.is_active() and session.consecutive_check_state_error_count == 0

    def _watch(self) -> None:
        pause = WATCH
        while not self._stopping.wait(pause):
            self._note()
            if self._alive():
                pause = WATCH
                continue
            pause = WATCH if self._reconnect() else min(pause * 2, LONGEST_PAUSE)

    def _reconnect(self) -> bool:
        started = time.monotonic()
        session = self._client.current_session
        try:
            if session is not None and session.consecutive_check_state_error_count:
                session.disconnect()
            self._client.connect_to_new_endpoint()
        except (*FAULTS, *CLOSED_TWICE) as fault:
            _log.warning("Slack cannot be reached (%s); trying again.", type(fault).__name__)
            return False
        self._note()
        if self._alive():
            _log.info("Connected to Slack again after %.1f s.", time.monotonic() - started)
        return self._alive()
