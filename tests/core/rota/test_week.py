"""A week of a rota in words: everything a picture shows, gaps first."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.core.rota.changes import Absence, Change, Changes, Kind
from bot.core.rota.layers import Layer, Outside, Seat
from bot.core.rota.restriction import EVERY_DAY, Window
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.schedule import Rota
from bot.core.rota.week import Bar, clock_change, days_words, in_words, week

LONDON = ZoneInfo("Europe/London")
NAMES = {"ann": "Ann Lee", "ben": "Ben Okoro"}


def rota(*changes, absences=()):
    turns = Layer("week", Rotation(Every.WEEKLY, datetime.fromisoformat("2026-01-05T09:00"), LONDON, ("ann", "ben")))
    desk = Seat("desk", (turns,), in_hours=True, required=(Window(EVERY_DAY - {5, 6}, time(9), time(17)),))
    return Rota(LONDON, (desk, Seat("on_call", (turns,), required=Outside("desk"))), Changes(changes, (), absences))


def test_days_at_the_same_hours_are_said_once():
    said = in_words(week("Press rota", rota(), date(2026, 3, 4), NAMES))
    assert said[0] == "Desk: Ann Lee Monday 2 to Friday 6 March, 09:00 to 17:00 on each."
    assert "Ann Lee Monday 2 to Thursday 5 March, 17:00 to 09:00 the next day on each" in said[1]
    assert said[1] == (
        "On call: Ben Okoro on Monday 2 March, until 09:00; Ann Lee Monday 2 to Thursday 5 March, 17:00 to 09:00 the "
        "next day on each; Ann Lee from Friday 6 March, 17:00, to the end of Sunday 8 March."
    )


def test_a_gap_comes_first_with_its_reason():
    away = Absence("ann", datetime(2026, 3, 3, 12, tzinfo=UTC), datetime(2026, 3, 3, 15, tzinfo=UTC))
    found = week("Press rota", rota(absences=(away,)), date(2026, 3, 4), NAMES)
    assert (
        in_words(found)[0]
        == "Desk: NOBODY on Tuesday 3 March, 12:00 to 15:00. Ann Lee is away and nobody stands in yet."
    )
    assert in_words(found)[-1] == "Away: Ann Lee on Tuesday 3 March, 12:00 to 15:00."
    assert [gap.words for gap in found.gaps] == ["NOBODY"]


def test_leave_of_people_who_are_not_in_this_rota_is_not_shown():
    away = Absence("zoe", datetime(2026, 3, 3, tzinfo=UTC), datetime(2026, 3, 6, tzinfo=UTC))
    found = week("Press rota", rota(absences=(away,)), date(2026, 3, 4), NAMES)
    assert not [block for line in found.lines for block in line.blocks if block.kind is Bar.AWAY]


def test_a_seat_left_open_says_so():
    opened = Change(
        Kind.OVERRIDE, "desk", datetime(2026, 3, 3, 9, tzinfo=UTC), datetime(2026, 3, 3, 10, tzinfo=UTC), None
    )
    assert in_words(week("Press rota", rota(opened), date(2026, 3, 4), NAMES))[0].endswith(
        "It was left open on purpose."
    )


def test_the_week_begins_on_monday_of_the_zone_and_knows_when_the_clocks_change():
    found = week("Press rota", rota(), date(2026, 3, 29), NAMES)
    assert found.title == "Press rota, Monday 23 to Sunday 29 March 2026"
    assert found.edges[-1] == datetime(2026, 3, 29, 23, tzinfo=UTC)
    assert clock_change(found) == date(2026, 3, 29)
    assert clock_change(week("Press rota", rota(), date(2026, 3, 4), NAMES)) is None


def test_days_are_said_with_the_month_once_where_it_is_one():
    assert days_words(date(2026, 3, 2), date(2026, 3, 2)) == "Monday 2 March"
    assert days_words(date(2026, 3, 2), date(2026, 3, 8)) == "Monday 2 to Sunday 8 March"
    assert days_words(date(2026, 3, 30), date(2026, 4, 5)) == "Monday 30 March to Sunday 5 April"
