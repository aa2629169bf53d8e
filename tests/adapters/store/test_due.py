"""Later work: one row for each work and subject, claimed by one worker at a time (design: later, and on more than one machine)."""

import threading
import time
from datetime import timedelta

import pytest

from bot.adapters.store import open_store
from bot.core.due import Lane, Work

LEASE = timedelta(seconds=60)


def ask(store, when, work=Work.PUBLISH, subject="1", body=None):
    with store.write() as uow:
        uow.due.at(work, subject, when, body)


def waiting(store, work=Work.PUBLISH, subject="1"):
    with store.read() as uow:
        return uow.due.waiting(work, subject)


def test_a_row_is_not_claimed_before_its_time_and_is_claimed_once_it_has_come(store, clock):
    ask(store, clock() + timedelta(minutes=5))
    queue = store.queue()
    assert queue.claim(LEASE, 10) == []
    assert queue.next_due() == clock() + timedelta(minutes=5)
    clock.move(minutes=5)
    [claim] = queue.claim(LEASE, 10)
    assert (claim.work, claim.subject, claim.token, claim.attempt) == (Work.PUBLISH, "1", 1, 1)
    assert claim.until == clock() + LEASE


def test_claims_are_taken_oldest_first_and_no_more_than_asked_for(store, clock):
    for minutes in (3, 1, 2):
        ask(store, clock() - timedelta(minutes=minutes), subject=str(minutes))
    queue = store.queue()
    assert [c.subject for c in queue.claim(LEASE, 2)] == ["3", "2"]
    assert [c.subject for c in queue.claim(LEASE, 2)] == ["1"]


def test_the_earlier_of_two_times_wins_and_there_is_one_row(store, clock):
    ask(store, clock() + timedelta(minutes=5))
    ask(store, clock() + timedelta(minutes=2))
    ask(store, clock() + timedelta(minutes=9))
    assert waiting(store) == clock() + timedelta(minutes=2)
    clock.move(minutes=10)
    assert len(store.queue().claim(LEASE, 10)) == 1


def test_a_finished_row_is_gone_and_may_be_asked_for_again(store, clock):
    ask(store, clock())
    queue = store.queue()
    [first] = queue.claim(LEASE, 1)
    assert queue.finish(first)
    assert waiting(store) is None
    assert queue.next_due() is None
    ask(store, clock())
    [second] = queue.claim(LEASE, 1)
    assert second.id != first.id
    assert not queue.finish(first)
    assert queue.finish(second)


def test_a_row_asked_for_while_it_runs_runs_again_after_it_finishes(store, clock):
    ask(store, clock())
    queue = store.queue()
    [claim] = queue.claim(LEASE, 1)
    ask(store, clock())
    assert queue.claim(LEASE, 1) == []
    assert queue.finish(claim)
    [again] = queue.claim(LEASE, 1)
    assert (again.attempt, again.token) == (1, 2)
    assert queue.finish(again)
    assert waiting(store) is None


def test_a_running_row_that_asks_for_itself_later_is_due_then_and_not_at_once(store, clock):
    """A sweep has itself run again in a minute."""
    ask(store, clock(), Work.SWEEP, "all")
    queue = store.queue()
    [claim] = queue.claim(LEASE, 1)
    ask(store, clock() + timedelta(minutes=1), Work.SWEEP, "all")
    assert queue.finish(claim)
    assert waiting(store, Work.SWEEP, "all") == clock() + timedelta(minutes=1)
    assert queue.claim(LEASE, 1) == []
    clock.move(minutes=1)
    assert len(queue.claim(LEASE, 1)) == 1


def test_a_lease_that_ran_out_is_claimed_by_another_and_fences_the_first(store, clock):
    ask(store, clock())
    queue, other = store.queue(), store.queue()
    [lost] = queue.claim(LEASE, 1)
    clock.move(seconds=59)
    assert other.claim(LEASE, 1) == []
    clock.move(seconds=1)
    [taken] = other.claim(LEASE, 1)
    assert (taken.id, taken.token, taken.attempt) == (lost.id, 2, 2)
    assert not queue.finish(lost)
    assert not queue.retry(lost, timedelta(0), "late")
    assert not queue.give_up(lost, "late")
    assert other.finish(taken)


def test_a_row_asked_for_later_while_its_worker_died_is_still_run_at_that_time(store, clock):
    ask(store, clock())
    queue = store.queue()
    queue.claim(LEASE, 1)
    ask(store, clock() + timedelta(minutes=30))
    clock.move(minutes=1)
    [taken] = queue.claim(LEASE, 1)
    assert queue.finish(taken)
    assert queue.claim(LEASE, 1) == []
    clock.move(minutes=29)
    assert len(queue.claim(LEASE, 1)) == 1


def test_a_retried_row_comes_back_after_the_wait_with_its_attempts_counted(store, clock):
    ask(store, clock())
    queue = store.queue()
    [claim] = queue.claim(LEASE, 1)
    assert queue.retry(claim, timedelta(seconds=4), "Slack did not answer.")
    assert not queue.finish(claim)
    assert queue.claim(LEASE, 1) == []
    assert waiting(store) == clock() + timedelta(seconds=4)
    clock.move(seconds=4)
    [again] = queue.claim(LEASE, 1)
    assert (again.attempt, again.token) == (2, 2)


def test_a_row_given_up_is_parked_visibly_and_a_new_asking_revives_it(store, clock):
    ask(store, clock())
    queue = store.queue()
    [claim] = queue.claim(LEASE, 1)
    assert queue.give_up(claim, "The channel is archived.")
    clock.move(days=1)
    assert queue.claim(LEASE, 1) == []
    assert queue.next_due() is None
    assert waiting(store) is None
    [parked] = queue.parked()
    assert (parked.work, parked.subject, parked.why) == (Work.PUBLISH, "1", "The channel is archived.")
    ask(store, clock())
    [revived] = queue.claim(LEASE, 1)
    assert revived.attempt == 1
    assert queue.parked() == []


def test_a_row_asked_for_again_during_its_last_attempt_is_not_parked(store, clock):
    ask(store, clock())
    queue = store.queue()
    [claim] = queue.claim(LEASE, 1)
    ask(store, clock())
    assert queue.give_up(claim, "The channel is archived.")
    assert [c.attempt for c in queue.claim(LEASE, 1)] == [1]


def test_asking_again_after_cancelling_in_the_same_act_counts(store, clock):
    with store.write() as uow:
        uow.due.at(Work.PUBLISH, "1", clock())
        uow.due.at(Work.REMIND, "1", clock())
        uow.due.cancel("1", Work.PUBLISH, Work.EXPIRE)
        uow.due.at(Work.PUBLISH, "1", clock())
        uow.due.at(Work.REMIND, "1", clock())
    with store.read() as uow:
        assert uow.due.waiting(Work.PUBLISH, "1") == uow.due.waiting(Work.REMIND, "1") == clock()


def test_a_cancelled_row_never_runs_and_its_claim_is_lost(store, clock):
    ask(store, clock())
    queue = store.queue()
    [claim] = queue.claim(LEASE, 1)
    with store.write() as uow:
        uow.due.cancel("1", Work.PUBLISH)
    assert not queue.finish(claim)
    clock.move(days=1)
    assert queue.claim(LEASE, 1) == []


def test_a_body_is_kept_until_a_newer_one_comes(store, clock):
    ask(store, clock(), Work.NOTIFY, "n1", {"title": "Frozen", "lines": ["a\x00b", "é"]})
    ask(store, clock(), Work.NOTIFY, "n1")
    with store.read() as uow:
        assert uow.due.body(Work.NOTIFY, "n1") == {"title": "Frozen", "lines": ["a\x00b", "é"]}
        assert uow.due.body(Work.NOTIFY, "n2") is None
    ask(store, clock(), Work.NOTIFY, "n1", {"title": "Released"})
    with store.read() as uow:
        assert uow.due.body(Work.NOTIFY, "n1") == {"title": "Released"}


def test_rows_of_a_transaction_that_failed_are_not_there(store, clock):
    def change():
        with store.write() as uow:
            uow.due.at(Work.PUBLISH, "1", clock())
            raise RuntimeError("cut")

    with pytest.raises(RuntimeError):
        change()
    assert waiting(store) is None


def test_two_workers_never_hold_the_same_row(store, clock):
    for number in range(60):
        ask(store, clock(), subject=str(number))
    claimed, start = [], threading.Barrier(4)

    def work():
        queue = store.queue()
        start.wait()
        while claims := queue.claim(LEASE, 3):
            claimed.extend(claims)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(int(c.subject) for c in claimed) == list(range(60))
    assert {c.token for c in claimed} == {1}


def test_a_waiting_worker_is_woken_by_a_commit_in_another_thread(store, clock):
    queue, woken = store.queue(), threading.Event()

    def work():
        while not queue.claim(LEASE, 1):
            queue.wait(timedelta(seconds=30))
        woken.set()

    thread = threading.Thread(target=work)
    thread.start()
    ask(store, clock())
    assert woken.wait(5)
    thread.join()


def test_a_commit_between_looking_and_waiting_is_not_missed(store, clock):
    queue = store.queue()
    assert queue.claim(LEASE, 1) == []
    ask(store, clock())
    began = time.monotonic()
    queue.wait(timedelta(seconds=30))
    assert time.monotonic() - began < 0.4


@pytest.mark.parametrize(
    ("work", "later", "woken"),
    [
        (Work.PUBLISH, timedelta(), True),
        (Work.PUBLISH, timedelta(seconds=5), True),
        (Work.PUBLISH, timedelta(hours=1), False),
        (Work.SHOW_DRAFT, timedelta(), False),
    ],
)
def test_a_worker_is_woken_for_its_own_lane_and_for_what_it_would_oversleep(store, clock, work, later, woken):
    queue = store.queue()
    assert queue.claim(LEASE, 1, Lane.POSTS) == []
    if ear := store._bell._ear:  # it rings once as it begins to hear
        until(lambda: ear.hears)
        queue.wait(timedelta(seconds=5))
        assert queue.claim(LEASE, 1, Lane.POSTS) == []
    ask(store, clock() + later, work)
    began = time.monotonic()
    queue.wait(timedelta(seconds=0.4))
    assert (time.monotonic() - began < 0.4) is woken


def test_how_long_it_is_until_the_next_row_of_a_lane(store, clock):
    queue = store.queue()
    assert queue.until_next() is None
    ask(store, clock() + timedelta(minutes=5))
    ask(store, clock() - timedelta(minutes=1), Work.SHOW_DRAFT)
    assert queue.until_next(Lane.POSTS) == timedelta(minutes=5)
    assert queue.until_next(Lane.CALLS) is None
    assert queue.until_next() == -timedelta(minutes=1)


def test_a_waiting_worker_is_woken_by_another_program(store, store_url, clock):
    """On SQLite by looking again soon, on PostgreSQL by LISTEN."""
    queue, other = store.queue(), open_store(store_url, clock)
    assert queue.claim(LEASE, 1) == []
    ask(other, clock())
    deadline = time.monotonic() + 5
    while not queue.claim(LEASE, 1):
        assert time.monotonic() < deadline
        queue.wait(timedelta(seconds=30))
    other.close()


def test_listening_comes_back_after_the_server_cut_every_connection(postgres, postgresql_url, clock):
    store = open_store(postgresql_url, clock)
    queue = store.queue()
    queue.claim(LEASE, 1)
    ear = store._bell._ear
    until(lambda: ear.hears)
    postgres.cut_connections()
    until(lambda: not ear.hears)
    began = time.monotonic()
    queue.wait(timedelta(seconds=30))
    assert time.monotonic() - began < 5, "without LISTEN it looks for itself"
    until(lambda: ear.hears)
    ask(store, clock())
    assert len(queue.claim(LEASE, 1)) == 1
    store.close()


def test_behind_pgbouncer_nothing_listens_and_no_statement_is_prepared(postgresql_url, clock):
    store = open_store(postgresql_url, clock, pgbouncer=True)
    for number in range(12):
        ask(store, clock(), subject=str(number))
    queue = store.queue()
    assert len(queue.claim(LEASE, 20)) == 12
    began = time.monotonic()
    queue.wait(timedelta(seconds=30))
    assert time.monotonic() - began < 5
    with store.read() as uow:
        assert uow.connection.exec_driver_sql("SELECT count(*) FROM pg_prepared_statements").scalar_one() == 0
    assert store._bell._ear is None
    store.close()


def until(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_each_lane_takes_its_own_work_however_much_of_another_has_waited_longer(store, clock):
    """D6: after an outage of chat nobody is woken behind a heap of cards, and what was approved goes out."""
    queue = store.queue()
    for number in range(5):
        ask(store, clock() - timedelta(hours=1), Work.SHOW_DRAFT, str(number))
    ask(store, clock(), Work.CALL, "1:1")
    ask(store, clock() - timedelta(minutes=1), Work.ESCALATE, "1")
    ask(store, clock() + timedelta(minutes=1), Work.CALL, "1:2")
    ask(store, clock(), Work.PUBLISH, "7")
    assert queue.next_due(Lane.CALLS) == clock() - timedelta(minutes=1)
    taken = {lane: [(c.work, c.subject) for c in queue.claim(timedelta(minutes=4), 3, lane)] for lane in Lane}
    assert taken[Lane.CALLS] == [(Work.ESCALATE, "1"), (Work.CALL, "1:1")]
    assert taken[Lane.POSTS] == [(Work.PUBLISH, "7")]
    assert taken[Lane.REST] == [(Work.SHOW_DRAFT, str(number)) for number in range(3)]
    assert queue.next_due(Lane.REST) == clock() - timedelta(hours=1)
