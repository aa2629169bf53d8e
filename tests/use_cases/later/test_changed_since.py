"""What changed between approval and publication sends a draft back to review, with what changed (F5, S37, S41)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import stage
from tiny_pack import tiny, tiny_engine

from bot.adapters.rule_packs import RulePacks
from bot.core.accounts import OrgType
from bot.core.drafts import State
from bot.core.reference import Consent, ElectionEntry, Reference
from bot.core.topics import Topic
from bot.policy.engine import Engine
from bot.policy.packs import load_pack
from bot.use_cases import sweep

LABOUR = "A Labour of love: our gardeners at work."


@pytest.fixture
def at(at, tmp_path):
    """The stage, with a few rules of its own."""
    at.tools = replace(at.tools, engines={OrgType.COUNCIL: tiny_engine(tmp_path)})
    return at


def knows(at, **sections):
    with at.store.write() as uow:
        uow.reference.set(Reference(**sections))


def test_a_period_entered_after_approval_sends_the_draft_back_with_what_changed(at, clock):
    """S37, F5."""
    slot = clock() + timedelta(days=2)
    number = stage.approved(at.tools, LABOUR, slot=slot)
    knows(at, elections=(ElectionEntry("local", "england", date(2026, 4, 2), start=date(2026, 3, 3)),))
    clock.move(days=2)
    at.run()
    draft = at.draft(number)
    assert (draft.state, at.tweets()) == (State.IN_REVIEW, [])
    assert "found something new since it was approved" in draft.reason
    assert "the pre-election period runs until 2 April 2026" in draft.reason
    assert at.kinds(number)[-1] == "ReviewReopened"
    card = next(card for ref, card in at.room.cards.items() if ref.startswith("C1/"))
    assert "politics.party-now" in {f.rule for f in card.view.findings}
    assert (card.view.needed, card.view.approvals) == (2, ())


def test_an_incident_opened_after_approval_sends_the_draft_back_and_is_named(at, clock):
    """S41, F5."""
    number = stage.approved(at.tools, "The gardens on Alder Street open.", slot=clock() + timedelta(hours=1))
    with at.store.write() as uow:
        uow.incidents.open("Alder Street fire", "Alder Street", ("blaze",), (), by="cy", now=uow.now())
    clock.move(hours=1)
    at.run()
    assert at.draft(number).state is State.IN_REVIEW
    assert "“Alder Street” belongs to a serious incident that is open: Alder Street fire." in at.draft(number).reason
    assert at.tweets() == []


def test_a_topic_filter_entered_after_approval_sends_the_draft_back_for_a_second_approver(at, clock):
    """S53, F5."""
    number = stage.approved(at.tools, "The gardens on Alder Street open.", slot=clock() + timedelta(hours=1))
    knows(at, topics=(Topic("Parks", ("garden*",), filtered="the sale of the parks is before the court"),))
    clock.move(hours=1)
    at.run()
    assert at.draft(number).state is State.IN_REVIEW
    assert "touches “Parks”, which always takes a second approver" in at.draft(number).reason
    assert at.tweets() == []


def test_a_consent_taken_back_after_approval_is_met_before_it_goes_out(at, clock):
    """F5: what a consent allowed is looked at again; the rule here does not read consents, so nothing changes."""
    knows(at, consents=(Consent("C-1", "Jane Smith"),))
    number = stage.approved(at.tools, "The park opens.", slot=clock() + timedelta(hours=1), consent="C-1")
    knows(at)
    clock.move(hours=1)
    at.run()
    assert at.draft(number).state is State.PUBLISHED


def test_nothing_new_lets_the_draft_go_out_though_a_finding_stands(at, clock):
    """F5: what its approvers have seen does not come back."""
    number = stage.approved(at.tools, LABOUR)
    at.run()
    assert at.draft(number).state is State.PUBLISHED


def test_leads_are_told_each_week_of_rules_whose_review_date_has_passed(at, clock, tmp_path):
    """Issue 3: the bot nags, and stops when the date is moved."""
    file = tiny(tmp_path)
    file.write_text(file.read_text().replace("2030-03-01", f"{clock() - timedelta(days=1):%Y-%m-%d}"))
    at.tools = replace(at.tools, engines={OrgType.COUNCIL: Engine(load_pack(file))})

    def told():
        return [card for where, card in at.room.said if where == "UCY" and card.title == "Rules are due for review"]

    for _ in range(3):
        sweep.sweep(at.tools, None)
    at.run()
    assert len(told()) == 1
    assert (
        told()[0].lines[0].startswith("4 rules in council.yaml, kept by the Head of communications, to be reviewed by")
    )
    clock.move(days=7)
    sweep.sweep(at.tools, None)
    at.run()
    assert len(told()) == 2
    at.tools = replace(at.tools, engines={OrgType.COUNCIL: tiny_engine(tmp_path)})
    clock.move(days=7)
    sweep.sweep(at.tools, None)
    at.run()
    assert len(told()) == 2


def test_changed_rules_that_cannot_be_used_leave_the_old_ones_in_force_and_leads_are_told_once(at, tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    tiny(folder, "7")
    packs = RulePacks(folder)
    at.tools = replace(at.tools, engines=packs, refused_packs=packs.refused)
    before = packs[OrgType.COUNCIL]
    assert before.version.startswith("council 7 (")
    tiny(folder, "8 or so", passes="Jane came home")
    for _ in range(3):
        sweep.sweep(at.tools, None)
    assert packs[OrgType.COUNCIL] is before
    assert packs.refusals == {OrgType.COUNCIL: 1}
    at.run()
    told = [card for where, card in at.room.said if where == "UCY"]
    assert [card.title for card in told] == ["The changed rules for council accounts are refused"]
    assert "council.yaml, line" in told[0].lines[0]
    assert "Jane came home" in told[0].lines[0]
    tiny(folder, "9")
    assert packs[OrgType.COUNCIL].version.startswith("council 9 (")
    assert packs.refused() == {}
