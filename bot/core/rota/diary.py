"""A rota as entries of a diary: who has which seat from when to when, the gaps too. Writing it is feed.py's.

Entries are for calendars outside, so they name people and seats and nothing else.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.ids import PersonId
from bot.core.rota.duty import Closed, Duty, Gap, GapReason, Holder, SeatName, Span

NOBODY = "NOBODY"

_WHY: Mapping[GapReason, str] = {
    GapReason.UNPLANNED: "Nobody is planned for this time.",
    GapReason.NOT_WORKING: "Nobody who takes turns here works at this time.",
    GapReason.BANK_HOLIDAY: "It is a bank holiday where {who} works.",
    GapReason.AWAY: "{who} is away and nobody stands in yet.",
    GapReason.LEFT_OPEN: "It was left open on purpose.",
}

_LEFT = "{who} has left and nobody stands in yet."


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `uid` stays the same for as long as something begins on this seat at this instant."""

    uid: str
    start: datetime
    end: datetime
    summary: str
    detail: str = ""

    @property
    def digest(self) -> str:
        """What it says and when, in 32 characters: another one means that the event has changed."""
        said = repr((self.start.astimezone(UTC), self.end.astimezone(UTC), self.summary, self.detail))
        return hashlib.sha256(said.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What was last told of an event: its digest, how often it has changed, and when it last did (UTC)."""

    digest: str
    sequence: int
    changed: datetime


@dataclass(frozen=True, slots=True)
class Stamped:
    """An event with the stamp that calendars know it by: SEQUENCE and DTSTAMP of RFC 5545."""

    entry: Entry
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Diary:
    """What one address of a calendar answers."""

    name: str
    zone: ZoneInfo
    events: tuple[Stamped, ...]


def stamped(entries: Iterable[Entry], known: Mapping[str, Stamp], now: datetime) -> list[Stamped]:
    """Each event with its stamp: as it is known, counted one on where it has changed, or new with the count 0.

    The count never goes back, not even where a change is undone (RFC 5545, 3.8.7.4), and stays where nothing changed:
    calendars tell their people of an event whose count has risen.
    """
    return [Stamped(entry, _stamp(entry, known.get(entry.uid), now)) for entry in entries]


def _stamp(entry: Entry, known: Stamp | None, now: datetime) -> Stamp:
    if known is None:
        return Stamp(entry.digest, 0, now)
    if known.digest == entry.digest:
        return known
    return Stamp(entry.digest, known.sequence + 1, now)


def whole(entries: Iterable[Entry], start: datetime, end: datetime, margin: timedelta) -> list[Entry]:
    """Without those the edges of the time looked at have cut: they would change with every look at it.

    One that is cut and longer than the margin stays: it may be all there is, as where one person is always on.
    """
    return [entry for entry in entries if not _is_cut(entry, start, end, margin)]


def _is_cut(entry: Entry, start: datetime, end: datetime, margin: timedelta) -> bool:
    return (entry.start <= start or entry.end >= end) and entry.end - entry.start < margin


def seat_words(seat: SeatName) -> str:
    """A seat as people say it: "on call", "desk"."""
    return seat.replace("_", " ").strip()


def why_gap(gap: Gap, names: Mapping[PersonId, str], left: AbstractSet[PersonId] = frozenset()) -> str:
    """Why nobody holds the seat, in a sentence. `left` are people who have left: they are not away."""
    who = names.get(gap.person, gap.person) if gap.person else "the person on duty"
    said = (_LEFT if gap.person in left and gap.reason is GapReason.AWAY else _WHY[gap.reason]).format(who=who)
    return said[0].upper() + said[1:]


def entries(rota: str, name: str, spans: Iterable[Span], names: Mapping[PersonId, str]) -> list[Entry]:
    """One entry for each stretch in which one person holds a seat, and for each gap. `rota` names it for good.

    Spans are seat by seat and in order, as `spans` gives them.
    """
    return [_entry(rota, name, span, names) for span in told_apart(spans)]


def told_apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans people can tell apart: whoever goes on with another turn of their own is one, a closed seat is none."""
    last: Span | None = None
    for span in spans:
        if last and last.seat == span.seat and last.end == span.start and _same(last.duty, span.duty):
            last = last._replace(end=span.end)
            continue
        if last and not isinstance(last.duty, Closed):
            yield last
        last = span
    if last and not isinstance(last.duty, Closed):
        yield last


def _same(one: Duty, other: Duty) -> bool:
    if isinstance(one, Holder) and isinstance(other, Holder):
        return one.person == other.person
    return one == other


def _entry(rota: str, name: str, span: Span, names: Mapping[PersonId, str]) -> Entry:
    key = hashlib.sha256(f"{rota}\0{span.seat}\0{span.start.isoformat()}".encode()).hexdigest()[:32]
    what = f"{name}, {seat_words(span.seat)}"
    if isinstance(span.duty, Holder):
        return Entry(f"{key}@countersign", span.start, span.end, f"{what}: {_name(span.duty.person, names)}")
    assert isinstance(span.duty, Gap)
    return Entry(f"{key}@countersign", span.start, span.end, f"{what}: {NOBODY}", why_gap(span.duty, names))


def _name(person: PersonId, names: Mapping[PersonId, str]) -> str:
    return names.get(person, person)
