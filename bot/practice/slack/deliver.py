"""Getting a payload to the app, over whichever way it listens on, and again when it was not acknowledged."""

import asyncio
from collections.abc import Coroutine, Mapping
from typing import Any

from bot.practice.slack.model import Json
from bot.practice.slack.sockets import Answer, Sockets
from bot.practice.slack.webhooks import Webhooks
from bot.practice.slack.world import World

RETRY_AFTER: Mapping[str, tuple[float, ...]] = {
    "events_api": (0.0, 60.0, 300.0),
    "interactive": (0.0,),
    "slash_commands": (0.0,),
}
"""Seconds to wait before each further try. Slack's own schedule for events; once, at once, for the rest."""
HTTP_RETRY_AFTER: Mapping[str, tuple[float, ...]] = {**RETRY_AFTER, "interactive": ()}
SOCKET_WITHIN = 60.0


class Delivery:
    """Socket Mode until `webhooks` is set."""

    def __init__(self, world: World, sockets: Sockets) -> None:
        self._world = world
        self.sockets = sockets
        self.webhooks: Webhooks | None = None
        self._last: tuple[str, Json] | None = None
        self._running: set[asyncio.Task[None]] = set()

    @property
    def connected(self) -> bool:
        """Whether the app can be reached at all."""
        return self.webhooks is not None or self.sockets.count > 0

    async def send(self, kind: str, payload: Json) -> Answer:
        """Deliver once and say how it went; what was not acknowledged is delivered again in the background."""
        self._last = (kind, payload)
        answer = await self._try(kind, payload)
        if not answer.ok and (kind == "events_api" or answer.trouble == "timeout"):
            self.spawn(self._again(kind, payload, answer.trouble))
        return answer

    async def _try(self, kind: str, payload: Json, attempt: int = 0, reason: str = "") -> Answer:
        way = self.webhooks or self.sockets
        return await way.deliver(kind, payload, attempt, reason)

    async def _again(self, kind: str, payload: Json, reason: str) -> None:
        schedule = HTTP_RETRY_AFTER if self.webhooks else RETRY_AFTER
        for attempt, pause in enumerate(schedule[kind], start=1):
            await asyncio.sleep(pause)
            if self.webhooks is None:
                await self.sockets.arrival(SOCKET_WITHIN)
            answer = await self._try(kind, payload, attempt, reason)
            if answer.ok:
                return
            reason = answer.trouble
        self._world.problems.append(f"The app never acknowledged a delivery ({kind}, {reason}).")

    async def redeliver_last(self) -> Answer:
        """Send the latest payload once more, as a duplicate that Slack did not mean to send."""
        if self._last is None:
            return Answer("nowhere")
        kind, payload = self._last
        return await self._try(kind, payload, 1, "timeout")

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something in the background until it ends or the workspace closes."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def close(self) -> None:
        """Stop retrying and close every connection."""
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self.sockets.close()
        if self.webhooks is not None:
            await self.webhooks.close()
