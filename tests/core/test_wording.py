"""Times and names as people write them; both London clock changes (F9)."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.accounts import Kind
from bot.core.cards import Action
from bot.core.drafts import State
from bot.core.wording import (
    KINDS,
    LABELS,
    STATES,
    clock,
    excerpt,
    moment,
    names,
    offset,
    sentence,
    stretch,
    until,
    zone_name,
)

LONDON = "Europe/London"
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def at(*when):
    return datetime(*when, tzinfo=UTC)


def test_everything_that_is_shown_has_its_words():
    assert set(LABELS) == set(Action)
    assert set(STATES) == set(State)
    assert set(KINDS) == set(Kind)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (at(2026, 6, 1, 13, 30), "today 14:30 (UK time, UTC+1)"),
        (at(2026, 6, 1, 23, 30), "tomorrow 00:30 (UK time, UTC+1)"),
        (at(2026, 5, 31, 12), "yesterday 13:00 (UK time, UTC+1)"),
        (at(2026, 12, 9, 9, 5), "Wed 9 Dec 2026 09:05 (UK time, UTC)"),
    ],
)
def test_an_instant_is_shown_in_local_time_with_its_offset(when, words):
    """F9."""
    assert moment(when, LONDON, NOW) == words


def test_when_the_clocks_go_back_the_two_half_past_ones_are_told_apart():
    """F9: 25 October 2026, 02:00 BST becomes 01:00 GMT."""
    now = at(2026, 10, 24, 23, 30)
    first, second = at(2026, 10, 25, 0, 30), at(2026, 10, 25, 1, 30)
    assert moment(first, LONDON, now) == "today 01:30 (UK time, UTC+1)"
    assert moment(second, LONDON, now) == "today 01:30 (UK time, UTC)"


def test_when_the_clocks_go_forward_no_time_is_shown_that_does_not_exist():
    """F9: 29 March 2026, 01:00 GMT becomes 02:00 BST."""
    now = at(2026, 3, 28, 22)
    minutes = [at(2026, 3, 29, 0, 0) + timedelta(minutes=m) for m in range(120)]
    shown = [moment(m, LONDON, now) for m in minutes]
    assert shown[59] == "tomorrow 00:59 (UK time, UTC)"
    assert shown[60] == "tomorrow 02:00 (UK time, UTC+1)"
    assert not any(" 01:" in words for words in shown)


def test_days_are_counted_by_the_local_calendar_across_a_clock_change():
    """F9: 24 hours after noon is 11:00 tomorrow when the clocks go back."""
    now = at(2026, 10, 24, 11)
    assert moment(now + timedelta(hours=24), LONDON, now) == "tomorrow 11:00 (UK time, UTC)"


def test_a_time_in_the_past_is_shortly_told():
    assert clock(NOW - timedelta(hours=2), LONDON, NOW) == "at 11:00"
    assert clock(NOW - timedelta(days=2), LONDON, NOW) == "on Sat 30 May at 13:00"


def test_other_zones_are_named_by_their_city():
    assert zone_name("America/New_York") == "New York time"
    assert "New York time, UTC−4" in moment(NOW, "America/New_York", NOW)
    assert offset(NOW.astimezone(__import__("zoneinfo").ZoneInfo("Asia/Kolkata"))) == "UTC+5:30"


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ([], ""),
        (["Ann"], "Ann"),
        (["Ann", "Bob"], "Ann or Bob"),
        (["Ann", "Bob", "Cy"], "Ann, Bob or Cy"),
        ([f"P{n}" for n in range(10)], "P0, P1, P2, P3, P4, P5, P6, P7 and 2 others"),
    ],
)
def test_names_stand_in_a_sentence(people, words):
    assert names(people) == words


def test_an_excerpt_is_one_short_line():
    assert excerpt("Two\nlines  here") == "Two lines here"
    assert len(excerpt("word " * 100)) <= 80
    assert excerpt("word " * 100).endswith("…")


@pytest.mark.parametrize(("typed", "words"), [("fire", "Fire."), ("Fire!", "Fire!"), ("  why? ", "Why?"), ("", "")])
def test_somebodys_words_become_a_sentence(typed, words):
    assert sentence(typed) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (at(2026, 6, 1, 17), at(2026, 6, 2, 8), "today 18:00 to tomorrow 09:00 (UK time, UTC+1)"),
        (at(2026, 12, 24, 18), at(2026, 12, 24, 20), "Thu 24 Dec 2026 18:00 to 20:00 (UK time, UTC)"),
        (at(2026, 12, 24), at(2026, 12, 27), "Thu 24 Dec 2026 00:00 to the end of Sat 26 Dec 2026 (UK time, UTC)"),
        (at(2026, 12, 24, 18), at(2026, 12, 25), "Thu 24 Dec 2026 18:00 to midnight (UK time, UTC)"),
        (
            at(2026, 10, 24, 16),
            at(2026, 10, 25, 9),
            "Sat 24 Oct 2026 17:00 (UK time, UTC+1) to Sun 25 Oct 2026 09:00 (UK time, UTC)",
        ),
    ],
)
def test_a_stretch_of_time_names_its_days_and_shows_a_change_of_the_clock_in_it(start, end, words):
    """F9."""
    assert stretch(start, end, LONDON, NOW) == words


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (at(2026, 6, 1, 16), "today 17:00 (UK time, UTC+1)"),
        (at(2026, 6, 1, 23), "midnight tonight (UK time, UTC+1)"),
        (at(2026, 6, 3, 23), "midnight at the end of Wednesday 3 June (UK time, UTC+1)"),
        (at(2026, 5, 31, 23), "today 00:00 (UK time, UTC+1)"),
    ],
)
def test_an_end_at_midnight_is_said_by_the_day_it_ends(end, words):
    assert until(end, LONDON, NOW) == words
