"""Who has something new to look at. Counters per person, and a way to wait for them; not what changed."""

import asyncio
from collections import Counter
from collections.abc import Iterable


class Changes:
    """A counter per person that only rises. `bump` may be called from any thread."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._waiting: dict[asyncio.Event, str] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def use_loop(self, loop: asyncio.AbstractEventLoop) -> None:
        """Wake waiters on this loop."""
        self._loop = loop

    def count(self, user: str) -> int:
        """How often something this person can see has changed."""
        return self._counts[user]

    def bump(self, users: Iterable[str]) -> None:
        """Something these people can see has changed."""
        for user in tuple(users):
            self._counts[user] += 1
        if self._waiting and self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for event in self._waiting:
            event.set()

    async def after(self, user: str, seen: int) -> int:
        """Wait until this person's counter is past `seen`; returns it."""
        event = asyncio.Event()
        self._waiting[event] = user
        try:
            while self._counts[user] <= seen:
                event.clear()
                await event.wait()
        finally:
            del self._waiting[event]
        return self._counts[user]
