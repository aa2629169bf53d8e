"""Passes the page's requests on to the practice Slack or X: one origin for the browser. Understands none."""

import re
from dataclasses import dataclass

import aiohttp
from aiohttp import web
from yarl import URL

from bot.practice.page.live import NO_LIMIT

# What the page needs and nothing more: the side for people, the faults, and pictures people sent.
OPEN_PATHS = re.compile(r"(people|files|media)/[A-Za-z0-9._~/@-]+|faults")
# An uploaded file is served from the page's own origin, so it must never run there.
INERT = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}
PASSED_ON = ("Content-Type", "Accept")


@dataclass(frozen=True, slots=True)
class Forwarder:
    """One stand-in: what to call it on screen and its address without a final slash."""

    name: str
    url: str
    session: aiohttp.ClientSession

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Pass the request on and stream the answer back; 404 outside OPEN_PATHS, 502 when nobody answers."""
        tail = request.match_info["tail"]
        if not OPEN_PATHS.fullmatch(tail) or ".." in tail.split("/"):
            raise web.HTTPNotFound(text="There is nothing at this address.")
        try:
            return await self._pass_on(request, tail)
        except aiohttp.ClientConnectionError:
            message = f"{self.name} is not answering. Nothing was sent; try again in a moment."
            return web.json_response({"ok": False, "message": message}, status=502)

    async def _pass_on(self, request: web.Request, tail: str) -> web.StreamResponse:
        url = URL(f"{self.url}/{tail}").with_query(request.query)
        headers = {name: request.headers[name] for name in PASSED_ON if name in request.headers}
        body = request.content if request.can_read_body else None
        async with self.session.request(
            request.method, url, headers=headers, data=body, allow_redirects=False, timeout=NO_LIMIT
        ) as answer:
            return await _stream(request, answer)


async def _stream(request: web.Request, answer: aiohttp.ClientResponse) -> web.StreamResponse:
    kind = answer.headers.get("Content-Type", "application/octet-stream")
    response = web.StreamResponse(status=answer.status, headers={"Content-Type": kind, **INERT})
    await response.prepare(request)
    try:
        async for chunk in answer.content.iter_any():
            await response.write(chunk)
        await response.write_eof()
    except (ConnectionResetError, aiohttp.ClientError):
        response.force_close()  # one side left in the middle; the other must not take it for the end
    return response
