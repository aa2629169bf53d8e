"""How the parts of evidence have to stand to one another: anywhere, in one sentence, near each other, in order."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from bot.policy.detectors.evidence.finding import Evidence, Found, Places, Spans
from bot.policy.passage import sentence_ends
from bot.policy.phrases import Span
from bot.policy.terms import Part, Role

_REACH = 90
"""Characters between two parts that stand near each other."""

Standing = Callable[[Evidence, Found], Span | None]
"""Where evidence stands, in folded text; None where it does not stand as asked."""


def anywhere(evidence: Evidence, found: Found) -> Span | None:
    """Every part somewhere in the draft. Marks the earliest place of the first part."""
    return _first_place(evidence, found, found.places) if _holds(evidence, found, found.places) else None


def in_one_sentence(evidence: Evidence, found: Found) -> Span | None:
    """Every part in one sentence. Marks the earliest place of the first part there."""
    return next((_first_place(evidence, found, inside) for inside in _by_sentence(evidence, found)), None)


def near_each_other(evidence: Evidence, found: Found) -> Span | None:
    """Every part in one sentence and near the first. Marks all of them."""
    spans = (_near(_lists(evidence, found, inside)) for inside in _by_sentence(evidence, found))
    return next(filter(None, spans), None)


def one_after_another(evidence: Evidence, found: Found) -> Span | None:
    """The parts one after the other in one sentence, as the terms first name them. Marks all of them."""
    spans = (_in_order(_lists(evidence, found, inside)) for inside in _by_sentence(evidence, found))
    return next(filter(None, spans), None)


def _by_sentence(evidence: Evidence, found: Found) -> Iterator[Places]:
    """What each sentence holds, of those that hold enough."""
    ends = sentence_ends(found.text.text)
    sentences: dict[int, dict[str, list[Span]]] = {}
    for name, spans in found.places.items():
        for span in spans:
            sentences.setdefault(bisect_right(ends, span[0]), {}).setdefault(name, []).append(span)
    yield from (sentences[at] for at in sorted(sentences) if _holds(evidence, found, sentences[at]))


def _holds(evidence: Evidence, found: Found, inside: Places) -> bool:
    """Whether a stretch of text has all that is needed, enough signs, and nothing that spares it."""
    sought = _sought(evidence, found)
    if not sought or not all(_is_enough(inside.get(part.name, ()), part.least) for part in sought):
        return False
    signs, calm, but = (_different(evidence, role, inside) for role in (Role.SIGN, Role.CALM, Role.BUT))
    return not but and signs >= evidence.terms.enough + calm


def _sought(evidence: Evidence, found: Found) -> list[Part]:
    """The parts that the draft itself must have."""
    return [part for part in evidence.needed if part.name not in found.heard]


def _is_enough(spans: Spans, least: int) -> bool:
    """Whether there are so many places that do not overlap."""
    if least == 1:
        return bool(spans)
    apart, last = 0, -1
    for start, end in sorted(spans, key=lambda span: span[1]):
        if start >= last:
            apart, last = apart + 1, end
    return apart >= least


def _different(evidence: Evidence, role: Role, inside: Places) -> int:
    """How many parts of a role are there."""
    return sum(1 for part in evidence.terms.parts if part.role is role and inside.get(part.name))


def _first_place(evidence: Evidence, found: Found, inside: Places) -> Span:
    return min(inside[_sought(evidence, found)[0].name])


def _lists(evidence: Evidence, found: Found, inside: Places) -> list[Spans]:
    return [sorted(inside[part.name]) for part in _sought(evidence, found)]


def _near(lists: Sequence[Spans]) -> Span | None:
    """The first place of the first list with the nearest of each other list, if all are near it."""
    for span in lists[0]:
        others = [_nearest(span, spans) for spans in lists[1:]]
        if all(others):
            everything = [span, *(other for other in others if other)]
            return min(start for start, _ in everything), max(end for _, end in everything)
    return None


def _nearest(span: Span, spans: Spans) -> Span | None:
    """The nearest within reach that does not overlap."""
    near = [other for other in spans if _reaches(span, other)]
    return min(near, key=lambda other: abs(other[0] - span[0]), default=None)


def _reaches(span: Span, other: Span) -> bool:
    apart = other[0] >= span[1] or span[0] >= other[1]
    return apart and other[0] - span[1] <= _REACH and span[0] - other[1] <= _REACH


def _in_order(lists: Sequence[Spans]) -> Span | None:
    for first in lists[0]:
        last: Span | None = first
        for spans in lists[1:]:
            last = last and _next(last, spans)
        if last:
            return first[0], last[1]
    return None


def _next(span: Span, spans: Spans) -> Span | None:
    """The first that follows within reach."""
    return next((other for other in spans if other[0] >= span[1] and _reaches(span, other)), None)
