"""The detectors that combine evidence, by how its parts have to stand to one another."""

from collections.abc import Iterator

from bot.policy.context import Context
from bot.policy.detectors.evidence.finding import Evidence
from bot.policy.detectors.evidence.named import needs
from bot.policy.detectors.evidence.standing import (
    Standing,
    anywhere,
    in_one_sentence,
    near_each_other,
    one_after_another,
)
from bot.policy.detectors.roles import speaks_as_minister
from bot.policy.hits import EvidenceDetector, Find, Hit
from bot.policy.phrases import Span
from bot.policy.reading import Reading
from bot.policy.terms import Terms


def combined(terms: Terms, standing: Standing, *, pictures: bool = True) -> Find:
    """Finds evidence that stands as asked, marked in the draft; the whole draft where it stands in a picture's words.

    Raises:
        ValueError: no part has to be found, or evidence by a name that is not known.
    """
    evidence = Evidence(terms, pictures=pictures, anywhere=standing is anywhere)
    if not evidence.needed:
        raise ValueError("at least one part has to be needed")

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        found = evidence.find(reading, context)
        span = standing(evidence, found) if found else None
        if span:
            yield _hit(reading, span)

    return find


def _hit(reading: Reading, span: Span) -> Hit:
    size = len(reading.folded.text)
    if span[0] >= size or span[0] >= span[1]:
        return Hit(0, 0)
    return Hit(*reading.folded.span(span[0], min(span[1], size)))


def together(terms: Terms) -> Find:
    """Every part somewhere in the draft or in what describes its pictures."""
    return combined(terms, anywhere)


def in_draft(terms: Terms) -> Find:
    """Every part somewhere in the draft's own words: a picture's description sets no tone."""
    return combined(terms, anywhere, pictures=False)


def in_sentence(terms: Terms) -> Find:
    """Every part in one sentence."""
    return combined(terms, in_one_sentence)


def near(terms: Terms) -> Find:
    """Every part in one sentence, and near each other."""
    return combined(terms, near_each_other)


def in_order(terms: Terms) -> Find:
    """The parts one after the other in one sentence, as the terms first name them."""
    return combined(terms, one_after_another)


def _side_taking(terms: Terms) -> Find:
    """Parts near each other, except in a minister's own words on the minister's own account."""
    evidence = near(terms)

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        if not speaks_as_minister(context):
            yield from evidence(reading, context)

    return find


TOGETHER = EvidenceDetector(together, needs=needs)
IN_DRAFT = EvidenceDetector(in_draft, needs=needs)
IN_SENTENCE = EvidenceDetector(in_sentence, needs=needs)
NEAR = EvidenceDetector(near, needs=needs)
IN_ORDER = EvidenceDetector(in_order, needs=needs)
SIDE_TAKING = EvidenceDetector(_side_taking, needs=needs)
