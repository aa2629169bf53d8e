"""Writes a diary as an iCalendar feed that any calendar can subscribe to. What stands in it is core/rota/diary.py's.

Times are UTC, so that no calendar has to know our zone's rules; the zone is named for showing only.
"""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from bot.core.rota.diary import Diary, Entry

MIME = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=1)
"""How often subscribers are asked to look again."""
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def write(diary: Diary) -> bytes:
    """The feed, with lines folded as RFC 5545 wants them. The same diary always gives the same bytes."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Countersign//Rota//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", diary.name)
    calendar.add("x-wr-timezone", diary.zone.key)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
    for entry in diary.entries:
        calendar.add_component(_event(entry, diary.changed))
    return bytes(calendar.to_ical())


def _event(entry: Entry, changed: datetime) -> Event:
    """SEQUENCE counts the minutes up to the last change, so that it never goes back, even when a change is undone."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("sequence", (changed - _EPOCH) // timedelta(minutes=1))
    event.add("dtstart", entry.start.astimezone(UTC))
    event.add("dtend", entry.end.astimezone(UTC))
    event.add("summary", entry.summary)
    if entry.detail:
        event.add("description", entry.detail)
    event.add("transp", "TRANSPARENT")
    return event
