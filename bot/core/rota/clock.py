"""Wall-clock times of a zone as instants: what a time means that occurs twice, or not at all.

Times on a wall are naive datetimes; instants are aware and in UTC. Nothing else in the rota adds an offset. Inside the
rota a wall time may be carried as a `Shown`, because a year has a thousand of them and putting UTC on each is slow.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)

Shown = datetime
"""A wall time that carries UTC only as a label: what the clock shows, not an instant."""
_SECOND = timedelta(seconds=1)
_NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a zone's clock: the instant, and the times shown from `low` to `high` that it repeats or skips."""

    at: datetime
    before: timedelta
    after: timedelta
    low: Shown
    high: Shown

    @property
    def skips(self) -> bool:
        """Whether the wall times between low and high do not occur (spring); else they occur twice (autumn)."""
        return self.after > self.before


def utc(instant: datetime) -> datetime:
    """The same instant in UTC. A time without an offset is a fault of the caller: ValueError."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no offset, so it is no instant")
    return instant.astimezone(UTC)


def local(instant: datetime, zone: ZoneInfo) -> datetime:
    """What the wall clock of the zone shows at this instant, as a naive datetime."""
    return instant.astimezone(zone).replace(tzinfo=None)


def first(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a wall time: the first one where it occurs twice, the end of the gap where it does not occur."""
    return first_shown(shown(wall), zone)


def last(wall: datetime, zone: ZoneInfo) -> datetime:
    """As `first`, but the last one where the time occurs twice: when a restriction ends."""
    return last_shown(shown(wall), zone)


def shown(wall: datetime) -> Shown:
    """A naive wall time with the label."""
    return wall.replace(tzinfo=UTC)


def first_shown(wall: Shown, zone: ZoneInfo) -> datetime:
    """As `first`."""
    offset, changes = _year(zone, wall.year)
    for change in changes:
        if wall < change.low:
            break
        if wall < change.high:
            return change.at if change.skips else wall - change.before
        offset = change.after
    return wall - offset


def last_shown(wall: Shown, zone: ZoneInfo) -> datetime:
    """As `last`."""
    offset, changes = _year(zone, wall.year)
    for change in changes:
        if wall < change.low:
            break
        if wall < change.high and change.skips:
            return change.at
        offset = change.after
    return wall - offset


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which this day begins in the zone."""
    return first(datetime.combine(day, time()), zone)


def gaps(zone: ZoneInfo, from_year: int, to_year: int) -> Iterator[Change]:
    """The changes that skip wall times, in these years (both included), oldest first."""
    for year in range(from_year, to_year + 1):
        for change in _year(zone, year)[1]:
            if change.skips and change.low.year == year:
                yield change


def change_at(wall: datetime, zone: ZoneInfo) -> Change | None:
    """The change of clock that repeats or skips this wall time; None for a time that occurs once."""
    return _at(shown(wall), zone)


def _at(wall: Shown, zone: ZoneInfo) -> Change | None:
    for change in _year(zone, wall.year)[1]:
        if change.low <= wall < change.high:
            return change
    return None


@lru_cache(maxsize=4096)
def _year(zone: ZoneInfo, year: int) -> tuple[timedelta, tuple[Change, ...]]:
    """The zone's offset two days before the year begins, and every change until two days after it ends.

    Asked day by day and kept, because zoneinfo tells offsets but not when they change.
    """
    at = datetime(year, 1, 1, tzinfo=UTC) - 2 * DAY
    offset = start = _offset(at, zone)
    found = []
    while at.year <= year or at.timetuple().tm_yday <= 2:  # noqa: PLR2004  two days into the next year
        tomorrow = at + DAY
        after = _offset(tomorrow, zone)
        if after != offset:
            found.append(_change(at, tomorrow, zone))
        at, offset = tomorrow, after
    return start, tuple(found)


def _change(low: datetime, high: datetime, zone: ZoneInfo) -> Change:
    """The one change between two instants with different offsets, to the second, by halving."""
    before, after = _offset(low, zone), _offset(high, zone)
    while high - low > _SECOND:
        middle = low + ((high - low) // 2 // _SECOND) * _SECOND
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    return Change(high, before, after, high + min(before, after), high + max(before, after))


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or _NOTHING
