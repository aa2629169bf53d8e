"""Runs one aiohttp application on 127.0.0.1 in a thread of its own, so that its users can be plain code."""

import asyncio
import threading
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import web

T = TypeVar("T")
HOST = "127.0.0.1"


class Served:
    """An application being served. Use as a context manager, or `start()` and `stop()`."""

    def __init__(self, app: web.Application, port: int = 0) -> None:
        """Serve `app` on 127.0.0.1; port 0 means any free one."""
        self._app = app
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="practice", daemon=True)
        self._runner: web.AppRunner | None = None

    @property
    def port(self) -> int:
        """The port in use, once started."""
        return self._port

    @property
    def url(self) -> str:
        """The address without a final slash."""
        return f"http://{HOST}:{self._port}"

    def start(self) -> Self:
        """Start serving; returns once connections are accepted. OSError if the port is taken."""
        self._thread.start()
        self.call(self._start())
        return self

    def stop(self) -> None:
        """Close every connection and end the thread."""
        self.call(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def call(self, work: Coroutine[Any, Any, T], timeout: float = 30) -> T:
        """Run a coroutine on the server's loop from another thread and wait for it (seconds)."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    async def _start(self) -> None:
        self._runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def _stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
