"""What a rule cannot do without in a text, told from its terms. How it is looked for stands in gate.py.

Too little may be asked, never too much: what is not asked here, a detector finds out for itself.
"""

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

from bot.policy.pattern_parts import EDGE, Pieces
from bot.policy.pattern_words import needed_pieces
from bot.policy.phrases import Phrases

Way = frozenset[Pieces | Phrases]
"""Sets of pieces of text, as `searched` writes them, and sets of phrases, of which one each has to be there."""

Need = frozenset[Way]
"""Ways of being there, of which one is enough; without ways nothing is asked."""

Needs = Callable[[Collection[str]], Collection[Need]]
"""From a rule's terms to all that it needs."""


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


def of_patterns(patterns: Iterable[str]) -> Need:
    """What a list of patterns needs: the pieces of one of them; nothing where one of them needs nothing."""
    return of_any((), patterns)


def of_any(sets: Collection[Phrases], patterns: Iterable[str]) -> Need:
    """What any of some phrases and patterns needs; nothing where one of the patterns needs nothing."""
    ways = [frozenset[Pieces | Phrases](map(_searched, needed_pieces(pattern))) for pattern in patterns]
    return frozenset([*ways, *(frozenset[Pieces | Phrases]({each}) for each in sets)]) if all(ways) else frozenset()


def _searched(pieces: Pieces) -> Pieces:
    return frozenset(map(_piece, pieces))


@lru_cache(maxsize=65536)
def _piece(written: str) -> str:
    """A piece as it stands in what is searched; EDGE outside counts only beside a letter or digit.

    A space outside such an EDGE says little more and is left off, so that pieces are few.
    """
    plain = searched(written.replace(EDGE, ""))
    before = EDGE if written.startswith((EDGE, " ")) and plain.lstrip(" ").startswith(EDGE) else ""
    after = EDGE if written.endswith((EDGE, " ")) and plain.rstrip(" ").endswith(EDGE) else ""
    return before + (plain.strip(" ") if before or after else plain).strip(EDGE) + after
