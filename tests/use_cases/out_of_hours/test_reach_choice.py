"""Choosing in chat how one is called, and the button that really sends a test and says what took it (D6)."""

import contextlib
import socket
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller
from council import said
from gateway import answering
from rotas import comms_plan

from bot.adapters.mail import MailReach, MailServer, Tls
from bot.adapters.webhook import Hook, WebhookReach
from bot.core.cards import Action, AskCard, Tone
from bot.core.commands import ChooseReach, OpenHome, Pressed
from bot.core.forms import Field, FormErrors, ReachForm
from bot.core.people import Standing, Way, WayKind

HOME = "priya@home.example"
SECRET = "between you and me"


class Postbox:
    """Takes mail for everybody."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  aiosmtpd's name
        self.letters.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 taken"


@contextlib.contextmanager
def post_office():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    controller = Controller(Postbox(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield controller
    finally:
        controller.stop()


@pytest.fixture
def outside(night):
    """A real mail server and a real gateway on this machine; the gateway comes first."""
    with post_office() as mail, answering(SECRET, night.clock) as gateway:
        server = MailServer("127.0.0.1", mail.port, "countersign@fernshire.example", Tls.NONE, timeout_seconds=2)
        hook = Hook(f"http://127.0.0.1:{gateway.server_port}/calls", SECRET, timeout_seconds=2)
        ways = WebhookReach(hook, night.clock), MailReach(server, night.clock)
        night.tools = replace(night.tools, reach=ways)
        night.letters, night.gateway = mail.handler.letters, gateway
        yield night


def presses(night, name, action):
    shown = night.does(name, Pressed(action, about="reach"))
    night.run()
    return shown


def chooses(night, name, ways, address="", target=""):
    return night.does(name, ChooseReach(ways, address, target))


def test_where_nothing_is_chosen_the_usual_ways_are_named(outside):
    card = outside.types("priya", "/rota reach")
    assert isinstance(card, AskCard)
    assert "Then by the usual ways here: the telephone gateway, then e-mail." in card.lines
    assert card.actions == (Action.CHANGE_REACH, Action.TEST_REACH)


def test_what_is_chosen_in_the_form_is_kept_shown_and_used(outside):
    form = presses(outside, "priya", Action.CHANGE_REACH)
    assert isinstance(form, ReachForm)
    assert [choice.value for choice in form.ways] == ["usual", "webhook", "email", "webhook+email", "email+webhook"]
    assert (form.chosen, form.by_mail, form.by_gateway) == ("usual", True, True)
    saved = chooses(outside, "priya", "email+webhook", HOME, "priya-nights")
    assert saved.title == "This is how you are called now"
    assert saved.lines[1:3] == (f"Then by e-mail ({HOME}).", "Then by the telephone gateway (priya-nights).")
    with outside.store.read() as uow:
        assert uow.people.get("priya").reach == (Way(WayKind.EMAIL, HOME), Way(WayKind.WEBHOOK, "priya-nights"))
    again = presses(outside, "priya", Action.CHANGE_REACH)
    assert (again.chosen, again.address, again.target) == ("email+webhook", HOME, "priya-nights")
    outside.sends()
    outside.later(minutes=5)
    assert [to for to, _ in outside.letters] == [[HOME]]


def test_the_usual_way_can_be_chosen_again(outside):
    chooses(outside, "priya", "webhook", "", "priya-nights")
    assert "the usual ways here" in said(chooses(outside, "priya", "usual"))
    with outside.store.read() as uow:
        assert uow.people.get("priya").reach == ()


def test_an_own_number_with_the_usual_ways_is_kept_for_these(outside):
    shown = said(chooses(outside, "priya", "usual", "", "priya-nights"))
    assert "Then by the telephone gateway (priya-nights). Then by e-mail." in shown
    assert presses(outside, "priya", Action.CHANGE_REACH).chosen == "webhook+email"


def test_the_test_is_really_sent_by_every_way_and_says_what_took_it(outside):
    chooses(outside, "priya", "webhook+email", HOME, "priya-nights")
    asked = presses(outside, "priya", Action.TEST_REACH)
    assert "It is sent by a message in chat, the telephone gateway, e-mail" in said(asked)
    assert "Test: this is how you are called in chat" in outside.notices("UPRIYA")
    ((_, _, body),) = outside.gateway.asked
    assert b'"test": true' in body
    assert b'"target": "priya-nights"' in body
    ((to, letter),) = outside.letters
    assert to == [HOME]
    assert "This is a test that you asked for. Nothing is wrong" in letter
    report = outside.room.said[-1][1]
    assert (report.title, report.tone) == ("Your test is sent", Tone.DONE)
    assert report.lines[:3] == ("A message in chat: taken.", "The telephone gateway: taken.", "E-mail: taken.")


def test_a_way_that_does_not_take_the_test_is_named_with_what_it_said(outside):
    outside.gateway.status = 404
    presses(outside, "priya", Action.TEST_REACH)
    report = outside.room.said[-1][1]
    assert report.tone is Tone.WARNING
    assert "The telephone gateway: not taken. The receiver of calls refuses them: it answered 404." in report.lines
    assert "E-mail: not taken. Priya Shah has no e-mail address that can be used." in report.lines


def test_each_press_is_a_test_of_its_own(outside):
    for _ in range(2):
        presses(outside, "priya", Action.TEST_REACH)
    keys = [headers["Idempotency-Key"] for _, headers, _ in outside.gateway.asked]
    assert len(set(keys)) == 2


def test_neither_the_choice_nor_the_test_leaves_an_address_in_a_record(outside, caplog):
    chooses(outside, "priya", "email+webhook", HOME, "priya-nights")
    chooses(outside, "priya", "email", "not an address@")
    presses(outside, "priya", Action.TEST_REACH)
    outside.types("priya", f"/rota reach {HOME}")
    (chosen,) = outside.records("ReachChosen")
    assert chosen.body == {"by": ["e-mail", "the telephone gateway"]}
    (tested,) = outside.records("ReachTested")
    assert tested.body == {"taken": ["a message in chat", "e-mail", "the telephone gateway"], "not_taken": []}
    with outside.store.read() as uow:
        everything = " ".join(str(record.body) for record in uow.records.read()) + caplog.text
    assert "home.example" not in everything
    assert "priya-nights" not in everything
    assert "not an address" not in everything


@pytest.mark.parametrize(
    ("ways", "address", "target", "at", "words"),
    [
        ("email", "priya", "", Field.ADDRESS, "This is no e-mail address."),
        ("email", "", "", Field.ADDRESS, "has no e-mail address of you"),
        ("webhook", "", "two words", Field.TARGET, "without spaces"),
        ("webhook", "", "x" * 101, Field.TARGET, "one number or topic"),
        ("webhook", HOME, "", Field.ADDRESS, "You have not chosen e-mail above."),
        ("email", HOME, "priya-nights", Field.TARGET, "You have not chosen the telephone gateway above."),
        ("usual", "", "two words", Field.TARGET, "without spaces"),
        ("pigeon", "", "", Field.WAYS, "not set up here any more"),
        ("", "", "", Field.WAYS, "not set up here any more"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field_and_nothing_is_kept(outside, ways, address, target, at, words):
    errors = chooses(outside, "priya", ways, address, target)
    assert isinstance(errors, FormErrors)
    assert words in errors.at[at]
    assert not address or address not in errors.at[at]
    with outside.store.read() as uow:
        assert uow.people.get("priya").reach == ()


def test_an_address_of_the_file_is_enough(outside):
    with outside.store.write() as uow:
        uow.people.put(replace(uow.people.get("priya"), email="priya.shah@fernshire.example"))
    assert "e-mail (priya.shah@fernshire.example)" in said(chooses(outside, "priya", "email"))


def test_where_only_chat_is_there_that_is_said_and_chat_is_tested(night):
    night.tools = replace(night.tools, reach=())
    card = night.types("priya", "/rota reach")
    assert card.actions == (Action.TEST_REACH,)
    assert "No other way is set up here." in said(card)
    presses(night, "priya", Action.CHANGE_REACH)
    assert night.refusals() == ["reach.nothing"]
    night.types("priya", "/rota reach test")
    night.run()
    report = night.room.said[-1][1]
    assert report.lines[:2][0] == "A message in chat: taken."
    assert "Beside chat no way is set up here. Ask whoever looks after Countersign." in report.lines


def test_app_home_shows_it_to_people_who_are_called_and_to_nobody_else(outside):
    chooses(outside, "priya", "email", HOME)
    shown = {name: outside.does(name, OpenHome()).reach for name in ("priya", "amy", "lee", "tom", "nia")}
    assert shown["priya"] == ("In chat first, then by e-mail.",)
    assert shown["amy"] == ("In chat first, then by the usual ways here: the telephone gateway, then e-mail.",)
    assert shown["lee"]
    assert shown["tom"] == shown["nia"] == ()


def test_somebody_suspended_neither_chooses_nor_tests(outside):
    with outside.store.write() as uow:
        uow.people.put(replace(uow.people.get("priya"), standing=Standing.SUSPENDED))
    chooses(outside, "priya", "email", HOME)
    presses(outside, "priya", Action.TEST_REACH)
    presses(outside, "priya", Action.CHANGE_REACH)
    assert outside.refusals() == ["access.suspended"] * 3
    assert (outside.letters, outside.gateway.asked) == ([], [])


def test_the_fallback_is_shown_how_they_are_called(outside):
    with outside.store.write() as uow:
        plan = comms_plan(desk=("priya",), on_call=("amy",))
        uow.rotas.put(replace(plan, calling=replace(plan.calling, fallback="tom")))
    assert outside.does("tom", OpenHome()).reach
