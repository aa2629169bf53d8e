"""`countersign rota show, who, plan` on the practice organisation in a real database."""

import json
import re

import pytest


@pytest.fixture(scope="module")
def rota(organised):
    return lambda *words, **more: organised.types("rota", *words, **more)


def test_a_week_is_shown_by_day_and_seat(rota, tmp_path):
    told = rota("show", "comms", "--week", "2026-12-23", "--png", str(tmp_path / "week.png"))
    assert told.returncode == 0, told.stderr
    assert "Communications, Monday 21 to Sunday 27 December 2026" in told.stdout
    assert "Thursday 24 December" in told.stdout
    assert "09:00–17:00 Tom Bright" in told.stdout
    assert (tmp_path / "week.png").read_bytes().startswith(b"\x89PNG")


def test_the_only_rota_need_not_be_named_and_an_unknown_one_is_told(rota):
    assert "Communications, Monday" in rota("show").stdout
    told = rota("show", "press")
    assert told.returncode == 1
    assert "“Communications” (comms)" in told.stderr


def test_who_is_on_at_a_moment(rota):
    told = rota("who", "--at", "2026-12-22T20:00+00:00")
    assert told.returncode == 0, told.stderr
    assert "Communications:\nOn: " in told.stdout
    assert " is on call until 09:00 tomorrow.\nNext: " in told.stdout
    assert " is at the desk from 09:00 tomorrow." in told.stdout
    assert "At Tue 22 Dec 2026 20:00. Times are UK time (UTC)." in told.stdout


def test_who_may_approve_for_an_account_then(rota):
    told = rota("who", "--account", "@FernshireCC", "--at", "2026-12-22T20:00+00:00")
    assert "can approve" in told.stdout
    assert "not one of the organisation" in rota("who", "--account", "@nobody").stderr


@pytest.mark.parametrize(
    ("moment", "said"),
    [("soon", "is no time"), ("2026-10-25T01:30", "occurs twice"), ("2026-06-01T09:00", "has no offset")],
)
def test_a_moment_that_could_mean_two_is_asked_about(rota, moment, said):
    told = rota("who", "--at", moment)
    assert told.returncode == 1
    assert said in told.stderr


def test_the_figures_of_a_month_are_a_table_and_json(rota, tmp_path):
    """S74: here the rota has been there for moments only, and nobody has decided anything."""
    told = rota("hours", "--png", str(tmp_path / "hours.png"))
    assert told.returncode == 0, told.stderr
    assert ", so far" in told.stdout
    found = json.loads(rota("hours", "--json").stdout)
    assert set(found) == {"month", "from", "to", "is_whole", "people", "too_much"}
    assert not found["is_whole"]
    for person in found["people"]:
        assert person["hours_in_office_hours"] + person["hours_on_call"] < 1
    assert (tmp_path / "hours.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("month", "words"), [("Juni", "is no month"), ("2099-01", "has not begun yet")])
def test_a_month_without_figures_is_refused(rota, month, words):
    told = rota("hours", "--month", month)
    assert told.returncode == 1
    assert words in told.stderr


def test_a_plan_is_shown_with_reasons_and_entered_only_when_asked(rota):
    looked = rota("plan", "comms", "--from", "2027-01-04")
    assert looked.returncode == 0, looked.stderr
    assert "fewest hours" in looked.stdout
    assert "Hours each" in looked.stdout
    assert rota("plan", "comms", "--from", "2027-01-04").stdout == looked.stdout

    assert "Nothing was entered." in rota("plan", "comms", "--from", "2027-01-04", "--apply", stdin="n\n").stderr
    entered = rota("plan", "comms", "--from", "2027-01-04", "--apply", "--yes")
    assert "Entered: " in entered.stdout, entered.stderr

    again = rota("plan", "comms", "--from", "2027-01-04", "--apply", "--yes")
    assert again.returncode == 1
    assert "has changed since" in again.stderr


def test_a_plan_needs_its_first_day(rota):
    assert "--from" in rota("plan", "comms").stderr
    assert "does not match" in rota("plan", "comms", "--from", "soon").stderr
    assert "too far away" in rota("plan", "comms", "--from", "9999-12-01").stderr


def test_no_plan_is_made_for_months_that_are_over(rota):
    over = rota("plan", "comms", "--from", "2020-01-01", "--apply", "--yes")
    assert over.returncode == 1
    assert "The three months from 01 January 2020 are over." in over.stderr


def test_changes_are_listed_and_taken_back_only_when_asked(rota):
    rota("plan", "comms", "--from", "2027-07-05", "--apply", "--yes")
    listed = rota("changes").stdout
    assert "A plan with " in listed
    assert "Monday 5 July 2027 to" in listed
    number = re.findall(r"│ (\d+) +│", listed)[-1]

    left = rota("take-back", number, stdin="n\n")
    assert left.returncode == 1
    assert re.search(r" (gains|is) ", left.stdout)
    assert "Nothing was changed." in left.stderr

    assert "It is taken back" in rota("take-back", number, "--yes").stdout
    again = rota("take-back", number, "--yes")
    assert again.returncode == 1
    assert f"No change {number} is ahead." in again.stderr
    assert "Monday 5 July 2027 to" not in rota("changes", "comms").stdout
    assert "I do not know a rota called" in rota("changes", "press").stderr


@pytest.mark.parametrize("columns", ["80", "60"])
def test_the_hours_of_a_month_can_be_read_in_a_narrow_terminal(organised, columns):
    """S74: ten columns do not fit, so each person is said by themselves, with whole headings."""
    told = organised.types("rota", "hours", COLUMNS=columns)
    assert "…" not in told.stdout
    for heading in ("Office hours", "On call", "Unsocial", "Callouts", "Approved", "Sent back", "Decided at night"):
        assert f"{heading}: " in told.stdout


def test_a_one_off_shift_is_said_back_asked_and_entered(rota):
    """Issue 4, point 1: as /rota shift, for whoever is at the terminal."""
    asked = ("shift", "megan.price", "on call", "--from", "Sat 5 June 2027 18:00", "--to", "22:00")
    left = rota(*asked, stdin="n\n")
    words = "Megan Price is on call in Communications, Saturday 5 June 2027 18:00 to 22:00."
    assert left.returncode == 1
    assert words in left.stdout
    assert "Nothing was entered." in left.stderr
    assert "5 Jun 18:00" not in rota("changes").stdout

    done = rota(*asked, "--yes")
    assert done.returncode == 0, done.stderr
    assert words in done.stdout
    assert "The shift is entered" in done.stdout
    listed = rota("changes").stdout
    number = re.search(r"(\d+) +│[^│]*│ One-off shift of Megan Price, on call: Sat 5 Jun 18:00 to 22:00", listed)
    assert number
    assert "It is taken back" in rota("take-back", number[1], "--yes").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("sam.okafor", "desk", "--from", "Sat 5 June 2027 18:00", "--to", "22:00"), "Who could: "),
        (("nobody", "desk", "--from", "tomorrow 9am", "--to", "1pm"), "“nobody” is not one of the people. Known: "),
        (("tom.bright", "night", "--from", "tomorrow 9am", "--to", "1pm"), "It has “desk” and “on call”."),
        (("tom.bright", "desk", "--from", "whenever", "--to", "1pm"), "could not read “whenever”"),
        (("tom.bright", "desk", "--from", "tomorrow 9am", "--to", "1pm", "--rota", "night"), "rota called “night”"),
    ],
)
def test_a_one_off_shift_that_cannot_be_is_refused_with_what_could(rota, words, told):
    refused = rota("shift", *words, "--yes")
    assert refused.returncode == 1
    assert told in " ".join(refused.stderr.split())
