"""Spelled-out numbers written in digits, so that “three thousand” and “3,000” are read by the same rules.

Every character keeps its place in the original, so that what is found there can be shown as typed.
"""

import re
from dataclasses import dataclass

_SMALL = {
    name: value
    for value, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "  # noqa: SIM905
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    name: 10 * value
    for value, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)  # noqa: SIM905
}
_TIMES = {"dozen": 12, "hundred": 100}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_BELOW = _SMALL | _TENS

_WORD = "|".join((*_BELOW, *_TIMES, *_SCALES))
_GREAT = "|".join((*_TIMES, *_SCALES))
_JOIN = r"(?:[\s-]+|(?<=hundred)\s+and\s+|(?<=thousand)\s+and\s+|(?<=million)\s+and\s+)"
_RUN = re.compile(
    rf"\b(?:half\s+a\s+(?P<half_of>{_GREAT})|(?P<whole>{'|'.join(_BELOW)})\s+and\s+a\s+half\s+(?P<of>{_GREAT})"
    rf"|(?P<run>(?:an?\s+(?:{_GREAT})|{'|'.join(_BELOW)})\b(?:{_JOIN}(?:{_WORD})\b)*))\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+\S[^.;!?]{0,30}?(\sand\s)(?=[£$€]?(?:\d|[a-z]))", re.IGNORECASE)
_ONE_COUNTS = re.compile(r"\s+(?:in|out\s+of)\s+(?:every\s+)?(?:\d|[a-z])|\s*(?:%|per\s?cent)", re.IGNORECASE)
"""After these a bare “one” is a figure; elsewhere it is a pronoun far more often than a count."""


@dataclass(frozen=True, slots=True)
class InDigits:
    """A text with its numbers in digits; `starts` and `ends` say where each character began and ended before."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """[start, end) of the original for a stretch of this text that is not empty."""
        return self.starts[start], self.ends[end - 1]


def in_digits(text: str) -> InDigits:
    """The text with spelled-out numbers in digits, and “between 2 and 3” as “between 2 to 3”."""
    pieces, starts, ends, at = list[str](), list[int](), list[int](), 0
    for found in _RUN.finditer(text):
        digits = _digits(found, text)
        if not digits:
            continue
        pieces += [text[at : found.start()], digits]
        starts += [*range(at, found.start()), *[found.start()] * len(digits)]
        ends += [*range(at + 1, found.start() + 1), *[found.end()] * len(digits)]
        at = found.end()
    pieces.append(text[at:])
    starts += range(at, len(text))
    ends += range(at + 1, len(text) + 1)
    return InDigits(_BETWEEN.sub(_as_range, "".join(pieces)), tuple(starts), tuple(ends))


def _as_range(found: re.Match[str]) -> str:
    start, end = found.start(1) - found.start(), found.end(1) - found.start()
    return f"{found[0][:start]} to  {found[0][end:]}"


def _digits(found: re.Match[str], text: str) -> str:
    if found["half_of"]:
        return _scaled(0.5, found["half_of"].lower())
    if found["of"]:
        return _scaled(_BELOW[found["whole"].lower()] + 0.5, found["of"].lower())
    words = [word for word in re.split(r"[\s-]+", found["run"].lower()) if word not in {"a", "an", "and"}]
    if words == ["one"] and not _ONE_COUNTS.match(text, found.end()):
        return ""
    return _run(words)


def _scaled(count: float, scale: str) -> str:
    return f"{count:g} {scale}" if scale in _SCALES else f"{count * _TIMES[scale]:g}"


def _run(words: list[str]) -> str:
    """“three million” keeps its scale, because that says how exactly it is meant."""
    total = current = 0
    for word in words:
        if word in _BELOW:
            current += _BELOW[word]
        elif word in _TIMES:
            current = (current or 1) * _TIMES[word]
        else:
            total, current = total + (current or 1) * _SCALES[word], 0
    last = words[-1]
    if last in _SCALES and total % _SCALES[last] == 0 and not current:
        return f"{total // _SCALES[last]} {last}"
    return str(total + current)
