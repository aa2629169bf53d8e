"""Makes each rule of a pack ready to be asked: its phrases, its patterns or its built-in detector.

Everything is matched on the folded text; hits carry original offsets.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.policy.asking import Asks, anything
from bot.policy.context import Context
from bot.policy.detectors import DETECTORS
from bot.policy.gate import Index
from bot.policy.hits import EvidenceDetector, Find, Hit
from bot.policy.linear import PatternError
from bot.policy.lists import Lists, UnknownListError, alternatives, expanded, of_terms
from bot.policy.needs import Need, any_of
from bot.policy.passage import passage
from bot.policy.patterns import Pattern, patterns, places
from bot.policy.phrases import Phrases, Span, phrases
from bot.policy.reading import Reading
from bot.policy.rules import PackError, Rule
from bot.policy.suggestions import did_you_mean
from bot.policy.terms import Terms, value_of

NEAR = 40
"""How many characters around a hit an exception of `unless_near` reaches."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """A rule ready to be asked. `needs` and `asks` say what there must be for it; `sets` are its phrases."""

    find: Find
    needs: Collection[Need]
    sets: tuple[Phrases, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    asks: Asks = anything


def matcher(rule: Rule, lists: Lists) -> Matcher:
    """The rule's phrases, patterns or detector, made ready once; rules of the same terms share one.

    Raises:
        PackError: a term that cannot be used, or a list that is not kept, with its place.
    """
    try:
        return _made(rule.kind, rule.detector, rule.terms, of_terms(rule.terms, lists))
    except UnknownListError as unknown:
        raise _unknown(unknown, rule, lists) from unknown
    except (ValueError, KeyError) as unusable:
        raise _unusable(unusable, rule, lists) from unusable


def exceptions(rule: Rule, lists: Lists) -> Phrases | None:
    """What spares a hit of the rule when it stands near; None where nothing does. Raises PackError."""
    try:
        words = tuple(word for term in rule.unless_near for word in expanded(term, lists))
    except UnknownListError as unknown:
        raise _unknown(unknown, rule, lists) from unknown
    return phrases(words) if words else None


@lru_cache(maxsize=4096)
def _made(kind: str, detector: str, terms: tuple[str, ...], used: tuple[tuple[str, tuple[str, ...]], ...]) -> Matcher:
    """A matcher is a pure function of its terms and of the lists that they use."""
    lists = dict(used)
    if kind == "phrases":
        return _of_phrases(phrases(tuple(word for term in terms for word in expanded(term, lists))))
    if kind == "pattern":
        return _of_patterns([alternatives(term, lists) for term in terms])
    builtin = DETECTORS[detector]
    if isinstance(builtin, EvidenceDetector):
        parts = Terms.of(terms, lists)
        return Matcher(builtin.build(parts), builtin.needs(parts), parts.sets, parts.patterns, builtin.asks)
    plain = [word for term in terms for word in expanded(term, lists)]
    return Matcher(builtin.build(plain), builtin.needs(plain), patterns=builtin.patterns, asks=builtin.asks)


def _of_phrases(sought: Phrases) -> Matcher:
    own = cache(lambda: Index([sought], ()))

    def find(reading: Reading, _context: Context) -> Iterator[Hit]:
        text = passage(reading, _context.media)
        spans = (reading.index or own()).scan(text.text).said.get(sought, ())
        return hits_at(reading, (span for span in spans if span[1] <= text.size))

    return Matcher(find, (any_of([sought], ()),), (sought,))


def _of_patterns(written: Sequence[str]) -> Matcher:
    terms = [patterns(term) for term in written]
    everything = tuple(each for alternatives_of in terms for each in alternatives_of)
    own = cache(lambda: Index((), everything))

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        text = passage(reading, context.media)
        plain, may_hold = text.plain[: text.size], (reading.index or own()).scan(text.text).may_hold
        for alternatives_of in terms:
            if may_be := [each for each in alternatives_of if each in may_hold]:
                yield from hits_at(reading, (span for span in places(may_be, plain) if span[0] < span[1]))

    return Matcher(find, (any_of((), everything),), patterns=everything)


_NO_LIST = "Write its words out in “terms”, or look through the lists in bot/packs/lists for the one you mean."


def _unknown(unknown: UnknownListError, rule: Rule, lists: Lists) -> PackError:
    term = next((term for term in (*rule.terms, *rule.unless_near) if f"{{{unknown.name}}}" in term), "")
    hint = did_you_mean(unknown.name, lists, _NO_LIST)
    return PackError(*_place(rule, term), f"“{rule.id}” uses the list {{{unknown.name}}}, which is not kept. {hint}")


def _unusable(unusable: Exception, rule: Rule, lists: Lists) -> PackError:
    if isinstance(unusable, PatternError):
        quoted, said = (
            unusable.pattern,
            f"the pattern “{unusable.pattern}” of “{rule.id}” cannot be used: {unusable.why}.",
        )
    else:
        quoted, said = str(unusable), f"“{rule.id}” cannot be used: {str(unusable).rstrip('.')}."
    term = next((term for term in rule.terms if _quotes(term, quoted, lists)), "")
    return PackError(*_place(rule, term), said)


def _quotes(term: str, said: str, lists: Lists) -> bool:
    """Whether a refusal speaks of this term: it quotes the term, or the pattern that the term was made into."""
    return value_of(term) in said or said in alternatives(term, lists)


def _place(rule: Rule, term: str) -> tuple[str, int]:
    """The file and line of a term; the rule's own for one that is not known."""
    return rule.places.get(term, (rule.file, rule.line))


def hits_at(reading: Reading, spans: Iterable[Span]) -> Iterator[Hit]:
    """Folded spans as hits on the original text."""
    for span in spans:
        yield Hit(*reading.folded.span(*span))


def spared(reading: Reading, hit: Hit, excepted: Sequence[Span]) -> bool:
    """Whether an exception stands near the hit; for a finding on the whole draft, anywhere."""
    if not excepted:
        return False
    if hit.start == hit.end:
        return True
    first = bisect_left(reading.folded.ends, hit.start + 1)
    last = bisect_left(reading.folded.starts, hit.end)
    return any(start < last + NEAR and end > first - NEAR for start, end in excepted)
