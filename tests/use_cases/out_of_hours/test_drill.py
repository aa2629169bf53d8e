"""`/incident drill`: the chain is walked, every message says that nothing is wrong, and the leads get the report."""

import pytest
from council import said
from nights import Night
from rotas import comms_plan, london

from bot.core.cards import Action
from bot.core.escalation import Outcome
from bot.use_cases.ports_chat import CannotDeliver, TryLater
from bot.use_cases.ports_reach import CannotReach


def report(night):
    return next(card for place, card in reversed(night.room.said) if place == "ULEE" and "Drill over" in card.title)


def begin(night, words=""):
    shown = night.types("lee", f"/incident drill {words}".strip())
    night.run()
    return shown


def test_everybody_in_the_chain_is_called_in_turn_whoever_answers(night):
    shown = begin(night)
    assert shown.title == "The drill has begun"
    assert "This is a drill. Nothing is wrong." in said(shown)
    (card,) = night.calls("amy")
    assert card.title == "Drill: please press “I have it”"
    assert card.lines[0] == "This is a drill. Nothing is wrong."
    assert card.actions == (Action.HAVE_IT, Action.HAND_ON)
    night.clock.move(minutes=2)
    assert "Nothing is wrong" in said(night.takes("amy"))
    assert night.called() == ["amy", "priya"]
    assert "You are called as the next in the chain." in night.calls("priya")[0].lines


def test_the_report_says_who_answered_when_after_how_long_and_by_which_way(night):
    begin(night)
    night.later(seconds=40)
    night.takes("amy")
    night.room.down("ULEE")
    night.later(minutes=10)  # Priya does not answer
    night.room.answer = {}
    night.later(minutes=3)
    night.answers("lee", Action.HAND_ON)
    told = report(night)
    assert told.title == "Drill over: 2 of 3 answered"
    assert told.lines == (
        "Amy Brown: called at 23:00 by a message in chat; answered after 40 seconds.",
        "Priya Shah: called at 23:00 by a message in chat and the telephone; no answer.",
        "Lee Ward: called at 23:10 by a message in chat and the telephone; passed it on after 3 minutes.",
        "It was a drill. Nothing was wrong.",
    )
    assert any(line.startswith("It ended at ") for line in night.calls("amy")[0].lines)
    assert all("The drill is over" in night.calls(name)[0].title for name in ("amy", "priya", "lee"))
    assert night.escalation().outcome is Outcome.REPORTED


def test_every_message_beside_chat_is_marked_too(night):
    begin(night)
    night.later(minutes=5)
    ((_, message),) = night.phone.rang
    assert message.is_drill
    assert message.title == "Drill: please press “I have it”"


def test_a_drill_raises_no_alarm_whatever_it_finds(night):
    with night.store.write() as uow:
        uow.rotas.add_absence("amy", london(2026, 6, 1, 20), london(2026, 6, 3), by="lee", now=uow.now())
    begin(night)
    night.later(hours=2)
    for _ in range(10):
        night.later(minutes=15)
    assert night.notices("C1") == []
    assert "Step 1 of the chain had nobody to call." in report(night).lines
    with night.store.read() as uow:
        assert uow.escalations.callouts(london(2026, 1, 1), london(2027, 1, 1)) == []


def test_a_drill_leaves_a_record_of_who_answered_when_marked_as_a_drill(night):
    begin(night)
    night.later(seconds=40)
    night.takes("amy")
    night.later(hours=1)
    for _ in range(4):
        night.later(minutes=15)
    (record,) = night.records("DrillOver")
    assert record.subject == "escalation:1"
    assert record.body["drill"] is True
    first = record.body["calls"][0]
    assert first["person"] == "amy"
    assert first["called"] == "2026-06-01T22:00:00+00:00"
    assert first["answered"] == "2026-06-01T22:00:40+00:00"
    assert first["by"] == ["a message in chat"]
    assert record.body["calls"][1]["answered"] is None


def test_its_report_can_be_read_later_and_every_drill_is_on_the_list(night):
    assert begin(night, "last").title == "There has been no drill"
    assert begin(night, "list").title == "There has been no drill"
    begin(night)
    night.takes("amy")
    begin(night, "stop")
    night.later(days=1)
    begin(night)
    for _ in range(3):
        night.later(minutes=15)
    night.later(days=30)
    last = begin(night, "last")
    assert last.title == "Drill over: 0 of 3 answered"
    assert last.lines[0] == "Drill of Communications, begun Tue 2 Jun 2026 23:00 (UK time, UTC+1) by Lee Ward."
    assert last.lines[1].startswith("Amy Brown: called on Tue 2 Jun")
    newest, oldest, _ = begin(night, "list").lines
    assert (
        newest == "Drill of Communications, begun Tue 2 Jun 2026 23:00 (UK time, UTC+1) by Lee Ward: 0 of 3 answered."
    )
    assert oldest.startswith("Drill of Communications, begun Mon 1 Jun 2026 23:00 (UK time, UTC+1) by Lee Ward")
    assert oldest.endswith(": 1 of 2 answered, stopped before its end.")
    assert "Only a communications lead" in said(night.types("priya", "/incident drill last"))


def test_while_the_first_one_is_under_way_that_is_said(night):
    assert night.types("lee", "/incident drill last").title == "There has been no drill"
    begin(night)
    for words in ("last", "list"):
        shown = night.types("lee", f"/incident drill {words}")
        assert shown.title == "A drill is under way"
        assert "So far 0 of 1 called have answered." in said(shown)


def test_a_drill_in_the_night_is_no_callout_and_gives_nobody_a_rest(night):
    begin(night)
    night.later(hours=2)
    for name in ("amy", "priya", "lee"):
        if night.calls(name) and night.escalation().outcome is not Outcome.REPORTED:
            night.takes(name)
    for _ in range(5):
        night.later(minutes=15)
    with night.store.read() as uow:
        assert uow.escalations.callouts(london(2026, 1, 1), london(2027, 1, 1)) == []
        assert uow.rotas.absences(london(2026, 1, 1), london(2027, 1, 1)) == []
    assert night.records("CalloutEnded") == []


def test_somebody_nothing_leads_to_is_in_the_report(night):
    night.room.answer = {"UAMY": CannotDeliver("user_not_found")}
    night.phone.answer = CannotReach("no number")
    begin(night)
    night.later(hours=1)
    for _ in range(5):
        night.later(minutes=15)
    assert "Amy Brown: called on Mon 1 Jun at 23:00, and nothing reached them; no answer." in report(night).lines


def test_a_drill_for_one_account_asks_its_rota(sqlite_store, clock):
    night = Night(sqlite_store, clock, comms_plan(accounts=("fernshire",)))
    assert begin(night, "@Fernshire").title == "The drill has begun"
    begin(night, "stop")
    assert "No rota watches over @FernshireRoads" in said(begin(night, "@FernshireRoads"))
    assert "There is no account" in said(begin(night, "@Fernshir3"))


def test_one_drill_at_a_time(night):
    begin(night)
    assert "A drill is under way already." in said(begin(night))
    assert night.called() == ["amy"]


def test_a_drill_can_be_stopped_and_everybody_called_is_told(night):
    begin(night)
    assert begin(night, "stop").title == "The drill is over"
    (card,) = night.calls("amy")
    assert (card.title, card.actions) == ("You are no longer needed", ())
    night.later(hours=1)
    assert night.called() == ["amy"]
    assert begin(night, "stop").title == "No drill is under way"


@pytest.mark.parametrize("name", ["tom", "priya"])
def test_only_leads_begin_one(night, name):
    assert "Only a communications lead" in said(night.types(name, "/incident drill"))
    night.run()
    assert night.called() == []
    assert night.refusals() == ["access.lead"]


def test_without_a_rota_there_is_nobody_to_call(night):
    with night.store.write() as uow:
        uow.rotas.remove("comms")
    assert "No rota is set up" in said(begin(night))


def test_it_works_in_office_hours_and_while_chat_is_down(night):
    night.clock.at = london(2026, 6, 1, 11)
    night.room.answer = {"UPRIYA": TryLater("down")}
    begin(night)  # Priya is at the desk in office hours
    assert night.phone.people == ["priya"]


def test_help_names_it(night):
    assert "/incident drill" in said(night.types("lee", "/incident help"))
