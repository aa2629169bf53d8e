"""Whom an escalation calls next: nobody is left unanswered in silence, and no step fires twice (D6, F9)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from bot.core.escalation import (
    Answer,
    Escalation,
    GaveOut,
    Kind,
    Line,
    NobodyThere,
    Outcome,
    Rang,
    Stage,
    TakenBack,
    advance,
    not_reached,
    places,
    ring_all,
    settle,
    stand_aside,
    take,
)
from bot.core.rota.plan import Calling

ELEVEN = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ON = Line("megan", ("tom", "ada"))


def opened(kind=Kind.DRAFT, at=ELEVEN, **chain):
    return Escalation(1, kind, "fernshire", "7", "Draft 7", (), "comms", Calling(**chain), "service", at, at)


def called(happened):
    return [event.call.person for event in happened if isinstance(event, Rang)]


def run_out(escalation, line):
    """Let every step pass unanswered; who was called when (minutes after the first), and everything that happened."""
    when, events = [], []
    for _ in range(50):
        if escalation.next_at is None:
            return when, events, escalation
        now = escalation.next_at
        escalation, happened = advance(escalation, line, now)
        events += happened
        when += [(person, (now - escalation.opened_at) // MINUTE) for person in called(happened)]
    raise AssertionError("it has no end")


def test_unanswered_the_next_person_is_called_then_all_again_then_the_fallback_then_the_alarm():
    when, events, after = run_out(opened(fallback="zoe"), ON)
    assert when == [
        ("megan", 0),
        ("tom", 5),
        ("ada", 15),
        ("megan", 30),
        ("tom", 35),
        ("ada", 45),
        ("zoe", 60),
    ]
    assert isinstance(events[-1], GaveOut)
    assert (after.stage, after.next_at) == (Stage.ALARMED, None)


def test_nothing_happens_before_its_time_or_twice_at_it():
    rang, _ = advance(opened(), ON, ELEVEN)
    assert advance(rang, ON, ELEVEN + 5 * MINUTE - timedelta(microseconds=1)) == (rang, ())
    second, happened = advance(rang, ON, ELEVEN + 5 * MINUTE)
    assert called(happened) == ["tom"]
    assert advance(second, ON, ELEVEN + 5 * MINUTE) == (second, ())


def test_a_worker_that_was_away_for_hours_calls_one_person_and_waits_again():
    rang, _ = advance(opened(), ON, ELEVEN)
    late, happened = advance(rang, ON, ELEVEN + timedelta(hours=3))
    assert called(happened) == ["tom"]
    assert late.next_at == ELEVEN + timedelta(hours=3, minutes=10)


def test_whoever_has_it_stops_the_chain():
    rang, _ = advance(opened(), ON, ELEVEN)
    taken = take(rang, "megan", ELEVEN + 2 * MINUTE)
    assert (taken.stage, taken.taken_by) == (Stage.TAKEN, "megan")
    assert advance(taken, ON, ELEVEN + 31 * MINUTE) == (taken, ())
    over = settle(taken, Outcome.DECIDED, ELEVEN + 9 * MINUTE, "megan")
    assert (over.stage, over.next_at, over.ended_by) == (Stage.OVER, None, "megan")
    assert over.calls[0].answered_at == ELEVEN + 2 * MINUTE
    assert advance(over, ON, ELEVEN + timedelta(days=1)) == (over, ())


def test_taken_and_then_nothing_the_chain_goes_on_and_says_so():
    rang, _ = advance(opened(), ON, ELEVEN)
    taken = take(rang, "megan", ELEVEN)
    after, happened = advance(taken, ON, ELEVEN + 30 * MINUTE)
    assert happened == (TakenBack("megan"), Rang(after.calls[-1]))
    assert (after.calls[-1].person, after.taken_by, after.stage) == ("tom", None, Stage.CALLING)


def test_saying_again_that_one_has_it_gives_the_whole_time_again():
    taken = take(advance(opened(), ON, ELEVEN)[0], "megan", ELEVEN)
    again = take(taken, "megan", ELEVEN + 29 * MINUTE)
    assert (again.taken_at, again.next_at) == (ELEVEN, ELEVEN + 59 * MINUTE)


def test_passed_on_the_next_is_called_at_once_and_they_are_not_called_again():
    rang, _ = advance(opened(), ON, ELEVEN)
    passed = stand_aside(rang, "megan", Answer.HANDED_ON, ELEVEN + MINUTE)
    after, happened = advance(passed, ON, ELEVEN + MINUTE)
    assert called(happened) == ["tom"]
    when, _, _ = run_out(after, ON)
    assert "megan" not in [person for person, _ in when]


def test_passed_on_by_somebody_whose_turn_is_over_nobody_is_hurried():
    rang, _ = advance(opened(), ON, ELEVEN)
    second, _ = advance(rang, ON, ELEVEN + 5 * MINUTE)
    late = stand_aside(second, "megan", Answer.HANDED_ON, ELEVEN + 6 * MINUTE)
    assert late.next_at == second.next_at


def test_one_of_two_approvals_calls_the_next_person_at_once():
    """Two approvals are needed and the first officer gave theirs: the second is found among the others."""
    rang, _ = advance(opened(), ON, ELEVEN)
    one = stand_aside(take(rang, "megan", ELEVEN), "megan", Answer.DECIDED, ELEVEN + 3 * MINUTE)
    after, happened = advance(one, ON, ELEVEN + 3 * MINUTE)
    assert called(happened) == ["tom"]
    assert after.calls[0].answer is Answer.DECIDED


@pytest.mark.parametrize(
    "line",
    [
        Line(None, ("tom", "ada")),
        Line("megan", ("tom", "ada"), away=frozenset({"megan"})),
        Line("megan", ("tom", "ada"), unable=frozenset({"megan"})),
    ],
    ids=["a gap", "away", "may not decide"],
)
def test_an_empty_step_is_told_and_not_waited_for(line):
    after, happened = advance(opened(), line, ELEVEN)
    assert happened == (NobodyThere(0), Rang(after.calls[0]))
    assert (after.calls[0].person, after.empty) == ("tom", (0,))
    assert after.next_at == ELEVEN + 10 * MINUTE


def test_whoever_passed_it_on_is_no_gap_in_the_rota_when_the_chain_begins_again():
    """The rota had somebody to call: they are not called twice, and nobody is told to look for a gap."""
    rang, _ = advance(opened(), Line("megan", ("tom", "ada")), ELEVEN)
    passed = stand_aside(rang, "megan", Answer.HANDED_ON, ELEVEN)
    after, happened = advance(passed, Line("megan", ("tom", "ada")), ELEVEN)
    for minutes in range(1, 41):
        after, more = advance(after, Line("megan", ("tom", "ada")), ELEVEN + minutes * MINUTE)
        happened += more
    assert called(happened)[:3] == ["tom", "ada", "tom"]
    assert NobodyThere(3) not in happened


def test_with_nobody_at_all_the_fallback_is_called_at_once():
    after, happened = advance(opened(fallback="zoe"), Line(None), ELEVEN)
    assert called(happened) == ["zoe"]
    assert after.empty == (0, 1, 2, 3, 4, 5)


def test_with_nobody_and_no_fallback_the_alarm_comes_at_once():
    after, happened = advance(opened(), Line(None), ELEVEN)
    assert after.stage is Stage.ALARMED
    assert happened[-1] == GaveOut()


def test_the_fallback_is_called_even_where_they_may_not_decide():
    line = Line(None, unable=frozenset({"zoe"}))
    assert called(advance(opened(fallback="zoe"), line, ELEVEN)[1]) == ["zoe"]
    away = replace(line, away=frozenset({"zoe"}))
    assert advance(opened(fallback="zoe"), away, ELEVEN)[0].stage is Stage.ALARMED


def test_an_alarm_can_still_be_taken_and_comes_again_if_nothing_is_done():
    alarmed, _ = advance(opened(), Line(None), ELEVEN)
    taken = take(alarmed, "lee", ELEVEN + 5 * MINUTE)
    after, happened = advance(taken, Line(None), ELEVEN + 35 * MINUTE)
    assert happened == (TakenBack("lee"), GaveOut())
    assert after.stage is Stage.ALARMED


def test_after_a_handover_in_the_middle_whoever_is_on_now_is_called_next():
    rang, _ = advance(opened(), ON, ELEVEN)
    _, happened = advance(rang, Line("ada", ("megan", "tom")), ELEVEN + 5 * MINUTE)
    assert called(happened) == ["ada"]


@pytest.mark.parametrize("day", [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
def test_steps_are_as_long_as_ever_when_the_clocks_change_between_them(day):
    """F9: 01:00 UTC is when London's clocks change, both ways."""
    start = day + timedelta(minutes=58)
    rang, _ = advance(opened(at=start), ON, start)
    assert advance(rang, ON, start + 4 * MINUTE)[1] == ()
    second, happened = advance(rang, ON, start + 5 * MINUTE)
    assert called(happened) == ["tom"]
    london = ZoneInfo("Europe/London")
    assert second.next_at.astimezone(london).utcoffset() != start.astimezone(london).utcoffset()
    assert second.next_at - start == 15 * MINUTE


def test_a_drill_calls_everybody_once_whoever_answers_and_ends_with_a_report():
    drill = opened(Kind.DRILL, repeats=0, fallback="tom")
    rang, _ = advance(drill, ON, ELEVEN)
    answered = take(rang, "megan", ELEVEN + MINUTE)
    assert (answered.stage, answered.taken_by) == (Stage.CALLING, None)
    when, events, after = run_out(answered, ON)
    assert when == [("tom", 1), ("ada", 11)]
    assert (after.outcome, events[-1]) == (Outcome.REPORTED, GaveOut())
    assert after.calls[0].answered_at == ELEVEN + MINUTE


def test_somebody_nothing_leads_to_is_not_waited_for():
    rang, _ = advance(opened(), ON, ELEVEN)
    gone_on, happened = advance(not_reached(rang, "megan", ELEVEN + MINUTE), ON, ELEVEN + MINUTE)
    assert called(happened) == ["tom"]
    assert not_reached(gone_on, "megan", ELEVEN + 2 * MINUTE) == gone_on


def test_the_alarm_calls_everybody_once_and_any_of_them_may_take_it():
    alarmed, _ = advance(opened(), Line(None), ELEVEN)
    rung = ring_all(ring_all(alarmed, ["lee", "ida"], ELEVEN), ["ida", "lee"], ELEVEN)
    assert [(call.number, call.person) for call in rung.calls] == [(1, "lee"), (2, "ida")]
    assert take(rung, "ida", ELEVEN).taken_by == "ida"


NAMES = ("megan", "tom", "ada", "zoe", "lee")
somebody = st.sampled_from(NAMES)
groups = st.frozensets(somebody, max_size=3)
lines = st.builds(Line, st.none() | somebody, st.permutations(NAMES).map(lambda p: tuple(p[:3])), groups, groups)


class Night(RuleBasedStateMachine):
    """People answer, pass on, forget and are away in any order; time goes by."""

    def __init__(self):
        super().__init__()
        self.now = ELEVEN
        self.line = ON
        self.at = opened(fallback="zoe")
        self.rang, self.fired = [], set()

    def goes_on(self):
        before = self.at
        self.at, happened = advance(self.at, self.line, self.now)
        if happened:
            assert before.next_at <= self.now
        for place in range(before.fired, self.at.fired):
            assert place not in self.fired, "a step fired twice"
            self.fired.add(place)
        rang = called(happened)
        assert len(rang) <= 1
        assert not set(rang) & set(self.line.away)
        self.rang += rang

    @rule(minutes=st.integers(0, 40))
    def time_passes(self, minutes):
        self.now += minutes * MINUTE
        self.goes_on()

    @rule(line=lines)
    def the_rota_changes(self, line):
        self.line = line

    @precondition(lambda self: not self.at.is_over)
    @rule(person=somebody)
    def has_it(self, person):
        self.at = take(self.at, person, self.now)
        assert self.at.next_at == self.now + self.at.chain.unack_after

    @precondition(lambda self: not self.at.is_over)
    @rule(person=somebody, answer=st.sampled_from([Answer.HANDED_ON, Answer.DECIDED]))
    def stands_aside(self, person, answer):
        self.at = stand_aside(self.at, person, answer, self.now)
        assert self.at.taken_by != person
        self.goes_on()

    @rule(person=somebody, outcome=st.sampled_from([Outcome.DECIDED, Outcome.MORNING, Outcome.NOT_NEEDED]))
    @precondition(lambda self: len(self.rang) > 2)
    def is_settled(self, person, outcome):
        self.at = settle(self.at, outcome, self.now, person)

    @invariant()
    def somebody_has_it_or_somebody_is_called_next_or_all_leads_know(self):
        if self.at.stage in {Stage.CALLING, Stage.TAKEN}:
            assert self.at.next_at is not None
        else:
            assert self.at.next_at is None
        assert (self.at.stage is Stage.TAKEN) == (self.at.taken_by is not None and not self.at.is_over)
        assert [call.number for call in self.at.calls] == list(range(1, len(self.at.calls) + 1))

    def teardown(self):
        """Left alone from here, it ends: decided by somebody, or with the alarm."""
        for _ in range(places(self.at.chain) + 5):
            if self.at.next_at is None:
                break
            self.now = max(self.now, self.at.next_at)
            self.goes_on()
        assert self.at.stage is Stage.ALARMED or self.at.outcome is not Outcome.NONE


def test_whatever_people_do_nobody_is_left_unanswered_in_silence():
    run_state_machine_as_test(Night, settings=settings(max_examples=150, stateful_step_count=25, deadline=None))
