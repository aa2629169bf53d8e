"""Builds the Bolt app: which listener answers what, who is refused, and how many are served at a time."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_sdk import WebClient

from bot.adapters.slack.clients import for_clicks
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.listeners import Dispatch, Listeners
from bot.adapters.slack.parse import teams
from bot.adapters.slack.pictures import Pictures
from bot.adapters.slack.quiet import LIBRARIES

ANY = re.compile(".*", re.DOTALL)
SlackApp = App
"""For those who hand it on without knowing the library."""
Count = Callable[[str], None]
"""Told the reason of each refused request: foreign, replayed, unsigned, oversized, unreadable."""


class Workspace:
    """The one workspace the bot's token belongs to, asked for once."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._lock = Lock()
        self._team = ""

    def team(self) -> str:
        """Its id. Raises what the SDK raises while Slack cannot be asked."""
        with self._lock:
            if not self._team:
                self._team = str(self._client.auth_test()["team_id"])
            return self._team


class StandingAck(Ack):
    """An acknowledgement that stands once it is given.

    Bolt takes it back where a listener fails before Bolt has looked (10 ms): Slack would then say that the app did
    not answer, and send the request again.
    """

    def __init__(self) -> None:
        self._response: BoltResponse | None = None

    @property
    def response(self) -> BoltResponse | None:
        """What Slack is answered, once that is known."""
        return self._response

    @response.setter
    def response(self, response: BoltResponse | None) -> None:
        self._response = response or self._response


def nobody_counts(reason: str) -> None:
    """For callers without metrics."""


def build_app(
    config: SlackConfig, dispatch: Dispatch, first_time: Callable[[str], bool], count: Count = nobody_counts
) -> App:
    """The Bolt app, for socket_mode.SocketMode or http.slack_site.

    `dispatch` carries out a command and says what to show; `first_time` says whether a signature is new (HTTP only).
    """
    client = for_clicks(config)
    workspace = Workspace(client)
    app = App(
        name="countersign",
        client=client,
        signing_secret=config.signing_secret,
        token_verification_enabled=False,
        before_authorize=_guard(workspace, first_time, count),
        listener_executor=ThreadPoolExecutor(config.threads, thread_name_prefix="slack"),
        logger=LIBRARIES,
    )
    _listen(app, Listeners(dispatch, workspace.team, Pictures(config)))
    return app


def _guard(workspace: Workspace, first_time: Callable[[str], bool], count: Count) -> Callable[..., BoltResponse]:
    """Refuses other workspaces and requests that were handled before, ahead of every listener."""

    def guard(request: BoltRequest, next_: Callable[[], BoltResponse]) -> BoltResponse:
        if teams(request.body) - {workspace.team()}:
            count("foreign")
            return BoltResponse(status=403, body="This app serves another workspace.\n")
        signature = request.headers.get("x-slack-signature", [""])[0]
        if request.mode != "socket_mode" and not first_time(f"slack:{signature}"):
            count("replayed")
            return BoltResponse(status=409, body="This request was handled before.\n")
        request.context["ack"] = StandingAck()
        return next_()

    return guard


def _listen(app: App, listeners: Listeners) -> None:
    app.command(ANY)(listeners.command)
    app.shortcut(ANY)(listeners.shortcut)
    app.action(ANY)(listeners.button)
    app.view_submission(ANY)(listeners.submitted)
    app.view_closed(ANY)(listeners.other)
    app.event("app_home_opened")(listeners.home_opened)
    app.event(ANY)(listeners.other)
    app.error(listeners.failed)
