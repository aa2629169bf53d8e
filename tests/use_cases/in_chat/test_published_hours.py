"""Published hours (S72): shown, changed by those who may, checked, drafted as a tweet, questioned when the desk changes."""

from dataclasses import replace

import pytest
from council import Council, said
from rotas import OFFICE, comms_plan, london

from bot.core.accounts import Kind, Role
from bot.core.cards import Action, AskCard, Notice
from bot.core.commands import Pressed, SetHours
from bot.core.forms import DraftForm, Field, FormErrors, HoursForm, PreviewForm
from bot.core.organisation import Unsaid
from bot.use_cases.organisation import apply, present
from bot.use_cases.published_hours import notes_on

WORDS = "We read this account Monday to Friday, 9am to 5pm. In an emergency call 999."


@pytest.fixture
def town(sqlite_store, clock):
    clock.at = london(2026, 6, 3, 10, 0)
    town = Council(sqlite_store, clock)
    with town.store.write() as uow:
        uow.rotas.put(comms_plan())
    return town


def hours(town, account="fernshire"):
    with town.store.read() as uow:
        return uow.accounts.get(account).hours


def saves(town, name, words=WORDS, account="Fernshire"):
    return town.does(name, SetHours(account, words))


def presses(town, name, action, account="Fernshire"):
    return town.does(name, Pressed(action, about=account))


def opens_later(town):
    """The desk opens at eight from now on."""
    plan = comms_plan()
    seat, on_call = plan.rota.seats
    window = replace(OFFICE[0], start=OFFICE[0].start.replace(hour=8))
    with town.store.write() as uow:
        uow.rotas.put(replace(plan, rota=replace(plan.rota, seats=(replace(seat, required=(window,)), on_call))))


def test_the_rota_proposes_a_sentence_and_an_approver_saves_it(town):
    form = presses(town, "amy", Action.CHANGE_HOURS)
    assert form == HoursForm("Fernshire", WORDS, ("This sentence comes from the rota. Change it as you like.",))

    card = saves(town, "amy", form.words)

    assert isinstance(card, AskCard)
    assert card.title == "The hours of @Fernshire are saved"
    assert card.lines[0] == "This publishes nothing by itself: draft it as a tweet, and it goes through review."
    assert f"What we tell the public: “{WORDS}”" in card.lines
    assert hours(town).words == WORDS
    (record,) = town.records("HoursSet")
    assert (record.actor, record.subject) == ("amy", "account:fernshire")
    assert record.body == {"words": WORDS, "desk": "Monday to Friday, 9am to 5pm", "rules": []}


def test_the_card_says_what_is_published_what_the_rota_says_and_how_to_pin_it_by_hand(town):
    saves(town, "amy", "We look in on weekdays. In an emergency call 999.")
    town.clock.move(days=2)
    told = said(town.types("priya", "/account hours @Fernshire"))
    assert "Saved by Amy Brown on Wed 3 Jun at 10:00." in told
    assert "What we tell the public: “We look in on weekdays. In an emergency call 999.”" in told
    assert "By the rota Communications its desk is open Monday to Friday, 9am to 5pm." in told
    assert f"From it one might publish: “{WORDS}”" in told
    assert "pin it by hand once it is published: sign in to X as @Fernshire" in told


def test_everybody_may_look_and_is_offered_only_what_they_may_do(town):
    saves(town, "amy")
    assert {name: presses(town, name, Action.HOURS).actions for name in ("amy", "lee", "tom", "priya", "nia")} == {
        "amy": (Action.CHANGE_HOURS,),
        "lee": (Action.CHANGE_HOURS,),
        "tom": (Action.PITCH_HOURS,),
        "priya": (Action.CHANGE_HOURS, Action.PITCH_HOURS),
        "nia": (),
    }


def test_whoever_may_not_change_them_is_refused_where_it_is_carried_out_and_that_is_recorded(town):
    for shown in (saves(town, "tom"), presses(town, "tom", Action.CHANGE_HOURS)):
        assert isinstance(shown, Notice)
        assert "Only people who may approve for @Fernshire, its owner or a communications lead" in said(shown)
    assert hours(town).words == ""
    assert town.refusals() == ["access.hours", "access.hours"]


def test_the_owner_of_an_account_may_change_them(town):
    town.sets("fernshire", owner="nia")
    assert isinstance(saves(town, "nia"), AskCard)


def test_nobody_publishes_hours_of_a_personal_account(town):
    town.sets("fernshire", kind=Kind.PERSONAL)
    assert "is a personal account" in said(saves(town, "lee"))
    assert hours(town).words == ""


def test_words_that_could_not_go_out_as_a_tweet_are_not_kept(town):
    too_long = saves(town, "amy", "We read this account. " * 20)
    secret = saves(town, "amy", "We read this account. Password: Xk9!vq22Lm")
    assert isinstance(too_long, FormErrors)
    assert isinstance(secret, FormErrors)
    assert set(too_long.at) == set(secret.at) == {Field.WORDS}
    assert hours(town).words == ""


def test_what_the_checks_would_like_to_have_changed_is_said_on_the_card(town):
    card = saves(town, "amy", "We read this account on weekdays, all hours at fernshire-news.biz/hours")
    assert any(line.startswith("The checks say: ") for line in card.lines), card.lines
    assert hours(town).words
    (record,) = town.records("HoursSet")
    assert record.body["rules"]


def test_hours_are_taken_back_by_leaving_the_field_empty(town):
    saves(town, "amy")
    card = saves(town, "amy", "  ")
    assert "Nothing tells the public yet when this account is read." in card.lines
    assert hours(town) == replace(hours(town), words="", desk="")


def test_they_are_shown_with_who_is_on_who_can_approve_and_who_may_act(town):
    saves(town, "amy")
    saves(town, "amy", account="FernshireRoads")
    assert f"Published hours of @Fernshire and @FernshireRoads: “{WORDS}”" in said(town.types("tom", "/rota"))
    for command in ("/rota who @fernshire", "/account who @fernshire"):
        assert f"Published hours: “{WORDS}”" in said(town.types("tom", command)), command


def test_drafting_them_as_a_tweet_opens_the_form_filled_in_and_goes_through_review(town):
    saves(town, "amy")
    form = presses(town, "tom", Action.PITCH_HOURS)
    assert isinstance(form, DraftForm)
    assert (form.account, form.text) == ("fernshire", WORDS)
    assert "Countersign cannot do that, because X offers programs no way to pin." in form.hint

    preview = town.saves("tom", form.text, account=form.account)
    assert isinstance(preview, PreviewForm)
    assert preview.may_send


def test_whoever_may_not_pitch_is_refused_the_draft(town):
    saves(town, "amy")
    assert "not on the list of people who may pitch for @Fernshire" in said(presses(town, "amy", Action.PITCH_HOURS))
    town.revokes("tom", "fernshire", Role.PITCH)
    assert "not on the list" in said(presses(town, "tom", Action.PITCH_HOURS))


def test_there_is_nothing_to_draft_once_they_were_taken_back(town):
    assert "has no published hours now" in said(presses(town, "tom", Action.PITCH_HOURS))


def test_an_unknown_account_is_answered_with_the_nearest(town):
    for shown in (
        town.types("tom", "/account hours @fernshir"),
        presses(town, "amy", Action.CHANGE_HOURS, "fernshir"),
        presses(town, "tom", Action.PITCH_HOURS, "fernshir"),
    ):
        assert "Did you mean" in said(shown)


def test_the_card_asks_to_look_again_once_the_desk_has_changed_and_is_quiet_after_saving(town):
    saves(town, "amy")
    opens_later(town)
    asked = (
        "When these words were saved the desk was open Monday to Friday, 9am to 5pm; now it is Monday to Friday, 8am"
    )
    for command in ("/account hours @fernshire", "/account who @fernshire"):
        assert asked in said(town.types("amy", command)), command
    form = presses(town, "amy", Action.CHANGE_HOURS)
    assert any(asked in line for line in form.lines)

    saves(town, "amy", form.words)
    assert asked not in said(town.types("amy", "/account hours @fernshire"))


def test_a_file_that_is_silent_keeps_what_was_set_in_chat_and_one_that_speaks_replaces_it(town):
    saves(town, "amy")
    with town.store.read() as uow:
        whole = present(uow)
    unset = replace(whole, accounts=tuple(replace(a, hours=type(a.hours)()) for a in whole.accounts))
    said_nothing = Unsaid(hours=frozenset(a.id for a in whole.accounts))

    apply(town.store, unset, said_nothing, source="", by="test")
    assert hours(town).words == WORDS
    done = apply(town.store, unset, Unsaid(), source="", by="test")
    assert hours(town).words == ""
    assert [str(change) for change in done.changes] == [f"~ account @Fernshire: hours {WORDS} → none"]


def test_a_file_with_new_hours_is_checked_and_one_with_another_desk_is_told(town):
    saves(town, "amy")
    with town.store.read() as uow:
        whole = present(uow)
    assert notes_on(town.tools, whole, Unsaid()).lines == ()

    opens_later(town)
    with town.store.read() as uow:
        moved = present(uow)
    (line,) = notes_on(town.tools, moved, Unsaid()).lines
    assert line.startswith("@Fernshire: When these words were saved the desk was open")

    secret = replace(whole.accounts[0].hours, words="We read this. Password: Xk9!vq22Lm")
    bad = replace(whole, accounts=(replace(whole.accounts[0], hours=secret), *whole.accounts[1:]))
    notes = notes_on(town.tools, bad, Unsaid())
    assert notes.blocked
    assert "Hours of @Fernshire: " in notes.lines[0]
