"""Evidence that counts only where a pre-election period covers the account or the place the draft speaks of."""

from collections.abc import Iterator

from bot.policy.context import Context
from bot.policy.covering import covers
from bot.policy.detectors.together import in_order, near, together
from bot.policy.hits import EvidenceDetector, Find, Hit
from bot.policy.reading import Reading


def _covered(find: Find) -> Find:
    def found(reading: Reading, context: Context) -> Iterator[Hit]:
        period = context.period_in_force
        if period and covers(period, context, reading.folded.text):
            yield from find(reading, context)

    return found


NEAR = EvidenceDetector(lambda terms: _covered(near(terms)))
TOGETHER = EvidenceDetector(lambda terms: _covered(together(terms)))
IN_ORDER = EvidenceDetector(lambda terms: _covered(in_order(terms)))
