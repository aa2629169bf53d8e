"""What counts as an approval, how many it takes, and who is left out (F1, F2, F16)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.accounts import Account, Kind, OrgType
from bot.core.decisions import Decision, Verdict, already_said, counting, needed, wrote_these_words
from bot.core.drafts import Draft, Revision, State
from bot.core.findings import Finding, Level

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ACCOUNT = Account("fernshire", "Fernshire", "Council", Kind.CORPORATE, OrgType.COUNCIL, "C1")
DRAFT = Draft(1, "fernshire", "tom", State.IN_REVIEW, NOW, NOW, revision=2, round=3)
REVISION = Revision(2, "Words.", "sam", NOW)
APPROVAL = Decision("priya", Verdict.APPROVE, 2, 3, REVISION.digest("fernshire"), NOW)


def finding(level):
    return Finding("r", "c", level, 0, 1, "x", "m", "w", "f")


def test_one_approval_is_enough_unless_something_asks_for_two():
    assert needed(ACCOUNT, [finding(Level.WARN), finding(Level.ADVICE)]).count == 1
    by_finding = needed(ACCOUNT, [finding(Level.SECOND_APPROVER)])
    assert (by_finding.count, by_finding.because) == (2, "the risk is high: a check asks for a second approver")
    by_account = needed(replace(ACCOUNT, approvals=2), [])
    assert (by_account.count, "@Fernshire" in by_account.because) == (2, True)


def test_an_approval_of_another_revision_or_round_does_not_count():
    """F1."""
    assert counting(DRAFT, REVISION, [APPROVAL]) == [APPROVAL]
    assert counting(DRAFT, REVISION, [replace(APPROVAL, revision=1)]) == []
    assert counting(DRAFT, REVISION, [replace(APPROVAL, round=2)]) == []


def test_other_verdicts_are_no_approvals():
    for verdict in (Verdict.REJECT, Verdict.ASK_FOR_CHANGES):
        assert counting(DRAFT, REVISION, [replace(APPROVAL, verdict=verdict)]) == []


def test_one_person_counts_once():
    later = replace(APPROVAL, at=NOW + timedelta(minutes=1))
    assert len(counting(DRAFT, REVISION, [APPROVAL, later])) == 1


def test_an_approval_for_another_time_voids_the_earlier_ones():
    """F1."""
    other = replace(APPROVAL, person="amy", digest="other", at=NOW + timedelta(minutes=1))
    assert counting(DRAFT, REVISION, [APPROVAL, other]) == [other]


def test_of_two_approvals_in_one_instant_the_one_given_last_is_the_newest():
    other = replace(APPROVAL, person="amy", digest="other")
    assert counting(DRAFT, REVISION, [APPROVAL, other]) == [other]
    assert counting(DRAFT, REVISION, [other, APPROVAL]) == [APPROVAL]


def test_author_and_last_editor_wrote_the_words():
    """F2."""
    assert [wrote_these_words(DRAFT, REVISION, p) for p in ("tom", "sam", "priya")] == [True, True, False]


def test_the_very_same_decision_given_before_is_found():
    """F16."""
    found = already_said(DRAFT, [APPROVAL], "priya", Verdict.APPROVE, APPROVAL.digest)
    assert found is APPROVAL
    assert already_said(DRAFT, [APPROVAL], "amy", Verdict.APPROVE, APPROVAL.digest) is None
    assert already_said(DRAFT, [APPROVAL], "priya", Verdict.REJECT, APPROVAL.digest) is None
    assert already_said(DRAFT, [APPROVAL], "priya", Verdict.APPROVE, "other") is None
    assert already_said(replace(DRAFT, round=4), [APPROVAL], "priya", Verdict.APPROVE, APPROVAL.digest) is None
    assert already_said(replace(DRAFT, revision=3), [APPROVAL], "priya", Verdict.APPROVE, APPROVAL.digest) is None


DECISIONS = st.lists(
    st.builds(
        Decision,
        person=st.sampled_from(["priya", "amy", "sam"]),
        verdict=st.sampled_from(Verdict),
        revision=st.integers(1, 3),
        round=st.integers(2, 4),
        digest=st.sampled_from(["a", "b"]),
        at=st.integers(0, 3).map(lambda m: NOW + timedelta(minutes=m)),
    )
)


@given(DECISIONS)
def test_what_counts_is_one_approval_each_for_one_act(decisions):
    """F1."""
    counted = counting(DRAFT, REVISION, decisions)
    assert len({d.digest for d in counted}) <= 1
    assert len({d.person for d in counted}) == len(counted)
    assert all((d.verdict, d.revision, d.round) == (Verdict.APPROVE, 2, 3) for d in counted)
