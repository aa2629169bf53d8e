"""S49, S62, S53: whose word counts as what; one person never fills two signatures."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.core.decisions import Decision, Needed, Verdict
from bot.core.sign_offs import Owed

PEOPLE = ("ann", "bob", "cy", "dee", "eve")
SOME = st.lists(st.sampled_from(PEOPLE), unique=True)
OWED = st.builds(
    lambda owner, signers: Owed(("floods",), owner, tuple(signers), frozenset(signers)),
    st.one_of(st.none(), st.sampled_from(PEOPLE)),
    SOME,
)
ASKED = st.builds(
    lambda count, owed, approvers: Needed(count, owed=tuple(owed), approvers=frozenset(approvers)),
    st.integers(1, 2),
    st.lists(OWED, max_size=3),
    SOME,
)


def owed(owner, *signers):
    return Owed(("floods",), owner, signers, frozenset(signers))


@given(ASKED, SOME)
def test_nobody_fills_two_signatures_and_everybody_only_their_own(asked, people):
    divided = asked.divided(people)
    signed = [person for person in divided.signed if person]
    assert len({*signed, *divided.approved}) == len(signed) + len(divided.approved)
    assert set(divided.approved) <= asked.approvers & set(people)
    assert all(p is None or p in one.signers for one, p in zip(asked.owed, divided.signed, strict=True))


@given(ASKED, SOME, st.sampled_from(PEOPLE))
def test_one_more_who_agrees_never_makes_it_less(asked, people, another):
    assert not asked.can_be_met(people) or asked.can_be_met([*people, another] if another not in people else people)


@given(ASKED, SOME)
def test_it_takes_as_many_people_as_there_are_signatures(asked, people):
    assert not asked.can_be_met(people) or len(people) >= asked.count + len(asked.owed)


def test_a_word_counts_where_it_is_needed_whoever_came_first():
    """Bob owns nothing and could sign only as a lead; Ann could too: the approval may be either’s."""
    asked = Needed(1, owed=(owed(None, "ann", "bob"),), approvers=frozenset({"bob"}))
    for order in (["ann", "bob"], ["bob", "ann"]):
        divided = asked.divided(order)
        assert (divided.approved, divided.signed) == (("bob",), ("ann",))


def test_the_owner_signs_before_a_lead_does():
    asked = Needed(2, owed=(owed("cy", "ann", "cy"),), approvers=frozenset(PEOPLE))
    assert asked.divided(["ann", "cy", "bob"]).signed == ("cy",)


def test_a_supervisor_must_still_be_among_those_who_approve():
    """S04."""
    asked = Needed(2, supervisor="bob", owed=(owed("cy", "cy"),), approvers=frozenset({"ann", "bob", "dee"}))
    assert not asked.can_be_met(["ann", "dee", "cy"])
    assert asked.can_be_met(["ann", "bob", "cy"])


def test_once_only_signatures_are_missing_no_more_approvals_are_asked_for():
    asked = Needed(1, owed=(owed("cy", "cy"),), approvers=frozenset({"ann", "bob"}))
    given_by_ann = [Decision("ann", Verdict.APPROVE, 1, 1, "", datetime(2026, 1, 1, tzinfo=UTC))]
    assert asked.must_be(given_by_ann) == frozenset()
    assert asked.must_be([]) is None
