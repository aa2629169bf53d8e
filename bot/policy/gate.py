"""Says in one pass which rules of a pack may find anything in a text, so that the others are not asked.

What may be found is never left out: a rule is passed over only where a piece of text it cannot do without is missing.
"""

import re
from collections.abc import Collection, Mapping

import ahocorasick

from bot.policy.needs import Need, searched

_ODD_DIGIT = re.compile(r"(?![0-9])\d")
"""A digit of another script: detectors count it, patterns do not."""


class Gate:
    """The needs of many rules in one automaton. Rules are known by their number."""

    def __init__(self, needs: Mapping[int, Collection[Need]]) -> None:
        kinds: dict[Need, int] = {}
        self._always: list[int] = []
        self._by_first: dict[int, list[tuple[int, frozenset[int]]]] = {}
        for rule, wanted in needs.items():
            numbers = [kinds.setdefault(need, len(kinds)) for need in sorted(filter(None, wanted), key=_commonness)]
            if numbers:
                self._by_first.setdefault(numbers[0], []).append((rule, frozenset(numbers)))
            else:
                self._always.append(rule)
        self._automaton = _automaton(kinds)

    def open(self, text: str) -> list[int]:
        """The rules that may find something in folded text."""
        met: set[int] = set()
        digits = " 0" if not text.isascii() and _ODD_DIGIT.search(text) else ""
        for _, numbers in self._automaton.iter(searched(text) + digits) if len(self._automaton) else ():
            met |= numbers
        ready = [
            rule for first in met & self._by_first.keys() for rule, numbers in self._by_first[first] if numbers <= met
        ]
        return ready + self._always


def _commonness(need: Need) -> tuple[int, int]:
    """Sorts what is met seldom first: long pieces, then few."""
    return -min(map(len, need)), len(need)


def _automaton(kinds: dict[Need, int]) -> ahocorasick.Automaton:
    pieces: dict[str, set[int]] = {}
    for need, number in kinds.items():
        for piece in need:
            pieces.setdefault(piece, set()).add(number)
    automaton = ahocorasick.Automaton()
    for piece, numbers in pieces.items():
        automaton.add_word(piece, frozenset(numbers))
    automaton.make_automaton()
    return automaton
