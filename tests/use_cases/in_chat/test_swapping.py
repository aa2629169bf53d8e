"""Swapping shifts with the consent of both, and no worse cover than before (issue 4, S69)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from council import said
from rotas import london
from watch import Watch

from bot.core.accounts import Role
from bot.core.cards import Action, Notice
from bot.core.commands import Pressed, ProposeSwap
from bot.core.due import Work
from bot.core.forms import Choice, DoneForm, FormErrors, SwapForm
from bot.core.people import Standing
from bot.use_cases.rotas import on_duty

AGREE, DECLINE = Action.AGREE_SWAP, Action.DECLINE_SWAP
DAY = timedelta(days=1)


@pytest.fixture
def town(sqlite_store, clock):
    """Monday 1 June 2026, 13:00 in London; amy is on call this week, priya next week, lee after that."""
    return Watch(sqlite_store, clock)


def holder(town, *when, seat="on_call"):
    with town.store.read() as uow:
        return on_duty(uow, uow.rotas.plan("comms"), london(*when))[seat].duty.person


def choice(choices, words):
    return next(c.value for c in choices if words in c.words)


def proposes(town, name="amy", mine="Tue 2 Jun 17:00", theirs="Priya Shah: on call, Tue 9 Jun 17:00"):
    form = town.types(name, "/rota swap")
    shown = town.does(name, ProposeSwap(choice(form.mine, mine), choice(form.theirs, theirs)))
    town.runs()
    return shown


def test_the_form_offers_ones_own_shifts_ahead_and_those_of_others(town):
    form = town.types("amy", "/rota swap")

    assert isinstance(form, SwapForm)
    assert form.mine[0].words == "Amy Brown: on call, Mon 1 Jun 17:00 to Tue 2 Jun 09:00"
    assert all("Amy Brown" not in other.words for other in form.theirs)
    assert {c.words.split(":")[0] for c in form.theirs} == {"Priya Shah", "Lee Ward"}


def test_words_fill_the_form_in(town):
    form = town.types("amy", "/rota swap 2 June with @priya on 9 June")

    assert form.my_choice == choice(form.mine, "on call, Tue 2 Jun 17:00")
    assert form.their_choice == choice(form.theirs, "Priya Shah: on call, Tue 9 Jun 17:00")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2 June", "I read that as no swap I know."),
        ("2 June with nobody 9 June", "I read that as no swap I know."),
        ("whenever with @priya 9 June", "I could not read “whenever” as a day."),
        ("20 June with @priya 9 June", "No shift begins in that time (“20 June”)."),
        ("2 to 4 June with @priya 9 June", "More than one shift begins in that time"),
    ],
)
def test_words_that_name_no_two_shifts_are_refused(town, words, told):
    assert told in said(town.types("amy", f"/rota swap {words}"))


def test_nobody_without_a_shift_can_swap_one(town):
    assert town.types("nia", "/rota swap") == Notice(
        "Nothing to swap", ("You hold no shift in the next eight weeks. /rota shows who is on.",)
    )


def test_both_agree_and_both_shifts_change_hands(town):
    asked = proposes(town)
    assert isinstance(asked, DoneForm)
    assert holder(town, 2026, 6, 2, 20) == "amy"

    shown = town.answers("priya", AGREE, town.question("priya", "asks you to swap"))

    assert said(shown).startswith("It is swapped")
    assert (holder(town, 2026, 6, 2, 20), holder(town, 2026, 6, 9, 20)) == ("priya", "amy")
    assert (holder(town, 2026, 6, 3, 20), holder(town, 2026, 6, 10, 20)) == ("amy", "priya")
    assert "Priya Shah agrees to the swap" in town.told("amy")
    assert town.question("priya", "You have swapped with Amy Brown").actions == ()


def test_declined_nothing_changes_and_whoever_asked_is_told(town):
    proposes(town)

    town.answers("priya", DECLINE, town.question("priya", "asks you to swap"))

    assert (holder(town, 2026, 6, 2, 20), holder(town, 2026, 6, 9, 20)) == ("amy", "priya")
    assert "Priya Shah cannot do the swap" in town.told("amy")
    assert town.question("priya", "You keep your shift").actions == ()


def test_only_whoever_was_asked_may_answer(town):
    proposes(town)
    card = town.question("priya", "asks you to swap")

    assert "Only Priya Shah can answer that." in said(town.answers("lee", AGREE, card))
    assert holder(town, 2026, 6, 2, 20) == "amy"


def test_a_second_answer_changes_nothing(town):
    proposes(town)
    card = town.question("priya", "asks you to swap")
    town.answers("priya", AGREE, card)

    assert "You have swapped with Amy Brown, so nothing was changed." in said(town.answers("priya", DECLINE, card))
    assert len(town.records("SwapAgreed")) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda town: town.stands("priya", trained_until=None), "Priya Shah has no training that lasts until then"),
        (lambda town: town.enters("priya", "/rota leave 2 June"), "Priya Shah is away"),
        (
            lambda town: town.revokes("priya", "fernshire", Role.APPROVE),
            "is not on the list of approvers for @Fernshire",
        ),
        (lambda town: town.stands("priya", Standing.SUSPENDED), "no longer holds Priya Shah: on call"),
    ],
)
def test_a_swap_that_would_make_cover_worse_is_refused_with_the_reason(town, change, told):
    form = town.types("amy", "/rota swap")
    mine, theirs = choice(form.mine, "Tue 2 Jun 17:00"), choice(form.theirs, "Priya Shah: on call, Tue 9 Jun 17:00")
    change(town)

    shown = town.does("amy", ProposeSwap(mine, theirs))

    assert isinstance(shown, FormErrors)
    assert told in said(shown)
    with town.store.read() as uow:
        assert uow.swaps.proposed() == []


def test_what_has_changed_since_it_was_proposed_is_looked_at_again(town):
    proposes(town)
    card = town.question("priya", "asks you to swap")
    town.stands("amy", trained_until=None)

    assert "Amy Brown has no training that lasts until then" in said(town.answers("priya", AGREE, card))
    assert (holder(town, 2026, 6, 2, 20), holder(town, 2026, 6, 9, 20)) == ("amy", "priya")


def test_a_shift_that_has_begun_is_no_longer_swapped(town):
    proposes(town)
    card = town.question("priya", "asks you to swap")
    town.clock.move(days=2)

    assert "has begun already" in said(town.answers("priya", AGREE, card))


def test_a_shift_that_has_moved_meanwhile_is_no_longer_swapped(town):
    proposes(town)
    proposes(town, theirs="Lee Ward: on call, Mon 15 Jun 17:00")
    town.answers("lee", AGREE, town.question("lee", "asks you to swap"))

    shown = town.answers("priya", AGREE, town.question("priya", "asks you to swap"))

    assert "Amy Brown no longer holds" in said(shown)
    assert holder(town, 2026, 6, 9, 20) == "priya"


def test_two_shifts_at_the_same_time_on_different_seats_may_be_swapped(town):
    """Each gives away what would stand in the way."""
    proposes(town, "amy", "desk, Mon 8 Jun 09:00", "Priya Shah: on call, Mon 8 Jun 17:00")

    town.answers("priya", AGREE, town.question("priya", "asks you to swap"))

    assert holder(town, 2026, 6, 8, 12, seat="desk") == "priya"
    assert holder(town, 2026, 6, 8, 20) == "amy"


@pytest.mark.parametrize(
    "values", [("", ""), ("amy", "priya"), ("a|b|c|1|x", "a|b|c|2|1"), ("amy|comms|desk|9|1", "x|y|z|1|2|3")]
)
def test_a_choice_this_version_did_not_offer_is_refused_at_the_field(town, values):
    shown = town.does("amy", ProposeSwap(*values))

    assert shown == FormErrors({"mine": "Choose one of your own shifts, and one of somebody else’s."})


def test_somebody_elses_shift_cannot_be_given_away(town):
    form = town.types("amy", "/rota swap")

    assert isinstance(town.does("lee", ProposeSwap(form.mine[0].value, form.theirs[0].value)), FormErrors)
    assert town.requests() == []


def test_an_unknown_swap_is_refused_in_words(town):
    for about in ("swap:99:priya", "swap", "cover:1:x", "swap:x:priya", ""):
        assert "older version" in said(town.does("priya", Pressed(AGREE, about=about)))


def test_no_shift_is_offered_cut_off_where_the_list_ends(town):
    town.clock.move(hours=9)
    form = town.types("amy", "/rota swap")

    assert form.theirs[-1].words == "Priya Shah: desk, Mon 27 Jul 09:00 to 17:00"


def test_values_fit_into_a_menu(town):
    form = town.types("amy", "/rota swap")

    assert all(isinstance(c, Choice) and len(c.value) <= 150 for c in (*form.mine, *form.theirs))
    assert replace(form, my_choice=form.mine[0].value) != form


def test_a_swap_nobody_has_answered_is_over_once_a_shift_has_begun(town):
    proposes(town)
    town.clock.move(days=2)
    with town.store.write() as uow:
        uow.due.at(Work.SWEEP, "all", uow.now())

    town.runs()

    assert town.question("priya", "Over: Amy Brown asked you to swap a shift").actions == ()
    with town.store.read() as uow:
        assert uow.swaps.proposed() == []
