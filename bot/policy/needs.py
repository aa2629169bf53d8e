"""What a rule cannot do without in a text, told from its terms. How it is looked for stands in gate.py.

Too little may be asked, never too much: what is not asked here, a detector finds out for itself.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache

from bot.policy.normalise import folded_text
from bot.policy.pattern_parts import EDGE, Pieces
from bot.policy.pattern_words import needed_pieces

Way = frozenset[Pieces]
"""Sets of pieces of text, as `searched` writes them, of which one each has to be there."""

Need = frozenset[Way]
"""Ways of being there, of which one is enough; without ways nothing is asked."""

Needs = Callable[[Collection[str]], Collection[Need]]
"""From a rule's terms to all that it needs."""


_APART = "\x02"
"""Stands between phrases that are made ready together; in a draft it is a space."""

_WORD = re.compile(r"([a-z0-9]+)")
_SPACES = (
    "\x01\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"
)
_SIGNS = {ord(digit): "0" for digit in "123456789"} | dict.fromkeys(map(ord, _SPACES), " ")


def searched(folded: str) -> str:
    """Folded text as it is looked through: EDGE round each word, 0 for every digit, plain spaces."""
    return EDGE.join(_WORD.split(folded.translate(_SIGNS)))


def nothing(_terms: Collection[str]) -> Collection[Need]:
    """For detectors that are always asked."""
    return ()


def always(*patterns: str) -> Needs:
    """For detectors that look for the same patterns in the folded text whatever their terms are."""
    need = of_patterns(patterns)
    return lambda _terms: (need,)


def of_parts(parts: Iterable[tuple[str, str]]) -> Collection[Need]:
    """What evidence in parts needs: of each part one of its phrases, /patterns/ or @names; names need nothing."""
    sought: dict[str, list[str]] = {}
    for part, value in parts:
        sought.setdefault(part, []).append(value)
    return [_of_any(tuple(values)) for values in sought.values()]


def of_patterns(patterns: Iterable[str]) -> Need:
    """What a list of patterns needs: the pieces of one of them; nothing where one of them needs nothing."""
    ways = [frozenset(map(_searched, needed_pieces(pattern))) for pattern in patterns]
    return frozenset(ways) if all(ways) else frozenset()


@lru_cache(maxsize=4096)
def _of_any(values: tuple[str, ...]) -> Need:
    patterns = [value[1:-1] for value in values if value.startswith("/")]
    phrases = _phrases([value for value in values if not value.startswith(("/", "@"))])
    told = of_patterns(patterns)
    if any(value.startswith("@") for value in values) or (patterns and not told):
        return frozenset()
    return told | {frozenset({phrases})} if phrases else told


def _searched(pieces: Pieces) -> Pieces:
    return frozenset(map(_piece, pieces))


def _phrases(phrases: Sequence[str]) -> Pieces:
    """Phrases as pieces, a trailing * standing for any ending; all in one go, because lists are long."""
    plain = [folded_text(phrase.removesuffix("*")) for phrase in phrases]
    pieces = searched(_APART.join(plain)).split(_APART) if plain else []
    return frozenset(
        piece.removesuffix(EDGE) if phrase.endswith("*") else piece
        for piece, phrase in zip(pieces, phrases, strict=True)
    )


@lru_cache(maxsize=65536)
def _piece(written: str) -> str:
    """A piece as it stands in what is searched; EDGE outside counts only beside a letter or digit.

    A space outside such an EDGE says little more and is left off, so that pieces are few.
    """
    plain = searched(written.replace(EDGE, ""))
    before = EDGE if written.startswith((EDGE, " ")) and plain.lstrip(" ").startswith(EDGE) else ""
    after = EDGE if written.endswith((EDGE, " ")) and plain.rstrip(" ").endswith(EDGE) else ""
    return before + (plain.strip(" ") if before or after else plain).strip(EDGE) + after
