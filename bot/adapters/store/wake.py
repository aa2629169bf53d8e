"""Waking workers: a bell rung at every commit that added due rows, here or (on PostgreSQL, by LISTEN) anywhere.

Where nobody can be heard, the bell returns after a short while, so that workers look for themselves.
"""

import threading
from datetime import timedelta

import psycopg

POLL = timedelta(milliseconds=500)
"""How long a worker that may have missed something sleeps before it looks for itself."""
RECONNECT = timedelta(seconds=2)
LISTENS_FOR = timedelta(milliseconds=200)
"""How long listening takes to notice that the store was closed."""
CHANNEL = "countersign_due"


class Bell:
    """Heard by every worker of this process that waits, and by those that looked just before it rang."""

    def __init__(self) -> None:
        self._rung = threading.Condition()
        self._count = 0
        self._heard = threading.local()
        self._ear: Ear | None = None

    def attach(self, ear: "Ear") -> None:
        """From now on rings come from other processes too."""
        self._ear = ear

    def listen(self) -> None:
        """This thread is about to look at the due table; what rings from now on ends its next wait."""
        self._heard.count = self._count
        if self._ear:
            self._ear.start()

    def ring(self) -> None:
        with self._rung:
            self._count += 1
            self._rung.notify_all()

    def wait(self, timeout: timedelta) -> None:
        """Until it rings, or has rung since this thread looked, at most this long."""
        longest = timeout if self._ear and self._ear.hears else min(timeout, POLL)
        heard = getattr(self._heard, "count", self._count)
        with self._rung:
            self._rung.wait_for(lambda: self._count != heard, max(0.0, longest.total_seconds()))

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
                for _ in connection.notifies(timeout=LISTENS_FOR.total_seconds(), stop_after=1):
                    self._bell.ring()
