"""Telephone numbers said in words, as “oh seven seven double oh, nine hundred …”: where they stand, in digits."""

import re
from collections.abc import Iterator

_DIGITS = {
    **dict.fromkeys(("oh", "o", "zero", "nought", "naught", "nil"), "0"),
    **{word: str(number) for number, word in enumerate(("one", "two", "three", "four", "five"), start=1)},
    **{word: str(number) for number, word in enumerate(("six", "seven", "eight", "nine"), start=6)},
}
_TIMES = {"double": 2, "treble": 3, "triple": 3}
_ROUND = {"hundred": "00", "thousand": "000"}
_SAID = "|".join((*_DIGITS, *_TIMES, *_ROUND))
FIRST_WORDS = ("oh", "o", "zero", "nought", "naught", "double", "treble", "triple")
STARTS = rf"\b(?:{'|'.join(FIRST_WORDS)})[ ,-]{{1,2}}(?:{_SAID})\b"
"""A number that is dialled begins with a nought; no other words of this kind follow one another."""

_RUN = re.compile(rf"\b(?:{_SAID}|\d{{1,6}})(?:[ ,.–-]{{1,2}}(?:{_SAID}|\d{{1,6}})){{4,12}}\b")
_STARTS = re.compile(STARTS)
_DIALLED = re.compile(r"0[12378]\d{8,9}")
_PART = re.compile(r"[a-z]+|\d+")


def spoken_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, digits) of each British number in folded text that has words in it."""
    if not _STARTS.search(text):
        return
    for match in _RUN.finditer(text):
        digits = _as_digits(_PART.findall(match[0]))
        if any(char.isalpha() for char in match[0]) and _DIALLED.fullmatch(digits):
            yield match.start(), match.end(), digits


def _as_digits(parts: list[str]) -> str:
    said, times = "", 1
    for part in parts:
        if part in _TIMES:
            times = _TIMES[part]
        else:
            said += _ROUND.get(part) or _DIGITS.get(part, part) * times
            times = 1
    return said
