"""/rota and /rota who @x: who is on, who comes next, who can approve now and tonight (F17, S72)."""

from dataclasses import replace

import pytest
from council import Council, said
from rotas import comms_plan, london

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
    told = said(town.types("tom", "/rota"))

    assert "Communications, desk: Priya Shah until today 17:00 (UK time, UTC+1). Next: Amy Brown from Mon 8 Jun" in told
    assert "Communications, on call: closed now until today 17:00" in told
    assert "Next: Amy Brown from today 17:00" in told
    assert "01632 960199" in told


def test_without_a_rota_it_says_where_one_is_described(town):
    with town.store.write() as uow:
        uow.rotas.remove("comms")
    assert "org.yaml" in said(town.types("tom", "/rota"))


def test_somebody_away_without_cover_leaves_a_gap_that_names_them_not_the_reason(town):
    away(town, "priya", london(2026, 6, 3), london(2026, 6, 4))
    assert "NOBODY (Priya Shah is away and nobody stands in yet)" in said(town.types("tom", "/rota"))


def test_cover_ends_the_gap(town):
    away(town, "priya", london(2026, 6, 3), london(2026, 6, 4))
    cover = Change(Kind.COVER, "desk", london(2026, 6, 3), london(2026, 6, 4), "lee", "priya", "1")
    with town.store.write() as uow:
        uow.rotas.enter("comms", cover, "lee", uow.now())
    assert "desk: Lee Ward until" in said(town.types("tom", "/rota"))


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
    assert "Communications, desk (bank holiday in England): closed now until tomorrow 09:00" in told
    assert "Communications, on call (bank holiday in England): Amy Brown until today 17:00" in told


def test_an_ordinary_day_names_no_holiday(town):
    assert "holiday" not in said(town.types("tom", "/rota"))


def test_who_can_approve_names_the_one_on_duty_and_the_others_now_and_tonight(town):
    told = said(town.types("tom", "/rota who @Fernshire"))
    assert "Now, today 10:00 (UK time, UTC+1): Priya Shah is at the desk and may approve. Amy Brown may approve" in told
    assert "Tonight, today 23:00 (UK time, UTC+1): Amy Brown is on call and may approve." in told


def test_the_question_may_be_asked_in_a_sentence(town):
    assert "Priya Shah is at the desk" in said(town.types("tom", "/rota who can approve for @fernshire now?"))


def test_people_who_are_away_are_not_among_those_who_can_approve(town):
    for person in ("priya", "amy"):
        away(town, person, london(2026, 6, 3), london(2026, 6, 4))
    told = said(town.types("tom", "/rota who @fernshire"))
    assert told.count("Nobody on the list of approvers is there.") == 2


def test_an_officer_on_duty_who_may_not_approve_is_said_to_be_so(town):
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(desk=("lee",)))
    assert "Lee Ward is at the desk but not on the list of approvers." in said(
        town.types("tom", "/rota who @fernshire")
    )


@pytest.mark.parametrize(
    ("words", "answer"), [("who @fernshir", "@Fernshire"), ("hlep", "/rota help"), ("help", "/rota who")]
)
def test_slips_are_answered_with_what_was_meant(town, words, answer):
    assert answer in said(town.types("tom", f"/rota {words}"))
