"""Pieces of text that patterns cannot match without, and which of many patterns have theirs in a text: in one pass.

Which pieces a pattern needs is read from it in pattern_words.py. Too little may be asked, never too much.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

import ahocorasick

from bot.policy.pattern_parts import EDGE, Pieces
from bot.policy.pattern_words import needed_pieces

_APART = "\x02"
"""Stands between pieces that are made ready together; no piece holds it."""

_OUTSIDE = (EDGE, " ")
_WORD = re.compile(r"([a-z0-9]+)")
_ODD_DIGIT = re.compile(r"(?![0-9])\d")
"""A digit of another script: detectors count it, patterns do not."""

_SPACES = (
    "\x01\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"
)
_SIGNS = {ord(digit): "0" for digit in "123456789"} | dict.fromkeys(map(ord, _SPACES), " ")


def searched(folded: str) -> str:
    """Folded text as it is looked through: EDGE round each word, 0 for every digit, plain spaces."""
    return EDGE.join(_WORD.split(folded.translate(_SIGNS)))


@lru_cache(maxsize=8192)
def needed(pattern: str) -> frozenset[Pieces]:
    """Sets of pieces, as `searched` writes them, of which one each has to be there; nothing where that is not known.

    Of two that differ in where words begin and end, the one that tells more of it.
    """
    told = sorted(map(_searched, needed_pieces(pattern)), key=lambda pieces: sum(map(len, pieces)))
    return frozenset({frozenset(piece.strip(EDGE) for piece in pieces): pieces for pieces in told}.values())


def _searched(pieces: Pieces) -> Pieces:
    """Pieces as they stand in what is searched, without those that begin with another; in one go, as there are many."""
    written = list(pieces)
    plain = searched(_APART.join(written).replace(EDGE, "")).split(_APART)
    shortest: list[str] = []
    for piece in sorted(map(_piece, written, plain)):
        if not shortest or not piece.startswith(shortest[-1]):
            shortest.append(piece)
    return frozenset(shortest)


def _piece(written: str, plain: str) -> str:
    """One of them; EDGE outside counts only beside a letter or digit.

    A space outside such an EDGE says little more and is left off, so that pieces are few.
    """
    before = EDGE if written.startswith(_OUTSIDE) and plain.lstrip(" ").startswith(EDGE) else ""
    after = EDGE if written.endswith(_OUTSIDE) and plain.rstrip(" ").endswith(EDGE) else ""
    return before + (plain.strip(" ") if before or after else plain).strip(EDGE) + after


Key = TypeVar("Key")


class PieceIndex(Generic[Key]):
    """The pieces that many patterns need, in one automaton. Patterns are known by keys."""

    def __init__(self, wanted: Mapping[Key, frozenset[Pieces]]) -> None:
        kinds: dict[Pieces, int] = {}
        self._patterns = Conditions[int, Key]()
        for key, needs in wanted.items():
            rarest_first = sorted(needs, key=_commonness)
            self._patterns.add(key, [kinds.setdefault(pieces, len(kinds)) for pieces in rarest_first])
        met_by = _by_piece(kinds)
        self._kinds = [tuple(met_by[piece]) for piece in sorted(met_by)]
        self._automaton = _automaton(sorted(met_by))

    def met(self, text: str) -> set[Key]:
        """The patterns that folded text holds the pieces of."""
        written = searched(text)
        if not text.isascii() and _ODD_DIGIT.search(text):
            written += searched(_ODD_DIGIT.sub("0", text))
        there = {piece for _, piece in self._automaton.iter(written)} if len(self._automaton) else ()
        return self._patterns.met(set().union(*[self._kinds[piece] for piece in there]))


Part = TypeVar("Part")


class Conditions(Generic[Part, Key]):
    """What is met where all of some parts are; it is looked up by the first of them."""

    def __init__(self) -> None:
        self._always: set[Key] = set()
        self._alone: dict[Part, list[Key]] = {}
        self._by_first: dict[Part, list[tuple[Key, frozenset[Part]]]] = {}

    def add(self, result: Key, wanted: Sequence[Part]) -> None:
        """What is met where all of these are; without parts it always is."""
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


def _by_piece(kinds: Mapping[Pieces, int]) -> dict[str, list[int]]:
    """The numbers of the sets that each piece is of."""
    by_piece: dict[str, list[int]] = {}
    for pieces, kind in kinds.items():
        for piece in pieces:
            by_piece.setdefault(piece, []).append(kind)
    return by_piece


def _automaton(pieces: Collection[str]) -> ahocorasick.Automaton:
    """Tells of each piece in a text by its number; pieces in order share in memory what they begin with."""
    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for number, piece in enumerate(pieces):
        automaton.add_word(piece, number)
    automaton.make_automaton()
    return automaton
