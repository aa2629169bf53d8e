"""Socket Mode: the app's open sockets, one envelope to one of them, the acknowledgement that comes back."""

import asyncio
import json
import secrets
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from bot.practice.slack.model import Json
from bot.practice.slack.world import World

MOST_SOCKETS = 10
CLOSE_WITHIN = 0.3
RESET = struct.pack("ii", 1, 0)
"""Linger for zero seconds: the connection ends with a reset instead of a goodbye."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How the app took a delivery. `trouble` is "" (acknowledged), "timeout", "nowhere" or "http_error"."""

    trouble: str = ""
    payload: Any = None

    @property
    def ok(self) -> bool:
        """Whether the app acknowledged in time."""
        return not self.trouble


@dataclass(slots=True)
class _Socket:
    ws: web.WebSocketResponse
    request: web.Request


class Sockets:
    """The open sockets of the app. `drop_acks` acknowledgements to come are lost on the way."""

    def __init__(self, world: World, refuses: Callable[[], bool]) -> None:
        """`refuses` says whether Slack is down at the moment."""
        self._world = world
        self._refuses = refuses
        self._tickets: set[str] = set()
        self._open: list[_Socket] = []
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._arrived = asyncio.Event()
        self._turn = 0
        self.drop_acks = 0

    @property
    def count(self) -> int:
        """How many sockets are open."""
        return len(self._open)

    def new_address(self) -> str:
        """The address of a socket, good for one connection."""
        ticket = secrets.token_urlsafe(12)
        self._tickets.add(ticket)
        base = self._world.base_url.replace("http", "ws", 1)
        return f"{base}/socket?ticket={ticket}&app_id={self._world.app_id}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one socket until either side closes it."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        self._tickets.discard(ticket)
        ws = web.WebSocketResponse(timeout=CLOSE_WITHIN)
        await ws.prepare(request)
        if len(self._open) >= MOST_SOCKETS:
            await ws.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await ws.close()
            return ws
        opened = _Socket(ws, request)
        self._open.append(opened)
        await ws.send_json(self._hello())
        self._arrived.set()
        self._world.changed()
        try:
            async for message in ws:
                self._received(message)
        finally:
            self._gone(opened)
        return ws

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._open),
            "connection_info": {"app_id": self._world.app_id},
            "debug_info": {"host": "applink-practice", "approximate_connection_time": 18060},
        }

    def _gone(self, opened: _Socket) -> None:
        if opened in self._open:
            self._open.remove(opened)
        if not self._open:
            self._arrived.clear()
        self._world.changed()

    def _received(self, message: WSMessage) -> None:
        if message.type is not WSMsgType.TEXT:
            return
        try:
            said = json.loads(message.data)
        except ValueError:
            self._world.problems.append(f"The app sent something that is not JSON: {message.data[:80]}")
            return
        waiting = self._waiting.get(said.get("envelope_id", ""))
        if waiting is None or waiting.done():
            return
        if self.drop_acks > 0:
            self.drop_acks -= 1
            return
        waiting.set_result(said.get("payload"))

    async def deliver(self, kind: str, payload: Json, attempt: int = 0, reason: str = "") -> Answer:
        """Send an envelope to one socket and wait three seconds for its acknowledgement."""
        if self._refuses() or not self._open:
            return Answer("nowhere")
        self._turn += 1
        opened = self._open[self._turn % len(self._open)]
        envelope: Json = {"envelope_id": secrets.token_hex(16), "payload": payload, "type": kind}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api" or attempt:
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        return await self._sent(opened, envelope)

    async def _sent(self, opened: _Socket, envelope: Json) -> Answer:
        waiting: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = waiting
        self._world.delivered.append((envelope["type"], envelope))
        try:
            await opened.ws.send_json(envelope)
            return Answer("", await asyncio.wait_for(waiting, self._world.ack_within))
        except (TimeoutError, ConnectionError):
            return Answer("timeout")
        finally:
            del self._waiting[envelope["envelope_id"]]

    async def arrival(self, within: float) -> bool:
        """Wait up to `within` seconds for a socket to be open."""
        try:
            await asyncio.wait_for(self._arrived.wait(), within)
        except TimeoutError:
            return False
        return True

    def cut(self, *, silently: bool = False) -> None:
        """Break every socket: with a reset, which clients notice at once, or silently, which takes some a minute."""
        for opened in list(self._open):
            transport = opened.request.transport
            if transport is not None:
                if not silently:
                    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                transport.abort()
            self._gone(opened)

    async def refresh(self) -> None:
        """Ask the app to reconnect, as Slack does every few hours, then close."""
        for opened in list(self._open):
            await opened.ws.send_json({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}})
            await opened.ws.close()

    async def close(self) -> None:
        """Close every socket properly."""
        await asyncio.gather(*(opened.ws.close() for opened in list(self._open)))
