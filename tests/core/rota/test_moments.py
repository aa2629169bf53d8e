"""Beginnings and ends as people say them, read in words (issue 4, points 1 and 2)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.refusals import Refusal
from bot.core.rota.moments import begins, ends, stretch

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 6, 3, 10, 0, tzinfo=LONDON)  # a Wednesday


def london(*when):
    return datetime(*when, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Sat 6 June 18:00", london(2026, 6, 6, 18)),
        ("18:00 on Saturday", london(2026, 6, 6, 18)),
        ("6 June at 6pm", london(2026, 6, 6, 18)),
        ("6 June, 6.30 pm", london(2026, 6, 6, 18, 30)),
        ("tomorrow 9am", london(2026, 6, 4, 9)),
        ("2026-06-06 07:15", london(2026, 6, 6, 7, 15)),
        ("22:00", london(2026, 6, 3, 22)),
        ("noon", london(2026, 6, 3, 12)),
        ("midnight 5 June", london(2026, 6, 5)),
        ("12am Friday", london(2026, 6, 5)),
        ("12 pm Friday", london(2026, 6, 5, 12)),
        ("6 June", london(2026, 6, 6)),
        ("Friday afternoon", london(2026, 6, 5, 13)),
        ("now", NOW),
        ("today", NOW),
        ("9:00", london(2026, 6, 3, 9)),
    ],
)
def test_a_beginning_is_read_as_people_write_it(words, meant):
    assert begins(words, NOW, LONDON) == meant


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("22:00", london(2026, 6, 6, 22)),
        ("02:00", london(2026, 6, 7, 2)),
        ("midnight", london(2026, 6, 7)),
        ("24:00", london(2026, 6, 7)),
        ("Sunday 9am", london(2026, 6, 7, 9)),
        ("Sunday", london(2026, 6, 8)),
        ("Sunday 24:00", london(2026, 6, 8)),
        ("the next day 09:00", london(2026, 6, 7, 9)),
        ("next morning at 8am", london(2026, 6, 7, 8)),
        ("same day 23:30", london(2026, 6, 6, 23, 30)),
        ("7 June", london(2026, 6, 8)),
        ("until 7 June 10:00", london(2026, 6, 7, 10)),
    ],
)
def test_an_end_is_read_from_the_beginning_on(words, meant):
    assert ends(words, london(2026, 6, 6, 18), NOW, LONDON) == meant


def test_today_and_tomorrow_are_always_said_from_now():
    assert ends("tomorrow 10:00", london(2026, 6, 3, 18), NOW, LONDON) == london(2026, 6, 4, 10)
    assert ends("tomorrow 10:00", london(2026, 6, 6, 18), NOW, LONDON) == london(2026, 6, 4, 10)


@pytest.mark.parametrize(
    "words", ["", "soon", "18:00 to 20:00", "13pm", "25:00", "24:30", "32 June 10:00", "Mon-Wed 9am"]
)
def test_what_cannot_be_read_is_refused_with_what_to_write(words):
    found = ends(words, london(2026, 6, 6, 18), NOW, LONDON)
    assert isinstance(found, Refusal)
    assert found.next_step


def test_a_time_that_is_skipped_in_spring_is_the_end_of_the_gap_and_one_that_occurs_twice_the_first():
    march, october = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC)
    assert begins("29 March 01:30", march, LONDON) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert begins("25 October 01:30", october, LONDON) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_shift_is_ahead_no_longer_than_a_month_and_within_a_year():
    hour = timedelta(hours=1)
    assert stretch(NOW - hour, NOW + hour, NOW) == (NOW, NOW + hour)
    for start, end, rule in (
        (NOW, NOW, "shift.backwards"),
        (NOW - 2 * hour, NOW - hour, "shift.backwards"),
        (NOW + hour, NOW, "shift.backwards"),
        (NOW, NOW + timedelta(days=32), "shift.too_long"),
        (NOW + timedelta(days=400), NOW + timedelta(days=401), "shift.too_far"),
    ):
        assert stretch(start, end, NOW).rule == rule


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_at_all_are_read_or_refused(one, other):
    start = begins(one, NOW, LONDON)
    if not isinstance(start, Refusal):
        end = ends(other, start, NOW, LONDON)
        assert isinstance(end, Refusal) or end.tzinfo is not None


def test_what_is_no_time_is_answered_with_how_a_beginning_is_written():
    answer = begins("whenever", datetime(2026, 6, 1, 12, tzinfo=UTC), ZoneInfo("Europe/London"))

    assert isinstance(answer, Refusal)
    assert answer.what == "I could not read “whenever” as a day."
    assert answer.next_step == "Write it like “Sat 6 June 18:00”, “tomorrow 9am” or “22:00”."
