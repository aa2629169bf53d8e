"""What holds for every rota whatever: one person or a named gap at every instant, and a change changes only its own time."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.rota.changes import Absence, Change, Changes, Kind, Shift
from bot.core.rota.clock import first, last, local
from bot.core.rota.duty import Closed, Gap, Holder
from bot.core.rota.layers import Layer, Outside, Seat
from bot.core.rota.restriction import Window, is_open, openings
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.schedule import Rota, cut, on_duty, spans
from bot.core.rota.worked import Timesheet

ZONES = [ZoneInfo(name) for name in ("Europe/London", "America/Chicago", "Australia/Lord_Howe", "UTC")]
PEOPLE = ["ann", "ben", "cat", "dan"]
# both London clock changes of 2026 lie close to one of these
STARTS = [datetime(2026, 3, 25, tzinfo=UTC), datetime(2026, 10, 21, tzinfo=UTC), datetime(2025, 12, 28, tzinfo=UTC)]

starts = st.sampled_from(STARTS)
minutes = st.integers(-2000, 14 * 24 * 60)
lengths = st.integers(1, 6000)
people = st.sampled_from(PEOPLE)
quarters = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
windows = st.builds(
    Window,
    st.frozensets(st.integers(0, 6), min_size=1),
    quarters,
    quarters,
    st.integers(1, 2),
    st.just(date(2026, 1, 1)),
)
restrictions = st.lists(windows, min_size=1, max_size=2).map(tuple)
walls = st.datetimes(datetime.fromisoformat("2025-11-01"), datetime.fromisoformat("2026-12-01")).map(
    lambda d: d.replace(second=0, microsecond=0)
)


@st.composite
def rotations(draw, zone):
    who = draw(st.lists(people, min_size=1, max_size=4))
    every = draw(st.sampled_from(Every))
    return Rotation(every, draw(walls), zone, tuple(who), draw(st.integers(1, 12)))


@st.composite
def stretches(draw, begin):
    start = begin + timedelta(minutes=draw(minutes))
    return start, start + timedelta(minutes=draw(lengths))


@st.composite
def changes_of(draw, begin, seats=("desk", "on_call")):
    kind = draw(st.sampled_from(Kind))
    person = draw(people if kind is not Kind.OVERRIDE else st.none() | people)
    return Change(kind, draw(st.sampled_from(seats)), *draw(stretches(begin)), person, draw(st.none() | people))


@st.composite
def rotas(draw, begin):
    zone = draw(st.sampled_from(ZONES))
    layers = st.builds(Layer, st.just("layer"), rotations(zone), st.none() | restrictions)
    desk = Seat(
        "desk",
        tuple(draw(st.lists(layers, max_size=2))),
        in_hours=True,
        required=draw(restrictions),
        on_holiday="on_call",
    )
    outside = draw(st.sampled_from([None, Outside("desk")]))
    on_call = Seat("on_call", tuple(draw(st.lists(layers, max_size=2))), required=outside)
    changes = Changes(
        tuple(draw(st.lists(changes_of(begin), max_size=5))),
        tuple(Shift("desk", draw(people), *s) for s in draw(st.lists(stretches(begin), max_size=2))),
        tuple(Absence(draw(people), *s) for s in draw(st.lists(stretches(begin), max_size=4))),
    )
    days_off = st.frozensets(st.integers(0, 13).map(lambda n: (begin + timedelta(days=n)).date()), max_size=3)
    patterns = draw(st.dictionaries(people, restrictions, max_size=2))
    own = draw(st.dictionaries(people, days_off, max_size=2))
    return Rota(zone, (desk, on_call), changes, patterns, draw(days_off), own)


@st.composite
def asked(draw):
    begin = draw(starts)
    return draw(rotas(begin)), begin, begin + timedelta(minutes=draw(st.integers(1, 14 * 24 * 60)))


def at_all(rota, instants):
    return [[span.duty for span in spans(rota, at, at + timedelta.resolution)] for at in instants]


@given(asked())
@settings(max_examples=60, deadline=None)
def test_the_spans_of_each_seat_tile_the_asked_time_and_never_overlap(case):
    """D5."""
    rota, start, end = case
    found = spans(rota, start, end)
    for seat in rota.seats:
        theirs = [s for s in found if s.seat == seat.name]
        assert (theirs[0].start, theirs[-1].end) == (start, end)
        assert all(s.start < s.end for s in theirs)
        assert all(a.end == b.start and a.duty != b.duty for a, b in pairwise(theirs))


@given(asked(), st.integers(0, 14 * 24 * 3600))
@settings(max_examples=60, deadline=None)
def test_at_every_instant_a_required_seat_has_one_present_person_or_a_named_gap(case, seconds):
    """D5, S68."""
    rota, start, _ = case
    at = start + timedelta(seconds=seconds)
    away = {a.person for a in rota.changes.absences if a.start <= at < a.end}
    on = on_duty(rota, at)
    for span in on.values():
        assert span.start <= at < span.end
        if isinstance(span.duty, Holder):
            assert span.duty.person not in away
    today = local(at, rota.zone).date()
    in_hours = is_open(rota.seats[0].required, rota.zone, at) and today not in rota.holidays
    if in_hours:
        assert isinstance(on["desk"].duty, Holder | Gap)
    if not in_hours or rota.seats[1].required is None:
        assert isinstance(on["on_call"].duty, Holder | Gap)


@given(asked(), st.integers(0, 9 * 24), st.integers(1, 5 * 24))
@settings(max_examples=100)
def test_spans_of_a_longer_time_cut_short_are_those_of_the_shorter_one(case, after, hours):
    rota, start, end = case
    begin = start + timedelta(hours=after)
    stop = begin + timedelta(hours=hours)

    assert cut(spans(rota, start, max(end, stop)), begin, stop) == spans(rota, begin, stop)


@given(asked(), st.data())
@settings(max_examples=20, deadline=None)
def test_what_is_looked_up_is_what_the_spans_say(case, data):
    rota, start, end = case
    found = spans(rota, start, end)
    at = data.draw(st.sampled_from([s.start for s in found]))
    for span in found:
        if span.start <= at < span.end:
            assert on_duty(rota, at)[span.seat].duty == span.duty


@given(asked(), st.data())
@settings(max_examples=40, deadline=None)
def test_an_override_changes_nothing_outside_itself(case, data):
    rota, start, end = case
    seat = data.draw(st.sampled_from(["desk", "on_call"]))
    begin, stop = data.draw(stretches(start))
    added = Change(Kind.OVERRIDE, seat, begin, stop, data.draw(st.none() | people))
    changed = Rota(
        rota.zone,
        rota.seats,
        Changes((*rota.changes.changes, added), rota.changes.shifts, rota.changes.absences),
        rota.patterns,
        rota.holidays,
        rota.own_holidays,
    )
    moments = sorted({s.start for r in (rota, changed) for s in spans(r, start, end)} | {stop})
    outside = [at for at in moments if not begin <= at < stop]
    assert at_all(rota, outside) == at_all(changed, outside)
    inside = [at for at in moments if begin <= at < stop]
    away = lambda at: {a.person for a in rota.changes.absences if a.start <= at < a.end}  # noqa: E731
    for at in inside:
        duty = at_all(changed, [at])[0][["desk", "on_call"].index(seat)]
        if added.person is not None and added.person not in away(at):
            assert duty.person == added.person
        elif added.person is None:
            assert isinstance(duty, Gap | Closed)


def slowly(rota, seat, at):
    """Who holds a seat at one instant, straight from the rules: no bank holidays, no patterns, no painting."""
    open_now = seat.required is None or (
        is_open(seat.required, rota.zone, at)
        if isinstance(seat.required, tuple)
        else not is_open(rota.seats[0].required, rota.zone, at)
    )
    person = None
    for layer in seat.layers:
        if open_now if layer.when is None else is_open(layer.when, rota.zone, at):
            person = layer.rotation.turn(at).person
    now = [c for c in rota.changes.changes if c.seat == seat.name and c.start <= at < c.end]
    for shift in rota.changes.shifts:
        if shift.seat == seat.name and shift.start <= at < shift.end:
            person = shift.person
    passed = set()
    closed = person is None and not open_now
    for kind in Kind:
        for change in (c for c in now if c.kind is kind):
            if closed and (kind is not Kind.OVERRIDE or change.person is None):
                continue
            if change.instead_of in {None, person, *passed}:
                passed.add(person)
                person, closed = change.person, False
    return "closed" if closed else person_present(rota, now, person, at)


def person_present(rota, now, person, at):
    away = {a.person for a in rota.changes.absences if a.start <= at < a.end}
    for _ in away:
        if person not in away:
            break
        named = [c.person for c in now if c.kind is Kind.COVER and c.instead_of == person]
        if not named:
            return None
        person = named[-1]
    return None if person in away else person


@given(asked(), st.integers(0, 14 * 24 * 3600))
@settings(max_examples=200, deadline=None)
def test_painting_says_what_the_rules_say_at_one_instant(case, seconds):
    full, start, _ = case
    rota = Rota(full.zone, full.seats, full.changes)
    at = start + timedelta(seconds=seconds)
    now = {span.seat: span.duty for span in spans(rota, at, at + timedelta.resolution)}
    for seat in rota.seats:
        duty = now[seat.name]
        told = "closed" if isinstance(duty, Closed) else duty.person if isinstance(duty, Holder) else None
        assert told == slowly(rota, seat, at)


@given(starts, st.data())
@settings(max_examples=100, deadline=None)
def test_turns_follow_each_other_without_a_hole_and_in_order(start, data):
    rotation = data.draw(rotations(data.draw(st.sampled_from(ZONES))))
    turns = list(rotation.turns(start, start + timedelta(days=7)))
    assert turns[0].start <= start < turns[0].end
    for one, other in pairwise(turns):
        assert (one.end, one.number + 1) == (other.start, other.number)
    assert all(turn.person == rotation.people[turn.number % len(rotation.people)] for turn in turns)


@given(walls, st.sampled_from(ZONES))
@settings(max_examples=200, deadline=None)
def test_a_wall_time_agrees_with_zoneinfo_wherever_it_exists(wall, zone):
    for instant in (first(wall, zone), last(wall, zone)):
        shown = local(instant, zone)
        assert shown == wall or (shown > wall and local(instant - timedelta.resolution, zone) < wall)
    assert first(wall, zone) <= last(wall, zone)


@given(restrictions, starts, st.integers(0, 10**6), st.sampled_from(ZONES))
@settings(max_examples=100, deadline=None)
def test_a_restriction_is_open_exactly_in_its_openings(restriction, start, seconds, zone):
    at = start + timedelta(seconds=seconds)
    found = openings(restriction, zone, start, start + timedelta(days=14))
    assert is_open(restriction, zone, at) == any(s <= at < e for s, e in found)
    assert all(a[1] < b[0] for a, b in pairwise(found))


@given(asked(), st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_hours_worked_are_those_of_every_instant_counted_once_wherever_they_are_parted(case, part):
    """S74: between two changes of anything, whoever holds a desk is at the desk, and whoever else holds a seat is on call."""
    rota, start, end = case
    found, middle = spans(rota, start, end), start + (end - start) * part
    at_desk, on_call = defaultdict(timedelta), defaultdict(timedelta)
    for begin, stop in pairwise(sorted({at for span in found for at in (span.start, span.end)})):
        now = [s for s in found if s.start <= begin < s.end and isinstance(s.duty, Holder)]
        desk = {s.duty.person for s in now if s.seat == "desk"}
        for people_on, sums in ((desk, at_desk), ({s.duty.person for s in now} - desk, on_call)):
            for person in people_on:
                sums[person] += stop - begin

    whole, parted = Timesheet(), Timesheet()
    whole.add("rota", rota, found)
    parted.add("rota", rota, cut(found, start, middle))
    parted.add("rota", rota, cut(found, middle, end))

    for person, worked in whole.worked().items():
        assert worked.in_hours == at_desk[person]
        assert worked.out_of_hours == on_call[person]
        assert timedelta() <= worked.unsocial_on_call <= worked.unsocial <= worked.whole <= end - start
    assert whole.worked().keys() >= {p for sums in (at_desk, on_call) for p, length in sums.items() if length}
    assert parted.worked() == whole.worked()
