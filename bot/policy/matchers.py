"""Finds the phrases of all rules in one pass; patterns and built-in detectors are built here, rule by rule.

Everything is matched on the folded text; hits carry original offsets.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import ahocorasick
import re2

from bot.policy.context import Context
from bot.policy.detectors import DETECTORS
from bot.policy.hits import Find, Hit
from bot.policy.linear import HINT, PatternError, reason
from bot.policy.needs import Need, of_patterns
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading
from bot.policy.rules import PackError, Rule
from bot.policy.suggestions import did_you_mean

NEAR = 40
"""How many characters around a hit an exception of `unless_near` reaches."""

_LABEL = re.compile(r"[a-z][a-z0-9_+ ]* ?[=:] ")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Which rule a phrase belongs to, as a term or as an exception; `open` where any ending may follow."""

    rule: int
    exception: bool
    length: int
    open: bool


class PhraseIndex:
    """All phrases of all rules in one automaton; whole words, a trailing * for any ending."""

    def __init__(self, rules: Sequence[Rule], lists: Mapping[str, tuple[str, ...]]) -> None:
        table: dict[str, list[_Phrase]] = {}
        for number, rule in enumerate(rules):
            terms = rule.terms if rule.kind == "phrases" else ()
            for exception, phrases in ((False, terms), (True, rule.unless_near)):
                for phrase in phrases:
                    for word in _expanded(phrase, lists, rule):
                        plain = folded_text(word.removesuffix("*"))
                        entry = _Phrase(number, exception, len(plain), word.endswith("*"))
                        table.setdefault(plain, []).append(entry)
        self._automaton = ahocorasick.Automaton()
        for plain, entries in table.items():
            self._automaton.add_word(plain, entries)
        self._automaton.make_automaton()
        self._empty = not table

    def find(self, text: str) -> tuple[dict[int, list[tuple[int, int]]], dict[int, list[tuple[int, int]]]]:
        """Folded spans of the terms and of the exceptions, by number of the rule."""
        terms: dict[int, list[tuple[int, int]]] = {}
        exceptions: dict[int, list[tuple[int, int]]] = {}
        for last, entries in () if self._empty else self._automaton.iter(text):
            for phrase in entries:
                span = _whole_word(text, last + 1 - phrase.length, last + 1, open_end=phrase.open)
                if span:
                    (exceptions if phrase.exception else terms).setdefault(phrase.rule, []).append(span)
        return terms, exceptions


def build_finder(rule: Rule, lists: Mapping[str, tuple[str, ...]]) -> tuple[Find, Collection[Need]]:
    """The rule's detector or patterns, made once with the rule's terms, and what they need of a text."""
    if rule.kind == "pattern":
        return _build_patterns(rule, lists)
    detector = DETECTORS[rule.detector]
    if detector.patterns:
        terms = [_PLACEHOLDER.sub(lambda name: f"(?:{'|'.join(_list(name[1], lists, rule))})", t) for t in rule.terms]
    else:
        terms = [
            word
            for term in rule.terms
            for word in ((_alternatives(term, lists, rule),) if "= /" in term else _expanded(term, lists, rule))
        ]
    try:
        return _built(rule.detector, tuple(terms))
    except (ValueError, KeyError, re2.error) as unusable:
        said = reason(unusable)
        quoted = unusable.pattern if isinstance(unusable, PatternError) else said
        at = next((term for term in rule.terms if _quoted(term, quoted, lists, rule)), "")
        raise PackError(*_place(rule, at), f"“{rule.id}” cannot be used: {said.rstrip('.')}.") from unusable


def _quoted(term: str, said: str, lists: Mapping[str, tuple[str, ...]], rule: Rule) -> bool:
    """Whether a refusal speaks of this term: it quotes the term, or the pattern that the term was made into."""
    value = _LABEL.sub("", term)
    return value in said or said in _alternatives(term, lists, rule)


def _place(rule: Rule, term: str) -> tuple[str, int]:
    """The file and line of a term; the rule's own for one that is not known."""
    return rule.places.get(term, (rule.file, rule.line))


@lru_cache(maxsize=4096)
def _built(detector: str, terms: tuple[str, ...]) -> tuple[Find, Collection[Need]]:
    """A detector is a pure function of its terms, so packs that share a rule share what it is made into."""
    return DETECTORS[detector].build(list(terms)), DETECTORS[detector].needs(terms)


def _build_patterns(rule: Rule, lists: Mapping[str, tuple[str, ...]]) -> tuple[Find, Collection[Need]]:
    options = _options()
    written = [_alternatives(term, lists, rule) for term in rule.terms]
    patterns = [_compiled(text, term, rule, options) for text, term in zip(written, rule.terms, strict=True)]

    def find(reading: Reading, _context: Context) -> Iterator[Hit]:
        text = reading.folded.text
        encoded = text.encode()
        for pattern in patterns:
            spans = (match.span() for match in pattern.finditer(encoded))
            yield from hits_at(reading, (_characters(encoded, span) for span in spans if span[0] < span[1]))

    return find, (of_patterns(written),)


def _characters(encoded: bytes, span: tuple[int, int]) -> tuple[int, int]:
    """A span of bytes as one of characters: patterns are searched faster in what is encoded already."""
    start = len(encoded[: span[0]].decode())
    return start, start + len(encoded[span[0] : span[1]].decode())


def hits_at(reading: Reading, spans: Iterable[tuple[int, int]]) -> Iterator[Hit]:
    """Folded spans as hits on the original text."""
    for span in spans:
        yield Hit(*reading.folded.span(*span))


def spared(reading: Reading, hit: Hit, exceptions: Sequence[tuple[int, int]]) -> bool:
    """Whether an exception stands near the hit; for a finding on the whole draft, anywhere."""
    if not exceptions:
        return False
    if hit.start == hit.end:
        return True
    first = bisect_left(reading.folded.ends, hit.start + 1)
    last = bisect_left(reading.folded.starts, hit.end)
    return any(start < last + NEAR and end > first - NEAR for start, end in exceptions)


def _whole_word(text: str, start: int, end: int, *, open_end: bool) -> tuple[int, int] | None:
    """The span, reaching to the end of the word where its end is open; None where it begins or ends inside one."""
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return None
    if open_end:
        while end < len(text) and text[end].isalnum():
            end += 1
    elif end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        return None
    return start, end


def _expanded(term: str, lists: Mapping[str, tuple[str, ...]], rule: Rule) -> list[str]:
    """The term with each {list} replaced by each of its words in turn."""
    parts = _PLACEHOLDER.split(term)
    choices = [_list(part, lists, rule) if at % 2 else (part,) for at, part in enumerate(parts)]
    return ["".join(choice) for choice in product(*choices)]


def _alternatives(pattern: str, lists: Mapping[str, tuple[str, ...]], rule: Rule) -> str:
    """The pattern with each {list} replaced by a group of its words."""
    return _PLACEHOLDER.sub(
        lambda name: "(?:" + "|".join(_written(word) for word in _list(name[1], lists, rule)) + ")",
        pattern,
    )


def _written(word: str) -> str:
    """A word of a list as a pattern; a trailing * stands for any ending there too."""
    plain: str = re2.escape(folded_text(word.removesuffix("*")))
    return rf"{plain}\w*" if word.endswith("*") else plain


def _list(name: str, lists: Mapping[str, tuple[str, ...]], rule: Rule) -> tuple[str, ...]:
    if name not in lists:
        raise PackError(
            *_place(rule, next((term for term in (*rule.terms, *rule.unless_near) if f"{{{name}}}" in term), "")),
            f"“{rule.id}” uses the list {{{name}}}, which is not kept. {did_you_mean(name, lists)}",
        )
    return lists[name]


def _options() -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return options


def _compiled(written: str, term: str, rule: Rule, options: re2.Options) -> re2._Regexp:
    try:
        return re2.compile(written, options)
    except re2.error as refused:
        problem = f"the pattern “{term}” of “{rule.id}” cannot be used: {reason(refused)}. {HINT}."
        raise PackError(*_place(rule, term), problem) from refused
