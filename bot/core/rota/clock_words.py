"""Times of day as people say them: "2pm", "9.30", "1400", "half past two", "noon". Of which day is no matter here.

A time without am or pm may be two; which of them is meant is decided where the days are known, in hours_said.py.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time

HOUR, NOON, FULL_DAY = 60, 720, 1440
"""In minutes after midnight; the last one is the end of the day."""
_MORNING = range(8 * HOUR, 13 * HOUR)
"""Where a time without am or pm is taken for the one in the morning, or noon: office hours begin in it."""
_TWELVE = 12
_DAY_HOURS = 24
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = r"(?P<n>[1-9]|1[0-2]|" + "|".join(_NUMBERS) + ")"


@dataclass(frozen=True, slots=True)
class Clock:
    """What a time may stand for, in minutes after midnight, earliest first; `half` is "am" or "pm" if it was said."""

    words: str
    minutes: tuple[int, ...]
    half: str = ""

    def after(self, earliest: int) -> "Clock":
        """Without what is not after this minute, where something is left then."""
        left = tuple(minute for minute in self.minutes if minute > earliest)
        return replace(self, minutes=left or self.minutes)

    @property
    def usual(self) -> int | None:
        """The one minute that is meant; None where both halves of the day are as likely."""
        if len(self.minutes) == 1:
            return self.minutes[0]
        return next((minute for minute in self.minutes if minute in _MORNING), None)


def as_time(minute: int) -> time:
    """Minutes after midnight as a time; the end of the day is midnight."""
    return time(minute // HOUR % _DAY_HOURS, minute % HOUR)


_DIGITS = r"(?<![\d/.:])(\d{1,2}(?:[.:]\d{2})?)"
_WORDED = (
    (re.compile(rf"\bhalf(?: past)? {_NUMBER}\b"), lambda n: f"{n}.30"),
    (re.compile(rf"\bquarter past {_NUMBER}\b"), lambda n: f"{n}.15"),
    (re.compile(rf"\bquarter to {_NUMBER}\b"), lambda n: f"{(n - 2) % 12 + 1}.45"),
    (re.compile(rf"\b{_NUMBER} ?o['’]?clock\b"), lambda n: f"{n}.00"),
    (re.compile(rf"\b{_NUMBER}(?= ?[ap]\.?m\b)"), lambda n: f"{n}"),
    (re.compile(rf"(?<=\bto ){_NUMBER}\b(?! (?:day|week|month|hour|min|fortnight))"), lambda n: f"{n}"),
)
_HALVED = (
    (re.compile(rf"{_DIGITS} (?:in )?(?:the )?morning\b"), r"\1am"),
    (re.compile(rf"{_DIGITS} (?:(?:in )?(?:the )?(?:afternoon|evening)|at night)\b"), r"\1pm"),
    (re.compile(r"(?<=\d) ?([ap])\.m\.?(?=\W|$)"), r"\1m"),
    (re.compile(r"\b12 ?(noon|midday|midnight)\b"), r"\1"),
    (re.compile(r"(?<=\d)ish\b"), ""),
)
_PATTERNS = (
    re.compile(r"(?<![\d/.:])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<half>[ap]m)\b"),
    re.compile(r"(?<![\d/.:])(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?: ?(?:hrs|hours|h))?(?![\d/.:])"),
    re.compile(r"(?<![\d/.:])(?P<hour>[0-2]\d)h?(?P<minute>\d{2})(?: ?(?:hrs|hours|h))?(?![\d/.:])"),
    re.compile(r"(?<![\d/.:])(?P<hour>\d{1,2})(?P<minute>) ?h\b"),
    re.compile(r"\b(?P<word>noon|midday|midnight|lunchtime|lunch)\b"),
)
_DOTTED = re.compile(r"\d{1,2}\.(?:0?[1-9]|1[0-2])")
_BARE = re.compile(r"(?:(?P<before>.+) )?(?P<hour>\d{1,2})")
_BARE_FIRST = re.compile(r"(?P<hour>\d{1,2}) (?P<after>.+)")


def in_digits(text: str) -> str:
    """The same with "half past two" as 2.30, "2 in the afternoon" as 2pm, and the like. Lower case is expected."""
    for pattern, digits in _WORDED:
        text = pattern.sub(_numbered(digits), text)
    for pattern, plain in _HALVED:
        text = pattern.sub(plain, text)
    return text


def _numbered(digits: Callable[[int], str]) -> Callable[[re.Match[str]], str]:
    def found(match: re.Match[str]) -> str:
        n = match["n"]
        return digits(int(n) if n.isdigit() else _NUMBERS.index(n) + 1)

    return found


def clock_in(text: str, midday: time) -> tuple[Clock, str] | None:
    """The one time in the text and what stands around it. None where there is none, or two, or it is no time of day."""
    for pattern in _PATTERNS:
        found = list(pattern.finditer(text))
        if len(found) > 1:
            return None
        if found:
            match = found[0]
            clock = _clock(match, midday)
            around = f"{text[: match.start()]} {text[match.end() :]}"
            return (clock, " ".join(around.split())) if clock else None
    return None


def no_clock_in(text: str) -> str:
    """What is written like a time of day and is none: "25:00", "13pm"; empty where there is nothing of the kind."""
    found = (match for pattern in _PATTERNS[:2] for match in pattern.finditer(text))
    return next((match[0].strip() for match in found if _clock(match, time()) is None), "")


def looks_like_a_date(clock: Clock) -> bool:
    """Whether it may as well be a day and a month: "5.12"."""
    return _DOTTED.fullmatch(clock.words) is not None


def bare_clock(text: str) -> tuple[Clock, str] | None:
    """A mere number as a time ("9" in "Thursday 9"), and what stands beside it."""
    match = _BARE.fullmatch(text) or _BARE_FIRST.fullmatch(text)
    if match is None or not 1 <= int(match["hour"]) <= _DAY_HOURS:
        return None
    beside = match.groupdict().get("before") or match.groupdict().get("after") or ""
    return Clock(match["hour"], _either(int(match["hour"]), 0)), beside


def halved(clock: Clock, half: str) -> Clock:
    """The time in this half of the day, "am" or "pm", where it may be in both."""
    left = tuple(minute for minute in clock.minutes if (minute < NOON) == (half == "am"))
    return replace(clock, minutes=left, half=half) if left else clock


def _clock(match: re.Match[str], midday: time) -> Clock | None:
    parts = match.groupdict()
    if word := parts.get("word"):
        return Clock(word, _named(word, midday))
    hour, minute, half = int(parts["hour"]), int(parts["minute"] or 0), parts.get("half") or ""
    if hour * HOUR + minute > FULL_DAY or minute >= HOUR or (half and not 1 <= hour <= _TWELVE):
        return None
    words = match[0].strip()
    if half:
        return Clock(words, (hour % _TWELVE * HOUR + minute + NOON * (half == "pm"),), half)
    is_written_out = len(parts["hour"]) > 1 and "." not in words
    return Clock(words, (hour * HOUR + minute,) if is_written_out else _either(hour, minute))


def _named(word: str, midday: time) -> tuple[int, ...]:
    if word.startswith("lunch"):
        return (midday.hour * HOUR + midday.minute,)
    return (FULL_DAY,) if word == "midnight" else (NOON,)


def _either(hour: int, minute: int) -> tuple[int, ...]:
    """On a clock with twelve hours; with more of them, or none, it is only one."""
    if hour == 0 or hour > _TWELVE:
        return (hour * HOUR + minute,)
    if hour == _TWELVE:
        return (NOON, FULL_DAY) if minute == 0 else (minute, NOON + minute)
    return (hour * HOUR + minute, hour * HOUR + minute + NOON)
