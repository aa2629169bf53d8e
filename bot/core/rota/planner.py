"""Proposes who holds each seat over some months: greedy, the same every time, with the reason for each choice.

It proposes one-off shifts and decides nothing. What a proposal says is in proposal.py; a lead says yes, and use cases
enter it. Its books are kept in bookkeeping.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.ids import PersonId
from bot.core.rota.bookkeeping import Before, Carried, Elsewhere, Unit, by_day, cut, holidays_in
from bot.core.rota.changes import Changes, Shift, days
from bot.core.rota.choosing import NO_HARDSHIP, Choice, Fairness, Hardship, spoke, worse
from bot.core.rota.duty import Because, Gap, Holder, SeatName, Span
from bot.core.rota.hours import Load, loads
from bot.core.rota.layers import Seat
from bot.core.rota.proposal import Assigned, Candidate, Hole, Not, Proposal, Why, merged
from bot.core.rota.rest import rested, short_of_rest
from bot.core.rota.restriction import openings
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.schedule import Rota, spans
from bot.core.rota.stretches import Stretch, common, joined, touching, without

HALF = 0.5
"""The most of all on-call time that one person carries, where others can."""
MONDAY_MORNING = datetime.fromisoformat("2024-01-01T09:00")
"""When turns begin on a seat that has no rotation to say so."""
BACK = timedelta(days=14)
"""How long somebody counts as just back from being away."""
_AROUND = timedelta(days=7)
_CLOCKS = timedelta(hours=2)
"""By so much two halves of a quarter may differ because the clocks change in one of them."""
_ENOUGH = 3
"""Of fewer on call, whoever is spared days in a row only has them both at the desk and on call later on."""
_NOTHING = timedelta()
_NEVER = datetime.min.replace(tzinfo=UTC)


def propose(
    rota: Rota, candidates: Sequence[Candidate], start: datetime, end: datetime, before: Before | None = None
) -> Proposal:
    """Who should hold what in [start, end), in which one-off shifts already entered stay.

    Turns follow the seat's own rotation. Nobody is at the desk and on call in one week, or carries more than half of
    all on-call time, unless nobody else can; rather than that, a turn is given out day by day. Of those who are left,
    nobody is on duty for too many days in a row while somebody else can be.
    """
    return _Planning(rota, candidates, start, end, before or Before()).proposal()


class _Planning:
    """One proposal in the making."""

    def __init__(
        self, rota: Rota, candidates: Sequence[Candidate], start: datetime, end: datetime, before: Before
    ) -> None:
        self.rota, self.start, self.end, self.before = rota, start, end, before
        self.candidates = sorted(candidates, key=lambda candidate: candidate.person)
        self.away = rota.changes.away(start, end)
        self.carried = {
            c.person: Carried.beginning(
                before.elsewhere.get(c.person, Elsewhere()), before.holidays.get(c.person, 0), rota.zone
            )
            for c in candidates
        }
        on_call = frozenset(seat.name for seat in rota.seats if not seat.in_hours)
        self.is_spared_days = sum(bool(c.seats & on_call) for c in candidates) >= _ENOUGH
        self.needed = self._needed()
        self.most = HALF * sum((self._time(seat) for seat in rota.seats if not seat.in_hours), _NOTHING)
        self.turn = max((unit.length for unit in self._units() if not unit.seat.in_hours), default=_NOTHING)
        self.assigned: list[Assigned] = []
        self.holes: list[Hole] = []
        self._take_entered()

    def proposal(self) -> Proposal:
        """What only one person can take comes first, so that it counts; then turn by turn, the desk before on call."""
        units = sorted(self._units(), key=lambda unit: (unit.stretches[0], not unit.seat.in_hours, unit.seat.name))
        alone = [len(self._able(unit)[0]) == 1 for unit in units]
        for _, unit in sorted(zip(alone, units, strict=True), key=lambda each: not each[0]):
            self._give(unit)
        on_call = {person: carried.on_call for person, carried in self.carried.items()}
        assigned = sorted(self.assigned, key=lambda a: (a.shift.start, a.shift.seat))
        return Proposal(self.start, self.end, tuple(assigned), tuple(merged(self.holes)), self._loads(), on_call)

    def _needed(self) -> dict[SeatName, list[Stretch]]:
        """When each seat has to be held, in this time and a week around: what an empty rota leaves open."""
        empty = replace(self.rota, seats=tuple(replace(s, layers=()) for s in self.rota.seats), changes=Changes())
        found: dict[SeatName, list[Stretch]] = {seat.name: [] for seat in self.rota.seats}
        for span in spans(empty, self.start - _AROUND, self.end + _AROUND):
            if isinstance(span.duty, Gap):
                found[span.seat].append((span.start, span.end))
        return {seat: joined(stretches) for seat, stretches in found.items()}

    def _within(self, seat: Seat) -> list[Stretch]:
        return common([(self.start, self.end)], self.needed[seat.name])

    def _time(self, seat: Seat) -> timedelta:
        return sum((end - start for start, end in self._within(seat)), _NOTHING)

    def _take_entered(self) -> None:
        """One-off shifts that are there already: they stand, and they count."""
        for seat in self.rota.seats:
            for shift in self.rota.changes.shifts:
                inside = common([(self.start, self.end)], [(shift.start, shift.end)])
                if shift.seat == seat.name and inside and shift.person in self.carried:
                    self._take(shift.person, Unit(seat, tuple(inside), self._week(seat, inside[0])))

    def _week(self, seat: Seat, entered: Stretch) -> Stretch:
        """The week of a shift that is entered; its own time where the seat is not needed then."""
        needed = self.needed[seat.name]
        touched = common([entered], needed)
        return next(cut(seat, touched, needed, self._turns(seat), entered)).week if touched else entered

    def _units(self) -> Iterator[Unit]:
        for seat in self.rota.seats:
            entered = joined((s.start, s.end) for s in self.rota.changes.shifts if s.seat == seat.name)
            still = without(self._within(seat), entered)
            yield from cut(seat, still, self.needed[seat.name], self._turns(seat), (self.start, self.end))

    def _turns(self, seat: Seat) -> Rotation:
        if seat.layers:
            return seat.layers[0].rotation
        return Rotation(Every.WEEKLY, MONDAY_MORNING, self.rota.zone, (PersonId(""),))

    def _give(self, unit: Unit) -> None:
        """As a whole where that is no hardship, or none that giving it out by the day would spare."""
        whole, parts = self._best(unit), list(by_day(unit, self._turns(unit.seat)))
        if whole and (whole.hardship.grave == NO_HARDSHIP or not self._is_spared(parts, whole.hardship)):
            self._assign(unit, whole)
            return
        for part in parts:
            if found := self._best(part):
                self._assign(part, found)
            else:
                passed = self._able(part)[1]
                self.holes += [Hole(part.seat.name, start, end, passed) for start, end in part.stretches]

    def _is_spared(self, parts: Sequence[Unit], hardship: Hardship) -> bool:
        found = [self._best(part) for part in parts]
        return any(best is not None and best.hardship.grave < hardship.grave for best in found)

    def _best(self, unit: Unit) -> Choice | None:
        able, passed = self._able(unit)
        if not able:
            return None
        hardships = {person: self._hardship(person, unit) for person in able}
        least = min(hardships.values())
        for person, hardship in hardships.items():
            if hardship != least:
                passed[person] = worse(hardship, least)
        ranked = sorted(self._fairness(person, unit) for person in able if hardships[person] == least)
        return Choice(least, ranked[0], spoke(ranked), len(ranked), passed)

    def _able(self, unit: Unit) -> tuple[list[PersonId], dict[PersonId, Not]]:
        """Who can take it at all, and why the others of this seat cannot."""
        why = {c.person: self._why_not(c, unit) for c in self.candidates if unit.seat.name in c.seats}
        return [p for p, no in why.items() if no is None], {p: no for p, no in why.items() if no is not None}

    def _why_not(self, candidate: Candidate, unit: Unit) -> Not | None:
        return next((why for why, holds in self._against(candidate, unit) if holds), None)

    def _against(self, candidate: Candidate, unit: Unit) -> Iterator[tuple[Not, bool]]:
        """What may speak against somebody, looked at one after another until something does."""
        person, stretches, in_hours = candidate.person, unit.stretches, unit.seat.in_hours
        carried = self.carried[person]
        yield Not.UNTRAINED, candidate.trained_until is None or candidate.trained_until < unit.end
        yield Not.AWAY, bool(common(stretches, self.away.get(person, [])))
        yield Not.NOT_WORKING, in_hours and not self._works(person, stretches)
        yield Not.BUSY, bool(common(stretches, joined(carried.taken)))
        yield Not.UNRESTED, not _rested(carried.worked, stretches, is_work=in_hours)

    def _works(self, person: PersonId, stretches: Sequence[Stretch]) -> bool:
        """Whether their part-time pattern and their own nation's holidays leave all of it as working time."""
        pattern, zone = self.rota.patterns.get(person), self.rota.zone
        start, end = stretches[0][0], stretches[-1][1]
        if pattern is not None and without(stretches, openings(pattern, zone, start, end)):
            return False
        own = self.rota.own_holidays.get(person, ())
        return not common(stretches, joined(days(day, day, zone) for day in own))

    def _hardship(self, person: PersonId, unit: Unit) -> Hardship:
        """Of an odd number of turns somebody has the odd one: half a turn above the half is not far above it."""
        carried = self.carried[person]
        above = _NOTHING if unit.seat.in_hours else carried.on_call + unit.length - self.most
        return Hardship(
            above > self.turn / 2 + _CLOCKS,
            carried.is_both(unit),
            above > _CLOCKS,
            self.is_spared_days and carried.run_with(unit, self.rota.zone) > self.before.most_days,
        )

    def _fairness(self, person: PersonId, unit: Unit) -> Fairness:
        carried, before = self.carried[person], [theirs.get(person, Load()) for theirs in self.before.loads.values()]
        known = (carried.last(unit.start), *(load.last for load in before))
        return Fairness(
            carried.holidays if self._holidays(unit) else 0,
            self._so_far(person, unit.seat),
            carried.unsocial + sum((load.unsocial for load in before), _NOTHING),
            max((at for at in known if at is not None), default=_NEVER),
            person,
        )

    def _so_far(self, person: PersonId, seat: Seat) -> timedelta:
        """Hours on seats of this kind, at the desk or on call, those before this time among them."""
        alike = [other.name for other in self.rota.seats if other.in_hours == seat.in_hours]
        before = (self.before.loads.get(name, {}).get(person, Load()).hours for name in alike)
        return self.carried[person].such(seat) + sum(before, _NOTHING)

    def _holidays(self, unit: Unit) -> int:
        """The bank holidays on call in it; at the desk nobody is needed on those."""
        return 0 if unit.seat.in_hours else holidays_in(unit.stretches, self.rota.holidays, self.rota.zone)

    def _assign(self, unit: Unit, choice: Choice) -> None:
        person, hardship = choice.first.person, choice.hardship
        why = Why(
            choice.spoke,
            choice.first.hours,
            choice.first.holidays,
            choice.could,
            choice.passed,
            self._back(person, unit),
            over_half=hardship.over_half,
            both=hardship.both,
        )
        self.assigned += [Assigned(Shift(unit.seat.name, person, *stretch), why) for stretch in unit.stretches]
        self._take(person, unit)

    def _back(self, person: PersonId, unit: Unit) -> datetime | None:
        """When an absence ended that was just before."""
        ended = [end for _, end in touching(self.away.get(person, []), unit.start - BACK, unit.start)]
        return max((end for end in ended if end <= unit.start), default=None)

    def _take(self, person: PersonId, unit: Unit) -> None:
        held = [_span(person, unit.seat.name, *stretch) for stretch in unit.stretches]
        self.carried[person].take(unit, loads(self.rota, held)[person].unsocial, self._holidays(unit), self.rota.zone)

    def _loads(self) -> dict[PersonId, Load]:
        """What everybody would carry in this time; those with nothing as well."""
        held = [_span(person, SeatName(""), *s) for person, c in self.carried.items() for s in joined(c.mine)]
        return {person: Load() for person in self.carried} | loads(self.rota, held)


def _rested(worked: Sequence[Stretch], stretches: Sequence[Stretch], *, is_work: bool) -> bool:
    """Whether the time leaves room for rest; standing by is no work, but nobody comes to it short of rest."""
    if not is_work:
        return not any(short_of_rest(joined(worked), stretch) for stretch in stretches)
    everything = [*worked, *stretches]
    return all(rested(everything, stretch) for stretch in stretches)


def _span(person: PersonId, seat: SeatName, start: datetime, end: datetime) -> Span:
    return Span(seat, start, end, Holder(person, Because.SHIFT))
