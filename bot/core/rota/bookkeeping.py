"""The planner's books: what is to be given out, and what everybody carries. Who gets what is planner.py's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.ids import PersonId
from bot.core.rota.changes import days
from bot.core.rota.clock import DAY
from bot.core.rota.duty import SeatName
from bot.core.rota.forecast import days_touched
from bot.core.rota.hours import Load
from bot.core.rota.layers import Seat
from bot.core.rota.plan import MOST_DAYS
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.stretches import Stretch, common, touching

_NOTHING = timedelta()
_NEARLY_A_WEEK = timedelta(days=6)
"""A turn longer than this is a week's, also where the clocks change in it."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What somebody does besides: in other rotas, and in this one just before the time that is planned."""

    desk: tuple[Stretch, ...] = ()
    on_call: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """What people bring with them: hours on each seat, bank holidays on call, and what they do elsewhere.

    `most_days` is how many days in a row somebody may be on duty.
    """

    loads: Mapping[SeatName, Mapping[PersonId, Load]] = field(default_factory=dict)
    holidays: Mapping[PersonId, int] = field(default_factory=dict)
    elsewhere: Mapping[PersonId, Elsewhere] = field(default_factory=dict)
    most_days: int = MOST_DAYS


@dataclass(frozen=True, slots=True)
class Unit:
    """What one person should take as a whole: a turn's time on a seat.

    `week` goes from the first to the last hour the seat is needed in the week, or in the turn where that is longer:
    whoever is on call in any of it should not be at the desk in it.
    """

    seat: Seat
    stretches: tuple[Stretch, ...]
    week: Stretch

    @property
    def length(self) -> timedelta:
        """How long it is altogether."""
        return sum((end - start for start, end in self.stretches), _NOTHING)

    @property
    def start(self) -> datetime:
        """When it begins."""
        return self.stretches[0][0]

    @property
    def end(self) -> datetime:
        """When it ends."""
        return self.stretches[-1][1]


@dataclass(slots=True)
class Carried:
    """What somebody carries so far. `worked` needs rest afterwards, `taken` fills their time, `mine` is this rota's."""

    desk: timedelta = _NOTHING
    on_call: timedelta = _NOTHING
    unsocial: timedelta = _NOTHING
    holidays: int = 0
    mine: list[Stretch] = field(default_factory=list)
    taken: list[Stretch] = field(default_factory=list)
    worked: list[Stretch] = field(default_factory=list)
    weeks_at_desk: list[Stretch] = field(default_factory=list)
    weeks_on_call: list[Stretch] = field(default_factory=list)
    days: set[date] = field(default_factory=set)

    @classmethod
    def beginning(cls, elsewhere: Elsewhere, holidays: int, zone: ZoneInfo) -> "Carried":
        """With nothing of what is planned, and with what is done elsewhere."""
        desk, on_call = list(elsewhere.desk), list(elsewhere.on_call)
        taken = [*desk, *on_call]
        days = days_on(taken, zone)
        return cls(holidays=holidays, taken=taken, worked=[*desk], weeks_at_desk=desk, weeks_on_call=on_call, days=days)

    def take(self, unit: Unit, unsocial: timedelta, holidays: int, zone: ZoneInfo) -> None:
        """Enter the unit."""
        self.days |= days_on(unit.stretches, zone)
        self.mine += unit.stretches
        self.taken += unit.stretches
        self.unsocial += unsocial
        self.holidays += holidays
        if unit.seat.in_hours:
            self.desk += unit.length
            self.worked += unit.stretches
            self.weeks_at_desk.append(unit.week)
        else:
            self.on_call += unit.length
            self.weeks_on_call.append(unit.week)

    def such(self, seat: Seat) -> timedelta:
        """Time on seats of this kind."""
        return self.desk if seat.in_hours else self.on_call

    def is_both(self, unit: Unit) -> bool:
        """Whether with the unit they would be at the desk and on call in one week."""
        others = self.weeks_on_call if unit.seat.in_hours else self.weeks_at_desk
        return any(start < unit.week[1] and end > unit.week[0] for start, end in others)

    def run_with(self, unit: Unit, zone: ZoneInfo) -> int:
        """The most days in a row they would be on duty around the unit; a day counts with any part of it."""
        new, longest = days_on(unit.stretches, zone), 0
        for day in sorted(new):
            if day - DAY in self.days | new and day != min(new):
                continue
            first = last = day
            while first - DAY in self.days or first - DAY in new:
                first -= DAY
            while last + DAY in self.days or last + DAY in new:
                last += DAY
            longest = max(longest, (last - first).days + 1)
        return longest

    def last(self, until: datetime) -> datetime | None:
        """When they were last on duty before this instant, of what is known here."""
        return max((end for _, end in self.taken if end <= until), default=None)


def days_on(stretches: Iterable[Stretch], zone: ZoneInfo) -> set[date]:
    """The days of the zone with any part of these."""
    return {day for start, end in stretches for day in days_touched(start, end, zone)}


def cut(
    seat: Seat, still: Sequence[Stretch], needed: Sequence[Stretch], turns: Rotation, within: Stretch
) -> Iterator[Unit]:
    """The time still to be given out, turn by turn. `needed` is when the seat has to be held at all."""
    start, end = within
    weeks = replace(turns, every=Every.WEEKLY, length=1)
    for turn in turns.turns(start, end):
        inside = common([(max(turn.start, start), min(turn.end, end))], still)
        if inside:
            week = turn if turn.end - turn.start > _NEARLY_A_WEEK else weeks.turn(inside[0][0])
            met = touching(needed, week.start, week.end)
            yield Unit(seat, tuple(inside), (max(met[0][0], week.start), min(met[-1][1], week.end)))


def by_day(unit: Unit, turns: Rotation) -> Iterator[Unit]:
    """The unit a day at a time, from handover to handover; it stays part of the same week."""
    daily = replace(turns, every=Every.DAILY, length=1)
    for turn in daily.turns(unit.start, unit.end):
        if inside := common([(turn.start, turn.end)], unit.stretches):
            yield replace(unit, stretches=tuple(inside))


def holidays_in(stretches: Sequence[Stretch], holidays: Iterable[date], zone: ZoneInfo) -> int:
    """How many of these days are spent on duty, for half of the day at least."""
    whole = (days(day, day, zone) for day in holidays)
    return sum(
        sum((end - start for start, end in common([day], stretches)), _NOTHING) >= DAY / 2
        for day in whole
        if day[0] < stretches[-1][1] and day[1] > stretches[0][0]
    )
