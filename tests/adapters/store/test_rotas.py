"""Rotas in the store: plans come back as they were put, entries and absences count until they are taken back."""

from datetime import date, datetime, time, timedelta

import pytest
from rotas import LONDON, comms_plan, london

from bot.adapters.store.rota_plans import from_json, to_json
from bot.core.people import Person
from bot.core.rota.changes import Change, Kind, Shift
from bot.core.rota.layers import Layer, Seat
from bot.core.rota.plan import MOST_DAYS, Calling, Plan
from bot.core.rota.restriction import Window
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.schedule import Rota
from bot.use_cases.ports_rota import Era

MONDAY, TUESDAY, WEDNESDAY = london(2026, 6, 1), london(2026, 6, 2), london(2026, 6, 3)


@pytest.fixture(autouse=True)
def people(store):
    with store.write() as uow:
        for name in ("priya", "amy", "lee"):
            uow.people.put(Person(name, name.title()))


def test_people_keep_how_they_are_reached_and_until_when_they_are_trained(store):
    priya = Person(
        "priya",
        "Priya",
        email="p@x.example",
        trained_until=date(2027, 1, 1),
        manager="lee",
        nation="wales",
        supervised=True,
    )
    with store.write() as uow:
        uow.people.put(priya)
    with store.read() as uow:
        assert uow.people.get("priya") == priya


def test_a_plan_comes_back_as_it_was_put(store):
    nights = Layer(
        "nights",
        Rotation(Every.MONTHLY, datetime(2026, 1, 31, 20), LONDON, ("amy", "lee"), 2),  # noqa: DTZ001  rotations start at a wall time
        (Window(frozenset({4, 5}), time(20), time(8), 2, date(2026, 1, 5)),),
        london(2026, 1, 1),
        london(2027, 1, 1),
    )
    rota = Rota(
        LONDON,
        (Seat("nights", (nights,)),),
        patterns={"amy": (Window(frozenset({0}), time(9), time(12, 30)),)},
        holidays=frozenset({date(2026, 12, 25)}),
        own_holidays={"lee": frozenset({date(2026, 11, 30)})},
    )
    calling = Calling((timedelta(minutes=2),), 3, timedelta(minutes=9), "lee")
    odd = Plan("odd", "Odd nights", rota, ("fern",), None, "nights", calling, "scotland", "S1", "Ring the bell", 9)
    with store.write() as uow:
        uow.rotas.put(odd)
        uow.rotas.put(comms_plan())
    with store.read() as uow:
        assert uow.rotas.plan("odd") == odd
        assert uow.rotas.plan("none") is None
        assert uow.rotas.plans() == [comms_plan(), odd]


def test_a_plan_kept_before_rotas_said_how_many_days_in_a_row_are_the_most_has_the_usual_number():
    kept = to_json(comms_plan())
    del kept["most_days"], kept["remind"], kept["morning"]
    assert from_json("comms", "Communications", kept) == comms_plan(most_days=MOST_DAYS)


def test_a_plan_put_again_replaces_the_old_one_and_removed_it_is_gone(store):
    with store.write() as uow:
        uow.rotas.put(comms_plan())
        uow.rotas.put(comms_plan(desk=("lee",)))
    with store.write() as uow:
        assert uow.rotas.plans() == [comms_plan(desk=("lee",))]
        uow.rotas.remove("comms")
        assert uow.rotas.plans() == []


def test_what_a_rota_was_stays_known_when_it_changes_goes_and_comes_back(store, clock):
    """S74: figures of the past are by the rota as it was then."""
    first, second = comms_plan(), comms_plan(desk=("lee",))
    for at, act in (
        (MONDAY, lambda uow: uow.rotas.put(first)),
        (london(2026, 6, 1, 12), lambda uow: uow.rotas.put(first)),
        (TUESDAY, lambda uow: uow.rotas.put(second)),
        (WEDNESDAY, lambda uow: uow.rotas.remove("comms")),
        (london(2026, 6, 5), lambda uow: uow.rotas.put(first)),
    ):
        clock.at = at
        with store.write() as uow:
            act(uow)
    with store.read() as uow:
        assert uow.rotas.history(london(2026, 5, 1), london(2026, 7, 1)) == [
            Era(first, MONDAY, TUESDAY),
            Era(second, TUESDAY, WEDNESDAY),
            Era(first, london(2026, 6, 5), london(2026, 7, 1)),
        ]
        noon = london(2026, 6, 2, 12)
        assert uow.rotas.history(noon, london(2026, 6, 2, 13)) == [Era(second, noon, london(2026, 6, 2, 13))]
        assert uow.rotas.history(london(2026, 5, 1), MONDAY) == []
        assert uow.rotas.history(WEDNESDAY, london(2026, 6, 5)) == []


def test_entries_come_back_in_the_order_they_were_entered_and_only_where_they_touch(store):
    cover = Change(Kind.COVER, "desk", TUESDAY, WEDNESDAY, "amy", "priya", "7")
    left_open = Change(Kind.OVERRIDE, "desk", MONDAY, TUESDAY, None)
    shift = Shift("on_call", "lee", MONDAY, WEDNESDAY)
    with store.write() as uow:
        kept = [uow.rotas.enter("comms", what, "lee", uow.now()) for what in (cover, left_open, shift)]
        uow.rotas.enter("other", shift, "lee", uow.now())
    with store.read() as uow:
        assert uow.rotas.entries("comms", MONDAY, WEDNESDAY) == kept
        assert [each.rota for each in uow.rotas.every_entry(MONDAY, WEDNESDAY)] == ["comms", "comms", "comms", "other"]
        assert [e.what for e in uow.rotas.entries("comms", MONDAY, TUESDAY)] == [left_open, shift]
        assert uow.rotas.entries("comms", WEDNESDAY, london(2026, 6, 9)) == []
        assert [e.what for e in uow.rotas.covers_for("7")] == [cover]
        assert uow.rotas.entry(kept[0].id) == kept[0]


def test_a_withdrawn_entry_no_longer_counts_however_often_it_is_withdrawn(store):
    with store.write() as uow:
        entry = uow.rotas.enter("comms", Shift("desk", "lee", MONDAY, TUESDAY), "lee", uow.now())
    for was_standing in (True, False):
        with store.write() as uow:
            assert uow.rotas.withdraw(entry.id, "amy", uow.now()) is was_standing
    with store.read() as uow:
        assert uow.rotas.entries("comms", MONDAY, TUESDAY) == []
        assert uow.rotas.entry(entry.id) is None


def test_an_absence_counts_until_it_is_cancelled_and_keeps_no_reason(store):
    with store.write() as uow:
        priya = uow.rotas.add_absence("priya", MONDAY, TUESDAY, by="lee", now=uow.now())
        amy = uow.rotas.add_absence("amy", MONDAY, WEDNESDAY, by="amy", now=uow.now(), source="calendar")
    with store.read() as uow:
        assert uow.rotas.absences(MONDAY, WEDNESDAY) == [priya, amy]
        assert uow.rotas.absences(TUESDAY, WEDNESDAY) == [amy]
        assert uow.rotas.absences(MONDAY, WEDNESDAY, "priya") == [priya]
        assert uow.rotas.absences(MONDAY, WEDNESDAY, among={"lee", "priya"}) == [priya]
        assert uow.rotas.absences(MONDAY, WEDNESDAY, among=set()) == []
        assert uow.rotas.absence(priya.absence.id) == priya
    with store.write() as uow:
        uow.rotas.cancel_absence(priya.absence.id, "priya", uow.now())
    with store.read() as uow:
        assert uow.rotas.absences(MONDAY, WEDNESDAY) == [amy]
        assert uow.rotas.absence(priya.absence.id).cancelled_at is not None
        assert uow.rotas.absence("12345") is None
        assert uow.rotas.absence("x") is None
