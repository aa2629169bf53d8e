"""What a year of a rota costs, and one look-up: ours beside icalendar with recurring-ical-events, as ratios.

And what a large organisation waits for an answer to /rota: 1 000 people, 300 accounts, 30 rotas, two years of absences.

Run with `pytest -s -m bench tests/bench/bench_rota.py`.
"""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from random import Random
from statistics import median
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from rotas import comms_plan

from bot.core import accounts
from bot.core.commands import OpenHome, Typed
from bot.core.people import ChatIdentity, Person
from bot.core.rota.changes import Absence, Change, Changes, Kind
from bot.core.rota.duty import Holder
from bot.core.rota.layers import Layer, Seat
from bot.core.rota.restriction import EVERY_DAY, Window
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.schedule import Calendar, Rota, spans
from bot.use_cases.dispatch import dispatch
from bot.use_cases.tools import Tools

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


LARGE_PEOPLE, ACCOUNTS, ROTAS, TWO_YEARS = 1000, 300, 30, 730


def account(key):
    return accounts.Account(key, key, key, accounts.Kind.CORPORATE, accounts.OrgType.COUNCIL, "C1")


def large_organisation(store):
    """Everybody is away 12 times in two years; each rota watches over ten accounts."""
    names = [f"p{n:04}" for n in range(LARGE_PEOPLE)]
    with store.write() as uow:
        uow.people.set_organisation(accounts.Organisation("A large council"))
        for n, name in enumerate(names):
            who = ChatIdentity("slack", "T1", f"U{n:04}")
            uow.people.put(Person(name, f"Person {n}", chat=(who,), trained_until=date(2028, 1, 1), lead=n == 2))
        for n in range(ACCOUNTS):
            uow.accounts.put(account(f"a{n}"))
        for n in range(ROTAS):
            own = tuple(names[n * 30 : n * 30 + 30])
            watched = tuple(f"a{m}" for m in range(n * 10, n * 10 + 10))
            plan = comms_plan(desk=own, on_call=own, nation="england", accounts=watched)
            uow.rotas.put(replace(plan, id=f"rota{n}", name=f"Rota {n}"))
    with store.write() as uow:
        for name in names:
            for _ in range(12):
                start = START + timedelta(days=RANDOM.randrange(TWO_YEARS))
                end = start + timedelta(days=RANDOM.randrange(1, 6))
                uow.rotas.add_absence(name, start, end, by=name, now=uow.now())


def test_rota_answers_a_large_organisation(sqlite_store, clock):
    clock.at = START
    large_organisation(sqlite_store)
    clock.at = datetime(2026, 11, 27, 12, tzinfo=UTC)
    tools, who = Tools(sqlite_store, {}, {}, None), ChatIdentity("slack", "T1", "U0001")
    print()
    alone = measured(lambda: dispatch(tools, who, Typed("/rota", "")), 11)
    for words in ("", "forecast", "week rota7", "who @a77", "leave 7 to 11 December 2026", "swap", "cover", "cancel"):
        took = measured(lambda words=words: dispatch(tools, who, Typed("/rota", words)), 11)
        print(f"/rota {words}: {took * 1e3:.1f} ms, {took / alone:.1f} times /rota")
    lead = ChatIdentity("slack", "T1", "U0002")
    took = measured(lambda: dispatch(tools, lead, Typed("/rota", "hours October")), 5)
    print(f"/rota hours October, of everybody for a lead: {took * 1e3:.1f} ms")
    took = measured(lambda: dispatch(tools, who, OpenHome()), 5)
    print(f"App Home: {took * 1e3:.1f} ms")
