"""Hours on duty as they really were (S74): each hour once, unsocial ones apart, elapsed time when the clocks change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from rotas import comms_plan, london

from bot.core.rota.changes import Absence, Change, Changes, Kind
from bot.core.rota.schedule import spans
from bot.core.rota.worked import NOT_ON_DUTY, Timesheet, Worked

HOUR = timedelta(hours=1)


def sheet(*parts):
    """What is on duty in these [start, end) of rotas, each (key, rota, start, end)."""
    made = Timesheet()
    for key, rota, start, end in parts:
        made.add(key, rota, spans(rota, start, end))
    return made


def hours(worked):
    return tuple(time / HOUR for time in (worked.in_hours, worked.out_of_hours, worked.unsocial))


def with_changes(*changes, absences=()):
    rota = comms_plan().rota
    return replace(rota, changes=Changes(changes, (), absences))


def test_a_week_is_split_into_office_hours_on_call_and_unsocial_hours():
    """Monday 1 June 2026: Priya has the desk, Amy is on call from 17:00."""
    worked = sheet(("comms", comms_plan().rota, london(2026, 6, 1, 9), london(2026, 6, 8, 9))).worked()
    assert hours(worked["priya"]) == (40, 0, 0)
    weekday_evenings_and_mornings = 5 * 3 + 4 * 3 + 3  # 17 to 20 and 6 to 9 are social
    assert hours(worked["amy"]) == (0, 128, 128 - weekday_evenings_and_mornings)


def test_bank_holidays_are_unsocial_and_their_desk_shift_is_on_call():
    rota = replace(comms_plan().rota, holidays=frozenset({date(2026, 6, 2)}))
    worked = sheet(("comms", rota, london(2026, 6, 2), london(2026, 6, 3))).worked()
    assert hours(worked["priya"]) == (0, 8, 8)


def test_overrides_swaps_cover_and_leave_are_counted_as_they_were():
    """Priya is away on Tuesday; Lee covers the morning; Lee is put on for Amy on Wednesday evening."""
    tuesday = london(2026, 6, 2), london(2026, 6, 3)
    rota = with_changes(
        Change(Kind.COVER, "desk", london(2026, 6, 2, 9), london(2026, 6, 2, 13), "lee", "priya", "1"),
        Change(Kind.OVERRIDE, "on_call", london(2026, 6, 3, 17), london(2026, 6, 3, 23), "lee"),
        Change(Kind.SWAP, "desk", london(2026, 6, 4), london(2026, 6, 5), "amy", "priya"),
        absences=(Absence("priya", *tuesday, "1"),),
    )
    worked = sheet(("comms", rota, london(2026, 6, 1, 9), london(2026, 6, 6))).worked()
    assert hours(worked["priya"]) == (24, 0, 0)
    assert hours(worked["lee"])[:2] == (4, 6)
    on_call = 4 * 16 + 7  # four nights, and Friday from 17:00 to midnight
    assert hours(worked["amy"])[:2] == (8, on_call - 6)


@pytest.mark.parametrize(
    ("start", "end", "whole"),
    [
        (london(2026, 10, 1), london(2026, 11, 1), 31 * 24 + 1),
        (london(2026, 3, 1), london(2026, 4, 1), 31 * 24 - 1),
    ],
)
def test_both_clock_changes_count_as_the_time_that_passed(start, end, whole):
    """F9."""
    worked = sheet(("comms", comms_plan().rota, start, end)).worked()
    assert sum((each.whole for each in worked.values()), timedelta()) == whole * HOUR


def test_somebody_on_duty_in_two_rotas_at_once_works_each_hour_once():
    rota = comms_plan().rota
    span = london(2026, 6, 1, 9), london(2026, 6, 8, 9)
    alone, twice = sheet(("a", rota, *span)).worked(), sheet(("a", rota, *span), ("b", rota, *span)).worked()
    assert twice == alone


def test_on_call_beside_a_desk_of_ones_own_is_desk_time():
    desk, nights = comms_plan().rota, comms_plan(desk=("amy",), on_call=("amy",)).rota
    always = replace(nights, seats=(replace(nights.seats[1], required=None, layers=nights.seats[1].layers),))
    span = london(2026, 6, 1, 9), london(2026, 6, 2, 9)
    worked = sheet(("a", desk, *span), ("b", always, *span)).worked()
    assert worked["priya"].in_hours == 8 * HOUR
    assert worked["amy"].whole == 24 * HOUR


def test_the_seat_that_is_named_as_the_desk_is_in_office_hours_though_it_keeps_no_bank_holidays():
    plan = comms_plan()
    seats = (replace(plan.rota.seats[0], in_hours=False, on_holiday=None), plan.rota.seats[1])
    rota, span = replace(plan.rota, seats=seats), (london(2026, 6, 1, 9), london(2026, 6, 1, 17))
    made = Timesheet()
    made.add("comms", rota, spans(rota, *span), "desk")
    assert made.worked()["priya"].in_hours == 8 * HOUR


def test_a_rota_that_changed_in_between_is_counted_in_its_parts():
    before, after = comms_plan().rota, comms_plan(desk=("lee",)).rota
    noon = london(2026, 6, 1, 12)
    worked = sheet(("c", before, london(2026, 6, 1, 9), noon), ("c", after, noon, london(2026, 6, 1, 17))).worked()
    assert (worked["priya"].in_hours, worked["lee"].in_hours) == (3 * HOUR, 5 * HOUR)


def test_shares_are_of_time_on_call_alone_and_of_one_rota():
    made = sheet(
        ("a", comms_plan().rota, london(2026, 6, 1, 17), london(2026, 6, 15, 17)),
        ("b", comms_plan(on_call=("lee",)).rota, london(2026, 6, 1, 17), london(2026, 6, 15, 17)),
    )
    assert made.on_call_shares("a") == {"amy": 0.5, "priya": 0.5}
    assert made.on_call_shares("b") == {"lee": 1.0}
    assert made.on_call_shares("c") == {}


def test_nobody_on_duty_is_nothing():
    nobody = with_changes(
        absences=tuple(Absence(p, london(2026, 5, 1), london(2026, 7, 1)) for p in ("amy", "priya", "lee"))
    )
    assert sheet(("c", nobody, london(2026, 6, 1), london(2026, 6, 6))).worked() == {}
    assert Worked(timedelta(), timedelta(), timedelta()) == NOT_ON_DUTY
