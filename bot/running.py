"""The worker: takes due rows, runs each in a thread, survives faults, and says how it fares.

What a row means is use_cases/nudges.py's.
"""

import fcntl
import logging
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.core.due import ABOUT_DRAFTS, Claim, Lane, retry_after
from bot.use_cases import nudges, sweep
from bot.use_cases.ports import BusyError, StaleError
from bot.use_cases.ports_work import Queue
from bot.use_cases.tools import Tools

log = logging.getLogger(__name__)

LONGEST_REST = timedelta(seconds=2)
"""How long an idle worker sleeps at most: what a moved clock may cost."""
GIVES_WAY = timedelta(milliseconds=50)
"""How long cards and the like wait, at most, each time they are taken, while somebody in chat waits for an answer."""
CALLERS = 2
"""Threads that only call people, at least: one call that hangs must not keep the next one waiting."""


@dataclass(frozen=True, slots=True)
class Health:
    """How the worker fares, for the health page: `overdue` is how late the oldest waiting row is.

    `waiting` rows are due and not taken yet; `parked` ones failed too often, and a person has to see to them.
    """

    is_running: bool
    last_claim_at: datetime | None
    in_hand: int
    overdue: timedelta
    waiting: int = 0
    parked: int = 0


class Precedence:
    """Whoever waits for an answer goes first: what can wait is done in the pauses, and after GIVES_WAY in any case."""

    def __init__(self) -> None:
        self._pause = threading.Condition()
        self._served = 0

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Meanwhile somebody is being answered."""
        with self._pause:
            self._served += 1
        try:
            yield
        finally:
            with self._pause:
                self._served -= 1
                if not self._served:
                    self._pause.notify_all()

    def give_way(self) -> None:
        """Until nobody is being answered, or has been waited for long enough."""
        with self._pause:
            self._pause.wait_for(lambda: not self._served, GIVES_WAY.total_seconds())


@dataclass(frozen=True, slots=True)
class _Crew:
    """The threads of one lane, and the loop that takes its rows for them."""

    lane: Lane
    lease: timedelta
    threads: int
    pool: ThreadPoolExecutor
    free: threading.Semaphore
    loop: threading.Thread


class Worker:
    """Runs due rows until stopped: several at a time in each lane, but those of one draft one after another."""

    def __init__(self, tools: Tools, queue: Queue, threads: int = 2) -> None:
        """`threads` is how many each lane has; calls have two of their own at least."""
        self._tools, self._queue = tools, queue
        self._stopping = threading.Event()
        self.precedence = Precedence()
        self._hand = threading.Lock()
        self._lines: dict[str, deque[tuple[_Crew, Claim]]] = {}
        self._in_hand = 0
        self._last_claim_at: datetime | None = None
        self._crews = [self._crew(lane, threads) for lane in Lane]

    def _crew(self, lane: Lane, threads: int) -> _Crew:
        calls = lane is Lane.CALLS
        threads = max(threads, CALLERS) if calls else threads
        lease = self._tools.settings.call_lease if calls else self._tools.settings.lease
        loop = threading.Thread(target=lambda: self._run(crew), name=f"worker-{lane}", daemon=True)
        crew = _Crew(lane, lease, threads, ThreadPoolExecutor(threads, lane), threading.Semaphore(threads), loop)
        return crew

    def start(self) -> None:
        """Begin taking rows, the watchdog's among them."""
        for crew in self._crews:
            crew.loop.start()

    def stop(self) -> None:
        """Take no more rows, wait for those being run, and give back those lined up behind them."""
        self._stopping.set()
        self._queue.wake()
        for crew in self._crews:
            if crew.loop.is_alive():
                crew.loop.join()
        for crew in self._crews:
            crew.pool.shutdown(wait=True)

    def healthy(self) -> Health:
        """How it fares now. Raises BusyError where the database cannot serve."""
        overdue = max(-(self._queue.until_next() or timedelta()), timedelta())
        backlog = self._queue.backlog()
        alive = all(crew.loop.is_alive() for crew in self._crews)
        return Health(alive, self._last_claim_at, self._in_hand, overdue, backlog.waiting, backlog.parked)

    def _run(self, crew: _Crew) -> None:
        failures = 0
        started = crew.lane is not Lane.REST
        while not self._stopping.is_set():
            try:
                if not started:
                    self._start_watchdog()
                    started = True
                self._take_or_rest(crew)
                failures = 0
            except BusyError as fault:
                failures += 1
                log.warning("the database cannot serve, trying again: %s", fault)
                self._stopping.wait(retry_after(failures).total_seconds())

    def _start_watchdog(self) -> None:
        with self._tools.store.write() as uow:
            sweep.start(uow)

    def _take_or_rest(self, crew: _Crew) -> None:
        slots = self._wait_for_slots(crew)
        if crew.lane is Lane.REST:
            self.precedence.give_way()
        claims: list[Claim] = []
        try:
            claims = self._queue.claim(crew.lease, slots, crew.lane) if slots else []
        finally:
            for _ in range(slots - len(claims)):
                crew.free.release()
        for claim in claims:
            self._last_claim_at = claim.until - crew.lease
            self._line_up(crew, claim)
        if slots and not claims and not self._stopping.is_set():
            self._queue.wait(self._rest(crew.lane))

    def _wait_for_slots(self, crew: _Crew) -> int:
        """Every free thread, one at least; none if it is time to stop."""
        while not crew.free.acquire(timeout=0.5):
            if self._stopping.is_set():
                return 0
        slots = 1
        while slots < crew.threads and crew.free.acquire(blocking=False):
            slots += 1
        return slots

    def _rest(self, lane: Lane) -> timedelta:
        until_next = self._queue.until_next(lane)
        return LONGEST_REST if until_next is None else min(max(until_next, timedelta()), LONGEST_REST)

    def _line_up(self, crew: _Crew, claim: Claim) -> None:
        """Behind the row of the same draft that is being run, whatever its lane, or at once."""
        line = claim.subject if claim.work in ABOUT_DRAFTS else f"{claim.work}:{claim.subject}"
        with self._hand:
            self._in_hand += 1
            if line in self._lines:
                self._lines[line].append((crew, claim))
                return
            self._lines[line] = deque()
        self._begin(line, crew, claim)

    def _begin(self, line: str, crew: _Crew, claim: Claim) -> None:
        running = crew.pool.submit(nudges.run, self._tools, self._queue, claim)
        running.add_done_callback(lambda done: self._ended(line, crew, claim, done))

    def _ended(self, line: str, crew: _Crew, claim: Claim, done: Future[None]) -> None:
        fault = done.exception()
        if fault is not None:
            self._fault(claim, fault)
        with self._hand:
            self._in_hand -= 1
            following = self._lines[line].popleft() if self._lines[line] else None
            if following is None:
                del self._lines[line]
        crew.free.release()
        if following is not None:
            self._follow(line, *following)

    def _follow(self, line: str, crew: _Crew, claim: Claim) -> None:
        if not self._stopping.is_set():
            self._begin(line, crew, claim)
            return
        try:
            self._queue.retry(claim, timedelta(), "the worker is stopping")
        except BusyError as busy:
            log.warning("%s %s keeps its lease: %s", claim.work, claim.subject, busy)

    def _fault(self, claim: Claim, fault: BaseException) -> None:
        """Log it and have the row tried again. Where even that fails, its lease runs out and it is due again."""
        expected = isinstance(fault, BusyError | StaleError)
        level = logging.WARNING if expected else logging.ERROR
        log.log(
            level,
            "%s %s failed at try %d: %s",
            claim.work,
            claim.subject,
            claim.attempt,
            fault,
            exc_info=None if expected else fault,
        )
        try:
            nudges.failed(self._tools, self._queue, claim, f"{type(fault).__name__}: {fault}"[:300])
        except BusyError as busy:
            log.warning("%s %s keeps its lease: %s", claim.work, claim.subject, busy)


class AnotherWorkerError(Exception):
    """A worker is already running on this SQLite database. The message says which and what to do."""


@contextmanager
def only_worker(database: Path, now: Callable[[], datetime]) -> Iterator[None]:
    """Be the one worker of a SQLite database, by a lock on a file beside it. Raises AnotherWorkerError.

    The lock dies with its process, so a killed worker leaves nothing to clean up.
    """
    with database.with_name(f"{database.name}.worker").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            file.seek(0)
            who = file.read().strip() or "process unknown"
            raise AnotherWorkerError(
                f"A worker is already running on {database.name} ({who}). SQLite takes one: stop that one first, "
                "or use PostgreSQL to run several."
            ) from taken
        file.truncate(0)
        file.write(f"process {os.getpid()}, started {now():%Y-%m-%d %H:%M:%S} UTC")
        file.flush()
        yield
