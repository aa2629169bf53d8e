"""Leave and sickness as people write them to a colleague: read as meant, or refused with what to type (S68)."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.refusals import Refusal
from bot.core.rota.away_said import read_away
from bot.core.rota.away_words import speaks_of_absence, without_reasons
from bot.core.rota.reading import read
from bot.core.rota.said import Said, echo

LONDON = ZoneInfo("Europe/London")
FRIDAY = datetime(2026, 11, 27, 15, 5, tzinfo=UTC)
"""Friday 27 November 2026, in the afternoon."""
TODAY = "Friday 27 November 2026, 1 day"
UNTIL_WEDNESDAY = "Friday 27 November 2026 to Wednesday 2 December 2026, 6 days"


def said(words):
    meant = read_away(words, FRIDAY, LONDON)
    return echo(meant) if isinstance(meant, Said) else meant.rule


@pytest.mark.parametrize(
    ("words", "in_full"),
    [
        ("flu since monday", "Monday 23 November 2026 to Friday 27 November 2026, 5 days"),
        ("sick from yesterday", "Thursday 26 November 2026 to Friday 27 November 2026, 2 days"),
        ("off sick today", TODAY),
        ("not well today", TODAY),
        ("my son is ill today", TODAY),
        ("sick since this morning", TODAY),
        ("since Friday", TODAY),
        ("sick until Wednesday", UNTIL_WEDNESDAY),
        ("signed off until 2 December", UNTIL_WEDNESDAY),
        ("covid since the 24th", "Tuesday 24 November 2026 to Friday 27 November 2026, 4 days"),
        ("sick since Monday until Wednesday", UNTIL_WEDNESDAY),
        ("since 20 November until Friday", TODAY),
        ("since Monday 2pm", "Monday 23 November 2026 to Friday 27 November 2026, 5 days"),
        ("since last night", "Thursday 26 November 2026 to Friday 27 November 2026, 2 days"),
        ("back on Thursday", UNTIL_WEDNESDAY),
        ("I'm back on Thursday", UNTIL_WEDNESDAY),
        ("I’ll be back in the office on Thursday", UNTIL_WEDNESDAY),
        ("not back until Thursday", UNTIL_WEDNESDAY),
        ("returning 3 December", UNTIL_WEDNESDAY),
        ("a bad cold, back Thursday", UNTIL_WEDNESDAY),
        ("back tomorrow afternoon", "Friday 27 November 2026 to Saturday 28 November 2026 morning, 1½ days"),
        ("back tomorrow 2pm", "Friday 27 November 2026 to Saturday 28 November 2026 14:00"),
        ("back at 5pm", "Friday 27 November 2026 until 17:00"),
        ("24 Dec, back on 4 January", "Thursday 24 December 2026 to Sunday 3 January 2027, 11 days"),
        ("on Christmas Day", "Friday 25 December 2026, 1 day"),
        ("off on New Year's Eve", "Thursday 31 December 2026, 1 day"),
        ("holiday next week", "Monday 30 November 2026 to Sunday 6 December 2026, 7 days"),
        ("on leave from Monday for two weeks", "Monday 30 November 2026 to Sunday 13 December 2026, 14 days"),
        ("annual leave 14-18 December", "Monday 14 December 2026 to Friday 18 December 2026, 5 days"),
        ("away from the 14th to the 18th", "Monday 14 December 2026 to Friday 18 December 2026, 5 days"),
        ("taking Thursday off", "Thursday 3 December 2026, 1 day"),
        ("won't be in tomorrow", "Saturday 28 November 2026, 1 day"),
        ("over the weekend", "Saturday 28 November 2026 to Sunday 29 November 2026, 2 days"),
        ("in January", "Friday 1 January 2027 to Sunday 31 January 2027, 31 days"),
        ("for the next three days", "Friday 27 November 2026 to Sunday 29 November 2026, 3 days"),
        ("sick for the rest of the week", "Friday 27 November 2026 to Sunday 29 November 2026, 3 days"),
        ("up to and including Wednesday", UNTIL_WEDNESDAY),
        ("Monday & Tuesday", "Monday 30 November 2026 to Tuesday 1 December 2026, 2 days"),
        ("Monday, Tuesday and Wednesday", "Monday 30 November 2026 to Wednesday 2 December 2026, 3 days"),
        ("1, 2 and 3 December", "Tuesday 1 December 2026 to Thursday 3 December 2026, 3 days"),
        ("doctor's appointment tomorrow 10 to 11", "Saturday 28 November 2026 10:00 to 11:00"),
        ("leaving at 4pm", "Friday 27 November 2026 16:00 to the end of the day"),
    ],
)
def test_everyday_words_are_read_as_they_are_meant(words, in_full):
    assert said(words) == in_full


@pytest.mark.parametrize(
    ("words", "rule", "told"),
    [
        ("until further notice", "dates.no_end", "Write until when you know, such as “until Friday”"),
        ("off until I'm better", "dates.no_end", "such as “today” or “until Friday”"),
        ("from Monday", "dates.no_end", "Write “Monday to” and the last day, or “Monday” for that day alone."),
        ("from Monday onwards", "dates.no_end", "Write “Monday to” and the last day"),
        ("for a few days", "dates.no_end", "Write “for 3 days”"),
        ("off since 2 weeks", "dates.unreadable", "write “today”, or “until Friday”"),
        ("since the 14th of December", "dates.unreadable", "write “today”, or “until Friday”"),
        ("off Boxing Day and New Year's Day", "dates.apart", "one by one, “26 December” and then “1 January”"),
        ("Monday, Wednesday and Friday", "dates.apart", "Enter them one by one"),
        ("next week except Wednesday", "dates.except", "such as “Mon-Tue next week” and then “Thu-Fri next week”"),
        ("over Christmas", "dates.which_days", "Write the dates, as in “24 Dec to 2 Jan”."),
        ("Easter Monday", "dates.which_days", "Write the dates"),
        ("bank holiday Monday", "dates.which_days", "Write the dates"),
        ("until January", "dates.which_end", "Write “until 31 December” or “until 31 January”."),
        ("dentist at 2pm tomorrow", "dates.from_or_until", "Write “tomorrow from 2pm” or “tomorrow until 2pm”."),
        ("can't make it tonight", "dates.which_hours", "as in “today 6pm to 11pm”"),
        ("every Friday", "dates.every", "Enter the next one."),
        ("last Monday", "dates.past", "If you are still away, write until when: “today”, “until Friday”."),
    ],
)
def test_what_has_no_end_or_two_meanings_is_refused_with_what_to_type(words, rule, told):
    refusal = read_away(words, FRIDAY, LONDON)
    assert isinstance(refusal, Refusal)
    assert refusal.rule == rule
    assert told in refusal.words


@pytest.mark.parametrize(
    "words",
    [
        "not sick today",
        "no longer ill on Monday",
        "not off tomorrow",
        "not on holiday tomorrow",
        "won't be off tomorrow",
        "cancel leave tomorrow",
        "working Monday",
        "working from home tomorrow",
        "I'll be here on Monday",
        "at work tomorrow",
        "in on Thursday",
        "if I am still ill tomorrow",
        "hopefully back Monday",
    ],
)
def test_words_of_somebody_who_is_there_are_never_read_as_an_absence(words):
    assert said(words) == "dates.unreadable"


@pytest.mark.parametrize("words", ["sick", "flu", "migraine, sorry", "Off sick.", "bereavement", "off", "not well"])
def test_a_reason_alone_says_no_days(words):
    assert without_reasons(words) == ""


@pytest.mark.parametrize("words", ["off sick today", "flu since monday", "back on Thursday", "not in tomorrow"])
def test_words_that_say_by_themselves_that_somebody_is_away_are_known(words):
    assert speaks_of_absence(words)


@pytest.mark.parametrize("words", ["press", "who @FernshireCC tonight", "week next week", "swop 4 Dec", "backup"])
def test_other_words_are_not(words):
    assert not speaks_of_absence(words)


def test_since_a_weekday_is_the_last_one_wherever_days_are_read():
    assert read("since Monday until Friday", FRIDAY, LONDON) == read("23/11/2026 to 27/11/2026", FRIDAY, LONDON)


@given(
    st.builds(
        lambda first, length, begins, ends: Said(first, first + timedelta(days=length), begins, ends and length > 0),
        st.dates(date(2026, 11, 27), date(2090, 1, 1)),
        st.integers(0, 700),
        st.booleans(),
        st.booleans(),
    )
)
def test_what_is_echoed_is_read_back_as_the_same(meant):
    assert read_away(echo(meant), FRIDAY, LONDON) == meant


PIECES = re.split(
    " ",
    "sick off back since from until to monday friday 3 3rd december , and at 2pm tomorrow yesterday week christmas for "
    "the next two days january morning not in onwards today",
)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
def test_whatever_is_written_is_read_or_refused_with_a_way_on(words):
    meant = read_away(words, FRIDAY, LONDON)
    assert isinstance(meant, Said) or meant.next_step
