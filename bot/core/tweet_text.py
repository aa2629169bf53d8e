"""The text of a tweet as X sees it: how much of the limit it takes, and the exact characters that are sent.

Counts as twitter-text 3 does. Which characters are links stands in links.py, which are one emoji in
emoji_sequences.py.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.core.emoji_sequences import emoji_spans
from bot.core.links import Link, links

__all__ = [
    "LIMIT",
    "LengthProblem",
    "Link",
    "as_published",
    "fitting",
    "links",
    "problem_with_length",
    "weighted_length",
]

LIMIT = 280
"""The most a tweet may weigh."""

LINK_WEIGHT = 23
"""X rewrites every link to a t.co address of this length, however long it was."""

_WIDE_WEIGHT = 2
_WIDE = re.compile("[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
"""Characters that weigh 2; all others weigh 1."""

_UNSENDABLE = re.compile("[\ufffe\ufeff\uffff]")


@dataclass(frozen=True, slots=True)
class LengthProblem:
    """Why a text cannot be sent as it is. `over` counts the weight above the limit, 0 for the other kinds."""

    kind: Literal["empty", "too_long", "unsendable"]
    over: int = 0

    def __str__(self) -> str:
        """The sentence shown at the field."""
        if self.kind == "empty":
            return "There is nothing to post yet. Write the words of the tweet."
        if self.kind == "unsendable":
            return "The text holds a character that X does not take. Type the words again instead of pasting them."
        characters = "1 character" if self.over == 1 else f"{self.over} characters"
        return f"This is {characters} over X's limit of {LIMIT}. A link counts as {LINK_WEIGHT}, an emoji as 2."


def as_published(text: str) -> str:
    """The exact text that is sent for what was typed: the preview and the publisher both call this.

    Composed characters (NFC, which X counts), one kind of line break, no white space around it. Never other words.
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


@lru_cache(maxsize=64)
def weighted_length(text: str) -> int:
    """How much of the limit the text takes, in time linear in its length.

    Kept for a while, because checking, previewing and publishing ask about the same text in turn.
    """
    composed = unicodedata.normalize("NFC", text)
    weight, at, plain = 0, 0, []
    for start, end, whole in _wholes(composed):
        weight += whole
        plain.append(composed[at:start])
        at = end
    return weight + _plain_weight("".join([*plain, composed[at:]]))


def problem_with_length(text: str) -> LengthProblem | None:
    """What keeps the text from being sent, or None."""
    ready = as_published(text)
    if not ready:
        return LengthProblem("empty")
    if _UNSENDABLE.search(ready):
        return LengthProblem("unsendable")
    over = weighted_length(ready) - LIMIT
    return LengthProblem("too_long", over) if over > 0 else None


def fitting(text: str, limit: int = LIMIT) -> int:
    """How many leading characters of a text in NFC fit into the limit; never ends inside a link or an emoji."""
    at = 0
    left = limit
    for start, end, weight in [*_wholes(text), (len(text), len(text), 0)]:
        plain = _plain_weight(text[at:start])
        if plain > left:
            return at + _plain_fitting(text[at:start], left)
        if plain + weight > left:
            return start
        left -= plain + weight
        at = end
    return len(text)


def _plain_fitting(text: str, limit: int) -> int:
    """How many leading characters, none of which is of a link or an emoji, fit into the limit that they exceed."""
    if text.isascii():
        return limit
    for at, char in enumerate(text):
        limit -= _plain_weight(char)
        if limit < 0:
            return at
    return len(text)


@lru_cache(maxsize=4)
def _wholes(text: str) -> tuple[tuple[int, int, int], ...]:
    """(start, end, weight) of each link and emoji of a text in NFC, in order; an emoji inside a link is the link's.

    Kept for a moment, because a text that is too long is measured and then cut.
    """
    found = [(link.start, link.end, LINK_WEIGHT) for link in links(text)]
    emoji = [(start, end, _WIDE_WEIGHT) for start, end in emoji_spans(text)]
    if not found or not emoji:
        return tuple(found or emoji)
    inside = {at for start, end, _ in found for at in range(start, end)}
    return tuple(sorted([*found, *(span for span in emoji if span[0] not in inside)]))


def _plain_weight(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
