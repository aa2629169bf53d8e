"""Layers of a seat: who would hold it by plan, before anybody is away, swaps or is put on by hand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.ids import PersonId
from bot.core.rota.duty import Because, Gap, GapReason, Holder, SeatName
from bot.core.rota.paint import Claim
from bot.core.rota.restriction import Restriction, openings
from bot.core.rota.rotation import Rotation, Turn
from bot.core.rota.stretches import Stretch, common, joined, without


@dataclass(frozen=True, slots=True)
class Outside:
    """All the time in which another seat of the rota is closed, bank holidays included."""

    seat: SeatName


When = Restriction | Outside | None
"""A restriction, the time outside another seat's hours, or always (None)."""

Patterns = Mapping[PersonId, Restriction]
"""When part-timers work. People who are not named work whenever the seat is open."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A rotation that applies `when`, from `start` to before `end` (UTC instants; None is without end).

    Without a start it applies before the rotation's own start too: turns are counted both ways.
    """

    name: str
    rotation: Rotation
    when: When = None
    start: datetime | None = None
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError("a layer ends after it starts")

    def clipped(self, start: datetime, end: datetime) -> Stretch | None:
        """The part of [start, end) in which the layer applies at all."""
        begin = start if self.start is None else max(start, self.start)
        stop = end if self.end is None else min(end, self.end)
        return (begin, stop) if begin < stop else None


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in the rota. Later layers lie on top of earlier ones.

    `in_hours` seats follow part-time patterns and bank holidays; on a holiday their shifts go to `on_holiday`.
    """

    name: SeatName
    layers: tuple[Layer, ...]
    in_hours: bool = False
    required: When = None
    on_holiday: SeatName | None = None


def planned(layer: Layer, within: Sequence[Stretch], patterns: Patterns, zone: ZoneInfo) -> list[Claim]:
    """What the layer claims in these stretches; who does not work then passes the turn to the next who does."""
    if not within:
        return []
    claims: list[Claim] = []
    i, because = 0, Because.ROTATION
    for turn in layer.rotation.turns(within[0][0], within[-1][1]):
        start, end, person, number = turn
        holder = Holder(person, because, layer.name, number)
        while i < len(within) and within[i][0] < end:
            opens, closes = within[i]
            begin, stop = max(start, opens), min(end, closes)
            if begin < stop:
                if person in patterns:
                    claims += _passed_on(layer, turn, (begin, stop), patterns, zone)
                else:
                    claims.append(Claim(begin, stop, holder))
            if closes > end:
                break
            i += 1
    return claims


def _passed_on(layer: Layer, turn: Turn, stretch: Stretch, patterns: Patterns, zone: ZoneInfo) -> Iterator[Claim]:
    open_still = [stretch]
    claims: list[Claim] = []
    for person in _in_order(layer.rotation, turn):
        works = joined(openings(patterns[person], zone, *stretch)) if person in patterns else [stretch]
        claims += [Claim(*part, _holder(layer, turn, person)) for part in common(open_still, works)]
        open_still = without(open_still, works)
    claims += [Claim(*part, Gap(GapReason.NOT_WORKING, turn.person)) for part in open_still]
    yield from sorted(claims, key=lambda claim: claim.start)


def _in_order(rotation: Rotation, turn: Turn) -> list[PersonId]:
    """The people of a rotation from this turn's on, each once."""
    people = [rotation.person(turn.number + i) for i in range(len(rotation.people))]
    return list(dict.fromkeys(people))


def _holder(layer: Layer, turn: Turn, person: PersonId) -> Holder:
    instead_of = None if person == turn.person else turn.person
    return Holder(person, Because.ROTATION, layer.name, turn.number, instead_of)
