"""Faults on request: refused, slow and broken answers, an outage, cut sockets, lost acknowledgements."""

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.practice.slack.deliver import Delivery
from bot.practice.slack.model import Json
from bot.practice.slack.world import World

EVERY = "*"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one request.

    `how`: "429", "500", "reset" (nothing is done), "lost" (it is done, the answer is lost), "hang" (it is done late),
    or one of Slack's errors such as "fatal_error".
    """

    how: str
    seconds: float = 0


class Faults:
    """Plan faults with the methods; `around` stands around each request. Safe to plan from another thread."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._planned: dict[str, deque[Fault]] = defaultdict(deque)
        self._down_until = 0.0
        self._posts: dict[str, deque[float]] = defaultdict(deque)
        self._burst: int | None = None

    def fail(self, method: str, how: str, times: int = 1, seconds: float = 0) -> None:
        """Let the next calls of a method ("*": of any) fail. `seconds`: Retry-After of a 429, length of a hang."""
        self._planned[method].extend([Fault(how, seconds)] * times)

    def down(self, seconds: float) -> None:
        """Refuse the whole API and all sockets for so many seconds of real time."""
        self._down_until = time.monotonic() + seconds

    def is_down(self) -> bool:
        """Whether the outage is still on."""
        return time.monotonic() < self._down_until

    def limit_posts(self, burst: int | None = 3) -> None:
        """Enforce one chat.postMessage a second and channel, with a short burst. None lifts it."""
        self._burst = burst
        self._posts.clear()

    def expire_triggers(self, times: int = 1) -> None:
        """Hand out triggers that are already too old."""
        self._world.dead_triggers += times

    def clear(self) -> None:
        """Forget every planned fault and end an outage."""
        self._planned.clear()
        self._down_until = 0.0
        self.limit_posts(None)
        self._world.dead_triggers = 0

    async def around(self, name: str, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer a request to a method or address, well or as badly as planned."""
        if self.is_down():
            return broken(request)
        fault = self._next(name)
        if fault is not None:
            return await self._befall(fault, request, handler)
        if await self._crowded(name, request):
            return too_many(1)
        return await handler(request)

    async def _befall(self, fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
        match fault.how:
            case "429":
                return too_many(fault.seconds)
            case "500":
                return web.Response(status=500, text="Internal Server Error")
            case "reset":
                return broken(request)
            case "lost":
                await handler(request)
                return broken(request)
            case "hang":
                await asyncio.sleep(fault.seconds)
                return await handler(request)
            case error:
                return web.json_response({"ok": False, "error": error})

    def _next(self, method: str) -> Fault | None:
        for name in (method, EVERY):
            if self._planned[name]:
                return self._planned[name].popleft()
        return None

    async def _crowded(self, method: str, request: web.Request) -> bool:
        """Whether a channel has had more messages than the burst within as many seconds."""
        if self._burst is None or method != "chat.postMessage":
            return False
        is_json = request.content_type == "application/json"
        args = await request.json() if is_json else await request.post()
        recent, now = self._posts[str(args.get("channel"))], time.monotonic()
        while recent and recent[0] < now - self._burst:
            recent.popleft()
        if len(recent) >= self._burst:
            return True
        recent.append(now)
        return False


def too_many(seconds: float) -> web.Response:
    """Slack's rate limit answer."""
    headers = {"Retry-After": str(int(seconds))}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)


def broken(request: web.Request) -> web.Response:
    """Break the connection; the answer that is returned goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=503)


async def handle(faults: Faults, delivery: Delivery, request: web.Request) -> web.Response:
    """POST /faults: {"fault": "fail" | "down" | …} with the arguments of the fault."""
    body: Json = await request.json()
    simple: Mapping[str, Callable[[], None]] = {
        "fail": lambda: faults.fail(body["method"], str(body["how"]), body.get("times", 1), body.get("seconds", 0)),
        "down": lambda: faults.down(body["seconds"]),
        "limit_posts": lambda: faults.limit_posts(body.get("burst", 3)),
        "expire_triggers": lambda: faults.expire_triggers(body.get("times", 1)),
        "drop_acks": lambda: drop_acks(delivery, body.get("times", 1)),
        "cut_sockets": lambda: delivery.sockets.cut(silently=bool(body.get("silently"))),
        "clear": faults.clear,
    }
    try:
        return await _plan(body, simple, delivery)
    except KeyError as missing:
        return web.json_response({"ok": False, "message": f"{missing} is missing."}, status=400)


async def _plan(body: Json, simple: Mapping[str, Callable[[], None]], delivery: Delivery) -> web.Response:
    match body.get("fault"):
        case "redeliver":
            await delivery.redeliver_last()
        case "refresh_sockets":
            await delivery.sockets.refresh()
        case str(name) if name in simple:
            simple[name]()
            if name == "down":
                delivery.sockets.cut()
        case other:
            return web.json_response({"ok": False, "message": f"There is no fault {other!r}."}, status=400)
    return web.json_response({"ok": True})


def drop_acks(delivery: Delivery, times: int) -> None:
    """Lose the next acknowledgements on their way."""
    (delivery.webhooks or delivery.sockets).drop_acks += times
