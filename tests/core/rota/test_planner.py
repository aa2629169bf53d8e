"""Planning ahead: fair, the same every time, with reasons; nobody away, untrained, unrested or above half of on call."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.core.rota.bookkeeping import Before, Elsewhere
from bot.core.rota.changes import Absence, Changes, Shift
from bot.core.rota.duty import Gap, Holder
from bot.core.rota.forecast import long_runs
from bot.core.rota.hours import Load
from bot.core.rota.layers import Layer, Outside, Seat
from bot.core.rota.planner import propose
from bot.core.rota.proposal import Candidate, Not, hours, why_chosen, why_passed
from bot.core.rota.rest import rested
from bot.core.rota.restriction import EVERY_DAY, Window, is_open
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.schedule import Rota, spans
from bot.core.rota.stretches import common, joined, without

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
START, END = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 5, 4, tzinfo=UTC)
HANDOVER = START.replace(hour=9)
PEOPLE = ("ann", "ben", "cat", "dan")
WEEKDAYS = EVERY_DAY - {5, 6}
HOURS = (Window(WEEKDAYS, time(9), time(17)),)
SEATS = frozenset({"desk", "on_call"})


def rota(people=PEOPLE, required=HOURS, **more):
    week = Layer("week", Rotation(Every.WEEKLY, datetime.fromisoformat("2026-01-05T09:00"), LONDON, people))
    desk = Seat("desk", (week,), in_hours=True, required=required, on_holiday="on_call")
    return Rota(LONDON, (desk, Seat("on_call", (week,), required=Outside("desk"))), **more)


def candidates(people=PEOPLE, until=datetime(2027, 1, 1, tzinfo=UTC), seats=SEATS):
    return [Candidate(person, seats, until) for person in people]


def away(person, start, end):
    return Absence(person, datetime.fromisoformat(start), datetime.fromisoformat(end))


def who(proposal, seat):
    return [(a.shift.start.date().isoformat(), a.shift.person) for a in proposal.assigned if a.shift.seat == seat]


def test_turns_go_round_and_everybody_ends_with_nearly_the_same():
    found = propose(rota(), candidates(), START, END)
    assert found.holes == ()
    carried = [load.hours for load in found.loads.values()]
    assert max(carried) - min(carried) <= timedelta(hours=130)
    assert max(found.on_call.values()) <= sum(found.on_call.values(), timedelta()) / 2


def test_a_week_at_the_desk_stays_with_one_person():
    desk = who(propose(rota(), candidates(), START, END), "desk")
    weeks = {}
    for day, person in desk:
        weeks.setdefault(date.fromisoformat(day).isocalendar().week, set()).add(person)
    assert all(len(people) == 1 for people in weeks.values())


def test_whoever_is_away_in_a_week_is_passed_over_and_it_says_so():
    absent = Changes(absences=(away("ann", "2026-03-10T00:00Z", "2026-03-12T00:00Z"),))
    found = propose(rota(changes=absent), candidates(), START, END)
    second = [
        a
        for a in found.assigned
        if a.shift.seat == "desk" and date(2026, 3, 9) <= a.shift.start.date() < date(2026, 3, 16)
    ]
    assert {a.shift.person for a in second} <= {"ben", "cat", "dan"}
    assert {a.why.passed.get("ann") for a in second} == {Not.AWAY}


def test_where_nobody_can_take_the_whole_week_it_is_given_out_day_by_day():
    absent = Changes(
        absences=(
            away("ann", "2026-03-10T00:00Z", "2026-03-11T00:00Z"),
            away("ben", "2026-03-12T00:00Z", "2026-03-13T00:00Z"),
        )
    )
    desk = Seat("desk", rota().seats[0].layers, in_hours=True, required=HOURS)
    found = propose(
        replace(rota(changes=absent), seats=(desk,)),
        candidates(("ann", "ben")),
        *(datetime(2026, 3, d, tzinfo=UTC) for d in (9, 16)),
    )
    assert dict(who(found, "desk"))["2026-03-10"] == "ben"
    assert dict(who(found, "desk"))["2026-03-12"] == "ann"
    assert len(found.assigned) == 5
    assert found.holes == ()


def test_part_timers_are_not_planned_for_days_they_do_not_work_but_may_be_on_call():
    fridays_off = {"ann": (Window(EVERY_DAY - {4, 5, 6}, time(9), time(17)),)}
    found = propose(rota(patterns=fridays_off), candidates(), START, END)
    assert "ann" not in {person for _, person in who(found, "desk")}
    assert "ann" in {person for _, person in who(found, "on_call")}


def test_a_bank_holiday_leaves_the_desk_empty_and_is_on_call():
    good_friday = date(2026, 4, 3)
    found = propose(rota(holidays=frozenset({good_friday})), candidates(), START, END)
    assert not [a for a in found.assigned if a.shift.seat == "desk" and a.shift.start.date() == good_friday]
    at = datetime(2026, 4, 3, 11, tzinfo=UTC)
    assert [a for a in found.assigned if a.shift.seat == "on_call" and a.shift.start <= at < a.shift.end]


def test_nobody_is_planned_beyond_their_training_or_on_a_seat_that_is_not_theirs():
    some = [
        Candidate("ann", SEATS, datetime(2026, 4, 1, tzinfo=UTC)),
        Candidate("ben", frozenset({"desk"}), END),
        Candidate("cat", SEATS, None),
        *candidates(("dan", "eve")),
    ]
    found = propose(rota(), some, START, END)
    assert all(a.shift.end <= datetime(2026, 4, 1, tzinfo=UTC) for a in found.assigned if a.shift.person == "ann")
    assert "ben" not in {person for _, person in who(found, "on_call")}
    assert "cat" not in {a.shift.person for a in found.assigned}


def by_week(found):
    """Who is on each seat in each week, by the Monday; a weekend's nights belong to the week they begin in."""
    weeks = {}
    for a in found.assigned:
        monday = a.shift.start.date() - timedelta(days=a.shift.start.weekday())
        weeks.setdefault(monday, {}).setdefault(a.shift.seat, set()).add(a.shift.person)
    return weeks


def test_nobody_is_at_the_desk_and_on_call_in_one_week():
    for people in (("ann", "ben"), ("ann", "ben", "cat"), PEOPLE):
        found = propose(rota(), candidates(people), HANDOVER, datetime(2026, 6, 1, 9, tzinfo=LONDON))
        assert not any(a.why.both for a in found.assigned)
        assert all(not week["desk"] & week["on_call"] for week in by_week(found).values())


def test_a_desk_that_changes_daily_counts_by_its_week():
    daily = Layer("day", Rotation(Every.DAILY, datetime.fromisoformat("2026-01-05T09:00"), LONDON, PEOPLE))
    planned = rota()
    desk = replace(planned.seats[0], layers=(daily,))
    found = propose(replace(planned, seats=(desk, planned.seats[1])), candidates(), HANDOVER, END)
    assert all(not week["desk"] & week["on_call"] for week in by_week(found).values())


def test_only_where_nobody_else_can_somebody_has_the_desk_and_is_on_call_and_it_says_so():
    gone = Changes(absences=(away("ben", "2026-03-11T00:00Z", "2026-03-12T00:00Z"),))
    found = propose(rota(changes=gone), candidates(("ann", "ben")), HANDOVER, HANDOVER + timedelta(weeks=4))
    twice = [a for a in found.assigned if a.why.both]
    assert {a.shift.person for a in twice} == {"ann"}
    assert {a.shift.start.date() for a in twice} <= {date(2026, 3, 10), date(2026, 3, 11)}
    assert all(a.why.passed == {"ben": Not.AWAY} for a in twice)
    assert why_chosen(twice[0].why, LONDON).endswith("at the desk and on call in one week, because nobody else can")
    assert found.holes == ()


def test_whoever_is_alone_carries_everything_rather_than_nobody_and_it_says_so():
    found = propose(rota(), candidates(("ann",)), START, END)
    assert found.holes == ()
    assert any(a.why.over_half for a in found.assigned)
    assert all(a.why.passed == {} for a in found.assigned)
    assert "above half of all on-call time, because nobody else can" in why_chosen(found.assigned[-1].why, LONDON)


def test_nobody_has_above_half_of_on_call_time_where_the_others_can_take_it():
    """Ben is there in the first half only, so he takes all of that, and Ann the second half, which only she can."""
    weeks = 8
    end = START + timedelta(weeks=weeks)
    gone = Changes(absences=(away("ben", "2026-03-30T09:00+01:00", "2026-06-01T00:00Z"),))
    on_call = Seat("on_call", rota().seats[1].layers)
    alone = replace(rota(changes=gone), seats=(on_call,))
    found = propose(alone, candidates(("ann", "ben")), START, end)
    assert found.holes == ()
    assert max(found.on_call.values()) <= sum(found.on_call.values(), timedelta()) / 2 + timedelta(hours=9)


def test_a_bank_holiday_on_call_goes_to_whoever_has_had_the_fewest():
    easter = frozenset({date(2026, 4, 3)})
    before = Before(holidays={"ann": 2, "ben": 0, "cat": 1, "dan": 1})
    on_call = replace(rota(holidays=easter), seats=(Seat("on_call", rota().seats[1].layers),))
    found = propose(on_call, candidates(), START, END, before)
    at = datetime(2026, 4, 3, 11, tzinfo=UTC)
    (good_friday,) = (a for a in found.assigned if a.shift.seat == "on_call" and a.shift.start <= at < a.shift.end)
    assert good_friday.shift.person == "ben"
    assert why_chosen(good_friday.why, LONDON).startswith("fewest bank holidays on call so far (none) of the ")


def test_what_people_do_in_other_rotas_keeps_them_from_clashes_and_leaves_them_their_rest():
    """Ann works elsewhere until midnight before her mornings here; ben has another desk in the first week."""
    evenings = tuple((START.replace(hour=18) + DAY * n, START + DAY * (n + 1)) for n in range(5))
    desk = ((START.replace(hour=9), START.replace(hour=17)), (HANDOVER + DAY, HANDOVER + DAY * 1.3))
    before = Before(elsewhere={"ann": Elsewhere(desk=evenings), "ben": Elsewhere(desk=desk)})
    found = propose(rota(), candidates(), HANDOVER, HANDOVER + timedelta(weeks=1), before)
    first = next(a for a in found.assigned if a.shift.seat == "desk")
    assert (first.why.passed["ann"], first.why.passed["ben"]) == (Not.UNRESTED, Not.BUSY)
    night = next(a for a in found.assigned if a.shift.seat == "on_call")
    assert night.shift.person not in {"ann", "ben", first.shift.person}
    assert (night.why.passed["ann"], night.why.passed["ben"]) == (Not.BUSY, Not.BOTH)


def test_nobody_stands_by_who_comes_to_it_short_of_rest():
    long = ((START.replace(hour=2), START.replace(hour=17)),)
    before = Before(elsewhere={"ann": Elsewhere(desk=long)})
    one = candidates(("ann",), seats=frozenset({"on_call"}))
    found = propose(rota(), one, START.replace(hour=17), START + DAY, before)
    assert [hole.passed for hole in found.holes if hole.seat == "on_call"] == [{"ann": Not.UNRESTED}]


def test_nobody_is_on_duty_for_too_many_days_in_a_row_while_somebody_else_can_be():
    """A week on call is eight days, so the desk after it is another one's, though they have had more hours there."""
    before = Before({"desk": {"ben": Load(timedelta(hours=100)), "cat": Load(timedelta(hours=100))}}, most_days=8)
    found = propose(rota(), candidates(("ann", "ben", "cat")), HANDOVER, END, before)
    with_them = rota(changes=Changes(shifts=tuple(a.shift for a in found.assigned)))
    runs = long_runs(spans(with_them, HANDOVER, END), LONDON, 8)
    assert runs == []
    assert Not.LONG in {why for a in found.assigned for why in a.why.passed.values()}


def test_whoever_was_away_until_shortly_before_is_said_to_be_back():
    absent = Changes(absences=(away("ann", "2026-03-02T00:00Z", "2026-03-08T00:00Z"),))
    found = propose(rota(changes=absent), candidates(("ann", "ben", "cat")), START, END)
    back = next(a for a in found.assigned if a.shift.person == "ann")
    assert "back after being away until Sat 7 Mar" in why_chosen(back.why, LONDON)


def test_long_days_are_spread_so_that_everybody_is_rested():
    long = (Window(EVERY_DAY, time(7), time(22)),)
    found = propose(rota(required=long), candidates(), START, START + timedelta(days=14))
    for person in PEOPLE:
        worked = [
            (a.shift.start, a.shift.end) for a in found.assigned if (a.shift.seat, a.shift.person) == ("desk", person)
        ]
        assert all(rested(worked, shift) for shift in worked)


def test_shifts_that_are_entered_already_stay_and_count():
    entered = Shift("on_call", "ann", START, START + timedelta(days=7))
    found = propose(rota(changes=Changes(shifts=(entered,))), candidates(), START, END)
    assert not [a for a in found.assigned if a.shift.seat == "on_call" and a.shift.start < entered.end]
    assert who(found, "on_call")[0][1] != "ann"


def test_who_carried_much_before_waits():
    before = Before({"desk": {"ann": Load(timedelta(hours=500))}})
    found = propose(rota(), candidates(), START, END, before)
    assert "ann" not in {person for _, person in who(found, "desk")}
    assert "ann" in {person for _, person in who(found, "on_call")}


def test_applied_as_shifts_the_proposal_is_what_the_rota_says():
    found = propose(rota(), candidates(), START, END)
    applied = rota(changes=Changes(shifts=tuple(a.shift for a in found.assigned)))
    for span in spans(applied, START, END):
        if isinstance(span.duty, Holder):
            assert span.duty.person in {
                a.shift.person for a in found.assigned if a.shift.start <= span.start < a.shift.end
            }
        assert not isinstance(span.duty, Gap)


def test_reasons_read_as_sentences():
    absent = Changes(absences=(away("ann", "2026-03-02T00:00Z", "2026-03-12T00:00Z"),))
    some = [*candidates(), Candidate("eve", SEATS, None), Candidate("fay", SEATS, None)]
    first = propose(rota(changes=absent), some, START, END).assigned[0]
    assert why_chosen(first.why, LONDON) == "level with others (0 hours so far), and first by name of the 3 who could"
    assert (
        why_passed(first.why.passed, {"ann": "Ann Lee"}) == "2 have no training that holds until then, Ann Lee is away"
    )
    assert [hours(timedelta(minutes=m)) for m in (0, 30, 2400, 450)] == ["0", "½", "40", "7½"]


minutes = st.integers(0, 63 * 24 * 60)
absences = st.builds(
    lambda person, start, length: Absence(
        person, START + timedelta(minutes=start), START + timedelta(minutes=start + length)
    ),
    st.sampled_from(PEOPLE),
    minutes,
    st.integers(60, 20 * 24 * 60),
)
trained = st.none() | st.integers(0, 80).map(lambda n: START + timedelta(days=n))
some_candidates = st.lists(
    st.builds(
        Candidate,
        st.sampled_from(PEOPLE),
        st.sampled_from([SEATS, frozenset({"desk"}), frozenset({"on_call"})]),
        trained,
    ),
    max_size=4,
    unique_by=lambda candidate: candidate.person,
)
required = st.sampled_from([HOURS, (Window(EVERY_DAY, time(6), time(20)),), (Window(WEEKDAYS, time(22), time(8)),)])
works = st.dictionaries(st.sampled_from(PEOPLE), st.just((Window(EVERY_DAY - {4}, time(), time()),)), max_size=2)
holidays = st.frozensets(st.integers(0, 62).map(lambda n: date(2026, 3, 2) + timedelta(days=n)), max_size=3)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(absences, max_size=5),
    st.integers(3, 4),
    st.sampled_from([Every.DAILY, Every.WEEKLY, Every.MONTHLY]),
    holidays,
)
def test_always_the_desk_and_on_call_part_and_nobody_has_above_half_unless_it_says_so(leave, count, every, days_off):
    people = PEOPLE[:count]
    week = Layer("turn", Rotation(every, datetime.fromisoformat("2026-01-05T09:00"), LONDON, people))
    planned = rota(changes=Changes(absences=tuple(leave)), holidays=days_off)
    planned = replace(planned, seats=(planned.seats[0], replace(planned.seats[1], layers=(week,))))
    found = propose(planned, candidates(people), HANDOVER, END)
    for a in found.assigned:
        if a.shift.seat == "desk" and not a.why.both:
            friday = a.shift.start.date() + timedelta(days=4 - a.shift.start.weekday())
            monday = friday - timedelta(days=4)
            same = [
                b
                for b in found.assigned
                if b.shift.person == a.shift.person
                and b.shift.seat == "on_call"
                and monday <= b.shift.start.date() <= friday
            ]
            assert all(b.why.both for b in same)
    half = sum(found.on_call.values(), timedelta()) / 2
    for person, carried in found.on_call.items():
        if carried > half + timedelta(hours=2):
            assert any(a.why.over_half for a in found.assigned if a.shift.person == person) or found.holes


@settings(max_examples=40, deadline=None)
@given(st.lists(absences, max_size=6), some_candidates, required, works, holidays)
def test_always_every_stretch_is_given_to_somebody_able_or_is_a_named_hole(leave, some, window, patterns, days_off):
    planned = rota(required=window, changes=Changes(absences=tuple(leave)), patterns=patterns, holidays=days_off)
    found = propose(planned, some, START, END)
    assert found == propose(planned, list(reversed(some)), START, END)
    open_time = replace(planned, seats=tuple(replace(seat, layers=()) for seat in planned.seats), changes=Changes())
    for seat in planned.seats:
        needed = [
            (s.start, s.end) for s in spans(open_time, START, END) if s.seat == seat.name and isinstance(s.duty, Gap)
        ]
        told = sorted(
            [(a.shift.start, a.shift.end) for a in found.assigned if a.shift.seat == seat.name]
            + [(h.start, h.end) for h in found.holes if h.seat == seat.name]
        )
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(told))
        assert joined(told) == joined(needed)
    known = {candidate.person: candidate for candidate in some}
    gone = planned.changes.away(START, END)
    for a in found.assigned:
        stretch = [(a.shift.start, a.shift.end)]
        assert not common(stretch, gone.get(a.shift.person, []))
        assert a.shift.end <= known[a.shift.person].trained_until
        assert a.shift.seat in known[a.shift.person].seats
        if a.shift.seat == "desk" and a.shift.person in patterns:
            assert is_open(patterns[a.shift.person], LONDON, a.shift.start)
    for person in known:
        theirs = sorted((a.shift.start, a.shift.end) for a in found.assigned if a.shift.person == person)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(theirs))
        desk = [
            (a.shift.start, a.shift.end) for a in found.assigned if (a.shift.person, a.shift.seat) == (person, "desk")
        ]
        assert all(rested(desk, shift) for shift in desk)
        assert without(joined(desk), joined(theirs)) == []


def can_be_halved(there, weeks):
    """Whether the weeks can be shared out so that nobody has more than half of them (augmenting paths)."""
    held = {person: [] for person in there}

    def give(week, asked):
        for person in there:
            if week in there[person] and person not in asked:
                asked.add(person)
                if len(held[person]) < weeks // 2:
                    held[person].append(week)
                    return True
                for other in list(held[person]):
                    held[person].remove(other)
                    if give(other, asked):
                        held[person].append(week)
                        return True
                    held[person].append(other)
        return False

    return all(give(week, set()) for week in range(weeks))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.frozensets(st.integers(0, 7), min_size=2), min_size=2, max_size=4))
def test_always_nobody_has_above_half_of_on_call_time_where_the_weeks_can_be_shared_out_so(present):
    there, week = dict(zip(PEOPLE, present, strict=False)), timedelta(weeks=1)
    assume(can_be_halved(there, 8))
    leave = [
        Absence(person, HANDOVER + n * week + DAY, HANDOVER + n * week + 6 * DAY)
        for person, weeks in there.items()
        for n in range(8)
        if n not in weeks
    ]
    on_call = Seat("on_call", rota().seats[1].layers)
    planned = replace(rota(changes=Changes(absences=tuple(leave))), seats=(on_call,))
    found = propose(planned, candidates(tuple(there)), HANDOVER, HANDOVER + 8 * week)
    assert found.holes == ()
    assert max(found.on_call.values()) <= sum(found.on_call.values(), timedelta()) / 2 + timedelta(hours=2)
