"""How many syllables an English word has, by the hyphenation patterns that pyphen brings (Liang's method).

A pattern is read when a word first has it: pyphen itself reads all 14 000 at once, which takes longer than most packs.
"""

import re
from functools import cache, lru_cache

import pyphen

_LONGEST = 40
"""Letters of a word that are looked at."""

_EDGE = 2
"""Letters at either end between which no syllable ends."""

_STEP = re.compile(r"(\d?)(\D?)")
_NO_DIGITS = str.maketrans("", "", "0123456789")


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """At least 1; of a word in lower case."""
    written = word[:_LONGEST]
    weights = _weights(f".{written}.")
    return 1 + sum(weight % 2 for weight in weights[_EDGE + 1 : len(written) - _EDGE + 2])


def _weights(pointed: str) -> list[int]:
    """What the patterns say of each place in a word between points: an odd weight lets it be divided there."""
    patterns, longest = _patterns()
    weights = [0] * (len(pointed) + 1)
    for start in range(len(pointed) - 1):
        for end in range(start + 1, min(start + longest, len(pointed)) + 1):
            if written := patterns.get(pointed[start:end]):
                for at, weight in enumerate(_read(written), start):
                    weights[at] = max(weights[at], weight)
    return weights


@cache
def _patterns() -> tuple[dict[str, str], int]:
    """The patterns as they are written by their letters, and the most letters that one has."""
    lines = pyphen.LANGUAGES["en_GB"].read_text("utf-8").split()
    by_letters = {line.translate(_NO_DIGITS): line for line in lines if not line.isupper()}
    return by_letters, max(map(len, by_letters))


@cache
def _read(written: str) -> tuple[int, ...]:
    return tuple(int(digit or 0) for digit, _ in _STEP.findall(written))
