"""Amounts as people write them: counts, sums, shares, measures, ranges of them, and “1 in 5”."""

import re
from decimal import Decimal

from bot.policy.figures.figure import Amount, Day, Kind, Reading

_N = r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+|\d+)(?:\.\d+)?"
_SCALES = {
    "k": 10**3,
    "thousand": 10**3,
    **dict.fromkeys(("m", "mn", "million"), 10**6),
    **dict.fromkeys(("bn", "billion"), 10**9),
    **dict.fromkeys(("tn", "trillion"), 10**12),
}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_CURRENCIES = {"£": "GBP", "€": "EUR", "$": "USD", "pound": "GBP", "euro": "EUR", "dollar": "USD"}
_MEASURES: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("second", "sec"), ("time", "0.016666666667")),
    **dict.fromkeys(("minute", "min"), ("time", "1")),
    **dict.fromkeys(("hour", "hr"), ("time", "60")),
    "day": ("time", "1440"),
    "week": ("time", "10080"),
    "month": ("months", "1"),
    "year": ("months", "12"),
    **dict.fromkeys(("millimetre", "mm"), ("length", "0.001")),
    **dict.fromkeys(("centimetre", "cm"), ("length", "0.01")),
    **dict.fromkeys(("metre", "meter"), ("length", "1")),
    **dict.fromkeys(("kilometre", "km"), ("length", "1000")),
    "mile": ("miles", "1"),
    "mph": ("mph", "1"),
    **dict.fromkeys(("kilogram", "kilo", "kg"), ("mass", "1")),
    **dict.fromkeys(("tonne",), ("mass", "1000")),
    "litre": ("litres", "1"),
    "hectare": ("hectares", "1"),
    "acre": ("acres", "1"),
    "degree": ("degrees", "1"),
}
"""Measures by their dimension, and how many of that dimension's own measure each is."""
_MEASURE = "|".join(sorted(_MEASURES, key=len, reverse=True))
_PERCENT = r"%|per\s?cent\b|percentage\s+points?\b"
AMOUNT = re.compile(
    rf"(?<![\w.,/£$€])(?P<c>[£€$])?\s?(?P<n>{_N})(?:\s?(?P<s>{_SCALE})\b)?(?:\s?(?:{_PERCENT})(?=\s{{0,2}}(?:-|–|to)))?"
    rf"(?:\s{{0,2}}(?:-|–|—|to)\s{{0,2}}[£€$]?(?P<n2>{_N})(?:\s?(?P<s2>{_SCALE})\b)?)?"
    rf"(?:\s?(?P<percent>{_PERCENT})|\s(?P<money>pound|euro|dollar)s?\b|(?P<pence>p\b|\spence\b)"
    rf"|[\s-]?(?P<measure>{_MEASURE})s?\b|(?P<nth>(?:st|nd|rd|th)\b))?(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
RATIO = re.compile(
    r"(?<![\w.,/£$€])(?P<part>\d{1,3})\s(?:in|out\s+of)\s(?:every\s)?(?P<whole>\d{1,4})(?![\w]|[.,]\d)", re.IGNORECASE
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_AFTER = r"\s(?:of|more|less|fewer|higher|lower|up|down)\b"
FRACTION = re.compile(
    rf"(?:\b(?P<by>by)\s+)?\b(?:(?P<count>\d)[\s-]|an?\s|one\s)?(?P<part>{'|'.join(_PARTS)})s?(?(by)\b|(?={_AFTER}))",
    re.IGNORECASE,
)
_METRES = {"m": 1, "k": 1000}
"""What these may be short for besides millions and thousands: a 5m wall, a 10k run."""
_LAST_DAY = 31
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_A_SHARE = Decimal(1)
"""Percentage points by which “a third” or “1 in 5” may be off: they are said of 34 % and 19.4 % alike."""


def amount(found: re.Match[str]) -> tuple[Reading, ...]:
    """What a match of AMOUNT may mean."""
    low, high = _ends(found)
    if found["percent"]:
        return (Amount(Kind.SHARE, low, high, half=_last_digit(found, "n", 1) / 2),)
    if found["c"] or found["money"]:
        currency = _CURRENCIES[(found["c"] or found["money"]).lower()]
        return (Amount(Kind.MONEY, low, high, currency, half=_rounding(found)),)
    if found["pence"]:
        return (Amount(Kind.MONEY, low / 100, high / 100, "GBP"),)
    if found["measure"]:
        unit, factor = _MEASURES[found["measure"].lower()]
        return (Amount(Kind.NUMBER, low, high, unit, Decimal(factor), _rounding(found)),)
    return _counted(found, low, high)


def _counted(found: re.Match[str], low: Decimal, high: Decimal) -> tuple[Reading, ...]:
    plain = Amount(Kind.NUMBER, low, high, half=_rounding(found))
    if (short := (found["s"] or found["s2"] or "").lower()) in _METRES:
        ends = [_value(found[name]) for name in ("n", "n2") if found[name]]
        return (plain, Amount(Kind.NUMBER, ends[0], ends[-1], "length", Decimal(_METRES[short])))
    if found["nth"] and low <= _LAST_DAY:
        return (plain, Day(day=int(low)))
    if _YEAR.fullmatch(found["n"]) and not found["s"] and not found["n2"]:
        return (plain, Day(int(found["n"])))
    return (plain,)


def ratio(found: re.Match[str]) -> tuple[Reading, ...]:
    """“1 in 5” as a share; nothing where the part is no part of the whole."""
    part, whole = Decimal(found["part"]), Decimal(found["whole"])
    return _share(part, whole) if 0 < part < whole else ()


def fraction(found: re.Match[str]) -> tuple[Reading, ...]:
    """“a third of”, “by half” as a share."""
    return _share(Decimal(found["count"] or 1), Decimal(_PARTS[found["part"].lower()]))


def _share(part: Decimal, whole: Decimal) -> tuple[Reading, ...]:
    share = part * 100 / whole
    return (Amount(Kind.SHARE, share, share, half=_OF_A_SHARE),)


def _value(digits: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", digits))


def _ends(found: re.Match[str]) -> tuple[Decimal, Decimal]:
    """Both ends; in “2 to 3 million” and “£5-10m” the scale is said once for both, in “£900 to £2m” for the second."""
    low = _value(found["n"])
    if not found["n2"]:
        return low * _scale(found["s"]), low * _scale(found["s"])
    high = _value(found["n2"])
    return low * _scale(found["s"] or (found["s2"] if low < high else None)), high * _scale(found["s2"])


def _scale(word: str | None) -> int:
    return _SCALES[word.lower()] if word else 1


def _rounding(found: re.Match[str]) -> Decimal:
    """Half of the last digit of what is written with a scale, such as £1.2m; “three thousand” is meant as it stands."""
    scale = (found["s"] or "").lower()
    return _last_digit(found, "n", _SCALES[scale]) / 2 if scale and scale != "thousand" else Decimal(0)


def _last_digit(found: re.Match[str], name: str, scale: int) -> Decimal:
    decimals = len(found[name].partition(".")[2])
    return Decimal(scale).scaleb(-decimals)
