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
from bot.core.rota.diary import Diary, entries, told_apart
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
    written = write(Diary("Council rota", LONDON, tuple(entries("council", "Council rota", found, NAMES)), CHANGED))
    return written, list(told_apart(found))


def meant(span):
    return span.start, span.end, isinstance(span.duty, Gap)


@pytest.mark.parametrize("around", [SPRING, AUTUMN])
def test_icalendar_with_recurring_ical_events_reads_the_same_spans(around):
    written, ours = feed(*around)
    read = recurring_ical_events.of(icalendar.Calendar.from_ical(written)).between(*around)
    theirs = [(e.start.astimezone(UTC), e.end.astimezone(UTC), "NOBODY" in e["SUMMARY"]) for e in read]
    assert sorted(theirs) == sorted(map(meant, ours))
    assert any(gap for _, _, gap in theirs)


@pytest.mark.parametrize("around", [SPRING, AUTUMN])
def test_vobject_reads_the_same_spans_and_names(around):
    written, ours = feed(*around)
    read = vobject.readOne(written.decode()).vevent_list
    assert sorted((e.dtstart.value, e.dtend.value, "NOBODY" in e.summary.value) for e in read) == sorted(
        map(meant, ours)
    )
    said = {e.summary.value for e in read}
    assert "Council rota, desk: Priya Shah; press, “digital”" in said
    assert "Council rota, on call: Tom Ŵyn Ellis" in said
    assert "Council rota, desk: NOBODY" in said or around is SPRING


def test_a_gap_says_why_in_the_event():
    written, _ = feed(*SPRING)
    gaps = [e for e in vobject.readOne(written.decode()).vevent_list if "NOBODY" in e.summary.value]
    assert {gap.description.value for gap in gaps} == {"Ann Ó Briain is away and nobody stands in yet."}


def test_an_event_keeps_its_uid_when_somebody_else_takes_it():
    before = entries("council", "Council rota", spans(rota(), *SPRING), NAMES)
    swapped = Change(Kind.OVERRIDE, "desk", before[0].start, before[0].end, "ann")
    changed = Rota(LONDON, rota().seats, Changes((swapped,)))
    after = entries("council", "Council rota", spans(changed, *SPRING), NAMES)
    assert after[0].uid == before[0].uid
    assert after[0].summary != before[0].summary


def test_every_event_has_a_uid_of_its_own_and_no_line_is_longer_than_75_bytes():
    written, ours = feed(*AUTUMN)
    uids = [line for line in written.splitlines() if line.startswith(b"UID:")]
    assert len(set(uids)) == len(ours)
    assert max(map(len, written.split(b"\r\n"))) <= 75


def test_the_sequence_grows_with_every_later_change_and_the_bytes_stay_until_one():
    first = write(Diary("A", LONDON, tuple(entries("a", "A", spans(rota(), *SPRING), NAMES)), CHANGED))
    again = write(Diary("A", LONDON, tuple(entries("a", "A", spans(rota(), *SPRING), NAMES)), CHANGED))
    later = write(Diary("A", LONDON, tuple(entries("a", "A", spans(rota(), *SPRING), NAMES)), CHANGED.replace(month=3)))
    assert first == again
    assert sequence(later) > sequence(first)


def sequence(written):
    return int(vobject.readOne(written.decode()).vevent.sequence.value)
