"""Whether somebody is rested: the daily and the weekly rest of the Working Time Regulations 1998.

What counts as work is the caller's to say: in-hours shifts and callouts that were made. Standing by at home does not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.core.rota.stretches import Stretch, joined, without


@dataclass(frozen=True, slots=True)
class Rule:
    """In every `period` that begins with work there is one unbroken `rest`."""

    name: str
    rest: timedelta
    period: timedelta


DAILY = Rule("daily", timedelta(hours=11), timedelta(hours=24))
"""Regulation 10: eleven consecutive hours in each 24."""

WEEKLY = Rule("weekly", timedelta(hours=24), timedelta(days=7))
"""Regulation 11: an uninterrupted 24 hours in each seven days."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Which rule is not kept, and by which work: [start, end) without a long enough break in it."""

    rule: Rule
    work: Stretch


def rested(worked: Iterable[Stretch], shift: Stretch) -> bool:
    """Whether a person who works (or has worked) these stretches may take the shift as well."""
    return not shortfalls(worked, shift)


def shortfalls(worked: Iterable[Stretch], shift: Stretch, rules: Iterable[Rule] = (DAILY, WEEKLY)) -> list[Shortfall]:
    """The rules that taking the shift would break, each with the work that leaves no room for rest."""
    work = joined([*worked, shift])
    return [
        Shortfall(rule, block)
        for rule in rules
        for block in _without_rest(work, rule.rest)
        if block[0] <= shift[0] < block[1] and block[1] - block[0] > rule.period - rule.rest
    ]


def short_of_rest(work: list[Stretch], part: Stretch) -> list[Shortfall]:
    """The rest somebody would still lack who stands by in this part. `work` is sorted and without overlaps.

    Standing by is no work, but whoever comes to it short of rest could not be called.
    """
    before = without(work, [(part[0], work[-1][1])]) if work and work[-1][1] > part[0] else work
    if not before:
        return []
    found = shortfalls(before[:-1], before[-1])
    return [short for short in found if part[0] - before[-1][1] < short.rule.rest]


def _without_rest(work: list[Stretch], rest: timedelta) -> list[Stretch]:
    """Work joined over every break shorter than the rest."""
    blocks = [work[0]]
    for start, end in work[1:]:
        if start - blocks[-1][1] < rest:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks
