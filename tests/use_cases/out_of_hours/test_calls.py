"""An urgent draft out of hours: whoever is on call is reached, or the next; never silence (D6)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from council import said
from nights import ELEVEN, Night
from rotas import comms_plan, london

from bot.core.accounts import Role
from bot.core.cards import Action, Notice
from bot.core.commands import AskForChanges, OpenHome, Pressed, SendForApproval
from bot.core.drafts import State
from bot.core.due import Work
from bot.core.escalation import Answer, Outcome, Stage
from bot.core.people import Standing
from bot.core.rota.plan import Calling
from bot.use_cases.ports_chat import CannotDeliver, TryLater
from bot.use_cases.ports_reach import CannotReach


def test_whoever_is_on_call_is_woken_with_the_exact_words_and_the_buttons(night):
    number = night.sends()
    assert night.called() == ["amy"]
    (card,) = night.calls("amy")
    assert card.title == "Wake up: an urgent tweet for @Fernshire needs a decision"
    assert "You are called because you are on call." in card.lines
    assert "Please answer by today 23:05 (UK time, UTC+1). After that the next person is called." in card.lines
    assert card.view.draft.id == number
    assert card.view.published_text == "The library on Mill Street opens at ten on Saturday."
    assert card.actions == (Action.HAVE_IT, Action.APPROVE, Action.UNTIL_MORNING, Action.HAND_ON)
    assert night.phone.rang == []  # chat took the first call, so it is enough for now


def test_the_call_and_app_home_say_urgent_for_as_long_as_it_waits_for_this_person(night):
    night.sends()
    (card,) = night.calls("amy")
    assert card.is_urgent
    home = night.does("amy", OpenHome())
    (call,) = home.calls
    assert call.startswith("Wake up: an urgent tweet for @Fernshire needs a decision. Its buttons are in your direct")
    assert [row.is_urgent for row in home.waiting.rows] == [True]
    assert night.does("priya", OpenHome()).calls == ()

    night.answers("amy", Action.HAVE_IT)
    (taken,) = night.does("amy", OpenHome()).calls
    assert taken.startswith("You have it: an urgent tweet for @Fernshire.")
    night.answers("amy", Action.HAND_ON)
    assert night.does("amy", OpenHome()).calls == ()
    assert not night.calls("amy")[-1].is_urgent


def test_the_author_and_the_review_card_say_who_is_called(night):
    shown = night.saves("tom", urgent=True)
    done = night.does("tom", SendForApproval(shown.view.draft.id, 1))
    assert "Whoever is on call is being called." in said(done)
    night.run()
    assert night.card(1).view.meanwhile == "Amy Brown was called at 23:00 and has not answered yet."
    night.takes("amy")
    assert night.card(1).view.meanwhile == "Amy Brown has had it since today 23:00 (UK time, UTC+1)."
    assert "Taken on by Amy Brown, called out of hours" in [step.words for step in night.card(1).view.steps]


def test_in_office_hours_nobody_is_called(night):
    night.clock.at = london(2026, 6, 1, 13)
    night.sends()
    assert night.called() == []
    assert night.card(1).view.meanwhile == ""


def test_in_office_hours_with_nobody_at_the_desk_the_next_on_call_is_called(night):
    night.clock.at = london(2026, 6, 1, 13)
    with night.store.write() as uow:
        absent = london(2026, 6, 1, 8), london(2026, 6, 1, 18)
        uow.rotas.add_absence("priya", *absent, by="lee", now=uow.now())
    night.sends()
    assert night.called() == ["amy"]
    assert (
        "You are called because whoever should be there is not, and your turn comes next."
        in night.calls("amy")[0].lines
    )


def test_an_urgent_draft_still_waiting_when_the_desk_closes_calls(night):
    night.clock.at = london(2026, 6, 1, 16, 58)
    night.sends()
    night.clock.at = london(2026, 6, 1, 17)
    night.run()
    assert night.called() == ["amy"]


def test_where_no_rota_watches_nothing_changes(sqlite_store, clock):
    night = Night(sqlite_store, clock, comms_plan(accounts=("fernshireroads",)))
    night.sends()
    assert night.called() == []


def test_unanswered_the_next_person_is_called_in_chat_and_by_telephone(night):
    night.sends()
    night.later(minutes=4, seconds=59)
    assert night.called() == ["amy"]
    night.later(seconds=1)
    assert night.called() == ["amy", "priya"]
    assert night.phone.people == ["priya"]
    assert "You are called because Amy Brown did not answer." in night.calls("priya")[0].lines
    assert "Priya Shah has been called since. You can still take it." in night.calls("amy")[0].lines


def test_the_telephone_is_told_no_words_of_the_draft(night):
    night.sends()
    night.later(minutes=5)
    ((_, message),) = night.phone.rang
    assert message.title == "Wake up: an urgent tweet for @Fernshire needs a decision"
    assert (message.about, message.is_drill, message.key) == ("draft 1", False, "escalation-1-2")
    assert "library" not in repr(message)


def test_whoever_has_it_stops_the_calls_and_everybody_asked_sees_it(night):
    night.sends()
    night.later(minutes=5)
    shown = night.takes("priya")
    assert shown.title == "You have it"
    assert "Nobody else is called until today 23:35 (UK time, UTC+1)." in shown.lines
    assert night.calls("priya")[0].actions == (Action.APPROVE, Action.UNTIL_MORNING, Action.HAND_ON)
    (amys,) = night.calls("amy")
    assert amys.title.startswith("Priya Shah has it")
    assert amys.actions == ()
    night.later(minutes=29)
    assert night.called() == ["amy", "priya"]


def test_taken_and_then_nothing_the_chain_goes_on_and_says_so(night):
    night.sends()
    night.takes("amy")
    night.later(minutes=30)
    assert night.called() == ["amy", "priya"]
    assert "You are called because Amy Brown took it and has not finished." in night.calls("priya")[0].lines
    assert night.escalation().taken_by is None
    assert night.calls("amy")[0].title == "You had it: an urgent tweet for @Fernshire"
    assert night.takes("amy").title == "You have it"  # late is better than never


def test_approving_from_the_call_publishes_and_ends_it_for_everybody(night):
    number = night.sends()
    night.later(minutes=5)
    night.presses("priya", Action.APPROVE, number)
    assert night.draft(number).state is State.SCHEDULED
    night.run()
    after = night.escalation()
    assert (after.outcome, after.ended_by, after.next_at) == (Outcome.DECIDED, "priya", None)
    for name in ("amy", "priya"):
        (card,) = night.calls(name)
        assert card.title == "It is decided: an urgent tweet for @Fernshire"
        assert "At 23:05, by Priya Shah." in card.lines
        assert card.actions == ()
    night.later(hours=3)
    assert night.called() == ["amy", "priya"]


def test_a_decision_on_the_review_card_ends_it_as_well(night):
    number = night.sends()
    night.does("priya", AskForChanges(number, 1, "Which library?", ""))
    night.run()
    assert (night.escalation().outcome, night.escalation().ended_by) == (Outcome.DECIDED, "priya")


@pytest.mark.parametrize("action", [Action.WITHDRAW, Action.HOLD])
def test_a_draft_that_is_taken_back_or_held_calls_nobody_any_more(night, action):
    number = night.sends()
    night.presses("tom" if action is Action.WITHDRAW else "priya", action, number)
    night.run()
    assert night.escalation().outcome is Outcome.NOT_NEEDED
    assert night.calls("amy")[0].title.startswith("You are no longer needed")


def test_findings_are_asked_about_as_on_every_card(night):
    number = night.sends(text="Ring us on 07700 900123 today.")
    assert night.presses("amy", Action.APPROVE, number).purpose == "approve"
    assert night.escalation().stage is Stage.CALLING


def test_where_two_must_approve_the_second_is_called_as_soon_as_the_first_has(night):
    number = night.sends(account="fernshireroads")
    night.approves("amy", number)
    night.run()
    assert night.called() == ["amy", "priya"]
    assert night.calls("amy")[0].title == "Thank you: you have decided"
    assert "has decided and a second person is needed" in night.calls("priya")[0].lines[0]


def test_passed_on_the_next_person_is_called_at_once(night):
    night.sends()
    shown = night.answers("amy", Action.HAND_ON)
    assert said(shown) == "Passed on Priya Shah is called now."
    assert night.called() == ["amy", "priya"]
    assert night.calls("amy")[0].actions == (Action.HAVE_IT,)


def test_when_nobody_answers_the_fallback_is_called_and_then_the_channel_and_every_lead(night):
    night.sends()
    for _ in range(120):
        night.later(minutes=1)
    # Lee may not approve, so the third step has nobody and the chain begins again at once.
    assert night.called() == ["amy", "priya", "amy", "priya", "lee", "lee"]
    assert night.escalation().stage is Stage.ALARMED
    assert "Nobody has answered out of hours" in night.notices("C1")
    assert night.notices("C1").count("The rota had nobody to call") == 1
    assert "The rota had nobody to call" in night.notices("ULEE")
    last = night.calls("lee")[-1]
    assert "Nobody who was called has answered, so every communications lead is called now." in last.lines
    assert night.takes("lee").title == "You have it"
    assert all(card.title.startswith("Lee Ward has it") for card in night.calls("amy"))


def test_with_nobody_on_call_the_next_is_called_at_once_and_the_gap_is_an_alarm(night):
    with night.store.write() as uow:
        uow.rotas.add_absence("amy", ELEVEN, london(2026, 6, 9), by="lee", now=uow.now())
    night.sends()
    assert night.called() == ["priya"]
    assert "The rota had nobody to call" in night.notices("C1")


def test_nobody_is_called_to_decide_on_their_own_words(sqlite_store, clock):
    night = Night(sqlite_store, clock, comms_plan(on_call=("priya", "amy")))
    night.sends(name="priya")
    assert night.called() == ["amy"]


def test_whoever_lost_their_rights_meanwhile_is_not_called(night):
    night.sends()
    night.revokes("priya", "fernshire", Role.APPROVE)
    night.later(minutes=5)
    assert "priya" not in night.called()


def test_a_rota_that_is_gone_meanwhile_leaves_the_fallback_and_the_leads(night):
    night.sends()
    with night.store.write() as uow:
        uow.rotas.remove("comms")
    night.later(minutes=5)
    assert night.called() == ["amy", "lee"]


def test_when_chat_is_down_the_telephone_rings_at_once_and_the_message_follows(night):
    night.room.down("UAMY")
    night.sends()
    assert (night.called(), night.phone.people) == ([], ["amy"])
    night.room.answer = {}
    night.later(minutes=1)
    assert (night.called(), night.phone.people) == (["amy"], ["amy"])


def test_when_chat_comes_back_after_it_was_decided_nobody_is_woken_for_nothing(night):
    night.room.down("UAMY")
    number = night.sends()
    night.does("priya", AskForChanges(number, 1, "Which library?", ""))
    night.room.answer = {}
    night.later(minutes=1)
    assert night.called() == []


def test_the_telephone_is_tried_again_until_it_takes_the_call(night):
    night.room.down("UAMY")
    night.phone.answer = TryLater("busy")
    night.sends()
    night.phone.answer = None
    night.later(minutes=1)
    night.later(minutes=1)
    assert night.phone.people == ["amy"]


def test_whom_nothing_leads_to_is_not_waited_for(night):
    night.room.answer = {"UAMY": CannotDeliver("user_not_found")}
    night.phone.answer = CannotReach("no number")
    night.sends()
    assert night.called() == ["priya"]
    (record,) = night.records("PersonNotReached")
    assert record.body["why"] == "user_not_found no number"


def test_somebody_who_is_in_no_chat_is_called_by_telephone(night):
    with night.store.write() as uow:
        uow.people.put(replace(uow.people.get("amy"), chat=()))
    night.sends()
    assert night.phone.people == ["amy"]


def test_without_a_second_way_the_chain_waits_for_its_time(night):
    night.tools = replace(night.tools, reach=())
    night.room.down("UAMY")
    night.sends()
    night.later(minutes=4)
    assert night.called() == []
    night.later(minutes=1)
    assert night.called() == ["priya"]


def test_somebody_who_was_not_called_cannot_answer(night):
    night.sends()
    shown = night.takes("nia")
    assert said(shown) == "Not done You were not called for this, so nothing was done."
    assert night.refusals() == ["call.not_yours"]


def test_what_somebody_has_is_not_taken_from_them(night):
    night.sends()
    night.later(minutes=5)
    night.takes("amy")
    assert (
        said(night.takes("priya"))
        == "Not done Amy Brown has it already. To take it over, ask Amy Brown to press Pass on."
    )
    assert night.escalation().taken_by == "amy"


def test_an_answer_that_comes_too_late_is_told_how_it_ended(night):
    number = night.sends()
    night.presses("tom", Action.WITHDRAW, number)
    night.run()
    assert "This was over at 23:00." in said(night.takes("amy"))


@pytest.mark.parametrize("about", ["call:99", "call:", "call:x", "cover:1", "call:²"])
def test_a_call_that_is_not_known_is_refused(night, about):
    assert isinstance(night.does("amy", Pressed(Action.HAVE_IT, about=about)), Notice)
    assert night.refusals() == ["call.unknown"]


def test_somebody_suspended_meanwhile_answers_for_nothing(night):
    night.sends()
    with night.store.write() as uow:
        uow.people.put(replace(uow.people.get("amy"), standing=Standing.SUSPENDED))
    night.takes("amy")
    assert night.refusals() == ["call.not_yours"]
    assert night.escalation().taken_by is None


def test_a_second_press_gives_the_whole_time_again(night):
    night.sends()
    night.takes("amy")
    night.later(minutes=29)
    night.takes("amy")
    night.later(minutes=29)
    assert night.called() == ["amy"]


def test_new_words_for_the_same_draft_go_on_with_the_same_call(night):
    number = night.sends()
    night.changes("tom", number, "The library on Mill Street opens at eleven on Saturday.", urgent=True)
    night.run()
    assert night.escalation(2) is None or night.escalation(1).is_over
    open_card = night.calls("amy")[-1]
    assert open_card.view.revision.number == 2
    assert Action.APPROVE in open_card.actions


def test_nothing_is_done_twice_when_a_row_is_run_twice(night):
    night.sends()
    for work, subject in ((Work.ESCALATE, "1"), (Work.CALL, "1:1")) * 3:
        with night.store.write() as uow:
            uow.due.at(work, subject, uow.now())
        night.run()
    assert night.called() == ["amy"]
    assert len(night.records("PersonCalled")) == 1


def test_a_call_without_its_due_row_is_found_by_the_watchdog(night):
    night.sends()
    with night.store.write() as uow:
        uow.due.cancel("1", Work.ESCALATE)
        uow.due.at(Work.SWEEP, "all", uow.now())
    night.later(minutes=5)
    night.run()
    assert night.called() == ["amy", "priya"]


@pytest.mark.parametrize("day", [datetime(2026, 10, 25, tzinfo=UTC), datetime(2027, 3, 28, tzinfo=UTC)])
def test_the_steps_keep_their_time_when_the_clocks_change_between_them(sqlite_store, clock, day):
    """F9: London's clocks change at 01:00 UTC, here between the first step and the second."""
    night = Night(sqlite_store, clock, comms_plan(on_call=("amy", "priya")))
    night.clock.at = day + timedelta(minutes=58)
    night.sends()
    assert len(night.called()) == 1
    night.later(minutes=4)
    assert len(night.called()) == 1
    night.later(minutes=1)
    assert len(night.called()) == 2
    calls = night.escalation().calls
    assert calls[1].at - calls[0].at == timedelta(minutes=5)


def test_every_call_and_answer_stands_in_the_log_and_the_log_holds(night):
    night.sends()
    night.later(minutes=5)
    night.answers("priya", Action.HAND_ON)
    night.takes("amy")
    kinds = [r.kind for r in night.records() if r.subject == "escalation:1"]
    assert kinds[:3] == ["CallsBegun", "PersonCalled", "PersonCalled"]
    assert {"CalledBesideChat", "CallHandedOn", "CallTaken"} <= set(kinds)
    assert night.broken() == []
    assert night.escalation().last_call("priya").answer is Answer.HANDED_ON


def test_a_rota_may_have_steps_of_its_own(sqlite_store, clock):
    plan = comms_plan(calling=Calling((timedelta(minutes=1),), 0, timedelta(minutes=2)))
    night = Night(sqlite_store, clock, plan)
    night.sends()
    night.later(minutes=1)
    assert night.called() == ["amy", "lee"]
    assert night.escalation().stage is Stage.ALARMED


def test_incident_status_says_what_people_are_called_for_and_who_has_it(night):
    night.sends()
    told = said(night.types("lee", "/incident status"))
    assert told.startswith("Nothing is on hold. Under way:")
    assert "Called for: an urgent tweet for @Fernshire. Amy Brown was called at 23:00 and has not answered yet." in told
    night.takes("amy")
    assert "Amy Brown has had it since today 23:00" in said(night.types("lee", "/incident status"))
