"""Callouts are recorded, and one in the night leaves the next morning to somebody else (rest.py)."""

from dataclasses import replace

import pytest
from nights import ELEVEN, Night
from rotas import comms_plan, london

from bot.core.cards import Action
from bot.core.rota.layers import Seat

YEAR = london(2026, 1, 1), london(2027, 1, 1)


@pytest.fixture
def night(sqlite_store, clock):
    """Amy is on call in the night and at the desk from nine; Priya is her manager."""
    night = Night(sqlite_store, clock, comms_plan(desk=("amy", "priya")))
    with night.store.write() as uow:
        uow.people.put(replace(uow.people.get("amy"), manager="priya"))
    return night


def callouts(night, name):
    with night.store.read() as uow:
        return [(c.start, c.end) for c in uow.escalations.callouts(*YEAR, name)]


def test_from_the_call_until_the_last_act_somebody_was_at_work(night):
    number = night.sends()
    night.later(minutes=3)
    night.takes("amy")
    assert callouts(night, "amy") == [(ELEVEN, night.clock())]
    night.later(minutes=20)
    night.rejects("amy", number)
    night.run()
    assert callouts(night, "amy") == [(ELEVEN, night.clock())]
    (record,) = night.records("CalloutEnded")
    assert record.subject == "person:amy"


def test_whoever_slept_through_was_not_at_work(night):
    night.sends()
    night.later(minutes=5)
    night.takes("priya")
    assert callouts(night, "amy") == []


def test_after_a_night_callout_the_person_and_their_manager_hear_which_shift_needs_cover(night):
    number = night.sends()
    night.clock.at = london(2026, 6, 2, 1, 30)
    night.rejects("amy", number)
    night.run()
    theirs = next(
        card for place, card in night.room.said if place == "UAMY" and "owed a rest" in getattr(card, "title", "")
    )
    assert theirs.lines == (
        "You were called out until today 01:30 (UK time, UTC+1).",
        "Eleven hours of rest last until today 12:30 (UK time, UTC+1).",
        "Please do not begin your shift (Communications, today 09:00 (UK time, UTC+1)) before then. Cover is sought.",
        "You are entered as away until then. If you would rather work: /rota cancel.",
    )
    managers = next(
        card for place, card in night.room.said if place == "UPRIYA" and "needs cover" in getattr(card, "title", "")
    )
    assert (
        "Communications needs somebody else from today 09:00 (UK time, UTC+1) until today 12:30 (UK time, UTC+1)."
        in managers.lines
    )
    with night.store.read() as uow:
        (kept,) = uow.rotas.absences(*YEAR, "amy")
        (request,) = uow.covers.standing()
    assert (kept.absence.start, kept.absence.end) == (london(2026, 6, 2, 9), london(2026, 6, 2, 12, 30))
    assert (request.person, request.rota, request.seat) == ("amy", "comms", "desk")


def test_called_twice_in_one_night_the_rest_is_counted_from_the_later_one(night):
    night.sends()
    night.answers("amy", Action.HAND_ON)
    night.clock.at = london(2026, 6, 2, 3)
    night.sends(text="The swimming pool opens at noon on Saturday.")
    night.answers("amy", Action.HAND_ON, call=2)
    with night.store.read() as uow:
        spans = [(kept.absence.start, kept.absence.end) for kept in uow.rotas.absences(*YEAR, "amy")]
    assert spans == [
        (london(2026, 6, 2, 9), london(2026, 6, 2, 10, 1)),
        (london(2026, 6, 2, 10, 1), london(2026, 6, 2, 14, 1)),
    ]


def test_without_a_manager_the_leads_hear_of_it(sqlite_store, clock):
    night = Night(sqlite_store, clock, comms_plan(desk=("amy", "priya")))
    number = night.sends()
    night.rejects("amy", number)
    night.run()
    assert "Amy Brown needs cover this morning" in night.notices("ULEE")


def test_an_evening_callout_breaks_no_rest(night):
    night.clock.at = london(2026, 6, 1, 19)
    number = night.sends()
    night.rejects("amy", number)
    night.run()
    assert callouts(night, "amy") != []
    assert night.records("AbsenceEntered") == []


def test_whoever_has_no_shift_before_they_are_rested_is_left_alone(night):
    night.clock.at = london(2026, 6, 5, 23)
    number = night.sends()
    night.rejects("amy", number)
    night.run()
    assert night.records("AbsenceEntered") == []


def test_passing_it_on_in_the_night_is_a_callout_too(night):
    night.sends()
    night.answers("amy", Action.HAND_ON)
    assert len(callouts(night, "amy")) == 1
    assert len(night.records("AbsenceEntered")) == 1


def test_being_on_call_the_next_night_is_no_shift_to_cover(sqlite_store, clock):
    plan = comms_plan()
    only_on_call = Seat("on_call", plan.rota.seats[1].layers, required=None)
    night = Night(sqlite_store, clock, replace(plan, rota=replace(plan.rota, seats=(only_on_call,)), desk=None))
    number = night.sends()
    night.rejects("amy", number)
    night.run()
    assert night.records("AbsenceEntered") == []
