"""Does a figure of a draft stand in the text it follows? Our own rule, for S55.

A figure stands where the text has the same one, however it is written (£1.2m and £1.2 million, 12% and 12 per cent,
three thousand and 3,000, 90 minutes and 1.5 hours). Besides:

- What is written to fewer digits by custom may be rounded: £1.2m for £1,234,567, 12% for 11.8%; sums by 5 % at most.
- “About 3,000” may stand for 2,987: rounded to the last digit that is written, and 5 % off at most.
- “More than”, “nearly” and the like must be true of the text's figure, and near it.
- A hedge of the text is kept: “up to £500” does not make “£500”. A hedge may be added where it stays true.
- A range stands where the text has the same range or both of its ends, or a figure within it.
- A date may say less than the text's (no day, no year) and a year more; never another day.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.policy.figures.figure import Amount, Day, Figure, Hedge, Kind, Reading
from bot.policy.figures.stated import amounts, figures_in

_NEAR = Decimal("0.05")
_MAY_BECOME = {
    Hedge.EXACT: frozenset({Hedge.EXACT, Hedge.SOME, Hedge.ABOUT, Hedge.AT_LEAST, Hedge.AT_MOST}),
    Hedge.SOME: frozenset({Hedge.EXACT, Hedge.SOME, Hedge.ABOUT}),
    Hedge.ABOUT: frozenset({Hedge.ABOUT, Hedge.SOME}),
    Hedge.OVER: frozenset({Hedge.OVER, Hedge.AT_LEAST, Hedge.ABOUT}),
    Hedge.NEARLY: frozenset({Hedge.NEARLY, Hedge.UNDER, Hedge.ABOUT}),
    Hedge.UNDER: frozenset({Hedge.UNDER, Hedge.AT_MOST}),
    Hedge.AT_LEAST: frozenset({Hedge.AT_LEAST, Hedge.OVER}),
    Hedge.AT_MOST: frozenset({Hedge.AT_MOST}),
}
"""How the same figure may be hedged in a draft, by how the text hedges it."""
_BEFORE, _AFTER = 15, 25
"""Characters around a figure that say what it counts."""
_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A figure of a draft that does not stand in the text, and the one there it was most likely taken from."""

    figure: Figure
    instead: Figure | None


def unsupported(draft: str, source: str) -> list[Unsupported]:
    """The figures of a draft that do not stand in the source, each once, in the order of the draft."""
    stated = figures_in(source)
    found: dict[str, Unsupported] = {}
    for figure in figures_in(draft):
        if not _stands(figure, stated):
            found.setdefault(figure.shown.casefold(), Unsupported(figure, _instead(draft, figure, source, stated)))
    return list(found.values())


def _stands(figure: Figure, stated: Iterable[Figure]) -> bool:
    listed = tuple(stated)
    if any(_is_same(figure, other) for other in listed):
        return True
    ends = [(each.low, each.high, each) for each in amounts(figure) if each.is_range]
    return any(all(_has_end(value, of, listed) for value in (low, high)) for low, high, of in ends)


def _has_end(value: Decimal, of: Amount, stated: Iterable[Figure]) -> bool:
    end = Amount(of.kind, value, value, of.unit, of.factor)
    return any(_agree(end, reading, Hedge.EXACT, other.hedge) for other in stated for reading in other.readings)


def _is_same(figure: Figure, other: Figure) -> bool:
    return any(_agree(ours, its, figure.hedge, other.hedge) for ours in figure.readings for its in other.readings)


def _agree(ours: Reading, its: Reading, hedge: Hedge, its_hedge: Hedge) -> bool:
    if isinstance(ours, Day) or isinstance(its, Day):
        return isinstance(ours, Day) and isinstance(its, Day) and _same_day(ours, its)
    if not _comparable(ours, its):
        return False
    factor = its.factor / ours.factor if ours.unit and its.unit else Decimal(1)
    return _amounts_agree(ours, its.low * factor, its.high * factor, hedge, its_hedge)


def _same_day(ours: Day, its: Day) -> bool:
    pairs = ((ours.year, its.year), (ours.month, its.month), (ours.day, its.day))
    if any(said and there and said != there for said, there in pairs):
        return False
    return all(there or not said for said, there in (pairs[1:] if ours.month else pairs))


def _comparable(ours: Amount, its: Amount) -> bool:
    """Of one kind, and of one measure; “3,000” is not refused because the text says “3,000 tonnes”."""
    if ours.kind is not its.kind:
        return False
    return ours.unit == its.unit or (ours.kind is Kind.NUMBER and not (ours.unit and its.unit))


def _amounts_agree(ours: Amount, low: Decimal, high: Decimal, hedge: Hedge, its_hedge: Hedge) -> bool:
    if ours.is_range:
        return (ours.low, ours.high) == (low, high) or (low == high and ours.low <= low <= ours.high)
    if low != high:
        return False
    if ours.low == low:
        return hedge in _MAY_BECOME[its_hedge]
    return its_hedge in {Hedge.EXACT, Hedge.SOME, Hedge.ABOUT} and _TRUE_OF[hedge](ours, low)


def _rounded(ours: Amount, exact: Decimal) -> bool:
    off = abs(ours.low - exact)
    return 0 < off <= ours.half and (ours.kind is Kind.SHARE or off <= _NEAR * ours.low)


def _about(ours: Amount, exact: Decimal) -> bool:
    off = abs(ours.low - exact)
    return off <= max(_last_digit(ours.low) / 2, ours.half) and off <= max(_NEAR * ours.low, ours.half)


def _over(ours: Amount, exact: Decimal) -> bool:
    return ours.low < exact < ours.low + _last_digit(ours.low)


def _nearly(ours: Amount, exact: Decimal) -> bool:
    return ours.low * (1 - _NEAR) <= exact < ours.low


def _under(ours: Amount, exact: Decimal) -> bool:
    return ours.low - _last_digit(ours.low) < exact < ours.low


_TRUE_OF: dict[Hedge, Callable[[Amount, Decimal], bool]] = {
    Hedge.EXACT: _rounded,
    Hedge.SOME: _about,
    Hedge.ABOUT: _about,
    Hedge.OVER: _over,
    Hedge.AT_LEAST: _over,
    Hedge.NEARLY: _nearly,
    Hedge.UNDER: _under,
    Hedge.AT_MOST: _under,
}
"""For each hedge of a draft, whether its figure is true of another one in the text."""


def _last_digit(value: Decimal) -> Decimal:
    """The worth of one in the last digit that is not zero: 1000 for 3,000, 10 for 2,950; at least a half for shares."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def _instead(draft: str, figure: Figure, source: str, stated: Iterable[Figure]) -> Figure | None:
    """The text's figure of the same kind in the most alike surroundings, the nearest of several."""
    words = _around(draft, figure)
    alike = [other for other in stated if _kinds(other) & _kinds(figure)]
    return min(
        alike,
        key=lambda other: (-len(words & _around(source, other)), _distance(figure, other), other.start),
        default=None,
    )


def _kinds(figure: Figure) -> set[str]:
    return {"day" if isinstance(reading, Day) else reading.kind for reading in figure.readings}


def _around(text: str, figure: Figure) -> set[str]:
    near = f"{text[max(0, figure.start - _BEFORE) : figure.start]} {text[figure.end : figure.end + _AFTER]}"
    return set(_WORD.findall(near.casefold()))


def _distance(one: Figure, other: Figure) -> Decimal:
    """How many times one is the other, at least 1; without meaning for days."""
    ours, its = next(amounts(one), None), next(amounts(other), None)
    if ours is None or its is None or not ours.low or not its.low:
        return Decimal(1)
    return max(ours.low / its.low, its.low / ours.low)
