"""Patterns that packs bring, each alternative by itself, so that only those are searched that a text has the pieces of.

How they are made ready stands in linear.py; what pieces they need, in pieces.py.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

import re2

from bot.policy.linear import PatternError, compiled, refuse_unusable
from bot.policy.pattern_parts import Pieces
from bot.policy.phrases import Span
from bot.policy.pieces import needed

_NOT_SPLIT = re.compile(r"\(\?[a-zA-Z-]+[):]|\\Q")
"""Flags and quotations reach over alternatives."""

_STEP = re.compile(r"\\.|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|[()|]", re.DOTALL)
"""What may divide alternatives, and what hides it: an escape, a class."""

_DEEPEST = 50
"""Brackets within brackets of a pattern: far more than are written by hand, and few enough to be looked through."""
_QUOTED = 60


class Pattern:
    """One alternative of a pattern. `needed` are the pieces without which it is in no text; compiled when first used.

    Patterns are told apart by identity.
    """

    def __init__(self, written: str, wanted: frozenset[Pieces]) -> None:
        self.written = written
        self.needed = wanted

    @cached_property
    def compiled(self) -> "re2._Regexp":
        """Over folded text with one byte for each character. Raises PatternError."""
        return compiled(self.written)


@lru_cache(maxsize=4096)
def patterns(written: str) -> tuple[Pattern, ...]:
    """The alternatives of a pattern in order; the same pattern gives the same ones.

    Raises:
        PatternError: the pattern cannot be used.
    """
    if written.count("(") > _DEEPEST and _depth(written) > _DEEPEST:
        raise PatternError(written[:_QUOTED], f"brackets stand more than {_DEEPEST} deep in brackets. Write it shorter")
    parts = alternatives(written)
    try:
        for each in parts:
            refuse_unusable(each)
    except PatternError as refused:
        raise PatternError(written, refused.why) from None
    return tuple(map(pattern, parts))


@lru_cache(maxsize=8192)
def pattern(alternative: str) -> Pattern:
    """Rules share alternatives, as they share words."""
    return Pattern(alternative, needed(alternative))


def alternatives(written: str) -> list[str]:
    """The pattern's parts between the strokes that stand in no group."""
    if _NOT_SPLIT.search(written):
        return [written]
    depth, cuts = 0, [-1]
    for step in _STEP.finditer(written):
        depth += (step[0] == "(") - (step[0] == ")")
        if step[0] == "|" and depth == 0:
            cuts.append(step.start())
    cuts.append(len(written))
    return [written[start + 1 : end] for start, end in pairwise(cuts)]


def _depth(written: str) -> int:
    """How deep brackets stand within brackets."""
    steps = ((step[0] == "(") - (step[0] == ")") for step in _STEP.finditer(written))
    return max(accumulate(steps), default=0)


def places(alternatives: Sequence[Pattern], plain: bytes) -> Iterator[Span]:
    """Where one of the alternatives stands, as one pattern of them all would find it: leftmost first, none twice."""
    if len(alternatives) == 1:
        return (match.span() for match in alternatives[0].compiled.finditer(plain))
    return _leftmost([each.compiled for each in alternatives], plain)


def _leftmost(alternatives: Sequence["re2._Regexp"], plain: bytes) -> Iterator[Span]:
    met = [(each, match.span()) for each in alternatives if (match := each.search(plain))]
    while met:
        start, end = min((span for _, span in met), key=lambda span: span[0])
        yield start, end
        end = max(end, start + 1)
        met = [(each, span) for each, span in _onwards(met, plain, end)]


def _onwards(met: Sequence[tuple["re2._Regexp", Span]], plain: bytes, at: int) -> Iterator[tuple["re2._Regexp", Span]]:
    """The next places from here; one that is still ahead need not be looked for again."""
    for each, span in met:
        if span[0] >= at:
            yield each, span
        elif at <= len(plain) and (match := each.search(plain, at)):
            yield each, match.span()
