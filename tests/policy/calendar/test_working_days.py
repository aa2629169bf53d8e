"""Working days counted back from a poll, on both sides of the last published bank holiday (S37)."""

import subprocess
import sys
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uk_election_timetables.calendars import Country
from uk_election_timetables.elections import LocalElection

from bot.policy.calendar.working_days import bank_holidays, days_before, last_published, notice_deadline

_NATIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}
_LOCAL_DAYS = {"england": 25, "wales": 25, "scotland": 28, "northern_ireland": 25}


def _own_count(nation, poll, count):
    """The deadline counted by hand with the holidays package alone."""
    off = set(holidays.country_holidays("GB", subdiv=_NATIONS[nation], years=[poll.year - 1, poll.year]))
    off |= {date(year, 12, 24) for year in (poll.year - 1, poll.year)}
    if nation == "scotland":
        england = holidays.country_holidays("GB", subdiv="ENG", years=[poll.year])
        off |= {day for day in england if england[day] == "Easter Monday"}
    day = poll
    while count:
        day -= timedelta(days=1)
        count -= day.weekday() < 5 and day not in off
    return day


@pytest.mark.parametrize("nation", _NATIONS)
def test_both_packages_agree_on_the_weekday_bank_holidays_of_the_years_both_know(nation):
    last = last_published().year
    published = {day for day in bank_holidays(nation, last) if day.year >= 2016}
    other = holidays.country_holidays("GB", subdiv=_NATIONS[nation], years=range(2016, last + 1))

    assert {day for day in published if day.weekday() < 5} == {day for day in other if day.weekday() < 5}


def test_the_timetables_know_bank_holidays_to_the_end_of_2028():
    """A newer release may know more; then this day moves and nothing else has to."""
    assert last_published() >= date(2028, 12, 26)


@pytest.mark.parametrize(
    ("poll", "alone", "deadline"),
    [
        (date(2028, 5, 4), date(2028, 3, 27), date(2028, 3, 27)),
        (date(2029, 1, 11), date(2028, 12, 5), date(2028, 12, 4)),
        (date(2029, 5, 3), date(2029, 3, 29), date(2029, 3, 27)),
    ],
    ids=["before the edge", "across the edge", "after the edge"],
)
def test_after_the_last_published_bank_holiday_the_days_are_reckoned(poll, alone, deadline):
    """S37: the timetables alone would miss New Year's Day, Good Friday and Easter Monday, without a word."""
    if last_published() == date(2028, 12, 26):
        assert LocalElection(poll, Country.ENGLAND).notice_of_election_deadline == alone
    assert notice_deadline("local", poll, "england") == deadline
    assert _own_count("england", poll, 25) == deadline


@settings(deadline=None, max_examples=60)
@given(poll=st.dates(date(2016, 1, 1), date(2036, 12, 31)), nation=st.sampled_from(sorted(_NATIONS)))
def test_any_local_deadline_is_the_one_counted_by_hand(poll, nation):
    assert notice_deadline("local", poll, nation) == _own_count(nation, poll, _LOCAL_DAYS[nation])


def test_a_general_election_without_a_nation_takes_the_earliest_deadline_of_all():
    poll = date(2019, 12, 12)  # Saint Andrew's Day was kept on Monday 2 December, in Scotland only
    of_nations = [notice_deadline("uk_parliament", poll, nation) for nation in _NATIONS]

    assert notice_deadline("uk_parliament", poll, "uk") == min(of_nations)
    assert len(set(of_nations)) == 2
    assert days_before(poll, 25, "uk") == date(2019, 11, 6)
    assert days_before(poll, 25, "england") == date(2019, 11, 7)


def test_the_reckoning_package_is_not_loaded_for_polls_within_the_published_years():
    """It takes a second that no start of the product should wait for."""
    program = (
        "import sys; from datetime import date; from bot.policy.calendar.starts import latest_start; "
        "latest_start('local', 'council', 'england', date(2027, 5, 6)); assert 'holidays' not in sys.modules"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
