"""Sets of phrases, and where they stand in a folded text: all phrases of all rules are looked for in one pass.

A phrase stands where it begins and ends no word in the middle; a trailing * lets any ending follow. Which phrases mean
what, the packs say.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import ahocorasick

from bot.policy.normalise import folded_text
from bot.policy.short_forms import spellings

Span = tuple[int, int]

MOST = 200
"""Places of one set that are looked at: more come only in drafts far over the length limit."""


class Phrases:
    """A set of phrases as they are looked for: `whole` ones, and those that any ending may follow, `begun`.

    Sets are told apart by identity, so that one that many rules use is looked for and looked up once.
    """

    __slots__ = ("begun", "whole")

    def __init__(self, words: Iterable[str]) -> None:
        whole: list[str] = []
        begun: list[str] = []
        for word in words:
            is_open = word.endswith("*")
            plain = folded_text(word.removesuffix("*") if is_open else word)
            if plain:
                (begun if is_open else whole).extend(spellings(plain))
        self.whole, self.begun = tuple(whole), tuple(begun)


@lru_cache(maxsize=4096)
def phrases(words: tuple[str, ...]) -> Phrases:
    """The set of these phrases; the same words give the same set."""
    return Phrases(words)


Said = Mapping[Phrases, Sequence[Span]]
"""Where each set is met in a text; sets that are not met are left out."""


Sets = tuple[Phrases, ...]


class PhraseIndex:
    """Many sets in one automaton."""

    def __init__(self, sets: Iterable[Phrases]) -> None:
        whole: dict[str, tuple[Phrases, ...]] = {}
        begun: dict[str, tuple[Phrases, ...]] = {}
        for each in dict.fromkeys(sets):
            _join(whole, each.whole, each)
            _join(begun, each.begun, each)
        self._automaton = ahocorasick.Automaton()
        entries: dict[tuple[int, Sets, Sets], tuple[int, Sets, Sets]] = {}
        for plain in whole.keys() | begun.keys():
            entry = len(plain), whole.get(plain, ()), begun.get(plain, ())
            self._automaton.add_word(plain, entries.setdefault(entry, entry))
        self._automaton.make_automaton()

    def find(self, text: str) -> Said:
        """Spans in folded text; one that may go on reaches to the end of its word."""
        found: dict[Phrases, list[Span]] = {}
        for last, (length, whole, begun) in self._automaton.iter(text) if len(self._automaton) else ():
            start, end = last + 1 - length, last + 1
            if start and text[start].isalnum() and text[start - 1].isalnum():
                continue
            if whole and not (text[end : end + 1].isalnum() and text[last].isalnum()):
                _add(found, whole, (start, end))
            if begun:
                _add(found, begun, (start, _end_of_word(text, end)))
        return found


def _join(known: dict[str, Sets], phrases_of: Iterable[str], each: Phrases) -> None:
    """Note of each phrase that it is of the set; phrases of the same sets share one note, as whole lists do."""
    joined: dict[Sets, Sets] = {}
    for plain in phrases_of:
        before = known.get(plain, ())
        if each not in before:
            known[plain] = joined.setdefault(before, (*before, each))


def _add(found: dict[Phrases, list[Span]], sets: Sets, span: Span) -> None:
    for each in sets:
        spans = found.get(each)
        if spans is None:
            found[each] = [span]
        elif len(spans) < MOST:
            spans.append(span)


def _end_of_word(text: str, end: int) -> int:
    while text[end : end + 1].isalnum():
        end += 1
    return end
