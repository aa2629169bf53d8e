"""The list of elections in YAML: what is read, and what is refused on which line (S37)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.policy.calendar.elections import Election
from bot.policy.calendar.reading import read_elections
from bot.policy.yaml_nodes import compose


def _read(text):
    return read_elections(compose("org.yaml", text).mapping()["elections"])


def test_an_election_is_read_with_everything_that_may_be_said_of_it():
    read = _read("""
elections:
  - kind: local_by
    nation: england
    area: Charlwood, Mole Valley
    poll: 2022-07-07
    start: 2022-05-19
    bodies: [council]
    source: Notice of election
  - {kind: uk_general, nation: uk, poll: 2024-07-04, end: 2024-07-05T00:01}
""")

    assert read.problems == ()
    assert read.elections == (
        Election(
            "local_by",
            "england",
            date(2022, 7, 7),
            "Charlwood, Mole Valley",
            ("council",),
            date(2022, 5, 19),
            source="Notice of election",
        ),
        Election(
            "uk_general", "uk", date(2024, 7, 4), end=datetime(2024, 7, 5, 0, 1, tzinfo=ZoneInfo("Europe/London"))
        ),
    )


def test_every_election_that_cannot_be_used_is_named_with_its_line_and_the_others_are_kept():
    read = _read("""
elections:
  - {kind: locl, nation: england, poll: 2027-05-06}
  - {kind: local, nation: england, poll: 2027-05-06}
  - kind: local
    nation: england
    pol: 2027-05-06
""")

    assert [str(problem) for problem in read.problems] == [
        "org.yaml, line 3: “locl” is not one of the choices. Did you mean “local”?",
        "org.yaml, line 7: “pol” is not known here. Did you mean “poll”?",
    ]
    assert len(read.elections) == 1


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{kind: local, nation: england}", "this election has no “poll”."),
        ("{kind: local, nation: englnd, poll: 2027-05-06}", "Did you mean “england”?"),
        ("{kind: local, nation: england, poll: 6 May}", "“6 May” is no date"),
        ("{kind: local, nation: england, poll: 2027-05-06, start: soon}", "“soon” is no date"),
        ("{kind: local, nation: england, poll: 2027-05-06, end: late}", "“late” is no time; write it as"),
        (
            "{kind: local, nation: england, poll: 2027-05-06, start: 2027-06-06}",
            "Expected a day in the year before it.",
        ),
        ("{kind: local, nation: england, poll: 2027-05-06, bodies: council}", "expected a list here"),
        ("{kind: local, nation: england, poll: 2027-05-06, bodies: [counsil]}", "Did you mean “council”?"),
        ("{kind: local_by, nation: england, poll: 2027-05-06}", "needs its ward and the council it lies in"),
        ("{kind: senedd, nation: scotland, poll: 2027-05-06}", "Expected one of: wales."),
        ("just words", "expected names and values here"),
    ],
)
def test_an_election_that_cannot_be_is_refused_with_what_was_expected(entry, said):
    read = _read(f"elections:\n  - {entry}\n")

    assert read.elections == ()
    assert said in str(read.problems[0])
    assert "line 2" in str(read.problems[0])


def test_what_is_no_list_is_refused():
    read = _read("elections: none\n")

    assert "line 1: expected a list here" in str(read.problems[0])
