"""/rota plan: a lead looks at a proposal and enters it with one button; nobody else can, and not if anything changed."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from council import Council, said
from rotas import comms_plan, london
from stage import Room

from bot.adapters.drawing import Drawings
from bot.core.cards import Action, AskCard, Notice, Tone
from bot.core.commands import Pressed
from bot.core.due import Work
from bot.core.publishing import Picture
from bot.core.reading import ReadForm
from bot.core.rota.changes import Shift
from bot.use_cases import nudges
from bot.use_cases.proposing import months_on, next_quarter

JULY = date(2026, 7, 1)


@pytest.fixture
def town(sqlite_store, clock):
    clock.at = london(2026, 6, 3, 10, 0)
    town = Council(sqlite_store, clock)
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(desk=("priya", "amy", "lee"), on_call=("amy", "priya", "lee")))
        for person in ("priya", "amy", "lee"):
            uow.people.put(replace(uow.people.get(person), trained_until=date(2027, 3, 31)))
    return town


def presses(town, name, card):
    return town.does(name, Pressed(Action.ENTER_PLAN, about=card.about))


def shifts(town):
    with town.store.read() as uow:
        return [
            entry.what
            for entry in uow.rotas.entries("comms", london(2026, 7, 1), london(2026, 10, 1))
            if isinstance(entry.what, Shift)
        ]


def test_a_lead_sees_who_is_on_when_and_hours_each(town):
    card = town.types("lee", "/rota plan")
    assert isinstance(card, AskCard)
    assert card.title == "Proposal for Communications, Wednesday 1 July to Wednesday 30 September 2026"
    assert card.actions == (Action.ENTER_PLAN, Action.WHY_PLAN)
    assert "Desk: " in said(card)
    assert "On call: " in said(card)
    assert "Hours each: " in said(card)
    assert card.tone is Tone.INFO


def asks_why(town, name, card):
    return town.does(name, Pressed(Action.WHY_PLAN, about=card.about))


def test_the_button_beside_it_says_of_each_turn_why_this_person(town):
    read = asks_why(town, "lee", town.types("lee", "/rota plan"))
    assert isinstance(read, ReadForm)
    assert read.title == "Why these people?"
    assert [passage.heading for passage in read.passages] == ["Desk", "On call"]
    assert all(re.search(r": (Amy Brown|Priya Shah|Lee Ward), .+ who could\.", line) for line in read.passages[0].lines)
    assert any("fewest hours so far (" in line for line in read.passages[0].lines)
    assert any("would be at the desk and on call in one week" in line for line in read.passages[1].lines)
    assert not any("countersign" in line for passage in read.passages for line in passage.lines)


def test_reasons_are_for_leads_and_only_while_they_are_true(town):
    card = town.types("lee", "/rota plan")
    assert "Only a communications lead" in said(asks_why(town, "amy", card))
    with town.store.write() as uow:
        uow.rotas.add_absence("amy", london(2026, 8, 3), london(2026, 8, 10), by="amy", now=uow.now())
    assert "has changed since" in said(asks_why(town, "lee", card))


def test_what_weighs_on_one_person_is_told_before_it_is_entered(town):
    """Only Lee is on call, and at the desk as well."""
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(desk=("lee",), on_call=("lee",)))
    card = town.types("lee", "/rota plan")
    assert card.tone is Tone.WARNING
    assert card.lines[0].startswith("Lee Ward is at the desk and on call in the week of 29 June, 6 July, 13 July,")
    assert card.lines[0].endswith("because nobody else can be.")
    assert card.lines[1].startswith("Lee Ward carries 100% of all on-call time, because the others cannot take more.")


def test_turns_in_another_rota_count_too(town):
    """Who is at the desk of the press rota all summer takes no desk here, and is not on call here."""
    with town.store.write() as uow:
        press = comms_plan(desk=("amy",), on_call=("tom",))
        uow.rotas.put(replace(press, id="press", name="Press"))
        uow.rotas.put(comms_plan(desk=("priya", "amy", "lee"), on_call=("amy", "priya", "lee", "nia")))
        uow.people.put(replace(uow.people.get("nia"), trained_until=date(2027, 3, 31)))
    read = asks_why(town, "lee", town.types("lee", "/rota plan comms"))
    for passage in read.passages:
        assert not any(": Amy Brown," in line for line in passage.lines)
    assert any("Amy Brown is on duty elsewhere then" in line for line in read.passages[0].lines)
    assert any("Amy Brown would be at the desk and on call" in line for line in read.passages[1].lines)


def test_bank_holidays_on_call_in_the_year_before_count(town):
    """The last bank holidays were Amy's and Priya's, so the one in August is Lee's."""
    with town.store.write() as uow:
        plan = comms_plan(desk=("tom",), on_call=("amy", "priya", "lee"), nation="england")
        uow.rotas.put(plan)
        for day, person in (
            ((2026, 4, 3), "amy"),
            ((2026, 5, 4), "priya"),
            ((2026, 5, 25), "amy"),
            ((2026, 4, 6), "amy"),
        ):
            start = london(*day)
            uow.rotas.enter("comms", Shift("on_call", person, start, start + timedelta(days=1)), "lee", uow.now())
    read = asks_why(town, "lee", town.types("lee", "/rota plan comms"))
    (august,) = (line for line in read.passages[-1].lines if line.startswith("Mon 24 Aug"))
    assert "Lee Ward, fewest bank holidays on call so far" in august


def test_the_yes_enters_every_shift_with_one_record_and_tells_everybody(town):
    card = town.types("lee", "/rota plan")
    done = presses(town, "lee", card)

    assert (done.title.split(":")[0], done.tone) == ("Entered", Tone.DONE)
    entered = shifts(town)
    assert f"{len(entered)} shifts are entered" in done.lines[0]
    assert {shift.person for shift in entered} == {"priya", "amy", "lee"}
    (record,) = town.records("PlanEntered")
    assert (record.actor, record.body["shifts"], record.body["holes"]) == ("lee", len(entered), 0)
    digest = card.about.rpartition("|")[2]
    with town.store.read() as uow:
        told = uow.due.body(Work.NOTIFY, f"planned:comms:2026-07-01:{digest}:amy")
    assert told["title"] == "Your shifts in Communications, Wednesday 1 July to Wednesday 30 September 2026"
    on_call = next(line for line in told["lines"] if line.startswith("On call:")).splitlines()
    assert all(" to " in turn for turn in on_call[1:])
    assert any(turn.startswith("• Mon ") and turn.endswith(" 09:00") for turn in on_call[1:]), on_call


def test_whoever_loses_all_their_turns_by_the_plan_is_told_too(town):
    with town.store.write() as uow:
        uow.rotas.add_absence("amy", london(2026, 7, 1), london(2026, 10, 1), by="lee", now=uow.now())
    card = town.types("lee", "/rota plan")
    presses(town, "lee", card)

    assert "amy" not in {shift.person for shift in shifts(town)}
    with town.store.read() as uow:
        told = uow.due.body(Work.NOTIFY, f"planned:comms:2026-07-01:{card.about.rpartition('|')[2]}:amy")
    assert told["title"].startswith("No new shifts for you in Communications")


def test_only_a_lead_can_see_or_enter_one(town):
    card = town.types("lee", "/rota plan")
    for answer in (town.types("amy", "/rota plan"), presses(town, "amy", card)):
        assert "Only a communications lead" in said(answer)
    assert shifts(town) == []
    assert [record.actor for record in town.records("PlanRefused")] == ["amy", "amy"]


def test_pressed_twice_it_is_entered_once(town):
    card = town.types("lee", "/rota plan")
    presses(town, "lee", card)
    count = len(shifts(town))
    again = said(presses(town, "lee", card))
    assert "has changed since" in again
    assert "If you pressed twice, it is entered: look at /rota changes." in again
    assert len(shifts(town)) == count
    assert "entered already" in said(town.types("lee", "/rota plan"))


def test_a_proposal_that_is_no_longer_true_is_not_entered(town):
    card = town.types("lee", "/rota plan")
    with town.store.write() as uow:
        uow.rotas.add_absence("amy", london(2026, 8, 3), london(2026, 8, 10), by="amy", now=uow.now())
    refused = presses(town, "lee", card)
    assert "has changed since" in said(refused)
    assert "/rota plan comms 2026-07-01" in said(refused)
    assert shifts(town) == []


@pytest.mark.parametrize(
    "about", ["", "plan", "plan|comms|soon|x", "plan|press|2026-07-01|x", "a|b|c|d|e", "plan|comms|9999-12-31|x"]
)
def test_a_button_of_nothing_that_is_there_does_nothing(town, about):
    answer = town.does("lee", Pressed(Action.ENTER_PLAN, about=about))
    assert isinstance(answer, Notice)
    assert shifts(town) == []


def test_holes_come_first_with_the_reason_for_each_person(town):
    with town.store.write() as uow:
        for person in ("priya", "amy"):
            uow.people.put(replace(uow.people.get(person), trained_until=date(2026, 8, 1)))
        uow.people.put(replace(uow.people.get("lee"), trained_until=None))
    card = town.types("lee", "/rota plan")
    assert card.tone is Tone.WARNING
    assert card.lines[0].startswith("Desk: NOBODY 43 times, from Mon 3 Aug 09:00 to 17:00 until Wed 30 Sep")
    assert "3 have no training that holds until then." in card.lines[0]


def test_another_first_day_can_be_given_but_none_that_is_past(town):
    assert (
        "Monday 7 September to Sunday 6 December 2026" in town.types("lee", "/rota plan comms from 7 September").title
    )
    assert "over" in said(town.types("lee", "/rota plan from 1 May 2026"))


def test_the_chart_follows_as_a_picture(town):
    room = Room()
    town.tools = replace(town.tools, chats={"slack": room}, drawings=Drawings())
    town.types("lee", "/rota plan")
    queue = town.store.queue()
    for claim in queue.claim(timedelta(minutes=1), 10):
        nudges.run(town.tools, queue, claim)
    (picture,) = [card for where, card in room.said if where == "ULEE" and isinstance(card, Picture)]
    assert picture.alt.startswith("Hours each, Wednesday 1 July 2026 to Wednesday 30 September 2026: ")
    assert "Priya Shah" in picture.alt


def test_quarters_and_months_end_where_they_end():
    assert [next_quarter(date(2026, m, 15)) for m in (1, 3, 4, 12)] == [
        date(2026, 4, 1),
        date(2026, 4, 1),
        JULY,
        date(2027, 1, 1),
    ]
    assert months_on(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_on(date(2026, 9, 15), 3) == date(2026, 12, 15)
    assert months_on(date(2026, 12, 1), 3) == date(2027, 3, 1)


def test_too_many_days_in_a_row_are_said_with_the_plan_once_for_each_person(town):
    """S74: a week on call, from Monday evening to Monday evening, touches eight days."""
    card = town.types("lee", "/rota plan")
    assert "days in a row" not in said(card)

    with town.store.write() as uow:
        uow.rotas.put(comms_plan(desk=("priya", "amy", "lee"), on_call=("amy", "priya", "lee"), most_days=7))
    card = town.types("lee", "/rota plan")

    told = [line for line in card.lines if "days in a row" in line]
    assert len(told) == 3
    (amy,) = (line for line in told if line.startswith("Amy Brown would be on duty for more than 7 days in a row "))
    assert amy.endswith("times: 12 days at most, Monday 22 June to Friday 3 July.")  # it begins before the plan does
    assert card.tone is Tone.WARNING
