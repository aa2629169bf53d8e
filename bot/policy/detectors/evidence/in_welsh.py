"""Evidence in Welsh drafts that capitals show: names of people, and where somebody is from. Words are the packs'."""

import re
from collections.abc import Iterator

from bot.policy.context import Context
from bot.policy.detectors.welsh import is_welsh
from bot.policy.phrases import Span
from bot.policy.reading import Reading

_CAPITAL = r"[A-ZÂÊÎÔÛŴŶ][a-zâêîôûŵŷäëïöü'’-]+"
_NAME = re.compile(
    rf"\b(?:am|i|[Mm]ae|[Mm]ae['’]r|gan|Mrs?|Ms|PC|Cyng\.?|Cynghorydd|Gynghorydd|oedd|yw|ydy|hen|Arestiwyd|Ganwyd)"
    rf" (?P<name>{_CAPITAL} (?:(?:ap|ab|ferch) )?{_CAPITAL})"
)
_HOME = re.compile(rf"\b(?:o|ym|yn|yng|ger|o['’]r) (?P<place>{_CAPITAL}(?: {_CAPITAL})?)")
_NO_HOME = re.compile(
    r"(?:G|Ngh|Ch)?Cymru|(?:Gym|Nghym)ru|Loegr|Lloegr|Prydain|Brydain|Ionawr|Chwefror|Fawrth|Mawrth|Ebrill|Fai|Mai|Fehefin|"
    r"Mehefin|Orffennaf|Gorffennaf|Awst|Fedi|Medi|Hydref|Dachwedd|Tachwedd|Ragfyr|Rhagfyr|Gymraeg|Cymraeg|Saesneg|"
    r"(?:Ward|Uned|Neuadd|Canolfan|Llyfrgell|Ysbyty|Dydd|Nos|Gyngor|Heddlu)\b"
)


def welsh(reading: Reading, _context: Context) -> list[Span]:
    """The first letter of a draft that is in Welsh."""
    return [(0, 1)] if is_welsh(reading.text) else []


def named_in_welsh(reading: Reading, _context: Context) -> Iterator[Span]:
    """Two or three words with capitals where Welsh grammar puts a person."""
    if is_welsh(reading.text):
        yield from (found.span("name") for found in _NAME.finditer(reading.text) if not _NO_HOME.match(found["name"]))


def home_in_welsh(reading: Reading, _context: Context) -> Iterator[Span]:
    """A name after "from" or "in" that is no month, language or country, whatever mutation it has."""
    if is_welsh(reading.text):
        yield from (found.span("place") for found in _HOME.finditer(reading.text) if not _NO_HOME.match(found["place"]))
