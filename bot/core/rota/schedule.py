"""The rota as a whole: who holds each seat, when, and every gap by its name.

Strongest first: manual override, accepted swap, leave or sickness cover, one-off shift, rotation. Somebody who is away
holds nothing, however it was given to them: it is a gap until somebody stands in for them by name.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.ids import PersonId
from bot.core.rota.changes import Changes, Kind, days
from bot.core.rota.clock import DAY, utc
from bot.core.rota.duty import CLOSED, UNPLANNED, Because, Duty, Gap, GapReason, Holder, SeatName, Span
from bot.core.rota.layers import Outside, Patterns, Seat, When, planned
from bot.core.rota.paint import Claim, People, Tile, as_changed, as_it_is, as_planned, merged, opened, paint, painted
from bot.core.rota.restriction import openings
from bot.core.rota.stretches import Stretch, common, joined, without


@dataclass(frozen=True, slots=True)
class Rota:
    """Seats, and everything that says who holds them. Bank holidays are dates; who looks them up is no matter here.

    `own_holidays` replaces the rota's for people of another nation.
    """

    zone: ZoneInfo
    seats: tuple[Seat, ...]
    changes: Changes = field(default_factory=Changes)
    patterns: Patterns = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    own_holidays: Mapping[PersonId, frozenset[date]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        plain = {seat.name for seat in self.seats if not isinstance(seat.required, Outside)}
        whens = [seat.required for seat in self.seats] + [layer.when for seat in self.seats for layer in seat.layers]
        if any(isinstance(when, Outside) and when.seat not in plain for when in whens):
            raise ValueError("only the time outside a seat with hours of its own can be meant")

    def named(self) -> frozenset[PersonId]:
        """Everybody who could hold a seat: whether others are away changes nothing here."""
        planned = (person for seat in self.seats for layer in seat.layers for person in layer.rotation.people)
        changed = (change.person for change in self.changes.changes if change.person is not None)
        return frozenset((*planned, *changed, *(shift.person for shift in self.changes.shifts)))


def spans(rota: Rota, start: datetime, end: datetime) -> list[Span]:
    """Every seat of the rota over [start, end), seat by seat: the spans of one seat tile the time exactly."""
    start, end = utc(start), utc(end)
    if start >= end:
        return []
    compiled = _Compiled(rota, start, end)
    return [Span(seat.name, start, end, duty) for seat in rota.seats for start, end, duty, _ in compiled.of(seat)]


def on_duty(rota: Rota, at: datetime) -> dict[SeatName, Span]:
    """Every seat at this instant. For many instants of one rota, keep a Calendar."""
    calendar = Calendar(rota)
    return {seat.name: calendar.on_duty(seat.name, at) for seat in rota.seats}


class _Compiled:
    """One stretch of a rota being worked out, seat by seat; what one seat leaves to another waits here."""

    def __init__(self, rota: Rota, start: datetime, end: datetime) -> None:
        self.rota, self.start, self.end = rota, start, end
        self.seats = {seat.name: seat for seat in rota.seats}
        away, named = rota.changes.away(start, end), rota.named()
        self.away = {person: theirs for person, theirs in away.items() if person in named}
        self.holidays = self._holidays(rota.holidays)
        self.own = {person: self._holidays(dates) for person, dates in rota.own_holidays.items()}
        self.hours = {seat.name: self._hours(seat) for seat in rota.seats}
        self.bases = self._all_planned()

    def of(self, seat: Seat) -> list[Tile]:
        """The seat's tiles with all that was changed."""
        tiles, changes = self.bases[seat.name], self.rota.changes
        covers = changes.claims(Kind.COVER, seat.name, self.start, self.end)
        for kind in (Kind.COVER, Kind.SWAP, Kind.OVERRIDE):
            claims = covers if kind is Kind.COVER else changes.claims(kind, seat.name, self.start, self.end)
            tiles = painted(tiles, claims, as_changed)
        return merged(opened(tiles, self.away, covers) if self.away else tiles)

    def _holidays(self, dates: frozenset[date]) -> list[Stretch]:
        """The days as stretches of the rota's zone, of those that can touch what is asked."""
        lowest, highest = self.start.date() - DAY, self.end.date() + DAY
        whole = [days(day, day, self.rota.zone) for day in dates if lowest <= day <= highest]
        return common([(self.start, self.end)], joined(whole))

    def _hours(self, seat: Seat) -> list[Stretch]:
        """When the seat has to be held, on-call time left by others on bank holidays included."""
        own = self._when(seat.required)
        if seat.in_hours:
            return without(own, self.holidays)
        left = [
            stretch
            for other in self.rota.seats
            if other.in_hours and other.on_holiday == seat.name
            for stretch in common(self._when(other.required), self.holidays)
        ]
        return joined([*own, *left])

    def _own_hours(self, seat: Seat) -> list[Stretch]:
        """When a layer applies that does not say: an in-hours seat's shifts also stand on holidays, to be moved."""
        return self._when(seat.required) if seat.in_hours else self.hours[seat.name]

    def _when(self, when: When) -> list[Stretch]:
        whole = (self.start, self.end)
        if when is None:
            return [whole]
        if isinstance(when, Outside):
            return without([whole], self._open(self.seats[when.seat]))
        return common([whole], openings(when, self.rota.zone, *whole))

    def _open(self, seat: Seat) -> list[Stretch]:
        return without(self._when(seat.required), self.holidays) if seat.in_hours else self._when(seat.required)

    def _all_planned(self) -> dict[SeatName, list[Tile]]:
        """Every seat as planned; the in-hours seats first, for what they leave on bank holidays."""
        found: dict[SeatName, list[Tile]] = {}
        left: dict[SeatName | None, list[Claim]] = {}
        for seat in sorted(self.rota.seats, key=lambda seat: not seat.in_hours):
            tiles = self._layered(seat, self._blank(seat))
            if seat.in_hours:
                tiles, shifts = self._without_holidays(tiles)
                left.setdefault(seat.on_holiday, []).extend(shifts)
            else:
                tiles = painted(tiles, left.get(seat.name, []), self._as_left)
            shifts = self.rota.changes.one_off(seat.name, self.start, self.end)
            found[seat.name] = painted(tiles, shifts, as_planned)
        return found

    def _as_left(self, claim: Claim, duty: Duty, _beneath: People) -> tuple[Duty, People] | None:
        """On a holiday of the rota the shift is on call; on one of the person's own nation alone, where nobody is."""
        if isinstance(duty, Holder) and not common([(claim.start, claim.end)], self.holidays):
            return None
        return claim.duty, ()

    def _blank(self, seat: Seat) -> list[Tile]:
        needed = [Claim(start, end, UNPLANNED) for start, end in self.hours[seat.name]]
        return paint([(self.start, self.end, CLOSED, ())], needed, as_it_is)

    def _layered(self, seat: Seat, tiles: list[Tile]) -> list[Tile]:
        patterns: Patterns = self.rota.patterns if seat.in_hours else {}
        for layer in seat.layers:
            inside = layer.clipped(self.start, self.end)
            open_then = self._own_hours(seat) if layer.when is None else self._when(layer.when)
            within = common([inside], open_then) if inside else []
            tiles = paint(tiles, planned(layer, within, patterns, self.rota.zone), as_planned)
        return tiles

    def _without_holidays(self, tiles: list[Tile]) -> tuple[list[Tile], list[Claim]]:
        """The seat without its shifts on bank holidays, and those shifts, cut where the rota's own holidays end."""
        out: list[Tile] = []
        shifts: list[Claim] = []
        for tile in tiles:
            if isinstance(tile[2], Holder):
                rest = self._off(tile, tile[2].person)
                shifts += [_on_call(part, tile[2]) for part in rest if part[2] is not tile[2]]
                out += rest
            else:
                out.append(tile)
        return out, shifts

    def _off(self, tile: Tile, person: PersonId) -> list[Tile]:
        """A shift on bank holidays: the rota's own close the seat, those of the person's nation alone leave a gap."""
        if person not in self.own:
            return paint([tile], [Claim(s, e, CLOSED) for s, e in _within(tile, self.holidays)], as_it_is)
        theirs = _within(tile, self.own[person])
        gap = Gap(GapReason.BANK_HOLIDAY, person)
        alone = [Claim(s, e, gap) for s, e in without(theirs, self.holidays)]
        both = [Claim(s, e, CLOSED) for s, e in common(theirs, self.holidays)]
        return paint(paint([tile], alone, as_it_is), both, as_it_is)


def _within(tile: Tile, stretches: list[Stretch]) -> list[Stretch]:
    return common([(tile[0], tile[1])], stretches) if stretches else []


def _on_call(part: Tile, shift: Holder) -> Claim:
    """A shift that falls on a bank holiday, as the on-call shift it becomes there."""
    return Claim(part[0], part[1], Holder(shift.person, Because.BANK_HOLIDAY, shift.layer, shift.turn))


class Calendar:
    """A rota worked out year by year when first asked, and looked up by halving. A changed rota needs a new one."""

    FAR = 10
    """Years after which a span that goes on counts as without an end."""

    def __init__(self, rota: Rota) -> None:
        self._rota = rota
        self._years: dict[int, dict[SeatName, tuple[list[datetime], list[Span]]]] = {}

    def on_duty(self, seat: SeatName, at: datetime) -> Span:
        """The seat's span at this instant, whole, across New Year; followed for FAR years at most."""
        at = utc(at)
        starts, found = self._year(at.year)[seat]
        i = bisect_right(starts, at) - 1
        if i in {0, len(found) - 1}:
            found[i] = self._whole(found[i], at.year)
        return found[i]

    def _year(self, year: int) -> dict[SeatName, tuple[list[datetime], list[Span]]]:
        known = self._years.get(year)
        if known is None:
            known = self._years[year] = self._worked_out(year)
        return known

    def _worked_out(self, year: int) -> dict[SeatName, tuple[list[datetime], list[Span]]]:
        found: dict[SeatName, tuple[list[datetime], list[Span]]] = {seat.name: ([], []) for seat in self._rota.seats}
        for span in spans(self._rota, _new_year(year), _new_year(year + 1)):
            found[span.seat][0].append(span.start)
            found[span.seat][1].append(span)
        return found

    def _whole(self, span: Span, year: int) -> Span:
        seat, start, end, duty = span
        while start == _new_year(start.year) and start.year > year - self.FAR:
            before = self._year(start.year - 1)[seat][1][-1]
            if before.duty != duty:
                break
            start = min(before.start, start)
        while end == _new_year(end.year) and end.year < year + self.FAR:
            after = self._year(end.year)[seat][1][0]
            if after.duty != duty:
                break
            end = max(after.end, end)
        return Span(seat, start, end, duty)


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


def cut(found: Iterable[Span], start: datetime, end: datetime) -> list[Span]:
    """Spans as they are in [start, end), of those worked out for a longer time."""
    return [
        span._replace(start=max(span.start, start), end=min(span.end, end))
        for span in found
        if span.start < end and span.end > start
    ]


def without_end(span: Span, at: datetime) -> bool:
    """Whether a span looked up at this instant goes on for as far as a Calendar looks."""
    return span.end - at > timedelta(days=365 * (Calendar.FAR - 2))


def stints(found: Sequence[Span]) -> list[Span]:
    """Spans of one seat after another as stints: one person's neighbouring spans joined, whatever put them there."""
    out: list[Span] = []
    for span in found:
        if not isinstance(span.duty, Holder):
            continue
        if out and _goes_on(out[-1], span, span.duty.person):
            out[-1] = out[-1]._replace(end=span.end)
        else:
            out.append(span)
    return out


def _goes_on(before: Span, span: Span, person: PersonId) -> bool:
    same = isinstance(before.duty, Holder) and before.duty.person == person
    return same and before.seat == span.seat and before.end == span.start
