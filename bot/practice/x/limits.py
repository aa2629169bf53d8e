"""X's rate limits: so many calls per account and endpoint in a quarter of an hour, told in every answer's headers."""

import fnmatch
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.practice.clock import PracticeClock

WINDOW = timedelta(minutes=15)
PER_WINDOW = (
    ("POST", "/2/tweets", 100),
    ("DELETE", "/2/tweets/*", 50),
    ("GET", "/2/tweets/*", 900),
    ("GET", "/2/users/me", 75),
    ("GET", "/2/users/by/username/*", 900),
    ("GET", "/2/users/*/tweets", 900),
    ("POST", "/2/media/metadata", 500),
    ("POST", "/2/media/upload*", 500),
)
OTHERWISE = 300
LIFTED = 1_000_000


@dataclass(slots=True)
class Window:
    """One account's use of one endpoint. `reset` is practice time, UTC."""

    limit: int
    reset: datetime
    used: int = 0

    @property
    def is_exceeded(self) -> bool:
        return self.used > self.limit

    def headers(self) -> dict[str, str]:
        """The three x-rate-limit headers; reset is Unix seconds."""
        return {
            "x-rate-limit-limit": str(self.limit),
            "x-rate-limit-remaining": str(max(0, self.limit - self.used)),
            "x-rate-limit-reset": str(int(self.reset.timestamp())),
        }


class Limits:
    """Every account's windows."""

    def __init__(self, clock: PracticeClock) -> None:
        self._clock = clock
        self.lifted = False
        """Set by those who need more posts in a quarter of an hour than X takes."""
        self._windows: dict[tuple[str, str, str], Window] = {}

    def take(self, handle: str, method: str, path: str) -> Window:
        """Count one call and return its window."""
        pattern, limit = _rule(method, path)
        limit = LIFTED if self.lifted else limit
        now = self._clock.now()
        window = self._windows.get((handle, method, pattern))
        if window is None or window.reset <= now:
            window = self._windows[handle, method, pattern] = Window(limit, now + WINDOW)
        window.used += 1
        return window


def _rule(method: str, path: str) -> tuple[str, int]:
    for of_method, pattern, limit in PER_WINDOW:
        if method == of_method and fnmatch.fnmatchcase(path, pattern):
            return pattern, limit
    return path, OTHERWISE
