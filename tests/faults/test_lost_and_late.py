"""Workers that die, stall or race, a database that fails after the send, and both changes of the clocks (F4, F6, F8, F9)."""

import sqlite3
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import stage

from bot.adapters.store import open_store
from bot.core.drafts import State
from bot.core.due import Work
from bot.core.wording import moment
from bot.practice.serving import Served
from bot.running import Worker
from bot.use_cases import nudges
from bot.use_cases.ports import BusyError
from bot.use_cases.publish import publish

pytestmark = pytest.mark.fault


def until(condition, seconds=40):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def test_a_row_whose_worker_died_is_taken_by_the_next_once_its_lease_is_over(at, clock):
    number = stage.approved(at.tools)
    assert len(at.queue.claim(at.tools.settings.lease, 10)) == 2  # and nothing is ever heard of it again
    at.run()
    assert at.draft(number).state is State.SCHEDULED
    clock.move(seconds=241)
    at.run()
    assert at.draft(number).state is State.PUBLISHED
    assert len(at.tweets()) == 1


def test_a_stalled_worker_that_wakes_up_after_another_took_its_row_sends_nothing(at, clock):
    """F6: the same row in two hands."""
    number = stage.approved(at.tools)
    (stalled,) = [c for c in at.queue.claim(at.tools.settings.lease, 10) if c.work is Work.PUBLISH]
    clock.move(seconds=241)
    at.run()
    nudges.run(at.tools, at.queue, stalled)
    assert at.draft(number).state is State.PUBLISHED
    assert len(at.x.requests("POST", "/2/tweets")) == 1


def test_a_database_that_is_locked_when_the_answer_comes_loses_no_tweet_and_sends_none_twice(
    sqlite_url, clock, x, x_url
):
    """F6: the outcome cannot be written; the post is found on the timeline instead."""
    store = open_store(sqlite_url, clock, wait_for_lock=timedelta(milliseconds=100))
    at = stage.Stage(store, clock, x, x_url)
    number = stage.approved(at.tools)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)

    class Locking:
        timeline = at.tools.publisher.timeline

        def send(self, account, post):
            outcome = whole.publisher.send(account, post)
            other.execute("BEGIN IMMEDIATE")
            return outcome

    whole, at.tools = at.tools, replace(at.tools, publisher=Locking())
    with pytest.raises(BusyError):
        at.run()
    other.execute("ROLLBACK")
    other.close()
    at.tools = whole
    assert at.draft(number).state is State.PUBLISHING
    for _ in range(6):
        clock.move(minutes=1, seconds=1)
        at.run()
    assert at.draft(number).state is State.PUBLISHED
    assert len(at.x.requests("POST", "/2/tweets")) == 1
    store.close()


@pytest.mark.parametrize(
    ("slot", "shown"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "today 00:59 (UK time, UTC)"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "today 02:00 (UK time, UTC+1)"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "today 01:30 (UK time, UTC+1)"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "today 01:30 (UK time, UTC)"),
    ],
)
def test_over_both_changes_of_the_clocks_a_slot_is_one_instant(at, clock, slot, shown):
    """F9: of the two half past ones, the one that was approved; not before, not an hour late."""
    clock.at = slot - timedelta(hours=3)
    number = stage.approved(at.tools, slot=slot)
    for _ in range(11):
        clock.move(minutes=15)
        at.run()
    clock.at = slot - timedelta(seconds=1)
    at.run()
    assert at.draft(number).state is State.SCHEDULED
    clock.at = slot
    at.run()
    assert at.draft(number).state is State.PUBLISHED
    assert moment(slot, "Europe/London", slot) == shown


def test_a_worker_that_starts_again_after_the_clocks_went_forward_expires_what_it_missed(at, clock):
    """F4, F9: the hour that never was counts as no hour."""
    slot = datetime(2026, 3, 29, 0, 58, tzinfo=UTC)
    clock.at = slot - timedelta(hours=1)
    in_time, missed = (stage.approved(at.tools, f"Notice {n}.", slot=slot - timedelta(minutes=n)) for n in (0, 5))
    clock.at = slot + timedelta(minutes=4)  # 02:02 on the clock on the wall
    at.run()
    assert at.draft(in_time).state is State.PUBLISHED
    assert at.draft(missed).state is State.EXPIRED


@pytest.mark.timeout(120)
def test_several_workers_on_one_postgresql_never_publish_twice(postgresql_url):
    handles = ("ferna", "fernb", "fernc")
    x = stage.practice_x(handles)
    with Served(x.app) as served:
        store = open_store(postgresql_url)
        at = stage.Stage(store, None, x, served.url, handles)
        numbers = [
            stage.approved(at.tools, f"Notice number {n}.", account=stage.AccountId(handles[n % 3])) for n in range(30)
        ]
        others = [open_store(postgresql_url) for _ in range(2)]
        workers = [Worker(replace(at.tools, store=each), each.queue(), threads=3) for each in (store, *others)]
        for worker in workers:
            worker.start()
        until(lambda: {at.draft(n).state for n in numbers} == {State.PUBLISHED})
        for worker in workers:
            worker.stop()
        for each in (*others, store):
            each.close()
    sent = Counter(post.typed for handle in handles for post in x.posts(handle))
    assert sent == Counter(f"Notice number {n}." for n in range(30))


@pytest.mark.timeout(120)
def test_the_same_row_in_many_hands_at_once_is_sent_once(store_url, x, x_url):
    """F6, F16: leases aside, the commit of the intent lets one through."""
    store = open_store(store_url)
    at = stage.Stage(store, None, x, x_url)
    number = stage.approved(at.tools)
    (claim,) = [c for c in at.queue.claim(at.tools.settings.lease, 10) if c.work is Work.PUBLISH]
    faults = []

    def run():
        try:
            publish(at.tools, claim)
        except Exception as fault:  # noqa: BLE001  what it is, is asserted below
            faults.append(fault)

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert at.draft(number).state is State.PUBLISHED
    assert faults == []
    assert len(at.x.requests("POST", "/2/tweets")) == 1
    store.close()
