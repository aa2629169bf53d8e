"""Two people press yes at the same instant, on every engine: one of them does it, and both are told the truth."""

from dataclasses import replace
from datetime import date

from council import said
from rotas import comms_plan, london
from watch import Watch
from whole import at_once

from bot.core.accounts import Grant, Role
from bot.core.cards import Action
from bot.core.commands import ConfirmAbsence, ConfirmChange, EnterAbsence, EnterShift, Pressed, Typed
from bot.use_cases.ports import BusyError


def does(town, name, command):
    """Says it as often as it takes a busy database to answer."""
    for _ in range(20):
        try:
            return said(town.does(name, command))
        except BusyError:
            continue
    raise AssertionError("the database never answered")


def test_of_two_who_say_yes_at_the_same_instant_one_covers_and_the_other_is_told(store, clock):
    town = Watch(store, clock)
    town.enters("priya", "/rota leave 8 to 14 June")
    (request,) = town.requests()
    about = f"gap:{request.id}:"

    yes = Pressed(Action.I_WILL_COVER, about=about)
    answers = at_once(lambda: does(town, "lee", yes), lambda: does(town, "amy", yes))

    assert len(town.records("CoverFound")) == 1
    assert sum("You cover for Priya Shah" in answer for answer in answers) == 1
    assert sum("Your answer came after it, so nothing was changed" in answer for answer in answers) == 1
    with store.read() as uow:
        assert len(uow.rotas.covers_for("1")) == 1
    assert town.broken() == []


def test_of_two_who_take_a_change_back_at_the_same_instant_one_does_and_the_other_is_told(store, clock):
    town = Watch(store, clock)
    town.types("lee", "/rota cover @priya for @amy 3 June")
    (row,) = town.types("lee", "/rota changes").rows
    about = f"back|{row.number}"
    town.stands("amy", lead=True)

    yes = ConfirmChange(about)
    answers = at_once(lambda: does(town, "lee", yes), lambda: does(town, "amy", yes))

    assert sum("It is taken back" in answer for answer in answers) == 1
    assert sum("taken back already" in answer for answer in answers) == 1
    assert len(town.records("ChangeTakenBack")) == 1
    assert town.types("lee", "/rota changes").rows == ()
    assert town.broken() == []


def test_of_two_who_enter_the_same_shift_at_the_same_instant_one_does(store, clock):
    clock.at = london(2026, 6, 3, 10, 0)
    town = Watch(store, clock)
    check = town.does("lee", EnterShift("comms/desk", "priya", "Sat 6 June 10:00", "14:00"))
    town.stands("amy", lead=True)

    yes = ConfirmChange(check.about)
    answers = at_once(lambda: does(town, "lee", yes), lambda: does(town, "amy", yes))

    assert sum("The shift is entered" in answer for answer in answers) == 1
    assert len(town.records("ShiftEntered")) == 1
    assert len(town.types("lee", "/rota changes").rows) == 1
    assert town.broken() == []


def test_of_two_who_enter_the_same_plan_at_the_same_instant_one_does(store, clock):
    clock.at = london(2026, 6, 3, 10, 0)
    town = Watch(store, clock)
    card = town.types("lee", "/rota plan")
    town.stands("amy", lead=True)

    yes = Pressed(Action.ENTER_PLAN, about=card.about)
    answers = at_once(lambda: does(town, "lee", yes), lambda: does(town, "amy", yes))

    assert sum("everybody who has some is told" in answer for answer in answers) == 1
    assert sum("The rota has changed since" in answer for answer in answers) == 1
    assert len(town.records("PlanEntered")) == 1


def test_leave_confirmed_twice_at_the_same_instant_is_entered_once(store, clock):
    town = Watch(store, clock)
    check = town.does("priya", EnterAbsence("priya", "8 to 14 June"))

    yes = ConfirmAbsence(check.about)
    at_once(lambda: does(town, "priya", yes), lambda: does(town, "priya", yes))

    assert len(town.records("AbsenceEntered")) == 1
    assert len(town.requests()) == 1


def two_open_shifts_of_one_time(store, clock):
    """Priya's week on call, and in another rota Tom's, both sought for 8 to 14 June; Lee may take either."""
    town = Watch(store, clock)
    with store.write() as uow:
        uow.rotas.put(replace(comms_plan(on_call=("tom",), accounts=("fernshireroads",)), id="roads", name="Roads"))
        uow.accounts.grant(Grant("tom", "fernshireroads", Role.APPROVE, date(2026, 1, 5), "lee"))
    town.enters("priya", "/rota leave 8 to 14 June")
    town.enters("tom", "/rota leave 8 June 5pm to 14 June")
    return town, [f"gap:{request.id}:" for request in town.requests()]


def test_one_person_who_says_yes_to_two_covers_of_one_time_at_the_same_instant_has_one(store, clock):
    """S69: whoever is on duty is not free for the other; on PostgreSQL the two are read in two transactions."""
    town, (one, other) = two_open_shifts_of_one_time(store, clock)

    answers = at_once(
        lambda: does(town, "lee", Pressed(Action.I_WILL_COVER, about=one)),
        lambda: does(town, "lee", Pressed(Action.I_WILL_COVER, about=other)),
    )

    assert len(town.records("CoverFound")) == 1, answers
    assert sum("You cover for" in answer for answer in answers) == 1
    assert sum("so nothing was changed" in answer for answer in answers) == 1
    assert town.broken() == []


def test_who_says_yes_to_cover_while_a_lead_puts_them_on_elsewhere_has_one_of_the_two(store, clock):
    town, (one, _other) = two_open_shifts_of_one_time(store, clock)
    town.stands("amy", lead=True)

    answers = at_once(
        lambda: does(town, "lee", Pressed(Action.I_WILL_COVER, about=one)),
        lambda: does(town, "amy", Typed("/rota", "cover @lee for @tom")),
    )

    assert len(town.records("CoverFound")) == 1, answers
    assert town.broken() == []
