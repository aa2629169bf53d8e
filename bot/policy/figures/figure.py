"""What a figure is once it has been read: an amount or a day, how it is hedged, and where it stands."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What is measured. Figures of two kinds are never the same figure."""

    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"  # of a hundred
    TIME = "time"  # of day, minutes after midnight


class Hedge(StrEnum):
    """What a word before a figure makes of it."""

    EXACT = ""
    ABOUT = "about"
    SOME = "some"  # before a number said exactly as often as not
    OVER = "over"
    NEARLY = "nearly"
    UNDER = "under"
    AT_LEAST = "at least"
    AT_MOST = "up to"


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity, or a range from `low` to `high`.

    `unit` is a currency or a measure's dimension, empty for what is only counted; `factor` turns the value into the
    dimension's own measure (minutes, metres, kilograms). `half` is half of the last digit written, where so many digits
    are a rounding by custom: £1.2m may be £1,234,000, and 12% may be 11.8%.
    """

    kind: Kind
    low: Decimal
    high: Decimal
    unit: str = ""
    factor: Decimal = Decimal(1)
    half: Decimal = Decimal(0)

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Day:
    """A date, or as much of one as is said; 0 for what is not."""

    year: int = 0
    month: int = 0
    day: int = 0


Reading = Amount | Day


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text, at [start, end); `shown` is it as typed, its hedge included.

    Several `readings` where it may mean either: “5m” is metres or millions, “2026” a year or a count.
    """

    start: int
    end: int
    shown: str
    readings: tuple[Reading, ...]
    hedge: Hedge = Hedge.EXACT
