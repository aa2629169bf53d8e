"""A proposal for some months of a rota: what would be entered, what stays open, and why; in words for people.

How it comes about is planner.py's.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby

from bot.core.ids import PersonId
from bot.core.rota.changes import Shift
from bot.core.rota.duty import SeatName
from bot.core.rota.hours import Load


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be planned, on which seats, and until when their training holds (UTC; None: not trained)."""

    person: PersonId
    seats: frozenset[SeatName]
    trained_until: datetime | None


class Not(StrEnum):
    """Why somebody could not be chosen; the first that holds."""

    UNTRAINED = "untrained"
    AWAY = "away"
    NOT_WORKING = "not_working"
    BUSY = "busy"  # on another seat at that time
    UNRESTED = "unrested"
    HALF = "half"  # would carry more than half of all on-call time


Passed = Mapping[PersonId, Not]


@dataclass(frozen=True, slots=True)
class Assigned:
    """One shift, with what spoke for this person: hours on such seats before it, how many could, why others not."""

    shift: Shift
    carried: timedelta
    could: int
    passed: Passed


@dataclass(frozen=True, slots=True)
class Hole:
    """Time on a seat that nobody can take, and why each of the candidates cannot."""

    seat: SeatName
    start: datetime
    end: datetime
    passed: Passed


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be entered, what would stay open, and what everybody would carry in this time."""

    start: datetime
    end: datetime
    assigned: tuple[Assigned, ...]
    holes: tuple[Hole, ...]
    loads: Mapping[PersonId, Load]
    on_call: Mapping[PersonId, timedelta]
    """Time on call alone, of which nobody should carry more than half."""


def merged(holes: Iterable[Hole]) -> Iterator[Hole]:
    """Holes that meet and have the same reasons as one, in the order of time."""
    in_order = sorted(holes, key=lambda hole: (hole.seat, hole.start))
    for _, seat in groupby(in_order, key=lambda hole: hole.seat):
        last: Hole | None = None
        for hole in seat:
            if last and last.end == hole.start and last.passed == hole.passed:
                last = replace(last, end=hole.end)
                continue
            if last:
                yield last
            last = hole
        if last:
            yield last


_PASSED: Mapping[Not, tuple[str, str]] = {
    Not.UNTRAINED: ("has no training that holds until then", "have no training that holds until then"),
    Not.AWAY: ("is away", "are away"),
    Not.NOT_WORKING: ("does not work then", "do not work then"),
    Not.BUSY: ("is on another seat", "are on another seat"),
    Not.UNRESTED: ("would not be rested", "would not be rested"),
    Not.HALF: ("would carry more than half of all on-call time", "would carry more than half of all on-call time"),
}


def why_chosen(assigned: Assigned) -> str:
    """Why this person, in a sentence that needs no name: "fewest hours so far (40) of the 5 who could"."""
    if assigned.could == 1:
        return "the only one who could"
    return f"fewest hours so far ({hours(assigned.carried)}) of the {assigned.could} who could"


def why_passed(passed: Passed, names: Mapping[PersonId, str]) -> str:
    """Why the others could not: "Priya Shah is away, 2 have no training that holds until then". Empty for nobody."""
    count = Counter(passed.values())
    by_name = {why: person for person, why in passed.items()}
    said = []
    for why in Not:
        one, many = _PASSED[why]
        if count[why] == 1:
            said.append(f"{names.get(by_name[why], by_name[why])} {one}")
        elif count[why]:
            said.append(f"{count[why]} {many}")
    return ", ".join(said)


def hours(length: timedelta) -> str:
    """Hours as people say them: 40, 7½; never more exact than a half."""
    halves = round(length / timedelta(minutes=30))
    whole, half = divmod(halves, 2)
    return f"{whole or ''}½" if half else str(whole)


@dataclass(frozen=True, slots=True)
class Share:
    """What one person would carry: hours at sociable and at unsocial times."""

    name: str
    social: timedelta
    unsocial: timedelta

    @property
    def whole(self) -> timedelta:
        return self.social + self.unsocial


@dataclass(frozen=True, slots=True)
class Chart:
    """Hours per person, most first, for one look at whether it is fair."""

    title: str
    shares: tuple[Share, ...]

    @property
    def words(self) -> str:
        """The chart as a sentence."""
        each = (f"{s.name} {hours(s.whole)} hours, {hours(s.unsocial)} of them unsocial" for s in self.shares)
        return f"{self.title}: {'; '.join(each) or 'nobody'}."


def chart(title: str, carried: Mapping[PersonId, Load], names: Mapping[PersonId, str]) -> Chart:
    """The chart of what people carry."""
    shares = [Share(names.get(p, p), load.hours - load.unsocial, load.unsocial) for p, load in carried.items()]
    return Chart(title, tuple(sorted(shares, key=lambda share: (-share.whole, share.name))))
