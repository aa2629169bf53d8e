"""/incident hacked: stop the account, tell everybody who must know, and work through the steps, timed (S70)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from council import Council, said
from rotas import comms_plan, london

from bot.core.cards import Action
from bot.core.commands import Pressed
from bot.core.drafts import State
from bot.core.due import Claim, Work
from bot.core.hacks import STEPS
from bot.core.holds import HoldKind
from bot.core.people import Standing
from bot.use_cases import hacked
from bot.use_cases.hack_words import hack_card, read


@pytest.fixture
def town(sqlite_store, clock):
    """Eleven at night: Amy is on call, Lee leads, Tom only pitches."""
    clock.at = london(2026, 6, 3, 23)
    town = Council(sqlite_store, clock)
    with town.store.write() as uow:
        uow.rotas.put(comms_plan())
    return town


def reported(town, words="@Fernshire", by="amy"):
    town.types(by, f"/incident hacked {words}")
    with town.store.read() as uow:
        return int(uow.messages.ref("hack", "fernshire"))


def card(town, number):
    with town.store.read() as uow:
        return hack_card(uow, number)


def presses(town, name, action, number, step):
    return town.does(name, Pressed(action, about=f"hack:{number}:{step}"))


def holds(town):
    with town.store.read() as uow:
        return uow.holds.unreleased()


def reminded(town, number):
    hacked.remind(town.tools, Claim(1, Work.HACK, str(number), 1, 1, town.clock() + timedelta(minutes=1)))


def test_whoever_is_on_duty_stops_the_account_and_its_approved_drafts(town):
    draft = town.pitched()
    town.approves_for("priya", draft, london(2026, 6, 4, 9))
    assert town.draft(draft).state is State.SCHEDULED

    told = said(town.types("amy", "/incident hacked @Fernshire"))

    assert "@Fernshire is stopped, and people are told" in told
    assert [(hold.kind, hold.account) for hold in holds(town)] == [(HoldKind.FREEZE, "fernshire")]
    assert town.draft(draft).state is State.HELD
    assert town.broken() == []


def test_every_lead_and_approver_is_told_and_the_card_is_on_its_way(town):
    number = reported(town)
    with town.store.read() as uow:
        told = {p for p in ("lee", "priya", "amy", "tom") if uow.due.body(Work.NOTIFY, f"hack:{number}:{p}")}
        assert uow.due.waiting(Work.SHOW_ASK, f"hack:{number}:fernshire") == town.clock()
        assert uow.due.waiting(Work.HACK, str(number)) == town.clock() + timedelta(minutes=10)
        assert [e.title for e in uow.escalations.all_under_way()] == ["@Fernshire may be in somebody else’s hands"]
    assert told == {"lee", "priya"}


def test_the_card_says_what_to_do_now_and_by_when(town):
    shown = card(town, reported(town))
    assert "☐ 1. NOW, by 23:10: Take the account back." in shown.lines[1]
    assert shown.actions == (Action.STEP_DONE, Action.STAND_DOWN)
    assert len(shown.lines) == 1 + len(STEPS)


def test_steps_are_ticked_one_by_one_with_who_and_when_and_the_end_is_reported(town):
    number = reported(town)
    for step in range(len(STEPS)):
        town.clock.move(minutes=2)
        presses(town, "priya", Action.STEP_DONE, number, step)
    shown = card(town, number)
    assert "☑ 1. Take the account back: Priya Shah, 23:02." in shown.lines
    assert shown.actions == ()
    with town.store.read() as uow:
        assert uow.due.waiting(Work.HACK, str(number)) is None
        assert uow.due.body(Work.NOTIFY, f"hack:{number}:over")["title"] == "@Fernshire is back after 14 minutes"


def test_a_second_click_on_the_same_step_ticks_nothing_more(town):
    number = reported(town)
    presses(town, "priya", Action.STEP_DONE, number, 0)
    told = said(presses(town, "lee", Action.STEP_DONE, number, 0))
    assert "Ticked so far: Take the account back." in told
    with town.store.read() as uow:
        assert len(read(uow, number).done) == 1


def test_a_step_that_is_late_is_said_once_in_the_channel(town):
    number = reported(town)
    town.clock.move(minutes=9)
    reminded(town, number)
    with town.store.read() as uow:
        assert uow.due.body(Work.NOTIFY, f"hack:{number}:late:0") is None
    town.clock.move(minutes=1)
    reminded(town, number)
    with town.store.read() as uow:
        said_then = uow.due.body(Work.NOTIFY, f"hack:{number}:late:0")
    assert said_then["title"] == "@Fernshire: “Take the account back” is not ticked after 10 minutes"


def test_reported_twice_it_is_one_rescue(town):
    reported(town)
    assert "Amy Brown has reported it." in said(town.types("lee", "/incident hacked @fernshire"))
    assert len(holds(town)) == 1


def test_in_a_drill_nothing_is_stopped_and_nobody_is_told(town):
    number = reported(town, "@Fernshire drill")
    shown = card(town, number)
    assert shown.title.startswith("DRILL, nothing is wrong.")
    assert holds(town) == []
    with town.store.read() as uow:
        assert uow.due.body(Work.NOTIFY, f"hack:{number}:lee") is None
        assert list(uow.escalations.all_under_way()) == []


def test_a_lead_may_say_that_it_was_never_taken_and_the_stop_stays_until_it_is_lifted(town):
    number = reported(town)
    assert "access.lead" not in town.refusals()
    presses(town, "amy", Action.STAND_DOWN, number, 0)
    assert "access.lead" in town.refusals()
    assert "/incident release @Fernshire" in said(presses(town, "lee", Action.STAND_DOWN, number, 0))
    assert len(holds(town)) == 1
    assert card(town, number).actions == ()


@pytest.mark.parametrize(
    ("name", "words", "answer"),
    [
        ("tom", "@Fernshire", "Amy Brown is on duty now: tell them at once."),
        ("amy", "", "Say which account"),
        ("amy", "@Fernshir", "Did you mean @Fernshire or"),
    ],
)
def test_what_cannot_be_done_says_who_can(town, name, words, answer):
    assert answer in said(town.types(name, f"/incident hacked {words}"))
    assert holds(town) == []


def test_somebody_whose_access_is_suspended_cannot_report_or_tick(town):
    number = reported(town)
    with town.store.write() as uow:
        uow.people.put(replace(uow.people.get("priya"), standing=Standing.SUSPENDED))
    presses(town, "priya", Action.STEP_DONE, number, 0)
    with town.store.read() as uow:
        assert read(uow, number).done == ()


def test_a_button_about_nothing_known_does_nothing(town):
    for about in ("hack:99:0", "hack:x:0", "cover:1", ""):
        told = said(town.does("amy", Pressed(Action.STEP_DONE, about=about)))
        assert "nothing was done" in told
