"""Leave as calendars write it: whole days, zones, floating times, recurrence; and files that are not what they say."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.calendar.leave import MOST_EVENTS, read
from bot.use_cases.ports_calendar import Leave, NoLeave

LONDON = ZoneInfo("Europe/London")
START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def calendar(*events, head=()):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *head]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}", "DTSTAMP:20260101T000000Z", *event, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def away(*events, head=()):
    found = read(calendar(*events, head=head), LONDON, START, END)
    assert isinstance(found, Leave), found
    return [(s.isoformat()[:16], e.isoformat()[:16]) for s, e in found.stretches]


def whole(day, last):
    return [f"DTSTART;VALUE=DATE:{day}", f"DTEND;VALUE=DATE:{last}"]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        # whole days are the zone's, whatever the season
        (whole("20260105", "20260107"), [("2026-01-05T00:00", "2026-01-07T00:00")]),
        (whole("20260701", "20260703"), [("2026-06-30T23:00", "2026-07-02T23:00")]),
        (["DTSTART;VALUE=DATE:20260701"], [("2026-06-30T23:00", "2026-07-01T23:00")]),
        # a floating time is the zone's; so is the day on which the clock changes
        (["DTSTART:20260701T090000", "DTEND:20260701T130000"], [("2026-07-01T08:00", "2026-07-01T12:00")]),
        (whole("20260329", "20260330"), [("2026-03-29T00:00", "2026-03-29T23:00")]),
        (whole("20261025", "20261026"), [("2026-10-24T23:00", "2026-10-26T00:00")]),
        # zones by name, Windows' names among them, and UTC
        (
            ["DTSTART;TZID=America/New_York:20260701T090000", "DTEND;TZID=America/New_York:20260701T100000"],
            [("2026-07-01T13:00", "2026-07-01T14:00")],
        ),
        (
            ["DTSTART;TZID=GMT Standard Time:20260701T090000", "DURATION:PT1H"],
            [("2026-07-01T08:00", "2026-07-01T09:00")],
        ),
        (["DTSTART:20260701T090000Z", "DURATION:P1D"], [("2026-07-01T09:00", "2026-07-02T09:00")]),
    ],
)
def test_an_event_is_a_stretch_of_being_away(event, expected):
    assert away(event) == expected


def test_events_that_recur_are_read_one_by_one_without_the_days_taken_out():
    fridays = ["DTSTART;VALUE=DATE:20260102", "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=3", "EXDATE;VALUE=DATE:20260109"]
    assert away(fridays) == [("2026-01-02T00:00", "2026-01-03T00:00"), ("2026-01-16T00:00", "2026-01-17T00:00")]


def test_one_of_a_series_that_was_moved_or_cancelled_is_no_longer_where_it_was():
    series = ["DTSTART:20260105T090000Z", "DTEND:20260105T100000Z", "RRULE:FREQ=DAILY;COUNT=3"]
    text = calendar(
        series,
        ["RECURRENCE-ID:20260106T090000Z", "DTSTART:20260106T150000Z", "DTEND:20260106T160000Z"],
        ["RECURRENCE-ID:20260107T090000Z", "DTSTART:20260107T090000Z", "DTEND:20260107T100000Z", "STATUS:CANCELLED"],
    )
    text = text.replace(b"UID:1", b"UID:0").replace(b"UID:2", b"UID:0")
    found = read(text, LONDON, START, END)
    assert [s.hour for s, _ in found.stretches] == [9, 15]


@pytest.mark.parametrize(
    "line",
    [
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE",
    ],
)
def test_an_event_that_leaves_its_time_free_is_no_leave(line):
    assert away([*whole("20260701", "20260703"), line]) == []


def test_stretches_that_meet_are_one_and_those_outside_the_time_asked_about_are_none():
    events = whole("20260701", "20260703"), whole("20260703", "20260705"), whole("20250101", "20250105")
    assert away(*events) == [("2026-06-30T23:00", "2026-07-04T23:00")]


def test_leave_that_has_begun_before_is_kept_whole():
    assert away(whole("20251224", "20260103")) == [("2025-12-24T00:00", "2026-01-03T00:00")]


def test_a_calendar_s_own_zone_is_that_of_its_floating_times():
    event = ["DTSTART:20260701T090000", "DTEND:20260701T100000"]
    assert away(event, head=["X-WR-TIMEZONE:America/New_York"]) == [("2026-07-01T13:00", "2026-07-01T14:00")]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (["DTSTART:2026-07-01", "DTEND:20260701T120000"], "DTSTART"),
        (["SUMMARY:no time at all"], "DTSTART"),
        (["DTSTART:20260701T120000Z", "DURATION:soon"], "DURATION"),
        (["DTSTART:20260701T120000Z", "RRULE:FREQ=NEVER"], "RRULE"),
        (["DTSTART;TZID=Middle Earth:20260701T090000", "DURATION:PT1H"], "Middle Earth"),
        (["DTSTART:20260701T120000Z", "RRULE:FREQ=SECONDLY"], "several times a day"),
        (["DTSTART:20260701T120000Z", "RRULE:FREQ=DAILY;BYHOUR=1,2,3"], "several times a day"),
        (["DTSTART:20260701T120000Z", "RRULE:FREQ=DAILY;INTERVAL=0"], "by a rule"),  # would never end
        (["DTSTART:20260701T120000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"], "by a rule"),  # nor for 8 000 years
        (["DTSTART:20260701T120000Z", "RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO"], "by a rule"),  # a Wednesday
        (["DTSTART:20260701T120000Z", "RRULE:FREQ=WEEKLY;BYEASTER=400"], "by a rule"),
        (["DTSTART;VALUE=DATE:00010101"], "too far away"),
    ],
)
def test_one_event_that_cannot_be_read_refuses_the_whole_file(event, said):
    found = read(calendar(whole("20260701", "20260703"), event), LONDON, START, END)
    assert isinstance(found, NoLeave)
    assert said in found.what
    assert found.for_good


def zone(rule):
    """A zone of the calendar's own: London's, with this rule for the spring."""
    standard = ["BEGIN:STANDARD", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000"]
    daylight = ["BEGIN:DAYLIGHT", "DTSTART:16010101T010000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100"]
    autumn = "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10"
    lines = ["BEGIN:VTIMEZONE", "TZID:Customized Time Zone", *standard, autumn, "END:STANDARD"]
    return [*lines, *daylight, *rule.split("|"), "END:DAYLIGHT", "END:VTIMEZONE"]


def test_a_zone_the_calendar_brings_is_understood():
    event = ["DTSTART;TZID=Customized Time Zone:20260701T090000", "DURATION:PT1H"]
    head = zone("RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3")
    assert away(event, head=head) == [("2026-07-01T08:00", "2026-07-01T09:00")]


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=MINUTELY",
        "RRULE:FREQ=YEARLY;INTERVAL=0",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=YEARLY;BYDAY=9SU;BYMONTH=3",
        "RRULE:FREQ=YEA| RLY;FREQ=SECONDLY",
        "rrule:freq=secondly",
    ],
)
def test_a_zone_whose_rule_would_be_counted_for_ever_refuses_the_file(rule):
    found = read(calendar(whole("20260701", "20260703"), head=zone(rule)), LONDON, START, END)
    assert "a time zone whose clock" in found.what


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"<html>Sign in</html>",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
    ],
)
def test_what_is_no_calendar_is_told_as_such(content):
    assert read(content, LONDON, START, END) == NoLeave(
        "It is not a calendar in the iCalendar format (.ics).", for_good=True
    )


def test_too_many_events_are_refused_before_they_are_counted_out():
    many = calendar(*[whole("20260701", "20260702")] * (MOST_EVENTS + 1))
    assert "5001 events" in read(many, LONDON, START, END).what


@given(st.data())
def test_a_damaged_calendar_is_leave_or_a_sentence_and_never_a_fault(data):
    good = calendar(
        whole("20260701", "20260703"),
        ["DTSTART:20260105T090000Z", "DTEND:20260105T100000Z", "RRULE:FREQ=WEEKLY;COUNT=3"],
    )
    at = data.draw(st.integers(0, len(good)))
    damaged = good[:at] + data.draw(st.binary(max_size=6)) + good[at + data.draw(st.integers(0, 8)) :]
    found = read(damaged, LONDON, START, END)
    assert isinstance(found, Leave | NoLeave)
    if isinstance(found, Leave):
        assert all(e - s > timedelta() for s, e in found.stretches)
