"""Who comes first for a turn of a plan, by what weighs on them and by what they have had; and what spoke for them.

The planner works these out; planner.py asks here only for the order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.core.ids import PersonId
from bot.core.rota.proposal import Not, Passed, Spoke


class Hardship(NamedTuple):
    """What should not be, and is only where nobody else can; what weighs most stands first."""

    far_over_half: bool
    both: bool
    over_half: bool
    long_run: bool

    @property
    def grave(self) -> tuple[bool, bool, bool]:
        """What is worth handing over by the day for; too many days in a row would only come back as more handovers."""
        return self[:3]


NO_HARDSHIP = (False, False, False)


class Fairness(NamedTuple):
    """Who comes first: the least of these. `holidays` counts only for a turn with a bank holiday in it."""

    holidays: int
    hours: timedelta
    unsocial: timedelta
    last: datetime
    person: PersonId


_SPOKE = (Spoke.HOLIDAYS, Spoke.HOURS, Spoke.UNSOCIAL, Spoke.LONGEST, Spoke.NAME)
"""What spoke for somebody who is first by this part of Fairness."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The best person for a unit, how many were as little burdened by it, and why it was none of the others."""

    hardship: Hardship
    first: Fairness
    spoke: Spoke
    could: int
    passed: Passed


def worse(hardship: Hardship, least: Hardship) -> Not:
    """What speaks against somebody who would have it harder than another one."""
    if hardship.both and not least.both:
        return Not.BOTH
    return Not.HALF if hardship.over_half and not least.over_half else Not.LONG


def spoke(ranked: Sequence[Fairness]) -> Spoke:
    """By what the first is before the second."""
    if len(ranked) == 1:
        return Spoke.ONLY
    return next(by for by, one, other in zip(_SPOKE, ranked[0], ranked[1], strict=True) if one != other)
