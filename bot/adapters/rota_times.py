"""Times, days and stretches of time as a rota file writes them. A time that could mean two instants is asked about."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.adapters.yaml_map import Map, each
from bot.core.rota.changes import Half, days, half_day
from bot.core.rota.clock import change_at, first, local, utc
from bot.core.rota.restriction import Restriction, Window
from bot.core.rota.stretches import Stretch

WINDOW = ("days", "from", "to", "weeks", "since")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YEARS = range(1970, 2200)
"""What a rota can be asked about; a year outside is a slip of the finger."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class TimeError(ValueError):
    """A text that is no moment: what is wrong, and what was expected."""

    def __init__(self, what: str, expected: str) -> None:
        super().__init__(f"{what} {expected}")
        self.what, self.expected = what, expected


def instant(text: str, zone: ZoneInfo) -> datetime:
    """A moment written with its offset, in UTC. Raises TimeError; a time without an offset is told the one to add."""
    expected = "Expected a moment such as 2026-06-01T09:00+01:00."
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError as wrong:
        raise TimeError(f"“{text}” is no time.", expected) from wrong
    if read.year not in YEARS:
        raise TimeError(f"The year {read.year} is too far away.", f"Expected {YEARS.start} to {YEARS.stop - 1}.")
    if read.tzinfo is None:
        raise TimeError(*_without_offset(text, read, zone))
    return utc(read)


def _without_offset(text: str, wall: datetime, zone: ZoneInfo) -> tuple[str, str]:
    change = change_at(wall, zone)
    if change is None:
        return f"“{text}” has no offset.", f"In {zone.key} it would be {_with_offset(first(wall, zone), zone)}."
    if change.skips:
        return (
            f"“{text}” does not exist in {zone.key}: the clock goes forward over it.",
            f"Write the moment after it, {_with_offset(change.at, zone)}.",
        )
    one, other = (wall - offset for offset in (change.before, change.after))
    moments = [moment.replace(tzinfo=change.at.tzinfo) for moment in (one, other)]
    return (
        f"“{text}” occurs twice in {zone.key}, because the clock goes back.",
        f"Write {_with_offset(moments[0], zone)} for the first or {_with_offset(moments[1], zone)} for the second.",
    )


def _with_offset(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="minutes")


def as_instant(node: Map, key: str, zone: ZoneInfo) -> datetime:
    """A moment with its offset."""
    value = _text(node, key, "a moment such as 2026-06-01T09:00+01:00")
    try:
        return instant(value, zone)
    except TimeError as wrong:
        raise node.bad(key, wrong.what, wrong.expected) from wrong


def as_date(node: Map, key: str, value: object) -> date:
    """A day."""
    try:
        read = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as wrong:
        raise node.bad(key, f"“{value}” is no date.", "Expected one such as 2026-12-24.") from wrong
    if read.year in YEARS:
        return read
    raise node.bad(key, f"The year {read.year} is too far away.", f"Expected {YEARS.start} to {YEARS.stop - 1}.")


def as_time(node: Map, key: str, default: str) -> time:
    """A time of day; 24:00 is midnight, the end of a day."""
    value = node.node.get(key, default)
    if value == "24:00":
        return time()
    try:
        read = time.fromisoformat(value if isinstance(value, str) and ":" in value else "")
    except ValueError as wrong:
        raise node.bad(key, f"“{value}” is no time of day.", "Expected one such as 09:00.") from wrong
    if read.tzinfo is None:
        return read
    raise node.bad(key, f"“{value}” has an offset.", "Expected a time on the wall clock, such as 09:00.")


def as_wall(node: Map, key: str, zone: ZoneInfo) -> datetime:
    """A wall time; one with an offset becomes what the clock of the zone shows then."""
    value = _text(node, key, "a wall time such as 2026-01-05 09:00")
    try:
        read = datetime.fromisoformat(value)
    except ValueError as wrong:
        raise node.bad(key, f"“{value}” is no time.", "Expected a wall time such as 2026-01-05 09:00.") from wrong
    if read.year not in YEARS:
        raise node.bad(key, f"The year {read.year} is too far away.", f"Expected {YEARS.start} to {YEARS.stop - 1}.")
    return read if read.tzinfo is None else local(read, zone)


def bounds(node: Map, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """`from` and `to` where they are given; a date is a whole day, the last one included."""
    start = _edge(node, "from", zone, 0) if "from" in node.node else None
    end = _edge(node, "to", zone, 1) if "to" in node.node else None
    if start is not None and end is not None and end <= start:
        raise node.bad("to", "It ends before it begins.", "“to” has to be after “from”.")
    return start, end


def stretch(node: Map, zone: ZoneInfo, midday: time) -> Stretch:
    """`from` to `to`; a date without `to` is one day, and with `half` half of it."""
    written = _text(node, "from", "a date such as 2026-12-24, or a moment with its offset")
    if "half" in node.node:
        return _half(node, zone, midday)
    start, end = bounds(node, zone)
    if end is None and _DATE.fullmatch(written):
        end = _edge(node, "from", zone, 1)
    if start is None or end is None:
        raise node.bad("to", f"“to” is missing in {node.what}.", "Expected a moment with its offset, or a date.")
    return start, end


def _half(node: Map, zone: ZoneInfo, midday: time) -> Stretch:
    which = Half(node.one_of("half", Half))
    day = as_date(node, "from", node.node["from"])
    if "to" in node.node and node.node["to"] != node.node["from"]:
        raise node.bad("to", "Half a day is of one day only.", "Leave “to” away, or write moments with their offsets.")
    return half_day(day, which, zone, midday)


def _edge(node: Map, key: str, zone: ZoneInfo, side: int) -> datetime:
    """Where a stretch begins (side 0) or ends (1)."""
    value = node.node[key]
    if isinstance(value, str) and _DATE.fullmatch(value):
        day = as_date(node, key, value)
        return days(day, day, zone)[side]
    return as_instant(node, key, zone)


def windows(node: Map, key: str) -> Restriction:
    """One weekly window or a list of them."""
    found = tuple(each(node.entries(key), lambda _, window: _window(window)))
    if found:
        return found
    raise node.bad(key, f"“{key}” has no window in it, so it never applies.", "Expected days, from and to.")


def _window(node: Map) -> Window:
    node.only(WINDOW)
    weeks = node.number("weeks", 1, 1, 52)
    if weeks > 1 and "since" not in node.node:
        raise node.bad(
            "weeks", f"“weeks: {weeks}” leaves open which weeks.", "Add “since” with a day of the first one."
        )
    since = as_date(node, "since", node.node.get("since", "2024-01-01"))
    return Window(_weekdays(node, "days"), as_time(node, "from", "00:00"), as_time(node, "to", "00:00"), weeks, since)


def _weekdays(node: Map, key: str) -> frozenset[int]:
    """Days of the week: "all", "mon-fri", "sat", or a list of such words. All of them where nothing is said."""
    value = node.node.get(key, "all")
    words = value if isinstance(value, list) else str(value).replace(",", " ").split()
    found = frozenset(day for word in words for day in _span_of_days(node, key, str(word).lower().strip()))
    if found:
        return found
    raise node.bad(key, "There are no days in it, so it never applies.", f"Expected some of {', '.join(DAYS)}.")


def _span_of_days(node: Map, key: str, word: str) -> list[int]:
    if word == "all":
        return list(range(7))
    begin, _, end = word.partition("-")
    if begin[:3] in DAYS and (end or begin)[:3] in DAYS:
        low, high = DAYS.index(begin[:3]), DAYS.index((end or begin)[:3])
        return [(low + n) % 7 for n in range((high - low) % 7 + 1)]
    raise node.bad(key, f"“{word}” is no day of the week.", f"Expected some of {', '.join(DAYS)}, or mon-fri, or all.")


def _text(node: Map, key: str, expected: str) -> str:
    value = node.node.get(key)
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise node.bad(key, f"“{key}” is missing or no time in {node.what}.", f"Expected {expected}.")
