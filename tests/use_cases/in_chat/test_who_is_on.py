"""/rota and /rota who @x: who is on, who comes next, who can approve now and tonight (F17, S72)."""

from dataclasses import replace

import pytest
from council import Council, said
from rotas import comms_plan, london

from bot.core.cards import Action
from bot.core.people import Standing
from bot.core.rota.changes import Change, Kind
from bot.use_cases.rotas import watching


@pytest.fixture
def town(sqlite_store, clock):
    clock.at = london(2026, 6, 3, 10, 0)
    town = Council(sqlite_store, clock)
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(reach="The on-call telephone, 01632 960199.", nation="england"))
    return town


def away(town, person, start, end):
    with town.store.write() as uow:
        uow.rotas.add_absence(person, start, end, by="lee", now=uow.now())


def watch_at(town, *when):
    with town.store.read() as uow:
        return watching(uow, "fernshire", london(*when))


def test_rota_says_who_is_on_who_comes_next_and_how_to_reach_them(town):
    shown = town.types("tom", "/rota")

    (comms, more) = shown.points
    assert comms.title == "Communications"
    assert comms.lines == (
        "Now: Priya Shah is at the desk until 17:00 today.",
        "Next: Amy Brown is on call from 17:00 today.",
        "To reach whoever is on: The on-call telephone, 01632 960199.",
    )
    assert shown.notes[0].startswith("Times are UK time (UTC+1).")
    assert Action.SEE_CHANGES in more.actions


def several(town, count):
    with town.store.write() as uow:
        for n in range(count):
            uow.rotas.put(replace(comms_plan(accounts=(f"a{n}",)), id=f"r{n}", name=f"Rota {n:02}"))
        uow.rotas.put(replace(comms_plan(desk=("nia",), on_call=("nia",), accounts=("b",)), id="press", name="Press"))


def test_of_many_rotas_the_open_ones_come_first_then_ones_own_and_the_rest_are_named(town):
    several(town, 30)
    with town.store.write() as uow:
        uow.rotas.enter("r7", Change(Kind.OVERRIDE, "desk", uow.now(), london(2026, 6, 4), None), "lee", uow.now())

    shown = town.types("nia", "/rota")

    assert [point.title for point in shown.points[:3]] == ["Rota 07", "Press", "Communications"]
    assert len(shown.points) == 26
    assert shown.notes[0].startswith("Not shown: Rota 2")
    assert shown.notes[0].endswith("To see one: /rota and its name.")


@pytest.mark.parametrize("name", ["press", "Press", "@press"])
def test_one_rota_is_asked_for_by_its_name(town, name):
    several(town, 1)

    shown = town.types("tom", f"/rota {name}")
    assert [point.title for point in shown.points] == ["Press", ""]
    assert "Nia Cole is at the desk" in said(shown)


def test_at_two_in_the_morning_it_says_who_is_on_call_until_when(town):
    town.clock.at = london(2026, 6, 6, 2, 0)

    assert town.types("tom", "/rota").points[0].lines[:2] == (
        "Now: Amy Brown is on call until 09:00 on Monday 8 June.",
        "Next: Amy Brown is at the desk from 09:00 on Monday 8 June.",
    )


def test_where_nobody_is_needed_it_says_until_when(town):
    with town.store.write() as uow:
        plan = comms_plan()
        uow.rotas.put(replace(plan, rota=replace(plan.rota, seats=plan.rota.seats[:1]), on_call=None))
    town.clock.at = london(2026, 6, 3, 20, 0)

    assert town.types("tom", "/rota").points[0].lines == (
        "Now: nobody is needed until 09:00 tomorrow.",
        "Next: Priya Shah is at the desk from 09:00 tomorrow.",
    )


def test_a_time_beyond_the_change_of_the_clocks_says_by_which_of_them_it_is(town):
    """F9: the clocks go back on 25 October 2026."""
    town.clock.at = london(2026, 10, 23, 18, 0)

    told = said(town.types("tom", "/rota"))
    assert "is on call until 09:00 (UTC) on Monday 26 October." in told
    assert "Times are UK time (UTC+1)." in told


def test_without_a_rota_it_says_where_one_is_described(town):
    with town.store.write() as uow:
        uow.rotas.remove("comms")
    assert "org.yaml" in said(town.types("tom", "/rota"))


def test_somebody_away_without_cover_leaves_a_gap_that_names_them_not_the_reason(town):
    away(town, "priya", london(2026, 6, 3), london(2026, 6, 4))
    assert "Now: NOBODY is at the desk (Priya Shah is away and nobody stands in yet) until 17:00 today." in said(
        town.types("tom", "/rota")
    )


def test_cover_ends_the_gap(town):
    away(town, "priya", london(2026, 6, 3), london(2026, 6, 4))
    cover = Change(Kind.COVER, "desk", london(2026, 6, 3), london(2026, 6, 4), "lee", "priya", "1")
    with town.store.write() as uow:
        uow.rotas.enter("comms", cover, "lee", uow.now())
    assert "Lee Ward is at the desk until" in said(town.types("tom", "/rota"))


def test_a_person_who_was_suspended_or_has_left_holds_nothing(town):
    for standing in (Standing.SUSPENDED, Standing.LEFT):
        with town.store.write() as uow:
            uow.people.put(replace(uow.people.get("priya"), standing=standing))
        assert watch_at(town, 2026, 6, 3, 10).person is None


def test_out_of_hours_the_officer_on_call_watches(town):
    in_hours, evening = watch_at(town, 2026, 6, 3, 16, 59), watch_at(town, 2026, 6, 3, 17, 0)
    assert (in_hours.person, in_hours.is_in_hours) == ("priya", True)
    assert (evening.person, evening.is_in_hours) == ("amy", False)


def test_on_a_bank_holiday_the_desk_is_closed_and_its_officer_is_on_call(town):
    holiday = watch_at(town, 2026, 8, 31, 10)
    assert (holiday.seat, holiday.is_in_hours) == ("on_call", False)
    assert holiday.person == "amy"


def test_the_bank_holiday_is_named_where_it_changes_who_is_on(town):
    """31 August 2026 is the summer bank holiday in England; Amy would have had the desk."""
    town.clock.at = london(2026, 8, 31, 10)
    told = said(town.types("tom", "/rota"))
    assert "Now: Amy Brown is on call until 17:00 today. Today is a bank holiday in England." in told


def test_an_ordinary_day_names_no_holiday(town):
    assert "holiday" not in said(town.types("tom", "/rota"))


def test_who_can_approve_names_the_one_on_duty_and_the_others_now_and_tonight(town):
    now, tonight = town.types("tom", "/rota who @Fernshire").points
    assert (now.title, now.lines) == ("Now", ("Priya Shah is at the desk and can approve. So can Amy Brown.",))
    assert tonight.title == "Tonight at 23:00"
    assert tonight.lines == (
        "Amy Brown is on call and can approve. So can Priya Shah.",
        "To reach whoever is on: The on-call telephone, 01632 960199.",
    )


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("who can approve for @fernshire now?", ["Now"]),
        ("who can approve for @fernshire tonight", ["Tonight at 23:00"]),
        ("who can approve for @fernshire now, and tonight?", ["Now", "Tonight at 23:00"]),
        ("who can approve for fernshire tonight?", ["Tonight at 23:00"]),
        ("who can approve for fernshire now please", ["Now"]),
        ("who @Fernshire tomorrow at 3am", ["At 03:00 tomorrow"]),
        ("who fernshire Sunday 3am?", ["At 03:00 on Sunday 7 June"]),
        ("who @fernshire tonight at 3am", ["At 03:00 tomorrow"]),
        ("who is on for @fernshire", ["Now", "Tonight at 23:00"]),
    ],
)
def test_the_question_may_be_asked_in_a_sentence(town, words, titles):
    assert [point.title for point in town.types("tom", f"/rota {words}").points] == titles


def test_a_time_that_cannot_be_is_said_rather_than_answered_for_now(town):
    assert "There is no 31 February" in said(town.types("tom", "/rota who @fernshire 31 February 3am"))
    assert "is over already" in said(town.types("tom", "/rota who @fernshire yesterday at 3am"))


def test_the_same_answer_now_and_tonight_is_said_once(town):
    town.clock.at = london(2026, 6, 3, 18, 0)

    (both,) = town.types("tom", "/rota who @fernshire").points
    assert both.title == "Now and tonight at 23:00"


def test_people_who_are_away_are_not_among_those_who_can_approve(town):
    for person in ("priya", "amy"):
        away(town, person, london(2026, 6, 3), london(2026, 6, 4))
    told = said(town.types("tom", "/rota who @fernshire"))
    assert "NOBODY on the list of approvers is there. Ask Lee Ward: a communications lead can add somebody." in told


def test_an_officer_on_duty_who_may_not_approve_is_said_to_be_so(town):
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(desk=("lee",)))
    assert "Lee Ward is at the desk, but not on the list of approvers." in said(
        town.types("tom", "/rota who @fernshire")
    )


@pytest.mark.parametrize(
    ("words", "answer"), [("who @fernshir", "@Fernshire"), ("hlep", "/rota help"), ("help", "/rota who")]
)
def test_slips_are_answered_with_what_was_meant(town, words, answer):
    assert answer in said(town.types("tom", f"/rota {words}"))
