"""Later work under any order of asking, claiming, dying and finishing, held against a plain model of it.

The rules: nothing asked for is lost, nothing runs twice at once, and only the newest claim may end a row.
"""

import itertools
import shutil
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule, run_state_machine_as_test
from stores import Clock, quick

from bot.adapters.store import open_store
from bot.core.due import Work

LEASE = timedelta(seconds=60)
SUBJECTS = st.sampled_from(["1", "2", "3"])
SECONDS = st.integers(0, 200)


class LaterWork(RuleBasedStateMachine):
    """Per subject the model keeps when it was asked for and not yet run, and the token of a claim still in force."""

    claims = Bundle("claims")
    fresh = None

    def __init__(self):
        super().__init__()
        self.clock = Clock()
        self.store = quick(open_store(type(self).fresh(), self.clock))
        self.queue = self.store.queue()
        self.asked = {}  # subject: the times somebody asked for that no finished run has served
        self.running = {}  # subject: (claim, what was asked before it)
        self.parked = set()

    def teardown(self):
        self.store.close()

    @rule(subject=SUBJECTS, seconds=SECONDS)
    def ask(self, subject, seconds):
        when = self.clock() + timedelta(seconds=seconds)
        with self.store.write() as uow:
            uow.due.at(Work.PUBLISH, subject, when)
        self.asked.setdefault(subject, []).append(when)
        self.parked.discard(subject)

    @rule(seconds=SECONDS)
    def let_time_pass(self, seconds):
        self.clock.move(seconds=seconds)

    @rule(target=claims, limit=st.integers(1, 3))
    def claim(self, limit):
        taken = self.queue.claim(LEASE, limit)
        for claim in taken:
            held = self.running.get(claim.subject)
            assert held is None or held[0].until <= self.clock(), "two workers at once"
            assert held is None or claim.id != held[0].id or claim.token > held[0].token
            assert claim.subject not in self.parked
            self.running[claim.subject] = (claim, list(self.asked.get(claim.subject, [])))
        return taken

    @rule(claims=consumes(claims))
    def finish(self, claims):
        for claim in claims:
            if self.queue.finish(claim):
                assert self._is_newest(claim), "only the newest claim may end a row"
                _, served = self.running.pop(claim.subject)
                self.asked[claim.subject] = self.asked[claim.subject][len(served) :]
            else:
                assert not self._is_newest(claim)

    @rule(claims=consumes(claims), seconds=SECONDS)
    def retry(self, claims, seconds):
        for claim in claims:
            assert self.queue.retry(claim, timedelta(seconds=seconds), "why") == self._is_newest(claim)
            if self._is_newest(claim):
                del self.running[claim.subject]

    @rule(claims=consumes(claims))
    def give_up(self, claims):
        for claim in claims:
            assert self.queue.give_up(claim, "why") == self._is_newest(claim)
            if self._is_newest(claim):
                _, before = self.running.pop(claim.subject)
                if len(before) == len(self.asked.get(claim.subject, [])):
                    self.parked.add(claim.subject)
                    self.asked[claim.subject] = []

    @invariant()
    def what_was_asked_for_is_waiting_or_running(self):
        with self.store.read() as uow:
            for subject, times in self.asked.items():
                if times:
                    assert uow.due.waiting(Work.PUBLISH, subject) is not None, "lost"

    @invariant()
    def parked_rows_are_seen(self):
        assert {row.subject for row in self.queue.parked()} == self.parked

    def _is_newest(self, claim):
        held = self.running.get(claim.subject)
        return held is not None and (held[0].id, held[0].token) == (claim.id, claim.token)


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_nothing_asked_for_is_lost_and_nothing_runs_twice_at_once(engine, request, tmp_path):
    numbers = itertools.count()
    if engine == "sqlite":
        template = request.getfixturevalue("migrated_file")

        def fresh():
            path = tmp_path / f"{next(numbers)}.db"
            shutil.copy(template, path)
            return f"sqlite:///{path}"
    else:
        cluster, template = request.getfixturevalue("postgres"), request.getfixturevalue("migrated_template")

        def fresh():
            return cluster.database(template)

    class Machine(LaterWork):
        pass

    Machine.fresh = staticmethod(fresh)
    examples = {"sqlite": 25, "postgresql": 10}[engine]
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
