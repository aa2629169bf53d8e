"""The parts of org.yaml the checks are told: read, kept, shown as a difference, given back, refused with their line."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.adapters.org_file import OrgFile, read
from bot.core.disclaimers import Disclaimer
from bot.core.due import Work
from bot.core.purposes import Purpose
from bot.core.reference import (
    Consent,
    ElectionEntry,
    EmbargoEntry,
    Journalist,
    MeetingEntry,
    Pledge,
    Politician,
    PressOfficer,
)
from bot.core.topics import Restriction, Team, Topic
from bot.use_cases import organisation

TODAY = date(2026, 11, 20)
ORG = """\
organisation: {name: Fernshire, slack_workspace: T1}
people:
  priya: {name: Priya Shah, slack: U1}
accounts:
  Fernshire: {name: Fernshire Council, kind: corporate, org_type: council, channel: C1, area: "Fernshire, Weald"}
"""
FACTS = """\
elections:
  - {kind: local, nation: england, area: Fernshire, poll: 2027-05-06, start: 2027-03-22, source: Elections team}
consents:
  - {ref: C-12, says: "Jane Smith, photograph", until: 2027-01-31}
approved_pledges:
  - £2m for Mill Street
embargoes:
  - {topic: Budget, until: 2026-12-01T00:01, keywords: [council tax]}
meetings:
  - {hashtag: "#FernshireFC", starts: 2026-12-08T18:00, ends: 2026-12-08T21:00, accounts: ["@Fernshire"]}
media_list:
  - "@LocalPaper"
politicians:
  - Ora Finch,  councillor for Ashby
topics:
  - name: Flood defences
    keywords: [flood*, river wall]
    second_approver: true
    reason: people have lost their homes
    owner: priya
    line: We publish the review in March.
restrictions:
  - {person: priya, topics: [flood defences], reason: she is a witness, set_by: priya, until: 2027-03-31}
  - {team: events team, topics: ["Flood defences"], reason: a tender, set_by: "priya", until: 2027-06-30T17:00}
teams:
  - {name: Events team, members: [priya]}
press_office: [priya]
purposes: [Sell tickets, Fill potholes]
disclaimers:
  - {kind: council, says: "Council staff.  My own views.", confirm_after_days: 180}
"""


def whole(text):
    found = read(text, TODAY)
    assert isinstance(found, OrgFile), found
    return found


def test_everything_the_checks_are_told_is_read():
    reference = whole(ORG + FACTS).whole.reference
    assert reference.elections == (
        ElectionEntry("local", "england", date(2027, 5, 6), "Fernshire", (), date(2027, 3, 22), None, "Elections team"),
    )
    assert reference.consents == (Consent("C-12", "Jane Smith, photograph", date(2027, 1, 31)),)
    assert reference.approved_pledges == (Pledge("£2m for Mill Street"),)
    assert reference.embargoes == (EmbargoEntry("Budget", datetime(2026, 12, 1, 0, 1, tzinfo=UTC), ("council tax",)),)
    evening = [datetime(2026, 12, 8, hour, tzinfo=UTC) for hour in (18, 21)]
    assert reference.meetings == (MeetingEntry("#FernshireFC", *evening, ("fernshire",)),)
    assert reference.media_list == (Journalist("LocalPaper"),)
    assert reference.politicians == (Politician("Ora Finch, councillor for Ashby"),)
    assert reference.disclaimers == (Disclaimer("council", "Council staff. My own views.", 180),)
    assert reference.press_office == (PressOfficer("priya"),)
    assert reference.topics == (
        Topic(
            "Flood defences",
            ("flood*", "river wall"),
            (),
            "people have lost their homes",
            "We publish the review in March.",
            "priya",
        ),
    )
    assert reference.restrictions == (
        Restriction("priya", ("Flood defences",), "she is a witness", "priya", date(2027, 3, 31)),
        Restriction(
            None, ("Flood defences",), "a tender", "priya", datetime(2027, 6, 30, 16, tzinfo=UTC), "Events team"
        ),
    )
    assert reference.teams == (Team("Events team", ("priya",)),)
    assert reference.purposes == (Purpose("Sell tickets"), Purpose("Fill potholes"))
    assert whole(ORG + FACTS).whole.accounts[0].area == "Fernshire, Weald"


def test_a_file_without_them_is_as_good():
    assert whole(ORG).whole.reference.entries() == []


def test_it_is_shown_as_a_difference_kept_as_it_is_and_taken_back(store):
    """S86: on both engines."""
    file, bare = whole(ORG + FACTS), whole(ORG)
    shown = [str(change) for change in organisation.difference(store, file.whole, file.unsaid)]
    assert "+ consent C-12: Jane Smith, photograph, until 2027-01-31" in shown
    assert "+ election local, Fernshire, poll 2027-05-06; starts 2027-03-22; Elections team" in shown
    organisation.apply(store, file.whole, file.unsaid, source=ORG + FACTS, by="test")
    with store.read() as uow:
        assert uow.reference.get() == file.whole.reference
        assert uow.accounts.get("fernshire").area == "Fernshire, Weald"
    assert organisation.difference(store, file.whole, file.unsaid) == []
    assert organisation.last_source(store) == ORG + FACTS
    gone = [str(change) for change in organisation.difference(store, bare.whole, bare.unsaid)]
    assert "− media list: @LocalPaper" in gone
    assert len(gone) == 15


def test_whoever_carries_words_that_change_is_told_of_the_new_ones(store):
    """S46."""
    file = whole(ORG + FACTS)
    organisation.apply(store, file.whole, file.unsaid, source=ORG + FACTS, by="test")
    with store.write() as uow:
        uow.own_accounts.put("priya", "PriyaWalks", "council", "Council staff. My own views.", uow.now())
    changed = whole(ORG + FACTS.replace("My own views.", "Views are mine."))
    organisation.apply(store, changed.whole, changed.unsaid, source=ORG + FACTS, by="test")
    with store.read() as uow:
        body = uow.due.body(Work.NOTIFY, "own:1:new")
    assert body["person"] == "priya"
    assert body["lines"][0] == "They are now: “Council staff. Views are mine.”"
    assert "PriyaWalks" not in str(body)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("kind: local,", "kind: locl,", 7, "Did you mean “local”?"),
        ("poll: 2027-05-06", "poll: May", 7, "“May” is no date"),
        ("start: 2027-03-22", "start: 2028-03-22", 7, "Expected a day in the year before it"),
        ("ref: C-12", "ref: ''", 9, "expected words here"),
        ('ref: C-12, says: "Jane Smith, photograph"', "ref: C-12", 9, "“says” is missing"),
        ("until: 2026-12-01T00:01", "until: soon", 13, "write it as 2026-12-01T00:01"),
        ("ends: 2026-12-08T21:00", "ends: 2026-12-08T17:00", 15, "ends before it starts"),
        ('["@Fernshire"]', '["@Fern"]', 15, "not one of the accounts"),
        ("owner: priya", "owner: pria", 25, "Did you mean “priya”?"),
        ("keywords: [flood*, river wall]", 'keywords: ["*"]', 22, "expected at least one word"),
        ("    reason: people have lost their homes\n", "", 21, "belong together"),
        ("second_approver: true", "second_approver: maybe", 23, "expected true or false"),
        ("topics: [flood defences]", "topics: [Floods]", 28, "“Floods” is not one of the topics"),
        ("Ora Finch,  c", "Finch, c", 19, "should begin with a first name and a surname"),
        ("set_by: priya", "set_by: Lee", 28, "“Lee” is not one of the people"),
        ("2027-06-30T17:00", "2027-06-30Tfive", 29, "write it as"),
        ("team: events team", "team: event team", 29, "“event team” is not one of the teams"),
        ("{team: events team, ", "{", 29, "either “person” or “team”"),
        ("{team: events team, ", "{team: events team, person: priya, ", 29, "either “person” or “team”"),
        ("members: [priya]", "members: [prya]", 31, "Did you mean “priya”?"),
        ("members: [priya]", "members: []", 31, "expected at least one person"),
        ("kind: council, says", "kind: parish, says", 35, "parish"),
        (", confirm_after_days: 180", ", confirm_after_days: never", 35, "no number of days"),
        ("My own views.", "My own views. " * 20, 35, "a profile on X holds 160"),
        (
            "  - {kind: council, says",
            "  - {kind: council, says: Me}\n  - {kind: council, says",
            36,
            "two entries for council",
        ),
        ("March.", "March" + " and we mean it" * 15 + ".", 26, "200 at most fit on a card"),
    ],
)
def test_a_mistake_is_named_with_its_line(old, new, line, words):
    assert old in FACTS
    (problem,) = read(ORG + FACTS.replace(old, new), TODAY)
    assert problem.line == line
    assert words in problem.at("org.yaml")


def test_the_practice_organisation_enters_an_election():
    sample = (Path(__file__).parents[2] / "bot" / "demo" / "org.yaml").read_text()
    assert len(whole(sample).whole.reference.elections) == 1


@pytest.mark.parametrize(
    ("listed", "problem"),
    [
        ("[Sell tickets, sell Tickets]", "“sell Tickets” is in this list already."),
        ("[Result of a court case]", "“Result of a court case” is always offered: leave it out here."),
        (f"[{'x' * 76}]", "this takes 76 characters; 75 at most"),
        (str([f"No {n}" for n in range(26)]), "there are 26 purposes; 25 at most"),
    ],
)
def test_a_purpose_is_entered_once_and_fits_into_a_list(listed, problem):
    """S50."""
    (found,) = read(f"{ORG}purposes: {listed}\n", TODAY)
    assert problem in str(found)
