"""kill -9 at every step of publishing: no tweet twice, none lost, every state true (F6, F8)."""

import json
import random
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
import stage

from bot.core.cards import Action
from bot.core.commands import Pressed
from bot.core.drafts import State
from bot.practice.serving import Served
from bot.use_cases.unconfirmed import not_there

pytestmark = pytest.mark.fault

DRAFTS = 200
HANDLES = tuple(f"fern{n}" for n in range(8))
POINTS = (
    "after claim",
    "before timeline",
    "after timeline",
    "before intent",
    "after intent",
    "before send",
    "during send",
    "during send, taken",
    "after send",
    "before outcome",
    "after outcome",
    "before finish",
    "after finish",
)


CHILD = Path(__file__).with_name("child.py")


@contextmanager
def working(tmp_path, url):
    """A worker that nothing kills, until it has been waited for."""
    command = [sys.executable, str(CHILD), url, str(tmp_path / "x.json"), "nowhere", "1"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        try:
            yield
        finally:
            child.stdin.close()
            child.wait(30)


def settled(at):
    """Whether the worker has done all it can: everything is published, or people have been asked."""
    with at.store.read() as uow:
        if uow.drafts.in_states([State.SCHEDULED, State.PUBLISHING], uow.now(), 1):
            return False
        unknown = uow.drafts.in_states([State.UNCONFIRMED], uow.now(), DRAFTS)
        return all(uow.drafts.last_attempt(draft.id).looks >= 3 for draft in unknown)


def until(condition, seconds, told=lambda: "it did not happen in time"):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, told()
        time.sleep(0.1)


@pytest.fixture
def many(tmp_path):
    """200 approved drafts on eight accounts, all due now."""
    x = stage.practice_x(HANDLES)
    with Served(x.app) as served:
        path = tmp_path / "killed.db"
        store = stage.new_store(path)
        at = stage.Stage(store, None, x, served.url, HANDLES)
        known = {"url": served.url, "tokens": stage.tokens_of(x, HANDLES)}
        (tmp_path / "x.json").write_text(json.dumps(known))
        at.url = f"sqlite:///{path}"
        at.numbers = [
            stage.approved(at.tools, f"Notice number {n} of today.", account=stage.AccountId(HANDLES[n % len(HANDLES)]))
            for n in range(DRAFTS)
        ]
        yield at
        store.close()


@pytest.mark.timeout(240)
def test_killed_at_every_step_no_tweet_is_sent_twice_none_is_lost_and_every_state_is_true(many, tmp_path, nursery):
    """F6, F8."""
    at, chance = many, random.Random(20260302)
    for point in POINTS:
        if point.startswith("during send"):
            at.x.fault("timeout_after_accept" if point.endswith("taken") else "timeout_before_accept")
        passing = 1 if "during" in point else chance.randint(1, 6)
        args = at.url, str(tmp_path / "x.json"), point.split(",")[0], str(passing)
        ended = nursery.run(CHILD, *args, cwd=tmp_path, stdin=None)
        assert ended.returncode == -9, (point, ended.stderr)
    at.x.faults.planned.clear()
    with working(tmp_path, at.url):
        until(lambda: settled(at), 120, lambda: _open(at))

    _true(at)
    open_ones = [n for n in at.numbers if at.draft(n).state is State.UNCONFIRMED]
    assert 0 < len(open_ones) <= 2 * len(POINTS)  # some died after the intent and before X had it: people decide
    for number in open_ones:
        for who in (stage.PRIYA, stage.BOB):
            not_there(at.tools, at.person(who), Pressed(Action.IT_IS_NOT_THERE, number, 1))
    with working(tmp_path, at.url):
        until(lambda: settled(at), 60, lambda: _open(at))
    _true(at)
    assert {at.draft(n).state for n in at.numbers} == {State.PUBLISHED}
    assert at.x.world.accepted == DRAFTS


def _open(at):
    return Counter((d.state, d.reason[:60]) for d in map(at.draft, at.numbers))


def _true(at):
    """What the drafts say of themselves is what the practice X has, post for post."""
    live = {post.id: (post.handle.lower(), post.typed) for handle in HANDLES for post in at.x.posts(handle)}
    assert max(Counter(live.values()).values()) == 1, "a tweet went out twice"
    said = {}
    for number in at.numbers:
        draft = at.draft(number)
        if draft.state is State.PUBLISHED:
            with at.store.read() as uow:
                said[draft.tweet] = (draft.account, uow.drafts.revision(number, 1).text)
    assert said == live
