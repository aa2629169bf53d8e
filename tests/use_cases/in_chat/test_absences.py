"""Leave and sickness in chat, cover for it, and taking it back (issue 4, S30, S68, S69)."""

import json
from dataclasses import replace
from datetime import date

import pytest
from council import said
from rotas import comms_plan, london
from watch import Watch

from bot.core.callouts import Callout
from bot.core.cards import Action, Notice, Tone
from bot.core.commands import CancelAbsence, ConfirmAbsence, EnterAbsence, Pressed
from bot.core.due import Work
from bot.core.escalation import Kind as Calls
from bot.core.forms import AbsenceForm, CancelForm, Choice, FormErrors
from bot.core.people import Standing
from bot.core.rota.changes import Change, Kind
from bot.core.rota.plan import Calling
from bot.core.rota.requests import RequestState
from bot.core.said_back import AbsenceCheck
from bot.use_cases.rotas import on_duty as seats_at

YES, NO, LEAVE_OPEN = Action.I_WILL_COVER, Action.I_CANNOT_COVER, Action.LEAVE_OPEN
WEEK = "/rota leave 8 to 14 June"
"""The week in which priya is on call and amy has the desk."""


@pytest.fixture
def town(sqlite_store, clock):
    """Monday 1 June 2026, 13:05 in London."""
    clock.move(minutes=5)
    return Watch(sqlite_store, clock)


def on_duty(town, seat, at):
    with town.store.read() as uow:
        return seats_at(uow, uow.rotas.plan("comms"), at)[seat].duty


# entering


def test_leave_is_said_back_in_words_with_what_follows_before_anything_is_saved(town):
    check = town.types("priya", WEEK)

    assert isinstance(check, AbsenceCheck)
    assert check.title == "You are away"
    assert check.words == "Monday 8 June 2026 to Sunday 14 June 2026, 7 days"
    assert check.lines[0] == "Cover will be sought for:"
    assert "On call, Communications:" in check.lines
    assert "• Mon 8 Jun 17:00 to Tue 9 Jun 09:00" in check.lines
    assert town.absences() == []
    assert town.records("AbsenceEntered") == []


def test_confirmed_it_is_saved_and_the_first_candidate_is_asked(town):
    done = town.enters("priya", WEEK)

    assert "You are away: Monday 8 June 2026 to Sunday 14 June 2026, 7 days." in said(done)
    assert "Cover is being sought for:" in said(done)
    assert town.absences() == [("priya", london(2026, 6, 8), london(2026, 6, 15))]
    assert "Can you cover for Priya Shah?" in town.told("lee")
    assert town.question("lee").actions == (YES, NO)
    assert town.question("amy") is None


def test_a_turn_that_goes_on_once_the_day_is_over_is_said_before_it_is_saved(town):
    town.clock.move(hours=10)

    check = town.types("amy", "/rota sick")

    assert check.words == "Monday 1 June 2026 23:05 to the end of the day"
    assert check.lines[-1] == (
        "Back on call after that: 00:00 to 09:00 tomorrow. If that is too soon, enter more days."
    )
    assert "Back" not in said(town.does("amy", EnterAbsence("", "today to 14 June")))


def test_everyday_words_are_enough_and_the_reason_is_nowhere_kept(town):
    """S68: typed as to a colleague, with or without the command that it belongs to."""
    check = town.types("amy", "/rota flu, back on Thursday")

    assert check.title == "You are away"
    assert check.words == "Monday 1 June 2026 13:05 to the end of Wednesday 3 June 2026"
    assert check.words == town.types("amy", "/rota sick with flu, back Thursday").words
    assert "flu" not in said(check)


def test_a_beginning_without_an_end_is_no_name_of_somebody(town):
    told = said(town.types("amy", "/rota leave from Wednesday"))
    assert "Write “Wednesday to” and the last day, or “Wednesday” for that day alone." in told
    assert "There is nobody called “zoe” here" in said(town.types("amy", "/rota leave zoe tomorrow"))


def test_a_reason_alone_is_today_for_sickness_and_opens_the_form_for_leave(town):
    assert town.types("amy", "/rota sick migraine, sorry").words == "Monday 1 June 2026 13:05 to the end of the day"
    assert isinstance(town.types("amy", "/rota leave holiday"), AbsenceForm)


def test_the_form_is_opened_by_the_command_alone_and_offers_only_oneself(town):
    form = town.types("priya", "/rota leave")

    assert form == AbsenceForm((), "priya", "")
    assert isinstance(town.does("priya", EnterAbsence("", "8 to 14 June")), AbsenceCheck)


def test_a_lead_may_choose_anybody_in_the_form_and_a_manager_their_people(town):
    town.stands("amy", manager="tom")

    assert Choice("amy", "Amy Brown") in town.types("lee", "/rota leave").people
    assert town.types("tom", "/rota leave").people == (Choice("amy", "Amy Brown"), Choice("tom", "Tom Reid"))


@pytest.mark.parametrize(
    "words", ["@priya today", "priya today", "Priya Shah today", "<@UPRIYA> today", "Priya", "<@UPRIYA|priya>"]
)
def test_somebody_else_is_named_by_mention_key_or_name(town, words):
    check = town.types("lee", f"/rota sick {words}")

    assert check.title == "Priya Shah is away"
    assert check.words == "Monday 1 June 2026 13:05 to the end of the day"


def test_it_may_be_said_as_a_sentence(town):
    check = town.types("lee", "/rota Priya is off sick today")

    assert check.title == "Priya Shah is away"
    assert check.words == "Monday 1 June 2026 13:05 to the end of the day"


def test_whoever_is_entered_by_another_is_told(town):
    town.enters("lee", "/rota sick priya tomorrow")

    assert "You are entered as away" in town.told("priya")


@pytest.mark.parametrize("way", ["typed", "form", "confirmed"])
def test_somebody_elses_absence_needs_the_right_to_enter_it(town, way):
    if way == "typed":
        shown = town.types("amy", "/rota sick priya today")
    elif way == "form":
        shown = town.does("amy", EnterAbsence("priya", "today"))
    else:
        shown = town.does("amy", ConfirmAbsence(town.types("lee", "/rota sick priya today").about))

    assert "Only Priya Shah, their line manager or a communications lead can do that" in said(shown)
    assert town.absences() == []
    assert town.refusals() == ["access.absence"]


def test_half_a_day_ends_at_midday(town):
    town.enters("priya", "/rota leave tomorrow morning")

    assert town.absences() == [("priya", london(2026, 6, 2), london(2026, 6, 2, 13))]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("12 June to 8 June", "I read that as 12 June to 8 June, which ends before it begins."),
        ("whenever", "I could not read “whenever” as a day."),
        ("31 June", "There is no 31 June"),
        ("this morning", "Monday 1 June 2026 morning, half a day is over already."),
    ],
)
def test_days_that_cannot_be_meant_are_refused_and_nothing_is_saved(town, words, told):
    assert told in said(town.types("priya", f"/rota leave {words}"))
    assert told in town.does("priya", EnterAbsence("", words)).at["days"]
    assert town.absences() == []


def test_days_entered_already_are_left_out(town):
    town.enters("priya", "/rota leave 8 to 10 June")

    more = town.types("priya", "/rota sick 8 to 12 June")

    assert more.words == "Thursday 11 June 2026 to Friday 12 June 2026, 2 days"


def test_the_same_days_twice_are_refused(town):
    town.enters("priya", "/rota leave 8 to 10 June")

    again = town.types("priya", "/rota leave 9 June")

    assert "is entered as away already in that time" in said(again)
    assert "Monday 8 June 2026 to Wednesday 10 June 2026, 3 days" in said(again)


def test_a_stretch_on_both_sides_of_an_absence_is_refused(town):
    town.enters("priya", "/rota leave 10 June")

    assert "Enter the days before and after it one by one." in said(town.types("priya", WEEK))


def test_confirming_twice_saves_once(town):
    check = town.types("priya", WEEK)

    town.does("priya", ConfirmAbsence(check.about))
    again = town.does("priya", ConfirmAbsence(check.about))

    assert "has been entered as away in that time meanwhile" in said(again)
    assert len(town.absences()) == 1


@pytest.mark.parametrize(
    "about", ["", "priya", "priya|1|x", "nobody|1|2", "priya|9|1", "priya|1|99999999999999", "|||"]
)
def test_a_page_nobody_here_drew_is_refused(town, about):
    assert "older version" in said(town.does("priya", ConfirmAbsence(about)))
    assert town.absences() == []


def test_change_leads_back_to_the_form_with_the_days_in_it(town):
    check = town.types("priya", WEEK)

    form = town.does("priya", Pressed(Action.CHANGE_DAYS, about=check.about))

    assert form.days == "Monday 8 June 2026 to Sunday 14 June 2026, 7 days"
    assert town.does("priya", EnterAbsence("", form.days)).about == check.about


def test_why_somebody_is_away_is_nowhere_to_be_found(town):
    """S68: leave and sickness cannot be told apart in store, records or what is said."""
    traces = []
    for word in ("leave", "sick"):
        town.enters("priya", f"/rota {word} 8 June")
        with town.store.read() as uow:
            kept = uow.rotas.absences(london(2026, 6, 8), london(2026, 6, 9))[0]
        record = town.records("AbsenceEntered")[-1]
        traces.append((replace(kept, absence=replace(kept.absence, id="")), record.actor, sorted(record.body)))
        town.cancels("priya", kept.absence.id)
    assert traces[0] == traces[1]
    everything = json.dumps([r.body for r in town.records()]) + str(town.room.said)
    assert "sick" not in everything.replace("/rota sick", "")
    assert "leave" not in everything.casefold().replace("leave it open", "")


def test_words_that_are_no_days_are_not_kept(town):
    """Somebody may have typed why."""
    town.types("priya", "/rota sick flu until Friday")

    assert "flu" not in json.dumps([r.body for r in town.records()])


# cover


def test_first_yes_wins_and_everybody_is_told(town):
    town.enters("priya", WEEK)

    shown = town.answers("lee", YES)

    assert said(shown).startswith("You cover for Priya Shah")
    assert town.question("lee", "You cover for Priya Shah").actions == ()
    assert "Lee Ward covers for you" in town.told("priya")
    assert on_duty(town, "on_call", london(2026, 6, 9, 3)).person == "lee"
    assert town.requests() == []
    assert town.gap() is None


def test_a_no_asks_the_next_one_at_once(town):
    town.enters("priya", WEEK)

    town.answers("lee", NO)

    assert town.question("lee", "You cannot cover").actions == ()
    assert "Can you cover for Priya Shah?" in town.told("amy")
    town.answers("amy", YES)
    assert on_duty(town, "on_call", london(2026, 6, 9, 3)).person == "amy"


def test_no_answer_goes_to_the_next_and_both_may_still_say_yes(town):
    town.enters("priya", WEEK)
    town.clock.move(hours=1, minutes=59)
    town.runs()
    assert town.question("amy") is None

    town.clock.move(minutes=1)
    town.runs()

    assert town.question("amy").actions == (YES, NO)
    town.answers("lee", YES)
    assert town.question("amy") is None
    assert "Lee Ward covers for Priya Shah" in town.told("amy")
    assert town.refusals() == []


def test_the_second_yes_is_told_who_has_it(town):
    town.enters("priya", WEEK)
    asked = town.question("lee")
    town.clock.move(hours=2)
    town.runs()
    town.answers("amy", YES)

    late = town.does("lee", Pressed(YES, about=asked.about))

    assert late.title == "Amy Brown covers for Priya Shah"
    assert (
        "Amy Brown said yes at 15:05. Your answer came after it, so nothing was changed and you need not do anything."
        in said(late)
    )
    assert len(town.records("CoverFound")) == 1
    assert town.refusals() == []


def test_a_second_click_on_yes_says_that_they_cover_already_and_since_when(town):
    town.enters("priya", WEEK)
    asked = town.question("lee")
    first = town.does("lee", Pressed(YES, about=asked.about))
    town.clock.move(minutes=9)

    second = town.does("lee", Pressed(YES, about=asked.about))

    assert (first.title, second.title) == ("You cover for Priya Shah", "You cover for Priya Shah already")
    assert second.tone is Tone.DONE
    assert "• Mon 8 Jun 17:00 to Tue 9 Jun 09:00" in second.lines
    assert "You said yes at 13:05. Nothing was changed by answering again. To swap it: /rota swap." in said(second)
    assert len(town.records("CoverFound")) == 1
    assert town.refusals() == []


def test_whoever_was_put_on_by_a_lead_is_told_so_when_they_say_yes_after_it(town):
    town.enters("priya", WEEK)
    asked = town.question("lee")
    town.types("lee", "/rota cover @amy for @priya")

    for name, told in (("amy", "Lee Ward put you on at 13:05."), ("lee", "You put them on at 13:05.")):
        assert told in said(town.does(name, Pressed(YES, about=asked.about)))


def test_nobody_left_is_a_gap_that_is_announced(town):
    town.enters("priya", WEEK)
    town.answers("lee", NO)
    town.answers("amy", NO)

    gap = town.gap()

    assert gap.title == "Nobody covers for Priya Shah: on call, Communications"
    assert gap.actions == (YES, LEAVE_OPEN)
    assert "Asked: Lee Ward cannot and Amy Brown cannot." in gap.lines
    assert "Nobody covers for Priya Shah: on call, Communications" in town.told("lee")
    assert [r.state for r in town.requests()] == [RequestState.GAP]


def test_a_late_yes_closes_the_gap(town):
    town.enters("priya", WEEK)
    asked = town.question("lee")
    town.clock.move(hours=2)
    town.runs()
    town.clock.move(hours=2)
    town.runs()
    assert town.gap().actions == (YES, LEAVE_OPEN)

    town.answers("lee", YES, asked)

    assert town.gap().title == "Closed: Lee Ward covers for Priya Shah"
    assert "Lee Ward covers for Priya Shah" in town.room.titles("C1")
    assert town.requests() == []


def test_somebody_who_was_not_asked_may_take_the_gap_from_the_channel_if_they_are_fit(town):
    town.enters("priya", WEEK)
    town.answers("lee", NO)
    town.answers("amy", NO)
    gap = town.gap()

    refused = town.answers("tom", YES, gap)

    assert "Tom Reid is not on the list of approvers for @Fernshire" in said(refused)
    assert "These people could: Lee Ward or Amy Brown." in said(refused)
    assert town.answers("amy", YES, gap).title == "You cover for Priya Shah"


def test_a_lead_may_leave_a_gap_open_and_nobody_else(town):
    town.enters("priya", WEEK)
    town.answers("lee", NO)
    town.answers("amy", NO)
    gap = town.gap()

    assert "Only a communications lead can do that" in said(town.answers("amy", LEAVE_OPEN, gap))
    assert "It stays open" in said(town.answers("lee", LEAVE_OPEN, gap))

    assert town.gap().actions == (YES,)
    assert [r.state for r in town.requests()] == [RequestState.ACCEPTED]


def test_a_gap_left_open_alarms_nobody_in_the_morning_and_is_shown_with_who_left_it(town):
    """S68, S74."""
    town.enters("priya", WEEK)
    town.answers("lee", NO)
    town.answers("amy", NO)
    before = town.types("lee", "/rota forecast")
    town.answers("lee", LEAVE_OPEN, town.gap())

    after = town.types("lee", "/rota forecast")
    town.clock.at = london(2026, 6, 8, 8, 30)
    with town.store.write() as uow:
        uow.due.at(Work.DAY_AHEAD, "all", uow.now())
    town.runs()
    morning = [card for _, card in town.room.said if "who is on today and tonight" in getattr(card, "title", "")][-1]
    town.clock.at = london(2026, 6, 8, 18)

    assert "Nobody is on call in Communications When: 5 times." in said(before)
    known = "Nobody covers for Priya Shah: on call, Communications, 5 times from Mon 8 Jun 17:00 to Sun 14 Jun 24:00"
    for notice in (after, morning):
        assert notice.tone is Tone.INFO
        assert "Red gap" not in said(notice)
        assert "Nobody is on call in" not in said(notice)
        assert "omebody is on duty whenever" not in said(notice)
        assert f"{known} (left open by Lee Ward)." in said(notice)
    assert "Now: NOBODY is on call (left open by Lee Ward) until" in said(town.types("tom", "/rota"))
    assert "(left open by Lee Ward)" in said(town.types("tom", "/rota cover"))
    assert "Lee Ward has decided to leave it open." in town.gap().lines


def test_what_opens_besides_a_gap_that_was_left_open_is_red_again(town):
    town.enters("priya", WEEK)
    town.answers("lee", NO)
    town.answers("amy", NO)
    town.answers("lee", LEAVE_OPEN, town.gap())

    town.enters("priya", "/rota leave 15 June")
    told = town.types("lee", "/rota forecast")

    assert told.tone is Tone.WARNING
    assert "Nobody is on call in Communications When: 00:00 to 09:00 on Monday 15 June." in said(told)
    assert "(left open by Lee Ward)" in said(told)


def test_an_account_left_without_an_approver_knowingly_alarms_nobody(town):
    """S30."""
    town.stands("amy", trained_until=None)
    town.stands("lee", trained_until=None)
    town.enters("priya", WEEK)
    gaps = [c for ref, c in town.room.cards.items() if ref.startswith("C1/") and "Nobody can approve" in c.title]
    for gap in gaps:
        town.answers("lee", LEAVE_OPEN, gap)

    told = said(town.types("lee", "/rota forecast"))

    assert "Nobody can approve for @Fernshire and" not in told
    assert "Nobody can approve for @Fernshire, Mon 8 Jun 00:00 to Sun 14 Jun 24:00 (left open by Lee Ward)." in told


def test_somebody_put_on_by_hand_closes_the_gap(town):
    town.enters("priya", WEEK)
    town.answers("lee", NO)
    town.answers("amy", NO)
    override = Change(Kind.OVERRIDE, "on_call", london(2026, 6, 8), london(2026, 6, 15), "lee")
    with town.store.write() as uow:
        uow.rotas.enter("comms", override, "lee", uow.now())
        uow.due.at(Work.SWEEP, "all", uow.now())

    town.runs()

    assert town.gap().title == "Closed: no cover is needed any longer"
    assert town.requests() == []


def test_an_open_gap_is_said_again_every_morning_once(town):
    town.enters("priya", WEEK)
    town.answers("lee", NO)
    town.answers("amy", NO)
    for day in (2, 3, 4):
        town.clock.at = london(2026, 6, day, 8, 30)
        for _ in range(2):
            with town.store.write() as uow:
                uow.due.at(Work.SWEEP, "all", uow.now())
                uow.due.at(Work.DAY_AHEAD, "all", uow.now())
            town.runs()
    mornings = [card for place, card in town.room.said if place == "C1" and "who is on today" in card.title]
    assert len(mornings) == 3
    assert all("nobody is on call, because Priya Shah is away and nobody stands in yet" in said(m) for m in mornings)


def test_a_gap_too_far_ahead_for_the_forecast_is_said_every_morning_too(town):
    """The issue: announced in the daily notice until somebody closes it."""
    town.enters("priya", "/rota leave 29 June to 5 July")
    town.answers("lee", NO)
    town.answers("amy", NO)
    town.clock.at = london(2026, 6, 2, 8, 30)
    with town.store.write() as uow:
        uow.due.at(Work.DAY_AHEAD, "all", uow.now())
    town.runs()
    (morning,) = [card for place, card in town.room.said if place == "C1" and "who is on today" in card.title]
    assert "Nobody covers for Priya Shah: on call, Communications" in said(morning)


def test_an_account_nobody_else_can_approve_for_is_a_gap_at_once(town):
    """S30."""
    town.stands("amy", trained_until=date(2026, 6, 10))
    town.stands("lee", trained_until=None)

    done = town.enters("priya", WEEK)

    assert "Nobody else who is trained can approve for @Fernshire then." in done.lines
    assert town.gap().title in {"Nobody can approve for @Fernshire", "Nobody can approve for @FernshireRoads"}
    assert town.gap().lines[0] == "Thursday 11 June 2026 to Sunday 14 June 2026, 4 days."
    assert town.gap().actions == (LEAVE_OPEN,)


def test_somebody_who_cannot_be_reached_is_not_waited_for(town):
    town.stands("lee", chat=())

    town.enters("priya", WEEK)

    assert town.question("amy") is not None


def test_one_person_is_not_asked_for_everything_at_once(town):
    """Fairest first counts what people are being asked for."""
    town.enters("lee", "/rota leave 15 to 21 June")
    town.enters("priya", WEEK)

    assert town.question("priya") is not None or town.question("amy") is not None
    assert len([t for t in town.told("amy") if "cover" in t]) <= 1


def test_a_nudge_run_twice_asks_nobody_twice(town):
    town.enters("priya", WEEK)
    with town.store.write() as uow:
        for request in uow.covers.standing():
            uow.due.at(Work.COVER, f"request:{request.id}", uow.now())
            uow.due.at(Work.SHOW_ASK, f"cover:{request.id}:lee", uow.now())

    town.runs()

    assert town.told("lee").count("Can you cover for Priya Shah?") == 1
    assert town.question("amy") is None


def test_an_unknown_question_is_refused_in_words(town):
    for about in ("cover:99:lee", "cover", "", "gap:x:y", "cover:123456789012345678901234567890:lee"):
        for action in (YES, NO, LEAVE_OPEN):
            assert "older version" in said(town.does("lee", Pressed(action, about=about)))


def test_whoever_covers_and_falls_away_is_covered_for_in_turn(town):
    town.enters("priya", WEEK)
    town.answers("lee", YES)

    town.enters("lee", "/rota sick 9 June to 10 June")

    town.answers("amy", YES)
    assert on_duty(town, "on_call", london(2026, 6, 9, 3)).person == "amy"
    assert on_duty(town, "on_call", london(2026, 6, 12, 3)).person == "lee"


def test_whoever_was_called_out_at_night_is_not_asked_for_the_next_day(town):
    """S69: eleven hours of rest."""
    with town.store.write() as uow:
        night = (london(2026, 6, 8, 1), london(2026, 6, 8, 5))
        alarm = {"account": None, "title": "", "lines": (), "rota": "comms", "chain": Calling(), "by": "service"}
        called = uow.escalations.open(Calls.ALARM, "a", **alarm, now=uow.now())
        uow.escalations.put_callout(Callout(called.id, "amy", *night))
        uow.rotas.put(comms_plan(desk=("lee", "priya")))
    town.clock.at = london(2026, 6, 8, 6)

    town.enters("priya", "/rota leave 8 June")

    with town.store.read() as uow:
        desk = next(r for r in uow.covers.of_absence("1") if r.seat == "desk")
    assert [ask.person for ask in desk.asks] == ["lee"]


# cancelling


def test_cancelling_undoes_the_cover_and_tells_whoever_covered(town):
    before = on_duty(town, "on_call", london(2026, 6, 9, 3))
    town.enters("priya", WEEK)
    town.answers("lee", YES)
    form = town.types("priya", "/rota cancel")

    done = town.cancels("priya", form.absences[0].value)

    assert form == CancelForm((Choice("1", "Priya Shah: Monday 8 June 2026 to Sunday 14 June 2026, 7 days"),))
    assert "Lee Ward no longer covers and is told." in done.lines
    assert "Priya Shah is back: the shift moves back" in town.told("lee")
    assert town.question("lee", "No longer needed").actions == ()
    assert on_duty(town, "on_call", london(2026, 6, 9, 3)) == before
    assert town.absences() == []


def test_cancelling_while_people_are_asked_tells_them_too(town):
    town.enters("priya", WEEK)

    town.cancels("priya", "1")

    assert "Cover for Priya Shah is no longer needed" in town.told("lee")
    assert town.question("lee", "No longer needed").actions == ()
    assert town.requests() == []


def test_cancelling_closes_the_gap_in_the_channel(town):
    town.enters("priya", WEEK)
    town.answers("lee", NO)
    town.answers("amy", NO)

    town.cancels("priya", "1")

    assert town.gap().title == "Closed: no cover is needed any longer"


def test_an_absence_that_has_begun_ends_now_and_what_was_covered_stays(town):
    town.enters("priya", WEEK)
    town.answers("lee", YES)
    town.clock.at = london(2026, 6, 10, 12)

    town.cancels("priya", "1")

    assert town.absences() == [("priya", london(2026, 6, 8), london(2026, 6, 10, 12))]
    assert on_duty(town, "on_call", london(2026, 6, 9, 3)).person == "lee"
    assert on_duty(town, "on_call", london(2026, 6, 11, 3)).person == "priya"


def test_cancelling_somebody_elses_absence_needs_the_right(town):
    town.enters("priya", WEEK)

    shown = town.does("amy", CancelAbsence("1"))

    assert "Only Priya Shah, their line manager or a communications lead" in said(shown)
    assert town.types("amy", "/rota cancel") == Notice(
        "Nothing to cancel", ("No absence is entered that you could cancel.",)
    )
    assert len(town.absences()) == 1


@pytest.mark.parametrize(("number", "told"), [("99", "no such absence"), ("x", "no such absence"), ("", "no such")])
def test_an_absence_that_is_not_there_cannot_be_cancelled(town, number, told):
    assert told in said(town.does("priya", CancelAbsence(number)))


def test_cancelling_twice_is_said_so(town):
    town.enters("priya", WEEK)
    town.cancels("priya", "1")

    assert "cancelled already" in said(town.cancels("priya", "1"))


# somebody who may no longer act


def test_the_shifts_of_somebody_suspended_look_for_cover(town):
    town.types("lee", "/account suspend @priya for now")
    town.runs()

    asked = [r for r in town.requests() if r.person == "priya"]
    assert asked
    assert all(r.absence == "" for r in asked)
    assert any(town.question(name) for name in ("amy", "lee"))


def test_restored_they_hold_their_shifts_again(town):
    town.types("lee", "/account suspend @priya for now")
    town.runs()
    town.types("lee", "/account restore @priya")
    with town.store.write() as uow:
        uow.due.at(Work.SWEEP, "all", uow.now())
    town.clock.move(hours=1)
    town.runs()

    assert [r for r in town.requests() if r.person == "priya"] == []


@pytest.mark.parametrize("standing", [Standing.LEFT, Standing.SUSPENDED])
def test_somebody_who_may_not_act_is_not_asked_and_cannot_take_it(town, standing):
    town.stands("lee", standing)

    town.enters("priya", WEEK)

    assert town.question("lee") is None
    request = next(r for r in town.requests() if r.person == "priya")
    assert "suspended" in said(town.does("lee", Pressed(YES, about=f"gap:{request.id}:")))


def test_forms_keep_what_was_typed_wrong(town):
    shown = town.does("lee", EnterAbsence("nobody", "today"))

    assert isinstance(shown, FormErrors)
    assert shown.at == {"person": "There is nobody of that name here any longer."}


# /rota cover


def test_a_lead_puts_somebody_on_by_hand_and_everybody_is_told(town):
    town.enters("priya", WEEK)
    assert "Sought for Priya Shah: on call, Communications" in said(town.types("tom", "/rota cover"))

    shown = town.types("lee", "/rota cover @amy for @priya")
    town.runs()

    assert shown.title == "Amy Brown is on"
    assert "You cover for Priya Shah" in town.told("amy")
    assert "Amy Brown covers for you" in town.told("priya")
    assert "Amy Brown covers for Priya Shah" in town.told("lee")
    assert on_duty(town, "on_call", london(2026, 6, 9, 3)).person == "amy"
    assert "Everything is covered." in said(town.types("tom", "/rota cover"))
    town.cancels("priya", "1")
    assert on_duty(town, "on_call", london(2026, 6, 9, 3)).person == "priya"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("@tom for @priya", "Tom Reid is not on the list of approvers for @Fernshire, so nothing was changed."),
        ("@amy", "I could not read who is to cover for whom."),
        ("@amy for nobody", "I could not read who is to cover for whom."),
        ("@amy for @lee", "Nobody is sought for Lee Ward in that time."),
        ("@amy for @priya 24 June", "Priya Shah has no shift in that time, so nothing was changed."),
        ("@amy for nobody 24 June", "There is no gap in that time, so nothing was changed."),
        ("@amy for @priya whenever", "I could not read “whenever” as a day."),
        ("@nia for priya 9 June", "Nia Cole is not on the list"),
    ],
)
def test_somebody_is_put_on_only_where_they_may_and_are_needed(town, words, told):
    town.enters("priya", WEEK)

    assert told in said(town.types("lee", f"/rota cover {words}"))
    assert len(town.requests()) == 1
    assert "Only a communications lead" in said(town.types("amy", f"/rota cover {words}"))


def test_a_lead_changes_who_is_on_though_nobody_is_away_and_both_are_told(town):
    shown = town.types("lee", "/rota cover @amy for @priya 2 June")
    town.runs()

    assert shown.title == "Amy Brown is on"
    assert "• Tue 2 Jun 09:00 to 17:00" in said(shown)
    assert on_duty(town, "desk", london(2026, 6, 2, 10)).person == "amy"
    assert on_duty(town, "desk", london(2026, 6, 3, 10)).person == "priya"
    assert "You are on" in town.told("amy")
    assert "Amy Brown is on instead of you" in town.told("priya")
    [record] = town.records("PutOnByHand")
    assert (record.actor, record.subject) == ("lee", "rota:comms")
    town.types("lee", "/rota cover @priya for @amy 2 June")
    assert on_duty(town, "desk", london(2026, 6, 2, 10)).person == "priya"


def test_a_lead_fills_a_gap_that_nobody_was_planned_for(town):
    with town.store.write() as uow:
        left = Change(Kind.OVERRIDE, "desk", london(2026, 6, 2, 9), london(2026, 6, 2, 17), None)
        uow.rotas.enter("comms", left, "lee", uow.now())

    shown = town.types("lee", "/rota cover @priya for nobody 2 June")

    assert shown.title == "Priya Shah is on"
    assert on_duty(town, "desk", london(2026, 6, 2, 10)).person == "priya"
    assert "There is no gap in that time" in said(town.types("lee", "/rota cover @priya for nobody 2 June"))


def test_whoever_is_put_on_by_hand_must_be_fit_for_it(town):
    told = said(town.types("lee", "/rota cover @tom for @priya 2 June"))

    assert "Tom Reid is not on the list of approvers for @Fernshire, so nothing was changed." in told
    assert on_duty(town, "desk", london(2026, 6, 2, 10)).person == "priya"


def test_a_lead_finds_the_absences_of_one_person_by_name(town):
    town.enters("priya", WEEK)
    town.enters("amy", "/rota leave 2 July")

    form = town.types("lee", "/rota cancel @amy")

    assert [c.words for c in form.absences] == ["Amy Brown: Thursday 2 July 2026, 1 day"]
    assert len(town.types("lee", "/rota cancel").absences) == 2
    assert "There is nobody called “zed” here." in said(town.types("lee", "/rota cancel zed"))


@pytest.mark.parametrize("name", ["@zed", "zed", "<@UZED>", "prya"])
def test_somebody_nobody_knows_cannot_be_entered(town, name):
    told = said(town.types("lee", f"/rota sick {name} until Friday"))

    assert f"There is nobody called “{name}” here." in told
    assert ("Did you mean Priya Shah" in told) is (name == "prya")


def test_somebody_who_has_left_cannot_be_entered(town):
    town.stands("priya", Standing.LEFT)

    assert "There is nobody called “@priya” here." in said(town.types("lee", "/rota sick @priya today"))


def test_a_gap_whose_time_has_passed_says_that_nobody_had_it(town):
    town.enters("priya", "/rota leave 10 June")
    town.answers("lee", NO)
    while town.question("amy"):
        town.answers("amy", NO)
    while town.question("lee"):
        town.answers("lee", NO)
    before = len(town.told("lee"))
    town.clock.move(days=12)
    with town.store.write() as uow:
        uow.due.at(Work.SWEEP, "all", uow.now())

    town.runs()

    assert town.gap().title == "Over: nobody covers for Priya Shah: on call, Communications"
    assert town.requests() == []
    assert "Cover for Priya Shah is no longer needed" not in town.told("lee")[before:]


def test_whoever_has_a_bank_holiday_of_another_nation_is_not_asked_for_the_desk(town):
    """30 November is St Andrew’s Day, and no holiday in England."""
    town.stands("amy", nation="scotland")
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(nation="england", desk=("priya",)))

    town.enters("priya", "/rota leave 30 November 2026")

    with town.store.read() as uow:
        (desk,) = [r for r in uow.covers.of_absence("1") if r.seat == "desk"]
    assert [ask.person for ask in desk.asks] == ["lee"]
