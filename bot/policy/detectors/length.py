"""The limit of the channel. Counting stands in core/tweet_text.py."""

import unicodedata
from collections.abc import Collection, Iterator

from bot.core.tweet_text import LIMIT, as_published, fitting, weighted_length
from bot.policy.context import Context
from bot.policy.hits import Detector, Find, Hit
from bot.policy.reading import Reading


def _build(_terms: Collection[str]) -> Find:
    return _too_long


def _too_long(reading: Reading, _context: Context) -> Iterator[Hit]:
    """The words past the limit."""
    ready = as_published(reading.whole)
    length = weighted_length(ready)
    if length > LIMIT:
        fills = {"limit": str(LIMIT), "over": str(length - LIMIT), "length": str(length)}
        yield Hit(_typed_offset(reading.whole, fitting(ready)), len(reading.whole), fills=fills)


def _typed_offset(typed: str, published: int) -> int:
    """Where in the typed text the published offset lies, white space at the front and composing counted back."""
    lead = len(typed) - len(typed.lstrip())
    if unicodedata.is_normalized("NFC", typed) and "\r" not in typed:
        return lead + published
    low, high = lead, len(typed)
    while low < high:
        middle = (low + high) // 2
        if len(as_published(f"{typed[lead:middle]}|")) - 1 <= published:
            low = middle + 1
        else:
            high = middle
    return low - 1


LENGTH = Detector(_build, frozenset({"limit", "over", "length"}))
