"""Councillors, candidates and other politicians whom a draft names: by title and name, by handle, by the register.

Whether they may be named is the packs' to say. An office without a name (“the mayor's parlour”) names nobody.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import chain

from bot.policy import asking
from bot.policy.context import Context
from bot.policy.detectors.everyday_words import NOT_NAMES, PLACE_ENDINGS
from bot.policy.hits import Detector, Find, Hit
from bot.policy.phrases import PhraseIndex, Phrases, Span, phrases
from bot.policy.reading import Reading

_NAME = r"(?:(?:Mc|Mac|O['’]|van |de |Al-|El-|ap |ab )?[A-ZÀ-ÖØ-Þ][\w-]+|[A-Z]\.?)"
_NAMES = rf"(?P<name>{_NAME}(?: {_NAME}){{0,3}})"
_SHORT_TITLE = r"(?:cllrs?|councillors?|cyng|cynghor(?:ydd|wyr)|aldermen|alderman|ald)\.?"
_SECRETARIES = (
    "home|foreign|health|education|transport|culture|defence|justice|environment|business|energy|housing|"
    "work and pensions|welsh|scottish|northern ireland|chief"
)
_BODY = r"(?:the )?(?:\w+ ){0,3}(?:council|opposition|group)"
_BRIEF = r"(?: for [\w ,&-]{3,40}?)?"
_SEAT = r"(?:mp|msp|mla|ppc|pcc|(?:prospective )?(?:parliamentary )?candidate|member of (?:parliament|the senedd))"
_OFFICE = (
    rf"(?:(?<!vice[ -])(?<!methodist )(?<!baptist )(?<!church )(?:mayor(?:ess)?|provost|minister{_BRIEF}|chancellor"
    rf"|secretary of state{_BRIEF}|(?:{_SECRETARIES}) secretary|crime commissioner|leader of {_BODY}"
    rf"|(?:council|opposition|group) leader|(?:cabinet member|portfolio holder){_BRIEF}|{_SEAT}))"
)
_TITLED = re.compile(rf"\b(?i:{_SHORT_TITLE}|{_OFFICE}),? {_NAMES}")
_TYPED_SMALL = re.compile(r"\b(?i:cllrs?|cyng)\.? (?P<name>[a-z][a-z'’-]+)")
_SAID_AFTER = (
    rf"{_SEAT}|councillor|leader of {_BODY}|cabinet member|portfolio holder|member for|mayor of|minister for"
    r"|secretary of state"
)
_PARTY = "Lab|Labour|Con|Conservative|Lib Dem|Green|SNP|Plaid|Reform|Ind"
_WHOSE = r"the|your|our|local|labour|conservative|green|reform|lib dem|independent|\w+'s"
_AFTER = re.compile(rf"(?<![\w@#]){_NAMES}(?: \((?:{_PARTY})\)|,? (?i:(?:(?:{_WHOSE}) ){{0,3}}(?:{_SAID_AFTER}))\b)")
_HANDLE = re.compile(r"(?<![\w@])@(?:(?i:cllr|councillor|cyng)_?\w{2,}|\w{2,}(?:MP|MSP|MLA|4Mayor|ForMayor)\b)")
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame"})
_MORE_THAN_A_WORD = 2
_FUNCTION_WORDS = frozenset(
    """
    allowance allowances attendance briefing casework charter code complaints conduct contact details development
    elections enquiries expenses induction information inbox meetings member members names profiles questions
    register remuneration seminar surgery surgeries training vacancies vacancy want wants ward wards who whose said
    making parade parlour portfolio school show speaks votes question questions tools
    """.split()  # noqa: SIM905  a block of words reads better
)
"""What follows a title without being a name, beside the everyday words."""


def _named(terms: Collection[str]) -> Find:
    """By title or register; `terms` are further names, beside those the context has."""
    more = tuple(terms)

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        found = chain(titled(reading.text), _by_register(reading, (*context.politicians, *more)))
        for start, end in _apart(found):
            yield Hit(start, end)

    return find


def _listed(_terms: Collection[str]) -> Find:
    """Those whom the organisation has entered, and nobody else."""

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        for start, end in _apart(_by_register(reading, context.politicians)):
            yield Hit(start, end)

    return find


def _apart(found: Iterator[Span]) -> Iterator[Span]:
    """Each named politician once: of places that overlap, the one that begins first and is longest."""
    reached = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= reached:
            yield start, end
            reached = end


def titled(text: str) -> Iterator[Span]:
    """Names with a title or an office, and handles that say one: [start, end) as typed."""
    for match in _TITLED.finditer(text):
        if end := _end_of_name(match["name"]):
            yield match.start(), match.start("name") + end
    for match in _TYPED_SMALL.finditer(text):
        if _end_of_name(match["name"]):
            yield match.span()
    for match in _AFTER.finditer(text):
        if _end_of_name(match["name"]) and " " in match["name"]:
            yield match.span()
    for match in _HANDLE.finditer(text):
        yield match.span()


def _end_of_name(name: str) -> int:
    """How many characters of what follows a title are a name; 0 where they begin with a word that is none."""
    end = 0
    for word in re.finditer(r"[^\s]+", name):
        plain = word[0].rstrip(".").casefold()
        if plain in NOT_NAMES or plain in PLACE_ENDINGS or plain in _FUNCTION_WORDS:
            break
        end = word.end()
    return end


def _by_register(reading: Reading, known: tuple[str, ...]) -> Iterator[Span]:
    if not known:
        return
    sought, index = _register(known)
    for start, end in index.find(reading.folded.text).get(sought, ()):
        yield reading.folded.span(start, end)


@lru_cache(maxsize=8)
def _register(known: tuple[str, ...]) -> tuple[Phrases, PhraseIndex]:
    """The names people are known by: in full, and the surname after Mr, Ms and the like; not what follows a comma."""
    written: list[str] = []
    for entry in known:
        name = entry.partition(",")[0].strip()
        words = name.split()
        written.append(name)
        if len(words) >= _MORE_THAN_A_WORD:
            written += [f"{title} {words[-1]}" for title in sorted(_COURTESY)]
    sought = phrases(tuple(written))
    return sought, PhraseIndex([sought])


NAMED = Detector(_named)
LISTED = Detector(_listed, asks=asking.politicians)
