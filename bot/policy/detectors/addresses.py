"""Postcodes that give away where somebody lives. A postcode of a public building, or an area's first half, passes.

Which words speak of a home and which of a public place, the pack says.
"""

import re
from collections.abc import Collection, Iterator

from bot.policy.context import Context
from bot.policy.detectors.evidence import parsed
from bot.policy.hits import MASK, Detector, Find, Hit
from bot.policy.needs import always
from bot.policy.reading import Reading

_POSTCODE = re.compile(
    r"(?<![a-z0-9/#@.-])(?:gir ?0aa|[a-pr-uwyz]"
    r"(?:\d{1,2}|[a-hk-y]\d{1,2}|\d[a-hjkps-uw]|[a-hk-y]\d[abehmnprv-y])"
    r"[ -]{0,2}\d[abd-hjlnp-uw-z]{2})(?![a-z0-9@-])"
)
_BEFORE, _AFTER = 90, 40
"""How far around a postcode its surroundings are read, in characters."""


def _build(terms: Collection[str]) -> Find:
    """`home`: words of a private address; `door`: a numbered street; `public`: words of a building for everyone."""
    kinds = parsed(terms)

    def says(label: str, around: bytes) -> bool:
        pattern = kinds[label].pattern
        return pattern is not None and bool(pattern.search(around))

    def at_a_door(around: bytes) -> bool:
        """A numbered street, and no public building but what the street is called after (3 Chapel Row)."""
        door = kinds["door"].pattern
        return says("door", around) and not says("public", door.sub(b" ", around) if door else around)

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        text = reading.folded.text
        public = [_bare(contact) for contact in context.public_contacts]
        for match in _POSTCODE.finditer(text):
            around = text[max(0, match.start() - _BEFORE) : match.end() + _AFTER].encode("ascii", "replace")
            if (says("home", around) or at_a_door(around)) and not any(
                _bare(match[0]) in contact for contact in public
            ):
                yield Hit(*reading.folded.span(*match.span()), shown="postcode " + MASK, private=True)

    return find


def any_postcode(reading: Reading, context: Context) -> Iterator[Hit]:
    """Full postcodes that are not among the public contacts, whoever's they are."""
    public = [_bare(contact) for contact in context.public_contacts]
    for match in _POSTCODE.finditer(reading.folded.text):
        if not any(_bare(match[0]) in contact for contact in public):
            yield Hit(*reading.folded.span(*match.span()), shown="postcode " + MASK, private=True)


def _bare(written: str) -> str:
    return "".join(char for char in written.lower() if char.isalnum())


POSTCODE = Detector(_build, patterns=True, needs=always(_POSTCODE.pattern))
