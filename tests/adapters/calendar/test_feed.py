"""The feed as other libraries read it: the very same spans, through both changes of the London clock."""

from datetime import UTC, datetime
from datetime import time as clock
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import vobject

from bot.adapters.calendar.feed import write
from bot.core.rota.changes import Absence, Change, Changes, Kind
from bot.core.rota.diary import Diary, Entry, Stamp, Stamped, entries, stamped, told_apart
from bot.core.rota.duty import Gap
from bot.core.rota.layers import Layer, Outside, Seat
from bot.core.rota.restriction import EVERY_DAY, Window
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.schedule import Rota, spans

LONDON = ZoneInfo("Europe/London")
NAMES = {"priya": "Priya Shah; press, “digital”", "tom": "Tom Ŵyn Ellis", "ann": "Ann Ó Briain"}
CHANGED = datetime(2026, 2, 1, 12, 30, tzinfo=UTC)
SPRING = datetime(2026, 3, 23, tzinfo=UTC), datetime(2026, 4, 6, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 19, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)


def rota():
    desk = Layer("day", Rotation(Every.DAILY, datetime.fromisoformat("2026-01-05T09:00"), LONDON, ("priya", "tom")))
    night = Layer("week", Rotation(Every.DAILY, datetime.fromisoformat("2026-01-05T01:30"), LONDON, ("ann", "tom")))
    hours = (Window(EVERY_DAY - {5, 6}, clock(9), clock(17)),)
    seats = (Seat("desk", (desk,), in_hours=True, required=hours), Seat("on_call", (night,), required=Outside("desk")))
    away = Absence("ann", datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 3, 30, tzinfo=UTC))
    given = Change(
        Kind.OVERRIDE, "desk", datetime(2026, 10, 26, 10, tzinfo=UTC), datetime(2026, 10, 26, 12, tzinfo=UTC), None
    )
    return Rota(LONDON, seats, Changes((given,), (), (away,)))


def feed(start, end):
    found = spans(rota(), start, end)
    return written("Council rota", entries("council", "Council rota", found, NAMES)), list(told_apart(found))


def written(name, shown, known=None, now=CHANGED):
    return write(Diary(name, LONDON, tuple(stamped(shown, known or {}, now))))


def meant(span):
    return span.start, span.end, isinstance(span.duty, Gap)


@pytest.mark.parametrize("around", [SPRING, AUTUMN])
def test_icalendar_with_recurring_ical_events_reads_the_same_spans(around):
    told, ours = feed(*around)
    read = recurring_ical_events.of(icalendar.Calendar.from_ical(told)).between(*around)
    theirs = [(e.start.astimezone(UTC), e.end.astimezone(UTC), "NOBODY" in e["SUMMARY"]) for e in read]
    assert sorted(theirs) == sorted(map(meant, ours))
    assert any(gap for _, _, gap in theirs)


@pytest.mark.parametrize("around", [SPRING, AUTUMN])
def test_vobject_reads_the_same_spans_and_names(around):
    told, ours = feed(*around)
    read = vobject.readOne(told.decode()).vevent_list
    assert sorted((e.dtstart.value, e.dtend.value, "NOBODY" in e.summary.value) for e in read) == sorted(
        map(meant, ours)
    )
    said = {e.summary.value for e in read}
    assert "Council rota, desk: Priya Shah; press, “digital”" in said
    assert "Council rota, on call: Tom Ŵyn Ellis" in said
    assert "Council rota, desk: NOBODY" in said or around is SPRING


def test_a_gap_says_why_in_the_event():
    told, _ = feed(*SPRING)
    gaps = [e for e in vobject.readOne(told.decode()).vevent_list if "NOBODY" in e.summary.value]
    assert {gap.description.value for gap in gaps} == {"Ann Ó Briain is away and nobody stands in yet."}


def test_an_event_keeps_its_uid_when_somebody_else_takes_it():
    before = entries("council", "Council rota", spans(rota(), *SPRING), NAMES)
    swapped = Change(Kind.OVERRIDE, "desk", before[0].start, before[0].end, "ann")
    changed = Rota(LONDON, rota().seats, Changes((swapped,)))
    after = entries("council", "Council rota", spans(changed, *SPRING), NAMES)
    assert after[0].uid == before[0].uid
    assert after[0].summary != before[0].summary


def test_every_event_has_a_uid_of_its_own_and_no_line_is_longer_than_75_bytes():
    told, ours = feed(*AUTUMN)
    uids = [line for line in told.splitlines() if line.startswith(b"UID:")]
    assert len(set(uids)) == len(ours)
    assert max(map(len, told.split(b"\r\n"))) <= 75


def test_the_stamps_stay_while_an_event_stays_and_the_same_diary_is_the_same_bytes():
    shown = entries("a", "A", spans(rota(), *SPRING), NAMES)
    known = {event.entry.uid: event.stamp for event in stamped(shown, {}, CHANGED)}

    later = written("A", shown, known, CHANGED.replace(month=3))

    assert later == written("A", shown)
    assert set(stamps(later)) == {(0, CHANGED)}


def test_the_stamps_rise_for_the_event_that_changed_and_for_no_other():
    shown = entries("a", "A", spans(rota(), *SPRING), NAMES)
    known = {event.entry.uid: event.stamp for event in stamped(shown, {}, CHANGED)}
    moved = [Entry(e.uid, e.start, e.end, "A, desk: Ann Ó Briain") if e == shown[3] else e for e in shown]
    later = CHANGED.replace(month=3)

    found = stamps(written("A", moved, known, later))

    assert found[3] == (1, later)
    assert set(found[:3] + found[4:]) == {(0, CHANGED)}


def test_the_count_goes_on_when_a_change_is_undone():
    entry = Entry("1@countersign", CHANGED, CHANGED.replace(hour=17), "Desk: Tom")
    other = Entry("1@countersign", CHANGED, CHANGED.replace(hour=17), "Desk: Ann")
    known = {}
    for number, told in enumerate((entry, other, entry, entry)):
        (event,) = stamped([told], known, CHANGED.replace(day=2 + number))
        known = {event.entry.uid: event.stamp}

    assert event == Stamped(entry, Stamp(entry.digest, 2, CHANGED.replace(day=4)))


def stamps(feed_written):
    events = vobject.readOne(feed_written.decode()).vevent_list
    assert all(event.dtstamp.value == event.last_modified.value for event in events)
    return [(int(event.sequence.value), event.dtstamp.value) for event in events]
