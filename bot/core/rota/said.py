"""When somebody is away as it was meant, in days and times of day, and the same said back in full.

How the words are read is reading.py's. What the time is for is no matter here.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.core.rota.changes import days
from bot.core.rota.clock import DAY, change_at, first, last, local
from bot.core.rota.stretches import Stretch

MIDDAY = time(13)
"""Where a working day is cut into halves, unless the organisation says otherwise."""
LONGEST = 732
"""Days an absence may last."""


@dataclass(frozen=True, slots=True)
class Said:
    """From the first day to the last, both included. The first may begin, and the last end, at midday or at a time.

    A time of day is what the clock on the wall shows; where the clocks go back, it begins at the first of two and
    ends at the second, so that nothing somebody meant is left out.
    """

    first: date
    last: date
    from_midday: bool = False
    to_midday: bool = False
    begins: time | None = None
    ends: time | None = None

    def __post_init__(self) -> None:
        ends = datetime.combine(self.last, self.ends) if self.ends else datetime.combine(self.last, time.max)
        if self.halves < 1 or datetime.combine(self.first, self.begins or time()) >= ends:
            raise ValueError("it ends before it begins")
        if (self.from_midday and self.begins) or (self.to_midday and self.ends):
            raise ValueError("it is at midday or at a time, not both")

    @property
    def halves(self) -> int:
        """How many half days it is, times of day apart."""
        return 2 * ((self.last - self.first).days + 1) - self.from_midday - self.to_midday

    def stretch(self, zone: ZoneInfo, midday: time = MIDDAY) -> Stretch:
        """The same as two instants in UTC; the end may come first where the clocks skip all of it."""
        start, end = days(self.first, self.last, zone)
        begins, ends = midday if self.from_midday else self.begins, midday if self.to_midday else self.ends
        return (
            first(datetime.combine(self.first, begins), zone) if begins else start,
            last(datetime.combine(self.last, ends), zone) if ends else end,
        )


def echo(said: Said) -> str:
    """It in full: "Thursday 24 December 2026 to Saturday 2 January 2027, 10 days". `read` takes it back."""
    if said.begins or said.ends:
        return _clocked(said)
    begins = day_in_words(said.first) + (" afternoon" if said.from_midday else "")
    ends = day_in_words(said.last) + (" morning" if said.to_midday else "")
    if said.first == said.last:
        return f"{ends if said.to_midday else begins}, {length_in_words(said.halves)}"
    return f"{begins} to {ends}, {length_in_words(said.halves)}"


def _clocked(said: Said) -> str:
    """With times of day: "Thursday 3 December 2026 09:30 to 12:00"."""
    start = datetime.combine(said.first, said.begins or time())
    end = datetime.combine(said.last, said.ends) if said.ends else datetime.combine(said.last, time()) + DAY
    return _walls(start, end, "", "")


def in_words(stretch: Stretch, zone: ZoneInfo, midday: time = MIDDAY) -> str:
    """Two instants as people say them: as days where they are whole or half days, else with the time on the clock."""
    start, end = local(stretch[0], zone), local(stretch[1], zone)
    said = _whole(start, end, midday)
    if said and said.stretch(zone, midday) == stretch:
        return echo(said)
    return _walls(start, end, _which(stretch[0], zone), _which(stretch[1], zone))


def _walls(start: datetime, end: datetime, begins: str, ends: str) -> str:
    """Two wall times, each with what has to be said beside it; midnight is the end of the day before."""
    day, is_midnight = day_in_words(start.date()), end.time() == time()
    is_one_day = start.date() == (end.date() - DAY if is_midnight else end.date())
    if is_one_day and start.time() == time() and not is_midnight:
        return f"{day} until {end:%H:%M}{ends}"
    begin = day if start.time() == time() else f"{day} {start:%H:%M}{begins}"
    if is_midnight:
        return f"{begin} to the end of {'the day' if is_one_day else day_in_words(end.date() - DAY)}"
    until = f"{end:%H:%M}{ends}"
    return f"{begin} to {until}" if is_one_day else f"{begin} to {day_in_words(end.date())} {until}"


def _which(instant: datetime, zone: ZoneInfo) -> str:
    """Beside a time that the clock shows twice: which of the two."""
    change = change_at(local(instant, zone), zone)
    if change is None or change.skips:
        return ""
    return f" ({'before' if instant < change.at else 'after'} the clocks go back)"


def day_in_words(day: date) -> str:
    """A date in full: "Thursday 24 December 2026"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def times(stretch: Stretch, zone: ZoneInfo) -> str:
    """A shift as people write it: "Mon 30 Nov 17:00 to Tue 1 Dec 09:00", or "Mon 30 Nov 09:00 to 17:00".

    Midnight at the end is 24:00 of the day before.
    """
    start, end = local(stretch[0], zone), local(stretch[1], zone)
    final, clock = (end, f"{end:%H:%M}") if end.time() != time() else (end - DAY, "24:00")
    until = clock if final.date() == start.date() else f"{_short(final)} {clock}"
    return f"{_short(start)} {start:%H:%M} to {until}"


def length_in_words(halves: int) -> str:
    """So many half days: "2½ days"."""
    whole, half = divmod(halves, 2)
    if not whole:
        return "half a day"
    return f"{whole}{'½' if half else ''} {'days' if whole > 1 or half else 'day'}"


def _short(wall: datetime) -> str:
    return f"{wall:%a} {wall.day} {wall:%b}"


def _whole(start: datetime, end: datetime, midday: time) -> Said | None:
    """Wall times as days, where they are whole or half ones."""
    cuts = {time(), midday}
    if start.time() not in cuts or end.time() not in cuts:
        return None
    to_midday = end.time() == midday
    return Said(start.date(), end.date() if to_midday else end.date() - DAY, start.time() == midday, to_midday)
