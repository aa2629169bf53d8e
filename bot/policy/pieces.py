"""Pieces of text that patterns cannot match without, and which of many patterns have theirs in a text: in one pass.

Which pieces a pattern needs is read from it in pattern_words.py. Too little may be asked, never too much.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

import ahocorasick

from bot.policy.kept_pieces import kept
from bot.policy.pattern_parts import EDGE, Pieces
from bot.policy.pattern_words import needed_pieces

_APART = "\x02"
"""Stands between pieces that are made ready together; no piece holds it."""

_KEPT = "\x03"
"""Stands where a piece keeps the edge of its word while pieces are made ready; no piece holds it."""

_LONGEST = 12
"""Characters of a piece that are looked for: what comes after tells little more and makes the index twice as large."""

_OUTSIDE = (EDGE, " ")
_WORD = re.compile(r"([a-z0-9][a-z0-9]*)")
_ODD_DIGIT = re.compile("[\u0660-\u1fff\ua000-\uffff\U00010000-\U0001efff\U0001fb00-\U0010ffff](?<=\\d)")
"""A digit of another script: detectors count it, patterns do not. The scripts stand first, where `re` looks fast."""

_SPACES = b"\x01\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0"
_WIDE_SPACES = re.compile("[\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_SIGNS = bytes.maketrans(b"123456789" + _SPACES, b"0" * 9 + b" " * len(_SPACES))


def searched(folded: str) -> str:
    """Folded text as it is looked through: EDGE round each word, 0 for every digit, and no spaces.

    In one byte for each character, as patterns read it: that is many times faster than to translate wider text.
    """
    spaced = folded if folded.isascii() else _WIDE_SPACES.sub(" ", folded)
    signs = spaced.encode("latin-1", "replace").translate(_SIGNS).decode("latin-1")
    return EDGE.join(_WORD.split(signs)).replace(" ", "").replace(EDGE + EDGE, EDGE)


@lru_cache(maxsize=8192)
def needed(pattern: str) -> frozenset[Pieces]:
    """Sets of pieces, as `searched` writes them, of which one each has to be there; nothing where that is not known."""
    told = kept(pattern)
    return read_needed(pattern) if told is None else told


def read_needed(pattern: str) -> frozenset[Pieces]:
    """The same, read from the pattern now. Of two sets that differ in where words end, the one that tells more."""
    told = [_searched(pieces) for pieces in needed_pieces(pattern)]
    if len(told) <= 1:
        return frozenset(told)
    told.sort(key=lambda pieces: (sum(map(len, pieces)), sorted(pieces)))
    return frozenset({frozenset(piece.strip(EDGE) for piece in pieces): pieces for pieces in told}.values())


def _searched(pieces: Pieces) -> Pieces:
    """Pieces as they stand in what is searched, without those that begin with another; in one go, as there are many."""
    shortest: list[str] = []
    begun = {piece[:_LONGEST] for piece in pieces}
    for piece in sorted(_as_searched(_APART.join(["", *begun, ""])).split(_APART)[1:-1]):
        if not shortest or not piece.startswith(shortest[-1]):
            shortest.append(piece)
    return frozenset(shortest)


def _as_searched(written: str) -> str:
    """Pieces with _APART round each; EDGE or a space outside counts only beside a letter or digit."""
    for outside in _OUTSIDE:
        written = written.replace(_APART + outside, _APART + _KEPT + outside)
        written = written.replace(outside + _APART, outside + _KEPT + _APART)
    plain = searched(written.replace(EDGE, ""))
    inside = plain.replace(_APART + EDGE, _APART).replace(EDGE + _APART, _APART)
    return inside.replace(_KEPT, "")


Key = TypeVar("Key")


class PieceIndex(Generic[Key]):
    """The pieces that many patterns need, in one automaton. Patterns are known by keys."""

    def __init__(self, wanted: Mapping[Key, frozenset[Pieces]]) -> None:
        kinds: dict[Pieces, int] = {}
        alone: dict[int, list[Key]] = {}
        self._patterns = Conditions[int, Key]()
        for key, needs in wanted.items():
            rarest_first = [kinds.setdefault(pieces, len(kinds)) for pieces in sorted(needs, key=_commonness)]
            if len(rarest_first) == 1:
                alone.setdefault(rarest_first[0], []).append(key)
            else:
                self._patterns.add(key, rarest_first)
        numbers: dict[tuple[int, ...], int] = {}
        self._automaton = _automaton({piece: numbers.setdefault(of, len(numbers)) for piece, of in _by_piece(kinds)})
        self._kinds = [tuple(kind for kind in of if kind in self._patterns.parts) for of in numbers]
        self._alone = [tuple(key for kind in of for key in alone.get(kind, ())) for of in numbers]

    def met(self, text: str) -> set[Key]:
        """The patterns that folded text holds the pieces of."""
        written = searched(text)
        if not text.isascii() and _ODD_DIGIT.search(text):
            written += searched(_ODD_DIGIT.sub("0", text))
        there = {number for _, number in self._automaton.iter(written)} if len(self._automaton) else ()
        together = self._patterns.met(set().union(*[self._kinds[number] for number in there]))
        return together.union(*[self._alone[number] for number in there])


Part = TypeVar("Part")


class Conditions(Generic[Part, Key]):
    """What is met where all of some parts are; it is looked up by the first of them."""

    def __init__(self) -> None:
        self.parts: set[Part] = set()
        self._always: set[Key] = set()
        self._alone: dict[Part, list[Key]] = {}
        self._by_first: dict[Part, list[tuple[Key, frozenset[Part]]]] = {}

    def add(self, result: Key, wanted: Sequence[Part]) -> None:
        """What is met where all of these are; without parts it always is."""
        self.parts.update(wanted)
        if not wanted:
            self._always.add(result)
        elif len(wanted) == 1:
            self._alone.setdefault(wanted[0], []).append(result)
        else:
            self._by_first.setdefault(wanted[0], []).append((result, frozenset(wanted[1:])))

    def met(self, there: set[Part]) -> set[Key]:
        """All that is met where these parts are."""
        by_first = self._by_first
        found = {result for first in there & by_first.keys() for result, others in by_first[first] if others <= there}
        return found.union(self._always, *[self._alone[part] for part in there & self._alone.keys()])


def _commonness(pieces: Pieces) -> tuple[int, int]:
    """Sorts what is met seldom first: long pieces, then few."""
    return -min(map(len, pieces)), len(pieces)


def _by_piece(kinds: Mapping[Pieces, int]) -> list[tuple[str, tuple[int, ...]]]:
    """Each piece with the numbers of the sets that it is of."""
    by_piece: dict[str, list[int]] = {}
    for pieces, kind in kinds.items():
        for piece in pieces:
            by_piece.setdefault(piece, []).append(kind)
    return [(piece, tuple(of)) for piece, of in by_piece.items()]


def _automaton(numbers: Mapping[str, int]) -> ahocorasick.Automaton:
    """Tells of each piece in a text by its number; pieces in order share in memory what they begin with."""
    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for piece in sorted(numbers):
        automaton.add_word(piece, numbers[piece])
    automaton.make_automaton()
    return automaton
