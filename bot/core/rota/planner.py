"""Proposes who holds each seat over some months: greedy, the same every time, with the reason for each choice.

It proposes one-off shifts and decides nothing. What a proposal says is in proposal.py; a lead says yes, and use cases
enter it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.core.ids import PersonId
from bot.core.rota.changes import Changes, Shift, days
from bot.core.rota.duty import Because, Gap, Holder, SeatName, Span
from bot.core.rota.hours import Load, loads
from bot.core.rota.layers import Seat
from bot.core.rota.proposal import Assigned, Candidate, Hole, Not, Passed, Proposal, merged
from bot.core.rota.rest import rested
from bot.core.rota.restriction import openings
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.schedule import Rota, spans
from bot.core.rota.stretches import Stretch, common, joined, without

HALF = 0.5
"""The most of all on-call time that one person carries."""
MONDAY_MORNING = datetime.fromisoformat("2024-01-01T09:00")
"""When turns begin on a seat that has no rotation to say so."""
_NOTHING = timedelta()
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Unit:
    """What one person should take as a whole: a turn's time on a seat."""

    seat: Seat
    stretches: tuple[Stretch, ...]

    @property
    def length(self) -> timedelta:
        return sum((end - start for start, end in self.stretches), _NOTHING)


@dataclass(slots=True)
class _Carried:
    """What somebody carries so far. `worked` is what needs rest afterwards; `all` what fills their time."""

    desk: timedelta = _NOTHING
    on_call: timedelta = _NOTHING
    unsocial: timedelta = _NOTHING
    last: datetime | None = None
    worked: list[Stretch] = field(default_factory=list)
    all: list[Stretch] = field(default_factory=list)

    def such(self, seat: Seat) -> timedelta:
        return self.desk if seat.in_hours else self.on_call


def propose(
    rota: Rota,
    candidates: Sequence[Candidate],
    start: datetime,
    end: datetime,
    before: Mapping[SeatName, Mapping[PersonId, Load]] | None = None,
) -> Proposal:
    """Who should hold what in [start, end), in which one-off shifts already entered stay.

    `before` is what people have carried so far on each seat. Turns follow the seat's own rotation; where nobody can
    take a whole one it is given out day by day.
    """
    return _Planning(rota, candidates, start, end, before or {}).proposal()


class _Planning:
    """One proposal in the making."""

    def __init__(
        self,
        rota: Rota,
        candidates: Sequence[Candidate],
        start: datetime,
        end: datetime,
        before: Mapping[SeatName, Mapping[PersonId, Load]],
    ) -> None:
        self.rota, self.start, self.end = rota, start, end
        self.candidates = sorted(candidates, key=lambda candidate: candidate.person)
        self.away = rota.changes.away(start, end)
        self.before = before
        self.carried = {candidate.person: _Carried() for candidate in candidates}
        self.needed = {seat.name: self._needed(seat) for seat in rota.seats}
        self.most = HALF * sum((self._time(seat) for seat in rota.seats if not seat.in_hours), _NOTHING)
        self.assigned: list[Assigned] = []
        self.holes: list[Hole] = []
        self._take_entered()

    def proposal(self) -> Proposal:
        """Turn by turn in the order of time, the desk before on call."""
        for unit in sorted(self._units(), key=lambda unit: (unit.stretches[0], not unit.seat.in_hours, unit.seat.name)):
            if not self._given(unit):
                for part in self._by_day(unit):
                    self._given(part, last=True)
        on_call = {person: carried.on_call for person, carried in self.carried.items()}
        return Proposal(self.start, self.end, tuple(self.assigned), tuple(merged(self.holes)), self._loads(), on_call)

    def _needed(self, seat: Seat) -> list[Stretch]:
        """When the seat has to be held, bank holidays moved: what an empty rota leaves open."""
        empty = replace(self.rota, seats=tuple(replace(s, layers=()) for s in self.rota.seats), changes=Changes())
        found = spans(empty, self.start, self.end)
        return [(span.start, span.end) for span in found if span.seat == seat.name and isinstance(span.duty, Gap)]

    def _time(self, seat: Seat) -> timedelta:
        return sum((end - start for start, end in self.needed[seat.name]), _NOTHING)

    def _take_entered(self) -> None:
        """One-off shifts that are there already: they stand, and they count."""
        for seat in self.rota.seats:
            for shift in self.rota.changes.shifts:
                inside = common([(self.start, self.end)], [(shift.start, shift.end)])
                if shift.seat == seat.name and inside and shift.person in self.carried:
                    self._take(shift.person, _Unit(seat, tuple(inside)))

    def _units(self) -> Iterator[_Unit]:
        for seat in self.rota.seats:
            entered = joined((s.start, s.end) for s in self.rota.changes.shifts if s.seat == seat.name)
            still = without(self.needed[seat.name], entered)
            yield from _cut(seat, still, self._turns(seat), self.start, self.end)

    def _turns(self, seat: Seat) -> Rotation:
        if seat.layers:
            return seat.layers[0].rotation
        return Rotation(Every.WEEKLY, MONDAY_MORNING, self.rota.zone, (PersonId(""),))

    def _by_day(self, unit: _Unit) -> Iterator[_Unit]:
        start, end = unit.stretches[0][0], unit.stretches[-1][1]
        daily = replace(self._turns(unit.seat), every=Every.DAILY, length=1)
        return _cut(unit.seat, list(unit.stretches), daily, start, end)

    def _given(self, unit: _Unit, *, last: bool = False) -> bool:
        """Give the unit to who carries least among those who can; with `last`, else note the hole."""
        passed: dict[PersonId, Not] = {}
        able = []
        for candidate in self.candidates:
            if unit.seat.name not in candidate.seats:
                continue
            why = self._why_not(candidate, unit)
            if why is None:
                able.append(candidate.person)
            else:
                passed[candidate.person] = why
        if able:
            self._assign(min(able, key=lambda person: self._fairness(person, unit.seat)), unit, len(able), passed)
        elif last:
            self.holes += [Hole(unit.seat.name, start, end, passed) for start, end in unit.stretches]
        return bool(able)

    def _why_not(self, candidate: Candidate, unit: _Unit) -> Not | None:
        return next((why for why, holds in self._against(candidate, unit) if holds), None)

    def _against(self, candidate: Candidate, unit: _Unit) -> Iterator[tuple[Not, bool]]:
        """What may speak against somebody, looked at one after another until something does."""
        person, stretches, in_hours = candidate.person, unit.stretches, unit.seat.in_hours
        carried = self.carried[person]
        yield Not.UNTRAINED, candidate.trained_until is None or candidate.trained_until < stretches[-1][1]
        yield Not.AWAY, bool(common(stretches, self.away.get(person, [])))
        yield Not.NOT_WORKING, in_hours and not self._works(person, stretches)
        yield Not.BUSY, bool(common(stretches, joined(carried.all)))
        yield Not.UNRESTED, in_hours and not _rested(carried.worked, stretches)
        yield Not.HALF, not in_hours and carried.on_call + unit.length > self.most

    def _works(self, person: PersonId, stretches: Sequence[Stretch]) -> bool:
        """Whether their part-time pattern and their own nation's holidays leave all of it as working time."""
        pattern, zone = self.rota.patterns.get(person), self.rota.zone
        start, end = stretches[0][0], stretches[-1][1]
        if pattern is not None and without(stretches, openings(pattern, zone, start, end)):
            return False
        own = self.rota.own_holidays.get(person, ())
        return not common(stretches, joined(days(day, day, zone) for day in own))

    def _fairness(self, person: PersonId, seat: Seat) -> tuple[timedelta, timedelta, datetime, PersonId]:
        """Hours on such seats, then unsocial hours, then who was on longest ago, then the name."""
        carried, before = self.carried[person], [theirs.get(person, Load()) for theirs in self.before.values()]
        last = max((at for at in (carried.last, *(load.last for load in before)) if at is not None), default=_NEVER)
        unsocial = carried.unsocial + sum((load.unsocial for load in before), _NOTHING)
        return self._so_far(person, seat), unsocial, last, person

    def _so_far(self, person: PersonId, seat: Seat) -> timedelta:
        """Hours on seats of this kind, at the desk or on call, those before this time among them."""
        alike = [other.name for other in self.rota.seats if other.in_hours == seat.in_hours]
        before = (self.before.get(name, {}).get(person, Load()).hours for name in alike)
        return self.carried[person].such(seat) + sum(before, _NOTHING)

    def _assign(self, person: PersonId, unit: _Unit, could: int, passed: Passed) -> None:
        so_far = self._so_far(person, unit.seat)
        for start, end in unit.stretches:
            shift = Shift(unit.seat.name, person, start, end)
            self.assigned.append(Assigned(shift, so_far, could, passed))
        self._take(person, unit)

    def _take(self, person: PersonId, unit: _Unit) -> None:
        carried, length = self.carried[person], unit.length
        carried.all += unit.stretches
        carried.last = max(carried.last or unit.stretches[-1][1], unit.stretches[-1][1])
        held = [_span(person, unit.seat.name, *stretch) for stretch in unit.stretches]
        carried.unsocial += loads(self.rota, held)[person].unsocial
        if unit.seat.in_hours:
            carried.desk += length
            carried.worked += unit.stretches
        else:
            carried.on_call += length

    def _loads(self) -> dict[PersonId, Load]:
        """What everybody would carry in this time; those with nothing as well."""
        held = [_span(person, SeatName(""), *s) for person, c in self.carried.items() for s in joined(c.all)]
        return {person: Load() for person in self.carried} | loads(self.rota, held)


def _cut(seat: Seat, still: Sequence[Stretch], turns: Rotation, start: datetime, end: datetime) -> Iterator[_Unit]:
    """The time that is needed, turn by turn."""
    for turn in turns.turns(start, end):
        inside = common([(max(turn.start, start), min(turn.end, end))], still)
        if inside:
            yield _Unit(seat, tuple(inside))


def _rested(worked: Sequence[Stretch], stretches: Sequence[Stretch]) -> bool:
    everything = [*worked, *stretches]
    return all(rested(everything, stretch) for stretch in stretches)


def _span(person: PersonId, seat: SeatName, start: datetime, end: datetime) -> Span:
    return Span(seat, start, end, Holder(person, Because.SHIFT))
