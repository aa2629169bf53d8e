"""Keeps the practice page to this machine: who may ask (Host, Origin), what a browser may do with answers."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
LOCAL_NAMES = frozenset({"127.0.0.1", "localhost"})
PAGE_RULES = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@web.middleware
async def only_this_machine(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer 403 to a Host or Origin that is not this page: DNS rebinding and foreign pages come that way."""
    if not _from_here(request.host, request.headers.get("Origin")):
        raise web.HTTPForbidden(text="The practice page answers only to pages opened from this machine.")
    return await handler(request)


async def add_page_rules(_request: web.Request, response: web.StreamResponse) -> None:
    """Add the browser's rules to an answer that has not set its own."""
    for name, value in PAGE_RULES.items():
        response.headers.setdefault(name, value)


def _from_here(host: str, origin: str | None) -> bool:
    if _name(f"//{host}") not in LOCAL_NAMES:
        return False
    return origin is None or origin == f"http://{host}"


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
