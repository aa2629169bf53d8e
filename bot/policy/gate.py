"""Looks a text through once for all rules: what it says, which patterns it may hold, which rules may find something.

What may be found is never left out: a rule is passed over only where something it cannot do without is missing.
"""

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from bot.policy.needs import Need
from bot.policy.patterns import Pattern
from bot.policy.phrases import PhraseIndex, Phrases, Said
from bot.policy.pieces import Conditions, PieceIndex


@dataclass(frozen=True, slots=True)
class Scan:
    """A text looked through: where the sets of phrases stand in it, and which patterns it has the pieces of."""

    said: Said
    may_hold: AbstractSet[Pattern]


class Index:
    """The phrases and the patterns of many rules, each looked for in one pass."""

    def __init__(self, sets: Iterable[Phrases], patterns: Iterable[Pattern]) -> None:
        self._phrases = PhraseIndex(sets)
        self._pieces = PieceIndex({each: each.needed for each in patterns})
        self.scan = lru_cache(maxsize=4)(self._scan)

    def _scan(self, text: str) -> Scan:
        """Folded text looked through; kept for the rules that ask about it next."""
        return Scan(self._phrases.find(text), self._pieces.met(text))


class Gate:
    """The needs of many rules. Rules are known by their number."""

    def __init__(self, needs: Mapping[int, Collection[Need]]) -> None:
        numbers: dict[Need, int] = {}
        self._rules = Conditions[int, int]()
        for rule, asked in needs.items():
            self._rules.add(
                rule, [numbers.setdefault(need, len(numbers)) for need in sorted(filter(None, asked), key=len)]
            )
        self._met_by: dict[Phrases | Pattern, list[int]] = {}
        for need, number in numbers.items():
            for each in need:
                self._met_by.setdefault(each, []).append(number)

    def open(self, scans: Iterable[Scan]) -> set[int]:
        """The rules that may find something in what these texts hold."""
        met_by = self._met_by
        asked = [met_by.keys() & there for scan in scans for there in (scan.said.keys(), scan.may_hold)]
        return self._rules.met(set().union(*[met_by[each] for there in asked for each in there]))
