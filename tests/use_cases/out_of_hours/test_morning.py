"""Drafts that can wait until the morning, and say so (D6, S72)."""

from dataclasses import replace

import pytest
from council import said
from nights import ELEVEN, Night
from rotas import comms_plan, london

from bot.core.accounts import Hours
from bot.core.cards import Action
from bot.core.commands import SendForApproval
from bot.core.due import Work
from bot.core.escalation import Outcome
from bot.core.rota.changes import Change, Kind

NINE = london(2026, 6, 2, 9)


def in_thread(night):
    return night.notices("under C1")


def test_a_draft_that_is_not_urgent_calls_nobody_and_says_who_decides_in_the_morning(night):
    preview = night.saves("tom")
    done = night.does("tom", SendForApproval(preview.view.draft.id, 1))
    words = "It waits until tomorrow 09:00 (UK time, UTC+1), when Priya Shah is at the desk. Any approver may decide sooner."
    assert words in done.lines
    night.run()
    assert night.called() == []
    assert night.card(1).view.meanwhile == words
    assert night.message(1).view.meanwhile == words


def test_its_author_is_told_what_the_account_says_of_its_hours(night):
    """S72: outside hours a pitch that is not urgent waits, and why is published."""
    night.sets("fernshire", hours=Hours("We read this account on weekdays, 9am to 5pm."))
    preview = night.saves("tom")
    done = night.does("tom", SendForApproval(preview.view.draft.id, 1))
    night.run()
    told = "What @Fernshire tells the public of its hours: “We read this account on weekdays, 9am to 5pm.”"
    assert told in done.lines
    assert night.message(1).view.meanwhile.endswith(told)
    assert told not in night.card(1).view.meanwhile


def test_nobody_is_reminded_of_it_in_the_night_and_the_desk_is_in_the_morning(night):
    night.sends(urgent=False)
    night.later(hours=9)
    assert in_thread(night) == []
    night.clock.at = NINE
    night.run()
    assert in_thread(night) == ["Draft 1 for @Fernshire has waited since yesterday 23:00 (UK time, UTC+1)"]
    assert night.room.said[-1][1].lines == ("Priya Shah is at the desk.",)
    assert night.card(1).view.meanwhile == ""
    night.later(minutes=30)
    assert len(in_thread(night)) == 2


def test_one_decided_in_the_night_is_not_spoken_of_in_the_morning(night):
    number = night.sends(urgent=False)
    night.rejects("amy", number)
    assert night.due(Work.DESK, number) is None
    night.clock.at = NINE
    night.run()
    assert in_thread(night) == []


def test_a_desk_nobody_is_at_is_said_plainly(night):
    night.sends(urgent=False)
    with night.store.write() as uow:
        uow.rotas.enter("comms", Change(Kind.OVERRIDE, "desk", NINE, london(2026, 6, 2, 12), None), "lee", uow.now())
    night.clock.at = NINE
    night.run()
    assert night.room.said[-1][1].lines == ("Nobody is at the desk now: please see who can.",)


def test_at_the_weekend_it_waits_for_monday(night):
    night.clock.at = london(2026, 6, 6, 11)
    night.sends(urgent=False)
    assert (
        "It waits until Mon 8 Jun 2026 09:00 (UK time, UTC+1), when Amy Brown is at the desk."
        in night.card(1).view.meanwhile
    )


def test_a_rota_without_a_desk_knows_no_morning(sqlite_store, clock):
    plan = comms_plan()
    seats = tuple(seat for seat in plan.rota.seats if seat.name == "on_call")
    always = replace(seats[0], required=None)
    night = Night(sqlite_store, clock, replace(plan, rota=replace(plan.rota, seats=(always,)), desk=None))
    night.sends(urgent=False)
    assert (night.called(), night.card(1).view.meanwhile) == ([], "")
    night.later(minutes=30)
    assert len(in_thread(night)) == 1


def test_held_until_morning_nobody_is_called_any_more_and_the_author_is_told(night):
    number = night.sends()
    shown = night.answers("amy", Action.UNTIL_MORNING)
    words = "It waits until tomorrow 09:00 (UK time, UTC+1), when Priya Shah is at the desk. Any approver may decide sooner."
    assert said(shown) == f"It waits until the morning {words}"
    assert (night.escalation().outcome, night.escalation().ended_by) == (Outcome.MORNING, "amy")
    told = [card for place, card in night.room.said if place == "under UTOM"]
    assert told[-1].lines == (f"Amy Brown has looked at draft {number}: it can wait. {words}",)
    (card,) = night.calls("amy")
    assert card.title == "It waits until the morning: an urgent tweet for @Fernshire"
    night.later(hours=9)
    assert night.called() == ["amy"]
    night.clock.at = NINE
    night.run()
    assert in_thread(night) == ["Draft 1 for @Fernshire has waited since yesterday 23:00 (UK time, UTC+1)"]


def test_held_until_morning_and_still_there_when_the_desk_closes_it_calls_again(night):
    night.sends()
    night.answers("amy", Action.UNTIL_MORNING)
    night.clock.at = NINE
    night.run()
    night.clock.at = london(2026, 6, 2, 17)
    night.run()
    assert night.called() == ["amy", "amy"]


@pytest.mark.parametrize("at", [ELEVEN, london(2026, 6, 1, 16)])
def test_where_no_rota_watches_it_is_as_ever(sqlite_store, clock, at):
    night = Night(sqlite_store, clock, comms_plan(accounts=("fernshireroads",)))
    night.clock.at = at
    night.sends(urgent=False)
    night.later(minutes=30)
    assert len(in_thread(night)) == 1


def test_a_bank_holiday_is_out_of_hours(sqlite_store, clock):
    """S73: the late summer bank holiday of England is 31 August 2026."""
    night = Night(sqlite_store, clock, comms_plan(nation="england"))
    night.clock.at = london(2026, 8, 31, 11)
    night.sends()
    assert len(night.called()) == 1
