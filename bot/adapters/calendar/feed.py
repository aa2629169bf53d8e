"""Writes a diary as an iCalendar feed that any calendar can subscribe to. What stands in it is core/rota/diary.py's.

Times are UTC, so that no calendar has to know our zone's rules; the zone is named for showing only.
"""

from datetime import UTC, timedelta

from icalendar import Calendar, Event

from bot.core.rota.diary import Diary, Stamped

MIME = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=1)
"""How often subscribers are asked to look again."""


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
    for event in diary.events:
        calendar.add_component(_event(event))
    return bytes(calendar.to_ical())


def _event(told: Stamped) -> Event:
    """Its stamps rise only when it changes: a calendar tells its people anew of an event whose stamps have risen."""
    event, entry = Event(), told.entry
    event.add("uid", entry.uid)
    event.add("dtstamp", told.stamp.changed.astimezone(UTC))
    event.add("last-modified", told.stamp.changed.astimezone(UTC))
    event.add("sequence", told.stamp.sequence)
    event.add("dtstart", entry.start.astimezone(UTC))
    event.add("dtend", entry.end.astimezone(UTC))
    event.add("summary", entry.summary)
    if entry.detail:
        event.add("description", entry.detail)
    event.add("transp", "TRANSPARENT")
    return event
