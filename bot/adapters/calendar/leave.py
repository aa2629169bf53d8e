"""Reads from an iCalendar file when somebody is unavailable, and nothing else of it. Fetching it is fetch.py's.

A file that cannot be read to its last event is refused as a whole. Sizes and counts are bounded: it is anyone's.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Event

from bot.adapters.calendar import fetch, zones
from bot.core.rota.clock import DAY, first, midnight, utc
from bot.core.rota.stretches import Stretch, joined
from bot.use_cases.ports_calendar import Leave, NoLeave

MOST_EVENTS = 5_000
MOST_RULES = 50
"""Events that recur: each may have to be counted through from its beginning."""
MOST_TIMES = 5_000
"""How often somebody may be away in the time asked about."""
YEARS = range(1970, 2200)
_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
_WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_SELDOM = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYEASTER")
"""Parts by which a rule that counts days or weeks may never come true, and be counted to the year 9999 for it."""
_TIMES = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
_FREE = {"FREE", "WORKINGELSEWHERE"}
"""What Outlook calls time in which somebody can be asked all the same."""
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, OverflowError, IndexError, RecursionError)
"""What the two libraries are known to raise on files that are not what they say."""


_NO_RULE = "One of its events recurs by a rule that cannot be read."


class _UnusableError(Exception):
    """The calendar cannot be used; the message is a sentence."""


def read(content: bytes, zone: ZoneInfo, start: datetime, end: datetime) -> Leave | NoLeave:
    """The leave in an iCalendar file that touches [start, end), each stretch whole.

    Cancelled events, and those that leave their time free, are passed over. Whole days and floating times are of the
    zone.
    """
    try:
        return Leave(tuple(joined(_away(_parsed(content), zone, utc(start), utc(end)))))
    except _UnusableError as why:
        return NoLeave(str(why), for_good=True)


def _parsed(content: bytes) -> Calendar:
    """The calendar, every part of it understood. Files with several calendars in them are not leave of one person."""
    try:
        text = content.decode("utf-8-sig")
        if not zones.are_bounded(text):
            raise _UnusableError("It brings a time zone whose clock changes by a rule that cannot be read.")
        found = Calendar.from_ical(text)
    except _BROKEN as wrong:
        raise _UnusableError("It is not a calendar in the iCalendar format (.ics).") from wrong
    if not isinstance(found, Calendar):
        raise _UnusableError("It is not a calendar in the iCalendar format (.ics).")
    events = [part for part in found.walk("VEVENT") if isinstance(part, Event)]
    if len(events) > MOST_EVENTS:
        raise _UnusableError(f"It holds {len(events)} events; {MOST_EVENTS} are the most that are read.")
    if sum("RRULE" in event for event in events) > MOST_RULES:
        raise _UnusableError(f"More than {MOST_RULES} of its events recur, which is too many to read.")
    _zone_is_known(found)
    for event in events:
        _understood(event)
    return found


def _zone_is_known(calendar: Calendar) -> None:
    named = str(calendar.get("X-WR-TIMEZONE", "UTC"))
    try:
        ZoneInfo(named)
    except (KeyError, ValueError, OSError) as wrong:
        raise _UnusableError(f"It is in a time zone that is not known: {named[:60]}.") from wrong


def _understood(event: Event) -> None:
    """That nothing of an event's times was lost in reading, and that it does not recur without measure."""
    lost = [name for name, _ in event.errors if name in _TIMES]
    if lost or "DTSTART" not in event:
        raise _UnusableError(f"The {(lost or ['DTSTART'])[0]} of one of its events cannot be read.")
    for name in ("DTSTART", "DTEND"):
        _has_its_zone(event, name)
    for rule in _listed(event.get("RRULE")):
        _bounded(rule)


def _bounded(rule: Mapping[str, Sequence[object]]) -> None:
    """That a rule can be counted through in a moment."""
    often = set(map(str, rule.get("FREQ", ())))
    if often & _OFTEN or any(len(rule.get(part, ())) > 1 for part in _WITHIN_A_DAY):
        raise _UnusableError("One of its events recurs several times a day, which is not leave.")
    steps = rule.get("INTERVAL", (1,))
    if any(not isinstance(step, int) or step < 1 for step in steps):
        raise _UnusableError(_NO_RULE)
    is_short = bool(often & {"DAILY", "WEEKLY"})
    skips = "DAILY" in often and any(step != 1 for step in steps) and any(part.startswith("BY") for part in rule)
    if skips or (is_short and any(part in rule for part in _SELDOM)):
        raise _UnusableError(_NO_RULE)


def _has_its_zone(event: Event, name: str) -> None:
    """That a time is a single one, not absurd, and in a zone that is known: else it would pass for a floating one."""
    value = event.get(name)
    if value is None:
        return
    if isinstance(value, list):
        raise _UnusableError(f"One of its events has more than one {name}.")
    when = event.decoded(name)
    if not isinstance(when, date) or when.year not in YEARS:
        raise _UnusableError(f"The {name} of one of its events is too far away, or no time.")
    named = getattr(value, "params", {}).get("TZID", "")
    if named and isinstance(when, datetime) and when.tzinfo is None:
        raise _UnusableError(f"One of its events is in a time zone that is not known: {str(named)[:60]}.")


def _listed(value: Any) -> list[Mapping[str, Sequence[object]]]:
    """A property that may be given once or more often."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _away(calendar: Calendar, zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[Stretch]:
    """Every time somebody is away. The window asked for is wider than needed, because a whole day has no zone yet."""
    try:
        query = recurring_ical_events.of(calendar)
        for number, event in enumerate(query.between(start - 2 * DAY, end + 2 * DAY)):
            if number >= MOST_TIMES:
                raise _UnusableError(f"Somebody is away more than {MOST_TIMES} times by it, which is too many to read.")
            begin, stop = _stretch(event, zone)
            if _counts(event) and begin < end and stop > start:
                yield begin, stop
    except _BROKEN as wrong:
        raise _UnusableError(_NO_RULE) from wrong


def _counts(event: Event) -> bool:
    words = (str(event.get(name, "")).upper() for name in ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"))
    status, transparency, busy = words
    return status != "CANCELLED" and transparency != "TRANSPARENT" and busy not in _FREE


def _stretch(event: Event, zone: ZoneInfo) -> Stretch:
    return _instant(event.decoded("DTSTART"), zone), _instant(event.decoded("DTEND"), zone)


def _instant(when: date, zone: ZoneInfo) -> datetime:
    if not isinstance(when, datetime):
        return midnight(when, zone)
    return first(when, zone) if when.tzinfo is None else utc(when)


class HttpCalendars:
    """Leave calendars at their addresses (the port CalendarsOutside). `here` also asks this machine, for practice."""

    def __init__(self, *, here: bool = False) -> None:
        self._here = here

    def refused(self, address: str) -> str:
        """Why this address may not be asked at all; empty where it may."""
        return fetch.refused(address, here=self._here)

    def read(self, address: str, zone: ZoneInfo, start: datetime, end: datetime) -> Leave | NoLeave:
        """Fetch and read; NoLeave with a sentence where either fails."""
        found = fetch.fetch(address, here=self._here)
        return read(found, zone, start, end) if isinstance(found, bytes) else found
