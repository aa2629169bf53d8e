"""/rota shift: a lead adds a shift once, in words, and sees it in full before it is saved (issue 4, point 1; S69)."""

import pytest
from council import said
from rotas import london
from watch import Watch

from bot.core.accounts import Role
from bot.core.cards import Action, Notice
from bot.core.commands import ConfirmChange, EnterShift, Pressed
from bot.core.forms import DoneForm, Field, FormErrors, ShiftForm
from bot.core.people import Standing
from bot.core.rota.changes import Change, Kind
from bot.core.said_back import ChangeCheck
from bot.use_cases.rotas import on_duty


@pytest.fixture
def town(sqlite_store, clock):
    """Wednesday 3 June at ten: priya is at the desk this week, amy is on call; next week amy and priya."""
    clock.at = london(2026, 6, 3, 10, 0)
    return Watch(sqlite_store, clock)


def hands_in(town, who="lee", seat="comms/desk", person="priya", begins="Sat 6 June 10:00", ends="14:00"):
    return town.does(who, EnterShift(seat, person, begins, ends))


def enters(town, **form):
    check = hands_in(town, **form)
    assert isinstance(check, ChangeCheck), check
    done = town.does("lee", ConfirmChange(check.about))
    assert isinstance(done, DoneForm), done
    town.runs()
    return done


def on(town, seat, at):
    with town.store.read() as uow:
        return getattr(on_duty(uow, uow.rotas.plan("comms"), at)[seat].duty, "person", None)


def test_the_form_offers_every_seat_and_who_takes_turns_first(town):
    form = town.types("lee", "/rota shift")
    assert isinstance(form, ShiftForm)
    assert [choice.words for choice in form.seats] == ["Communications: desk", "Communications: on call"]
    assert [choice.words for choice in form.people] == ["Amy Brown", "Lee Ward", "Priya Shah", "Tom Reid"]


def test_the_button_on_who_is_on_opens_it_for_leads_only(town):
    (point,) = (each for each in town.types("lee", "/rota").points if Action.ADD_SHIFT in each.actions)
    assert isinstance(town.does("lee", Pressed(Action.ADD_SHIFT, about=point.about)), ShiftForm)
    assert not any(Action.ADD_SHIFT in each.actions for each in town.types("amy", "/rota").points)
    assert "Only a communications lead" in said(town.does("amy", Pressed(Action.ADD_SHIFT, about=point.about)))


@pytest.mark.parametrize(
    ("words", "filled"),
    [
        ("@amy on call Sat 6 June 18:00 to Sun 09:00", ("comms/on_call", "amy", "Sat 6 June 18:00", "Sun 09:00")),
        ("comms Priya Shah desk tomorrow 9am to 1pm", ("comms/desk", "priya", "tomorrow 9am", "1pm")),
        ("amy", ("", "amy", "", "")),
        ("somebody at some time", ("", "", "somebody at some time", "")),
    ],
)
def test_words_after_it_fill_the_form_in(town, words, filled):
    form = town.types("lee", f"/rota shift {words}")
    assert (form.seat, form.person, form.begins, form.ends) == filled


def test_it_is_said_back_in_full_entered_recorded_and_the_person_is_told(town):
    check = hands_in(town)
    assert check.title == "A one-off shift: Priya Shah is"
    assert check.words == "at the desk in Communications, Saturday 6 June 2026 10:00 to 14:00"
    assert on(town, "desk", london(2026, 6, 6, 11)) is None

    done = enters(town)
    assert said(done).startswith("The shift is entered Priya Shah is at the desk in Communications, Saturday 6 June")
    assert on(town, "desk", london(2026, 6, 6, 11)) == "priya"
    assert on(town, "desk", london(2026, 6, 6, 14)) is None
    (record,) = town.records("ShiftEntered")
    assert (record.actor, record.body["person"], record.body["seat"]) == ("lee", "priya", "desk")
    assert "Your turns in Communications have moved" in town.told("priya")


def test_whoever_would_be_on_is_named_and_told(town):
    town.clock.at = london(2026, 6, 3, 10, 0)
    check = hands_in(town, seat="comms/on_call", person="priya", begins="Sat 6 June 18:00", ends="Sunday 9am")
    assert "Amy Brown is no longer on call:" in check.lines
    enters(town, seat="comms/on_call", person="priya", begins="Sat 6 June 18:00", ends="Sunday 9am")
    assert on(town, "on_call", london(2026, 6, 7, 8)) == "priya"
    assert on(town, "on_call", london(2026, 6, 7, 9)) == "amy"
    assert "Your turns in Communications have moved" in town.told("amy")
    assert "Your turns in Communications have moved" in town.told("priya")


def refusal(town, **form):
    shown = hands_in(town, **form)
    assert isinstance(shown, FormErrors), shown
    return shown.at[Field.PERSON]


def test_whoever_may_not_is_refused_with_who_could(town):
    """On duty already, untrained, not on a list, away, not rested, suspended: each with its sentence."""
    in_the_night = {"seat": "comms/on_call", "begins": "Sat 6 June 18:00", "ends": "Sun 9am"}
    assert (
        refusal(town, person="amy", **in_the_night)
        == "Amy Brown is on duty already. Who could: Lee Ward and Priya Shah."
    )
    town.stands("priya", trained_until=None)
    assert refusal(town, person="priya", **in_the_night).startswith("Priya Shah has no training that lasts until then.")
    assert refusal(town, person="tom", **in_the_night).startswith("Tom Reid is not on the list of approvers for @")
    town.enters("lee", "/rota leave 6 June")
    assert refusal(town, person="lee", **in_the_night) == "Lee Ward is away. Nobody else could take it either."
    town.stands("lee", Standing.ACTIVE, lead=True)
    town.stands("amy", Standing.SUSPENDED)
    assert refusal(town, person="amy").startswith("Amy Brown may not act at present.")
    assert {"shift.on_duty", "shift.not_trained", "shift.not_on_list", "shift.away", "shift.gone"} <= set(
        town.refusals()
    )
    assert town.records("ShiftEntered") == []


def test_a_shift_that_leaves_no_rest_is_refused(town):
    """Priya has the desk at nine on Thursday."""
    words = refusal(town, person="priya", begins="Wed 3 June 19:00", ends="Thursday 5am")
    assert words.startswith("Priya Shah would not get the rest that is due.")


def test_a_shift_below_a_change_by_hand_would_change_nothing_and_is_refused(town):
    with town.store.write() as uow:
        stretch = (london(2026, 6, 6, 18), london(2026, 6, 7, 9))
        uow.rotas.enter("comms", Change(Kind.OVERRIDE, "on_call", *stretch, "lee"), "lee", uow.now())
    words = refusal(town, seat="comms/on_call", person="priya", begins="Sat 6 June 20:00", ends="23:00")
    assert words.startswith("Lee Ward is on Sat 6 Jun 20:00 to 23:00 by a change made by hand, a swap or cover")


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"begins": "soon"}, Field.BEGINS),
        ({"ends": "later"}, Field.ENDS),
        ({"ends": "2 June 10:00"}, Field.ENDS),
        ({"ends": "10 August"}, Field.ENDS),
        ({"person": "nobody"}, Field.PERSON),
        ({"seat": "press/desk"}, Field.SEAT),
        ({"seat": "comms/night"}, Field.SEAT),
    ],
)
def test_what_cannot_be_used_is_told_at_its_field_and_nothing_is_saved(town, form, field):
    shown = hands_in(town, **form)
    assert isinstance(shown, FormErrors)
    assert set(shown.at) == {field}
    assert town.records("ShiftEntered") == []


def test_only_a_lead_may_even_with_a_page_made_by_one(town):
    check = hands_in(town)
    for shown in (
        town.types("amy", "/rota shift"),
        hands_in(town, who="amy"),
        town.does("amy", ConfirmChange(check.about)),
    ):
        assert isinstance(shown, Notice)
        assert "Only a communications lead" in said(shown)
    assert [record.actor for record in town.records("ShiftRefused")] == ["amy"] * 3
    assert town.records("ShiftEntered") == []


@pytest.mark.parametrize("about", ["shift", "shift|a|b|c|1|2", "shift|comms|desk|amy|x|y", "shift|comms|desk|amy|2|1"])
def test_a_page_of_nothing_that_is_there_does_nothing(town, about):
    assert isinstance(town.does("lee", ConfirmChange(about)), Notice)
    assert town.records("ShiftEntered") == []


def test_what_has_changed_between_the_page_and_the_yes_counts(town):
    check = hands_in(town, seat="comms/on_call", person="priya", begins="Sat 6 June 18:00", ends="Sunday 9am")
    town.revokes("priya", "fernshire", Role.APPROVE)
    shown = town.does("lee", ConfirmChange(check.about))
    assert "Priya Shah is not on the list" in said(shown)
    assert town.records("ShiftEntered") == []


def test_a_shift_over_somebody_who_is_away_ends_the_search_for_cover(town):
    town.enters("lee", "/rota sick @amy 6 June")
    assert town.requests()
    enters(town, seat="comms/on_call", person="priya", begins="6 June 00:00", ends="24:00")
    assert town.requests() == []
