"""What lies ahead: gaps, times in which nobody can approve, people on duty too many days in a row (S30, S74).

Spans and absences in, stretches of time out. Who is told, and in which words, is use_cases/forecast.py's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.core.ids import PersonId
from bot.core.rota.clock import DAY, local, midnight
from bot.core.rota.duty import Closed, Gap, Holder, Span
from bot.core.rota.stretches import Stretch, common, joined, without

_FOR_GOOD = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Approver:
    """Somebody on an account's list of approvers, and the last day their training counts: without one it does not."""

    person: PersonId
    trained_until: date | None = None


def gaps(found: Iterable[Span]) -> list[Span]:
    """The times in which a seat should be held and nobody holds it."""
    return [span for span in found if isinstance(span.duty, Gap)]


def nobody_left(
    approvers: Iterable[Approver], away: Mapping[PersonId, Sequence[Stretch]], within: Stretch, zone: ZoneInfo
) -> list[Stretch]:
    """When none of them is there: everybody away, or not trained. Without approvers, all of the time."""
    left = [within]
    for approver in approvers:
        gone = joined([*away.get(approver.person, ()), *_untrained(approver, within, zone)])
        left = common(left, gone)
        if not left:
            break
    return left


def _untrained(approver: Approver, within: Stretch, zone: ZoneInfo) -> Iterator[Stretch]:
    until = approver.trained_until
    over = max(midnight(until + DAY, zone), within[0]) if until else within[0]
    if over < within[1]:
        yield over, within[1]


def turns(found: Iterable[Span]) -> list[Span]:
    """One seat's spans as turns of duty: a week of nights is one, though the seat is closed by day between them."""
    out: list[Span] = []
    person: PersonId | None = None
    for span in found:
        if isinstance(span.duty, Closed):
            continue
        if isinstance(span.duty, Gap):
            person = None
        elif span.duty.person == person:
            out[-1] = out[-1]._replace(end=span.end)
        else:
            person = span.duty.person
            out.append(span)
    return out


@dataclass(frozen=True, slots=True)
class Run:
    """Somebody is on duty on every day from `first` to `last`."""

    person: PersonId
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days that is."""
        return (self.last - self.first).days + 1


def long_runs(found: Iterable[Span], zone: ZoneInfo, most: int) -> list[Run]:
    """Who is on duty for more than `most` days one after the other; a day counts if they hold a seat on any of it."""
    on: dict[PersonId, set[date]] = {}
    for span in found:
        if isinstance(span.duty, Holder):
            on.setdefault(span.duty.person, set()).update(days_touched(span.start, span.end, zone))
    return [run for person in sorted(on) for run in _runs(person, on[person]) if run.days > most]


def days_touched(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[date]:
    """Every day of the zone that a stretch of time has any part of."""
    day, last = local(start, zone).date(), local(end - datetime.resolution, zone).date()
    while day <= last:
        yield day
        day += DAY


def _runs(person: PersonId, days: set[date]) -> Iterator[Run]:
    first = before = None
    for day in sorted(days):
        if before is None or day - before > DAY:
            if first is not None and before is not None:
                yield Run(person, first, before)
            first = day
        before = day
    if first is not None and before is not None:
        yield Run(person, first, before)


def news(now: Sequence[Stretch], told: Sequence[Stretch], told_until: datetime | None) -> list[Stretch]:
    """The parts of these gaps that were not told. One told to the end of what could be seen then has only gone on."""
    known = [(start, _FOR_GOOD if end == told_until else end) for start, end in told]
    return without(now, known)
