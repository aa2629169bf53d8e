"""S49: the owner’s signature is looked at again when the draft goes out."""

from dataclasses import replace

import pytest
import stage

from bot.core.decisions import Decision, Verdict
from bot.core.drafts import State
from bot.core.people import Standing
from bot.core.reference import Reference
from bot.core.topics import Topic

TEXT = "Flooding on Mill Street: the road is closed."
FLOOD = Topic("Flood defences", ("flood*",), owner=stage.CY)


@pytest.fixture
def signed(at):
    """Approved by Priya and signed by Cy, who owns the topic and approves nowhere."""
    with at.store.write() as uow:
        uow.accounts.put(replace(uow.accounts.get(stage.ACCOUNT), remit=("libraries",)))
        uow.reference.set(Reference(topics=(FLOOD,)))
    return stage.approved(at.tools, TEXT, approvers=(stage.CY, stage.PRIYA))


def test_signed_and_approved_it_goes_out(at, signed):
    at.run()
    assert at.draft(signed).state is State.PUBLISHED


def test_without_the_signature_it_does_not_go_out(at, signed):
    number = stage.approved(at.tools, f"{TEXT} Take care.", approvers=(stage.PRIYA,))
    at.run()
    draft = at.draft(number)
    assert draft.state is State.IN_REVIEW
    assert "a signature is missing. “Flood defences”: Cy must still sign, as the owner." in draft.reason
    assert any("waits for your signature" in title for title in at.room.titles("UCY"))


def test_the_signature_of_an_owner_who_may_not_act_any_more_does_not_count(at, signed):
    with at.store.write() as uow:
        uow.people.set_standing(stage.CY, Standing.SUSPENDED)
    at.run()
    assert at.draft(signed).state is State.IN_REVIEW
    assert "the approval of Cy no longer counts" in at.draft(signed).reason


def test_the_signature_of_somebody_who_owns_the_topic_no_more_does_not_count(at, signed):
    with at.store.write() as uow:
        uow.reference.set(Reference(topics=(replace(FLOOD, owner=stage.BOB),)))
    at.run()
    assert at.draft(signed).state is State.IN_REVIEW
    assert at.tweets() == []


def test_an_owner_cannot_stand_in_for_the_approver(at, signed):
    """Two words of the owner, or of anybody else, are one."""
    number = stage.approved(at.tools, f"{TEXT} Take care.", approvers=(stage.CY,))
    with at.store.write() as uow:
        draft = uow.drafts.get(number)
        digest = uow.drafts.revision(number, 1).digest(stage.ACCOUNT)
        uow.drafts.add_decision(number, Decision(stage.CY, Verdict.APPROVE, 1, draft.round, digest, uow.now()))
    at.run()
    assert at.draft(number).state is State.IN_REVIEW
