"""/rota changes: what is ahead, and taking it back, so that the rota is exactly what it was (issue 4, points 1 and 3)."""

import pytest
from council import said
from rotas import comms_plan, london
from watch import Watch

from bot.core.cards import Action, ChangesCard, Notice
from bot.core.commands import ConfirmChange, EnterShift, Pressed, ProposeSwap
from bot.core.due import Work
from bot.core.forms import DoneForm
from bot.core.rota.changes import Change, Kind, Shift
from bot.core.rota.duty import Holder
from bot.core.rota.requests import RequestState
from bot.core.rota.schedule import spans
from bot.core.said_back import ChangeCheck
from bot.use_cases.rotas import in_force

JUNE = london(2026, 6, 3)


@pytest.fixture
def town(sqlite_store, clock):
    """Wednesday 3 June at ten: priya is at the desk this week, amy is on call; next week amy and priya, then lee."""
    clock.at = london(2026, 6, 3, 10, 0)
    return Watch(sqlite_store, clock)


def drawn(town, since=JUNE):
    with town.store.read() as uow:
        plan = uow.rotas.plan("comms")
        return spans(in_force(uow, plan, since, london(2026, 10, 1)), since, london(2026, 10, 1))


def listed(town, name="lee", words="/rota changes"):
    card = town.types(name, words)
    assert isinstance(card, ChangesCard), card
    return card.rows


def takes_back(town, name, number):
    """Presses the button, reads the page, says yes; the last page."""
    check = town.does(name, Pressed(Action.TAKE_BACK, about=number))
    assert isinstance(check, ChangeCheck), check
    done = town.does(name, ConfirmChange(check.about))
    assert isinstance(done, DoneForm), done
    town.runs()
    return done


def puts_on(town, words="/rota cover @priya for @amy 4 June"):
    town.types("lee", words)
    town.clock.move(minutes=1)


def swaps(town):
    """Amy gives her 4 June for Lee's 18 June."""
    one = f"amy|comms|on_call|{stamp(2026, 6, 4, 17)}|{stamp(2026, 6, 5, 9)}"
    other = f"lee|comms|on_call|{stamp(2026, 6, 18, 17)}|{stamp(2026, 6, 19, 9)}"
    town.does("amy", ProposeSwap(one, other))
    town.runs()
    town.answers("lee", Action.AGREE_SWAP, town.question("lee", "asks you to swap"))
    town.clock.move(minutes=1)


def stamp(*when):
    return int(london(*when).timestamp())


def adds_shift(town, person="priya", begins="Sat 6 June 10:00", ends="14:00"):
    check = town.does("lee", EnterShift("comms/desk", person, begins, ends))
    town.does("lee", ConfirmChange(check.about))
    town.clock.move(minutes=1)


def covers(town):
    """Amy is away on 5 June and somebody says yes; who it is."""
    town.enters("amy", "/rota leave 5 June")
    who = next(name for name in ("priya", "lee") if town.question(name))
    town.answers(who, Action.I_WILL_COVER)
    town.clock.move(minutes=1)
    return who


def plans(town):
    card = town.types("lee", "/rota plan")
    town.does("lee", Pressed(Action.ENTER_PLAN, about=card.about))
    town.clock.move(minutes=1)


def test_with_nothing_ahead_it_says_so(town):
    card = town.types("nia", "/rota changes")
    assert card.rows == ()
    assert "no swaps, cover, one-off shifts or changes by hand are ahead" in card.empty


def test_every_act_is_one_row_with_who_entered_it_the_soonest_first(town):
    puts_on(town)
    adds_shift(town)
    plans(town)
    rows = listed(town)
    assert [row.words.partition(":")[0] for row in rows] == [
        "Priya Shah instead of Amy Brown, on call",
        "One-off shift of Priya Shah, desk",
        rows[2].words,
    ]
    assert rows[2].words.startswith("A plan with ")
    assert rows[0].by == "Entered by Lee Ward on Wednesday 3 June 2026."


def test_a_swap_is_one_row(town):
    swaps(town)
    (row,) = listed(town)
    assert row.words == (
        "Swap: Lee Ward takes on call, Thu 4 Jun 17:00 to Fri 5 Jun 09:00; "
        "Amy Brown takes on call, Thu 18 Jun 17:00 to Fri 19 Jun 09:00."
    )
    assert row.by == "Agreed to by Lee Ward on Wednesday 3 June 2026."


@pytest.mark.parametrize("act", [puts_on, swaps, adds_shift, covers, plans], ids=lambda act: act.__name__)
def test_taking_it_back_restores_exactly_what_was_before_and_is_recorded(town, act):
    if act is covers:
        town.enters("amy", "/rota leave 5 June")
        before = drawn(town)
        who = next(name for name in ("priya", "lee") if town.question(name))
        town.answers(who, Action.I_WILL_COVER)
    else:
        before = drawn(town)
        act(town)
    assert drawn(town) != before
    (row,) = listed(town)
    done = takes_back(town, "lee", row.number)
    assert drawn(town) == before
    assert done.title == "It is taken back"
    assert listed(town) == ()
    (record,) = town.records("ChangeTakenBack")
    assert record.actor == "lee"
    assert town.broken() == []


def test_the_page_before_it_says_whose_turns_move_and_they_are_told(town):
    puts_on(town)
    (row,) = listed(town)
    check = town.does("lee", Pressed(Action.TAKE_BACK, about=row.number))
    assert "Amy Brown is on call:" in check.lines
    assert "Priya Shah is no longer on call:" in check.lines
    takes_back(town, "lee", row.number)
    title = "Your turns in Communications have moved"
    assert title in town.told("amy")
    assert title in town.told("priya")


def test_of_a_whole_plan_turns_are_counted_rather_than_listed(town):
    plans(town)
    (row,) = listed(town)
    done = takes_back(town, "lee", row.number)
    assert any(line.endswith("turns.") and " gains " in line for line in done.lines)
    assert len(done.lines) < 8


def test_whoever_entered_it_or_a_lead_may_and_nobody_else(town):
    with town.store.write() as uow:
        stretch = (london(2026, 6, 4, 17), london(2026, 6, 5, 9))
        uow.rotas.enter("comms", Change(Kind.OVERRIDE, "on_call", *stretch, "priya", "amy"), "priya", uow.now())
    actions = {name: listed(town, name)[0].actions for name in ("nia", "amy", "priya", "lee")}
    assert actions == {"nia": (), "amy": (), "priya": (Action.TAKE_BACK,), "lee": (Action.TAKE_BACK,)}
    number = listed(town)[0].number
    refused = town.does("amy", Pressed(Action.TAKE_BACK, about=number))
    assert "Only Priya Shah, or a communications lead, can take that back" in said(refused)
    assert isinstance(town.does("amy", ConfirmChange(f"back|{number}")), Notice)
    assert "access.take_back" in town.refusals()
    takes_back(town, "priya", number)


def test_either_of_the_two_may_take_a_swap_back_until_one_of_its_shifts_begins(town):
    swaps(town)
    assert listed(town, "priya")[0].actions == ()
    assert listed(town, "amy")[0].actions == listed(town, "lee")[0].actions == (Action.TAKE_BACK,)
    number = listed(town)[0].number
    town.clock.at = london(2026, 6, 4, 18)
    for name in ("amy", "lee"):
        shown = town.does(name, Pressed(Action.TAKE_BACK, about=number))
        assert "One of the two shifts of this swap has begun" in said(shown)
    town.clock.at = london(2026, 6, 6, 18)
    assert listed(town, "lee")[0].actions == ()


def test_the_question_about_a_swap_taken_back_says_that_it_is_over(town):
    swaps(town)
    takes_back(town, "amy", listed(town)[0].number)
    assert town.question("lee", "asked you to swap").title == "Over: Amy Brown asked you to swap a shift"


def test_cover_taken_back_is_sought_again_from_the_next_person(town):
    who = covers(town)
    takes_back(town, who, listed(town, who)[0].number)
    (request,) = town.requests()
    other = "lee" if who == "priya" else "priya"
    assert request.state is RequestState.SEEKING
    assert [ask.person for ask in request.asks] == [who, other]
    assert town.question(other) is not None
    assert town.question(who) is None


def test_of_what_is_under_way_only_the_rest_is_taken_back(town):
    puts_on(town, "/rota cover @priya for @amy 4 June")
    whole = drawn(town, london(2026, 6, 4))
    town.clock.at = london(2026, 6, 4, 20)
    takes_back(town, "lee", listed(town)[0].number)
    now = drawn(town, london(2026, 6, 4))
    before = [s for s in whole if s.end <= london(2026, 6, 4, 17)]
    assert before == [s for s in now if s.end <= london(2026, 6, 4, 17)]
    held = [
        (s.start, s.duty.person)
        for s in now
        if isinstance(s.duty, Holder) and s.seat == "on_call" and s.start >= london(2026, 6, 4, 17)
    ]
    assert held[:2] == [(london(2026, 6, 4, 17), "priya"), (london(2026, 6, 4, 20), "amy")]
    assert listed(town) == ()


def test_pressed_twice_it_is_taken_back_once(town):
    puts_on(town)
    number = listed(town)[0].number
    takes_back(town, "lee", number)
    for shown in (
        town.does("lee", Pressed(Action.TAKE_BACK, about=number)),
        town.does("lee", ConfirmChange(f"back|{number}")),
    ):
        assert "taken back already" in said(shown)
    assert len(town.records("ChangeTakenBack")) == 1


@pytest.mark.parametrize("about", ["", "x", "99", "-1", "9" * 40])
def test_a_button_of_nothing_that_is_there_does_nothing(town, about):
    assert isinstance(town.does("lee", Pressed(Action.TAKE_BACK, about=about)), Notice)
    assert isinstance(town.does("lee", ConfirmChange(f"back|{about}")), Notice)


def test_the_list_is_by_rota_and_by_page(town):
    with town.store.write() as uow:
        press = comms_plan()
        uow.rotas.put(type(press)("press", "Press", press.rota, desk="desk", on_call="on_call"))
        for n in range(14):
            start = london(2026, 6, 6, 6 + n)
            uow.rotas.enter("comms", Shift("desk", "amy", start, london(2026, 6, 6, 7 + n)), f"person{n}", uow.now())
        uow.rotas.enter("press", Shift("desk", "priya", start, london(2026, 6, 7)), "lee", uow.now())
    every = town.types("lee", "/rota changes")
    assert (len(every.rows), every.more, every.next_page) == (12, 3, "/rota changes 2")
    assert every.rows[0].words.startswith("Communications. One-off shift of Amy Brown, desk: ")
    assert len(town.types("lee", "/rota changes 2").rows) == 3
    assert [row.words[:6] for row in listed(town, words="/rota changes press")] == ["Press."]
    assert town.types("lee", "/rota changes comms").next_page == "/rota changes comms 2"
    assert "I do not know a rota called “prss”" in said(town.types("lee", "/rota changes prss"))


def test_from_who_is_on_a_button_leads_to_it(town):
    puts_on(town)
    (point,) = (each for each in town.types("amy", "/rota").points if Action.SEE_CHANGES in each.actions)
    assert len(town.does("amy", Pressed(Action.SEE_CHANGES, about=point.about)).rows) == 1


def test_nobody_is_told_twice_of_one_taking_back(town):
    puts_on(town)
    number = listed(town)[0].number
    check = town.does("lee", Pressed(Action.TAKE_BACK, about=number))
    town.does("lee", ConfirmChange(check.about))
    with town.store.read() as uow:
        assert (
            uow.due.body(Work.NOTIFY, f"taken-back:{number}:amy")["title"] == "Your turns in Communications have moved"
        )
    town.runs()
    assert town.told("amy").count("Your turns in Communications have moved") == 1


def test_somebody_put_on_by_hand_for_one_who_is_away_is_taken_off_and_cover_is_sought_again(town):
    town.enters("amy", "/rota leave 5 June")
    before = drawn(town)
    town.types("lee", "/rota cover @priya for @amy")
    town.runs()
    assert town.requests() == []
    takes_back(town, "lee", listed(town)[0].number)
    (request,) = town.requests()
    assert (request.person, request.covered_by, request.entry) == ("amy", None, None)
    assert drawn(town) == before
    town.answers("priya", Action.I_WILL_COVER)
    assert listed(town)[0].words.startswith("Priya Shah covers for Amy Brown, on call")


def test_an_absence_that_is_cancelled_takes_its_cover_with_it_so_nothing_is_left_to_take_back(town):
    covers(town)
    number = listed(town)[0].number
    town.cancels("amy", "1")
    assert listed(town) == ()
    assert "taken back already, or over" in said(town.does("lee", ConfirmChange(f"back|{number}")))


def test_what_stands_above_it_stays_and_it_says_that_nobodys_turns_move(town):
    adds_shift(town)
    with town.store.write() as uow:
        stretch = (london(2026, 6, 6, 9), london(2026, 6, 6, 18))
        uow.rotas.enter("comms", Change(Kind.OVERRIDE, "desk", *stretch, "lee"), "lee", uow.now())
    shift = next(row for row in listed(town) if row.words.startswith("One-off"))
    done = takes_back(town, "lee", shift.number)
    assert "Nobody’s turns move: something else stands above it." in done.lines
    saturday = [s for s in drawn(town) if s.seat == "desk" and s.start == london(2026, 6, 6, 9)]
    assert [(s.end, s.duty.person) for s in saturday] == [(london(2026, 6, 6, 18), "lee")]
