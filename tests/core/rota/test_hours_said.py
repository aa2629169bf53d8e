"""Times of day in leave, as people write them, and said back in full (issue 4, points 2: dates as people write them)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.refusals import Refusal
from bot.core.rota.reading import read
from bot.core.rota.said import Said, echo, in_words

LONDON = ZoneInfo("Europe/London")
FRIDAY = datetime(2026, 11, 27, 15, 5, tzinfo=UTC)
"""Friday 27 November 2026, five past three in the afternoon."""
WEDNESDAY_MORNING = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)


def said(words: str, now: datetime = FRIDAY) -> str:
    meant = read(words, now, LONDON)
    return in_words(meant.stretch(LONDON), LONDON) if isinstance(meant, Said) else meant.rule


@pytest.mark.parametrize(
    ("words", "in_full"),
    [
        ("tomorrow from 2pm", "Saturday 28 November 2026 14:00 to the end of the day"),
        ("PM tomorrow", "Saturday 28 November 2026 afternoon, half a day"),
        ("tomorrow am only", "Saturday 28 November 2026 morning, half a day"),
        ("Mon 7th Dec - Weds 9th Dec (inc)", "Monday 7 December 2026 to Wednesday 9 December 2026, 3 days"),
        ("Thurs 10 Dec @ 2pm til 4pm", "Thursday 10 December 2026 14:00 to 16:00"),
        ("back on Monday", "Friday 27 November 2026 to Sunday 29 November 2026, 3 days"),
        ("all next week", "Monday 30 November 2026 to Sunday 6 December 2026, 7 days"),
        ("the whole of next week", "Monday 30 November 2026 to Sunday 6 December 2026, 7 days"),
        ("2026-12-07/2026-12-11", "Monday 7 December 2026 to Friday 11 December 2026, 5 days"),
        ("Mon – Fri w/c 7 Dec", "Monday 7 December 2026 to Friday 11 December 2026, 5 days"),
        ("Tuesday w/c 7 Dec", "Tuesday 8 December 2026, 1 day"),
        ("from 8:30", "Friday 27 November 2026 08:30 to the end of the day"),
        ("2-4pm tomorrow", "Saturday 28 November 2026 14:00 to 16:00"),
        ("5pm tonight until 9am tomorrow", "Friday 27 November 2026 17:00 to Saturday 28 November 2026 09:00"),
        ("until quarter past 4", "Friday 27 November 2026 until 16:15"),
        ("from 2pm tomorrow", "Saturday 28 November 2026 14:00 to the end of the day"),
        ("Thursday 9.30 to 12", "Thursday 3 December 2026 09:30 to 12:00"),
        ("Thursday 9:30-12:00", "Thursday 3 December 2026 09:30 to 12:00"),
        ("Thu 9.30am-12pm", "Thursday 3 December 2026 09:30 to 12:00"),
        ("9.30 to 12 Thursday", "Thursday 3 December 2026 09:30 to 12:00"),
        ("until 3pm today", "Friday 27 November 2026 until 15:00"),
        ("today until 3pm", "Friday 27 November 2026 until 15:00"),
        ("until 6pm today", "Friday 27 November 2026 until 18:00"),
        ("until 4pm", "Friday 27 November 2026 until 16:00"),
        ("this afternoon", "Friday 27 November 2026 afternoon, half a day"),
        ("this morning", "Friday 27 November 2026 morning, half a day"),
        ("rest of the day", "Friday 27 November 2026, 1 day"),
        ("for the rest of the day", "Friday 27 November 2026, 1 day"),
        ("from 4pm for the rest of the day", "Friday 27 November 2026 16:00 to the end of the day"),
        ("until the end of the day", "Friday 27 November 2026, 1 day"),
        ("w/c 7 Dec", "Monday 7 December 2026 to Sunday 13 December 2026, 7 days"),
        ("week commencing 7 December", "Monday 7 December 2026 to Sunday 13 December 2026, 7 days"),
        ("week of 7 Dec", "Monday 7 December 2026 to Sunday 13 December 2026, 7 days"),
        ("Mon-Wed next week", "Monday 30 November 2026 to Wednesday 2 December 2026, 3 days"),
        ("Monday to Wednesday next week", "Monday 30 November 2026 to Wednesday 2 December 2026, 3 days"),
        ("next week Mon-Wed", "Monday 30 November 2026 to Wednesday 2 December 2026, 3 days"),
        ("Monday next week", "Monday 30 November 2026, 1 day"),
        ("Tuesday of next week", "Tuesday 1 December 2026, 1 day"),
        ("for a fortnight", "Friday 27 November 2026 to Thursday 10 December 2026, 14 days"),
        ("a fortnight from 7 Dec", "Monday 7 December 2026 to Sunday 20 December 2026, 14 days"),
        ("next Friday", "Friday 4 December 2026, 1 day"),
        ("Thursday 9 to 5", "Thursday 3 December 2026 09:00 to 17:00"),
        ("9 to 5 on Thursday", "Thursday 3 December 2026 09:00 to 17:00"),
        ("9-5 tomorrow", "Saturday 28 November 2026 09:00 to 17:00"),
        ("tomorrow 9am-5pm", "Saturday 28 November 2026 09:00 to 17:00"),
        ("tomorrow 9 to 5pm", "Saturday 28 November 2026 09:00 to 17:00"),
        ("tomorrow 2 to 5pm", "Saturday 28 November 2026 14:00 to 17:00"),
        ("tomorrow 11 to 2pm", "Saturday 28 November 2026 11:00 to 14:00"),
        ("Thursday 14:00 to 17:00", "Thursday 3 December 2026 14:00 to 17:00"),
        ("Thursday 1400-1700", "Thursday 3 December 2026 14:00 to 17:00"),
        ("Thursday 1400 to 1700hrs", "Thursday 3 December 2026 14:00 to 17:00"),
        ("from Monday 2pm to Wednesday 10am", "Monday 30 November 2026 14:00 to Wednesday 2 December 2026 10:00"),
        ("Mon 2pm - Wed 10am", "Monday 30 November 2026 14:00 to Wednesday 2 December 2026 10:00"),
        ("2pm Monday to 10am Wednesday", "Monday 30 November 2026 14:00 to Wednesday 2 December 2026 10:00"),
        ("Monday from 10am until 4pm", "Monday 30 November 2026 10:00 to 16:00"),
        ("between 2pm and 4pm tomorrow", "Saturday 28 November 2026 14:00 to 16:00"),
        ("between 5 and 9 January", "Tuesday 5 January 2027 to Saturday 9 January 2027, 5 days"),
        ("tomorrow from half past 2 in the afternoon", "Saturday 28 November 2026 14:30 to the end of the day"),
        ("2 in the afternoon tomorrow until 6", "Saturday 28 November 2026 14:00 to 18:00"),
        ("quarter to three to 5pm tomorrow", "Saturday 28 November 2026 14:45 to 17:00"),
        ("tomorrow morning from 9", "Saturday 28 November 2026 09:00 to the end of the day"),
        ("tomorrow morning 9 to 11", "Saturday 28 November 2026 09:00 to 11:00"),
        ("Thursday afternoon until 4", "Thursday 3 December 2026 13:00 to 16:00"),
        ("this afternoon until 5", "Friday 27 November 2026 13:00 to 17:00"),
        ("tomorrow until noon", "Saturday 28 November 2026 until 12:00"),
        ("tomorrow until lunchtime", "Saturday 28 November 2026 morning, half a day"),
        ("from noon tomorrow", "Saturday 28 November 2026 12:00 to the end of the day"),
        ("tomorrow after lunch", "Saturday 28 November 2026 afternoon, half a day"),
        ("tomorrow before 10am", "Saturday 28 November 2026 until 10:00"),
        ("until 10 tomorrow", "Friday 27 November 2026 to Saturday 28 November 2026 10:00"),
        ("until 10am tomorrow", "Friday 27 November 2026 to Saturday 28 November 2026 10:00"),
        ("until Monday 9am", "Friday 27 November 2026 to Monday 30 November 2026 09:00"),
        ("until 9am Monday", "Friday 27 November 2026 to Monday 30 November 2026 09:00"),
        ("until Monday 14:30", "Friday 27 November 2026 to Monday 30 November 2026 14:30"),
        ("tonight 9pm to 6am", "Friday 27 November 2026 21:00 to Saturday 28 November 2026 06:00"),
        ("tonight from 8", "Friday 27 November 2026 20:00 to the end of the day"),
        ("Friday 10pm to 6am", "Friday 27 November 2026 22:00 to Saturday 28 November 2026 06:00"),
        ("tomorrow from 10pm to 2am", "Saturday 28 November 2026 22:00 to Sunday 29 November 2026 02:00"),
        ("until midnight", "Friday 27 November 2026, 1 day"),
        ("Friday 6pm to midnight", "Friday 27 November 2026 18:00 to the end of the day"),
        ("for two hours", "Friday 27 November 2026 15:05 to 17:05"),
        ("for the next 2 hours", "Friday 27 November 2026 15:05 to 17:05"),
        ("for 90 minutes", "Friday 27 November 2026 15:05 to 16:35"),
        ("for half an hour", "Friday 27 November 2026 15:05 to 15:35"),
        ("for an hour and a half", "Friday 27 November 2026 15:05 to 16:35"),
        ("from 2pm tomorrow for 3 hours", "Saturday 28 November 2026 14:00 to 17:00"),
        ("tomorrow 10am for 2 hours", "Saturday 28 November 2026 10:00 to 12:00"),
        ("from 2pm tomorrow for 3 days", "Saturday 28 November 2026 14:00 to Tuesday 1 December 2026 14:00"),
        ("now until 5pm", "Friday 27 November 2026 until 17:00"),
        ("from now until Monday 9am", "Friday 27 November 2026 to Monday 30 November 2026 09:00"),
        ("24 Dec from 1pm", "Thursday 24 December 2026 afternoon, half a day"),
        ("24 Dec from 13:00 to 2 Jan", "Thursday 24 December 2026 afternoon to Saturday 2 January 2027, 9½ days"),
        ("from 1pm on 24 Dec to 9am on 2 Jan", "Thursday 24 December 2026 13:00 to Saturday 2 January 2027 09:00"),
        ("24/12 12:00 to 28/12 12:00", "Thursday 24 December 2026 12:00 to Monday 28 December 2026 12:00"),
        ("24 December 2026, 2pm to 5pm", "Thursday 24 December 2026 14:00 to 17:00"),
        ("2026-12-24 14:00 to 2026-12-24 17:30", "Thursday 24 December 2026 14:00 to 17:30"),
        ("28 Mar 2027 from 1.30am", "Sunday 28 March 2027 02:00 to the end of the day"),
        ("28 Mar 2027 00:30 to 03:30", "Sunday 28 March 2027 00:30 to 03:30"),
        ("31 Oct 2027 from 01:30", "Sunday 31 October 2027 01:30 (before the clocks go back) to the end of the day"),
        ("31 Oct 2027 until 01:30", "Sunday 31 October 2027 until 01:30 (after the clocks go back)"),
        ("31 Oct 2027 00:30 to 01:30", "Sunday 31 October 2027 00:30 to 01:30 (after the clocks go back)"),
        (
            "31 Oct 2027 01:15 to 01:45",
            "Sunday 31 October 2027 01:15 (before the clocks go back) to 01:45 (after the clocks go back)",
        ),
        ("31 Dec from 10pm to 2am", "Thursday 31 December 2026 22:00 to Friday 1 January 2027 02:00"),
        ("31 Dec 6pm to 1 Jan 6am", "Thursday 31 December 2026 18:00 to Friday 1 January 2027 06:00"),
        ("New Year's Eve", "Thursday 31 December 2026, 1 day"),
        ("New Year’s Eve from 3pm", "Thursday 31 December 2026 15:00 to the end of the day"),
        ("Christmas Eve to Boxing Day", "Thursday 24 December 2026 to Saturday 26 December 2026, 3 days"),
        ("from Christmas Day until New Year's Day", "Friday 25 December 2026 to Friday 1 January 2027, 8 days"),
        ("December", "Tuesday 1 December 2026 to Thursday 31 December 2026, 31 days"),
        ("all of December", "Tuesday 1 December 2026 to Thursday 31 December 2026, 31 days"),
        ("next month", "Tuesday 1 December 2026 to Thursday 31 December 2026, 31 days"),
        ("rest of the month", "Friday 27 November 2026 to Monday 30 November 2026, 4 days"),
        ("until the end of the month", "Friday 27 November 2026 to Monday 30 November 2026, 4 days"),
        ("until the end of the week", "Friday 27 November 2026 to Sunday 29 November 2026, 3 days"),
        ("until the end of Friday", "Friday 27 November 2026, 1 day"),
        ("until the end of January", "Friday 27 November 2026 to Sunday 31 January 2027, 66 days"),
        ("Mon and Tue", "Monday 30 November 2026 to Tuesday 1 December 2026, 2 days"),
        ("today and tomorrow", "Friday 27 November 2026 to Saturday 28 November 2026, 2 days"),
        ("Weds", "Wednesday 2 December 2026, 1 day"),
        ("tmrw", "Saturday 28 November 2026, 1 day"),
        ("tommorow from 9", "Saturday 28 November 2026 09:00 to the end of the day"),
        ("until 3 pm", "Friday 27 November 2026 until 15:00"),
        ("24th pm", "Thursday 24 December 2026 afternoon, half a day"),
        ("24 Dec pm", "Thursday 24 December 2026 afternoon, half a day"),
        ("Monday 9am to Tuesday", "Monday 30 November 2026 09:00 to the end of Tuesday 1 December 2026"),
        ("Monday to 3pm Tuesday", "Monday 30 November 2026 to Tuesday 1 December 2026 15:00"),
        ("today from 9am to 11am", "Friday 27 November 2026 09:00 to 11:00"),
        ("from 2pm", "Friday 27 November 2026 14:00 to the end of the day"),
        ("after 4pm", "Friday 27 November 2026 16:00 to the end of the day"),
        ("2pm onwards tomorrow", "Saturday 28 November 2026 14:00 to the end of the day"),
        ("tomorrow all day", "Saturday 28 November 2026, 1 day"),
        ("Thursday 3rd from 2pm", "Thursday 3 December 2026 14:00 to the end of the day"),
        ("3rd December 10 to 11.30", "Thursday 3 December 2026 10:00 to 11:30"),
        ("on the 3rd from 2pm to 4pm", "Thursday 3 December 2026 14:00 to 16:00"),
        ("week after next", "Monday 7 December 2026 to Sunday 13 December 2026, 7 days"),
        ("Tuesday week from 2pm", "Tuesday 8 December 2026 14:00 to the end of the day"),
        ("a week on Monday at 2pm for an hour", "Monday 7 December 2026 14:00 to 15:00"),
        ("Sat 28 Nov 09:00 to Sun 29 Nov 18:00", "Saturday 28 November 2026 09:00 to Sunday 29 November 2026 18:00"),
        ("1 Jan until 10am", "Friday 1 January 2027 until 10:00"),
        ("2027-03-28T14:00 to 2027-03-28T16:00", "Sunday 28 March 2027 14:00 to 16:00"),
        ("noon to 2pm Monday", "Monday 30 November 2026 12:00 to 14:00"),
        ("12 to 2 on Monday", "Monday 30 November 2026 12:00 to 14:00"),
        ("12.30 to 1.30 on Monday", "Monday 30 November 2026 12:30 to 13:30"),
        ("Monday 12.30-1.30pm", "Monday 30 November 2026 12:30 to 13:30"),
        ("8 to 10pm tomorrow", "Saturday 28 November 2026 20:00 to 22:00"),
        ("10-12 tomorrow", "Saturday 28 November 2026 10:00 to 12:00"),
        ("until 12 tomorrow", "Friday 27 November 2026 to Saturday 28 November 2026 12:00"),
        ("until 17:00", "Friday 27 November 2026 until 17:00"),
        ("until 1700", "Friday 27 November 2026 until 17:00"),
        ("2pm until Friday 10am", "Friday 27 November 2026 14:00 to Saturday 28 November 2026 10:00"),
        ("2pm to Friday", "Friday 27 November 2026 14:00 to the end of the day"),
        (
            "Monday lunchtime to Tuesday lunchtime",
            "Monday 30 November 2026 afternoon to Tuesday 1 December 2026 morning, 1 day",
        ),
        ("midday tomorrow until midday Tuesday", "Saturday 28 November 2026 12:00 to Tuesday 1 December 2026 12:00"),
        ("tomorrow 5.12pm to 6pm", "Saturday 28 November 2026 17:12 to 18:00"),
        ("Thursday 24 December 2026 morning, half a day", "Thursday 24 December 2026 morning, half a day"),
    ],
)
def test_days_and_times_are_read_as_people_write_them(words: str, in_full: str) -> None:
    assert said(words) == in_full


@pytest.mark.parametrize(
    ("words", "in_full"),
    [
        ("until 3", "dates.day_or_time"),
        ("today from 2", "Wednesday 2 December 2026 14:00 to the end of the day"),
        ("until 10 today", "Wednesday 2 December 2026 until 10:00"),
        ("next Friday", "Friday 11 December 2026, 1 day"),
        ("Friday from 10", "Friday 4 December 2026 10:00 to the end of the day"),
        ("Thursday this week until 10am", "Thursday 3 December 2026 until 10:00"),
        ("for an hour", "Wednesday 2 December 2026 09:00 to 10:00"),
        ("rest of the morning", "Wednesday 2 December 2026 morning, half a day"),
        ("until lunch", "Wednesday 2 December 2026 morning, half a day"),
        ("this afternoon", "Wednesday 2 December 2026 afternoon, half a day"),
        ("2 to 4pm", "Wednesday 2 December 2026 14:00 to 16:00"),
        ("from 2pm until Friday 10am", "Wednesday 2 December 2026 14:00 to Friday 4 December 2026 10:00"),
        ("from 2pm until 10am Friday", "dates.which_day"),
    ],
)
def test_a_morning_earlier_the_same_words_may_mean_something_else(words: str, in_full: str) -> None:
    assert said(words, WEDNESDAY_MORNING) == in_full


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("28 March 2027", 23),
        ("28 March 2027 00:30 to 03:30", 2),
        ("28 March 2027 from 1.30am", 22),
        ("27 March 2027 10pm to 6am", 7),
        ("31 October 2027", 25),
        ("31 October 2027 00:30 to 03:30", 4),
        ("31 October 2027 01:15 to 01:45", 1.5),
        ("30 October 2027 10pm to 6am", 9),
        ("30 October 2027 10pm for 8 hours", 8),
    ],
)
def test_hours_on_the_wall_span_both_changes_of_the_clock(words: str, hours: float) -> None:
    meant = read(words, FRIDAY, LONDON)

    assert isinstance(meant, Said)
    start, end = meant.stretch(LONDON)
    assert end - start == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("words", "rule", "told"),
    [
        (
            "tomorrow from 2",
            "dates.which_half",
            "I read the day as Saturday 28 November 2026, but “2” can be 02:00 or 14:00",
        ),
        ("Thursday 2 to 5", "dates.which_half", "Write “2pm” or “2am”."),
        ("tomorrow from half two", "dates.which_half", "“2.30” can be 02:30 or 14:30"),
        ("tomorrow 2pm", "dates.from_or_until", "Write “tomorrow from 2pm” or “tomorrow until 2pm”."),
        ("13:00", "dates.from_or_until", "Write “today from 13:00” or “today until 13:00”."),
        (
            "until 4",
            "dates.day_or_time",
            "to Friday 4 December 2026, 8 days, or as Friday 27 November 2026 until 16:00.",
        ),
        (
            "tomorrow until 3",
            "dates.day_or_time",
            "or until 3 o’clock. Write “3pm” or “3am”, or the day with its month.",
        ),
        ("5 to 9", "dates.day_or_time", "or as Friday 27 November 2026 17:00 to 21:00."),
        ("5.12 to 9.12", "dates.day_or_time", "“5.12” can be a day with its month, or a time."),
        ("tonight", "dates.which_hours", "Write the hours, as in “today 6pm to 11pm” or “today from 6pm”."),
        (
            "tomorrow evening",
            "dates.which_hours",
            "I understood “tomorrow”, but “evening” has no hours of its own here.",
        ),
        ("until midnight on Friday week", "dates.midnight", "not whether the day begins or ends with it"),
        ("from midnight tomorrow", "dates.midnight", "Write “from tomorrow” or “until the end of tomorrow”"),
        ("half day tomorrow", "dates.which_half_day", "Write “tomorrow morning” or “tomorrow afternoon”."),
        ("half a day", "dates.which_half_day", "Write “this morning” or “this afternoon”."),
        ("until further notice", "dates.no_end", "Write until when you know, such as “until Friday”"),
        ("Friday evening to Monday morning", "dates.which_hours", "“evening” has no hours of its own here."),
        ("back yesterday", "dates.unreadable", "I could not read “back yesterday”."),
        ("Mon-Fri w/c 8 Dec", "dates.unreadable", "I did understand “Mon”."),
        ("Mon and Wed", "dates.apart", "or write “to” if you mean all of it."),
        ("every Friday afternoon", "dates.every", "Enter the next one."),
        ("w/c 8 Dec", "dates.weekday", "8 December 2026 is a Tuesday, not a Monday."),
        ("w/c soon", "dates.unreadable", "I could not read “soon” as a day."),
        ("25:00 tomorrow", "dates.no_such_time", "“25:00” is no time of day. Write it like “9.30am” or “14:00”."),
        ("tomorrow from 13pm", "dates.no_such_time", "“13pm” is no time of day."),
        (
            "tomorrow 5pm to 3pm",
            "dates.backwards",
            "Saturday 28 November 2026 17:00 to 15:00, which ends before it begins.",
        ),
        ("tomorrow 3pm to 3pm", "dates.backwards", "ends before it begins"),
        ("4 Dec 2026 9am to 3 Dec 2026 5pm", "dates.backwards", "which ends before it begins"),
        ("10pm to 6am Monday", "dates.which_day", "as in “Monday 10pm to Tuesday 6am”."),
        ("28 Mar 2027 1am to 1.30am", "dates.skipped", "a time the clocks skip when they go forward."),
        ("yesterday from 2pm", "dates.past", "which is over already"),
        ("9am to 10am to 11am", "dates.unreadable", "Write it like “24 Dec to 2 Jan”"),
        ("Monday 9am at 10am", "dates.unreadable", "or “Thursday 9.30 to 12”."),
        ("9am on the 31st of June", "dates.unreadable", "“tomorrow from 2pm”"),
        ("for 3 months from 2pm tomorrow", "dates.unreadable", "I could not read"),
        ("for 0 hours", "dates.unreadable", "I could not read"),
    ],
)
def test_what_can_be_meant_in_two_ways_is_refused_with_what_was_understood(words: str, rule: str, told: str) -> None:
    refusal = read(words, FRIDAY, LONDON)

    assert isinstance(refusal, Refusal)
    assert refusal.rule == rule
    assert told in refusal.words
    assert refusal.next_step


def test_a_time_the_clock_shows_twice_begins_with_the_first_and_ends_with_the_second() -> None:
    assert said("31 Oct 2027 from 01:30") == (
        "Sunday 31 October 2027 01:30 (before the clocks go back) to the end of the day"
    )
    assert said("31 Oct 2027 until 01:30") == "Sunday 31 October 2027 until 01:30 (after the clocks go back)"


def test_half_days_part_where_the_organisation_says() -> None:
    noon = time(12)
    meant = read("Monday morning", FRIDAY, LONDON, noon)

    assert isinstance(meant, Said)
    start, end = meant.stretch(LONDON, noon)
    assert (start, end) == (datetime(2026, 11, 30, tzinfo=UTC), datetime(2026, 11, 30, 12, tzinfo=UTC))
    assert in_words((start, end), LONDON, noon) == "Monday 30 November 2026 morning, half a day"
    assert in_words((start, end), LONDON) == "Monday 30 November 2026 until 12:00"


def test_lunch_is_midday_as_the_organisation_has_it_and_noon_is_twelve() -> None:
    assert [read(words, FRIDAY, LONDON, time(12, 30)) for words in ("Monday until lunch", "Monday until noon")] == [
        Said(date(2026, 11, 30), date(2026, 11, 30), ends=end) for end in (time(12, 30), time(12))
    ]


DAYS = st.dates(date(2026, 11, 28), date(2040, 1, 1))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0)).filter(lambda at: at != time()) | st.none()


@st.composite
def clocked(draw: st.DrawFn) -> Said:
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 40)))
    begins, ends = draw(TIMES), draw(TIMES)
    if first == last and begins and ends and begins >= ends:
        begins = None
    return Said(first, last, begins=begins, ends=ends)


@given(clocked())
def test_what_is_echoed_is_read_back_as_the_same(meant: Said) -> None:
    assert read(echo(meant), FRIDAY, LONDON) == meant


@given(clocked())
def test_what_is_stored_is_read_back_to_the_same_instants(meant: Said) -> None:
    stretch = meant.stretch(LONDON)
    if stretch[0] < stretch[1]:  # else the clocks skip all of it
        again = read(in_words(stretch, LONDON), FRIDAY, LONDON)
        assert isinstance(again, Said)
        assert again.stretch(LONDON) == stretch


WORDS = (
    "24",
    "5",
    "9.30",
    "14:00",
    "2pm",
    "noon",
    "midnight",
    "mon",
    "tomorrow",
    "to",
    "until",
    "from",
    "for",
    "hours",
)
MORE = ("-", "morning", "tonight", "Dec", "2027", "lunch", "of")


@given(st.lists(st.sampled_from(WORDS + MORE)).map(" ".join))
def test_anything_at_all_is_read_or_refused_with_a_way_on(words: str) -> None:
    meant = read(words, FRIDAY, LONDON)

    if isinstance(meant, Refusal):
        assert meant.next_step
    else:
        assert meant.stretch(LONDON)[0] < meant.stretch(LONDON)[1]
