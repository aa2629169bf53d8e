"""What somebody leaves behind when they are away, and who could take it over: fairest first, and why not the others.

Who is asked and what they answer is no matter here. A person who may not act is never a candidate.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.core.ids import AccountId, PersonId
from bot.core.people import Person, Standing
from bot.core.rota.clock import DAY, local, midnight
from bot.core.rota.duty import Holder, SeatName, Span
from bot.core.rota.hours import Load, fairest_first
from bot.core.rota.layers import Patterns
from bot.core.rota.rest import Shortfall, short_of_rest, shortfalls
from bot.core.rota.restriction import openings
from bot.core.rota.stretches import Stretch, common, joined, without


@dataclass(frozen=True, slots=True)
class Held:
    """Shifts on one seat that belong together, such as the nights of one week: one person is asked for them all."""

    seat: SeatName
    parts: tuple[Stretch, ...]

    @property
    def start(self) -> datetime:
        """When the first begins."""
        return self.parts[0][0]

    @property
    def end(self) -> datetime:
        """When the last ends."""
        return self.parts[-1][1]

    def singly(self) -> "list[Held]":
        """One by one, for when nobody can take them all."""
        return [Held(self.seat, (part,)) for part in self.parts]


@dataclass(frozen=True, slots=True)
class AccountSeat:
    """An account for which no trained approver who is present is left, and when (S30)."""

    account: AccountId
    open: tuple[Stretch, ...]


class Why(StrEnum):
    """Why somebody cannot stand in."""

    NOT_ON_LIST = "not_on_list"
    NOT_TRAINED = "not_trained"
    AWAY = "away"
    ON_DUTY = "on_duty"
    NOT_WORKING = "not_working"
    NOT_RESTED = "not_rested"


@dataclass(frozen=True, slots=True)
class Unfit:
    """Somebody who cannot stand in. `account` is the one they may not approve for, `rest` the rule they would break."""

    person: PersonId
    why: Why
    account: AccountId | None = None
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Bench:
    """Everybody and everything that decides who can stand in, as it is known at one moment.

    `lists` says who may approve for an account; `duties` are everybody's shifts on every seat of every rota, `work`
    those of them that are work (in hours, and callouts); `patterns`, `off` (bank holidays of people of other nations)
    and `in_hours` concern the rota in question.
    """

    zone: ZoneInfo
    people: Mapping[PersonId, Person]
    on_rota: AbstractSet[PersonId]
    lists: Mapping[AccountId, AbstractSet[PersonId]]
    away: Mapping[PersonId, Sequence[Stretch]] = field(default_factory=dict)
    duties: Mapping[PersonId, Sequence[Stretch]] = field(default_factory=dict)
    work: Mapping[PersonId, Sequence[Stretch]] = field(default_factory=dict)
    loads: Mapping[PersonId, Load] = field(default_factory=dict)
    patterns: Patterns = field(default_factory=dict)
    off: Mapping[PersonId, Sequence[Stretch]] = field(default_factory=dict)
    in_hours: AbstractSet[SeatName] = frozenset()

    def accounts_of(
        self, person: PersonId, among: Iterable[AccountId], lost: AbstractSet[AccountId] = frozenset()
    ) -> tuple[AccountId, ...]:
        """The accounts whoever stands in for this person must be listed on: theirs, or all where they have none.

        `lost` were theirs until they were taken off the list.
        """
        every = tuple(among)
        return tuple(a for a in every if a in lost or person in self.lists.get(a, ())) or every

    def may_hold(self, person: PersonId, until: datetime, lost: Iterable[AccountId]) -> bool:
        """Whether somebody whose rights were taken may hold a shift that ends then after all (S69)."""
        known = self.people.get(person)
        trained = known is not None and known.is_trained(local(until, self.zone).date())
        return trained and all(person in self.lists.get(account, ()) for account in lost)

    def active(self, person: PersonId) -> bool:
        """Whether the person may act at all. Somebody unknown may not."""
        known = self.people.get(person)
        return known is not None and known.standing is Standing.ACTIVE


@dataclass(frozen=True, slots=True)
class Search:
    """Who can take the shifts, the one to ask first in front; and why everybody else near them cannot."""

    able: tuple[PersonId, ...]
    unable: tuple[Unfit, ...]


def held_by(person: PersonId, found: Iterable[Span], within: Stretch) -> list[Held]:
    """The shifts of this person in the stretch, cut to it; those of one turn on one seat together."""
    groups: dict[tuple[object, ...], list[Stretch]] = {}
    seats: dict[tuple[object, ...], SeatName] = {}
    for span in found:
        start, end = max(span.start, within[0]), min(span.end, within[1])
        if isinstance(span.duty, Holder) and span.duty.person == person and start < end:
            key = (span.seat, *_together_with(span.duty, start))
            groups.setdefault(key, []).append((start, end))
            seats[key] = span.seat
    whole = [Held(seats[key], tuple(joined(parts))) for key, parts in groups.items()]
    return sorted(whole, key=lambda held: (held.start, held.seat))


def _together_with(duty: Holder, start: datetime) -> tuple[object, ...]:
    """What shifts of one turn have in common, or of one cover; a one-off shift stands alone."""
    if duty.turn is not None:
        return duty.layer, duty.turn
    return (duty.because, duty.instead_of) if duty.instead_of else (start,)


def search(
    shifts: Held,
    instead_of: PersonId,
    accounts: Iterable[AccountId],
    bench: Bench,
    lost: AbstractSet[AccountId] = frozenset(),
) -> Search:
    """Who can take these shifts over from somebody on a rota that watches over these accounts (`lost`: accounts_of)."""
    return among({instead_of}, shifts, bench.accounts_of(instead_of, accounts, lost), bench)


def among(but_not: AbstractSet[PersonId], shifts: Held, needed: Iterable[AccountId], bench: Bench) -> Search:
    """Who can take these shifts, of those on the rota and on the lists of all these accounts."""
    needed = tuple(needed)
    near = set(bench.on_rota).union(*(bench.lists.get(account, ()) for account in needed)) - but_not
    able, unable = [], []
    for person in sorted(near):
        if not bench.active(person):
            continue
        unfit = misfit(person, shifts, needed, bench)
        if unfit is None:
            able.append(person)
        else:
            unable.append(unfit)
    fairest = fairest_first(able, bench.loads)
    return Search(tuple(sorted(fairest, key=lambda person: person not in bench.on_rota)), tuple(unable))


def misfit(person: PersonId, shifts: Held, needed: Iterable[AccountId], bench: Bench) -> Unfit | None:
    """Why this active person cannot take the shifts, or None if they can (S69)."""
    for account in needed:
        if person not in bench.lists.get(account, ()):
            return Unfit(person, Why.NOT_ON_LIST, account)
    if not bench.people[person].is_trained(local(shifts.end, bench.zone).date()):
        return Unfit(person, Why.NOT_TRAINED)
    for why, taken in ((Why.AWAY, bench.away), (Why.ON_DUTY, bench.duties)):
        if common(shifts.parts, joined(taken.get(person, ()))):
            return Unfit(person, why)
    return _tired(person, shifts, bench)


def _tired(person: PersonId, shifts: Held, bench: Bench) -> Unfit | None:
    """By part-time pattern or by the hours of rest that are due."""
    if shifts.seat in bench.in_hours and not _works_then(person, shifts, bench):
        return Unfit(person, Why.NOT_WORKING)
    work = joined(bench.work.get(person, ()))
    for part in shifts.parts:
        short = _working(work, shifts, part) if shifts.seat in bench.in_hours else short_of_rest(work, part)
        if short:
            return Unfit(person, Why.NOT_RESTED, rest=short[0].rule.name)
    return None


def _working(work: list[Stretch], shifts: Held, part: Stretch) -> list[Shortfall]:
    """The rest a shift that is work would leave no room for."""
    return shortfalls([*work, *(other for other in shifts.parts if other != part)], part)


def _works_then(person: PersonId, shifts: Held, bench: Bench) -> bool:
    if common(shifts.parts, joined(bench.off.get(person, ()))):
        return False
    if person not in bench.patterns:
        return True
    works = openings(bench.patterns[person], bench.zone, shifts.start, shifts.end)
    return not without(shifts.parts, works)


def account_seats(person: PersonId, within: Stretch, bench: Bench) -> list[AccountSeat]:
    """The accounts this person leaves without a trained approver who is present, in this stretch of their absence."""
    found = []
    for account, listed in sorted(bench.lists.items()):
        if person not in listed:
            continue
        left = _left_without(person, [within], listed, bench)
        if left:
            found.append(AccountSeat(account, tuple(left)))
    return found


def _left_without(
    person: PersonId, within: list[Stretch], listed: AbstractSet[PersonId], bench: Bench
) -> list[Stretch]:
    """When nobody else of the list is trained and present; the first who always is settles it."""
    left = _able(person, within, bench)
    for other in sorted(listed - {person}):
        if not left:
            break
        if bench.active(other):
            left = without(left, _able(other, without(within, joined(bench.away.get(other, ()))), bench))
    return left


def _able(person: PersonId, present: list[Stretch], bench: Bench) -> list[Stretch]:
    """Of this time, that in which the person's training counts."""
    known = bench.people.get(person)
    until = known.trained_until if known else None
    if until is None or not present:
        return []
    trained = [(present[0][0], midnight(until + DAY, bench.zone))]
    return common(present, joined(trained))
