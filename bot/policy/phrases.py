"""Sets of phrases, and where they stand in a folded text: all phrases of all rules are looked for in one pass.

A phrase stands where it begins and ends no word in the middle; a trailing * lets any ending follow. Which phrases mean
what, the packs say.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

import ahocorasick

from bot.policy.normalise import folded_text
from bot.policy.short_forms import spellings

Span = tuple[int, int]

MOST = 200
"""Places of one set that are looked at: more come only in drafts far over the length limit."""


class Phrases:
    """A set of phrases; `plain` holds each as it is looked for, and whether any ending may follow.

    Sets are told apart by identity, so that one that many rules use is looked for and looked up once.
    """

    __slots__ = ("plain",)

    def __init__(self, words: Iterable[str]) -> None:
        self.plain = tuple(
            (spelt, word.endswith("*"))
            for word in words
            for spelt in spellings(folded_text(word.removesuffix("*")))
            if spelt
        )


@lru_cache(maxsize=4096)
def phrases(words: tuple[str, ...]) -> Phrases:
    """The set of these phrases; the same words give the same set."""
    return Phrases(words)


Said = Mapping[Phrases, Sequence[Span]]
"""Where each set is met in a text; sets that are not met are left out."""


class PhraseIndex:
    """Many sets in one automaton."""

    def __init__(self, sets: Iterable[Phrases]) -> None:
        whole: dict[str, list[Phrases]] = {}
        begun: dict[str, list[Phrases]] = {}
        for each in dict.fromkeys(sets):
            for plain, is_open in each.plain:
                (begun if is_open else whole).setdefault(plain, []).append(each)
        self._automaton = ahocorasick.Automaton()
        for plain in whole.keys() | begun.keys():
            self._automaton.add_word(plain, (len(plain), whole.get(plain, ()), begun.get(plain, ())))
        self._automaton.make_automaton()

    def find(self, text: str) -> Said:
        """Spans in folded text; one that may go on reaches to the end of its word."""
        found: dict[Phrases, list[Span]] = {}
        for last, (length, whole, begun) in self._automaton.iter(text) if len(self._automaton) else ():
            start, end = last + 1 - length, last + 1
            if start and text[start].isalnum() and text[start - 1].isalnum():
                continue
            if not (text[end : end + 1].isalnum() and text[last].isalnum()):
                _add(found, whole, (start, end))
            if begun:
                _add(found, begun, (start, _end_of_word(text, end)))
        return found


def _add(found: dict[Phrases, list[Span]], sets: Collection[Phrases], span: Span) -> None:
    for each in sets:
        spans = found.setdefault(each, [])
        if len(spans) < MOST:
            spans.append(span)


def _end_of_word(text: str, end: int) -> int:
    while text[end : end + 1].isalnum():
        end += 1
    return end
