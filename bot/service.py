"""The running process: chat, worker, health and metrics, brought up and taken down in order. Decides nothing itself."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from bot import wiring
from bot.adapters.calendar.site import PATH as CALENDARS
from bot.adapters.calendar.site import calendar_site
from bot.adapters.slack.app import SlackApp, build_app
from bot.adapters.slack.http import PATH, slack_site
from bot.adapters.slack.socket_mode import SocketMode
from bot.adapters.web import WebServer, site
from bot.core.commands import Command
from bot.core.forms import Shown
from bot.core.people import ChatIdentity
from bot.metrics import Metrics
from bot.running import Worker, only_worker
from bot.use_cases.diaries import diary
from bot.use_cases.dispatch import dispatch
from bot.use_cases.ports import BusyError
from bot.wiring import House

LATE = timedelta(minutes=2)
"""How late the oldest due row may be before the process calls itself unfit."""


class Service:
    """One process. `chat` False is a mere worker; `http` takes Slack's requests over HTTP instead of a socket.

    Use as a context manager. Raises AnotherWorkerError, SlackLoginError and OSError (address taken) on start.
    """

    def __init__(self, house: House, *, chat: bool = True, http: bool = False, listen_port: int | None = None) -> None:
        self._house = house
        self._chat, self._http = chat, http
        self._port = house.config.listen_port if listen_port is None else listen_port
        self.worker = Worker(house.tools, house.store.queue(), house.config.worker_threads)
        self._make_rules_ready()
        self.metrics = Metrics(house.packs, self.worker.healthy)
        self._socket: SocketMode | None = None
        self._web: WebServer | None = None
        self._stack = ExitStack()

    def _make_rules_ready(self) -> None:
        """The rules of the accounts there are, now rather than at somebody's first click."""
        with self._house.store.read() as uow:
            in_use = {account.org_type for account in uow.accounts.all()}
        for org_type in in_use:
            self._house.packs[org_type]

    @property
    def web_port(self) -> int:
        """The port of health and metrics, once started."""
        if self._web is None:
            raise ValueError("The service has not been started.")
        return self._web.port

    def __enter__(self) -> Self:
        with self._stack:
            self._stack.enter_context(self._alone())
            mounted = {CALENDARS: calendar_site(partial(diary, self._house.tools))}
            if self._chat:
                app = self._app()
                if self._http:
                    mounted[PATH] = slack_site(app, wiring.slack_config(self._house.config), self.metrics.refused)
                else:
                    self._stack.enter_context(self._listening(app))
            self._stack.enter_context(self._working())
            config = self._house.config
            self._web = WebServer(
                site(self.health, self.metrics.registry, mounted),
                config.listen_host,
                self._port,
                config.listener_threads,
            )
            self._web.start()
            self._stack.callback(self._web.stop)
            self._stack = self._stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def dispatch(self, who: ChatIdentity, command: Command) -> Shown:
        """Carry out a command from chat, counted and timed."""
        with self.metrics.timed(command), self.worker.precedence.serving():
            return dispatch(self._house.tools, who, command)

    def health(self) -> tuple[bool, dict[str, object]]:
        """Whether this process is fit, and what that rests on."""
        try:
            worker = self.worker.healthy()
        except BusyError as busy:
            return False, {"database": str(busy)}
        facts: dict[str, object] = {
            "database": "answers",
            "worker": "running" if worker.is_running else "stopped",
            "in_hand": worker.in_hand,
            "overdue_seconds": round(worker.overdue.total_seconds(), 1),
            "waiting": worker.waiting,
            "parked": worker.parked,
            "last_claim_at": worker.last_claim_at,
        }
        fit = worker.is_running and worker.overdue < LATE
        if self._socket is not None:
            slack = self._socket.health()
            facts["slack"] = "connected" if slack.connected else "not connected"
            facts["slack_since"], facts["slack_last_message"] = slack.since, slack.last_message
            fit = fit and slack.connected
        return fit, facts

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """On SQLite, be the one worker; PostgreSQL takes any number."""
        file = sqlite_file(self._house.config.database_url)
        if file is None:
            yield
        else:
            with only_worker(file, self._house.clock):
                yield

    def _app(self) -> SlackApp:
        return build_app(wiring.slack_config(self._house.config), self.dispatch, self._first_time, self.metrics.refused)

    def _first_time(self, key: str) -> bool:
        with self._house.store.write() as uow:
            return uow.seen.first_time(key)

    @contextmanager
    def _listening(self, app: SlackApp) -> Iterator[None]:
        self._socket = SocketMode(app, wiring.slack_config(self._house.config), self._house.clock)
        self._socket.start()
        try:
            yield
        finally:
            self._socket.stop()

    @contextmanager
    def _working(self) -> Iterator[None]:
        self.worker.start()
        try:
            yield
        finally:
            self.worker.stop()


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite address, or None for any other database."""
    return Path(url.split("///", 1)[1]) if url.startswith("sqlite") else None
