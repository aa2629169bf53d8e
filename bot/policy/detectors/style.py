"""How a draft is written for eyes and screen readers: capitals, hashtags, emoji. Advice, never judgement."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import pairwise

from bot.policy import asking
from bot.policy.context import Context
from bot.policy.detectors.emoji_places import emoji_places
from bot.policy.hits import Detector, Find, Hit
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading

_CAPITALS = re.compile(r"[A-Z](?<![\w#@/.].)[A-Z'’]*(?:[ \t!,:.?-]{1,3}[A-Z][A-Z'’]*(?![\w.]))+(?![a-z0-9])")
_CAPITAL_WORD = re.compile(r"[A-Z][A-Z'’]*")
_VOWEL = re.compile("[AEIOUY]")
_FEWEST_SHOUTED = 2
"""Ordinary words in capitals that make a run of them shouting; acronyms do not count."""

_HASHTAG = re.compile(r"#(?<![\w&].)(?=[^\W\d_])[^\W_]{6,60}(?!\w)")
_LONG_TAG = 16
"""Letters from which a lower-case hashtag is taken to be several words, whatever they are."""

_SHORTEST_PART = 2
_SHORTEST_NAME = 4
_SHORTEST_REST = 7
_MANY_EMOJI = 4
_SAME_IN_A_ROW = 3
_AFTER_EMOJI = re.compile(r"[ \t]+[a-z]")
_BEFORE_EMOJI = re.compile(r"[\w,'’]\s*\Z")


def _all_caps(terms: Collection[str]) -> Find:
    """`terms` are acronyms that may stand side by side."""
    acronyms = frozenset(term.upper() for term in terms)

    def find(reading: Reading, _context: Context) -> Iterator[Hit]:
        for run in _CAPITALS.finditer(reading.text):
            words = _CAPITAL_WORD.findall(run[0])
            shouted = [w for w in words if w not in acronyms and _VOWEL.search(w) and len(w) > 1]
            longest = max(map(len, shouted), default=0)
            if len(shouted) >= _FEWEST_SHOUTED and longest > _SAME_IN_A_ROW and len(shouted) * 2 >= len(words):
                yield Hit(*run.span())

    return find


def _hashtag_case(terms: Collection[str]) -> Find:
    """`terms` are words that hashtags are put together from."""
    words = frozenset(terms)

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        for tag in _HASHTAG.finditer(reading.text):
            plain = tag[0][1:]
            letters = re.sub(r"\d", "", plain)
            if letters[1:].islower() and (
                len(letters) >= _LONG_TAG or _reads_as_words(_without_name(letters.lower(), context), words)
            ):
                yield Hit(*tag.span())

    return find


def _emoji_overuse(_terms: Collection[str]) -> Find:
    def find(reading: Reading, _context: Context) -> Iterator[Hit]:
        """Many emoji, one repeated, or one in the middle of a sentence."""
        if reading.text.isascii():
            return
        spans = [span for span in emoji_places(reading.text) if reading.text[span[0]] not in "©®™0123456789#*"]
        if len(spans) >= _MANY_EMOJI or _repeats(reading.text, spans):
            yield Hit(spans[0][0], spans[-1][1])
            return
        for start, end in spans:
            if _AFTER_EMOJI.match(reading.text, end) and _BEFORE_EMOJI.search(reading.text, max(0, start - 4), start):
                yield Hit(start, end)
                return

    return find


def _repeats(text: str, spans: list[tuple[int, int]]) -> bool:
    row = 1
    for before, now in pairwise(spans):
        if before[1] == now[0] and text[now[0] : now[1]] == text[before[0] : before[1]]:
            return True
        row = row + 1 if text[now[0] : now[1]] == text[before[0] : before[1]] else 1
        if row >= _SAME_IN_A_ROW:
            return True
    return False


def _without_name(tag: str, context: Context) -> str:
    """The tag with the organisation's own name as one short word: the list of words does not have it."""
    for name in folded_text(context.org).split():
        if len(name) >= _SHORTEST_NAME and name in tag and name != tag:
            return tag.replace(name, "the", 1)
    return tag


def _reads_as_words(tag: str, words: frozenset[str]) -> bool:
    """Whether the tag is several words, or a name that the list does not have and then several words."""
    if tag in words:
        return False
    return _is_several(tag, words) or any(
        _is_several(tag[at:], words) for at in range(_SHORTEST_NAME, len(tag) - _SHORTEST_REST)
    )


@lru_cache(maxsize=8192)
def _is_several(tag: str, words: frozenset[str]) -> bool:
    """Whether the tag is put together from at least two of the words, and is none of them."""
    if tag in words:
        return False
    reached = {0}
    for end in range(_SHORTEST_PART, len(tag) + 1):
        if any(tag[start:end] in words for start in range(max(0, end - 20), end - 1) if start in reached):
            reached.add(end)
    return len(tag) in reached


ALL_CAPS = Detector(_all_caps, spares=True)
HASHTAG_CASE = Detector(_hashtag_case)
EMOJI_OVERUSE = Detector(_emoji_overuse, asks=asking.odd_characters)
