"""Whose turns move by a change of a rota, and telling them: what they have now, and what is no longer theirs.

For a rota that was applied anew from org.yaml, see turns_moved.py.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.core.cards import Notice
from bot.core.ids import PersonId
from bot.core.rota.duty import Holder, SeatName, Span
from bot.core.rota.plan import Plan
from bot.core.rota.stretches import Stretch, joined, without
from bot.use_cases.alarms import ToPerson, tell
from bot.use_cases.cases import name_of
from bot.use_cases.cover_words import time_lines
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.watched import place_words

Turns = Mapping[tuple[PersonId, SeatName], list[Stretch]]


@dataclass(frozen=True, slots=True)
class Move:
    """What one person gains and loses on one seat."""

    person: PersonId
    seat: SeatName
    gained: tuple[Stretch, ...]
    lost: tuple[Stretch, ...]


def turns_of(found: Iterable[Span]) -> Turns:
    """Who holds which seat when."""
    held: dict[tuple[PersonId, SeatName], list[Stretch]] = {}
    for span in found:
        if isinstance(span.duty, Holder):
            held.setdefault((span.duty.person, span.seat), []).append((span.start, span.end))
    return {key: joined(stretches) for key, stretches in held.items()}


def moves(before: Turns, after: Turns) -> list[Move]:
    """What differs, person by person."""
    found = []
    for person, seat in sorted({*before, *after}):
        old, new = before.get((person, seat), []), after.get((person, seat), [])
        gained, lost = without(new, old), without(old, new)
        if gained or lost:
            found.append(Move(person, seat, tuple(gained), tuple(lost)))
    return found


def tell_moves(uow: UnitOfWork, plan: Plan, found: Iterable[Move], key: str, why: str) -> None:
    """Tell everybody whose turns move, whoever made the change as well. `key` names the occasion, `why` what it was."""
    by_person: dict[PersonId, list[Move]] = {}
    for move in found:
        by_person.setdefault(move.person, []).append(move)
    for person, theirs in by_person.items():
        lines = (why, *(line for move in theirs for line in _lines(uow, plan, move)), "To see the week: /rota week.")
        tell(uow, f"{key}:{person}", ToPerson(person), Notice(f"Your turns in {plan.name} have moved", lines))


def _lines(uow: UnitOfWork, plan: Plan, move: Move) -> Iterator[str]:
    for stretches, verb in ((move.gained, "You are"), (move.lost, "You are no longer")):
        if stretches:
            yield f"{verb} {place_words(plan, move.seat)}:"
            yield from time_lines(uow, stretches)


def move_lines(uow: UnitOfWork, plan: Plan, found: Iterable[Move]) -> Iterator[str]:
    """The same for somebody else to read: "Megan Price is on call:" and the times."""
    for move in found:
        for stretches, verb in ((move.gained, "is"), (move.lost, "is no longer")):
            if stretches:
                yield f"{name_of(uow, move.person)} {verb} {place_words(plan, move.seat)}:"
                yield from time_lines(uow, stretches)


def turns_words(count: int) -> str:
    """So many turns: "no turn", "1 turn", "12 turns"."""
    return {0: "no turn", 1: "1 turn"}.get(count, f"{count} turns")
