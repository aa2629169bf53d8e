"""Which periods bind a body at a moment: place, nation, body, hour and clock (S37)."""

from datetime import UTC, date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from bot.policy.calendar.elections import Election
from bot.policy.calendar.kinds import BODIES, HOME, KINDS, CalendarError, body_of
from bot.policy.calendar.periods import difference, periods_in_force
from bot.policy.context import Context, Period

LONDON = ZoneInfo("Europe/London")
LOCAL = Election("local", "england", date(2027, 5, 6))
WARD = Election("local_by", "england", date(2027, 9, 16), "Charlwood, Mole Valley, Surrey")


def _at(*parts):
    return datetime(*parts, tzinfo=LONDON)


def _during(election, body="council", area="", nation="england"):
    """The periods at noon the day before the poll."""
    eve = datetime.combine(election.poll, datetime.min.time(), LONDON)
    return periods_in_force([election], body, area, nation, eve)


def test_a_period_is_what_the_checks_read():
    """S37."""
    assert periods_in_force([LOCAL], "council", "Fernshire", "england", _at(2027, 4, 20)) == [
        Period("pre_election", "local elections", date(2027, 3, 31), date(2027, 5, 6))
    ]


def test_a_referendum_is_a_period_of_its_own_kind():
    """S37."""
    held = Election("local_referendum_governance", "england", date(2027, 3, 4), "Fernshire")

    assert [period.kind for period in _during(held, area="Fernshire")] == ["pre_referendum"]


def test_a_period_ends_when_the_poll_closes():
    """S37."""
    last = periods_in_force([LOCAL], "council", "", "england", _at(2027, 5, 6, 21, 59, 59))
    closed = periods_in_force([LOCAL], "council", "", "england", _at(2027, 5, 6, 22))

    assert (len(last), closed) == (1, [])


@pytest.mark.parametrize(
    ("poll", "start", "first", "end"),
    [
        # the clocks go forward on the first day: midnight is still Greenwich time, the close of poll is not
        (date(2027, 4, 22), date(2027, 3, 28), datetime(2027, 3, 28, 0, tzinfo=UTC), datetime(2027, 4, 22, 21, tzinfo=UTC)),
        # the day after, midnight has moved
        (date(2027, 4, 22), date(2027, 3, 29), datetime(2027, 3, 28, 23, tzinfo=UTC), datetime(2027, 4, 22, 21, tzinfo=UTC)),
        # the clocks go back on the first day: midnight is still summer time
        (date(2026, 11, 19), date(2026, 10, 25), datetime(2026, 10, 24, 23, tzinfo=UTC), datetime(2026, 11, 19, 22, tzinfo=UTC)),
        (date(2026, 11, 19), date(2026, 10, 26), datetime(2026, 10, 26, 0, tzinfo=UTC), datetime(2026, 11, 19, 22, tzinfo=UTC)),
    ],
    ids=["forward", "forward, a day later", "back", "back, a day later"],
)  # fmt: skip
def test_days_begin_and_polls_close_by_the_clock_on_the_wall(poll, start, first, end):
    """S37."""
    election = Election("local_by", "england", poll, "Charlwood, Mole Valley", start=start)

    assert election.starts_at("council", "england") == first
    assert election.ends_at("council") == end
    for moment, bound in ((first, True), (end, False)):
        assert bool(periods_in_force([election], "council", "Mole Valley", "england", moment)) is bound


def test_an_organisation_elsewhere_reads_its_own_clock():
    gibraltar = ZoneInfo("Europe/Gibraltar")

    assert LOCAL.starts_at("council", "england", gibraltar) == datetime(2027, 3, 30, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("Mole Valley", ["Charlwood"]),
        ("Charlwood", [""]),
        ("Surrey", ["Charlwood"]),
        ("Tandridge", []),
        ("Tandridge, Surrey", ["Charlwood"]),
        ("", ["Charlwood"]),
    ],
)
def test_a_by_election_counts_in_its_area_only(area, expected):
    """S37: the period names the ward where the body's own area is larger."""
    assert [period.area for period in _during(WARD, area=area)] == expected


@pytest.mark.parametrize(
    ("own", "bound"),
    [
        ("Kingston upon Hull", True),
        ("HULL", True),
        ("Hulland", False),
        ("York", False),
    ],
)
def test_a_place_is_found_by_whole_words(own, bound):
    hull = Election("local", "england", date(2027, 5, 6), "Hull")

    assert bool(_during(hull, area=own)) is bound


def test_accents_and_ampersands_do_not_hide_a_place():
    mon = Election("local", "wales", date(2027, 5, 6), "Ynys Môn")
    brighton = Election("local", "england", date(2027, 5, 6), "Brighton & Hove")

    assert _during(mon, area="Ynys Mon", nation="wales")
    assert _during(brighton, area="Brighton and Hove")


@pytest.mark.parametrize(
    ("body", "nation", "bound"),
    [
        ("council", "wales", True),
        ("council", "england", False),
        ("council", "uk", True),
        ("uk_department_or_alb", "england", True),
        ("uk_department_or_alb", "uk", True),
        ("welsh_government", "uk", True),
        ("scottish_government_and_public_bodies", "scotland", False),
        ("nhs_england_national", "england", False),
    ],
)
def test_an_election_binds_the_bodies_of_its_nation_and_those_of_the_whole_kingdom(body, nation, bound):
    """S37."""
    senedd = Election("senedd", "wales", date(2026, 5, 7))

    assert bool(_during(senedd, body, nation=nation)) is bound


def test_the_same_poll_binds_each_body_from_its_own_day():
    """S37: E01, E04 and E08 on one day between their starts."""
    held = {body: periods_in_force([LOCAL], body, "", "england", _at(2027, 4, 1)) for body in BODIES[:5]}

    assert [body for body, periods in held.items() if periods] == ["council", "fire", "police", "nhs_trust_local"]


def test_devolved_parliaments_bind_their_governments_and_departments_earlier_than_local_polls():
    """S37: 25 March 2021 for both, 15 April for local polls, in the Cabinet Office's guidance of May 2021."""
    poll = date(2021, 5, 6)
    holyrood, senedd = Election("scottish_parliament", "scotland", poll), Election("senedd", "wales", poll)

    assert holyrood.starts_on("uk_department_or_alb", "uk") == date(2021, 3, 25)
    assert holyrood.starts_on("scottish_government_and_public_bodies", "scotland") == date(2021, 3, 25)
    assert senedd.starts_on("uk_department_or_alb", "uk") == date(2021, 3, 25)
    assert senedd.starts_on("welsh_government", "wales") == date(2021, 4, 7)
    assert Election("local", "england", poll).starts_on("uk_department_or_alb", "uk") == date(2021, 4, 15)


@pytest.mark.parametrize(
    ("poll", "dissolved"), [(date(2022, 5, 5), date(2022, 3, 28)), (date(2017, 3, 2), date(2017, 1, 26))]
)
def test_northern_irish_departments_are_bound_from_the_dissolution_of_the_assembly(poll, dissolved):
    """S37."""
    election = Election("northern_ireland_assembly", "northern_ireland", poll)

    assert election.starts_on("northern_ireland_department", "northern_ireland") == dissolved


def test_an_entry_for_named_bodies_leaves_the_others_to_their_own():
    """S37: a council's notice does not move the trust next door."""
    council = Election("local", "england", date(2027, 5, 6), bodies=("council",), start=date(2027, 3, 20))
    trust = Election("local", "england", date(2027, 5, 6), bodies=("nhs_trust_local",))

    starts = [
        [period.starts for period in periods_in_force([council, trust], body, "", "england", _at(2027, 4, 20))]
        for body in ("council", "nhs_trust_local", "fire")
    ]
    assert starts == [[date(2027, 3, 20)], [date(2027, 3, 31)], []]


def test_periods_over_the_whole_area_come_before_those_over_a_part():
    ward = Election("local_by", "england", date(2027, 5, 6), "Charlwood, Mole Valley")
    mayor = Election("mayor", "england", date(2027, 5, 13))

    found = periods_in_force([ward, mayor, LOCAL], "council", "Mole Valley", "england", _at(2027, 4, 20))

    assert [period.election for period in found] == ["local elections", "mayoral election", "local by-election"]


def test_an_entered_end_keeps_government_bound_until_the_next_one_is_formed():
    """S37: five days in May 2010."""
    formed = _at(2024, 7, 9, 18)
    election = Election("uk_general", "uk", date(2024, 7, 4), start=date(2024, 5, 25), end=formed)

    period = periods_in_force([election], "uk_department_or_alb", "", "uk", _at(2024, 7, 8))[0]

    assert period.ends == date(2024, 7, 9)
    assert Context(period=period, now=_at(2024, 7, 8)).period_in_force is period
    assert Context(period=period, now=_at(2024, 7, 10)).period_in_force is None
    assert periods_in_force([election], "uk_department_or_alb", "", "uk", formed) == []


def test_every_kind_of_poll_gives_every_body_a_start_before_it():
    """S37."""
    for (name, kind), body in product(KINDS.items(), BODIES):
        for nation in kind.nations:
            election = Election(name, nation, date(2027, 6, 10), "Northgate, Fernshire")
            start = election.computed(body, HOME[body] or nation)
            assert 20 < (election.poll - start.day).days < 50, (name, body)
            assert start.rule
            assert start.source


@pytest.mark.parametrize(
    ("org_type", "nation", "body"),
    [
        ("council", "scotland", "council"),
        ("nhs_trust", "england", "nhs_trust_local"),
        ("police", "wales", "police"),
        ("fire", "england", "fire"),
        ("ministry", "uk", "uk_department_or_alb"),
        ("ministry", "england", "uk_department_or_alb"),
        ("ministry", "scotland", "scottish_government_and_public_bodies"),
        ("ministry", "wales", "welsh_government"),
        ("ministry", "northern_ireland", "northern_ireland_department"),
    ],
)
def test_an_account_answers_to_the_body_of_its_organisation(org_type, nation, body):
    assert body_of(org_type, nation) == body


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: Election("locl", "england", date(2027, 5, 6)), "“locl” is not a known kind of election. Did you mean “local”?"),
        (lambda: Election("uk_parliament", "uk", date(2027, 5, 6)), "Did you mean “uk_parliament_by”?"),
        (lambda: Election("local", "englnd", date(2027, 5, 6)), "“englnd” is not a known nation. Did you mean “england”?"),
        (lambda: Election("local", "england", date(2027, 5, 6), bodies=("counsil",)), "Did you mean “council”?"),
        (lambda: Election("senedd", "england", date(2027, 5, 6)), "No “senedd” is entered for england. Expected one of: wales."),
        (lambda: Election("local", "uk", date(2027, 5, 6)), "Expected one of: england, wales, scotland, northern ireland."),
        (lambda: Election("local_by", "england", date(2027, 5, 6), "Charlwood"), "needs its ward and the council it lies in"),
        (lambda: Election("uk_parliament_by", "wales", date(2027, 5, 6), " "), "A parliamentary by-election needs its area"),
        (lambda: Election("local", "england", date(2107, 5, 6)), "The poll is in 2107; bank holidays are known for polls from 2013 to 2099."),
        (lambda: Election("local", "england", date(2027, 5, 6), start=date(2027, 5, 7)), "Expected a day in the year before it."),
        (lambda: Election("local", "england", date(2027, 5, 6), start=date(2026, 3, 27)), "Expected a day in the year before it."),
        (lambda: Election("local", "england", date(2027, 5, 6), end=_at(2027, 5, 6, 21)), "Expected the close of poll at 22:00"),
        (lambda: Election("local", "england", date(2027, 5, 6), end=datetime.fromisoformat("2027-05-06T22:00")), "has no time zone"),
        (lambda: periods_in_force([LOCAL], "nhs_trust", "", "england", _at(2027, 4, 1)), "“nhs_trust” is not a known body. Did you mean “nhs_trust_local”?"),
        (lambda: periods_in_force([], "xyz", "", "england", _at(2027, 4, 1)), "Known: council, fire"),
        (lambda: periods_in_force([], "council", "", "scottland", _at(2027, 4, 1)), "Did you mean “scotland”?"),
        (lambda: periods_in_force([], "welsh_government", "", "england", _at(2027, 4, 1)), "“welsh_government” serves wales, not england."),
        (lambda: periods_in_force([LOCAL], "council", "", "england", datetime.fromisoformat("2027-04-01")), "has no time zone"),
        (lambda: LOCAL.computed("councl", "england"), "Did you mean “council”?"),
        (lambda: body_of("hospital", "england"), "“hospital” is not a known kind of organisation."),
    ],
)  # fmt: skip
def test_what_is_not_known_is_refused_and_never_taken_for_no_period(ask, said):
    """S37."""
    with pytest.raises(CalendarError) as refused:
        ask()

    assert said in str(refused.value)


def test_an_entered_start_before_the_rule_is_said_with_its_distance():
    noticed = Election("local", "england", date(2024, 5, 2), start=date(2024, 3, 22))

    assert difference(noticed, "council", "england") == (
        "The period starts on 22 March 2024 as entered, 4 days before the latest day by rule, 26 March 2024 "
        "(from the notice of election, on its last day at the latest; "
        "LGA: http://www.local.gov.uk/short-guide-publicity-during-pre-election-period)."
    )


def test_an_entered_start_after_the_rule_wins_and_is_asked_about():
    late = Election("local", "england", date(2024, 5, 2), start=date(2024, 3, 27))

    assert difference(late, "council", "england").endswith("Please check the date with your elections team.")
    assert "one day after the latest day by rule, 26 March 2024" in difference(late, "council", "england")
    assert periods_in_force([late], "council", "", "england", _at(2024, 3, 26, 12)) == []


def test_dates_that_agree_need_no_words():
    agreed = Election("local", "england", date(2024, 5, 2), start=date(2024, 3, 26))

    assert difference(agreed, "council", "england") == ""
    assert difference(LOCAL, "council", "england") == ""


def test_a_start_counted_with_bank_holidays_not_yet_announced_says_so():
    """S37."""
    far = Election("local", "england", date(2029, 5, 3))

    assert far.computed("council", "england").provisional
    assert "bank holidays that had not all been announced for 2029" in difference(far, "council", "england")
    assert not far.computed("uk_department_or_alb", "uk").provisional
