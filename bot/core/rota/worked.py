"""What people carried on duty, summed over rotas that may have changed meanwhile (S74). Two at once count once.

Spans and the rota they are of go in; which of them really were is the caller's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from bot.core.ids import PersonId, RotaId
from bot.core.rota.duty import Holder, SeatName, Span
from bot.core.rota.hours import sociable
from bot.core.rota.schedule import Rota
from bot.core.rota.stretches import Stretch, common, joined, without

_NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Worked:
    """One person's time on duty; on a desk and on call at once is at the desk.

    `unsocial` is part of the two others, `unsocial_on_call` of the second alone.
    """

    in_hours: timedelta = _NOTHING
    out_of_hours: timedelta = _NOTHING
    unsocial: timedelta = _NOTHING
    unsocial_on_call: timedelta = _NOTHING

    @property
    def whole(self) -> timedelta:
        """All of it."""
        return self.in_hours + self.out_of_hours


NOT_ON_DUTY = Worked()


@dataclass(slots=True)
class _Stretches:
    in_hours: list[Stretch] = field(default_factory=list)
    out_of_hours: list[Stretch] = field(default_factory=list)
    unsocial: list[Stretch] = field(default_factory=list)


class Timesheet:
    """Sums spans up, rota by rota and stretch by stretch."""

    def __init__(self) -> None:
        self._people: dict[PersonId, _Stretches] = {}
        self._on_call: dict[RotaId, dict[PersonId, timedelta]] = {}

    def add(self, key: RotaId, rota: Rota, found: Iterable[Span], desk: SeatName | None = None) -> None:
        """Count these spans of a rota; `desk` is the seat in office hours, besides those that follow bank holidays."""
        held = [span for span in found if isinstance(span.duty, Holder)]
        if not held:
            return
        social = sociable(rota, min(s.start for s in held), max(s.end for s in held))
        in_hours = {desk, *(seat.name for seat in rota.seats if seat.in_hours)}
        for span in held:
            assert isinstance(span.duty, Holder)
            self._count(key, span.duty.person, (span.start, span.end), is_in_hours=span.seat in in_hours, social=social)

    def _count(
        self, key: RotaId, person: PersonId, stretch: Stretch, *, is_in_hours: bool, social: list[Stretch]
    ) -> None:
        theirs = self._people.setdefault(person, _Stretches())
        theirs.unsocial += without([stretch], social)
        if is_in_hours:
            theirs.in_hours.append(stretch)
            return
        theirs.out_of_hours.append(stretch)
        on_call = self._on_call.setdefault(key, {})
        on_call[person] = on_call.get(person, _NOTHING) + (stretch[1] - stretch[0])

    def worked(self) -> dict[PersonId, Worked]:
        """Everybody who was on duty, and how long."""
        return {person: _summed(stretches) for person, stretches in self._people.items()}

    def on_call_shares(self, key: RotaId) -> dict[PersonId, float]:
        """Everybody's part of all the time on call in one rota, 0 to 1."""
        carried = self._on_call.get(key, {})
        whole = sum(carried.values(), _NOTHING)
        return {person: time / whole for person, time in carried.items()} if whole else {}


def _summed(stretches: _Stretches) -> Worked:
    desk, unsocial = joined(stretches.in_hours), joined(stretches.unsocial)
    on_call = without(joined(stretches.out_of_hours), desk)
    return Worked(_length(desk), _length(on_call), _length(unsocial), _length(common(unsocial, on_call)))


def _length(stretches: Iterable[Stretch]) -> timedelta:
    """Elapsed time, whatever the clocks did."""
    return sum((end - start for start, end in stretches), _NOTHING)
