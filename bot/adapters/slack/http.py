"""Slack's requests over HTTP: a WSGI application around Bolt that turns away what is malformed, too large or unsigned.

Replays and foreign workspaces are refused in app.py, with the body read.
"""

import io
import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk.signature import SignatureVerifier

from bot.adapters.slack.app import Count, nobody_counts
from bot.adapters.slack.config import SlackConfig

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PATH = "/slack/events"
LARGEST_BODY = 1_048_576
"""Bytes."""
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


class RefusedError(Exception):
    """A request that gets no further: the status line, and the reason as it is counted."""

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(status)
        self.status = status
        self.reason = reason


def slack_site(app: App, config: SlackConfig, count: Count = nobody_counts) -> "WSGIApplication":
    """The application to mount at PATH. ValueError where there is no signing secret."""
    if not config.signing_secret.strip():
        raise ValueError("SLACK_SIGNING_SECRET is needed to take Slack’s requests over HTTP.")
    handler = SlackRequestHandler(app, path=PATH)
    verifier = SignatureVerifier(config.signing_secret)

    def site(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        try:
            body = _checked(environ, verifier)
        except RefusedError as refused:
            count(refused.reason)
            start_response(refused.status, [("Content-Type", "text/plain; charset=utf-8")])
            return [f"{refused.status}\n".encode()]
        read = {**environ, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        return handler(read, start_response)

    return site


def _checked(environ: "WSGIEnvironment", verifier: SignatureVerifier) -> bytes:
    """The body of a request that Slack has signed in the last five minutes. Raises RefusedError."""
    if environ.get("REQUEST_METHOD") != "POST":
        raise RefusedError("405 Method Not Allowed", "unreadable")
    body = _body(environ)
    timestamp = str(environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", ""))
    signature = str(environ.get("HTTP_X_SLACK_SIGNATURE", ""))
    if not _TIMESTAMP.fullmatch(timestamp) or not _SIGNATURE.fullmatch(signature):
        raise RefusedError("401 Unauthorized", "unsigned")
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise RefusedError("400 Bad Request", "unreadable") from None
    if not verifier.is_valid(text, timestamp, signature):
        raise RefusedError("401 Unauthorized", "unsigned")
    if not _readable(text, str(environ.get("CONTENT_TYPE", ""))):
        raise RefusedError("400 Bad Request", "unreadable")
    return body


def _body(environ: "WSGIEnvironment") -> bytes:
    given = str(environ.get("CONTENT_LENGTH") or "0")
    if not given.isascii() or not given.isdigit():
        raise RefusedError("400 Bad Request", "unreadable")
    if int(given) > LARGEST_BODY:
        raise RefusedError("413 Content Too Large", "oversized")
    body: bytes = environ["wsgi.input"].read(int(given))
    return body


def _readable(text: str, content_type: str) -> bool:
    """Whether Bolt can make sense of the body: a JSON object, or a form whose payload is one."""
    try:
        if content_type.startswith("application/json"):
            return isinstance(json.loads(text), dict)
        payloads = parse_qs(text, max_num_fields=100).get("payload", [])
        return all(isinstance(json.loads(each), dict) for each in payloads)
    except (ValueError, RecursionError):
        return False
