"""Stretches of time, half-open [start, end), as sorted lists that never overlap: join, cut, take away."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime

Stretch = tuple[datetime, datetime]
"""Two instants in UTC, the first before the second; the second no longer belongs to it."""


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The time covered by any of them, as few stretches as possible, in order. Empty ones fall away."""
    out: list[Stretch] = []
    for start, end in sorted(stretches):
        if start >= end:
            continue
        if out and start <= out[-1][1]:
            if end > out[-1][1]:
                out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def common(one: Sequence[Stretch], other: Sequence[Stretch]) -> list[Stretch]:
    """The time in both lists. Both are sorted and without overlaps."""
    out: list[Stretch] = []
    for start, end in one:
        met = touching(other, start, end)
        if met and met[0][0] < start:
            met[0] = (start, met[0][1])
        if met and met[-1][1] > end:
            met[-1] = (met[-1][0], end)
        out += met
    return out


def touching(stretches: Sequence[Stretch], start: datetime, end: datetime) -> list[Stretch]:
    """Those that share any time with [start, end), whole."""
    low = bisect_left(stretches, (start,))
    if low and stretches[low - 1][1] > start:
        low -= 1
    return list(stretches[low : bisect_left(stretches, (end,), low)])


def without(stretches: Sequence[Stretch], away: Sequence[Stretch]) -> list[Stretch]:
    """What remains of the first list when the second is taken away. Both are sorted and without overlaps."""
    out = []
    for begin, end in stretches:
        start = begin
        for gone_from, gone_to in touching(away, begin, end):
            if gone_from > start:
                out.append((start, gone_from))
            start = gone_to
        if start < end:
            out.append((start, end))
    return out
