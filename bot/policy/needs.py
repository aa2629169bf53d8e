"""What a rule cannot do without in a text, told from its terms. How it is looked for stands in gate.py.

Too little may be asked, never too much: what is not asked here, a detector finds out for itself.
"""

import re
from collections.abc import Callable, Collection, Iterable

from bot.policy.normalise import folded_text
from bot.policy.pattern_words import EDGE, needed_pieces

Need = frozenset[str]
"""Pieces of text, as `searched` writes them, of which one has to be there; an empty need asks nothing."""

Needs = Callable[[Collection[str]], Collection[Need]]
"""From a rule's terms to all that it needs."""

DIGIT: Need = frozenset({"0"})

_WORD = re.compile(r"([a-z0-9]+)")
_SIGNS = {ord(digit): "0" for digit in "123456789"} | dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x01"), " ")


def searched(folded: str) -> str:
    """Folded text as it is looked through: EDGE round each word, 0 for every digit, plain spaces."""
    return EDGE.join(_WORD.split(folded.translate(_SIGNS)))


def nothing(_terms: Collection[str]) -> Collection[Need]:
    """For detectors that are always asked."""
    return ()


def always(*needs: Need) -> Needs:
    """For detectors that need the same whatever their terms are."""
    return lambda _terms: needs


def of_parts(parts: Iterable[tuple[str, str]]) -> Collection[Need]:
    """What evidence in parts needs: of each part one of its phrases, /patterns/ or @names; names need nothing."""
    sought: dict[str, list[str]] = {}
    for part, value in parts:
        sought.setdefault(part, []).append(value)
    return [_of_any(values) for values in sought.values()]


def of_patterns(patterns: Iterable[str]) -> Need:
    """What a list of patterns needs: a piece of one of them; nothing where one of them needs nothing."""
    needs = [needed_pieces(pattern) for pattern in patterns]
    return frozenset(_piece(piece) for need in needs for piece in need) if all(needs) else frozenset()


def _of_any(values: Collection[str]) -> Need:
    patterns = [value[1:-1] for value in values if value.startswith("/")]
    phrases = [value for value in values if not value.startswith(("/", "@"))]
    told = of_patterns(patterns)
    if len(patterns) + len(phrases) < len(values) or (patterns and not told):
        return frozenset()
    return told.union(_phrase(phrase) for phrase in phrases)


def _phrase(words: str) -> str:
    """A phrase as a piece; a trailing * stands for any ending."""
    plain = folded_text(words.removesuffix("*"))
    return _piece(EDGE + plain + ("" if words.endswith("*") else EDGE))


def _piece(written: str) -> str:
    """A piece as it stands in what is searched; EDGE outside counts only beside a letter or digit."""
    plain = searched(written.replace(EDGE, ""))
    before = EDGE if written.startswith(EDGE) and plain.startswith(EDGE) else ""
    after = EDGE if written.endswith(EDGE) and plain.endswith(EDGE) else ""
    return before + plain.strip(EDGE) + after
