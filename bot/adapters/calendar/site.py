"""Answers the addresses of calendars over HTTP (WSGI). Which address shows what is use_cases/diaries.py's.

An address that never was, was revoked, or whose person has left answers like any page that is not there.
"""

import hashlib
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from bot.adapters.calendar.feed import MIME, write
from bot.core.rota.diary import Diary
from bot.use_cases.ports import BusyError

PATH = "/calendar/"
"""Where the site is mounted; the rest of the path is the secret part and `.ics`."""
SUFFIX = ".ics"
CACHE = "private, max-age=300, must-revalidate"

Found = Callable[[str], Diary | None]


def calendar_site(found: Found) -> WSGIApplication:
    """One calendar for each secret that `found` knows."""

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        method = str(environ.get("REQUEST_METHOD", "GET"))
        if method not in {"GET", "HEAD"}:
            return _plain(start_response, "405 Method Not Allowed", [("Allow", "GET, HEAD")])
        name = str(environ.get("PATH_INFO", "")).removeprefix(PATH)
        try:
            diary = found(name.removesuffix(SUFFIX)) if name.endswith(SUFFIX) else None
        except BusyError:
            return _plain(start_response, "503 Service Unavailable", [("Retry-After", "60")])
        if diary is None:
            return _plain(start_response, "404 Not Found", [("Cache-Control", "no-store")])
        tag = _tag(diary)
        headers = [("ETag", tag), ("Cache-Control", CACHE), ("X-Robots-Tag", "noindex")]
        if tag in str(environ.get("HTTP_IF_NONE_MATCH", "")).split(", "):
            start_response("304 Not Modified", headers)
            return []
        body = write(diary)
        start_response("200 OK", [("Content-Type", MIME), ("Content-Length", str(len(body))), *headers])
        return [body] if method == "GET" else []

    return app


def _tag(diary: Diary) -> str:
    """Weak, because another release may write the same diary in other bytes."""
    said = repr((diary.name, diary.zone.key, diary.events))
    return f'W/"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


def _plain(start_response: StartResponse, status: str, headers: list[tuple[str, str]]) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain; charset=utf-8"), *headers])
    return [f"{status[4:]}\n".encode()]
