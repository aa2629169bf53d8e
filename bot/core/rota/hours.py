"""Hours on duty per person, unsocial ones apart; who is free, and who is fairest to ask. Who is trained is not here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.core.ids import PersonId
from bot.core.rota.changes import days
from bot.core.rota.duty import Holder, Span
from bot.core.rota.restriction import EVERY_DAY, Restriction, Window, openings
from bot.core.rota.schedule import Rota, stints
from bot.core.rota.stretches import Stretch, common, joined, without

SOCIAL: Restriction = (Window(EVERY_DAY - {5, 6}, time(6), time(20)),)
"""Weekdays 06:00 to 20:00; nights, weekends and bank holidays are unsocial (NHS Agenda for Change, section 2)."""

_NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody has carried: elapsed time, however the clocks changed meanwhile."""

    hours: timedelta = _NOTHING
    unsocial: timedelta = _NOTHING
    stints: int = 0
    last: datetime | None = None
    """When the latest stint ended; None for somebody who was never on duty."""


def loads(rota: Rota, found: Iterable[Span], social: Restriction = SOCIAL) -> dict[PersonId, Load]:
    """The load of everybody who is on duty in these spans of the rota, which need not be of all its seats."""
    spans = [span for span in found if isinstance(span.duty, Holder)]
    if not spans:
        return {}
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    social_times = sociable(rota, start, end, social)
    total: dict[PersonId, Load] = {}
    for stint in stints(spans):
        assert isinstance(stint.duty, Holder)
        person = stint.duty.person
        total[person] = _more(total.get(person, Load()), (stint.start, stint.end), social_times)
    return total


def sociable(rota: Rota, start: datetime, end: datetime, social: Restriction = SOCIAL) -> list[Stretch]:
    """The social times of [start, end) in the rota's zone, without its bank holidays. The ends are not cut."""
    return without(openings(social, rota.zone, start, end), joined(_days_off(rota, start, end)))


def shares(total: Mapping[PersonId, Load]) -> dict[PersonId, float]:
    """Everybody's part of all the hours, 0 to 1. Above a half is more than one person should carry."""
    whole = sum((load.hours for load in total.values()), _NOTHING)
    return {person: load.hours / whole if whole else 0.0 for person, load in total.items()}


def on_call_shares(rota: Rota, found: Iterable[Span]) -> dict[PersonId, float]:
    """Everybody's part of the time on call, 0 to 1: on all seats that are not in hours."""
    seats = {seat.name for seat in rota.seats if not seat.in_hours}
    total: dict[PersonId, Load] = {}
    for span in found:
        if span.seat in seats and isinstance(span.duty, Holder):
            held = total.get(span.duty.person, Load()).hours
            total[span.duty.person] = Load(held + (span.end - span.start))
    return shares(total)


def free(roster: Iterable[PersonId], busy: Mapping[PersonId, Iterable[Stretch]], asked: Stretch) -> list[PersonId]:
    """Who of the roster has nothing else in any part of this stretch, in the roster's order."""
    return [person for person in roster if not common([asked], joined(busy.get(person, ())))]


def fairest_first(people: Iterable[PersonId], total: Mapping[PersonId, Load]) -> list[PersonId]:
    """Who has carried least comes first: hours, then unsocial hours, then longest off duty, then by name."""

    def carried(person: PersonId) -> tuple[timedelta, timedelta, bool, float, PersonId]:
        load = total.get(person, Load())
        return load.hours, load.unsocial, load.last is not None, load.last.timestamp() if load.last else 0.0, person

    return sorted(people, key=carried)


def _more(load: Load, stretch: Stretch, sociable: list[Stretch]) -> Load:
    start, end = stretch
    unsocial = sum((e - s for s, e in without([stretch], sociable)), _NOTHING)
    return replace(
        load,
        hours=load.hours + (end - start),
        unsocial=load.unsocial + unsocial,
        stints=load.stints + 1,
        last=end if load.last is None else max(load.last, end),
    )


def _days_off(rota: Rota, start: datetime, end: datetime) -> Iterable[Stretch]:
    return common([(start, end)], joined(days(day, day, rota.zone) for day in rota.holidays))
