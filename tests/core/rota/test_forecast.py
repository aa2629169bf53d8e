"""What lies ahead: who is left to approve, turns of duty, days in a row, and what of it is new (S30, S74)."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from rotas import LONDON, comms_plan, london

from bot.core.rota.duty import CLOSED, UNPLANNED, Because, Holder, Span
from bot.core.rota.forecast import Approver, Run, gaps, long_runs, news, nobody_left, turns
from bot.core.rota.schedule import spans

WEEK = london(2026, 6, 1), london(2026, 6, 15)


def day(number, hour=0):
    return london(2026, 6, number, hour)


def approvers(*people):
    return [Approver(person, date(2027, 1, 1)) for person in people]


def held(start, end, person="amy", seat="on_call"):
    return Span(seat, start, end, Holder(person, Because.ROTATION))


def closed(start, end):
    return Span("on_call", start, end, CLOSED)


def test_nobody_is_left_only_while_all_of_them_are_away():
    away = {"amy": [(day(2), day(5))], "priya": [(day(3), day(8))]}
    left = nobody_left(approvers("amy", "priya"), away, WEEK, LONDON)
    assert left == [(day(3), day(5))]


def test_somebody_whose_training_runs_out_counts_until_the_end_of_the_last_day():
    away = {"amy": [(day(2), day(10))]}
    left = nobody_left([*approvers("amy"), Approver("priya", date(2026, 6, 5))], away, WEEK, LONDON)
    assert left == [(day(6), day(10))]


def test_somebody_whose_training_ran_out_long_ago_is_not_there_at_all():
    assert nobody_left([Approver("amy", date(2025, 1, 1))], {}, WEEK, LONDON) == [WEEK]


def test_somebody_without_a_day_until_which_they_are_trained_does_not_count():
    assert nobody_left([Approver("amy")], {}, WEEK, LONDON) == [WEEK]


def test_an_account_without_approvers_has_nobody_all_the_time():
    assert nobody_left([], {}, WEEK, LONDON) == [WEEK]


def test_gaps_are_the_spans_in_which_somebody_should_be_on_duty():
    gap = Span("on_call", day(2), day(3), UNPLANNED)
    assert gaps([held(day(1), day(2)), gap, closed(day(3), day(4))]) == [gap]


def test_a_week_of_nights_is_one_turn():
    plan = comms_plan()
    nights = [s for s in spans(plan.rota, *WEEK) if s.seat == "on_call"]
    found = [(t.duty.person, t.start, t.end) for t in turns(nights)]
    assert found == [
        ("lee", day(1), day(1, 9)),
        ("amy", day(1, 17), day(8, 9)),
        ("priya", day(8, 17), day(15)),
    ]


def test_a_gap_ends_a_turn_and_the_same_person_begins_a_new_one_after_it():
    gap = Span("on_call", day(2), day(3), UNPLANNED)
    assert len(turns([held(day(1), day(2)), gap, held(day(3), day(4))])) == 2


def test_days_in_a_row_are_counted_over_all_seats_and_by_the_wall_clock():
    found = [held(day(1, 17), day(8, 9)), held(day(8, 9), day(12, 17), seat="desk"), held(day(3), day(4), "lee")]
    assert long_runs(found, LONDON, 11) == [Run("amy", date(2026, 6, 1), date(2026, 6, 12))]
    assert long_runs(found, LONDON, 12) == []


def test_a_duty_that_ends_at_midnight_does_not_count_for_the_day_after():
    assert long_runs([held(day(1), day(3))], LONDON, 1) == [Run("amy", date(2026, 6, 1), date(2026, 6, 2))]


def test_a_day_off_begins_the_count_anew():
    assert long_runs([held(day(1), day(3)), held(day(4), day(6))], LONDON, 2) == []


def test_a_gap_that_was_told_is_no_news_and_what_it_grew_by_is():
    told = [(day(2), day(4))]
    assert news([(day(2), day(4))], told, day(15)) == []
    assert news([(day(2), day(6))], told, day(15)) == [(day(4), day(6))]
    assert news([(day(2, 12), day(3))], told, day(15)) == []


def test_a_gap_told_to_the_end_of_what_could_be_seen_then_only_goes_on():
    assert news([(day(2), day(16))], [(day(2), day(15))], day(15)) == []


def test_a_gap_that_was_closed_and_comes_back_is_news():
    assert news([(day(2), day(4))], [], day(15)) == [(day(2), day(4))]


HOURS = st.integers(0, 200).map(lambda hour: day(1) + timedelta(hours=hour))
STRETCHES = st.lists(st.tuples(HOURS, HOURS), max_size=6).map(
    lambda pairs: [(start, end) for start, end in pairs if start < end]
)


@given(st.dictionaries(st.sampled_from(["amy", "priya", "lee"]), STRETCHES, max_size=3), HOURS)
def test_at_every_instant_somebody_is_there_or_it_is_said_that_nobody_is(away, at):
    left = nobody_left(approvers("amy", "priya", "lee"), away, WEEK, LONDON)
    absent = all(any(start <= at < end for start, end in away.get(p, [])) for p in ("amy", "priya", "lee"))
    assert any(start <= at < end for start, end in left) == absent
