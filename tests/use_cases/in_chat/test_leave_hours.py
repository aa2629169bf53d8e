"""Hours of leave in chat: said back in words before anything is saved, and half days as the organisation parts them."""

from dataclasses import replace
from datetime import time

import pytest
from council import said
from rotas import london
from watch import Watch

from bot.core.said_back import AbsenceCheck


@pytest.fixture
def town(sqlite_store, clock):
    """Monday 1 June 2026, 13:05 in London."""
    clock.move(minutes=5)
    return Watch(sqlite_store, clock)


def midday(town, at):
    with town.store.write() as uow:
        uow.people.set_organisation(replace(uow.people.organisation(), midday=at))


@pytest.mark.parametrize(
    ("words", "in_full", "start", "end"),
    [
        (
            "tomorrow from 2pm",
            "Tuesday 2 June 2026 14:00 to the end of the day",
            london(2026, 6, 2, 14),
            london(2026, 6, 3),
        ),
        (
            "Thursday 9.30 to 12",
            "Thursday 4 June 2026 09:30 to 12:00",
            london(2026, 6, 4, 9, 30),
            london(2026, 6, 4, 12),
        ),
        ("until 3pm today", "Monday 1 June 2026 13:05 to 15:00", london(2026, 6, 1, 13, 5), london(2026, 6, 1, 15)),
        ("today until 3pm", "Monday 1 June 2026 13:05 to 15:00", london(2026, 6, 1, 13, 5), london(2026, 6, 1, 15)),
        (
            "rest of the day",
            "Monday 1 June 2026 13:05 to the end of the day",
            london(2026, 6, 1, 13, 5),
            london(2026, 6, 2),
        ),
    ],
)
def test_hours_are_said_back_in_words_and_saved_as_said(town, words, in_full, start, end):
    check = town.types("priya", f"/rota leave {words}")

    assert isinstance(check, AbsenceCheck)
    assert check.words == in_full
    assert town.absences() == []
    town.enters("priya", f"/rota leave {words}")
    assert town.absences() == [("priya", start, end)]


@pytest.mark.parametrize("words", ["Lee is off from 2pm today", "sick @lee today from 2pm", "sick lee from 14:00"])
def test_hours_are_entered_for_somebody_else(town, words):
    town.enters("lee", f"/rota {words}")

    assert town.absences() == [("lee", london(2026, 6, 1, 14), london(2026, 6, 2))]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("tomorrow 2pm", "Write “tomorrow from 2pm” or “tomorrow until 2pm”."),
        ("Thursday from 2", "I read the day as Thursday 4 June 2026, but “2” can be 02:00 or 14:00."),
        ("Thursday 2 to 5", "Write “2pm” or “2am”."),
        ("tonight", "Write the hours"),
        ("today from 9am to 11am", "Monday 1 June 2026 09:00 to 11:00 is over already."),
    ],
)
def test_what_is_not_clear_is_refused_with_an_example_and_nothing_is_saved(town, words, told):
    assert told in said(town.types("priya", f"/rota leave {words}"))
    assert town.absences() == []


def test_half_days_part_at_the_midday_of_the_organisation(town):
    midday(town, time(12, 30))

    town.enters("priya", "/rota leave Friday morning")

    assert town.absences() == [("priya", london(2026, 6, 5), london(2026, 6, 5, 12, 30))]
    assert "Friday 5 June 2026 morning, half a day" in str(town.types("priya", "/rota cancel"))


def test_a_shift_that_begins_after_the_leave_ends_is_left_alone(town):
    check = town.types("priya", "/rota leave tomorrow until 5pm")

    assert all("On call" not in line for line in check.lines)
