"""Evidence that terms may name with an @ in place of words: names, numbers of a person, licences and replies."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from bot.policy.context import NO_LICENCE, Context
from bot.policy.detectors.addresses import NEED, any_postcode
from bot.policy.detectors.births import DATE_OF_BIRTH
from bot.policy.detectors.consent import holds
from bot.policy.detectors.evidence.answered import party_answered
from bot.policy.detectors.evidence.in_welsh import home_in_welsh, named_in_welsh, welsh
from bot.policy.detectors.identifiers import CHI_NUMBER, NHS_NUMBER, NINO
from bot.policy.detectors.naming import EVIDENCE
from bot.policy.detectors.secrets import SECRETS
from bot.policy.hits import Detector, Find
from bot.policy.needs import Need, any_of
from bot.policy.patterns import Pattern
from bot.policy.phrases import Phrases, Span
from bot.policy.reading import Reading
from bot.policy.suggestions import did_you_mean
from bot.policy.terms import Part, Role, Terms

Named = Callable[[Reading, Context], Iterable[Span]]
"""Spans in the text as typed."""


def by_name(name: str) -> Named:
    """What finds the evidence of a name. Raises ValueError for a name that is not known."""
    if name not in _KNOWN:
        raise ValueError(f"“{name}” is no evidence that is known. {did_you_mean(name, _KNOWN)}")
    return _KNOWN[name]


def needs(terms: Terms) -> Collection[Need]:
    """What a text must hold for a rule of these terms: something of each part that has to be found, and of a sign."""
    signs = [_need(part) for part in terms.parts if part.role is Role.SIGN] if terms.enough else []
    any_sign = [frozenset[Phrases | Pattern]().union(*signs)] if all(signs) else []
    return [*map(_need, terms.needed), *any_sign]


def _need(part: Part) -> Need:
    """Any of the part's words, or of what the evidence by name needs; nothing where some of it may be in any text."""
    wanted = [_NEEDS.get(name, frozenset()) for name in part.named]
    if part.phrases or part.patterns:
        wanted.append(any_of(part.phrases, part.patterns))
    return frozenset[Phrases | Pattern]().union(*wanted) if all(wanted) else frozenset()


def _in_text(name: str) -> Named:
    return lambda reading, context: EVIDENCE[name](reading.text, context)


def _hits_of(*finds: Find) -> Named:
    def found(reading: Reading, context: Context) -> Iterator[Span]:
        for find in finds:
            yield from ((hit.start, hit.end) for hit in find(reading, context))

    return found


def _replied(reading: Reading, context: Context) -> list[tuple[int, int]]:
    return [(0, min(1, len(reading.text)))] if context.in_reply_to and context.in_reply_to.author else []


def _unlicensed(reading: Reading, context: Context) -> list[tuple[int, int]]:
    """The whole draft's first letter where a picture or film goes out for which no licence is recorded."""
    return [(0, min(1, len(reading.text)))] if any(media.licence in ("", NO_LICENCE) for media in context.media) else []


def _licensed(reading: Reading, context: Context) -> list[tuple[int, int]]:
    """The whole draft's first letter where a licence is recorded for every picture and film that goes out."""
    every = bool(context.media) and all(media.licence not in ("", NO_LICENCE) for media in context.media)
    return [(0, min(1, len(reading.text)))] if every else []


def _consented_picture(reading: Reading, context: Context) -> list[tuple[int, int]]:
    """The whole draft's first letter where consent is recorded for every picture and film that goes out."""
    every = bool(context.media) and all(media.consent and holds(media.consent) for media in context.media)
    return [(0, min(1, len(reading.text)))] if every else []


_KNOWN: Mapping[str, Named] = {name: _in_text(name) for name in EVIDENCE} | {
    "@health_number": _hits_of(NHS_NUMBER.build(()), CHI_NUMBER.build(())),
    "@nino": _hits_of(NINO.build(())),
    "@birth_date": _hits_of(DATE_OF_BIRTH.build(())),
    "@replied": _replied,
    "@unlicensed": _unlicensed,
    "@licensed": _licensed,
    "@consented_picture": _consented_picture,
    "@postcode": _hits_of(any_postcode),
    "@secret": _hits_of(SECRETS.build(())),
    "@party_answered": party_answered,
    "@welsh": welsh,
    "@welsh_name": named_in_welsh,
    "@welsh_home": home_in_welsh,
}


def _needs_of(*detectors: Detector) -> Need:
    """Any of what these need."""
    return frozenset[Phrases | Pattern]().union(*(need for each in detectors for need in each.needs(())))


_NEEDS: Mapping[str, Need] = {
    "@health_number": _needs_of(NHS_NUMBER, CHI_NUMBER),
    "@nino": _needs_of(NINO),
    "@birth_date": _needs_of(DATE_OF_BIRTH),
    "@postcode": NEED,
}
"""What a text must hold for some of the evidence; the rest may be in any text."""
