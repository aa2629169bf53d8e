"""What somebody who sets up an organisation is told of it, in words, though nothing forbids it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from rotas import comms_plan

from bot.core.accounts import Account, Grant, Kind, Organisation, OrgType, Role
from bot.core.organisation import Whole
from bot.core.organisation_notes import notes, of_restrictions
from bot.core.people import Person
from bot.core.reference import Journalist, PressOfficer, Reference
from bot.core.topics import Restriction, Team, Topic

PEOPLE = (Person("priya", "Priya Shah"), Person("amy", "Amy Reed"), Person("lee", "Lee Marsh"))
FERN = Account("fern", "Fern", "Fernshire", Kind.CORPORATE, OrgType.COUNCIL, "C1")
ALDER = Account("alder", "Alder", "Alderbrook", Kind.CORPORATE, OrgType.NHS_TRUST, "C2")


def approves(person, account="fern", role=Role.APPROVE):
    return Grant(person, account, role, date(2026, 1, 2), "lead")


ALL_LISTED = tuple(approves(person.id) for person in PEOPLE)
SOUND = Whole(Organisation("Fernshire"), PEOPLE, (FERN, ALDER), ALL_LISTED, rotas=(comms_plan(),))


def test_nothing_is_said_of_a_sound_organisation():
    assert notes(SOUND) == []


def test_whoever_is_their_own_manager_is_named():
    odd = replace(SOUND, people=(replace(PEOPLE[0], manager="priya"), *PEOPLE[1:]))
    (said,) = notes(odd)
    assert said.startswith("Priya Shah is their own manager, so only they and the leads can enter their absences.")
    assert "Name whom Priya Shah answers to as manager, or leave it out." in said


def test_a_fallback_who_may_approve_nowhere_is_named():
    """D6: the last person called must be able to do something."""
    plan = comms_plan(on_call=("amy", "priya"))
    odd = replace(SOUND, grants=ALL_LISTED[:2], rotas=(plan,))
    (said,) = notes(odd)
    assert said.startswith("Rota Communications: Lee Marsh is the fallback, called when nobody else answers")
    assert "may not approve for any account." in said


@pytest.mark.parametrize("grants", [ALL_LISTED[1:], (*ALL_LISTED[1:], approves("priya", role=Role.PITCH))])
def test_a_desk_officer_on_no_list_is_named(grants):
    """S69, F17."""
    (said,) = notes(replace(SOUND, grants=grants))
    assert said.startswith("Rota Communications: Priya Shah takes turns on duty but may not approve for any account")


def test_only_the_accounts_a_rota_watches_count():
    plan = comms_plan(accounts=("alder",))
    grants = (*ALL_LISTED, approves("amy", "alder"), approves("lee", "alder"))
    (said,) = notes(replace(SOUND, grants=grants, rotas=(plan,)))
    assert "Priya Shah takes turns on duty but may not approve for any account of this rota" in said


def test_several_are_named_in_one_sentence():
    (said,) = notes(replace(SOUND, grants=ALL_LISTED[2:]))
    assert "Amy Reed and Priya Shah take turns on duty" in said


def knows(whole, *officers):
    office = tuple(map(PressOfficer, officers))
    return replace(whole, reference=Reference(media_list=(Journalist("LocalPaper"),), press_office=office))


def test_a_media_list_without_a_press_office_is_named():
    """S39: then it is whoever is on duty, or a lead."""
    (said,) = notes(knows(SOUND))
    assert "There is a media list and no press office" in said
    assert "Name your press officers under press_office." in said


def test_an_account_no_press_officer_may_approve_for_is_named():
    """S39."""
    personal = replace(FERN, id="own", handle="Own", kind=Kind.PERSONAL)
    (said,) = notes(knows(replace(SOUND, accounts=(FERN, ALDER, personal)), "amy"))
    assert said.startswith(
        "Nobody of the press office may approve for @Alder, so a reply to a journalist cannot be sent"
    )
    assert notes(knows(replace(SOUND, grants=(*ALL_LISTED, approves("amy", "alder"))), "amy")) == []


NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FLOOD = Topic("Flood defences", ("flood*",), (FERN.id,))


def restricted(*people, until=None):
    on_team = Restriction(None, ("Flood defences",), "their tender is open", "lee", until, team="Events")
    reference = Reference(topics=(FLOOD,), teams=(Team("Events", people),), restrictions=(on_team,))
    return replace(SOUND, reference=reference)


def test_an_account_on_which_everybody_who_approves_is_restricted_is_named():
    """S51."""
    (said,) = of_restrictions(restricted("priya", "amy", "lee"), NOW)
    assert said.startswith("@Fern: what is about “Flood defences” may take an approval.")
    assert "Priya Shah, Amy Reed and Lee Marsh may not approve it, being restricted on it, and nobody else may." in said


def test_where_the_restricted_write_too_it_takes_two_who_are_not():
    """S51: their own drafts on it take a second approver."""
    whole = restricted("priya", "amy")
    assert of_restrictions(whole, NOW) == []
    (said,) = of_restrictions(replace(whole, grants=(*whole.grants, approves("amy", role=Role.PITCH))), NOW)
    assert "may take 2 approvals" in said
    assert "only Lee Marsh may" in said


def test_a_restriction_that_has_ended_leaves_enough():
    assert of_restrictions(restricted("priya", "amy", "lee", until=NOW - timedelta(minutes=1)), NOW) == []
