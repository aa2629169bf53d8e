"""Several kinds of evidence that count only together, such as an allegation and a name. The kinds stand in the packs.

A term is `label: pattern`. Every label must be found, except: `unless` (found: no finding) and `trait …` (at least two
different traits). Instead of a pattern a term may name evidence of naming.py (`who: @person`), or `@consent`.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import re2

from bot.policy.context import Context
from bot.policy.detectors.consent import consented
from bot.policy.detectors.naming import EVIDENCE, Span
from bot.policy.hits import Detector, Find, Hit
from bot.policy.linear import made
from bot.policy.needs import Need, of_parts
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading
from bot.policy.suggestions import did_you_mean

_TERM = re.compile(r"\s*(?P<label>[a-z][a-z_ ]*):\s*(?P<sought>.+)", re.DOTALL)
_UNLESS, _TRAIT, _CONSENT = "unless", "trait ", "@consent"
_TRAITS_NEEDED = 2
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)|\n")


@dataclass(slots=True)
class Draft:
    """The text and the descriptions of its pictures, folded, byte for character, and who is named in it."""

    reading: Reading
    context: Context
    plain: bytes
    _found: dict[str, list[Span]] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading, context: Context) -> "Draft":
        """The draft made ready: one byte for each character, so that places in it are places in the folded text."""
        return cls(reading, context, _plain(reading.folded.text, tuple(media.alt for media in context.media)))

    def evidence(self, name: str) -> list[Span]:
        """Folded spans of evidence by name."""
        if name not in self._found:
            spans = EVIDENCE[name](self.reading.text, self.context)
            self._found[name] = [self._folded(span) for span in spans]
        return self._found[name]

    def _folded(self, span: Span) -> Span:
        starts = self.reading.folded.starts
        if isinstance(starts, range):
            return span
        return bisect_left(starts, span[0]), bisect_left(starts, span[1])

    def hit(self, span: Span) -> Hit:
        """The passage in the text as typed; the whole draft where it stands in a picture's description."""
        length = len(self.reading.folded.text)
        if span[0] >= length or span[0] >= span[1]:
            return Hit(0, 0)
        return Hit(*self.reading.folded.span(span[0], min(span[1], length)))


@lru_cache(maxsize=2)
def _plain(text: str, descriptions: tuple[str, ...]) -> bytes:
    """Made once for all rules that ask about a draft."""
    pictures = "".join(f"\n{folded_text(said)}" for said in descriptions if said)
    return (text + pictures).encode("ascii", "replace")


@dataclass(frozen=True, slots=True)
class Sought:
    """What one label looks for: a pattern over the folded text, and evidence by name."""

    pattern: "re2._Regexp | None"
    named: tuple[str, ...]

    def spans(self, draft: Draft, within: Span) -> Iterator[Span]:
        """Folded spans for patterns and for names, as they are met."""
        if self.pattern is not None:
            yield from (match.span() for match in self.pattern.finditer(draft.plain, *within))
        for name in self.named:
            yield from (span for span in draft.evidence(name) if within[0] <= span[0] < within[1])

    def found_in(self, plain: bytes) -> bool:
        """Whether its pattern is met in a text made ready."""
        return self.pattern is not None and bool(self.pattern.search(plain))

    def found(self, draft: Draft, within: Span) -> bool:
        """Whether there is one at all."""
        return any(True for _ in self.spans(draft, within))


def parsed(terms: Collection[str]) -> dict[str, Sought]:
    """The terms by label, each label's patterns in one.

    Raises:
        ValueError: a term without a label or with evidence that is not known.
    """
    kinds: dict[str, list[str]] = {}
    for term in terms:
        match = _TERM.fullmatch(term)
        if match is None:
            raise ValueError(f"“{term}” should be written as label: pattern")
        kinds.setdefault(match["label"].strip(), []).append(match["sought"].strip())
    return {label: _sought(items) for label, items in kinds.items()}


def _sought(items: Sequence[str]) -> Sought:
    named = tuple(item for item in items if item.startswith("@"))
    unknown = [name for name in named if name not in EVIDENCE and name != _CONSENT]
    if unknown:
        raise ValueError(f"“{unknown[0]}” is no evidence that is known. {did_you_mean(unknown[0], EVIDENCE)}")
    written = [item for item in items if not item.startswith("@")]
    pattern = made(written, lambda each: re2.compile(each, _options())) if written else None
    return Sought(pattern, tuple(name for name in named if name != _CONSENT))


def _options() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 64 << 20
    options.never_capture = True
    return options


@dataclass(frozen=True, slots=True)
class _Together:
    """All that one rule asks for."""

    needed: tuple[Sought, ...]
    traits: tuple[Sought, ...]
    unless: Sought | None
    consent: bool

    def hits(self, draft: Draft, within: Sequence[Span]) -> Iterator[Hit]:
        for part in within:
            first = self._first(draft, part)
            if first and not self._excused(draft):
                yield draft.hit(first)
                return

    def _first(self, draft: Draft, part: Span) -> Span | None:
        """The passage that the first label found, where everything else is found too."""
        first = next(self.needed[0].spans(draft, part), None)
        if first is None or not all(sought.found(draft, part) for sought in self.needed[1:]):
            return None
        if self.traits and sum(trait.found(draft, part) for trait in self.traits) < _TRAITS_NEEDED:
            return None
        return first

    def _excused(self, draft: Draft) -> bool:
        if self.consent and consented(draft.reading.text, draft.context):
            return True
        return self.unless is not None and self.unless.found(draft, (0, len(draft.plain)))


def _together(terms: Collection[str]) -> _Together:
    kinds: Mapping[str, Sought] = parsed(terms)
    needed = tuple(s for label, s in kinds.items() if label != _UNLESS and not label.startswith(_TRAIT))
    if not needed:
        raise ValueError("at least one label has to be needed")
    traits = tuple(s for label, s in kinds.items() if label.startswith(_TRAIT))
    consent = any(term.split(":", 1)[1].strip() == _CONSENT for term in terms)
    return _Together(needed, traits, kinds.get(_UNLESS), consent)


def needs(terms: Collection[str]) -> Collection[Need]:
    """What a text must hold for a rule of these terms: something of each label, and one trait where there are any."""
    labels = [(match["label"].strip(), match["sought"].strip()) for term in terms if (match := _TERM.fullmatch(term))]
    return of_parts(
        (_TRAIT if label.startswith(_TRAIT) else label, sought if sought.startswith("@") else f"/{sought}/")
        for label, sought in labels
        if label != _UNLESS and sought != _CONSENT
    )


def _in_draft(terms: Collection[str]) -> Find:
    together = _together(terms)

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        draft = Draft.of(reading, context)
        yield from together.hits(draft, [(0, len(draft.plain))])

    return find


def _in_sentence(terms: Collection[str]) -> Find:
    together = _together(terms)

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        draft = Draft.of(reading, context)
        if not together.needed[0].found(draft, (0, len(draft.plain))):
            return
        ends = [match.end() for match in _SENTENCE_END.finditer(draft.plain.decode("ascii"))]
        bounds = [0, *ends, len(draft.plain)]
        yield from together.hits(draft, list(pairwise(bounds)))

    return find


TOGETHER = Detector(_in_draft, patterns=True, needs=needs)
TOGETHER_IN_SENTENCE = Detector(_in_sentence, patterns=True, needs=needs)
