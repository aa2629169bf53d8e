"""Every dated period that is known, computed or entered as it came about, with where each date stands (S37)."""

import json
import os
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.policy.calendar.elections import Election
from bot.policy.calendar.periods import periods_in_force

LONDON = ZoneInfo("Europe/London")
CASES = Path(os.environ.get("COUNTERSIGN_SHARED", Path(__file__).parents[4] / "shared")) / (
    "data/election_calendar_cases.jsonl"
)
_ENTERED = {"announced", "actual_notice", "directed_notice_date"}
_ONLY_IN = {
    "constituency only": "Rutherglen and Hamilton West",
    "ward only": "Charlwood, Mole Valley",
    "local_referendum_governance": "Fernshire",
}

_LGA = "http://www.local.gov.uk/short-guide-publicity-during-pre-election-period"
_LGA_FAQ = "https://www.local.gov.uk/our-support/guidance-and-resources/pre-election-period/frequently-asked-questions"
_TIMETABLES = "uk-election-timetables 5.0.2"
_SCOTTISH_2022 = "Scottish Local Government Election Guidance 2022"


@dataclass(frozen=True)
class Fact:
    """`start` is the day the period began or begins; `entered` whether it was announced or noticed, not computed."""

    id: str
    election: str
    nation: str
    poll: str
    body: str
    start: str
    source: str
    entered: bool = False
    computed: str = ""
    area: str = ""


FACTS = (
    Fact("E01", "local", "england", "2024-05-02", "council", "2024-03-26", _LGA),
    Fact("E02", "london_mayor_assembly", "england", "2024-05-02", "council", "2024-03-19", _LGA),
    Fact("E03", "local", "england", "2023-05-04", "council", "2023-03-27", _LGA_FAQ),
    Fact(
        "E04", "local", "england", "2024-05-02", "uk_department_or_alb", "2024-04-11",
        "Cabinet Office May 2024 guidance para 3",
    ),
    Fact("E05", "local", "england", "2023-05-04", "uk_department_or_alb", "2023-04-13", "Cabinet Office May 2023"),
    Fact(
        "E06", "local", "northern_ireland", "2023-05-18", "uk_department_or_alb", "2023-04-27",
        "Cabinet Office May 2023",
    ),
    Fact("E07", "local", "england", "2023-05-04", "nhs_england_national", "2023-04-13", "NHS England Spring 2023"),
    Fact("E08", "local", "england", "2023-05-04", "nhs_trust_local", "2023-03-27", "NHS England Spring 2023"),
    Fact(
        "E09", "uk_general", "uk", "2024-07-04", "uk_department_or_alb", "2024-05-25",
        "Cabinet Office General Election Guidance 2024", entered=True, computed="2024-05-30",
    ),
    Fact(
        "E10", "uk_general", "uk", "2019-12-12", "uk_department_or_alb", "2019-11-06",
        "Cabinet Office General Election Guidance 2019", entered=True, computed="2019-11-06",
    ),
    Fact(
        "E11", "senedd", "wales", "2026-05-07", "welsh_government", "2026-04-08",
        "https://www.gov.wales/elections-to-senedd-cymru-may-2026-guidance-for-welsh-government-officials-html",
    ),
    Fact(
        "E12", "scottish_parliament", "scotland", "2026-05-07", "scottish_government_and_public_bodies", "2026-03-26",
        "gov.scot 2026 guidance",
    ),
    Fact(
        "E13", "scottish_parliament", "scotland", "2026-05-07", "council", "2026-03-25",
        "East Dunbartonshire Technical Note 2026 issue 14",
    ),
    Fact(
        "E14", "local", "scotland", "2022-05-05", "scottish_government_and_public_bodies", "2022-04-14",
        _SCOTTISH_2022,
    ),
    Fact(
        "E15", "local", "scotland", "2022-05-05", "council", "2022-03-14", _SCOTTISH_2022,
        entered=True, computed="2022-03-23",
    ),
    Fact(
        "E16", "uk_parliament_by", "scotland", "2023-10-05", "scottish_government_and_public_bodies", "2023-09-14",
        "gov.scot Rutherglen and Hamilton West guidance", area="Rutherglen and Hamilton West",
    ),
    Fact(
        "E17", "local_by", "england", "2022-07-07", "council", "2022-05-19", "Mole Valley, Charlwood ward",
        entered=True, computed="2022-05-31", area="Charlwood, Mole Valley",
    ),
    Fact(
        "E18", "local", "england", "2024-05-02", "council", "2024-03-22", "Uttlesford DC",
        entered=True, computed="2024-03-26", area="Uttlesford",
    ),
    Fact("E19", "local", "england", "2027-05-06", "council", "2027-03-31", _TIMETABLES),
    Fact("E20", "local", "wales", "2027-05-06", "council", "2027-03-31", _TIMETABLES),
    Fact("E21", "local", "scotland", "2027-05-06", "council", "2027-03-24", _TIMETABLES),
    Fact("E22", "local", "england", "2027-05-06", "uk_department_or_alb", "2027-04-15", "as E04"),
    Fact("E23", "local", "england", "2029-05-03", "council", "2029-03-27", "counted with holidays 0.108"),
    Fact(
        "E24", "local_referendum_governance", "england", "2027-03-04", "council", "2027-02-04",
        "SI 2012/323 reg 5", area="Fernshire",
    ),
    Fact("E25", "ppera_referendum", "uk", "2016-06-23", "uk_department_or_alb", "2016-05-27", "PPERA 2000 s 125"),
    Fact(
        "E26", "uk_general", "england", "2024-07-04", "council", "2024-06-04",
        "https://staff.derbyshire.gov.uk/news-and-engagement/employee-news/news-items/pre-election-period.aspx",
        area="Derbyshire",
    ),
)  # fmt: skip


def _begins_on(election, body, area, day):
    """Whether the body is free until midnight and bound from then on."""
    midnight = datetime.combine(day, time(0), LONDON)
    before = periods_in_force([election], body, area, election.nation, midnight - timedelta(seconds=1))
    after = periods_in_force([election], body, area, election.nation, midnight)
    return not before and len(after) == 1 and after[0].starts == day


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_a_known_period_begins_at_midnight_of_its_day(fact):
    """S37."""
    day = date.fromisoformat(fact.start)
    election = Election(
        fact.election, fact.nation, date.fromisoformat(fact.poll), fact.area, start=day if fact.entered else None
    )

    assert _begins_on(election, fact.body, fact.area, day)


@pytest.mark.parametrize("fact", [fact for fact in FACTS if fact.computed], ids=lambda fact: fact.id)
def test_the_rule_alone_gives_the_latest_day_where_another_was_announced(fact):
    """S37."""
    election = Election(fact.election, fact.nation, date.fromisoformat(fact.poll), fact.area)

    assert election.computed(fact.body, fact.nation).day == date.fromisoformat(fact.computed)


def test_a_general_election_binds_departments_until_a_minute_past_midnight_after_the_poll():
    """S37: E09 of the facts."""
    election = Election("uk_general", "uk", date(2024, 7, 4), start=date(2024, 5, 25))

    assert election.ends_at("uk_department_or_alb") == datetime(2024, 7, 5, 0, 1, tzinfo=LONDON)
    assert election.ends_at("council") == datetime(2024, 7, 4, 22, tzinfo=LONDON)


def _shared_cases():
    return [json.loads(line) for line in CASES.read_text().splitlines() if line] if CASES.exists() else []


@pytest.mark.skipif(not CASES.exists(), reason="the shared calendar cases are not beside this project")
def test_every_shared_case_comes_out_as_dated():
    """S37."""
    cases = _shared_cases()
    wrong = []
    for case in cases:
        body, _, council = case["body"].partition(":")
        area = _ONLY_IN.get(case.get("scope", case["election"]), council)
        day = datetime.fromisoformat(case["start"]).date()
        entered = day if case["kind"] in _ENTERED else None
        election = Election(
            case["election"], case["nation"], date.fromisoformat(case["poll"]), area, (), entered, None, case["source"]
        )
        if not _begins_on(election, body, area, day):
            wrong.append((case["id"], day, election.computed(body, case["nation"])))

    assert not wrong
    assert len(cases) == 26


@pytest.mark.skipif(not CASES.exists(), reason="the shared calendar cases are not beside this project")
def test_the_written_out_facts_are_those_of_the_shared_cases():
    """S37."""
    shared = {
        (c["id"], c["election"], c["nation"], c["poll"], c["body"].partition(":")[0], c["start"][:10])
        for c in _shared_cases()
    }

    assert shared == {(f.id, f.election, f.nation, f.poll, f.body, f.start) for f in FACTS}
