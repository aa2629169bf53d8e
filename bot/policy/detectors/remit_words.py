"""Which words belong to which subject and which to an account's own field, as a rule about remits names them.

No judgement: remit.py has that.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick
import re2

from bot.policy.linear import compiled, refuse_unusable
from bot.policy.lists import is_pattern
from bot.policy.normalise import folded_text

STANCE, COURTESY, NOTICE, ASIDE = "stance", "courtesy", "notice", "aside"
NO_SUBJECTS = (STANCE, COURTESY, NOTICE, ASIDE, "void")
_KIN, _WHOLE, _SURE, _AT = "kin", "whole ", "sure ", "at "

Spans = dict[str, set[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Field:
    """What the accounts of one field speak of all day."""

    words: ahocorasick.Automaton
    patterns: tuple["re2._Regexp", ...]

    def said_in(self, text: str, apart_from: Collection[tuple[int, int]]) -> int:
        """How many different words of it the text says outside some passages. A pattern tells as much as two."""
        spans = ((start, end) for start, end, _ in _met(self.words, text))
        words = {text[start:end] for start, end in spans if not _overlaps((start, end), apart_from)}
        plain = text.encode("latin-1", "replace") if self.patterns else b""
        return len(words) + 2 * sum(bool(pattern.search(plain)) for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class Remits:
    """The words of all subjects, which of them go together, and the fields of accounts."""

    automaton: ahocorasick.Automaton
    kin: Mapping[str, frozenset[str]]
    whole: Mapping[str, frozenset[str]]
    fields: Mapping[tuple[str, ...], tuple[str, ...]]
    """Words by roots. Most accounts open a few fields only, so that each is made ready when it is."""

    def said(self, text: str) -> tuple[Spans, Spans]:
        """Spans by subject, and those of them that leave no doubt; of phrases that overlap, the longest counts."""
        met = sorted(_met(self.automaton, text), key=lambda each: (each[0], each[0] - each[1]))
        spoken: Spans = {}
        sure: Spans = {}
        counted = (-1, -1)
        for start, end, parts in met:
            if end <= counted[1] and (start, end) != counted:
                continue
            counted = (start, end)
            for part in parts:
                subject = part.removeprefix(_SURE)
                spoken.setdefault(subject, set()).add((start, end))
                if part != subject:
                    sure.setdefault(subject, set()).add((start, end))
        return spoken, sure

    def fields_of(self, said: str) -> tuple[Field, ...]:
        """The fields that a remit or a role opens."""
        opened = (roots for roots in self.fields if any(_begins_word(root, said) for root in roots))
        return tuple(_field(self.fields[roots]) for roots in opened)


@lru_cache(maxsize=8)
def remits_of(terms: tuple[str, ...]) -> Remits:
    """The words of a rule's terms. Raises ValueError for a term of another shape."""
    words: dict[str, set[str]] = {}
    kin: dict[str, frozenset[str]] = {}
    whole: dict[str, frozenset[str]] = {}
    fields: dict[str, list[str]] = {}
    for term in terms:
        part, equals, value = (piece.strip() for piece in term.partition("="))
        if not (part and equals and value):
            raise ValueError(f"the term “{term}” should read “subject = words”")
        if part == _KIN:
            of, _, others = value.partition(":")
            kin[of.strip()] = _listed(others)
        elif part.startswith(_WHOLE):
            whole[part.removeprefix(_WHOLE)] = _listed(value)
        elif part.startswith(_AT):
            fields.setdefault(part.removeprefix(_AT), []).append(_usable(value))
        else:
            words.setdefault(value, set()).add(part)
    return Remits(_automaton(words), kin, whole, {_roots(of): tuple(said) for of, said in fields.items()})


def _roots(names: str) -> tuple[str, ...]:
    return tuple(folded_text(root) for root in sorted(_listed(names)))


def _usable(value: str) -> str:
    if is_pattern(value):
        refuse_unusable(value[1:-1])
    return value


@lru_cache(maxsize=256)
def _field(values: tuple[str, ...]) -> Field:
    patterns = tuple(compiled(value[1:-1]) for value in values if is_pattern(value))
    return Field(_automaton({value: {""} for value in values if not is_pattern(value)}), patterns)


def _listed(names: str) -> frozenset[str]:
    return frozenset(name.strip() for name in names.split(",") if name.strip())


def _overlaps(span: tuple[int, int], others: Collection[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _begins_word(root: str, said: str) -> bool:
    return f" {root}" in f" {said}"


def _automaton(words: Mapping[str, Collection[str]]) -> ahocorasick.Automaton:
    table: dict[str, list[tuple[int, bool, frozenset[str]]]] = {}
    for word, parts in words.items():
        plain = folded_text(word.removesuffix("*"))
        table.setdefault(plain, []).append((len(plain), word.endswith("*"), frozenset(parts)))
    automaton = ahocorasick.Automaton()
    for plain, entries in table.items():
        automaton.add_word(plain, entries)
    automaton.make_automaton()
    return automaton


def _met(automaton: ahocorasick.Automaton, text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    for last, entries in automaton.iter(text):
        for length, open_end, parts in entries:
            start, end = last + 1 - length, last + 1
            if start and text[start - 1].isalnum():
                continue
            while open_end and end < len(text) and text[end].isalnum():
                end += 1
            if end == len(text) or not text[end].isalnum():
                yield start, end, parts
