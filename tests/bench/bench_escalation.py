"""How soon a call starts once it is due, with 10 000 rows waiting against 10: for a later time, and overdue.

Run with `pytest -s tests/bench/bench_escalation.py`. The real worker with its usual two threads; time is real.
"""

import shutil
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles

import pytest
from nights import XAway
from stage import Room

from bot.adapters.store import open_store
from bot.core.due import Work
from bot.running import Worker
from bot.use_cases.tools import Tools

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

FEW, MANY, CALLS = 10, 10_000, 100
APART = timedelta(milliseconds=20)
LEAD = timedelta(seconds=1)
"""From asking for the first call until it is due: the worker is up by then."""


class Watched:
    """The queue, and when each call was taken from it."""

    def __init__(self, queue):
        self.queue, self.taken, self.all = queue, {}, threading.Event()

    def claim(self, *asked):
        claims = self.queue.claim(*asked)
        now = datetime.now(UTC)
        for claim in claims:
            if claim.work is Work.ESCALATE:
                self.taken.setdefault(claim.subject, now)
        if len(self.taken) == CALLS:
            self.all.set()
        return claims

    def __getattr__(self, name):
        return getattr(self.queue, name)


@contextmanager
def opened(request, tmp_path, engine, name):
    if engine == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / f"{name}.db")
        url = f"sqlite:///{tmp_path / name}.db"
    else:
        url = request.getfixturevalue("postgres").database(request.getfixturevalue("migrated_template"))
    store = open_store(url)
    yield store
    store.close()


def waits(store, rows, when):
    """Milliseconds from due to taken, of calls that come due one after another while so many rows wait."""
    with store.write() as uow:
        for number in range(rows):
            uow.due.at(Work.REMIND, str(number), when)  # of no draft, so that each is over at once when it is run
    first = datetime.now(UTC) + LEAD
    due = {str(n): first + n * APART for n in range(CALLS)}
    with store.write() as uow:
        for subject, at in due.items():
            uow.due.at(Work.ESCALATE, subject, at)
    watched = Watched(store.queue())
    worker = Worker(Tools(store, {}, {"slack": Room()}, XAway()), watched)
    worker.start()
    assert watched.all.wait(120)
    worker.stop()
    return [max((watched.taken[s] - at).total_seconds() * 1000, 0.0) for s, at in due.items()]


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
@pytest.mark.parametrize("waiting", ["for a later time", "overdue"])
def test_a_call_starts_as_soon_with_a_long_queue_as_with_a_short_one(request, tmp_path, engine, waiting):
    when = datetime.now(UTC) + (timedelta(days=1) if waiting == "for a later time" else -timedelta(hours=1))
    print(f"\n{engine}, {MANY} rows {waiting} against {FEW}")
    figures = []
    for rows in (FEW, MANY):
        with opened(request, tmp_path, engine, str(rows)) as store:
            found = waits(store, rows, when)
        figures.append(quantiles(found, n=100)[98])
        print(f"  {rows:6} waiting: median {median(found):7.1f} ms   p99 {figures[-1]:7.1f} ms   (target 1000)")
        time.sleep(0.2)
    print(f"  ratio of the p99: {figures[1] / max(figures[0], 0.1):.2f}")
