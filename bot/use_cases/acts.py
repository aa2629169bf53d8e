"""What was entered in a rota and is still ahead, act by act: an override, a swap, cover, a one-off shift, a whole plan.

What one person did at one moment is one act, so that it is listed, and taken back, as a whole. Nothing is changed here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.ids import PersonId
from bot.core.rota.changes import Change, Kind, Shift
from bot.core.rota.diary import seat_words
from bot.core.rota.duty import SeatName
from bot.core.rota.plan import Plan
from bot.core.rota.said import day_in_words, times
from bot.core.rota.stretches import joined
from bot.core.wording import names
from bot.use_cases.cases import name_of
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_rota import Entered

FAR = timedelta(days=3 * 366)
_FEW = 3
"""Times named one by one."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act: all its entries that are not over, in the order they were entered."""

    plan: Plan
    entries: tuple[Entered, ...]

    @property
    def number(self) -> int:
        """What it is called by: the number of its first entry."""
        return self.entries[0].id

    @property
    def by(self) -> str:
        """Who entered it."""
        return self.entries[0].by

    @property
    def start(self) -> datetime:
        """When the first of it begins."""
        return min(entry.what.start for entry in self.entries)

    @property
    def end(self) -> datetime:
        """When the last of it ends."""
        return max(entry.what.end for entry in self.entries)

    @property
    def is_swap(self) -> bool:
        """Whether two people agreed on it."""
        return any(isinstance(e.what, Change) and e.what.kind is Kind.SWAP for e in self.entries)

    @property
    def people(self) -> frozenset[PersonId]:
        """Everybody it puts on or takes off."""
        on = {e.what.person for e in self.entries}
        off = {e.what.instead_of for e in self.entries if isinstance(e.what, Change)}
        return frozenset(person for person in on | off if person)


def acts(uow: UnitOfWork, plan: Plan) -> list[Act]:
    """Every act on this rota that is not over yet, the soonest first."""
    found = sorted(uow.rotas.entries(plan.id, uow.now(), uow.now() + FAR), key=_one_act)
    each = [Act(plan, tuple(group)) for _, group in groupby(found, key=lambda entry: _one_act(entry)[:3])]
    return sorted(each, key=lambda act: (act.start, act.number))


def _one_act(entry: Entered) -> tuple[datetime, str, str, int]:
    kind = entry.what.kind if isinstance(entry.what, Change) else "shift"
    return entry.at, entry.by, str(kind), entry.id


def act_numbered(uow: UnitOfWork, number: int) -> Act | None:
    """The act an entry belongs to; None where it was taken back, is over, or its rota is gone."""
    entry = uow.rotas.entry(number)
    plan = uow.rotas.plan(entry.rota) if entry else None
    if plan is None:
        return None
    return next((act for act in acts(uow, plan) if any(e.id == number for e in act.entries)), None)


def act_words(uow: UnitOfWork, act: Act) -> str:
    """The act in a sentence: "Tom Bright instead of Megan Price, on call: Sat 6 Jun 17:00 to Sun 7 Jun 09:00."."""
    if act.is_swap:
        return f"Swap: {'; '.join(_taken(uow, act, e.what) for e in act.entries if isinstance(e.what, Change))}."
    shifts = [e.what for e in act.entries if isinstance(e.what, Shift)]
    if len(shifts) > _FEW:
        return _plan_words(uow, act, shifts)
    return f"{'; '.join(_groups(uow, act))}."


def _plan_words(uow: UnitOfWork, act: Act, shifts: list[Shift]) -> str:
    who = names([name_of(uow, person) for person in sorted(act.people)], joined_by="and")
    first, last = (at.astimezone(act.plan.rota.zone).date() for at in (act.start, act.end - timedelta.resolution))
    return f"A plan with {len(shifts)} shifts of {who}, {day_in_words(first)} to {day_in_words(last)}."


def _groups(uow: UnitOfWork, act: Act) -> Iterator[str]:
    """The entries of one person on one seat together."""
    for (seat, who), entries in groupby(act.entries, key=lambda e: (e.what.seat, _who(uow, e.what))):
        yield f"{who}, {seat_words(seat)}: {_when(act, list(entries))}"


def _who(uow: UnitOfWork, what: Change | Shift) -> str:
    if isinstance(what, Shift):
        return f"One-off shift of {name_of(uow, what.person)}"
    who = name_of(uow, what.person) if what.person else "Nobody"
    if what.instead_of is None:
        return f"{who} is put on by hand" if what.person else "Left open by hand"
    return f"{who} {'covers for' if what.kind is Kind.COVER else 'instead of'} {name_of(uow, what.instead_of)}"


def _when(act: Act, entries: list[Entered]) -> str:
    parts = joined((e.what.start, e.what.end) for e in entries)
    said = [times(part, act.plan.rota.zone) for part in parts]
    if len(said) <= _FEW:
        return ", ".join(said)
    return f"{len(said)} times from {times((parts[0][0], parts[-1][1]), act.plan.rota.zone)}"


def _taken(uow: UnitOfWork, act: Act, what: Change) -> str:
    who = name_of(uow, what.person) if what.person else "nobody"
    return f"{who} takes {seat_words(SeatName(what.seat))}, {times((what.start, what.end), act.plan.rota.zone)}"


def entered_words(uow: UnitOfWork, act: Act) -> str:
    """By whom and when: "Entered by Priya Shah on Wednesday 3 June 2026."."""
    by = "Countersign" if act.by == ACCESS_OF_SERVICE else name_of(uow, act.by)
    if act.by.startswith("terminal:"):
        by = "an administrator at the terminal"
    verb = "Agreed to" if act.is_swap else "Entered"
    return f"{verb} by {by} on {day_in_words(act.entries[0].at.astimezone(act.plan.rota.zone).date())}."
