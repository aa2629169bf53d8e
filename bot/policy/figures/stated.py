"""The figures a text states: numbers, sums, shares, dates and times, in digits or spelled out.

Links, names, telephone numbers, roads, postcodes and numbers of a thread's posts are none.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from bot.policy.figures import moments, quantities
from bot.policy.figures.figure import Amount, Day, Figure, Hedge, Kind, Reading
from bot.policy.figures.spelled import in_digits

_NO_FIGURE = re.compile(
    r"https?://\S+|\bwww\.\S+|(?<![\w.-])[\w.-]{1,64}@[\w.-]+|[@#]\w+|(?<![\w.-])(?:[\w-]{1,63}\.){1,8}[a-z]{2,63}/\S*"
    r"|(?<![\w£])(?:\+44\s?(?:\(0\))?|0)\d(?:[\s()-]?\d){7,10}\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b[A-Za-z]+\d\w*|\b(?i:covid)-19\b|\b24/7\b|(?<![\w/£])\d{1,2}/\d{1,2}(?![\w/])"
    r"|\b(?i:call|ring|dial|phone|contact|nhs|text|on|or)\s(?:999|101|111|112|105|119|116\s123)\b"
    r"|(?<![\w£])\d{1,4}[a-z]?\s(?:[A-Z][\w’']+\s){1,2}(?:Street|Road|Lane|Avenue|Drive|Close|Way|Place|Square|Row|"
    r"Terrace|Gardens|Court|Hill|Crescent|Grove)\b"
)
_FINANCIAL_YEAR = re.compile(r"(?<![\w-])(?P<first>(?:19|20)\d\d)[/–-]\d\d(?![\w/-])")

_HEDGES = (
    (Hedge.AT_MOST, r"up to|at most|as (?:many|much) as|no more than|(?:a )?maximum(?: of)?"),
    (Hedge.AT_LEAST, r"at least|no (?:fewer|less) than|a minimum of|from"),
    (Hedge.OVER, r"(?:just |well )?over|more than|above|upwards of|in excess of|exceed(?:s|ed|ing)?|topped|>"),
    (Hedge.NEARLY, r"nearly|almost|just (?:under|below)|approaching|close (?:on|to)|not quite"),
    (Hedge.UNDER, r"under|below|less than|fewer than|<"),
    (Hedge.SOME, r"some"),
    (Hedge.ABOUT, r"about|around|roughly|approximately|approx\.?|circa|c\.|~|in the region of"),
)
_BEFORE = re.compile(
    rf"(?<!\w)(?:{'|'.join(f'(?P<h{at}>{words})' for at, (_, words) in enumerate(_HEDGES))})\s?(?:an?\s)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\+|\s(?:or more|plus)\b", re.IGNORECASE)
_LONGEST_HEDGE = 20
_LASTS = frozenset({"time", "months"})
"""Measures of which “over” says how long something goes on: “over five years” are five."""

_Reader = Callable[[re.Match[str]], tuple[Reading, ...]]


def _each_alone(found: re.Match[str]) -> tuple[Reading, ...]:
    return tuple(moments.readings(found))


def _financial_year(found: re.Match[str]) -> tuple[Reading, ...]:
    return (Day(int(found["first"])),)


_STEPS: tuple[tuple[re.Pattern[str], _Reader, bool], ...] = (
    *((pattern, _each_alone, True) for pattern in moments.PATTERNS),
    (_FINANCIAL_YEAR, _financial_year, False),
    (quantities.RATIO, quantities.ratio, False),
    (quantities.FRACTION, quantities.fraction, False),
    (quantities.AMOUNT, quantities.amount, False),
)
"""What is looked for, in order; what one has read the next do not see. True where two readings are two figures."""


@lru_cache(maxsize=256)
def figures_in(text: str) -> tuple[Figure, ...]:
    """Every figure of the text, in the order of the text. Time grows with its length and no faster."""
    digits = in_digits(_NO_FIGURE.sub(lambda found: " " * len(found[0]), text))
    found = list[Figure]()
    rest = digits.text
    for pattern, read, are_two in _STEPS:
        matches = [(match, read(match)) for match in pattern.finditer(rest)]
        for match, readings in matches:
            start, end = digits.span(*match.span())
            found += _figures(text, start, end, readings, are_two=are_two)
        rest = _without(rest, [match for match, readings in matches if readings])
    return tuple(sorted(found, key=lambda figure: figure.start))


def _figures(text: str, start: int, end: int, readings: tuple[Reading, ...], *, are_two: bool) -> Iterator[Figure]:
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if are_two:
        yield from (Figure(start, end, text[start:end], (one,)) for one in readings)
    elif readings:
        hedge, begins, ends = _hedged(text, start, end, readings[0])
        yield Figure(begins, ends, text[begins:ends], readings, hedge)


def _hedged(text: str, start: int, end: int, reading: Reading) -> tuple[Hedge, int, int]:
    """How the figure is hedged, and where it begins and ends with that."""
    if isinstance(reading, Day) or reading.kind is Kind.TIME:
        return Hedge.EXACT, start, end
    window = max(0, start - _LONGEST_HEDGE)
    if before := _BEFORE.search(text[window:start]):
        at = next(at for at in range(len(_HEDGES)) if before[f"h{at}"])
        lasts = _HEDGES[at][0] is Hedge.OVER and reading.unit in _LASTS
        return Hedge.EXACT if lasts else _HEDGES[at][0], window + before.start(), end
    after = _AFTER.match(text, end)
    return (Hedge.AT_LEAST, start, after.end()) if after else (Hedge.EXACT, start, end)


def _without(text: str, matches: list[re.Match[str]]) -> str:
    pieces, at = list[str](), 0
    for match in matches:
        pieces += [text[at : match.start()], "¦" * len(match[0])]
        at = match.end()
    return "".join((*pieces, text[at:]))


def amounts(figure: Figure) -> Iterator[Amount]:
    """Those of its readings that are amounts."""
    return (reading for reading in figure.readings if isinstance(reading, Amount))
