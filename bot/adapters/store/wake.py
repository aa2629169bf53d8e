"""Waking workers: a bell rung at every commit that added rows due soon, here or (on PostgreSQL, by LISTEN) anywhere.

It rings for the lanes of those rows only: whoever works in another has nothing to look for. Where nobody can be heard,
the bell returns after a short while, so that workers look for themselves.
"""

import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

import psycopg

from bot.core.due import Lane

LONGEST = timedelta(seconds=5)
"""Nobody sleeps longer, so nobody is woken for what is due later than that."""
POLL = timedelta(milliseconds=500)
"""How long a worker that may have missed something sleeps before it looks for itself."""
RECONNECT = timedelta(seconds=2)
LISTENS_FOR = timedelta(milliseconds=200)
"""How long listening takes to notice that the store was closed."""
CHANNEL = "countersign_due"


@dataclass(slots=True)
class _Rung:
    """How often it rang for one lane, and those who wait for that."""

    count: int = 0
    waiting: threading.Condition = field(default_factory=threading.Condition)


class Bell:
    """Heard by every worker of this process that waits, and by those that looked just before it rang."""

    def __init__(self) -> None:
        self._rung: dict[Lane | None, _Rung] = {lane: _Rung() for lane in (None, *Lane)}
        self._heard = threading.local()
        self._ear: Ear | None = None

    def attach(self, ear: "Ear") -> None:
        """From now on rings come from other processes too."""
        self._ear = ear

    def listen(self, lane: Lane | None = None) -> None:
        """This thread is about to look at a lane, or all; what rings for it from now on ends its next wait."""
        rung = self._rung[lane]
        self._heard.last = rung, rung.count
        if self._ear:
            self._ear.start()

    def ring(self, lanes: Collection[Lane] = tuple(Lane)) -> None:
        for lane in (None, *lanes):
            rung = self._rung[lane]
            with rung.waiting:
                rung.count += 1
                rung.waiting.notify_all()

    def wait(self, timeout: timedelta) -> None:
        """Until it rings, or has rung since this thread looked, at most this long."""
        longest = min(timeout, LONGEST if self._ear and self._ear.hears else POLL)
        everything = self._rung[None]
        rung, heard = getattr(self._heard, "last", (everything, everything.count))
        with rung.waiting:
            rung.waiting.wait_for(lambda: rung.count != heard, max(0.0, longest.total_seconds()))

    def close(self) -> None:
        if self._ear:
            self._ear.stop()
        self.ring()


class Ear:
    """A connection of its own on which PostgreSQL tells of commits elsewhere; it comes back by itself when cut."""

    def __init__(self, conninfo: str, bell: Bell) -> None:
        self._conninfo = conninfo
        self._bell = bell
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self.hears = False
        """Whether the connection stands, so that nothing is missed."""

    def start(self) -> None:
        """Begin, if it has not begun: the first worker asks for it."""
        with self._starting:
            if self._thread is None and not self._stop.is_set():
                self._thread = threading.Thread(target=self._run, name="due-listener", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        with self._starting:
            if self._thread:
                self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._listen()
            except psycopg.Error:
                self.hears = False
                self._bell.ring()  # whoever waits must from now on look for itself
                self._stop.wait(RECONNECT.total_seconds())

    def _listen(self) -> None:
        with psycopg.connect(self._conninfo, autocommit=True, connect_timeout=5) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self.hears = True
            self._bell.ring()  # something may have come while nobody listened
            while not self._stop.is_set():
                for heard in connection.notifies(timeout=LISTENS_FOR.total_seconds(), stop_after=1):
                    self._bell.ring([lane for lane in Lane if lane == heard.payload] or tuple(Lane))
