"""What is raised in office hours and still open in the evening wakes whoever is on call, and says since when (D6)."""

from dataclasses import replace

import pytest
from council import said
from rotas import london

from bot.core.cards import Action
from bot.core.due import Work
from bot.core.escalation import Kind, Outcome, Stage
from bot.core.publishing import RefusedBecause
from bot.core.rota.changes import Change
from bot.core.rota.changes import Kind as Changed
from bot.use_cases.account_stops import stop_account
from bot.use_cases.connecting import connected

TO_WAKE = "Wake up: @Fernshire is stopped: X no longer accepts its login"


@pytest.fixture
def afternoon(night):
    """Monday 1 June, 16:40: Priya is at the desk until 17:00, Amy on call after that."""
    night.clock.at = london(2026, 6, 1, 16, 40)
    return night


def login_dies(town):
    with town.store.write() as uow:
        stop_account(uow, uow.accounts.get("fernshire"), RefusedBecause.LOGIN, "Invalid or expired token")
    town.run()


def goes_to(town, *when):
    town.clock.at = london(*when)
    town.run()


def sweeps(town):
    with town.store.write() as uow:
        uow.due.at(Work.SWEEP, "all", uow.now())
    town.run()


def test_an_alarm_nobody_took_reaches_the_officer_on_call_as_the_desk_closes(afternoon):
    login_dies(afternoon)
    goes_to(afternoon, 2026, 6, 1, 16, 59)
    assert afternoon.called() == ["priya"]
    goes_to(afternoon, 2026, 6, 1, 17, 0)
    assert afternoon.called() == ["priya", "amy"]
    (card,) = afternoon.calls("amy")
    assert card.title == TO_WAKE
    assert "Raised at 16:40, nobody has taken it." in card.lines
    assert "You are called because you are on call." in card.lines
    assert card.actions == (Action.HAVE_IT, Action.HAND_ON)
    (desk,) = afternoon.calls("priya")
    assert "Amy Brown has been called since. You can still take it." in desk.lines
    assert [r.body["person"] for r in afternoon.records("DeskTold")] == ["priya"]
    assert [r.body["person"] for r in afternoon.records("PersonCalled")] == ["amy"]


def test_it_goes_on_as_every_call_does(afternoon):
    login_dies(afternoon)
    goes_to(afternoon, 2026, 6, 1, 17, 0)
    goes_to(afternoon, 2026, 6, 1, 17, 5)
    assert afternoon.called() == ["priya", "amy", "priya"]
    assert "You are called because Amy Brown did not answer." in afternoon.calls("priya")[-1].lines
    assert "Raised at 16:40, nobody has taken it." in afternoon.calls("priya")[-1].lines


def test_dealt_with_at_the_desk_nobody_is_called(afternoon):
    login_dies(afternoon)
    assert said(afternoon.answers("priya", Action.DEALT_WITH)) == "It is dealt with Everybody who was called is told."
    assert afternoon.escalation().outcome is Outcome.DEALT_WITH
    goes_to(afternoon, 2026, 6, 1, 23)
    assert afternoon.called() == ["priya"]


def test_taken_at_the_desk_and_still_open_it_is_called_for_and_says_who_has_had_it(afternoon):
    afternoon.clock.at = london(2026, 6, 1, 10)
    login_dies(afternoon)
    afternoon.takes("priya")
    (card,) = afternoon.calls("priya")
    assert card.title == "You have it: @Fernshire is stopped: X no longer accepts its login"
    assert (
        "Please say that it is dealt with by today 17:00 (UK time, UTC+1). After that whoever is on call is called."
        in (card.lines)
    )
    assert card.actions == (Action.DEALT_WITH,)
    goes_to(afternoon, 2026, 6, 1, 16)
    assert afternoon.called() == ["priya"]
    goes_to(afternoon, 2026, 6, 1, 17)
    assert "Raised at 10:00. Priya Shah took it at 10:00, and it is not dealt with." in afternoon.calls("amy")[0].lines


def test_taken_shortly_before_the_desk_closes_they_have_their_time_first(afternoon):
    login_dies(afternoon)
    goes_to(afternoon, 2026, 6, 1, 16, 50)
    afternoon.takes("priya")
    goes_to(afternoon, 2026, 6, 1, 17, 5)
    sweeps(afternoon)
    assert afternoon.called() == ["priya"]
    goes_to(afternoon, 2026, 6, 1, 17, 20)
    assert afternoon.called() == ["priya", "amy"]


def test_work_at_the_desk_is_no_callout(afternoon):
    login_dies(afternoon)
    afternoon.takes("priya")
    afternoon.answers("priya", Action.DEALT_WITH)
    with afternoon.store.read() as uow:
        assert uow.escalations.callouts(london(2026, 1, 1), london(2027, 1, 1)) == []


def test_an_account_connected_again_wakes_nobody_though_nobody_said_so(afternoon):
    login_dies(afternoon)
    with afternoon.store.write() as uow:
        connected(uow, "fernshire", "terminal:lee")
    goes_to(afternoon, 2026, 6, 1, 17)
    assert afternoon.called() == ["priya"]
    assert afternoon.escalation().outcome is Outcome.NOT_NEEDED
    assert afternoon.calls("priya")[0].title.startswith("You are no longer needed")


def test_at_night_too_a_call_ends_once_its_cause_is_gone(night):
    login_dies(night)
    with night.store.write() as uow:
        connected(uow, "fernshire", "terminal:lee")
    night.later(minutes=5)
    assert night.called() == ["amy"]
    assert night.escalation().outcome is Outcome.NOT_NEEDED


def test_at_a_change_of_the_desk_the_next_person_there_is_told(afternoon):
    afternoon.clock.at = london(2026, 6, 1, 10)
    login_dies(afternoon)
    afternoon.takes("priya")
    with afternoon.store.write() as uow:
        away = london(2026, 6, 1, 12), london(2026, 6, 2)
        uow.rotas.add_absence("priya", *away, by="lee", now=uow.now())
        uow.rotas.enter("comms", Change(Changed.OVERRIDE, "desk", *away, "amy"), "lee", uow.now())
    goes_to(afternoon, 2026, 6, 1, 12)
    sweeps(afternoon)
    assert afternoon.called() == ["priya", "amy"]
    assert afternoon.calls("amy")[0].title.startswith("For the desk")
    assert afternoon.escalation().stage is Stage.CALLING


def test_with_the_desk_left_empty_whoever_is_on_call_is_called_within_a_minute(afternoon):
    afternoon.clock.at = london(2026, 6, 1, 10)
    login_dies(afternoon)
    with afternoon.store.write() as uow:
        uow.rotas.add_absence("priya", london(2026, 6, 1, 11), london(2026, 6, 2), by="lee", now=uow.now())
    goes_to(afternoon, 2026, 6, 1, 11)
    sweeps(afternoon)
    assert afternoon.called() == ["priya", "amy"]


def test_status_says_who_was_told_at_the_desk(afternoon):
    login_dies(afternoon)
    assert "Priya Shah was told at the desk at 16:40 and has not taken it yet." in said(
        afternoon.types("lee", "/incident status")
    )


def test_an_alarm_raised_twice_is_told_once_and_looked_at_without_being_said_again(afternoon):
    login_dies(afternoon)
    for _ in range(3):
        sweeps(afternoon)
    assert afternoon.called() == ["priya"]


def test_an_urgent_draft_nobody_decided_on_says_since_when_it_waits(afternoon):
    number = afternoon.sends()
    assert afternoon.called() == []
    goes_to(afternoon, 2026, 6, 1, 17)
    (card,) = afternoon.calls("amy")
    assert card.view.draft.id == number
    assert "Sent for approval at 16:40, nobody has decided on it." in card.lines


def test_an_urgent_draft_of_the_night_says_nothing_of_the_kind(night):
    night.sends()
    assert not any(line.startswith("Sent for approval") for line in night.calls("amy")[0].lines)


@pytest.mark.parametrize("day", [(2026, 10, 25), (2027, 3, 28)])
def test_a_change_of_londons_clocks_between_the_alarm_and_the_close_moves_nothing(night, day):
    """F9: on a desk that is open on the Sunday the clocks change, from 00:30 to 17:00 by the wall clock."""
    with night.store.write() as uow:
        plan = uow.rotas.plan("comms")
        desk, on_call = plan.rota.seats
        (window,) = desk.required
        sunday = replace(window, days=frozenset(range(7)), start=window.start.replace(hour=0, minute=30))
        uow.rotas.put(replace(plan, rota=replace(plan.rota, seats=(replace(desk, required=(sunday,)), on_call))))
    night.clock.at = london(*day, 0, 40)
    login_dies(night)
    (told,) = night.called()
    night.takes(told)
    goes_to(night, *day, 16, 59)
    assert night.called() == [told]
    goes_to(night, *day, 17, 0)
    assert len(night.called()) == 2
    assert night.escalation().kind is Kind.ALARM
