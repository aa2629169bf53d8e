"""Evidence that counts only where a pre-election period covers the account or the place the draft speaks of."""

from collections.abc import Iterator
from dataclasses import replace

from bot.policy.context import Context
from bot.policy.covering import covers
from bot.policy.detectors.politicians import titled
from bot.policy.detectors.together import in_order, near, together
from bot.policy.hits import EvidenceDetector, Find, Hit
from bot.policy.reading import Reading


def _covered(find: Find) -> Find:
    def found(reading: Reading, context: Context) -> Iterator[Hit]:
        period = context.period_in_force
        if period and covers(period, context, reading.folded.text):
            yield from find(reading, context)

    return found


def _named_in_full(find: Find) -> Find:
    """What stands in a title with a name is shown as both: “Cllr Ora Finch” and not “Cllr”."""

    def found(reading: Reading, context: Context) -> Iterator[Hit]:
        for hit in find(reading, context):
            around = (span for span in titled(reading.text) if span[0] <= hit.start < span[1])
            start, end = next(around, (hit.start, hit.end))
            yield replace(hit, start=min(start, hit.start), end=max(end, hit.end))

    return found


NEAR = EvidenceDetector(lambda terms: _covered(_named_in_full(near(terms))))
TOGETHER = EvidenceDetector(lambda terms: _covered(together(terms)))
IN_ORDER = EvidenceDetector(lambda terms: _covered(in_order(terms)))
