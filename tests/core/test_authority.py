"""Who may do what; the list that is shown is the check that is enforced (S01, F14, F17)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.accounts import Account, Grant, Kind, OrgType, Role
from bot.core.authority import account_named, accounts_for, deciders, holders, may, may_lead
from bot.core.drafts import Draft, Revision, State
from bot.core.people import Person, Standing

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ACCOUNT = Account("fernshire", "Fernshire", "Council", Kind.CORPORATE, OrgType.COUNCIL, "C1")
ROADS = replace(ACCOUNT, id="fernshireroads", handle="FernshireRoads")
TOM, PRIYA, AMY = Person("tom", "Tom Reid"), Person("priya", "Priya Shah"), Person("amy", "Amy Brown")
EVERYBODY = [TOM, PRIYA, AMY]


def grant(person, role, account="fernshire"):
    return Grant(person, account, role, date(2026, 1, 5), "lee")


GRANTS = [grant("tom", Role.PITCH), grant("priya", Role.APPROVE), grant("amy", Role.APPROVE)]


def test_holders_are_listed_by_name_with_their_grant():
    """S01."""
    found = holders(ACCOUNT, Role.APPROVE, EVERYBODY, GRANTS)
    assert [(h.person.name, h.grant.granted_by) for h in found] == [("Amy Brown", "lee"), ("Priya Shah", "lee")]


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.LEFT])
def test_somebody_suspended_or_gone_has_no_right(standing):
    """S15, F14."""
    person = replace(PRIYA, standing=standing, lead=True)
    assert may(person, Role.APPROVE, ACCOUNT, GRANTS).rule == "access.suspended"
    assert may_lead(person).rule == "access.lead"
    assert holders(ACCOUNT, Role.APPROVE, [person], GRANTS) == []


def test_a_role_on_one_account_is_none_on_another():
    """F13, F14."""
    assert may(PRIYA, Role.APPROVE, ACCOUNT, GRANTS) is None
    assert may(PRIYA, Role.APPROVE, ROADS, GRANTS).rule == "access.approve"
    assert may(PRIYA, Role.PITCH, ACCOUNT, GRANTS).rule == "access.pitch"


def test_a_lead_has_no_role_by_being_a_lead():
    """F2."""
    assert may(replace(TOM, lead=True), Role.APPROVE, ACCOUNT, GRANTS) is not None


def test_nothing_is_published_on_a_personal_account():
    personal = replace(ACCOUNT, kind=Kind.PERSONAL)
    assert may(PRIYA, Role.APPROVE, personal, GRANTS).rule == "access.personal_account"


def test_deciders_are_the_approvers_who_did_not_write_the_words():
    """F2, F17."""
    draft = Draft(1, "fernshire", "amy", State.IN_REVIEW, NOW, NOW)
    assert deciders(draft, Revision(1, "Words.", "amy", NOW), ACCOUNT, EVERYBODY, GRANTS) == [PRIYA]
    assert deciders(draft, Revision(1, "Words.", "priya", NOW), ACCOUNT, EVERYBODY, GRANTS) == []


def test_accounts_are_found_by_handle_whatever_the_case():
    for words in ("@Fernshire", "fernshire", " @FERNSHIRE "):
        assert account_named(words, [ROADS, ACCOUNT]) is ACCOUNT
    assert account_named("@fern", [ACCOUNT]) is None


@given(
    st.lists(st.sampled_from([grant(p, r, a) for p in ("tom", "amy") for r in Role for a in (ACCOUNT.id, ROADS.id)])),
    st.sampled_from(Standing),
    st.sampled_from(Kind),
)
def test_the_list_equals_the_check(grants, standing, kind):
    """S01."""
    people = [replace(p, standing=standing) for p in EVERYBODY]
    account = replace(ACCOUNT, kind=kind)
    for role in Role:
        listed = {h.person.id for h in holders(account, role, people, grants)}
        allowed = {p.id for p in people if may(p, role, account, grants) is None}
        offered = {p.id for p in people if account in accounts_for(p, role, [account, ROADS], grants)}
        assert allowed == offered
        assert allowed == (set() if kind is Kind.PERSONAL else listed)
