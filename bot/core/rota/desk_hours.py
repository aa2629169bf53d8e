"""The hours of a rota's desk as people write them, and the sentence that publishes them (S72).

Words are only ever made here: what people wrote is not read back into times.
"""

from collections.abc import Iterable
from datetime import time
from itertools import groupby

from bot.core.rota.layers import Outside
from bot.core.rota.plan import Plan
from bot.core.rota.restriction import EVERY_DAY, Window

EMERGENCY = "In an emergency call 999."
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_RUN = 3
"""So many days after one another are said as “Monday to Wednesday”."""
_NOON = 12


def desk_words(plan: Plan) -> str:
    """When the desk is open: “Monday to Friday, 9am to 5pm, except bank holidays”.

    Empty where that cannot be said in one sentence: without a desk, or with hours that change from week to week.
    """
    seat = next((seat for seat in plan.rota.seats if seat.name == plan.desk), None)
    if seat is None or isinstance(seat.required, Outside):
        return ""
    if seat.required is None:
        return "at any hour, every day"
    if any(window.weeks != 1 for window in seat.required):
        return ""
    keeps_holidays = seat.in_hours and bool(plan.nation or plan.rota.holidays)
    return "; ".join(_same_times(seat.required)) + (", except bank holidays" if keeps_holidays else "")


def sentence(plan: Plan) -> str:
    """What might be published of this rota, as a tweet that says enough by itself; empty where `desk_words` is."""
    words = desk_words(plan)
    return f"We read this account {words}. {EMERGENCY}" if words else ""


def disagreement(written_for: str, plan: Plan | None) -> str:
    """Why published hours should be looked at again; empty where nothing speaks against them.

    `written_for` is what `desk_words` was when somebody last saved them. Whether free text says the same as a rota is
    for people to judge: this only tells that the desk has changed since they did.
    """
    now = desk_words(plan) if plan else ""
    if not written_for or written_for == now:
        return ""
    today = f"now it is {now}" if now else "now no rota says when it is"
    return f"When these words were saved the desk was open {written_for}; {today}."


def _same_times(windows: Iterable[Window]) -> list[str]:
    """One part for each pair of times, in the order of the week."""
    in_order = sorted(windows, key=lambda window: (window.start, window.end))
    by_times = [
        (frozenset().union(*(window.days for window in same)), start, end)
        for (start, end), same in groupby(in_order, key=lambda window: (window.start, window.end))
    ]
    return [f"{_days(days)}, {_times(start, end)}" for days, start, end in sorted(by_times, key=lambda p: sorted(p[0]))]


def _days(days: frozenset[int]) -> str:
    if days == EVERY_DAY:
        return "every day"
    runs = [[day for _, day in run] for _, run in groupby(enumerate(sorted(days)), key=lambda pair: pair[1] - pair[0])]
    said = [part for run in runs for part in _run(run)]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def _run(run: list[int]) -> list[str]:
    if len(run) >= _RUN:
        return [f"{_NAMES[run[0]]} to {_NAMES[run[-1]]}"]
    return [_NAMES[day] for day in run]


def _times(start: time, end: time) -> str:
    return "day and night" if start == end else f"{_clock(start)} to {_clock(end)}"


def _clock(at: time) -> str:
    """A time as GOV.UK writes it: 9am, 5:30pm, midday, midnight."""
    if not at.minute and at.hour in {0, _NOON}:
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % _NOON or _NOON}{minutes}{'pm' if at.hour >= _NOON else 'am'}"
