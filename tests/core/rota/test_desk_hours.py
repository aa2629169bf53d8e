"""The desk's hours in people's words (S72)."""

from dataclasses import replace
from datetime import date, time

import pytest
from rotas import comms_plan

from bot.core.rota.desk_hours import desk_words, disagreement, sentence
from bot.core.rota.restriction import EVERY_DAY, Window

WEEKDAYS = frozenset(range(5))


def desk(*windows):
    """The usual rota with other hours at its desk, at all hours if none."""
    plan = comms_plan()
    return replace(
        plan, rota=replace(plan.rota, seats=(replace(plan.rota.seats[0], required=windows or None, on_holiday=None),))
    )


@pytest.mark.parametrize(
    ("windows", "words"),
    [
        ((Window(WEEKDAYS, time(9), time(17)),), "Monday to Friday, 9am to 5pm"),
        ((Window(EVERY_DAY, time(8), time(20)),), "every day, 8am to 8pm"),
        ((Window(EVERY_DAY, time(8), time(8)),), "every day, day and night"),
        ((Window(EVERY_DAY, time(7, 30), time(0)),), "every day, 7:30am to midnight"),
        ((Window(frozenset({5, 6}), time(12), time(16, 15)),), "Saturday and Sunday, midday to 4:15pm"),
        ((Window(frozenset({0, 1, 2, 4}), time(9), time(17)),), "Monday to Wednesday and Friday, 9am to 5pm"),
        ((Window(frozenset({0, 2, 4}), time(9), time(12, 30)),), "Monday, Wednesday and Friday, 9am to 12:30pm"),
        (
            (Window(frozenset({4}), time(9), time(16)), Window(frozenset(range(4)), time(9), time(17))),
            "Monday to Thursday, 9am to 5pm; Friday, 9am to 4pm",
        ),
        (
            (Window(frozenset({0, 1}), time(9), time(17)), Window(frozenset({2}), time(9), time(17))),
            "Monday to Wednesday, 9am to 5pm",
        ),
    ],
)
def test_hours_are_said_as_people_write_them(windows, words):
    assert desk_words(desk(*windows)) == words


def test_a_desk_that_keeps_bank_holidays_says_so():
    assert desk_words(comms_plan(nation="wales")) == "Monday to Friday, 9am to 5pm, except bank holidays"


def test_a_desk_that_is_never_closed_says_so():
    assert desk_words(desk()) == "at any hour, every day"


@pytest.mark.parametrize(
    "plan",
    [
        replace(comms_plan(), desk=None),
        desk(Window(WEEKDAYS, time(9), time(17), weeks=2, since=date(2026, 6, 1))),
        replace(comms_plan(), desk="on_call"),
    ],
)
def test_hours_that_no_sentence_can_say_are_not_said(plan):
    assert desk_words(plan) == ""
    assert sentence(plan) == ""


def test_a_sentence_is_proposed_that_says_what_to_do_in_an_emergency():
    assert sentence(comms_plan()) == "We read this account Monday to Friday, 9am to 5pm. In an emergency call 999."


def test_words_are_questioned_only_once_the_desk_is_no_longer_what_it_was_when_they_were_saved():
    now = comms_plan()
    assert disagreement(desk_words(now), now) == ""
    assert disagreement("", now) == ""
    assert disagreement("Monday to Friday, 8am to 6pm", now) == (
        "When these words were saved the desk was open Monday to Friday, 8am to 6pm; "
        "now it is Monday to Friday, 9am to 5pm."
    )
    assert disagreement("Monday to Friday, 8am to 6pm", None).endswith("now no rota says when it is.")
