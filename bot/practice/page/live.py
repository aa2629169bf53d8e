"""Listens to the practice Slack and X once and tells every open page what changed; carries no content."""

import asyncio
import contextlib
import json
from collections.abc import Iterable

import aiohttp
from aiohttp import web

RETRY_SECONDS = 0.5
STILL_HERE_SECONDS = 15.0
NO_LIMIT = aiohttp.ClientTimeout(total=None, sock_connect=5)


class Listener:
    """One open page: the names of what changed since it was last told, each once however often it changed."""

    def __init__(self) -> None:
        self._changed: set[str] = set()
        self._news = asyncio.Event()

    def tell(self, name: str) -> None:
        self._changed.add(name)
        self._news.set()

    async def next(self) -> list[str]:
        """Wait for news; an empty list after STILL_HERE_SECONDS without any."""
        try:
            await asyncio.wait_for(self._news.wait(), STILL_HERE_SECONDS)
        except TimeoutError:
            return []
        changed, self._changed = sorted(self._changed), set()
        self._news.clear()
        return changed


class LiveHub:
    """Follows event streams by name ("x", or "slack:U…") and spreads each event to the open pages."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._closing = asyncio.Event()

    def follow(self, session: aiohttp.ClientSession, streams: Iterable[tuple[str, str]]) -> None:
        """Start following `(name, address)` streams until `close`."""
        self._tasks += [asyncio.create_task(self._follow(session, name, url)) for name, url in streams]

    def tell(self, name: str) -> None:
        """Tell every open page that `name` changed."""
        for listener in self._listeners:
            listener.tell(name)

    async def close(self) -> None:
        """Let go of every stream and page."""
        self._closing.set()
        self.tell("closing")
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """GET /live: server-sent events, each a JSON list of the names that changed."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        listener = Listener()
        self._listeners.add(listener)  # before the page hears that the line stands, so that it misses nothing
        try:
            await response.prepare(request)
            await response.write(b"retry: 1000\n\n")
            while not self._closing.is_set():
                await response.write(_event(await listener.next()))
        except ConnectionResetError:
            return response  # the page was closed
        finally:
            self._listeners.discard(listener)
        return response

    async def _follow(self, session: aiohttp.ClientSession, name: str, url: str) -> None:
        while True:
            # A stand-in that is starting or stopping does not answer; the next round finds it.
            with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
                await self._read(session, name, url)
            await asyncio.sleep(RETRY_SECONDS)

    async def _read(self, session: aiohttp.ClientSession, name: str, url: str) -> None:
        async with session.get(url, timeout=NO_LIMIT, raise_for_status=True) as stream:
            self.tell(name)  # something may have changed while nobody listened
            async for line in stream.content:
                if line.startswith(b"data:"):
                    self.tell(name)


def _event(changed: list[str]) -> bytes:
    return f"data: {json.dumps(changed)}\n\n".encode() if changed else b": still here\n\n"
