"""Clues that count together, such as a person, an illness and a street. Which words are clues of what, the packs say.

A term is `part = words`, `part = words*` for any ending, `part = /pattern/` or `part = @evidence` (naming.py). Every
part must be found, except: `sign …` (`enough = 2` says how many different ones), `calm …` (each different one asks
for one sign more), `void` (takes the meaning out of what it covers), `but` (spares its sentence), `unless` (spares
the draft, `@consent` too). A name that ends in + may also be met in the post that is answered.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import ahocorasick
import re2

from bot.policy.context import Context
from bot.policy.detectors.addresses import any_postcode
from bot.policy.detectors.consent import consented
from bot.policy.detectors.identifiers import CHI_NUMBER, DATE_OF_BIRTH, NHS_NUMBER, NINO
from bot.policy.detectors.naming import EVIDENCE, Span
from bot.policy.detectors.secrets import SECRETS
from bot.policy.hits import Detector, Find, Hit
from bot.policy.linear import any_of
from bot.policy.needs import Need, of_parts
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading
from bot.policy.suggestions import did_you_mean

_VOID, _BUT, _UNLESS, _ENOUGH, _CONSENT = "void", "but", "unless", "enough", "@consent"
_SIGN, _CALM = "sign ", "calm "
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|\n")
_NUMBERS: Mapping[str, tuple[Find, ...]] = {
    "@health_number": (NHS_NUMBER.build(()), CHI_NUMBER.build(())),
    "@nino": (NINO.build(()),),
    "@birth_date": (DATE_OF_BIRTH.build(()),),
    "@postcode": (any_postcode,),
    "@secret": (SECRETS.build(()),),
}
"""Evidence that identifiers.py, addresses.py and secrets.py find, by name."""

_MOST = 400
"""Places that are looked at: more come only in drafts far over the length limit."""

Spans = list[Span]
Found = Mapping[str, Spans]


@dataclass(frozen=True, slots=True)
class Terms:
    """A rule's terms by what they are: phrases with their parts, patterns and evidence by part."""

    phrases: Mapping[str, frozenset[str]]
    patterns: Mapping[str, "re2._Regexp"]
    named: Mapping[str, tuple[str, ...]]
    parts: tuple[str, ...]
    enough: int
    consent: bool

    @classmethod
    def of(cls, terms: Collection[str]) -> "Terms":
        """The terms read.

        Raises:
            ValueError: a term that is not `part = words`, a pattern or evidence that cannot be used.
        """
        pairs = [_pair(term) for term in terms]
        words = [(part, value) for part, value in pairs if part != _ENOUGH and value != _CONSENT]
        phrases: dict[str, set[str]] = {}
        patterns: dict[str, list[str]] = {}
        named: dict[str, list[str]] = {}
        for part, value in words:
            if value.startswith("/"):
                patterns.setdefault(part, []).append(value.strip("/"))
            elif value.startswith("@"):
                named.setdefault(part, []).append(_known(value))
            else:
                phrases.setdefault(value, set()).add(part)
        return cls(
            {phrase: frozenset(parts) for phrase, parts in phrases.items()},
            {part: any_of(written, capitals_count=True) for part, written in patterns.items()},
            {part: tuple(names) for part, names in named.items()},
            tuple(dict.fromkeys(part for part, _ in words)),
            next((int(value) for part, value in pairs if part == _ENOUGH), 0),
            any(value == _CONSENT for _, value in pairs),
        )


def _pair(term: str) -> tuple[str, str]:
    part, equals, value = (piece.strip() for piece in term.partition("="))
    if not (part and equals and value):
        raise ValueError(f"the term “{term}” should read “part = words”")
    return part, value


def _is_needed(part: str) -> bool:
    return part not in {_VOID, _BUT, _UNLESS, _ENOUGH} and not part.startswith((_SIGN, _CALM))


def _known(name: str) -> str:
    if name not in EVIDENCE and name not in _NUMBERS:
        raise ValueError(f"“{name}” is no evidence that is known. {did_you_mean(name, [*EVIDENCE, *_NUMBERS])}")
    return name


class Clues:
    """The clues of one rule, its phrases in one automaton."""

    def __init__(self, terms: Collection[str]) -> None:
        self._terms = Terms.of(terms)
        parts = self._terms.parts
        self.needed = [part for part in parts if _is_needed(part)]
        self.signs = [part for part in parts if part.startswith(_SIGN)]
        self.calming = [part for part in parts if part.startswith(_CALM)]
        if not self.needed:
            raise ValueError("at least one part has to be needed")
        self._automaton = _automaton(self._terms.phrases)
        later = dict.fromkeys((*self._terms.named, *self._terms.patterns))
        self._later = sorted(later, key=lambda part: (part not in self.needed, part in self._terms.named))

    def hit(self, reading: Reading, context: Context, *, by_sentence: bool) -> Hit | None:
        """Where the first part stands, if all that is needed is there and nothing spares the draft."""
        text = _with_pictures(reading, context)
        heard = self._heard(context)
        found = self._found(text, reading, context, heard)
        if found is None or (self._terms.consent and consented(reading.text, context)):
            return None
        for window in _windows(text, by_sentence=by_sentence):
            if span := self._together(found, window, heard):
                return _hit(reading, span)
        return None

    def _found(self, text: str, reading: Reading, context: Context, heard: frozenset[str]) -> Found | None:
        """Spans by part; None as soon as a needed part is missing or the draft is spared."""
        found: dict[str, Spans] = {part: [] for part in self._terms.parts}
        for start, end, parts in islice(_phrases_in(self._automaton, text), _MOST):
            for part in parts:
                found[part].append((start, end))
        if found.get(_UNLESS):
            return None
        plain = text.encode("latin-1", "replace")
        for part in self._later:
            found[part] += _evidence(self._terms.named.get(part, ()), reading, context)
            if part in self._terms.patterns:
                found[part] += [match.span() for match in islice(self._terms.patterns[part].finditer(plain), _MOST)]
            if part in self.needed and not found[part] and part not in heard:
                return None
        if found.get(_UNLESS) or any(not found[part] and part not in heard for part in self.needed):
            return None
        return _without_void(found)

    def _heard(self, context: Context) -> frozenset[str]:
        """Parts that the post which is answered has."""
        if context.in_reply_to is None or not any(part.endswith("+") for part in self.needed):
            return frozenset()
        theirs = folded_text(context.in_reply_to.text)
        said = {part for _, _, parts in _phrases_in(self._automaton, theirs) for part in parts}
        plain = theirs.encode("latin-1", "replace")
        said |= {part for part, pattern in self._terms.patterns.items() if pattern.search(plain)}
        return frozenset(part for part in said if part.endswith("+"))

    def _together(self, found: Found, window: Span, heard: frozenset[str]) -> Span | None:
        inside = {part: [span for span in spans if _within(span, window)] for part, spans in found.items()}
        if inside.get(_BUT) or any(not inside[part] and part not in heard for part in self.needed):
            return None
        calmed = sum(bool(inside[part]) for part in self.calming)
        if sum(bool(inside[part]) for part in self.signs) < self._terms.enough + calmed:
            return None
        return min(span for part in self.needed for span in inside[part]) if any(map(inside.get, self.needed)) else None


def _within(span: Span, window: Span) -> bool:
    return window[0] <= span[0] < window[1]


def _with_pictures(reading: Reading, context: Context) -> str:
    return reading.folded.text + "".join(f"\n{folded_text(media.alt)}" for media in context.media if media.alt)


def _windows(text: str, *, by_sentence: bool) -> list[Span]:
    if not by_sentence:
        return [(0, len(text))]
    return list(pairwise([0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]))


def _evidence(names: Sequence[str], reading: Reading, context: Context) -> Iterator[Span]:
    starts = reading.folded.starts
    for name in names:
        for start, end in _originals(name, reading, context):
            yield bisect_left(starts, start), bisect_left(starts, end)


def _originals(name: str, reading: Reading, context: Context) -> Iterator[Span]:
    if name in EVIDENCE:
        yield from EVIDENCE[name](reading.text, context)
    for find in _NUMBERS.get(name, ()):
        yield from ((hit.start, hit.end) for hit in find(reading, context))


def _without_void(found: Found) -> Found:
    voids = found.get(_VOID)
    if not voids:
        return found
    return {part: [span for span in spans if not _covered(span, voids)] for part, spans in found.items()}


def _covered(span: Span, voids: Spans) -> bool:
    return any(start < span[1] and span[0] < end for start, end in voids)


def _hit(reading: Reading, span: Span) -> Hit:
    length = len(reading.folded.text)
    if span[0] >= length or span[0] >= span[1]:
        return Hit(0, 0)
    return Hit(*reading.folded.span(span[0], min(span[1], length)))


def _automaton(phrases: Mapping[str, frozenset[str]]) -> ahocorasick.Automaton | None:
    if not phrases:
        return None
    table: dict[str, list[tuple[int, bool, frozenset[str]]]] = {}
    for phrase, parts in phrases.items():
        plain = folded_text(phrase.removesuffix("*"))
        table.setdefault(plain, []).append((len(plain), phrase.endswith("*"), parts))
    automaton = ahocorasick.Automaton()
    for plain, entries in table.items():
        automaton.add_word(plain, entries)
    automaton.make_automaton()
    return automaton


def _phrases_in(automaton: ahocorasick.Automaton | None, text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    for last, entries in automaton.iter(text) if automaton else ():
        end = last + 1
        for length, open_end, parts in entries:
            if _is_whole(text, end - length, end, open_end=open_end):
                yield end - length, end, parts


def _is_whole(text: str, start: int, end: int, *, open_end: bool) -> bool:
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return False
    return open_end or end >= len(text) or not (text[end].isalnum() and text[end - 1].isalnum())


def _finder(terms: Collection[str], *, by_sentence: bool) -> Find:
    clues = Clues(terms)

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        if hit := clues.hit(reading, context, by_sentence=by_sentence):
            yield hit

    return find


def needs(terms: Collection[str]) -> Collection[Need]:
    """What a draft must hold: something of each part that is needed."""
    return of_parts(pair for pair in map(_pair, terms) if _is_needed(pair[0]))


CLUES = Detector(lambda terms: _finder(terms, by_sentence=False), needs=needs)
CLUES_IN_SENTENCE = Detector(lambda terms: _finder(terms, by_sentence=True), needs=needs)
