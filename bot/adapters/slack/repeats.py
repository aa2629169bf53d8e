"""Requests that Slack delivers twice: the second one gets the answer of the first, and nothing is done again."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Generic, TypeVar

from bot.adapters.slack.text import Json

T = TypeVar("T")
REMEMBERED = 2000
LONGEST = 3
"""Seconds a repeat waits for the first: Slack waits no longer for either."""


class UnansweredError(Exception):
    """A fault: the first delivery of this request failed or is not done yet, so there is no answer to repeat."""


@dataclass(slots=True)
class _Entry(Generic[T]):
    done: Event = field(default_factory=Event)
    answer: list[T] = field(default_factory=list)


class Repeats(Generic[T]):
    """Remembers the newest requests by a key of theirs. What must survive a restart is deduplicated by use cases."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._lock = Lock()
        self._entries: OrderedDict[str, _Entry[T]] = OrderedDict()

    def first(self, key: str) -> bool:
        """Whether this key has not been seen yet. An empty key always counts as new."""
        return self._claim(key)[1]

    def answer(self, key: str, work: Callable[[], T]) -> T:
        """The result of `work`, done once for each key; a repeat waits for it. Raises what `work` raises."""
        entry, mine = self._claim(key)
        if mine:
            try:
                entry.answer.append(work())
            finally:
                entry.done.set()
        entry.done.wait(LONGEST)
        if not entry.answer:
            raise UnansweredError
        return entry.answer[0]

    def _claim(self, key: str) -> tuple[_Entry[T], bool]:
        with self._lock:
            if key and key in self._entries:
                return self._entries[key], False
            entry: _Entry[T] = _Entry()
            if key:
                self._entries[key] = entry
            if len(self._entries) > self._most:
                self._entries.popitem(last=False)
            return entry, True


class Beneath:
    """The forms that lie beneath a pushed one, as last drawn, by view id."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._lock = Lock()
        self._views: OrderedDict[str, Json] = OrderedDict()

    def keep(self, view_id: str, view: Json) -> None:
        """Remember what this view looks like."""
        with self._lock:
            self._views[view_id] = view
            if len(self._views) > self._most:
                self._views.popitem(last=False)

    def get(self, view_id: str) -> Json | None:
        """What this view looked like, if it is still known."""
        with self._lock:
            return self._views.get(view_id)
