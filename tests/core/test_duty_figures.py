"""What people did in a month (S74), in figures and in words."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from rotas import LONDON, london

from bot.core.callouts import Callout
from bot.core.decisions import Verdict
from bot.core.duty_figures import Decided, Figures, figures, in_words, span_words
from bot.core.rota.worked import Worked

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NOON, NIGHT = london(2026, 6, 2, 12), london(2026, 6, 3, 1)


def decided(verdict, at, after=None, person="amy"):
    return Decided(person, verdict, at, at - after if after else None)


def test_everybody_who_did_anything_has_figures():
    found = figures(
        {"priya": Worked(8 * HOUR)},
        [Callout(1, "lee", NIGHT, NIGHT + HOUR)],
        [decided(Verdict.APPROVE, NOON)],
        LONDON,
    )
    assert found == {
        "priya": Figures(Worked(8 * HOUR)),
        "lee": Figures(callouts=1, night_callouts=1),
        "amy": Figures(approved=1),
    }


@pytest.mark.parametrize(
    ("waits", "median"),
    [((5,), 5), ((9, 1, 5), 5), ((1, 2, 4, 100), 3), ((), None)],
)
def test_the_middle_time_to_decide_is_of_decisions_whose_beginning_is_on_record(waits, median):
    made = [decided(Verdict.APPROVE, NOON, minutes * MINUTE) for minutes in waits] + [decided(Verdict.REJECT, NOON)]
    assert figures({}, [], made, LONDON)["amy"].median == (None if median is None else median * MINUTE)


def test_night_is_by_the_clock_of_the_organisation():
    """01:00 in London is the evening before in New York."""
    made = [decided(Verdict.APPROVE, NIGHT), decided(Verdict.APPROVE, NOON)]
    assert figures({}, [], made, LONDON)["amy"].decided_at_night == 1
    assert figures({}, [], made, ZoneInfo("America/New_York"))["amy"].decided_at_night == 0


def test_figures_are_told_in_sentences():
    whole = Figures(Worked(40 * HOUR, 128 * HOUR, 98 * HOUR), 2, 1, 11, 2, 1, 3, 12 * MINUTE)
    assert in_words(whole) == (
        "40 hours in office hours and 128 hours on call, 98 of these at unsocial times. Called out twice, 1 of them at "
        "night. 14 decisions, 3 of them at night: 11 approved, 2 sent back for changes, 1 rejected. Half of them took at "
        "most 12 minutes."
    )


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (Figures(), "Not on duty. No decisions."),
        (Figures(Worked(HOUR)), "1 hour in office hours. No decisions."),
        (Figures(callouts=1), "Not on duty. Called out once. No decisions."),
        (Figures(callouts=1, night_callouts=1), "Not on duty. Called out once, at night. No decisions."),
        (Figures(callouts=3, night_callouts=3), "Not on duty. Called out 3 times, all at night. No decisions."),
        (Figures(rejected=1, median=HOUR), "Not on duty. 1 decision: 1 rejected. It took 60 minutes."),
    ],
)
def test_what_is_nothing_takes_few_words(of, words):
    assert in_words(of) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=20), "a minute"),
        (12.4 * MINUTE, "12 minutes"),
        (119 * MINUTE, "119 minutes"),
        (3.5 * HOUR, "3½ hours"),
        (15 * HOUR, "15 hours"),
        (75 * HOUR, "3 days"),
    ],
)
def test_spans_are_as_exact_as_it_helps(span, words):
    assert span_words(span) == words
