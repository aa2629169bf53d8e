"""What a rule cannot do without in a text. How it is looked for stands in gate.py.

Too little may be asked, never too much: what is not asked here, a detector finds out for itself.
"""

from collections.abc import Callable, Collection

from bot.policy.patterns import Pattern, alternatives, pattern
from bot.policy.phrases import Phrases, phrases

Need = frozenset[Phrases | Pattern]
"""Sets of phrases and patterns, of which one has to be there, or at least the pieces that it needs.

Empty where nothing is asked.
"""

Needs = Callable[[Collection[str]], Collection[Need]]
"""From a rule's terms to all that it needs."""


def nothing(_terms: Collection[str]) -> Collection[Need]:
    """For detectors that are always asked."""
    return ()


def always(*patterns: str, words: tuple[str, ...] = ()) -> Needs:
    """For detectors that look for the same patterns and words in the folded text whatever their terms are."""
    sought = [pattern(each) for written in patterns for each in alternatives(written)]
    need = any_of([phrases(words)] if words else (), sought)
    return lambda _terms: (need,)


def any_of(sets: Collection[Phrases], patterns: Collection[Pattern]) -> Need:
    """One of some phrases and patterns; nothing is asked where one of the patterns may be in any text."""
    return frozenset[Phrases | Pattern]([*sets, *patterns]) if all(each.needed for each in patterns) else frozenset()
