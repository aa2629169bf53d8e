"""What a matcher hands the engine: where something was found and what the message may say about it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from bot.policy.asking import Asks, anything
from bot.policy.context import Context
from bot.policy.needs import Need, Needs, nothing
from bot.policy.patterns import Pattern
from bot.policy.reading import Reading
from bot.policy.terms import Terms


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage [start, end) of the draft; both 0 for the whole draft.

    `shown` stands in for the passage where it is private, and then `private` is set: the passage is masked in every
    other finding too. `fills` are words for the rule's message.
    """

    start: int
    end: int
    shown: str = ""
    private: bool = False
    fills: Mapping[str, str] = field(default_factory=dict)


Find = Callable[[Reading, Context], Iterable[Hit]]
"""A pure function: the same draft and context give the same hits."""


@dataclass(frozen=True, slots=True)
class Detector:
    """A built-in matcher. `build` takes a rule's terms once; `fills` are the names its messages may use.

    `asks` and `needs` say what there must be before the detector is asked at all: `asks` of the draft and its context,
    `needs` of the words, be they the draft's, its pictures' or those of the post answered. `patterns` are looked for in
    the pass over the draft. `spares` says that a rule's terms name what is left alone, so that more of them soften it.
    """

    build: Callable[[Collection[str]], Find]
    fills: frozenset[str] = frozenset()
    needs: Needs = nothing
    asks: Asks = anything
    patterns: tuple[Pattern, ...] = ()
    spares: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceDetector:
    """A built-in matcher whose terms name parts of evidence (terms.py)."""

    build: Callable[[Terms], Find]
    fills: frozenset[str] = frozenset()
    needs: Callable[[Terms], Collection[Need]] = lambda terms: terms.needs
    asks: Asks = anything


MASK = "•••"
"""Stands where a private passage stood."""
