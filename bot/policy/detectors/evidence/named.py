"""Evidence that terms may name with an @ in place of words: who and what naming.py finds, and numbers of a person."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.policy.context import Context
from bot.policy.detectors.addresses import any_postcode
from bot.policy.detectors.identifiers import CHI_NUMBER, DATE_OF_BIRTH, NHS_NUMBER, NINO
from bot.policy.detectors.naming import EVIDENCE
from bot.policy.detectors.secrets import SECRETS
from bot.policy.hits import Find
from bot.policy.phrases import Span
from bot.policy.reading import Reading
from bot.policy.suggestions import did_you_mean

Named = Callable[[Reading, Context], Iterable[Span]]
"""Spans in the text as typed."""


def by_name(name: str) -> Named:
    """What finds the evidence of a name. Raises ValueError for a name that is not known."""
    if name not in _KNOWN:
        raise ValueError(f"“{name}” is no evidence that is known. {did_you_mean(name, _KNOWN)}")
    return _KNOWN[name]


def _in_text(name: str) -> Named:
    return lambda reading, context: EVIDENCE[name](reading.text, context)


def _hits_of(*finds: Find) -> Named:
    def found(reading: Reading, context: Context) -> Iterator[Span]:
        for find in finds:
            yield from ((hit.start, hit.end) for hit in find(reading, context))

    return found


_KNOWN: Mapping[str, Named] = {name: _in_text(name) for name in EVIDENCE} | {
    "@health_number": _hits_of(NHS_NUMBER.build(()), CHI_NUMBER.build(())),
    "@nino": _hits_of(NINO.build(())),
    "@birth_date": _hits_of(DATE_OF_BIRTH.build(())),
    "@postcode": _hits_of(any_postcode),
    "@secret": _hits_of(SECRETS.build(())),
}
