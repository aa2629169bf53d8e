"""Alarms out of hours call whoever is on call; in office hours they are told as ever."""

from dataclasses import replace

from council import said
from nights import Night
from rotas import comms_plan, london

from bot.core.cards import Action
from bot.core.commands import SendForApproval
from bot.core.due import MAX_ATTEMPTS, Claim, Work
from bot.core.escalation import Outcome, Stage
from bot.core.publishing import RefusedBecause
from bot.use_cases import nudges
from bot.use_cases.account_stops import stop_account


def login_dies(night):
    with night.store.write() as uow:
        stop_account(uow, uow.accounts.get("fernshire"), RefusedBecause.LOGIN, "Invalid or expired token")
    night.run()


def test_a_dead_login_wakes_whoever_is_on_call_with_what_to_do(night):
    login_dies(night)
    (card,) = night.calls("amy")
    assert card.title == "Wake up: @Fernshire is stopped: X no longer accepts its login"
    assert "What X said: Invalid or expired token." in card.lines
    assert card.actions == (Action.HAVE_IT, Action.HAND_ON)
    assert card.view is None


def test_in_office_hours_whoever_is_at_the_desk_is_told_and_nobody_is_woken(night):
    night.clock.at = london(2026, 6, 1, 13)
    login_dies(night)
    assert night.called() == ["priya"]
    (card,) = night.calls("priya")
    assert card.title == "For the desk: @Fernshire is stopped: X no longer accepts its login"
    assert "You are told because you are at the desk." in card.lines
    assert "If nobody has dealt with it by today 17:00 (UK time, UTC+1), whoever is on call is called." in card.lines
    assert card.actions == (Action.HAVE_IT, Action.DEALT_WITH)
    assert night.phone.rang == []
    assert "@Fernshire is stopped: X no longer accepts its login" in night.notices("C1")


def test_it_is_over_when_somebody_says_that_it_is_dealt_with(night):
    login_dies(night)
    night.takes("amy")
    assert night.calls("amy")[0].actions == (Action.DEALT_WITH, Action.HAND_ON)
    assert said(night.answers("amy", Action.DEALT_WITH)) == "It is dealt with Everybody who was called is told."
    assert (night.escalation().outcome, night.escalation().ended_by) == (Outcome.DEALT_WITH, "amy")
    night.later(hours=2)
    assert night.called() == ["amy"]


def test_taken_and_forgotten_the_next_person_is_called(night):
    login_dies(night)
    night.takes("amy")
    night.later(minutes=30)
    assert night.called() == ["amy", "priya"]


def test_an_alarm_cannot_be_left_until_the_morning_and_a_draft_is_not_dealt_with(night):
    login_dies(night)
    assert "cannot be left until the morning" in said(night.answers("amy", Action.UNTIL_MORNING))
    night.sends()
    assert "it ends when the draft is decided" in said(night.answers("amy", Action.DEALT_WITH, call=2))
    assert night.escalation().stage is night.escalation(2).stage is Stage.CALLING


def test_parked_work_wakes_whoever_is_on_call(night):
    claim = Claim(1, Work.RECONCILE, "1", 1, MAX_ATTEMPTS, london(2026, 6, 2))
    nudges.failed(night.tools, night.queue, claim, "disk full")
    night.run()
    assert night.calls("amy")[0].title == "Wake up: Countersign could not find out whether draft 1 is on X"
    nudges.failed(night.tools, night.queue, claim, "disk full")
    night.run()
    assert night.called() == ["amy"]


def test_work_about_no_draft_that_bears_a_drafts_number_is_not_told_in_its_channel(night):
    night.sends(urgent=False)
    nudges.failed(night.tools, night.queue, Claim(1, Work.ESCALATE, "1", 1, MAX_ATTEMPTS, london(2026, 6, 2)), "why")
    night.run()
    assert "Countersign could not go on calling people (1)" not in night.notices("C1")
    assert "Countersign could not go on calling people (1)" in night.notices("ULEE")
    assert night.called() == []  # what keeps people from being called is not mended by calling people


def test_an_urgent_draft_nobody_may_approve_wakes_whoever_is_on_call(night):
    for name in ("priya", "amy"):
        night.revokes(name, "fernshire", "approve")
    preview = night.saves("tom", urgent=True)
    night.does("tom", SendForApproval(preview.view.draft.id, 1))
    night.run()
    assert night.calls("amy")[0].title == "Wake up: nobody may approve an urgent tweet for @Fernshire"


def test_an_alarm_of_no_account_asks_a_rota_that_watches_over_all(sqlite_store, clock):
    night = Night(sqlite_store, clock, comms_plan(accounts=("fernshire",)))
    with night.store.write() as uow:
        uow.rotas.put(replace(comms_plan(on_call=("priya",)), id="zz all"))
    nudges.failed(night.tools, night.queue, Claim(1, Work.NOTIFY, "x", 1, MAX_ATTEMPTS, london(2026, 6, 2)), "why")
    night.run()
    assert night.called() == ["priya"]
