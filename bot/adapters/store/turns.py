"""Taking turns in the order of arrival. What is done in a turn is not known here."""

from collections import deque
from threading import Lock


class Turns:
    """One at a time, first come, first served: with a plain lock somebody who comes later may pass those who wait."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    def take(self, timeout: float) -> bool:
        """Wait for one's turn, at most so many seconds; whether it came."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            called = Lock()
            called.acquire()
            self._waiting.append(called)
        return called.acquire(timeout=timeout) or self._called_after_all(called)

    def pass_on(self) -> None:
        """End one's turn: the next who waits has it now."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False

    def _called_after_all(self, called: Lock) -> bool:
        """Leave the line, unless the turn came at the very moment at which the wait ended."""
        with self._guard:
            if called not in self._waiting:
                return True
            self._waiting.remove(called)
            return False
