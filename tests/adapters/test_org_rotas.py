"""The rotas of org.yaml: read with what they watch over and how their people are called, refused with file and line."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.adapters.org_file import OrgFile, read
from bot.core.rota.plan import plan_for

TODAY = date(2026, 11, 20)
SAMPLE = (Path(__file__).parents[2] / "bot" / "demo" / "org.yaml").read_text()


def plan(text=SAMPLE):
    found = read(text, TODAY)
    assert isinstance(found, OrgFile), found
    (only,) = found.whole.rotas
    return only


def test_the_practice_rota_says_who_watches_and_who_is_called_last():
    comms = plan()
    assert (comms.desk, comms.on_call, comms.nation) == ("desk", "on_call", "england")
    assert comms.calling.fallback == "priya.shah"
    assert comms.calling.steps == (timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=15))
    assert comms.people() == {"tom.bright", "priya.shah", "megan.price"}
    assert comms.watches("fernshirecc")
    assert comms.most_days == 12


def test_when_people_are_reminded_and_told_in_the_morning_is_the_rotas_to_say():
    assert (plan().remind, plan().morning) == ((time(17), timedelta(hours=1)), time(8, 30))
    own = SAMPLE.replace('remind: ["17:00", 1h]', "remind: [24h, 30m]").replace('morning: "08:30"', 'morning: "07:45"')
    assert (plan(own).remind, plan(own).morning) == ((timedelta(days=1), timedelta(minutes=30)), time(7, 45))
    assert plan(SAMPLE.replace('remind: ["17:00", 1h]', "remind: []")).remind == ()
    silent = SAMPLE.replace('    remind: ["17:00", 1h]', "    #").replace('    morning: "08:30"', "    #")
    assert (plan(silent).remind, plan(silent).morning) == (plan().remind, plan().morning)


def test_a_rota_that_names_an_account_goes_before_one_that_watches_over_all():
    both = SAMPLE + SAMPLE[SAMPLE.index("  comms:") :].replace("  comms:", "  police:\n    accounts: [WealdmerePol]", 1)
    found = read(both, TODAY)
    assert isinstance(found, OrgFile), found
    assert plan_for("wealdmerepol", found.whole.rotas).id == "police"
    assert plan_for("fernshirecc", found.whole.rotas).id == "comms"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("fallback: priya.shah", "fallback: priya.sha", "Did you mean “priya.shah”?"),
        ("most_days_in_a_row: 12", "most_days_in_a_row: 0", "whole number from 1 to 60"),
        ('remind: ["17:00", 1h]', "remind: [1w]", "“1w” in “remind” is no time before a shift."),
        ('remind: ["17:00", 1h]', 'remind: ["25:00"]', "is no time before a shift. Expected a week at most"),
        ('remind: ["17:00", 1h]', "remind: [169h]", "Expected a week at most, such as [24h, 1h]"),
        ('remind: ["17:00", 1h]', "remind: [0h]", "is no time before a shift."),
        ('remind: ["17:00", 1h]', "remind: 24h", "“remind” is not a list."),
        ('remind: ["17:00", 1h]', "remind: [1h, 2h, 3h, 4h, 5h, 6h]", "Expected 5 times at most"),
        ('morning: "08:30"', "morning: early", "“early” is no time of day. Expected one such as 09:00."),
        ('morning: "08:30"', "morning: 8", "“8” is no time of day."),
        ("steps: [5, 10, 15]", "steps: [5, 0]", "Expected waits such as [5, 10, 15]."),
        ("people: [tom.bright, priya.shah]", "people: [tom.brigt, priya.shah]", "Did you mean “tom.bright”?"),
        ("nation: england", "nation: englnd", "Did you mean “england”?"),
        ("    fallback: priya.shah", "    absences: []\n    fallback: priya.shah", "are entered in chat"),
        ("    fallback: priya.shah", "    midday: 12:00\n    fallback: priya.shah", "Write it under “organisation”."),
        (
            "    fallback: priya.shah",
            "    accounts: [Fernshir]\n    fallback: priya.shah",
            "Did you mean “fernshirecc”?",
        ),
        ("people: [tom.bright, priya.shah]", "people: []", "There is nobody in this layer."),
        ("trained_until: 2027-12-31", "trained_until: soon", "Expected a date such as"),
        ("manager: priya.shah", "manager: priya.sha", "Did you mean “priya.shah”?"),
        ("email: tom.bright@fernshire.example", "email: tom", "is no e-mail address"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_was_expected(old, new, words):
    assert old in SAMPLE
    found = read(SAMPLE.replace(old, new, 1), TODAY)
    assert not isinstance(found, OrgFile)
    told = [problem.at("org.yaml") for problem in found]
    assert any(words in t for t in told), told
    assert all(problem.line > 1 for problem in found)
