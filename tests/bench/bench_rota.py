"""What a year of a rota costs, and one look-up: ours beside icalendar with recurring-ical-events, as ratios.

Run with `pytest -s -m bench tests/bench/bench_rota.py`.
"""

import time
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from random import Random
from statistics import median
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from bot.core.rota.changes import Absence, Change, Changes, Kind
from bot.core.rota.duty import Holder
from bot.core.rota.layers import Layer, Seat
from bot.core.rota.restriction import EVERY_DAY, Window
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.schedule import Calendar, Rota, spans

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

LONDON = ZoneInfo("Europe/London")
START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
PEOPLE = tuple(f"person{n}" for n in range(8))
RANDOM = Random(7)


def overrides():
    starts = [START + timedelta(minutes=RANDOM.randrange(360 * 24 * 60)) for _ in range(200)]
    return [(s, s + timedelta(hours=RANDOM.randrange(1, 12)), RANDOM.choice(PEOPLE)) for s in starts]


OVERRIDES = overrides()
LEAVE = [
    (person, START + timedelta(days=30 * n + 3 * i), START + timedelta(days=30 * n + 3 * i + 5))
    for i, person in enumerate(PEOPLE)
    for n in range(5)
]


def rota():
    weekly = Rotation(Every.WEEKLY, datetime.fromisoformat("2026-01-05T09:00"), LONDON, PEOPLE)
    daily = Rotation(Every.DAILY, datetime.fromisoformat("2026-01-05T09:00"), LONDON, PEOPLE)
    shift = (Window(EVERY_DAY, clock(9), clock(17)),)
    seat = Seat("on_call", (Layer("week", weekly), Layer("day", daily, shift)))
    changes = tuple(Change(Kind.OVERRIDE, "on_call", s, e, person) for s, e, person in OVERRIDES)
    return Rota(LONDON, (seat,), Changes(changes, (), tuple(Absence(*leave) for leave in LEAVE)))


def measured(work, times):
    work()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return median(took)


def ours():
    built = rota()
    calendar = Calendar(built)
    instants = [START + timedelta(minutes=RANDOM.randrange(365 * 24 * 60)) for _ in range(10_000)]
    calendar.on_duty("on_call", START + timedelta(days=99))

    def look_up():
        for at in instants:
            calendar.on_duty("on_call", at)

    return measured(lambda: spans(built, START, END), 50), measured(look_up, 20) / len(instants)


def calendar_of_others():
    """The same rotation, day layer and overrides as events that recur; leave has no place in it."""
    made = icalendar.Calendar()
    for n, person in enumerate(PEOPLE):
        for every, length, days in (("WEEKLY", timedelta(days=7), 7), ("DAILY", timedelta(hours=8), 1)):
            event = icalendar.Event()
            event.add("uid", f"{person}-{every}")
            event.add("summary", person)
            start = datetime(2026, 1, 5, 9, tzinfo=LONDON) + timedelta(days=n * days)
            event.add("dtstart", start)
            event.add("dtend", start + length)
            event.add("rrule", {"freq": every.lower(), "interval": len(PEOPLE)})
            made.add_component(event)
    for n, (start, end, person) in enumerate(OVERRIDES):
        event = icalendar.Event()
        event.add("uid", f"override-{n}")
        event.add("summary", person)
        event.add("dtstart", start)
        event.add("dtend", end)
        made.add_component(event)
    return made


def test_a_year_and_a_look_up_side_by_side():
    year, look_up = ours()
    count = len(spans(rota(), START, END))
    held = sum(isinstance(s.duty, Holder) for s in spans(rota(), START, END))
    print(f"\nours: a year {year * 1e3:.2f} ms ({count} spans, {held} held), a look-up {look_up * 1e6:.2f} µs")
    query = recurring_ical_events.of(calendar_of_others())
    their_year = measured(lambda: list(query.between(START, END)), 5)
    noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
    their_look_up = measured(lambda: list(query.between(noon, noon + timedelta(seconds=1))), 5)
    print(
        f"icalendar + recurring-ical-events: a year {their_year * 1e3:.1f} ms, a look-up {their_look_up * 1e3:.2f} ms"
    )
    print(f"ratios: a year 1 : {their_year / year:.0f}, a look-up 1 : {their_look_up / look_up:.0f}")
