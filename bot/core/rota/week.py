"""One week of a rota as a table to look at and as sentences to read, the same facts twice. Drawn by adapters."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.core.ids import PersonId
from bot.core.rota.clock import DAY, local, midnight
from bot.core.rota.diary import NOBODY, seat_words, told_apart, why_gap
from bot.core.rota.duty import Gap, Holder, Span
from bot.core.rota.schedule import Rota, spans

DAYS = 7


class Bar(StrEnum):
    """What a bar of the week stands for."""

    HELD = "held"
    GAP = "gap"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Block:
    """One bar: somebody, or nobody, for [start, end). `words` is the name; `why` says of a gap why it is one."""

    kind: Bar
    start: datetime
    end: datetime
    words: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the week: a seat, or who is away."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of one rota in its zone. `edges` are the eight midnights (UTC), so a day may have 23 or 25 hours."""

    rota: str
    zone: ZoneInfo
    monday: date
    edges: tuple[datetime, ...]
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        """What the week is of: "Press rota, Monday 2 to Sunday 8 March 2026"."""
        return f"{self.rota}, {days_words(self.monday, self.monday + (DAYS - 1) * DAY)} {self._year}"

    @property
    def _year(self) -> int:
        return (self.monday + (DAYS - 1) * DAY).year

    @property
    def gaps(self) -> tuple[Block, ...]:
        """Every time nobody is on."""
        return tuple(block for line in self.lines for block in line.blocks if block.kind is Bar.GAP)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - day.weekday() * DAY


def week(
    name: str, rota: Rota, day: date, names: Mapping[PersonId, str], left: AbstractSet[PersonId] = frozenset()
) -> Week:
    """The week around a day, Monday first, in the rota's zone. `left` are people who have left."""
    monday = monday_of(day)
    edges = tuple(midnight(monday + n * DAY, rota.zone) for n in range(DAYS + 1))
    found = list(told_apart(spans(rota, edges[0], edges[-1])))
    lines = [
        Line(seat_words(seat), tuple(_block(span, names, left) for span in theirs))
        for seat, theirs in groupby(found, key=lambda span: span.seat)
    ]
    away = tuple(b for p, b in _away(rota, edges[0], edges[-1], names) if p not in left)
    return Week(name, rota.zone, monday, edges, (*lines, Line("away", away)) if away else tuple(lines))


def _block(span: Span, names: Mapping[PersonId, str], left: AbstractSet[PersonId]) -> Block:
    if isinstance(span.duty, Holder):
        return Block(Bar.HELD, span.start, span.end, names.get(span.duty.person, span.duty.person))
    why = why_gap(span.duty, names, left) if isinstance(span.duty, Gap) else ""
    return Block(Bar.GAP, span.start, span.end, NOBODY, why)


def _away(
    rota: Rota, start: datetime, end: datetime, names: Mapping[PersonId, str]
) -> Iterator[tuple[PersonId, Block]]:
    """Who of the people this rota names is unavailable: leave of others is no business of its readers."""
    named = {person for seat in rota.seats for layer in seat.layers for person in layer.rotation.people}
    for person, stretches in rota.changes.away(start, end).items():
        for begin, stop in stretches if person in named else ():
            yield person, Block(Bar.AWAY, max(begin, start), min(stop, end), names.get(person, person))


def in_words(week: Week) -> tuple[str, ...]:
    """The whole week in sentences, gaps first: for everybody who does not look at the picture."""
    gaps = tuple(
        f"{_label(line)}: {NOBODY} {_when(block, week.zone)}. {block.why}".strip()
        for line in week.lines
        for block in line.blocks
        if block.kind is Bar.GAP
    )
    rest = (sentence for line in week.lines for sentence in _line_in_words(line, week.zone))
    return (*gaps, *rest)


def _line_in_words(line: Line, zone: ZoneInfo) -> Iterator[str]:
    said = [f"{run[0].words} {_run(run, zone)}" for run in _runs(line.blocks, zone) if run[0].kind is not Bar.GAP]
    if said:
        yield f"{_label(line)}: {'; '.join(said)}."


def _label(line: Line) -> str:
    return line.label[:1].upper() + line.label[1:]


def _runs(blocks: Iterable[Block], zone: ZoneInfo) -> Iterator[list[Block]]:
    """Blocks of one person on days after one another, at the same times of the day, together."""
    run: list[Block] = []
    for block in blocks:
        if run and not _goes_on(run[-1], block, zone):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _goes_on(before: Block, block: Block, zone: ZoneInfo) -> bool:
    one, other = (local(b.start, zone) for b in (before, block))
    one_end, other_end = (local(b.end, zone) for b in (before, block))
    same = (before.kind, before.words) == (block.kind, block.words) and other.date() - one.date() == DAY
    return same and (one.time(), one_end.time()) == (other.time(), other_end.time())


def _run(run: list[Block], zone: ZoneInfo) -> str:
    if len(run) == 1:
        return _when(run[0], zone)
    start, end = local(run[0].start, zone), local(run[0].end, zone)
    last = local(run[-1].start, zone).date()
    next_day = " the next day" if end.date() > start.date() and end.time() < start.time() else ""
    until = f"{end:%H:%M}{next_day}" if end.time() != time() else "midnight"
    return f"{days_words(start.date(), last)}, {start:%H:%M} to {until} on each"


def _when(block: Block, zone: ZoneInfo) -> str:
    start, end = local(block.start, zone), local(block.end, zone)
    day, begins_day, ends_day = day_words(start.date()), start.time() == time(), end.time() == time()
    last = end.date() - DAY if ends_day else end.date()
    if begins_day and ends_day:
        return f"on {days_words(start.date(), last)}"
    if start.date() == last and begins_day:
        return f"on {day}, until {end:%H:%M}"
    if start.date() == last:
        return f"on {day}, from {start:%H:%M}" if ends_day else f"on {day}, {start:%H:%M} to {end:%H:%M}"
    begin = day if begins_day else f"{day}, {start:%H:%M},"
    return f"from {begin} to {f'the end of {day_words(last)}' if ends_day else f'{day_words(last)}, {end:%H:%M}'}"


def day_words(day: date) -> str:
    """A day without its year: "Monday 2 March"."""
    return f"{day:%A} {day.day} {day:%B}"


def days_words(first: date, last: date) -> str:
    """Some days, both included: "Monday 2 to Friday 6 March", or one: "Monday 2 March"."""
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%A} {first.day} to {day_words(last)}"
    return f"{day_words(first)} to {day_words(last)}"


def clock_change(week: Week) -> date | None:
    """The day of the week on which the clocks change, if they do."""
    lengths = [end - start for start, end in zip(week.edges, week.edges[1:], strict=False)]
    return next((week.monday + n * DAY for n, length in enumerate(lengths) if length != timedelta(days=1)), None)
