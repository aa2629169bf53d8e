"""A rota as it stands in a file (YAML or JSON), with the line of every mistake; cli/rota.py tells people the format.

What a rota means is core/rota's. Times and people of a file are settled here; nothing of a file with a mistake is used.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.adapters.rota_times import as_date, as_time, as_wall, bounds, stretch, windows
from bot.adapters.yaml_map import Map, Problem, ProblemsError, document, each
from bot.core.ids import PersonId
from bot.core.rota.changes import Absence, Change, Changes, Kind, Shift
from bot.core.rota.duty import SeatName
from bot.core.rota.layers import Layer, Outside, Seat, When
from bot.core.rota.restriction import openings
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.schedule import Rota
from bot.core.rota.stretches import common
from bot.policy.suggestions import did_you_mean

T = TypeVar("T")

TOP = ("zone", "midday", "people", "bank_holidays", "seats", "overrides", "swaps", "covers", "shifts", "absences")
PERSON = ("works", "bank_holidays")
SEAT = ("in_hours", "required", "on_holiday", "layers")
LAYER = ("name", "every", "length", "start", "people", "when", "from", "to")
CHANGE = ("seat", "person", "for", "from", "to", "half")
SHIFT = ("seat", "person", "from", "to", "half")
ABSENCE = ("person", "from", "to", "half", "id")
LONGEST = 1000
"""The longest turn, in units of its kind: a slip of the finger rather than a plan beyond it."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known while a file is read. `plain` are seats with hours of their own, outside which others are held."""

    zone: ZoneInfo
    midday: time
    people: dict[PersonId, Map | None]
    seats: dict[str, Map]
    plain: frozenset[str]
    problems: list[Problem] = field(default_factory=list)

    def part(self, reader: Callable[[], T]) -> T | None:
        """What the reader makes of its part; else its problems are kept, so that all parts are told at once."""
        try:
            return reader()
        except ProblemsError as found:
            self.problems.extend(found.problems)
            return None


def read(text: str) -> Rota | tuple[Problem, ...]:
    """The rota the text tells, or every part of it that cannot be used, in the order of the file."""
    try:
        return rota(document(text, TOP, dates_as_text=True))
    except ProblemsError as found:
        return tuple(sorted(found.problems, key=lambda problem: problem.line))


def rota(node: Map, people: Iterable[PersonId] = (), allowed: Iterable[str] = TOP) -> Rota:
    """The rota in a mapping, dates left as text. `people` are known besides those it lists, `allowed` are its keys.

    Raises ProblemsError with everything that cannot be used.
    """
    node.only(tuple(allowed))
    reading = _begun(node, people)
    part, known = reading.part, reading.people
    made = Rota(
        zone=reading.zone,
        seats=part(lambda: tuple(each(reading.seats.items(), lambda name, seat: _seat(name, seat, reading)))) or (),
        changes=_changes(node, reading),
        patterns=part(lambda: dict(each(_saying(known, "works"), lambda p, m: (p, windows(m, "works"))))) or {},
        holidays=part(lambda: _dates(node)) or frozenset(),
        own_holidays=part(lambda: dict(each(_saying(known, "bank_holidays"), lambda p, m: (p, _dates(m))))) or {},
    )
    part(lambda: _somebody_everywhere(made, reading))
    if reading.problems:
        raise ProblemsError(*reading.problems)
    return made


def _begun(node: Map, people: Iterable[PersonId]) -> _Reading:
    seats = dict(node.maps("seats"))
    if not seats:
        raise node.bad("seats", "There is no seat in this rota.", "Expected one such as on_call, with its layers.")
    plain = frozenset(name for name, seat in seats.items() if _outside(seat.node.get("required")) is None)
    known = dict.fromkeys(people) | _people(node)
    if not known:
        raise node.bad("people", "“people” is missing or empty.", "Expected everybody who is named in this file.")
    return _Reading(node.zone("zone", "Europe/London"), as_time(node, "midday", "13:00"), known, seats, plain)


def _people(node: Map) -> dict[PersonId, Map | None]:
    """Everybody the file lists, with what it says of them."""
    listed = node.node.get("people")
    if isinstance(listed, list):
        return {PersonId(name): None for name in node.texts("people")}
    if listed is None:
        return {}
    inner = node.map("people")
    said: dict[PersonId, Map | None] = {}
    for name, about in inner.node.items():
        said[PersonId(str(name))] = inner.map(str(name)) if about else None
    for about in said.values():
        if about is not None:
            about.only(PERSON)
    return said


def _saying(people: dict[PersonId, Map | None], key: str) -> Iterator[tuple[PersonId, Map]]:
    return ((person, about) for person, about in people.items() if about is not None and key in about.node)


def _dates(node: Map) -> frozenset[date]:
    listed = node.node.get("bank_holidays") or []
    if not isinstance(listed, list):
        raise node.bad("bank_holidays", "“bank_holidays” is not a list.", "Expected dates such as [2026-12-25].")
    return frozenset(as_date(node, "bank_holidays", day) for day in listed)


def _seat(name: str, node: Map, reading: _Reading) -> Seat:
    node.only(SEAT)
    in_hours = node.truth("in_hours")
    target = node.words("on_holiday", "")
    if target and not in_hours:
        raise node.bad("on_holiday", f"“{name}” is not in_hours, so bank holidays do not change it.", "")
    if target:
        _known_seat(node, "on_holiday", reading)
    if target and reading.seats[target].node.get("in_hours") is True:
        raise node.bad("on_holiday", f"“{target}” is in hours itself.", "Expected an on-call seat.")
    required = _when(node, "required", reading)
    layers = tuple(each(node.entries("layers"), lambda n, layer: _layer(n, layer, reading)))
    return Seat(SeatName(name), layers, in_hours, required, SeatName(target) if target else None)


def _layer(number: int, node: Map, reading: _Reading) -> Layer:
    node.only(LAYER)
    start, end = bounds(node, reading.zone)
    people = tuple(_person(node, "people", name, reading) for name in node.texts("people"))
    if not people:
        raise node.bad("people", "There is nobody in this layer.", "Expected at least one of the people.")
    every, length = Every(node.one_of("every", Every)), node.number("length", 1, 1, LONGEST)
    rotation = Rotation(every, as_wall(node, "start", reading.zone), reading.zone, people, length)
    layer = Layer(node.words("name", f"layer {number + 1}"), rotation, _when(node, "when", reading), start, end)
    if _never(layer):
        raise node.bad("when", "It is never open between “from” and “to”, so nobody would ever be on.", "")
    return layer


def _never(layer: Layer) -> bool:
    """Whether the windows of a layer with two ends leave nothing of it."""
    if not isinstance(layer.when, tuple) or layer.start is None or layer.end is None:
        return False
    return not common([(layer.start, layer.end)], openings(layer.when, layer.rotation.zone, layer.start, layer.end))


def _when(node: Map, key: str, reading: _Reading) -> When:
    value = node.node.get(key, "always")
    seat = _outside(value)
    if seat is not None and seat in reading.plain:
        return Outside(SeatName(seat))
    if seat is not None:
        raise node.bad(key, f"“{seat}” is no seat with hours of its own.", _near(seat, reading.plain))
    if value == "always":
        return None
    if isinstance(value, str):
        raise node.bad(key, f"“{key}” is “{value}”.", "Expected a window, a list of windows, “outside SEAT” or always.")
    return windows(node, key)


def _outside(value: object) -> str | None:
    words = value.split() if isinstance(value, str) else []
    return words[1] if len(words) == 2 and words[0] == "outside" else None  # noqa: PLR2004  "outside SEAT"


def _changes(node: Map, reading: _Reading) -> Changes:
    part = reading.part
    changed: list[Change] = [
        *(part(lambda: _each_change(node, "covers", Kind.COVER, reading)) or []),
        *(part(lambda: _each_change(node, "swaps", Kind.SWAP, reading)) or []),
        *(part(lambda: _each_change(node, "overrides", Kind.OVERRIDE, reading)) or []),
    ]
    shifts = part(lambda: _each_shift(node, reading)) or []
    absences = part(lambda: _each_absence(node, reading)) or []
    return Changes(tuple(changed), tuple(shifts), tuple(absences))


def _each_change(node: Map, key: str, kind: Kind, reading: _Reading) -> list[Change]:
    entries = node.entries(key)
    made = each(entries, lambda _, entry: _change(entry, kind, reading))
    _apart(entries, [((c.seat, c.instead_of), c.start, c.end) for c in made])
    return made


def _change(node: Map, kind: Kind, reading: _Reading) -> Change:
    node.only(CHANGE)
    seat = _known_seat(node, "seat", reading)
    person = None
    if kind is not Kind.OVERRIDE or node.node.get("person") is not None:
        person = _person(node, "person", node.words("person"), reading)
    instead_of = _person(node, "for", node.words("for"), reading) if "for" in node.node else None
    return Change(kind, seat, *stretch(node, reading.zone, reading.midday), person, instead_of)


def _each_shift(node: Map, reading: _Reading) -> list[Shift]:
    entries = node.entries("shifts")
    made = each(entries, lambda _, entry: _shift(entry, reading))
    _apart(entries, [(s.seat, s.start, s.end) for s in made])
    return made


def _shift(node: Map, reading: _Reading) -> Shift:
    node.only(SHIFT)
    person = _person(node, "person", node.words("person"), reading)
    return Shift(_known_seat(node, "seat", reading), person, *stretch(node, reading.zone, reading.midday))


def _each_absence(node: Map, reading: _Reading) -> list[Absence]:
    entries = node.entries("absences")
    made = each(entries, lambda _, entry: _absence(entry, reading))
    _apart(entries, [(a.person, a.start, a.end) for a in made])
    return made


def _absence(node: Map, reading: _Reading) -> Absence:
    if "reason" in node.node:
        raise node.bad("reason", "Why somebody is away is nobody's business here.", "Leave “reason” away.")
    node.only(ABSENCE)
    person = _person(node, "person", node.words("person"), reading)
    return Absence(person, *stretch(node, reading.zone, reading.midday), node.words("id", ""))


def _apart(entries: list[tuple[int, Map]], stretches: list[tuple[object, datetime, datetime]]) -> None:
    """No two of the same kind for the same seat or person at the same time: one would hide the other."""
    seen: dict[object, list[tuple[datetime, datetime, int]]] = {}
    problems = []
    for (_, node), (what, start, end) in zip(entries, stretches, strict=True):
        others = seen.setdefault(what, [])
        line = next((line for begin, stop, line in others if begin < end and start < stop), None)
        if line is not None:
            problems.append(Problem(node.line, f"It overlaps with line {line}.", "Let one end where the other begins."))
        others.append((start, end, node.line))
    if problems:
        raise ProblemsError(*problems)


def _person(node: Map, key: str, name: str, reading: _Reading) -> PersonId:
    person = PersonId(name)
    if person in reading.people:
        return person
    raise node.bad(key, f"“{name}” is not one of the people.", _near(name, reading.people))


def _known_seat(node: Map, key: str, reading: _Reading) -> SeatName:
    name = node.words(key)
    if name in reading.seats:
        return SeatName(name)
    raise node.bad(key, f"“{name}” is not one of the seats.", _near(name, reading.seats))


def _near(name: str, known: Iterable[str]) -> str:
    return did_you_mean(name, [str(each_name) for each_name in known], "Enter it first, further up in the file.")


def _somebody_everywhere(made: Rota, reading: _Reading) -> None:
    """A seat nobody is ever on is a mistake, not a plan."""
    planned = {shift.seat for shift in made.changes.shifts}
    empty = [seat.name for seat in made.seats if not seat.layers and seat.name not in planned]
    if empty:
        raise ProblemsError(
            *(
                Problem(
                    reading.seats[name].line, f"There is nobody in the seat “{name}”.", "Give it a layer with people."
                )
                for name in empty
            )
        )
