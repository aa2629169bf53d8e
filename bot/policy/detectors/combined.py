"""Combines evidence: a rule's terms name parts, and a draft is found only where every part is there.

A term reads `part = phrase` or `part = /pattern/`; `part 2 = …` asks for two different places of that part. Which
words are evidence of what, the packs say.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import ahocorasick
import re2

from bot.policy.context import Context
from bot.policy.detectors.roles import speaks_as_minister
from bot.policy.detectors.short_forms import spellings
from bot.policy.hits import Detector, Find, Hit
from bot.policy.linear import any_of
from bot.policy.needs import Need, of_parts
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading

_REACH = 90
"""Characters between two parts that are read together in one sentence."""

_MOST = 200
"""Places of one part that are looked at: more come only in drafts far over the length limit."""

_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")
_COUNTED = re.compile(r".+ ([2-9])")
_VOID, _UNLESS = "void", "unless"
"""`void = labour ward` takes the meaning out of what it covers; `unless = …` spares the whole draft."""

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Part:
    """One kind of evidence: its phrases stand in the automaton, its patterns here. `heard` counts the reply target.

    `least` is how many places of it there must be that do not overlap.
    """

    name: str
    heard: bool
    pattern: "re2._Regexp | None"
    least: int = 1


class Evidence:
    """The parts of one rule, found in one pass for the phrases and one for each pattern."""

    def __init__(self, terms: Collection[str]) -> None:
        phrases: dict[str, set[str]] = {}
        patterns: dict[str, list[str]] = {}
        for term in terms:
            name, equals, value = (piece.strip() for piece in term.partition("="))
            if not (name and equals and value):
                raise ValueError(f"the term “{term}” should read “part = words”")
            if value.startswith("/") and value.endswith("/"):
                patterns.setdefault(name, []).append(value[1:-1])
            else:
                phrases.setdefault(value, set()).add(name)
        self._automaton = _automaton(phrases)
        names = dict.fromkeys([*(term.partition("=")[0].strip() for term in terms)])
        compiled = {name: any_of(written) for name, written in patterns.items()}
        self.parts = tuple(_Part(name, name.endswith("+"), compiled.get(name), _least(name)) for name in names)
        self.wanted = tuple(part for part in self.parts if part.name not in (_VOID, _UNLESS))
        self._asked = sorted(self.parts, key=lambda part: (part not in self.wanted, bool(part.pattern)))
        self.hearable = tuple(part.name for part in self.wanted if part.heard)
        self._needed = frozenset(part.name for part in self.wanted)
        self._names = tuple(part.name for part in self.parts)

    def find(self, text: str, *, optional: Collection[str] = ()) -> dict[str, Spans] | None:
        """Folded spans of each part; None where a part is missing that is not `optional`, or the draft is spared."""
        found: dict[str, Spans] = {name: [] for name in self._names}
        for start, end, names in islice(_phrases_in(self._automaton, text), 3 * _MOST):
            for name in names:
                if len(found[name]) < _MOST:
                    found[name].append((start, end))
        if found.get(_UNLESS):
            return None
        for part in self._asked:
            if part.pattern:
                found[part.name] += [
                    match.span() for match in islice(part.pattern.finditer(_one_byte_each(text)), _MOST)
                ]
            if not found[part.name] and part.name in self._needed and part.name not in optional:
                return None
        voids = found.get(_VOID, [])
        return {name: _not_void(spans, voids) for name, spans in found.items()} if not found.get(_UNLESS) else None


def needs(terms: Collection[str]) -> Collection[Need]:
    """What a text must hold for a rule of these terms: something of each part."""
    pairs = ((part.strip(), value.strip()) for part, _, value in (term.partition("=") for term in terms))
    wanted = [(part, value) for part, value in pairs if part not in (_VOID, _UNLESS)]
    return of_parts((part, spelt) for part, value in wanted for spelt in _as_spelt(value))


def _as_spelt(value: str) -> Collection[str]:
    """A pattern as it is; a phrase with its short forms written out too."""
    return (value,) if value.startswith("/") else spellings(folded_text(value))


@lru_cache(maxsize=4)
def _one_byte_each(text: str) -> bytes:
    """The text as patterns read it, a byte for each character, so that places agree."""
    return text.encode("latin-1", "replace")


def _together(terms: Collection[str]) -> Find:
    """Every part somewhere in the draft."""
    return _finder(Evidence(terms), _anywhere)


def _in_sentence(terms: Collection[str]) -> Find:
    """Every part in one sentence, and near each other."""
    return _finder(Evidence(terms), _near)


def _in_order(terms: Collection[str]) -> Find:
    """The parts one after the other in one sentence, as the terms first name them."""
    return _finder(Evidence(terms), _one_by_one)


def _side_taking(terms: Collection[str]) -> Find:
    """Parts in one sentence, except in a minister's own words on the minister's own account."""
    evidence = _finder(Evidence(terms), _near)

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        if not speaks_as_minister(context):
            yield from evidence(reading, context)

    return find


Combine = Callable[[str, list[Spans]], "tuple[int, int] | None"]


def _finder(evidence: Evidence, combine: Combine) -> Find:
    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        hearable = evidence.hearable if context.in_reply_to else ()
        found = evidence.find(reading.folded.text, optional=hearable)
        if found is None:
            return
        heard = _heard(evidence, found, context)
        lists = [_enough(found[part.name], part.least) for part in evidence.wanted if part.name not in heard]
        if lists and all(lists) and (span := combine(reading.folded.text, lists)):
            yield Hit(*reading.folded.span(*span))

    return find


def _least(name: str) -> int:
    counted = _COUNTED.fullmatch(name)
    return int(counted[1]) if counted else 1


def _enough(spans: Spans, least: int) -> Spans:
    """The places, or none where fewer than `least` of them stand apart."""
    if least == 1:
        return spans
    apart, last = 0, -1
    for start, end in sorted(spans, key=lambda span: span[1]):
        if start >= last:
            apart, last = apart + 1, end
    return spans if apart >= least else []


def _heard(evidence: Evidence, found: Mapping[str, Spans], context: Context) -> frozenset[str]:
    """Parts that only the post which is answered has."""
    missing = [part.name for part in evidence.wanted if part.heard and not found[part.name]]
    if not missing or context.in_reply_to is None:
        return frozenset()
    everything = tuple(part.name for part in evidence.wanted)
    theirs = evidence.find(folded_text(context.in_reply_to.text), optional=everything) or {}
    return frozenset(name for name in missing if theirs.get(name))


def _anywhere(_text: str, lists: list[Spans]) -> tuple[int, int]:
    return min(lists[0])


def _near(text: str, lists: list[Spans]) -> tuple[int, int] | None:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    for span in sorted(lists[0]):
        others = [_nearest(span, spans, ends) for spans in lists[1:]]
        if all(others):
            everything = [span, *(other for other in others if other)]
            return min(s for s, _ in everything), max(e for _, e in everything)
    return None


def _nearest(span: tuple[int, int], spans: Spans, ends: list[int]) -> tuple[int, int] | None:
    sentence = bisect_left(ends, span[0] + 1)
    near = [
        other
        for other in spans
        if bisect_left(ends, other[0] + 1) == sentence
        and other[0] - span[1] <= _REACH
        and span[0] - other[1] <= _REACH
        and not (other[0] < span[1] and span[0] < other[1])
    ]
    return min(near, key=lambda other: abs(other[0] - span[0]), default=None)


def _one_by_one(text: str, lists: list[Spans]) -> tuple[int, int] | None:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    for first in sorted(lists[0]):
        last = first
        for spans in lists[1:]:
            later = [other for other in spans if other[0] >= last[1] and _nearest(last, [other], ends)]
            if not later:
                break
            last = min(later)
        else:
            return first[0], last[1]
    return None


def _not_void(spans: Spans, voids: Spans) -> Spans:
    covered = {at for start, end in voids for at in range(start, end)}
    return [span for span in spans if covered.isdisjoint(range(*span))] if covered else spans


def _automaton(phrases: Mapping[str, set[str]]) -> ahocorasick.Automaton | None:
    if not phrases:
        return None
    table: dict[str, list[tuple[int, bool, frozenset[str]]]] = {}
    for phrase, names in phrases.items():
        for plain in spellings(folded_text(phrase.removesuffix("*"))):
            table.setdefault(plain, []).append((len(plain), phrase.endswith("*"), frozenset(names)))
    automaton = ahocorasick.Automaton()
    for plain, entries in table.items():
        automaton.add_word(plain, entries)
    automaton.make_automaton()
    return automaton


def _phrases_in(automaton: ahocorasick.Automaton | None, text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    for last, entries in automaton.iter(text) if automaton else ():
        end = last + 1
        for length, open_end, names in entries:
            if _is_whole(text, end - length, end, open_end=open_end):
                yield end - length, end, names


def _is_whole(text: str, start: int, end: int, *, open_end: bool) -> bool:
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return False
    return open_end or end >= len(text) or not (text[end].isalnum() and text[end - 1].isalnum())


TOGETHER = Detector(_together, needs=needs)
IN_SENTENCE = Detector(_in_sentence, needs=needs)
IN_ORDER = Detector(_in_order, needs=needs)
SIDE_TAKING = Detector(_side_taking, needs=needs)
