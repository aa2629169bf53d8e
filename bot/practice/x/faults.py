"""The ways X goes wrong, on request: what is planned, and how each kind is played on a live connection."""

import asyncio
import fnmatch
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from aiohttp import web

from bot.practice.x import problems

HOLD_SECONDS = 120
"""How long a "timeout" keeps the connection open without a word."""


class FaultKind(StrEnum):
    """What goes wrong. The names ending in _accepted or after_accept publish the post first."""

    TIMEOUT_AFTER_ACCEPT = "timeout_after_accept"
    TIMEOUT_BEFORE_ACCEPT = "timeout_before_accept"
    RESET = "reset"
    RESET_BEFORE = "reset_before"
    STATUS_503 = "status_503"
    STATUS_503_ACCEPTED = "status_503_accepted"
    REDIRECT_307 = "redirect_307"
    RATE_LIMITED = "rate_limited"
    RATE_LIMITED_NO_RESET = "rate_limited_no_reset"
    USAGE_CAPPED = "usage_capped"
    UNAUTHORISED = "unauthorised"
    CLOCK_SKEW = "clock_skew"
    FORBIDDEN_PERMISSIONS = "forbidden_permissions"
    SUSPENDED = "suspended"
    ACCESS_LEVEL_453 = "access_level_453"
    NO_CREDITS_402 = "no_credits_402"
    DUPLICATE = "duplicate"
    LIST_BODY = "list_body"
    NOT_JSON = "not_json"
    MEDIA_GONE = "media_gone"


ACCEPTING = frozenset(
    {FaultKind.TIMEOUT_AFTER_ACCEPT, FaultKind.RESET, FaultKind.STATUS_503_ACCEPTED, FaultKind.NOT_JSON}
)
"""The post is published, and then the answer goes wrong."""
DEFAULT_PATH = {FaultKind.MEDIA_GONE: "/2/media/upload*"}
LOCKED = "https://developer.x.com/en/portal/product"


@dataclass(slots=True)
class Fault:
    """A planned fault: `times` more calls whose path fits the pattern (method too, where given)."""

    kind: FaultKind
    times: int
    path: str
    method: str | None


class Faults:
    """The planned faults, oldest first."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []

    def plan(self, kind: FaultKind, times: int = 1, path: str | None = None) -> None:
        """Plan a fault. Without `path` it strikes POST /2/tweets (media_gone: picture uploads)."""
        where = path or DEFAULT_PATH.get(kind, "/2/tweets")
        self.planned.append(Fault(kind, times, where, None if path else "POST"))

    def strike(self, method: str, path: str) -> FaultKind | None:
        """The fault that hits this call, used up by one."""
        for fault in self.planned:
            if fault.method in {None, method} and fnmatch.fnmatchcase(path, fault.path):
                fault.times -= 1
                self.planned = [left for left in self.planned if left.times > 0]
                return fault.kind
        return None


async def play(
    kind: FaultKind, request: web.Request, accept: Callable[[], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer the call as this fault does, after really publishing where the kind says so."""
    if kind in ACCEPTING:
        await accept()
    match kind:
        case FaultKind.TIMEOUT_AFTER_ACCEPT | FaultKind.TIMEOUT_BEFORE_ACCEPT:
            return await _hold(request)
        case FaultKind.RESET | FaultKind.RESET_BEFORE:
            return _cut(request)
        case _:
            return _answer(kind, request)


def _answer(kind: FaultKind, request: web.Request) -> web.Response:
    """What is said for the kinds that answer at all."""
    answers: dict[FaultKind, Callable[[], web.Response]] = {
        FaultKind.STATUS_503: _unavailable,
        FaultKind.STATUS_503_ACCEPTED: _unavailable,
        FaultKind.REDIRECT_307: lambda: web.Response(status=307, headers={"Location": str(request.url)}),
        FaultKind.RATE_LIMITED: too_many,
        FaultKind.RATE_LIMITED_NO_RESET: too_many,
        FaultKind.USAGE_CAPPED: _usage_capped,
        FaultKind.UNAUTHORISED: problems.dead_token,
        FaultKind.CLOCK_SKEW: problems.wrong_time,
        FaultKind.FORBIDDEN_PERMISSIONS: _no_permission,
        FaultKind.SUSPENDED: lambda: problems.coded(
            403, 64, "Your account is suspended and is not permitted to access this feature."
        ),
        FaultKind.ACCESS_LEVEL_453: _access_level,
        FaultKind.NO_CREDITS_402: _no_credits,
        FaultKind.DUPLICATE: lambda: problems.forbidden(problems.DUPLICATE),
        FaultKind.LIST_BODY: _list,
        FaultKind.NOT_JSON: lambda: web.Response(status=201, text="<html>OK</html>", content_type="text/html"),
        FaultKind.MEDIA_GONE: lambda: web.Response(status=410, text="Gone"),
    }
    return answers[kind]()


def too_many() -> web.Response:
    """429 without words of its own; the headers say when to come back."""
    return problems.problem(429, "Too Many Requests", "Too Many Requests")


def _unavailable() -> web.Response:
    return problems.problem(503, "Service Unavailable", "Service Unavailable")


def _usage_capped() -> web.Response:
    detail = "Usage cap exceeded: Monthly product cap"
    return problems.problem(
        429, "UsageCapExceeded", detail, "usage-capped", period="Monthly", scope="Product", account_id=1
    )


def _no_permission() -> web.Response:
    detail = "Your client app is not configured with the appropriate oauth1 app permissions for this endpoint."
    return problems.problem(403, "Forbidden", detail, "oauth1-permissions")


def _access_level() -> web.Response:
    message = (
        "You currently have access to a subset of X API V2 endpoints and limited v1.1 endpoints only. If you need "
        f"access to this endpoint, you may need a different access level. You can learn more here: {LOCKED}"
    )
    return problems.coded(403, 453, message)


def _no_credits() -> web.Response:
    detail = "Your enrolled account does not have any credits to fulfill this request."
    return problems.problem(402, "CreditsDepleted", detail, "credits")


def _list() -> web.Response:
    return web.json_response([{"code": 131, "message": "Internal error"}], status=400)


async def _hold(request: web.Request) -> web.Response:
    for _ in range(HOLD_SECONDS * 20):
        if request.transport is None or request.transport.is_closing():
            break
        await asyncio.sleep(0.05)
    return web.Response(status=504)


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        link = request.transport.get_extra_info("socket")
        # Linger of zero seconds makes the close a reset (RST) and not an orderly end.
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response(status=500)
