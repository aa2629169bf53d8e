"""Ports for later work: as use cases ask for it, and as workers take it. The others are in ports.py."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.due import Claim, Lane, Work
from bot.core.records import Body


class Due(Protocol):
    """Later work, written in the transaction that causes it."""

    def at(self, work: Work, subject: str, when: datetime, body: Body | None = None) -> None:
        """Have this run at `when`. One row per work and subject: an earlier time wins; a row being run now runs again.

        `body` is what a NOTIFY says.
        """

    def body(self, work: Work, subject: str) -> Body | None: ...
    def waiting(self, work: Work, subject: str) -> datetime | None:
        """When this is due, or None if it is not."""

    def cancel(self, subject: str, *works: Work) -> None: ...


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many due rows wait for a worker now, and how many have used up their attempts and wait for a person."""

    waiting: int
    parked: int


class Queue(Protocol):
    """The due table as its workers see it. Each call is a transaction of its own."""

    def claim(self, lease: timedelta, limit: int, lane: Lane | None = None) -> list[Claim]:
        """Take up to `limit` due rows of a lane (of all, where none is named) for `lease`, oldest first.

        A row whose lease has run out is due again.
        """

    def finish(self, claim: Claim) -> bool:
        """The row is done (or, if it was asked for again meanwhile, due again). False if the claim was lost."""

    def retry(self, claim: Claim, after: timedelta, why: str) -> bool:
        """Give the row back, due again after this long. False if the claim was lost."""

    def give_up(self, claim: Claim, why: str) -> bool:
        """Park a row that has used up its attempts; it stays visible and is no longer claimed."""

    def now(self) -> datetime: ...
    def next_due(self, lane: Lane | None = None) -> datetime | None:
        """When the next row of a lane, or of all, may be claimed."""

    def until_next(self, lane: Lane | None = None) -> timedelta | None:
        """How long it is until that moment; nothing or less where it has passed."""

    def backlog(self) -> Backlog: ...
    def wait(self, timeout: timedelta) -> None:
        """Sleep until something new may be due, at most this long."""

    def wake(self) -> None:
        """End the sleep of those that wait."""
