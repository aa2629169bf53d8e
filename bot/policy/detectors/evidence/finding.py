"""Finds the parts of one rule's evidence in a draft, its pictures' descriptions and the post that is answered."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.policy.context import Context
from bot.policy.detectors.consent import consented, holds
from bot.policy.detectors.evidence.named import by_name
from bot.policy.gate import Index
from bot.policy.passage import Passage, answered, own_words, passage
from bot.policy.patterns import places
from bot.policy.phrases import MOST, Span
from bot.policy.reading import Reading
from bot.policy.terms import Part, Role, Terms

Spans = Sequence[Span]
Places = Mapping[str, Spans]
"""Folded spans of each part by its name."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is there of a rule's evidence. `heard` are parts that only the post which is answered has."""

    text: Passage
    places: Places
    heard: frozenset[str]


class Evidence:
    """The parts of one rule, asked in the order that decides soonest.

    `pictures` says that their descriptions count too, `anywhere` that it does not matter where in the draft a sign is.

    Raises:
        ValueError: evidence by a name that is not known.
    """

    def __init__(self, terms: Terms, *, pictures: bool = True, anywhere: bool = False) -> None:
        self._pictures, self._anywhere = pictures, anywhere
        self.terms = terms
        for name in (name for part in terms.parts for name in part.named):
            by_name(name)
        self.needed = terms.needed
        in_turn = sorted(terms.parts, key=_effort)
        self._deciding = [part for part in in_turn if part.role in (Role.NEEDED, Role.UNLESS)]
        self._signs = [part for part in in_turn if part.role is Role.SIGN]
        self._sparing = [part for part in in_turn if part.role in (Role.CALM, Role.BUT)]
        self._voids = [part for part in in_turn if part.role is Role.VOID]
        self._own: Index | None = None

    def find(self, reading: Reading, context: Context, optional: Collection[str] = ()) -> Found | None:
        """All that is found; None where a part is missing that is not `optional`, or where the draft is spared."""
        text = self._passage(reading, context)
        draft = _Search(text, self._index(reading), reading, context)
        hearable = [part.name for part in self.needed if part.may_be_heard] if context.in_reply_to else []
        found = self._places(draft, {*optional, *hearable})
        if found is None or (self.terms.consent and consented(reading.text, context)):
            return None
        silent = [name for name in hearable if not found[name]]
        heard = self._heard(silent, reading, context) if silent else frozenset()
        if not heard.issuperset(silent):
            return None
        return Found(draft.text, found, heard)

    def _passage(self, reading: Reading, context: Context) -> Passage:
        """What is looked through. Where consent decides, a picture of people who gave theirs says nothing more."""
        if not (self._pictures and context.media):
            return own_words(reading)
        shown = [
            media for media in context.media if not (self.terms.consent and media.consent and holds(media.consent))
        ]
        return passage(reading, shown)

    def _places(self, draft: "_Search", optional: Collection[str]) -> Places | None:
        """Spans by part, but for what a void covers; None as soon as it is settled that nothing is found."""
        found: dict[str, Spans] = {}
        for part in self._deciding:
            found[part.name] = draft.spans(part)
            if bool(found[part.name]) is (part.role is Role.UNLESS) and part.name not in optional:
                return None
        voids = sorted(span for part in self._voids for span in draft.spans(part))
        if voids:
            found = {name: _outside(spans, voids) for name, spans in found.items()}
            if not all(found[part.name] or part.name in optional for part in self.needed):
                return None
        return {**found, **self._weighed(draft, voids)}

    def _weighed(self, draft: "_Search", voids: Spans) -> Places:
        """What speaks for and against; no more signs than are wanted where any place in the draft will do."""
        found = {part.name: _outside(draft.spans(part), voids) for part in self._sparing}
        wanted = self.terms.enough + sum(1 for part in self._sparing if part.role is Role.CALM and found[part.name])
        for part in self._signs:
            if wanted <= 0 and self._anywhere:
                break
            found[part.name] = _outside(draft.spans(part), voids)
            wanted -= bool(found[part.name])
        return found

    def _heard(self, silent: Collection[str], reading: Reading, context: Context) -> frozenset[str]:
        """Which of the parts the post that is answered has, all that counts there being taken out as in a draft."""
        theirs = answered(context)
        if theirs is None:
            return frozenset()
        everything = [part.name for part in self.needed]
        found = self._places(_Search(theirs, self._index(reading)), everything) or {}
        return frozenset(name for name in silent if found.get(name))

    def _index(self, reading: Reading) -> Index:
        """The index that the reading brings for all rules; one of its own for evidence that is asked by itself."""
        if reading.index is not None:
            return reading.index
        if self._own is None:
            self._own = Index(self.terms.sets, self.terms.patterns)
        return self._own


class _Search:
    """One text that is looked through. Evidence by name is found only in a draft, of which there is a reading."""

    def __init__(
        self, text: Passage, index: Index, reading: Reading | None = None, context: Context | None = None
    ) -> None:
        self.text = text
        self._scan = index.scan(text.text)
        self._reading, self._context = reading, context

    def spans(self, part: Part) -> Spans:
        """Folded spans of a part."""
        said, may_hold = self._scan.said, self._scan.may_hold
        found = [span for each in part.phrases if each in said for span in said[each]]
        if not may_hold.isdisjoint(part.patterns):
            may_be = [each for each in part.patterns if each in may_hold]
            found += islice(places(may_be, self.text.plain), MOST)
        if part.named and self._reading is not None and self._context is not None:
            found += self._named(part, self._reading, self._context)
        return found

    @staticmethod
    def _named(part: Part, reading: Reading, context: Context) -> Iterator[Span]:
        for name in part.named:
            yield from (reading.folded.within(*span) for span in by_name(name)(reading, context))


def _effort(part: Part) -> tuple[bool, bool, bool]:
    """Sorts what is known at once first, then patterns, then evidence by name; parts that are needed before others."""
    return bool(part.named), bool(part.patterns), part.role is not Role.NEEDED


def _outside(spans: Spans, voids: Spans) -> Spans:
    """The spans that no void touches."""
    if not voids:
        return spans
    return [span for span in spans if not any(start < span[1] and span[0] < end for start, end in voids)]
