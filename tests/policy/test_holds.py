"""Which posts an incident hold stops, told from its scope."""

import pytest

from bot.policy.context import Context
from bot.policy.detectors.routine import Reach, reach
from bot.policy.engine import engine_for

_BINS = "Bins on Mill Street will be emptied on Friday instead of Thursday."
_FAIR = "Win tickets to our festival this weekend!"
_WATER = "Our new drinking water fountain is in the park."


def _context(**hold):
    return Context.from_json({"incident_hold": {"name": "Burst at Quay Road", **hold}, "handle": "@fernshire"})


def _levels(text, context):
    return {f.level.value for f in engine_for("council").check(text, context) if f.check == "incident_hold"}


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("all", Reach.EVERY),
        ("all routine posts", Reach.EVERY),
        ("", Reach.OPEN),
        ("posts touching the themes only", Reach.THEMES),
        ("@fernparks, @fernshire", Reach.EVERY),
        ("@fernparks", Reach.NONE),
        ("official accounts", Reach.NONE),
        ("corporate accounts", Reach.EVERY),
    ],
)
def test_a_holds_scope_says_which_posts_it_stops(scope, expected):
    context = _context(scope=scope, themes=["water"])

    assert reach(context.incident_hold, context) is expected


@pytest.mark.parametrize("text", [_BINS, _FAIR, _WATER])
def test_a_hold_on_everything_stops_every_routine_post(text):
    assert _levels(text, _context(scope="all", themes=["water"])) == {"block"}


def test_an_open_incident_lets_plain_service_news_go_with_a_warning():
    """S41."""
    context = _context(themes=["water"])

    assert _levels(_BINS, context) == {"warn"}
    assert _levels(_FAIR, context) == {"block"}
    assert _levels(_WATER, context) == {"block"}


def test_a_hold_on_its_themes_stops_only_what_touches_them():
    context = _context(scope="themes", themes=["water"])

    assert _levels(_BINS, context) == set()
    assert _levels(_WATER, context) == {"block"}


def test_an_update_about_the_incident_passes_an_open_incident():
    text = "Quay Road burst: water is back in most streets. Boil it until noon, and call 01632 960100 for help."

    assert _levels(text, _context(themes=["water"])) == set()
