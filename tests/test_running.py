"""The worker runs what is due, one row of a draft at a time, survives faults, and says how it fares."""

import logging
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import stage
from prometheus_client import generate_latest
from rotas import comms_plan

from bot.adapters.rule_packs import RulePacks
from bot.core.cards import CallCard, Notice
from bot.core.drafts import State
from bot.core.due import Work
from bot.core.rota.plan import Calling
from bot.metrics import Metrics
from bot.practice.serving import Served
from bot.running import GIVES_WAY, AnotherWorkerError, Precedence, Worker, only_worker
from bot.use_cases.alarms import InChannel, tell
from bot.use_cases.call_out import call_for_alarm
from bot.use_cases.ports import BusyError


def until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


@pytest.fixture
def x():
    return stage.practice_x()


@pytest.fixture
def at(tmp_path, x):
    with Served(x.app) as served:
        store = stage.new_store(tmp_path / "running.db")
        yield stage.Stage(store, None, x, served.url)
        store.close()


@pytest.fixture
def running(at):
    worker = Worker(at.tools, at.queue)
    worker.start()
    yield worker
    worker.stop()


def test_what_is_due_is_run_as_soon_as_it_is_written(at, running):
    number = stage.approved(at.tools)
    until(lambda: at.draft(number).state is State.PUBLISHED)
    until(lambda: running.healthy().in_hand == 0)
    health = running.healthy()
    assert health.is_running
    assert health.last_claim_at
    assert health.overdue < timedelta(seconds=2)


def test_rows_that_wait_and_rows_that_failed_too_often_are_visible(at):
    """F8."""
    stage.approved(at.tools)
    stage.approved(at.tools, "Another one for later.", at.queue.now() + timedelta(hours=1))
    worker = Worker(at.tools, at.queue)
    waiting = worker.healthy().waiting
    (parked, *others) = at.queue.claim(timedelta(minutes=1), 20)
    assert waiting == 1 + len(others)
    at.queue.give_up(parked, "It did not help.")
    health = worker.healthy()
    assert (health.waiting, health.parked) == (0, 1)
    shown = generate_latest(Metrics(RulePacks(None), worker.healthy).registry).decode()
    assert "countersign_due_parked 1.0" in shown
    assert "countersign_due_waiting 0.0" in shown


def test_many_drafts_of_one_account_go_out_one_after_another_and_once(at, running):
    numbers = [stage.approved(at.tools, f"Notice number {n}.") for n in range(12)]
    until(lambda: {at.draft(n).state for n in numbers} == {State.PUBLISHED})
    assert sorted(at.tweets()) == sorted(f"Notice number {n}." for n in range(12))


def test_rows_of_one_draft_never_run_at_the_same_time(at):
    inside, most = [0], [0]
    lock = threading.Lock()

    class Slow(stage.Room):
        def post(self, channel, card):
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            time.sleep(0.05)
            with lock:
                inside[0] -= 1
            return super().post(channel, card)

    at.tools = replace(at.tools, chats={"slack": Slow()})
    number = stage.in_review(at.tools)
    with at.store.write() as uow:
        for work in (Work.EXPIRE, Work.REMIND, Work.RECONCILE, Work.PUBLISH):
            uow.due.at(work, str(number), uow.now())
    worker = Worker(at.tools, at.queue, threads=4)
    worker.start()
    until(lambda: at.due(Work.SHOW_DRAFT, number) is None and at.due(Work.PUBLISH, number) is None)
    worker.stop()
    assert most == [1]


def test_a_fault_in_one_row_is_logged_and_tried_again_and_stops_no_other(at, caplog):
    class Broken(stage.Room):
        def post(self, *_):
            raise RuntimeError("a fault of the adapter")

    at.tools = replace(at.tools, chats={"slack": Broken()})
    with caplog.at_level(logging.WARNING):
        worker = Worker(at.tools, at.queue)
        worker.start()
        number = stage.approved(at.tools)
        until(lambda: at.draft(number).state is State.PUBLISHED)
        until(lambda: "a fault of the adapter" in caplog.text)
        worker.stop()
    assert at.due(Work.SHOW_DRAFT, number)


def test_cards_wait_while_somebody_is_being_answered_and_no_longer_than_a_moment():
    precedence, longest = Precedence(), GIVES_WAY.total_seconds()
    began = time.monotonic()
    precedence.give_way()
    assert time.monotonic() - began < longest
    with precedence.serving():
        began = time.monotonic()
        precedence.give_way()
        assert time.monotonic() - began > longest * 0.9


def test_cards_are_drawn_although_somebody_is_always_being_answered(at, running):
    with running.precedence.serving():
        number = stage.approved(at.tools)
        until(lambda: at.draft(number).state is State.PUBLISHED)
        until(lambda: not at.due(Work.SHOW_DRAFT, number))


def test_a_database_that_cannot_serve_for_a_while_does_not_end_the_worker(at):
    class Flaky:
        def __init__(self, queue):
            self.queue, self.failures = queue, 3

        def claim(self, *asked):
            if self.failures:
                self.failures -= 1
                raise BusyError("the database is locked")
            return self.queue.claim(*asked)

        def __getattr__(self, name):
            return getattr(self.queue, name)

    worker = Worker(at.tools, Flaky(at.queue))
    worker.start()
    number = stage.approved(at.tools)
    until(lambda: at.draft(number).state is State.PUBLISHED)
    worker.stop()


def test_an_idle_worker_uses_next_to_no_processor_time(at, running):
    until(lambda: at.due(Work.SWEEP, "all") and at.due(Work.SWEEP, "all") > datetime.now(UTC))
    before = time.process_time()
    time.sleep(1.5)
    assert time.process_time() - before < 0.3


def test_stopping_takes_little_time_and_leaves_nothing_running(at):
    worker = Worker(at.tools, at.queue)
    worker.start()
    began = time.monotonic()
    worker.stop()
    assert time.monotonic() - began < 5
    assert not worker.healthy().is_running


def test_a_second_worker_on_one_sqlite_file_is_told_who_has_it(tmp_path):
    database = tmp_path / "countersign.db"
    hold = (
        "import sys\nfrom datetime import datetime, UTC\nfrom pathlib import Path\n"
        "from bot.running import only_worker\n"
        "with only_worker(Path(sys.argv[1]), lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)):\n"
        "    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    ) as first:
        assert first.stdout.readline() == b"held\n"
        with (
            pytest.raises(AnotherWorkerError, match=f"process {first.pid}, started 2026-03-02 09:00:00 UTC"),
            only_worker(database, lambda: stage.START),
        ):
            pass
        first.kill()
        first.wait()
    with only_worker(database, lambda: stage.START):
        pass


def test_a_chat_that_hangs_delays_neither_a_call_nor_a_post(at):
    """D6, F8: more deliveries hang than there are threads; whoever is on call is called, and what is approved goes out."""
    answered = threading.Event()

    class Hanging(stage.Room):
        def post(self, channel, card):
            answered.wait(60)
            return super().post(channel, card)

    room = Hanging()
    at.tools = replace(at.tools, chats={"slack": room})
    with at.store.write() as uow:
        uow.rotas.put(_always_on_call())
        for number in range(10):
            tell(uow, f"news:{number}", InChannel(stage.ACCOUNT), Notice("News"))
    worker = Worker(at.tools, at.queue)
    worker.start()
    until(lambda: worker.healthy().in_hand == 2)
    number = stage.approved(at.tools)
    with at.store.write() as uow:
        call_for_alarm(uow, "login", stage.ACCOUNT, Notice("The login does not work"))
    until(lambda: any(isinstance(card, CallCard) for _, card in room.said), seconds=15)
    until(lambda: at.draft(number).state is State.PUBLISHED, seconds=15)
    assert not any(where == "C1" for where, _ in room.said)
    answered.set()
    worker.stop()


def _always_on_call():
    """The rota of rotas.py without its desk: somebody is to be called at every hour."""
    plan = comms_plan(on_call=("priya", "bob"), calling=Calling(fallback="cy"))
    on_call = replace(plan.rota.seats[1], required=None)
    return replace(plan, rota=replace(plan.rota, seats=(on_call,)), desk=None)
