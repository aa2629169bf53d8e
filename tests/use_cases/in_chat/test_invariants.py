"""Whatever people do in whatever order: the rules that always hold (F1, F2, F4, F16, S86)."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from council import Council, form
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from stores import Clock, quick

from bot.adapters.store import open_store
from bot.core.cards import Action
from bot.core.commands import ApproveFor, AskForChanges, Pressed, Reject, SendForApproval
from bot.core.decisions import Verdict, needed
from bot.core.drafts import State
from bot.core.due import Work
from bot.core.forms import PreviewForm

EVERYBODY = st.sampled_from(["priya", "amy", "tom", "lee", "nia"])
EDITORS = st.sampled_from(["", "", "", "amy", "nia"])  # mostly the author
AUTHORS = st.sampled_from(["tom", "tom", "priya"])
APPROVERS = st.sampled_from(["priya", "amy", "priya", "amy", "tom"])
ACCOUNTS = st.sampled_from(["fernshire", "fernshireroads"])
TEXTS = st.sampled_from(
    [
        "The library opens at ten on Saturday.",
        "Roadworks on High Street end on Sunday.",
        "Ring the fair on 07911 123456.",
        "Vote Labour on Thursday!",
    ]
)
PICK, BACK = st.integers(0, 2), st.sampled_from([0, 0, 0, 1])
SOON = st.sampled_from([None, 7, 90])
PRESSED = st.sampled_from([Action.HOLD, Action.RELEASE, Action.TAKE_SUGGESTION, Action.RELEASE, Action.WITHDRAW])


class Town(RuleBasedStateMachine):
    """People act on real rules and a real database; after every step the rules are looked at."""

    template: Path
    scheduled: ClassVar[list[int]] = []

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.template, self.folder / "town.db")
        self.clock = Clock()
        self.store = quick(open_store(f"sqlite:///{self.folder / 'town.db'}", self.clock))
        self.town = Council(self.store, self.clock)
        self.drafts = []

    def teardown(self):
        assert self.town.broken() == []
        self.store.close()
        shutil.rmtree(self.folder)

    def one(self, pick):
        return self.town.draft(self.drafts[pick % len(self.drafts)])

    def soon(self, minutes):
        return self.clock() + timedelta(minutes=minutes) if minutes else None

    @precondition(lambda self: len(self.drafts) < 3)
    @rule(name=AUTHORS, text=TEXTS, account=ACCOUNTS, minutes=SOON)
    def pitch(self, name, text, account, minutes):
        shown = self.town.does(name, form(text, account, when=self.soon(minutes)))
        if isinstance(shown, PreviewForm):
            self.drafts.append(shown.view.draft.id)
            self.town.does(name, SendForApproval(shown.view.draft.id, 1))

    @precondition(lambda self: self.drafts)
    @rule(pick=PICK, name=APPROVERS, back=BACK, minutes=SOON)
    def approve(self, pick, name, back, minutes):
        draft = self.one(pick)
        revision, when = draft.revision - back, self.soon(minutes)
        command = ApproveFor(draft.id, revision, when) if when else Pressed(Action.APPROVE, draft.id, revision)
        self.town.does(name, command)

    @precondition(lambda self: self.drafts)
    @rule(pick=PICK, name=EDITORS, text=TEXTS, back=BACK, minutes=SOON)
    def edit(self, pick, name, text, back, minutes):
        draft = self.one(pick)
        name, seen = name or draft.author, draft.revision - back
        self.town.does(name, form(text, draft.account, when=self.soon(minutes), draft=draft.id, revision=seen))
        after = self.town.draft(draft.id)
        if after.revision != draft.revision:
            assert after.state is not State.SCHEDULED
            assert self.town.card(draft.id).view.approvals == ()

    @precondition(lambda self: self.drafts)
    @rule(pick=PICK, minutes=SOON)
    def go_on(self, pick, minutes):
        """The ordinary course: the author sends, both approvers approve."""
        draft, when = self.one(pick), self.soon(minutes)
        self.town.does(draft.author, SendForApproval(draft.id, draft.revision))
        for name in ("priya", "amy"):
            command = ApproveFor(draft.id, draft.revision, when) if when else None
            self.town.does(name, command or Pressed(Action.APPROVE, draft.id, draft.revision))

    @precondition(lambda self: self.drafts)
    @rule(pick=PICK, name=EVERYBODY, words=TEXTS, reject=st.sampled_from([False, False, True]))
    def turn_down(self, pick, name, words, reject):
        draft = self.one(pick)
        command = AskForChanges(draft.id, draft.revision, "Other words, please.", words)
        self.town.does(name, Reject(draft.id, draft.revision, "No.") if reject else command)

    @precondition(lambda self: self.drafts)
    @rule(pick=PICK, name=EVERYBODY, action=PRESSED)
    def press(self, pick, name, action):
        draft = self.one(pick)
        suggestion = self.town.message(draft.id).view.suggestion
        self.town.does(name, Pressed(action, draft.id, draft.revision, suggestion.id if suggestion else None))

    @rule(minutes=st.sampled_from([1, 10, 60]))
    def wait(self, minutes):
        self.clock.move(minutes=minutes)

    @precondition(lambda self: len(self.drafts) > 1)
    @rule(name=EVERYBODY, release=st.booleans())
    def incident(self, name, release):
        self.town.types(name, "/incident release" if release else "/incident freeze Fire")
        if name == "lee" and not release:
            assert State.SCHEDULED not in {self.town.draft(n).state for n in self.drafts}

    @precondition(lambda self: len(self.drafts) > 1)
    @rule(whom=st.sampled_from(["tom", "amy"]), restore=st.sampled_from([True, True, True, False]))
    def suspend(self, whom, restore):
        self.town.types("lee", f"/account restore @{whom}" if restore else f"/account suspend @{whom} Because")

    @invariant()
    def what_is_scheduled_was_approved_by_enough_others_on_exactly_this_act(self):
        for number in self.drafts:
            draft = self.town.draft(number)
            if draft.state is State.SCHEDULED:
                self.approved_properly(draft)

    def approved_properly(self, draft):
        self.scheduled.append(draft.revision)
        with self.store.read() as uow:
            revision = uow.drafts.revision(draft.id, draft.revision)
            findings = uow.drafts.checked(draft.id, draft.revision).findings
            asked = needed(uow.accounts.get(draft.account), findings).count
            approvals = [d for d in uow.drafts.decisions(draft.id) if d.verdict is Verdict.APPROVE]
        digests = {revision.digest(draft.account, d.slot) for d in approvals if d.slot in {None, draft.slot}}
        binding = {
            d.person
            for d in approvals
            if (d.revision, d.round) == (draft.revision, draft.round)
            and d.digest in digests
            and d.digest == revision.digest(draft.account, d.slot)
            and (d.slot or revision.when or draft.slot) == draft.slot
        }
        assert len(binding) >= asked
        assert not binding & {draft.author, revision.edited_by}

    @invariant()
    def only_approved_drafts_are_due_to_be_published(self):
        for number in self.drafts:
            due = self.town.due(Work.PUBLISH, number)
            draft = self.town.draft(number)
            assert (due == draft.slot) if draft.state is State.SCHEDULED else (due is None)

    @invariant()
    def nobody_ever_decided_on_their_own_words(self):
        for number in self.drafts:
            for decision in self.town.decisions(number):
                with self.store.read() as uow:
                    revision = uow.drafts.revision(number, decision.revision)
                assert decision.person not in {self.town.draft(number).author, revision.edited_by}


@pytest.mark.timeout(240)
def test_the_rules_hold_whatever_people_do(migrated_file):
    Town.template = migrated_file
    some = settings(
        max_examples=20,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    run_state_machine_as_test(Town, settings=some)
    assert Town.scheduled, "nothing was ever approved, so nothing was shown"
