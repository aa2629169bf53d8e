"""The practice Slack put together: one aiohttp application with API, sockets, people side and faults."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.practice.clock import PracticeClock
from bot.practice.slack import faults, files, responses
from bot.practice.slack.acts import DEFAULT_EVENTS, Acts
from bot.practice.slack.api import Api
from bot.practice.slack.deliver import Delivery
from bot.practice.slack.faults import Faults, Handler
from bot.practice.slack.model import Channel, Json, Message, SlackUser, Usergroup
from bot.practice.slack.people import People
from bot.practice.slack.sockets import Sockets
from bot.practice.slack.webhooks import Webhooks
from bot.practice.slack.wire import Refused, token_of
from bot.practice.slack.world import World

SHUT_WITHIN = 10.0
LARGEST_BODY = 64 * 1024 * 1024
MOUNTS = ("/api/", "/people/", "/socket", "/hooks/", "/upload/", "/files-pri/", "/faults", "/signin")


def _part_of(request: web.Request) -> str:
    """The name under which faults know an address that is no API method, such as "socket" or "hooks"."""
    return next((mount.strip("/") for mount in MOUNTS if mount in request.path), "")


class PracticeSlack:
    """A workspace. `app` may be served on its own or mounted with `add_subapp`."""

    bot_token = "xoxb-practice-bot"  # noqa: S105  opens nothing but this workspace on localhost
    app_token = "xapp-practice-app"  # noqa: S105  as above
    signing_secret = "practice-signing-secret"  # noqa: S105  as above

    def __init__(
        self,
        clock: PracticeClock,
        *,
        users: Sequence[SlackUser],
        channels: Sequence[Channel],
        commands: Sequence[Json] = (),
        shortcuts: Sequence[Json] = (),
        scopes: Iterable[str] | None = None,
        events: Iterable[str] | None = None,
        usergroups: Sequence[Usergroup] = (),
        bot_name: str = "Countersign",
    ) -> None:
        """Build a workspace. `commands`, `shortcuts` and `events` are as a Slack manifest lists them.

        `scopes` None means that no scope is checked; `events` None means app_home_opened and message.im.
        """
        granted = None if scopes is None else frozenset(scopes)
        wanted = DEFAULT_EVENTS if events is None else frozenset(events)
        self.world = World(clock, users, channels, usergroups, bot_name)
        self.faults = Faults(self.world)
        self.sockets = Sockets(self.world, self.faults.is_down)
        self.delivery = Delivery(self.world, self.sockets)
        self.acts = Acts(self.world, self.delivery, commands, shortcuts, wanted)
        self.people = People(self.world, self.acts, self.delivery)
        self._api = Api(self.world, self.bot_token, self.app_token, granted, self.sockets.new_address)
        self._loop: asyncio.AbstractEventLoop | None = None
        self.app = self._application()

    @property
    def team_id(self) -> str:
        """The workspace's id."""
        return self.world.team_id

    @property
    def calls(self) -> Counter[str]:
        """How often each Web API method (and "response_url") was called."""
        return self.world.calls

    @property
    def requests(self) -> deque[tuple[str, Json]]:
        """The latest calls: (method, arguments)."""
        return self.world.requests

    @property
    def delivered(self) -> deque[tuple[str, Json]]:
        """The latest deliveries to the app: (kind, envelope in Socket Mode, payload over HTTP)."""
        return self.world.delivered

    @property
    def problems(self) -> deque[str]:
        """What the app did that Slack would not have taken outside of an API answer."""
        return self.world.problems

    def messages(self, channel: str) -> list[Message]:
        """Every message in a channel (by name) or a direct conversation (by person or conversation id)."""
        key = self.world.ims.get(channel, channel)
        room = self.world.rooms[key] if key in self.world.rooms else self.world.room_named(channel)
        return list(room.messages.values())

    def deliver_to(self, url: str) -> None:
        """Send signed requests to this address instead of Socket Mode envelopes. Call it before anything is sent."""
        self.delivery.webhooks = Webhooks(self.world, url, self.signing_secret)

    def cut_sockets(self, *, silently: bool = False) -> None:
        """Break every open socket now; silently as a server that vanishes. From any thread."""
        self._soon(lambda: self.sockets.cut(silently=silently))

    def hang_up(self) -> None:
        """Close every open socket properly, so that clients can end at once. From any thread."""
        if self._loop is not None:
            asyncio.run_coroutine_threadsafe(self.sockets.close(), self._loop).result(SHUT_WITHIN)

    def go_down(self, seconds: float) -> None:
        """Refuse the API and the sockets for so many seconds, cutting the open ones. From any thread."""
        self.faults.down(seconds)
        self.cut_sockets()

    def drop_acks(self, times: int = 1) -> None:
        """Lose the app's next acknowledgements on their way."""
        faults.drop_acks(self.delivery, times)

    def _soon(self, work: Callable[[], None]) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(work)

    def _application(self) -> web.Application:
        app = web.Application(client_max_size=LARGEST_BODY, middlewares=[self._middleware()])
        app.add_routes(
            [
                web.route("*", "/api/{method}", self._with_faults(self._api.handle)),
                web.get("/socket", self._with_faults(self.sockets.handle)),
                web.post("/hooks/{kind}/{team}/{token}", self._with_faults(self._respond)),
                web.post("/upload/{file_id}", self._with_faults(self._upload)),
                web.get("/files-pri/{key}/{name}", self._with_faults(self._download)),
                web.get("/signin", self._sign_in),
                web.post("/faults", self._fault),
                *self.people.routes(),
            ]
        )
        app.on_startup.append(self._start)
        app.on_shutdown.append(self._shut)
        return app

    def _middleware(self) -> Middleware:
        @web.middleware
        async def learn_address(request: web.Request, handler: Handler) -> web.StreamResponse:
            """Addresses given out lead back to where this request came in, mounted or not."""
            ends = [request.path.find(mount) for mount in MOUNTS if mount in request.path]
            self.world.base_url = f"{request.scheme}://{request.host}{request.path[: min(ends, default=0)]}"
            return await handler(request)

        return learn_address

    def _with_faults(self, handler: Handler) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            name = request.match_info.get("method") or _part_of(request)
            return await self.faults.around(name, request, handler)

        return handle

    async def _start(self, _app: web.Application) -> None:
        self._loop = asyncio.get_running_loop()
        self.world.use_loop(self._loop)

    async def _shut(self, _app: web.Application) -> None:
        self.people.close()
        await self.delivery.close()

    async def _respond(self, request: web.Request) -> web.Response:
        return await responses.handle(self.world, request)

    async def _upload(self, request: web.Request) -> web.Response:
        return await files.receive_upload(self.world, request)

    async def _download(self, request: web.Request) -> web.Response:
        """Without a good token Slack does not refuse: it leads to a page for people to sign in."""
        try:
            self._api.check_token(token_of(request.headers, {}))
            self._api.check_scope("files:read")
        except Refused:
            raise web.HTTPFound(f"{self.world.base_url}/signin") from None
        return files.download(self.world, request)

    async def _sign_in(self, _request: web.Request) -> web.Response:
        return web.Response(text="<!doctype html><title>Sign in to Practice</title>", content_type="text/html")

    async def _fault(self, request: web.Request) -> web.Response:
        return await faults.handle(self.faults, self.delivery, request)
