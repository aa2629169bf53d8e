"""HTTP delivery: signed requests to the app's public address, as Slack sends them without Socket Mode."""

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.practice.slack.model import Json
from bot.practice.slack.sockets import Answer
from bot.practice.slack.world import World

FORM = "application/x-www-form-urlencoded"
REASONS = {"timeout": "http_timeout", "http_error": "http_error", "nowhere": "connection_failed"}


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The `v0=` signature of a request body (docs.slack.dev, verifying requests)."""
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256)
    return f"v0={digest.hexdigest()}"


def encoded(kind: str, payload: Json) -> tuple[str, bytes]:
    """The content type and body for a delivery: events as JSON, everything else as a form."""
    if kind == "events_api":
        return "application/json", json.dumps(payload).encode()
    if kind == "slash_commands":
        return FORM, urlencode(payload).encode()
    return FORM, urlencode({"payload": json.dumps(payload)}).encode()


class Webhooks:
    """Posts to one address. `drop_acks` answers to come are lost on the way."""

    def __init__(self, world: World, url: str, signing_secret: str) -> None:
        self._world = world
        self._url = url
        self._secret = signing_secret
        self._session: aiohttp.ClientSession | None = None
        self.drop_acks = 0

    async def deliver(self, kind: str, payload: Json, attempt: int = 0, reason: str = "") -> Answer:
        """Post a delivery and wait three seconds for the answer, which must be a 200."""
        content_type, body = encoded(kind, payload)
        headers = self._headers(content_type, body)
        if attempt:
            headers |= {"x-slack-retry-num": str(attempt), "x-slack-retry-reason": REASONS[reason]}
        self._world.delivered.append((kind, payload))
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._world.ack_within))
        try:
            async with self._session.post(self._url, data=body, headers=headers) as response:
                return self._read(response, await response.text())
        except TimeoutError:
            return Answer("timeout")
        except aiohttp.ClientError:
            return Answer("nowhere")

    def _headers(self, content_type: str, body: bytes) -> dict[str, str]:
        timestamp = str(int(time.time()))
        return {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(self._secret, timestamp, body),
            "User-Agent": "Slackbot 1.0 (practice)",
        }

    def _read(self, response: aiohttp.ClientResponse, text: str) -> Answer:
        if self.drop_acks > 0:
            self.drop_acks -= 1
            return Answer("timeout")
        if response.status != 200:  # noqa: PLR2004  the one status Slack takes as yes
            return Answer("http_error")
        return Answer("", _payload(response.content_type, text))

    async def close(self) -> None:
        """Give the connections back."""
        if self._session is not None:
            await self._session.close()


def _payload(content_type: str, text: str) -> Any:
    if not text.strip():
        return None
    if content_type != "application/json":
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
