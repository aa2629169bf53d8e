"""What somebody leaves behind when they are away, and who could take it (S30, S68, S69)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rotas import LONDON, comms_plan, london

from bot.core.people import Person, Standing
from bot.core.rota.changes import Absence, Change, Changes, Kind
from bot.core.rota.cover import Bench, Held, Why, account_seats, held_by, misfit, search
from bot.core.rota.hours import Load
from bot.core.rota.requests import SHORTEST, answer_by
from bot.core.rota.restriction import Window
from bot.core.rota.schedule import spans

JUNE, JULY = london(2026, 6, 1), london(2026, 7, 1)
DESK_MONDAY = Held("desk", ((london(2026, 6, 1, 9), london(2026, 6, 1, 17)),))
NIGHT = Held("on_call", ((london(2026, 6, 1, 17), london(2026, 6, 2, 9)),))


def person(key, **more):
    return Person(key, key.title(), trained_until=date(2027, 1, 1), **more)


def bench(*people, **more):
    known = {p.id: p for p in people or map(person, ("priya", "amy", "lee"))}
    lists = more.pop("lists", {"fern": set(known)})
    on_rota = more.pop("on_rota", frozenset(known))
    return Bench(LONDON, known, on_rota, lists, in_hours=frozenset({"desk"}), **more)


def whys(found):
    return {unfit.person: unfit.why for unfit in found.unable}


def test_the_shifts_of_one_turn_belong_together_and_are_cut_to_the_absence():
    found = spans(comms_plan().rota, JUNE, JULY)

    held = held_by("priya", found, (london(2026, 6, 3, 12), london(2026, 6, 13)))

    assert [(h.seat, len(h.parts)) for h in held] == [("desk", 3), ("on_call", 5)]
    assert held[0].start == london(2026, 6, 3, 12)
    assert held[0].end == london(2026, 6, 5, 17)
    assert held[1].start == london(2026, 6, 8, 17)
    assert held[1].end == london(2026, 6, 13)


def test_what_was_given_to_somebody_by_name_is_theirs_to_leave():
    cover = Change(Kind.COVER, "desk", london(2026, 6, 1), london(2026, 6, 2), "lee", "priya", "1")
    rota = replace(comms_plan().rota, changes=Changes((cover,), (), (Absence("priya", JUNE, london(2026, 6, 2), "1"),)))

    held = held_by("lee", spans(rota, JUNE, london(2026, 6, 3)), (london(2026, 6, 1, 9), london(2026, 6, 3)))

    assert held == [DESK_MONDAY]


def test_who_has_carried_least_comes_first_and_people_of_the_rota_before_others():
    loads = {"amy": Load(timedelta(hours=40)), "lee": Load(timedelta(hours=8)), "zoe": Load()}
    people = [person(key) for key in ("priya", "amy", "lee", "zoe")]

    found = search(NIGHT, "priya", ["fern"], bench(*people, on_rota={"priya", "amy", "lee"}, loads=loads))

    assert found.able == ("lee", "amy", "zoe")
    assert found.unable == ()


def test_everybody_who_cannot_is_listed_with_the_reason():
    """S69: trained, on the list, free and rested."""
    people = (
        person("priya"),
        person("amy"),
        replace(person("untrained"), trained_until=None),
        replace(person("lapsing"), trained_until=date(2026, 6, 1)),
        person("away"),
        person("busy"),
        person("unlisted"),
        person("tired"),
    )
    listed = {p.id for p in people} - {"unlisted"}
    last_night = (london(2026, 5, 31, 23), london(2026, 6, 1, 5))
    long_day = (london(2026, 6, 1, 9), london(2026, 6, 1, 17))
    around = bench(
        *people,
        lists={"fern": listed},
        away={"away": [NIGHT.parts[0]]},
        duties={"busy": [(london(2026, 6, 1, 18), london(2026, 6, 1, 19))]},
        work={"tired": [last_night, long_day]},
    )

    found = search(NIGHT, "priya", ["fern"], around)

    assert found.able == ("amy",)
    assert whys(found) == {
        "untrained": Why.NOT_TRAINED,
        "lapsing": Why.NOT_TRAINED,
        "away": Why.AWAY,
        "busy": Why.ON_DUTY,
        "unlisted": Why.NOT_ON_LIST,
        "tired": Why.NOT_RESTED,
    }
    assert next(u for u in found.unable if u.person == "tired").rest == "daily"
    assert next(u for u in found.unable if u.person == "unlisted").account == "fern"


def test_standing_by_after_a_day_at_the_desk_is_fine_but_a_night_callout_before_it_is_not():
    day = (london(2026, 6, 1, 9), london(2026, 6, 1, 17))
    callout = (london(2026, 6, 1, 2), london(2026, 6, 1, 4))

    assert misfit("amy", NIGHT, ["fern"], bench(work={"amy": [day]})) is None
    assert misfit("amy", NIGHT, ["fern"], bench(work={"amy": [callout, day]})).why is Why.NOT_RESTED


def test_a_week_at_the_desk_leaves_room_for_the_weekly_rest():
    weekdays = tuple((london(2026, 6, d, 9), london(2026, 6, d, 17)) for d in (1, 2, 3, 4, 5))
    weekend = [(london(2026, 6, d, 9), london(2026, 6, d, 17)) for d in (6, 7)]

    assert misfit("amy", Held("desk", weekdays), ["fern"], bench()) is None
    assert misfit("amy", Held("desk", weekdays), ["fern"], bench(work={"amy": weekend})).rest == "weekly"


def test_a_part_timer_is_not_asked_for_the_desk_on_a_day_off_but_may_be_on_call():
    not_mondays = {"amy": (Window(frozenset({1, 2, 3, 4}), time(9), time(17)),)}

    assert misfit("amy", DESK_MONDAY, ["fern"], bench(patterns=not_mondays)).why is Why.NOT_WORKING
    assert misfit("amy", NIGHT, ["fern"], bench(patterns=not_mondays)) is None


def test_nobody_is_asked_for_the_desk_on_a_bank_holiday_of_their_own_nation():
    monday = {"amy": [(london(2026, 6, 1), london(2026, 6, 2))]}

    assert misfit("amy", DESK_MONDAY, ["fern"], bench(off=monday)).why is Why.NOT_WORKING
    assert misfit("amy", NIGHT, ["fern"], bench(off=monday)) is None


@pytest.mark.parametrize("standing", [Standing.LEFT, Standing.SUSPENDED])
def test_somebody_who_may_not_act_is_not_even_mentioned(standing):
    gone = replace(person("amy"), standing=standing)

    found = search(NIGHT, "priya", ["fern"], bench(person("priya"), gone, person("lee")))

    assert found.able == ("lee",)
    assert found.unable == ()


def test_whoever_stands_in_must_be_on_every_list_the_absent_person_is_on():
    lists = {"fern": {"priya", "amy", "lee"}, "hill": {"priya", "lee"}, "dale": {"amy"}}

    found = search(NIGHT, "priya", ["fern", "hill", "dale"], bench(lists=lists))

    assert found.able == ("lee",)
    assert [(u.person, u.account) for u in found.unable] == [("amy", "hill")]


def test_where_the_absent_person_is_on_no_list_every_account_counts():
    lists = {"fern": {"amy", "lee"}, "hill": {"lee"}}

    assert search(NIGHT, "priya", ["fern", "hill"], bench(lists=lists)).able == ("lee",)


def test_an_account_is_left_only_while_no_other_trained_approver_is_present():
    """S30."""
    away = {"amy": [(london(2026, 6, 2), london(2026, 6, 4))]}
    lists = {"fern": {"priya", "amy"}, "hill": {"priya"}, "dale": {"amy", "lee"}}

    found = account_seats("priya", (JUNE, london(2026, 6, 3)), bench(lists=lists, away=away))

    assert [(seat.account, seat.open) for seat in found] == [
        ("fern", ((london(2026, 6, 2), london(2026, 6, 3)),)),
        ("hill", ((JUNE, london(2026, 6, 3)),)),
    ]


def test_training_that_ends_in_the_absence_leaves_the_account_from_then_on():
    lapsing = replace(person("amy"), trained_until=date(2026, 6, 2))

    found = account_seats("priya", (JUNE, london(2026, 6, 5)), bench(person("priya"), lapsing))

    assert [seat.open for seat in found] == [((london(2026, 6, 3), london(2026, 6, 5)),)]


def test_somebody_who_is_not_trained_leaves_no_account_that_was_not_left_already():
    untrained = replace(person("priya"), trained_until=None)

    assert account_seats("priya", (JUNE, JULY), bench(untrained)) == []


HOURS = st.integers(0, 24 * 14).map(lambda n: JUNE + timedelta(hours=n))
STRETCHES = st.lists(st.tuples(HOURS, st.integers(1, 60).map(lambda n: timedelta(hours=n))), max_size=4).map(
    lambda found: [(start, start + length) for start, length in found]
)


@given(away=STRETCHES, duties=STRETCHES, work=STRETCHES, seat=st.sampled_from(["desk", "on_call"]))
def test_whoever_is_able_is_neither_away_nor_busy_and_everybody_is_named_once(away, duties, work, seat):
    shifts = Held(seat, ((JUNE + timedelta(days=3), JUNE + timedelta(days=3, hours=8)),))

    found = search(shifts, "priya", ["fern"], bench(away={"amy": away}, duties={"lee": duties}, work={"lee": work}))

    named = [*found.able, *(unfit.person for unfit in found.unable)]
    assert sorted(named) == ["amy", "lee"]
    for key, taken in (("amy", away), ("lee", duties)):
        meets = any(start < shifts.end and end > shifts.start for start, end in taken)
        assert not (meets and key in found.able)


def test_an_answer_is_waited_for_a_quarter_of_the_time_left_at_most():
    noon = datetime(2026, 6, 1, 11, 0, tzinfo=UTC)
    two_hours = timedelta(hours=2)

    assert answer_by(noon, noon + timedelta(days=9), two_hours, LONDON) == noon + two_hours
    assert answer_by(noon, noon + timedelta(hours=4), two_hours, LONDON) == noon + timedelta(hours=1)
    assert answer_by(noon, noon - timedelta(hours=4), two_hours, LONDON) == noon + SHORTEST


def test_nobody_is_passed_over_at_night_for_a_shift_that_is_days_away():
    evening = london(2026, 6, 1, 19)

    assert answer_by(evening, london(2026, 6, 9), timedelta(hours=2), LONDON) == london(2026, 6, 2, 9)
    assert answer_by(evening, london(2026, 6, 2, 9), timedelta(hours=2), LONDON) == london(2026, 6, 1, 21)
