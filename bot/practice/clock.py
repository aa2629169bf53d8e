"""The practice clock: real time plus what people have moved it forward by. All of practice reads this one."""

import threading
from datetime import UTC, datetime, timedelta


class PracticeClock:
    """A clock that can be moved forward, never back. Safe to read from any thread."""

    def __init__(self) -> None:
        self._offset = timedelta()
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The practice time in UTC."""
        with self._lock:
            return datetime.now(UTC) + self._offset  # noqa: TID251  practice is the wiring of its own small world

    def advance(self, by: timedelta) -> datetime:
        """Move forward by `by` (not negative) and return the new time."""
        if by < timedelta():
            raise ValueError("The practice clock only moves forward.")
        with self._lock:
            self._offset += by
        return self.now()
