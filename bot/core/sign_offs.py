"""Signatures that the owners of topics owe a draft beside its approvals (S49), and who of those who signed fills which.

Who owns what, and who stands in for them, is use_cases/owners.py's. One person's word counts once: it fills one
signature or one approval, never both, so that the approvals of S62 and S53 stay on top of the owner's.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.core.ids import PersonId


@dataclass(frozen=True, slots=True)
class Owed:
    """One signature for these topics, all of one owner.

    `asked` are those who may give it now and are asked to; `signers` also count: an owner who is away and comes back to
    it, leads, and whoever signed while it was theirs to sign. `note` says why it is not the owner who is asked.
    """

    topics: tuple[str, ...]
    owner: PersonId | None
    asked: tuple[PersonId, ...]
    signers: frozenset[PersonId]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Divided:
    """What each person's word counts as: an approval, or the signature of the owed one at the same place (or None)."""

    approved: tuple[PersonId, ...]
    signed: tuple[PersonId | None, ...] = ()


def divisions(
    people: Sequence[PersonId], owed: Sequence[Owed], approvers: Collection[PersonId] | None
) -> Iterator[Divided]:
    """Every way in which the words of these people can be divided; `approvers` None: all of them may approve."""
    for signed in _choices(people, owed):
        free = (person for person in people if person not in signed)
        yield Divided(tuple(p for p in free if approvers is None or p in approvers), signed)


def _choices(people: Sequence[PersonId], owed: Sequence[Owed]) -> Iterator[tuple[PersonId | None, ...]]:
    if not owed:
        yield ()
        return
    first, *rest = owed
    able = [first.owner] if first.owner in people and first.owner in first.signers else []
    able += [person for person in people if person in first.signers and person != first.owner]
    for person in (*able, None):
        others = [each for each in people if each != person]
        yield from ((person, *chosen) for chosen in _choices(others, rest))
