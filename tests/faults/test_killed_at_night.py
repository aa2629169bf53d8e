"""kill -9 at every point of an escalation: each step still fires, and fires once; everybody is called (D6, F8)."""

import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import stage
from council import Council
from rotas import comms_plan

from bot.adapters.mail import MailServer
from bot.adapters.slack.config import SlackConfig
from bot.adapters.webhook import Hook
from bot.core.escalation import Stage
from bot.core.rota.plan import Calling
from bot.use_cases.tools import Settings

pytestmark = pytest.mark.fault

POINTS = ("after claim", "before step", "before chat", "after step", "before finish", "after chat", "after finish")
STEP = timedelta(seconds=0.4)
ROUNDS = 4


CHILD = Path(__file__).with_name("night_child.py")


def always_on_call():
    """The rota of rotas.py without its desk, so that it is night at every hour; its steps are short."""
    plan = comms_plan(on_call=("amy", "priya"), calling=Calling((STEP, STEP), ROUNDS - 1, timedelta(minutes=5), "lee"))
    on_call = replace(plan.rota.seats[1], required=None)
    return replace(plan, rota=replace(plan.rota, seats=(on_call,)), desk=None)


@pytest.fixture
def town(tmp_path):
    store = stage.new_store(tmp_path / "night.db")
    town = Council(store, None)
    with store.write() as uow:
        uow.rotas.put(always_on_call())
    yield town
    store.close()


@pytest.mark.timeout(240)
def test_killed_at_every_point_each_step_fires_once_and_everybody_is_called(town, tmp_path, nursery):
    url, posted = f"sqlite:///{tmp_path / 'night.db'}", tmp_path / "posted"
    posted.touch()
    town.pitched("tom", urgent=True)
    for point in POINTS:
        ended = nursery.run(CHILD, url, str(posted), point, "1", cwd=tmp_path, stdin=None)
        assert ended.returncode == -9, (point, ended.stderr)
    with _at_work(url, posted, "1"):
        _until(lambda: _escalation(town).stage is Stage.ALARMED, lambda: _escalation(town))
        _until(lambda: _everybody_reached(town), posted.read_text)

    steps = 2 * ROUNDS + 1  # the last one is the fallback's; then comes the alarm, which calls the one lead there is
    assert [r.body["step"] for r in town.records("PersonCalled")] == list(range(1, steps + 1))
    assert len(town.records("NobodyAnswered")) == 1
    calls = _escalation(town).calls
    assert [(call.number, call.place) for call in calls] == [(n + 1, n) for n in range(steps + 1)]
    # A process that dies between posting a message and noting where it is posts it again: seen twice, never missed.
    assert len(calls) <= len(posted.read_text().splitlines()) <= len(calls) + len(POINTS)
    assert town.broken() == []


@pytest.mark.timeout(120)
@pytest.mark.parametrize("point", ["after claim", "before step", "before chat", "after chat"])
def test_a_killed_worker_delays_the_next_call_by_no_more_than_the_lease_of_a_call(town, tmp_path, nursery, point):
    url, posted, lease = f"sqlite:///{tmp_path / 'night.db'}", tmp_path / "posted", 2.0
    posted.touch()
    town.pitched("tom", urgent=True)
    ended = nursery.run(CHILD, url, str(posted), point, str(lease), cwd=tmp_path, stdin=None)
    killed = time.monotonic()
    assert ended.returncode == -9, ended.stderr
    with _at_work(url, posted, str(lease)):
        up = time.monotonic()
        _until(lambda: _reached(town, 1), posted.read_text)
        waited = time.monotonic() - max(up, killed + lease)
    assert waited < 10  # of the four minutes other work is leased for, nothing
    numbers = [r.body["number"] for r in town.records("PersonCalled")]
    assert numbers == list(range(1, len(numbers) + 1))  # each step fired once


def test_calls_are_leased_for_twice_as_long_as_all_their_ways_wait():
    ways = SlackConfig("").call_timeout + Hook("", "").timeout_seconds + MailServer("", 25, "").timeout_seconds
    assert Settings().call_lease >= timedelta(seconds=2 * ways)


@contextmanager
def _at_work(url, posted, lease):
    """A worker that is not killed."""
    command = [sys.executable, str(CHILD), url, str(posted), "nowhere", lease]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        yield
        child.stdin.close()
        child.wait(30)


def _escalation(town):
    with town.store.read() as uow:
        return uow.escalations.get(1)


def _everybody_reached(town):
    with town.store.read() as uow:
        return all(uow.messages.ref("call", f"1:{call.number}") for call in uow.escalations.get(1).calls)


def _reached(town, number):
    with town.store.read() as uow:
        return uow.messages.ref("call", f"1:{number}")


def _until(condition, told, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, told()
        time.sleep(0.05)
