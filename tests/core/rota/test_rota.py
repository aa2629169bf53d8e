"""The rota's arithmetic on written-out cases of our own: clock changes, layers, precedence, gaps, holidays, rest."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.rota.changes import Absence, Change, Changes, Half, Kind, Shift, days, half_day, swap
from bot.core.rota.clock import first, last
from bot.core.rota.duty import CLOSED, Because, Gap, GapReason, Holder
from bot.core.rota.hours import fairest_first, free, loads, shares
from bot.core.rota.layers import Layer, Outside, Seat
from bot.core.rota.rest import DAILY, WEEKLY, rested, shortfalls
from bot.core.rota.restriction import Window, current_or_next, is_open
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.schedule import Calendar, Rota, on_duty, spans, stints

LONDON = ZoneInfo("Europe/London")
CHICAGO = ZoneInfo("America/Chicago")
APIA = ZoneInfo("Pacific/Apia")
WEEKDAYS = frozenset(range(5))
OFFICE = (Window(WEEKDAYS, time(9), time(17)),)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wall(text):
    return datetime.fromisoformat(text)


def turning(*people, every=Every.WEEKLY, start="2026-01-05T09:00", zone=LONDON, length=1):
    return Rotation(every, wall(start), zone, people, length)


def one_seat(*changes, people=("ann", "ben"), absences=(), shifts=()):
    seat = Seat("on_call", (Layer("week", turning(*people)),))
    return Rota(LONDON, (seat,), Changes(changes, shifts, absences))


def office(*people, **extra):
    """A desk in hours and an on-call seat outside them."""
    desk = Seat("desk", (Layer("desk", turning(*people)),), in_hours=True, required=OFFICE, on_holiday="on_call")
    night = Seat("on_call", (Layer("night", turning("zoe")),), required=Outside("desk"))
    return Rota(LONDON, (desk, night), **extra)


def who(rota, at, seat="on_call"):
    duty = on_duty(rota, utc(at))[seat].duty
    return duty.person if isinstance(duty, Holder) else duty


# the clock and rotations


@pytest.mark.parametrize(
    ("every", "start", "at", "expected"),
    [
        # F9: a 09:00 handoff stays at 09:00 in London through both changes
        (Every.DAILY, "2026-01-05T09:00", "2026-03-28T12:00", ("2026-03-28T09:00", "2026-03-29T08:00")),
        (Every.DAILY, "2026-01-05T09:00", "2026-03-29T12:00", ("2026-03-29T08:00", "2026-03-30T08:00")),
        (Every.DAILY, "2026-01-05T09:00", "2026-10-24T12:00", ("2026-10-24T08:00", "2026-10-25T09:00")),
        (Every.WEEKLY, "2026-01-05T09:00", "2026-03-26T12:00", ("2026-03-23T09:00", "2026-03-30T08:00")),
        (Every.WEEKLY, "2026-01-05T09:00", "2026-10-22T12:00", ("2026-10-19T08:00", "2026-10-26T09:00")),
        # 01:30 is skipped on 29 March 2026 and occurs twice on 25 October 2026
        (Every.DAILY, "2026-03-01T01:30", "2026-03-29T01:00", ("2026-03-29T01:00", "2026-03-30T00:30")),
        (Every.DAILY, "2026-10-01T01:30", "2026-10-25T01:00", ("2026-10-25T00:30", "2026-10-26T01:30")),
        # hours are hours of the wall clock
        (Every.HOURLY, "2026-03-28T00:30", "2026-03-29T00:45", ("2026-03-29T00:30", "2026-03-29T01:00")),
        (Every.HOURLY, "2026-10-24T00:00", "2026-10-25T01:30", ("2026-10-25T00:00", "2026-10-25T02:00")),
        # the 31st is the last day of a shorter month, and the 31st again after it
        (Every.MONTHLY, "2026-01-31T09:00", "2026-03-01T12:00", ("2026-02-28T09:00", "2026-03-31T08:00")),
        (Every.MONTHLY, "2028-01-31T09:00", "2028-02-10T12:00", ("2028-01-31T09:00", "2028-02-29T09:00")),
        # before the start, and to the microsecond
        (Every.WEEKLY, "2026-01-05T09:00", "2025-12-30T00:00", ("2025-12-29T09:00", "2026-01-05T09:00")),
        (Every.DAILY, "2026-01-05T09:00", "2026-01-06T08:59:59.999999", ("2026-01-05T09:00", "2026-01-06T09:00")),
    ],
)
def test_a_turn_begins_and_ends_at_its_wall_time(every, start, at, expected):
    turn = turning("ann", "ben", every=every, start=start).turn(utc(at))
    assert (turn.start, turn.end) == tuple(map(utc, expected))


def test_the_handoff_itself_belongs_to_who_comes():
    """D5: nobody twice, nobody missing, at the very instant."""
    rota = one_seat()
    assert who(rota, "2026-01-12T08:59:59.999999") == "ann"
    assert who(rota, "2026-01-12T09:00") == "ben"


def test_two_handoffs_at_the_end_of_one_gap_cost_nobody_a_turn():
    hourly = turning("ann", "ben", "cat", every=Every.HOURLY, start="2026-03-28T00:00")
    turns = list(hourly.turns(utc("2026-03-29T00:00"), utc("2026-03-29T03:00")))
    numbers = [turn.number for turn in turns]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    assert all(turn.end - turn.start == timedelta(hours=1) for turn in turns)
    back = turning("ann", "ben", "cat", every=Every.HOURLY, start="2026-04-01T00:00")
    assert [t.number for t in back.turns(utc("2026-03-29T00:00"), utc("2026-03-29T02:00"))] == [-71, -70]


def test_a_day_that_a_zone_skipped_is_no_turn():
    daily = turning("ann", "ben", every=Every.DAILY, start="2011-12-28T00:00", zone=APIA)
    turns = list(daily.turns(first(wall("2011-12-28T00:00"), APIA), first(wall("2012-01-01T00:00"), APIA)))
    assert [turn.number for turn in turns] == [0, 1, 2]


@pytest.mark.parametrize(
    ("zone", "text", "one", "other"),
    [
        (LONDON, "2026-06-01T09:00", "2026-06-01T08:00", "2026-06-01T08:00"),
        (LONDON, "2026-10-25T01:30", "2026-10-25T00:30", "2026-10-25T01:30"),
        (LONDON, "2026-03-29T01:30", "2026-03-29T01:00", "2026-03-29T01:00"),
        (CHICAGO, "2026-11-01T01:00", "2026-11-01T06:00", "2026-11-01T07:00"),
        (LONDON, "2026-12-31T23:59", "2026-12-31T23:59", "2026-12-31T23:59"),
    ],
)
def test_a_wall_time_is_the_first_or_last_instant_that_shows_it(zone, text, one, other):
    assert (first(wall(text), zone), last(wall(text), zone)) == (utc(one), utc(other))


# restrictions


@pytest.mark.parametrize(
    ("window", "at", "expected"),
    [
        (Window(WEEKDAYS, time(9), time(17)), "2026-01-09T16:59", True),
        (Window(WEEKDAYS, time(9), time(17)), "2026-01-09T17:00", False),
        (Window(WEEKDAYS, time(9), time(17)), "2026-01-10T12:00", False),
        (Window(frozenset({4}), time(22), time(6)), "2026-01-10T05:59", True),
        (Window(frozenset({4}), time(22), time(6)), "2026-01-09T05:00", False),
        (Window(frozenset({5, 6})), "2026-01-11T23:59", True),
        (Window(frozenset({5, 6})), "2026-01-12T00:00", False),
        # a nine-day fortnight: every second Friday, from the week of 9 January
        (Window(frozenset({4}), weeks=2, since=date(2026, 1, 9)), "2026-01-23T12:00", True),
        (Window(frozenset({4}), weeks=2, since=date(2026, 1, 9)), "2026-01-16T12:00", False),
        (Window(frozenset({4}), weeks=2, since=date(2026, 1, 9)), "2025-12-26T12:00", True),
    ],
)
def test_a_window_is_open_on_its_days_from_its_start_to_before_its_end(window, at, expected):
    assert is_open((window,), LONDON, utc(at)) is expected


def test_a_window_ends_with_the_last_occurrence_of_its_end():
    night = (Window(start=time(22), end=time(1, 30)),)
    assert current_or_next(night, LONDON, utc("2026-10-24T22:00")) == (utc("2026-10-24T21:00"), utc("2026-10-25T01:30"))


def test_a_restriction_that_never_closes_has_no_ends():
    assert current_or_next((Window(),), LONDON, utc("2026-06-01T00:00")) is None


# precedence and gaps


WEEK = (utc("2026-01-05T09:00"), utc("2026-01-12T09:00"))


def test_override_beats_swap_beats_cover_beats_rotation_whatever_was_entered_first():
    """D5."""
    override, exchanged, cover = (
        Change(kind, "on_call", *WEEK, person)
        for kind, person in ((Kind.OVERRIDE, "oli"), (Kind.SWAP, "sue"), (Kind.COVER, "cas"))
    )
    at = "2026-01-07T00:00"
    assert who(one_seat(override, exchanged, cover), at) == "oli"
    assert who(one_seat(exchanged, cover), at) == who(one_seat(cover, exchanged), at) == "sue"
    assert who(one_seat(cover), at) == "cas"
    assert who(one_seat(), at) == "ann"


def test_the_later_of_two_overrides_stands():
    early, late = (Change(Kind.OVERRIDE, "on_call", *WEEK, p) for p in ("oli", "pam"))
    assert who(one_seat(early, late), "2026-01-07T00:00") == "pam"


def test_a_swap_holds_both_ways_and_only_for_the_two():
    other = (WEEK[1], WEEK[1] + timedelta(days=7))
    exchanged = one_seat(*swap("on_call", ("ann", WEEK), ("ben", other)))
    assert [who(exchanged, d) for d in ("2026-01-07T00:00", "2026-01-14T00:00")] == ["ben", "ann"]
    replanned = one_seat(*swap("on_call", ("ann", WEEK), ("ben", other)), people=("cat", "dan"))
    assert [who(replanned, d) for d in ("2026-01-07T00:00", "2026-01-14T00:00")] == ["cat", "dan"]


def test_a_swap_for_somebody_on_leave_is_stronger_than_their_cover():
    cover = Change(Kind.COVER, "on_call", *WEEK, "cas", "ann")
    exchanged = Change(Kind.SWAP, "on_call", *WEEK, "sue", "ann")
    assert who(one_seat(cover, exchanged, absences=(Absence("ann", *WEEK),)), "2026-01-07T00:00") == "sue"


def test_an_absence_without_cover_is_a_gap_with_a_name():
    """S68."""
    away = Absence("ann", utc("2026-01-06T00:00"), utc("2026-01-07T00:00"))
    rota = one_seat(absences=(away,))
    assert who(rota, "2026-01-06T12:00") == Gap(GapReason.AWAY, "ann")
    assert who(rota, "2026-01-07T00:00") == "ann"


def test_nobody_who_is_away_is_on_duty_however_it_was_given_to_them():
    """S68: a pitch is never routed to somebody absent."""
    override = Change(Kind.OVERRIDE, "on_call", *WEEK, "oli")
    cover = Change(Kind.COVER, "on_call", *WEEK, "cas", "oli")
    away = Absence("oli", *WEEK)
    assert who(one_seat(override, absences=(away,)), "2026-01-07T00:00") == Gap(GapReason.AWAY, "oli")
    assert who(one_seat(override, cover, absences=(away,)), "2026-01-07T00:00") == "cas"


def test_two_who_cover_each_other_while_both_are_away_end_in_a_gap():
    covers = [Change(Kind.COVER, "on_call", *WEEK, p, q) for p, q in (("ben", "ann"), ("ann", "ben"))]
    rota = one_seat(*covers, absences=(Absence("ann", *WEEK), Absence("ben", *WEEK)))
    assert isinstance(who(rota, "2026-01-07T00:00"), Gap)


def test_cancelling_an_absence_undoes_it_with_its_cover():
    away = Absence("ann", *WEEK, id="a1")
    cover = Change(Kind.COVER, "on_call", *WEEK, "cas", "ann", absence="a1")
    rota = one_seat(cover, absences=(away,))
    assert who(rota, "2026-01-07T00:00") == "cas"
    assert rota.changes.without_absence("a1") == Changes()


def test_an_override_to_nobody_leaves_a_gap_with_a_name():
    rota = one_seat(Change(Kind.OVERRIDE, "on_call", *WEEK, None))
    assert who(rota, "2026-01-07T00:00") == Gap(GapReason.LEFT_OPEN)


def test_a_layer_begins_and_ends_and_what_it_leaves_is_a_gap():
    seat = Seat("on_call", (Layer("week", turning("ann"), start=WEEK[0], end=WEEK[1]),))
    told = spans(Rota(LONDON, (seat,)), WEEK[0] - timedelta(days=1), WEEK[1] + timedelta(days=1))
    assert [s.duty if isinstance(s.duty, Gap) else s.duty.person for s in told] == [
        Gap(GapReason.UNPLANNED),
        "ann",
        Gap(GapReason.UNPLANNED),
    ]


def test_a_later_layer_lies_on_top():
    seat = Seat("on_call", (Layer("below", turning("ann")), Layer("above", turning("ben"), OFFICE)))
    rota = Rota(LONDON, (seat,))
    assert [who(rota, t) for t in ("2026-01-06T08:59", "2026-01-06T09:00", "2026-01-06T17:00")] == ["ann", "ben", "ann"]


def test_a_one_off_shift_beside_the_rotation():
    shift = Shift("desk", "sam", utc("2026-01-10T10:00"), utc("2026-01-10T12:00"))
    rota = office("ann", changes=Changes(shifts=(shift,)))
    assert [who(rota, t, "desk") for t in ("2026-01-10T09:59", "2026-01-10T10:00")] == [CLOSED, "sam"]


def test_half_a_day_of_leave_opens_half_a_day():
    away = Absence("ann", *half_day(date(2026, 6, 1), Half.AFTERNOON, LONDON, time(13)))
    rota = office("ann", changes=Changes(absences=(away,)))
    assert who(rota, "2026-06-01T11:59", "desk") == "ann"
    assert who(rota, "2026-06-01T12:00", "desk") == Gap(GapReason.AWAY, "ann")


def test_days_of_leave_include_the_last_one():
    start, end = days(date(2026, 12, 24), date(2027, 1, 2), LONDON)
    assert (start, end) == (utc("2026-12-24T00:00"), utc("2027-01-03T00:00"))


# in hours, out of hours, part-time, bank holidays


def test_in_hours_and_out_of_hours_are_different_seats_and_leave_no_hole():
    rota = office("ann")
    assert [who(rota, t) for t in ("2026-01-06T08:59", "2026-01-06T09:00", "2026-01-06T17:00")] == [
        "zoe",
        CLOSED,
        "zoe",
    ]
    assert [who(rota, t, "desk") for t in ("2026-01-06T08:59", "2026-01-06T09:00")] == [CLOSED, "ann"]


def test_a_part_timers_turn_goes_to_the_next_who_works_and_they_may_still_be_on_call():
    monday_to_thursday = (Window(frozenset(range(4))),)
    rota = office("ann", "ben", patterns={"ann": monday_to_thursday, "zoe": monday_to_thursday})
    friday = on_duty(rota, utc("2026-01-09T12:00"))["desk"].duty
    assert friday == Holder("ben", Because.ROTATION, "desk", 0, "ann")
    assert who(rota, "2026-01-09T20:00") == "zoe"


def test_when_nobody_of_the_layer_works_then_it_is_a_gap_with_a_name():
    rota = office("ann", patterns={"ann": (Window(frozenset(range(4))),)})
    assert who(rota, "2026-01-09T12:00", "desk") == Gap(GapReason.NOT_WORKING, "ann")


def test_on_a_bank_holiday_an_in_hours_shift_becomes_an_on_call_shift():
    rota = office("ann", holidays=frozenset({date(2026, 12, 25)}))
    assert who(rota, "2026-12-25T12:00", "desk") == CLOSED
    assert on_duty(rota, utc("2026-12-25T12:00"))["on_call"].duty.because is Because.BANK_HOLIDAY
    assert [who(rota, t) for t in ("2026-12-25T12:00", "2026-12-25T18:00")] == ["ann", "zoe"]


def test_a_holiday_of_the_persons_own_nation_leaves_the_desk_a_gap():
    rota = office("angus", own_holidays={"angus": frozenset({date(2026, 11, 30)})})
    assert who(rota, "2026-11-30T12:00", "desk") == Gap(GapReason.BANK_HOLIDAY, "angus")


def test_a_person_whose_nation_works_that_day_stays_at_the_desk():
    easter_monday = frozenset({date(2026, 4, 6)})
    rota = office("angus", holidays=easter_monday, own_holidays={"angus": frozenset()})
    assert who(rota, "2026-04-06T12:00", "desk") == "angus"
    assert who(rota, "2026-04-06T12:00") == "zoe"


# looking up


def test_a_span_looked_up_is_whole_across_new_year():
    found = Calendar(one_seat()).on_duty("on_call", utc("2026-12-31T23:59:59"))
    assert (found.start, found.end) == (utc("2026-12-28T09:00"), utc("2027-01-04T09:00"))
    assert Calendar(one_seat()).on_duty("on_call", utc("2027-01-01T00:00")) == found


def test_a_time_without_an_offset_is_refused():
    with pytest.raises(ValueError, match="no offset"):
        on_duty(one_seat(), wall("2026-01-07T00:00"))


# hours and rest


def test_hours_are_elapsed_hours_and_nights_weekends_and_holidays_are_unsocial():
    rota = office("ann", holidays=frozenset({date(2026, 1, 6)}))
    found = spans(rota, utc("2026-01-05T00:00"), utc("2026-01-08T00:00"))
    total = loads(rota, found)
    assert (total["ann"].hours, total["ann"].unsocial) == (timedelta(hours=24), timedelta(hours=8))
    assert total["ann"].hours + total["zoe"].hours == timedelta(days=3)
    assert sum(shares(total).values()) == pytest.approx(1)


def test_the_night_the_clock_goes_back_counts_an_hour_more():
    rota = one_seat(people=("ann",))
    found = spans(rota, utc("2026-10-24T23:00"), utc("2026-10-26T00:00"))
    assert loads(rota, found)["ann"].hours == timedelta(hours=25)


def test_who_carried_least_is_asked_first_and_nobody_who_is_busy():
    rota = office("ann", "ben")
    total = loads(rota, spans(rota, utc("2026-01-05T00:00"), utc("2026-01-14T00:00")))
    assert fairest_first(["zoe", "ann", "ben", "new"], total) == ["new", "ben", "ann", "zoe"]
    assert free(["ann", "ben"], {"ann": [WEEK]}, (WEEK[1], WEEK[1] + timedelta(hours=1))) == ["ann", "ben"]
    assert free(["ann", "ben"], {"ann": [WEEK]}, (WEEK[1] - timedelta(hours=1), WEEK[1])) == ["ben"]


def stretch(start, end):
    return utc(f"2026-01-{start}"), utc(f"2026-01-{end}")


def test_eleven_hours_of_rest_in_each_day():
    office_day = stretch("05T09:00", "05T17:00")
    assert rested([office_day], stretch("06T09:00", "06T17:00"))
    assert rested([office_day], stretch("05T20:00", "05T22:00"))
    assert [s.rule for s in shortfalls([office_day], stretch("05T20:00", "05T22:01"))] == [DAILY]
    callout = stretch("06T02:00", "06T03:00")
    assert not rested([office_day, callout], stretch("06T09:00", "06T17:00"))


def test_a_day_of_rest_in_each_week():
    week = [stretch(f"{day:02}T09:00", f"{day:02}T17:00") for day in range(5, 10)]
    assert rested(week, stretch("10T09:00", "10T12:00"))
    assert [s.rule for s in shortfalls([*week, stretch("10T09:00", "10T17:00")], stretch("11T09:00", "11T17:00"))] == [
        WEEKLY
    ]


def test_stints_join_what_one_person_does_in_a_row():
    rota = one_seat(Change(Kind.OVERRIDE, "on_call", *WEEK, "ben"))
    found = stints(spans(rota, WEEK[0], WEEK[1] + timedelta(days=7)))
    assert [(s.duty.person, s.end - s.start) for s in found] == [("ben", timedelta(days=14))]
