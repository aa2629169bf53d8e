"""A proposal for some months of a rota: what would be entered, what stays open, and why; in words for people.

How it comes about is planner.py's.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.core.ids import PersonId
from bot.core.rota.changes import Shift
from bot.core.rota.clock import local
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
    BUSY = "busy"  # on another seat at that time, or in another rota
    UNRESTED = "unrested"
    HALF = "half"  # would carry more than half of all on-call time
    BOTH = "both"  # would be at the desk and on call in one week
    LONG = "long"  # would be on duty for too many days in a row


class Spoke(StrEnum):
    """What spoke for somebody, of several who could: the first thing in which they differ from the next one."""

    ONLY = "only"
    HOLIDAYS = "holidays"  # fewest bank holidays on call, for a turn that has one
    HOURS = "hours"
    UNSOCIAL = "unsocial"
    LONGEST = "longest"  # off duty for longest
    NAME = "name"  # level in everything


Passed = Mapping[PersonId, Not]


@dataclass(frozen=True, slots=True)
class Why:
    """What spoke for one person in a turn: hours on such seats before it, how many could, why others not.

    `back` is when they came back, where that was shortly before (UTC). With `over_half` they carry more than half of
    all on-call time, with `both` they are at the desk and on call in one week: only where nobody else can.
    """

    spoke: Spoke
    carried: timedelta
    holidays: int
    could: int
    passed: Passed
    back: datetime | None = None
    over_half: bool = False
    both: bool = False


@dataclass(frozen=True, slots=True)
class Assigned:
    """One shift; all shifts of one turn have the same reasons."""

    shift: Shift
    why: Why


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
    Not.BUSY: ("is on duty elsewhere then", "are on duty elsewhere then"),
    Not.UNRESTED: ("would not be rested", "would not be rested"),
    Not.HALF: ("would carry more than half of all on-call time", "would carry more than half of all on-call time"),
    Not.LONG: ("would be on duty for too many days in a row", "would be on duty for too many days in a row"),
    Not.BOTH: ("would be at the desk and on call in one week", "would be at the desk and on call in one week"),
}
_SPOKE: Mapping[Spoke, str] = {
    Spoke.ONLY: "the only one who could",
    Spoke.HOLIDAYS: "fewest bank holidays on call so far ({holidays}) of the {could} who could",
    Spoke.HOURS: "fewest hours so far ({hours}) of the {could} who could",
    Spoke.UNSOCIAL: "as few hours as others ({hours}), and fewest unsocial ones of the {could} who could",
    Spoke.LONGEST: "as few hours as others ({hours}), and off duty for longest of the {could} who could",
    Spoke.NAME: "level with others ({hours} hours so far), and first by name of the {could} who could",
}


def why_chosen(why: Why, zone: ZoneInfo) -> str:
    """Why this person, in a sentence that needs no name: "fewest hours so far (40) of the 5 who could"."""
    said = [_SPOKE[why.spoke].format(hours=hours(why.carried), holidays=why.holidays or "none", could=why.could)]
    if why.back:
        last = local(why.back, zone) - timedelta.resolution
        said.append(f"back after being away until {last:%a} {last.day} {last:%b}")
    if why.both:
        said.append("at the desk and on call in one week, because nobody else can")
    if why.over_half:
        said.append("with it above half of all on-call time, because nobody else can")
    return "; ".join(said)


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
    """What one person carries: hours at sociable and at unsocial times; on call alone where `desk` stands apart."""

    name: str
    social: timedelta
    unsocial: timedelta
    desk: timedelta = timedelta()

    @property
    def whole(self) -> timedelta:
        return self.desk + self.social + self.unsocial


@dataclass(frozen=True, slots=True)
class Chart:
    """Hours per person, most first, for one look at whether it is fair."""

    title: str
    shares: tuple[Share, ...]

    @property
    def words(self) -> str:
        """The chart as a sentence."""
        said = _split_in_words if self.tells_desk_apart else _in_words
        return f"{self.title}: {'; '.join(map(said, self.shares)) or 'nobody'}."

    @property
    def tells_desk_apart(self) -> bool:
        """Whether hours at a desk stand apart from those on call."""
        return any(share.desk for share in self.shares)


def _in_words(share: Share) -> str:
    return f"{share.name} {hours(share.whole)} hours, {hours(share.unsocial)} of them unsocial"


def _split_in_words(share: Share) -> str:
    on_call = f"{hours(share.social + share.unsocial)} on call, {hours(share.unsocial)} of them unsocial"
    return f"{share.name} {hours(share.whole)} hours: {hours(share.desk)} in office hours, {on_call}"


def chart(title: str, carried: Mapping[PersonId, Load], names: Mapping[PersonId, str]) -> Chart:
    """The chart of what people carry."""
    shares = [Share(names.get(p, p), load.hours - load.unsocial, load.unsocial) for p, load in carried.items()]
    return Chart(title, tuple(sorted(shares, key=lambda share: (-share.whole, share.name))))
