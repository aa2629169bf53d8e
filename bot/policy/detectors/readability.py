"""Reading age by Flesch and Kincaid, and words of the office that readers do not use. Welsh is left alone."""

import re
from collections.abc import Collection, Iterator

from bot.policy.context import Context
from bot.policy.detectors.duplicate import without_links
from bot.policy.detectors.syllables import syllables
from bot.policy.detectors.together import together
from bot.policy.detectors.welsh import is_welsh
from bot.policy.hits import Detector, EvidenceDetector, Find, Hit
from bot.policy.reading import Reading
from bot.policy.terms import Terms

_SENTENCE_END = re.compile(r"[.!?][.!?]*(?=\s|$)")
_WORD = re.compile(r"(?<![@#\w])[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FEWEST_WORDS = 10
_MOST_WORDS = 400
"""A draft past the limit is read as far as this."""

_HARD_GRADE = 14
"""School grade by Flesch and Kincaid; a grade of 14 is read with ease at about nineteen."""

_AGE_AT_GRADE_0 = 5
_GROWN_UP = 21
_SOUNDED = re.compile("[aeiouyAEIOUYàáâäèéêëìíîïòóôöùúûüŵŷÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜŴŶ]+|-")
"""Roughly one a syllable; hyphenating every word to count them takes longer than all other checks together."""

_LOOKS_EASY = 2
"""Grades below a hard one at which the rough count may stand."""


def _reading_age(_terms: Collection[str]) -> Find:
    def find(reading: Reading, _context: Context) -> Iterator[Hit]:
        text = without_links(reading.text) if reading.links else reading.text
        words = _WORD.findall(text[:4000])[:_MOST_WORDS]
        if len(words) < _FEWEST_WORDS:
            return
        sentences = max(1, _sentences(text))
        if _looks_easy(text, words, sentences):
            return
        grade = _grade(words, sentences, sum(syllables(word.lower()) for word in words))
        if grade >= _HARD_GRADE and not is_welsh(text):
            yield Hit(0, 0, fills={"age": _age(grade)})

    return find


def _age(grade: float) -> str:
    """Years of age at which that is read easily; above school age the formula says nothing more."""
    age = round(grade) + _AGE_AT_GRADE_0
    return str(age) if age < _GROWN_UP else f"{_GROWN_UP} or more"


def _sentences(text: str) -> int:
    """How many there are; a line is one too."""
    return sum(1 for line in text.split("\n") for part in _SENTENCE_END.split(line) if part.strip())


def _looks_easy(text: str, words: list[str], sentences: int) -> bool:
    """Whether even a rough count of syllables is far from hard; a count of vowels, which are no fewer, comes first."""
    easy = _HARD_GRADE - _LOOKS_EASY
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if _grade(words, sentences, sum(map(text.count, "aeiouyAEIOUY-")) + beyond_ascii) < easy:
        return True
    return _grade(words, sentences, len(_SOUNDED.findall(text))) < easy


def _grade(words: list[str], sentences: int, syllables: int) -> float:
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def _office_words(terms: Terms) -> Find:
    evidence = together(terms)

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        if not is_welsh(reading.text):
            yield from evidence(reading, context)

    return find


READING_AGE = Detector(_reading_age, frozenset({"age"}))
OFFICE_WORDS = EvidenceDetector(_office_words)
