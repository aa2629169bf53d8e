"""Says in one pass which rules of a pack may find anything in a text, so that the others are not asked.

What may be found is never left out: a rule is passed over only where a piece of text it cannot do without is missing.
"""

import re
from collections.abc import Collection, Mapping, Sequence

import ahocorasick

from bot.policy.needs import Need, searched
from bot.policy.pattern_parts import Pieces
from bot.policy.phrases import Phrases

_ODD_DIGIT = re.compile(r"(?![0-9])\d")
"""A digit of another script: detectors count it, patterns do not."""


class Gate:
    """The needs of many rules in one automaton. Rules are known by their number."""

    def __init__(self, needs: Mapping[int, Collection[Need]]) -> None:
        kinds: dict[Pieces | Phrases, int] = {}
        self._ways = _Conditions()
        self._rules = _Conditions()
        numbers: dict[Need, int] = {}
        for rule, asked in needs.items():
            self._rules.add(rule, [numbers.setdefault(need, len(numbers)) for need in asked if need])
        for need, number in numbers.items():
            for way in need:
                rarest_first = sorted(way, key=_commonness)
                self._ways.add(number, [kinds.setdefault(pieces, len(kinds)) for pieces in rarest_first])
        self._sets = {each: number for each, number in kinds.items() if isinstance(each, Phrases)}
        met_by = _by_piece({each: number for each, number in kinds.items() if not isinstance(each, Phrases)})
        self._kinds = [tuple(met_by[piece]) for piece in sorted(met_by)]
        self._automaton = _automaton(sorted(met_by))

    def open(self, text: str, said: Collection[Phrases] = ()) -> set[int]:
        """The rules that may find something in folded text, where these sets of phrases are said."""
        written = searched(text)
        if not text.isascii() and _ODD_DIGIT.search(text):
            written += searched(_ODD_DIGIT.sub("0", text))
        there = self._automaton.iter(written) if len(self._automaton) else ()
        met = set().union(*[self._kinds[piece] for piece in {piece for _, piece in there}])
        met.update(self._sets[each] for each in said if each in self._sets)
        return self._rules.met(self._ways.met(met))


class _Conditions:
    """What is met where all of some numbers are; it is looked up by the first of them."""

    def __init__(self) -> None:
        self._always: set[int] = set()
        self._by_first: dict[int, list[tuple[int, frozenset[int]]]] = {}

    def add(self, result: int, wanted: Sequence[int]) -> None:
        if wanted:
            self._by_first.setdefault(wanted[0], []).append((result, frozenset(wanted)))
        else:
            self._always.add(result)

    def met(self, there: set[int]) -> set[int]:
        firsts = there & self._by_first.keys()
        return {
            result for first in firsts for result, wanted in self._by_first[first] if wanted <= there
        } | self._always


def _commonness(pieces: Pieces | Phrases) -> tuple[int, int]:
    """Sorts what is met seldom first: long pieces, then few."""
    written = [plain for plain, _ in pieces.plain] if isinstance(pieces, Phrases) else pieces
    return -min(map(len, written), default=0), len(written)


def _by_piece(kinds: Mapping[Pieces, int]) -> dict[str, list[int]]:
    """The numbers of the sets that each piece is of."""
    by_piece: dict[str, list[int]] = {}
    for pieces, kind in kinds.items():
        for piece in pieces:
            by_piece.setdefault(piece, []).append(kind)
    return by_piece


def _automaton(pieces: Sequence[str]) -> ahocorasick.Automaton:
    """Tells of each piece in a text by its number; pieces in order share in memory what they begin with."""
    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for number, piece in enumerate(pieces):
        automaton.add_word(piece, number)
    automaton.make_automaton()
    return automaton
