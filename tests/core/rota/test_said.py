"""Days as people say them, and said back to them (issue 4: leave and sickness)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.refusals import Refusal
from bot.core.rota.reading import read
from bot.core.rota.said import LONGEST, Said, echo, in_words, times

LONDON = ZoneInfo("Europe/London")
FRIDAY = datetime(2026, 11, 27, 15, 5, tzinfo=UTC)
"""Friday 27 November 2026, in the afternoon."""
TUESDAY = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
NEW_YEARS_EVE = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def said(words: str, now: datetime = FRIDAY) -> str:
    meant = read(words, now, LONDON)
    return echo(meant) if isinstance(meant, Said) else meant.rule


@pytest.mark.parametrize(
    ("words", "in_full"),
    [
        ("24 Dec to 2 Jan", "Thursday 24 December 2026 to Saturday 2 January 2027, 10 days"),
        ("today", "Friday 27 November 2026, 1 day"),
        ("tomorrow", "Saturday 28 November 2026, 1 day"),
        ("today and tomorrow", "Friday 27 November 2026 to Saturday 28 November 2026, 2 days"),
        ("Monday", "Monday 30 November 2026, 1 day"),
        ("Friday", "Friday 27 November 2026, 1 day"),
        ("next Tue", "Tuesday 1 December 2026, 1 day"),
        ("next Friday", "Friday 4 December 2026, 1 day"),
        ("Mon-Wed", "Monday 30 November 2026 to Wednesday 2 December 2026, 3 days"),
        ("Fri to Mon", "Friday 27 November 2026 to Monday 30 November 2026, 4 days"),
        ("3/4", "Saturday 3 April 2027, 1 day"),
        ("3/4/27", "Saturday 3 April 2027, 1 day"),
        ("03.04.2027", "Saturday 3 April 2027, 1 day"),
        ("2026-12-24 to 2027-01-02", "Thursday 24 December 2026 to Saturday 2 January 2027, 10 days"),
        ("24th December 2026", "Thursday 24 December 2026, 1 day"),
        ("Thurs. 24th of December", "Thursday 24 December 2026, 1 day"),
        ("December 24", "Thursday 24 December 2026, 1 day"),
        ("the 24th", "Thursday 24 December 2026, 1 day"),
        ("until Tuesday", "Friday 27 November 2026 to Tuesday 1 December 2026, 5 days"),
        ("until the 3rd of April 2027", "Friday 27 November 2026 to Saturday 3 April 2027, 128 days"),
        ("from 5 to 9 January", "Tuesday 5 January 2027 to Saturday 9 January 2027, 5 days"),
        ("24 Dec – 28", "Thursday 24 December 2026 to Monday 28 December 2026, 5 days"),
        ("3/12-5/12", "Thursday 3 December 2026 to Saturday 5 December 2026, 3 days"),
        ("this afternoon", "Friday 27 November 2026 afternoon, half a day"),
        ("Mon morning", "Monday 30 November 2026 morning, half a day"),
        ("the morning of 24 Dec", "Thursday 24 December 2026 morning, half a day"),
        (
            "Thursday afternoon to Monday morning",
            "Thursday 3 December 2026 afternoon to Monday 7 December 2026 morning, 4 days",
        ),
        ("2 weeks from Monday", "Monday 30 November 2026 to Sunday 13 December 2026, 14 days"),
        ("Monday for three days", "Monday 30 November 2026 to Wednesday 2 December 2026, 3 days"),
        ("a fortnight", "Friday 27 November 2026 to Thursday 10 December 2026, 14 days"),
        ("a month from 31 Jan", "Sunday 31 January 2027 to Saturday 27 February 2027, 28 days"),
        ("Monday week", "Monday 7 December 2026, 1 day"),
        ("a week on Monday", "Monday 7 December 2026, 1 day"),
        ("in three weeks", "Friday 18 December 2026, 1 day"),
        ("in 2 days", "Sunday 29 November 2026, 1 day"),
        ("next week", "Monday 30 November 2026 to Sunday 6 December 2026, 7 days"),
        ("the rest of the week", "Friday 27 November 2026 to Sunday 29 November 2026, 3 days"),
        ("since yesterday until Monday", "Thursday 26 November 2026 to Monday 30 November 2026, 5 days"),
        ("20 to 30 November", "Friday 20 November 2026 to Monday 30 November 2026, 11 days"),
        ("29 Feb", "Tuesday 29 February 2028, 1 day"),
    ],
)
def test_days_are_read_as_people_write_them(words: str, in_full: str) -> None:
    assert said(words) == in_full


def test_weekdays_look_ahead() -> None:
    assert said("Mon-Wed", TUESDAY) == "Monday 7 December 2026 to Wednesday 9 December 2026, 3 days"
    assert said("next Wednesday", TUESDAY) == "Wednesday 9 December 2026, 1 day"


def test_the_year_is_the_next_one_that_fits_across_new_year() -> None:
    assert said("28 Dec to 3 Jan", NEW_YEARS_EVE) == "Monday 28 December 2026 to Sunday 3 January 2027, 7 days"
    assert said("1 Jan", NEW_YEARS_EVE) == "Friday 1 January 2027, 1 day"
    assert said("30 Dec", NEW_YEARS_EVE) == "Thursday 30 December 2027, 1 day"


def test_today_is_the_day_of_the_zone_and_not_of_utc() -> None:
    half_past_midnight_in_summer = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    assert said("today", half_past_midnight_in_summer) == "Wednesday 1 July 2026, 1 day"


@pytest.mark.parametrize(
    ("words", "rule", "told"),
    [
        ("", "dates.none", "It does not say which days."),
        ("when the cows come home", "dates.unreadable", "I could not read “when cows come home” as a day."),
        ("24 Dec to whenever", "dates.unreadable", "I did understand “24 Dec”."),
        ("2 parsecs", "dates.unreadable", "Write it like “24 Dec to 2 Jan”"),
        ("30 Feb", "dates.no_such_day", "There is no 30 February"),
        ("29 Feb 2027", "dates.no_such_day", "There is no 29 Feb 2027."),
        ("12/25", "dates.no_such_day", "The day comes first: 25/12 is 25 December."),
        ("1 Jan 9999", "dates.no_such_day", "out of my range"),
        ("1 Jan 0000", "dates.no_such_day", "out of my range"),
        ("5 Jan to 3 Jan", "dates.backwards", "I read that as 5 Jan to 3 Jan, which ends before it begins."),
        ("24/12/2026 to 20/12/2026", "dates.backwards", "Write the earlier day first"),
        ("Sunday afternoon to Sunday morning", "dates.backwards", "ends before it begins"),
        ("Fri 24 Dec", "dates.weekday", "24 December 2026 is a Thursday, not a Friday."),
        ("yesterday", "dates.past", "Thursday 26 November 2026, 1 day, which is over already"),
        ("24 Dec to 2 Jan, 9 days", "dates.count", "10 days, which is not 9 days"),
        ("999 weeks", "dates.unreadable", "999 weeks is not a length of time I can use"),
        ("1 Jan 2027 to 1 Jan 2030", "dates.too_long", "Enter it in parts."),
    ],
)
def test_what_cannot_be_right_is_refused_with_what_was_understood(words: str, rule: str, told: str) -> None:
    refusal = read(words, FRIDAY, LONDON)

    assert isinstance(refusal, Refusal)
    assert refusal.rule == rule
    assert told in refusal.words


FIRST_DAYS = st.dates(date(2026, 11, 27), date(2090, 1, 1))
STRETCHES = st.builds(
    lambda first, length, begins, ends: Said(first, first + timedelta(days=length), begins, ends and length > 0),
    FIRST_DAYS,
    st.integers(0, LONGEST - 1),
    st.booleans(),
    st.booleans(),
) | st.builds(lambda day: Said(day, day, to_midday=True), FIRST_DAYS)


@given(STRETCHES)
def test_what_is_echoed_is_read_back_as_the_same(meant: Said) -> None:
    assert read(echo(meant), FRIDAY, LONDON) == meant


@given(STRETCHES)
def test_what_is_stored_is_said_as_it_was_entered(meant: Said) -> None:
    assert in_words(meant.stretch(LONDON), LONDON) == echo(meant)


WORDS = ("24", "31", "5/1", "Dec", "Feb", "mon", "to", "-", "until", "next", "week", "2027", "am", "for", "a")


@given(st.text(max_size=40) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_anything_at_all_is_read_or_refused(words: str) -> None:
    meant = read(words, FRIDAY, LONDON)

    assert isinstance(meant, Refusal) or meant.stretch(LONDON)[0] < meant.stretch(LONDON)[1]


@given(FIRST_DAYS, st.integers(0, 180))
def test_days_without_a_year_are_the_next_that_fit(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    now = datetime.combine(first, time(12), UTC)

    words = f"{first.day} {first:%b} to {last.day} {last:%b}"

    assert read(words, now, LONDON) == Said(first, last)


def test_an_hour_that_is_no_midday_is_told_with_the_clock() -> None:
    from_now = (FRIDAY, datetime(2026, 11, 28, tzinfo=UTC))
    over_the_weekend = (FRIDAY, datetime(2026, 11, 30, tzinfo=UTC))

    assert in_words(from_now, LONDON) == "Friday 27 November 2026 15:05 to the end of the day"
    assert in_words(over_the_weekend, LONDON) == "Friday 27 November 2026 15:05 to the end of Sunday 29 November 2026"
    assert in_words((FRIDAY, FRIDAY + timedelta(hours=2)), LONDON) == "Friday 27 November 2026 15:05 to 17:05"


def test_a_shift_is_told_by_the_clock_and_its_last_midnight_belongs_to_the_day_before() -> None:
    def told(*hours: int) -> str:
        monday = datetime(2026, 11, 30, tzinfo=UTC)
        start, end = (monday + timedelta(hours=hour) for hour in hours)
        return times((start, end), LONDON)

    assert told(9, 17) == "Mon 30 Nov 09:00 to 17:00"
    assert told(17, 33) == "Mon 30 Nov 17:00 to Tue 1 Dec 09:00"
    assert told(0, 24) == "Mon 30 Nov 00:00 to 24:00"
    assert told(17, 48) == "Mon 30 Nov 17:00 to Tue 1 Dec 24:00"


def test_a_day_on_which_the_clock_changes_is_one_day_and_not_24_hours() -> None:
    spring = Said(date(2027, 3, 28), date(2027, 3, 28))

    start, end = spring.stretch(LONDON)

    assert end - start == timedelta(hours=23)
