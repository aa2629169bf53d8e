"""Months as people name them."""

from datetime import UTC, date, datetime

import pytest
from rotas import LONDON

from bot.core.months import Month, month_meant, month_of
from bot.core.refusals import Refusal

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("", date(2026, 11, 1)),
        ("this month", date(2026, 11, 1)),
        ("last month", date(2026, 10, 1)),
        ("October", date(2026, 10, 1)),
        ("  oct ", date(2026, 10, 1)),
        ("Nov.", date(2026, 11, 1)),
        ("December", date(2025, 12, 1)),
        ("december 2024", date(2024, 12, 1)),
        ("2026-02", date(2026, 2, 1)),
    ],
)
def test_a_month_is_understood_as_people_say_it(words, first):
    meant = month_meant(words, TODAY, LONDON)
    assert isinstance(meant, Month)
    assert meant.first == first


def test_last_month_in_january_is_december():
    assert month_meant("last month", date(2026, 1, 5), LONDON).first == date(2025, 12, 1)


def test_a_month_begins_and_ends_at_midnight_of_its_zone():
    """F9: October 2026 begins in summer time and ends in winter time."""
    october = month_of(date(2026, 10, 1), LONDON)
    assert (october.start, october.end) == (datetime(2026, 9, 30, 23, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC))
    assert october.name == "October 2026"
    assert month_of(date(2026, 12, 1), LONDON).end == datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("words", ["Juni", "2026-13", "26-10", "ju", "the tenth", "octopus", "2026-10-01"])
def test_what_is_no_month_is_refused(words):
    refusal = month_meant(words, TODAY, LONDON)
    assert isinstance(refusal, Refusal)
    assert refusal.rule == "figures.no_month"


@pytest.mark.parametrize("words", ["2026-12", "December 2026", "2031-01"])
def test_a_month_to_come_has_no_figures(words):
    assert month_meant(words, TODAY, LONDON).rule == "figures.to_come"
