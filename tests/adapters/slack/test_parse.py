"""Payloads as commands; whatever cannot be read is a value that says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.slack import parse, parse_form, render_form, tags
from bot.adapters.slack.parse import Unreadable
from bot.core.cards import Action
from bot.core.commands import (
    CancelAbsence,
    ChooseReach,
    ConfirmAbsence,
    ConfirmChange,
    EnterAbsence,
    EnterShift,
    Pressed,
    ProposeSwap,
    SetHours,
)
from bot.core.disclaimer_forms import Offered, OwnAccountForm, RegisterOwn
from bot.core.forms import AbsenceForm, CancelForm, Choice, HoursForm, ReachForm, ShiftForm, SwapForm
from bot.core.ids import DraftId
from bot.core.press_forms import LiftForm, LiftPress, PressForm, TellOfPress
from bot.core.release_forms import KeepRelease, ReleaseForm
from bot.core.said_back import AbsenceCheck, ChangeCheck

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(st.sampled_from(Action), st.integers(0, 2**53), st.integers(0, 999), st.none() | st.integers(0, 99))
def test_a_button_comes_back_as_it_was_drawn(action, draft, revision, suggestion):
    tag = tags.Tag(DraftId(draft), revision, suggestion)
    button = {"action_id": tags.action_id(action, "w3"), "value": tags.write(tag)}
    assert parse.pressed({"actions": [button]}) == Pressed(action, DraftId(draft), revision, suggestion)
    assert len(tags.write(tag)) <= 100


@given(st.sampled_from(Action), st.text(min_size=1, max_size=tags.ABOUT))
def test_a_button_of_a_question_comes_back_with_what_it_is_about(action, about):
    button = {"action_id": tags.action_id(action), "value": tags.write(tags.Tag(about=about))}
    assert parse.pressed({"actions": [button]}) == Pressed(action, about=about)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"v":2,"d":1}',
        '{"v":1,"d":"1"}',
        '{"v":1,"d":-1}',
        '{"v":1,"d":true}',
        '{"v":1,"a":7}',
        '{"v":1,"a":"' + "x" * 301 + '"}',
        "{" * 9000,
        "[" * 90_000,
        None,
        7,
    ],
)
def test_a_tag_nobody_here_wrote_is_refused_in_words(value):
    assert parse.pressed({"actions": [{"action_id": "approve", "value": value}]}) == Unreadable()


@given(JSON)
def test_no_payload_is_an_exception(payload):
    body = payload if isinstance(payload, dict) else {"view": payload, "actions": payload, "message": payload}
    for read in (parse.pressed, parse.typed, parse.shortcut, parse_form.handed_in, parse_form.files, parse_form.fields):
        read(body)
    parse.who(body, "T1")
    parse.teams(body)


@given(
    st.dictionaries(st.sampled_from(["account", "text", "when", "alt.x", "pictures", "urgent", "kept_pictures"]), JSON)
)
@pytest.mark.parametrize("name", list(tags.FormName))
def test_no_state_of_a_form_is_an_exception(name, values):
    for metadata in ('{"v":1,"d":1,"r":1}', '{"v":1}', "x"):
        view = {"callback_id": name, "private_metadata": metadata, "state": {"values": values}}
        parse_form.handed_in({"view": view})
        parse_form.files({"view": view})


@pytest.mark.parametrize(
    ("markup", "typed"),
    [
        ("a &amp; b &lt;3", "a & b <3"),
        ("see <https://a.example/x|a.example/x> now", "see a.example/x now"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("<#C1|comms> <!here>", "comms here"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_a_message_is_read_as_its_writer_saw_it(markup, typed):
    assert parse.as_typed(markup) == typed


def handed_in(form, chosen=(), typed=()):
    """A form of /rota filled in: choices and words by field."""
    view = render_form.form_view(form)
    values = {name: {name: {"selected_option": {"value": value}}} for name, value in chosen}
    values |= {name: {name: {"value": value}} for name, value in typed}
    return parse_form.handed_in({"view": {**view, "state": {"values": values}}})


def test_the_form_of_published_hours_comes_back_with_its_account():
    assert handed_in(HoursForm("Fernshire", "Old"), (), [("words", "Weekdays")]) == SetHours("Fernshire", "Weekdays")
    assert handed_in(HoursForm("Fernshire", "Old")) == SetHours("Fernshire", "")


def test_the_form_of_a_journalists_question_comes_back_with_its_draft_and_what_was_typed():
    """S40: who asked is personal, and stands in no log."""
    typed = [
        ("journalist", "Ida Marsh"),
        ("outlet", "Wealdmere Gazette"),
        ("handle", "@idamarsh"),
        ("contacted", "today 9.30"),
        ("asked", "Is the pool closing?"),
    ]
    given = handed_in(PressForm(("Please wait.",), 7, "Fernshire", "Words"), [("how", "phone")], typed)
    assert given == TellOfPress(
        "", "Ida Marsh", "Wealdmere Gazette", "@idamarsh", "today 9.30", "phone", "Is the pool closing?", "", draft=7
    )
    assert not any(words in repr(given) for words in ("Ida", "Gazette", "idamarsh", "pool"))
    address = "https://x.com/fernshire/status/7"
    assert handed_in(PressForm(()), (), [("target", address)]).address == address
    assert handed_in(LiftForm("Why?", (), "press:3"), (), [("reason", "Answered")]) == LiftPress("press:3", "Answered")


def test_the_form_of_a_press_release_comes_back_with_its_number():
    """S55."""
    typed = [("title", "Homes"), ("text", "2,987 homes"), ("address", "https://x.example"), ("contact", "Press desk")]
    kept = handed_in(ReleaseForm("Europe/London", "7"), (), typed)
    assert kept == KeepRelease("7", "Homes", "2,987 homes", "https://x.example", None, "Press desk")


def test_the_form_of_an_account_of_ones_own_comes_back_with_what_was_ticked():
    """S46: whose it is stands in no log."""
    offered = (Offered("council", "Fernshire", "My own views."), Offered("police", "Wealdmere", "My own views."))
    view = render_form.form_view(OwnAccountForm(offered))
    values = {
        "handle": {"handle": {"value": "@samreads"}},
        "ways": {"ways": {"selected_option": {"value": "police"}}},
        "carries": {"carries": {"selected_options": [{"value": "carries"}]}},
    }
    given = parse_form.handed_in({"view": {**view, "state": {"values": values}}})
    assert given == RegisterOwn("@samreads", "police", carries=True)
    assert "samreads" not in repr(given)
    assert handed_in(OwnAccountForm(offered[:1]), (), [("handle", "x")]) == RegisterOwn("x", "", carries=False)


def test_the_form_of_how_one_is_called_comes_back_with_what_was_typed():
    form = ReachForm((Choice("email", "E-mail"), Choice("webhook", "Gateway")), "email", by_mail=True, by_gateway=True)
    typed = [("address", " ann@home.example "), ("target", "ann-nights")]
    assert handed_in(form, [("ways", "webhook")], typed) == ChooseReach("webhook", "ann@home.example", "ann-nights")
    assert "ann" not in repr(ChooseReach("webhook", "ann@home.example", "ann-nights"))


def test_the_forms_of_the_rota_come_back_as_commands():
    choices = (Choice("priya.shah", "Priya Shah"),)
    assert handed_in(AbsenceForm(choices), [("person", "priya.shah")], [("days", "Mon-Wed")]) == EnterAbsence(
        "priya.shah", "Mon-Wed"
    )
    assert handed_in(AbsenceForm(), (), [("days", "today")]) == EnterAbsence("", "today")
    assert handed_in(AbsenceCheck("", "", (), "priya.shah|1|2")) == ConfirmAbsence("priya.shah|1|2")
    assert handed_in(CancelForm(choices), [("absence", "7")]) == CancelAbsence("7")
    assert handed_in(SwapForm(choices, choices), [("mine", "a"), ("theirs", "b")]) == ProposeSwap("a", "b")
    times = [("begins", "Sat 18:00"), ("ends", "22:00")]
    shift = handed_in(ShiftForm(choices, choices), [("seat", "comms/desk"), ("person", "tom.bright")], times)
    assert shift == EnterShift("comms/desk", "tom.bright", "Sat 18:00", "22:00")
    assert handed_in(ChangeCheck("", "", (), "back|7", "Take it back")) == ConfirmChange("back|7")
