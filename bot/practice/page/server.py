"""The practice page's server: static files, the clock, and one origin for the practice Slack and X."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
from aiohttp import web

from bot.practice.clock import PracticeClock
from bot.practice.page.forward import Forwarder
from bot.practice.page.guard import add_page_rules, only_this_machine
from bot.practice.page.live import LiveHub

LONDON = ZoneInfo("Europe/London")
LONGEST_STEP = timedelta(days=366)
STATIC = Path(str(files("bot.practice.page"))) / "static"


def page_app(
    slack_url: str,
    x_url: str,
    clock: PracticeClock,
    people: Sequence[Mapping[str, str]],
    intro: Sequence[Mapping[str, str]] = (),
) -> web.Application:
    """The page as an application, to be served on 127.0.0.1.

    Args:
        slack_url: the practice Slack's address, without a final slash.
        x_url: the practice X's address, without a final slash.
        clock: the clock that all of practice reads; the page can move it forward.
        people: who a visitor can be: "id" (Slack's), "name", "title", "hint" (what this person does here).
        intro: the first minutes in steps: "text", and optionally "title", "person" (an id), "channel"
            (a name) and "type" (words to put ready in the message box).
    """
    app = web.Application(middlewares=[only_this_machine])
    app.on_response_prepare.append(add_page_rules)
    hub = LiveHub()
    setup = {"people": [dict(one) for one in people], "intro": [dict(step) for step in intro]}
    setup_json = json.dumps(setup | {"slack_url": slack_url, "x_url": x_url})
    app.router.add_get("/", _index)
    app.router.add_get("/setup", _answer(setup_json))
    app.router.add_get("/live", hub.serve)
    ClockPages(clock, hub).add_to(app)
    app.router.add_static("/static/", STATIC)
    streams = [(f"slack:{one['id']}", f"{slack_url}/people/events?user={one['id']}") for one in people]
    _connect(app, hub, {"slack": slack_url, "x": x_url}, [*streams, ("x", f"{x_url}/people/events")])
    return app


class ClockPages:
    """GET and POST /clock: reading the practice time and moving it forward."""

    def __init__(self, clock: PracticeClock, hub: LiveHub) -> None:
        self._clock = clock
        self._hub = hub

    def add_to(self, app: web.Application) -> None:
        """Put both pages into `app`."""
        app.router.add_get("/clock", self.read)
        app.router.add_post("/clock", self.move)

    async def read(self, _request: web.Request) -> web.Response:
        return web.json_response({"now": self._clock.now().isoformat()})

    async def move(self, request: web.Request) -> web.Response:
        """Take {"advance_seconds": n} or {"tomorrow_at": "09:00"} (London); 400 for anything else."""
        try:
            step = _step(await request.json(), self._clock.now())
        except (ValueError, TypeError, KeyError):
            text = "Say how far: advance_seconds (up to a year, forward) or tomorrow_at (such as 09:00)."
            raise web.HTTPBadRequest(text=text) from None
        now = self._clock.advance(step)
        self._hub.tell("clock")
        return web.json_response({"now": now.isoformat()})


def _step(body: Mapping[str, Any], now: datetime) -> timedelta:
    if "tomorrow_at" in body:
        return _until_tomorrow(time.fromisoformat(body["tomorrow_at"]), now)
    step = timedelta(seconds=float(body["advance_seconds"]))
    if not timedelta() <= step <= LONGEST_STEP:
        raise ValueError(body["advance_seconds"])
    return step


def _until_tomorrow(at: time, now: datetime) -> timedelta:
    # Through UTC: the night may have 23 or 25 hours.
    tomorrow = now.astimezone(LONDON).date() + timedelta(days=1)
    return datetime.combine(tomorrow, at.replace(tzinfo=None), LONDON).astimezone(UTC) - now


def _connect(app: web.Application, hub: LiveHub, urls: Mapping[str, str], streams: Sequence[tuple[str, str]]) -> None:
    """Open the way to both stand-ins when the application starts and close it when it stops."""
    key = web.AppKey("session", aiohttp.ClientSession)

    def onward(name: str, url: str) -> Any:
        async def serve(request: web.Request) -> web.StreamResponse:
            return await Forwarder(name, url, request.app[key]).serve(request)

        return serve

    async def connected(running: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession(auto_decompress=True) as session:
            running[key] = session
            hub.follow(session, streams)
            yield

    async def let_go(_running: web.Application) -> None:
        await hub.close()

    app.cleanup_ctx.append(connected)
    app.on_shutdown.append(let_go)
    app.router.add_route("*", "/slack/{tail:.+}", onward("The practice Slack", urls["slack"]))
    app.router.add_route("*", "/x/{tail:.+}", onward("The practice X", urls["x"]))


def _answer(body: str) -> Any:
    async def serve(_request: web.Request) -> web.Response:
        return web.Response(text=body, content_type="application/json")

    return serve


async def _index(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(STATIC / "index.html")
