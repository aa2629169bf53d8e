"""The practice X as one aiohttp application, and the handle by which tests and the demo hold it."""

import hashlib
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.practice.clock import PracticeClock
from bot.practice.x import faults as going_wrong
from bot.practice.x.faults import FaultKind, Faults
from bot.practice.x.limits import Limits, Window
from bot.practice.x.login import Login, Token
from bot.practice.x.media import MediaApi
from bot.practice.x.oauth import Verifier
from bot.practice.x.people import PeopleApi
from bot.practice.x.tweets import CALLER, TweetsApi
from bot.practice.x.world import NewPost, World, XAccount, XPost

MOST_BODY_BYTES = 20 * 1024 * 1024
MOST_LOGGED = 5000
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Logged:
    """One request as it arrived: `path` with its query string, header names as sent."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class PracticeX:
    """An X with these accounts, for an app with this key and secret. Serve `.app` with `Served`."""

    def __init__(
        self,
        clock: PracticeClock,
        accounts: list[XAccount],
        consumer_key: str = "practice-consumer-key",
        consumer_secret: str = "practice-consumer-secret",  # noqa: S107  opens nothing but the practice X
    ) -> None:
        self.world = World(clock, accounts)
        self.faults = Faults()
        self.log: deque[Logged] = deque(maxlen=MOST_LOGGED)
        self.consumer_key = consumer_key
        self.consumer_secret = consumer_secret
        self.limits = Limits(clock)
        self._tokens = {handle: self._token_of(account) for handle, account in self.world.accounts.items()}
        self._verifier = Verifier(consumer_key, consumer_secret)
        self.app = web.Application(middlewares=[self._guard], client_max_size=MOST_BODY_BYTES)
        for part in (
            TweetsApi(self.world),
            MediaApi(self.world),
            PeopleApi(self.world, self.faults),
            Login(self.world, self._verifier, self._tokens),
        ):
            self.app.add_routes(part.routes())

    def tokens(self, handle: str) -> Token:
        """The access token of an account, the same in every run. KeyError for an unknown handle."""
        return self._tokens[handle.lower()]

    def revoke(self, handle: str) -> None:
        """Take an account's token back, as its owner can at any time."""
        old = self._tokens[handle.lower()]
        self._tokens[handle.lower()] = Token(f"{old.token}x", f"{old.secret}x")

    def posts(self, handle: str) -> tuple[XPost, ...]:
        """An account's posts, newest first."""
        return self.world.posts_of(handle)

    def post_as(self, handle: str, text: str, reply_to: str | None = None, quote_of: str | None = None) -> XPost:
        """Somebody posts by hand, past every check."""
        return self.world.publish(handle, NewPost(text, reply_to, quote_of))

    def fault(self, kind: FaultKind | str, times: int = 1, path: str | None = None) -> None:
        """Plan a fault; without `path` it strikes POST /2/tweets. ValueError for an unknown kind."""
        self.faults.plan(FaultKind(kind), times, path)

    def requests(self, method: str, path: str) -> list[Logged]:
        """The requests that arrived for a method and path (query left aside), oldest first."""
        return [one for one in self.log if one.method == method and one.path.partition("?")[0] == path]

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        body = await request.read()
        headers = tuple((name, value) for name, value in request.headers.items())
        self.log.append(Logged(request.method, request.raw_path, headers, body))
        if request.path.startswith("/oauth/"):
            kind = self.faults.strike(request.method, request.path)
            return await (going_wrong.play(kind, request, lambda: handler(request)) if kind else handler(request))
        if not request.path.startswith("/2/"):
            return await handler(request)
        signed = self._verifier.check(request, body, {t.token: t.secret for t in self._tokens.values()})
        if isinstance(signed, web.Response):
            return signed
        handle = next(name for name, token in self._tokens.items() if token.token == signed.token)
        request[CALLER] = self.world.accounts[handle]
        window = self.limits.take(handle, request.method, request.path)
        return await self._answer(request, handler, window)

    async def _answer(self, request: web.Request, handler: Handler, window: Window) -> web.StreamResponse:
        kind = self.faults.strike(request.method, request.path)
        if kind is not None:
            answer = await going_wrong.play(kind, request, lambda: handler(request))
        else:
            answer = going_wrong.too_many() if window.is_exceeded else await handler(request)
        if kind is FaultKind.RATE_LIMITED:
            window.used = window.limit
        if kind not in {FaultKind.RATE_LIMITED_NO_RESET, FaultKind.USAGE_CAPPED}:
            answer.headers.update(window.headers())
        return answer

    def _token_of(self, account: XAccount) -> Token:
        secret = f"{self.consumer_key}:{self.consumer_secret}:{account.handle.lower()}"
        digest = hashlib.sha256(secret.encode()).hexdigest()
        return Token(f"{account.user_id}-{digest[:40]}", hashlib.sha256(digest.encode()).hexdigest()[:45])
