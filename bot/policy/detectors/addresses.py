"""Postcodes that give away where somebody lives. A postcode of a public building, or an area's first half, passes.

Which words speak of a home and which of a public place, the pack says.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.policy.context import Context
from bot.policy.hits import MASK, EvidenceDetector, Find, Hit
from bot.policy.needs import any_of
from bot.policy.patterns import pattern
from bot.policy.reading import Reading
from bot.policy.terms import Terms

_POSTCODE = re.compile(
    r"(?<![a-z0-9/#@.-])(?:gir ?0aa|(?:zz\d{1,2}|[a-pr-uwyz]"
    r"(?:\d{1,2}|[a-hk-y]\d{1,2}|\d[a-hjkps-uw]|[a-hk-y]\d[abehmnprv-y]))"
    r"[ -]{0,2}\d[abd-hjlnp-uw-z]{2})(?![a-z0-9@-])"
)
_INWARD = re.compile(r"\d[abd-hjlnp-uw-z]{2}(?![a-z0-9@-])")
"""How every postcode ends: a quick look."""

_BEFORE, _AFTER = 90, 40
"""How far around a postcode its surroundings are read, in characters."""


def _build(terms: Terms) -> Find:
    """`home`: words of a private address; `door`: a numbered street; `public`: words of a building for everyone."""
    kinds = terms.by_part

    def says(label: str, around: bytes) -> bool:
        return bool(kinds[label].search(around))

    def at_a_door(around: bytes) -> bool:
        """A numbered street, and no public building but what the street is called after (3 Chapel Row)."""
        return says("door", around) and not says("public", kinds["door"].sub(b" ", around))

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        text = reading.folded.text
        public = [_bare(contact) for contact in context.public_contacts]
        for start, end in _postcodes(text):
            around = text[max(0, start - _BEFORE) : end + _AFTER].encode("latin-1", "replace")
            if (says("home", around) or at_a_door(around)) and not any(
                _bare(text[start:end]) in contact for contact in public
            ):
                yield Hit(*reading.folded.span(start, end), shown="postcode " + MASK, private=True)

    return find


def any_postcode(reading: Reading, context: Context) -> Iterator[Hit]:
    """Full postcodes that are not among the public contacts, whoever's they are."""
    public = [_bare(contact) for contact in context.public_contacts]
    for start, end in _postcodes(reading.folded.text):
        if not any(_bare(reading.folded.text[start:end]) in contact for contact in public):
            yield Hit(*reading.folded.span(start, end), shown="postcode " + MASK, private=True)


@lru_cache(maxsize=4)
def _postcodes(text: str) -> Sequence[tuple[int, int]]:
    """Where full postcodes stand, looked for once for all rules."""
    return tuple(match.span() for match in _POSTCODE.finditer(text)) if _INWARD.search(text) else ()


def _bare(written: str) -> str:
    return "".join(char for char in written.lower() if char.isalnum())


NEED = any_of((), [pattern(_POSTCODE.pattern)])
"""What a text must hold for a postcode."""

POSTCODE = EvidenceDetector(_build, needs=lambda _terms: (NEED,))
