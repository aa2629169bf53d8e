"""A practice workspace on a real socket, a real Bolt app against it, and people at their clients."""

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.practice.clock import PracticeClock
from bot.practice.serving import Served
from bot.practice.slack import Channel, Person, PracticeSlack, SlackUser, Usergroup

COMMANDS = [
    {"command": "/tweet", "description": "Pitch a tweet", "usage_hint": "words"},
    {"command": "/escaped", "description": "Takes mentions", "should_escape": True},
]
SHORTCUTS = [
    {"name": "Pitch as a tweet", "type": "message", "callback_id": "pitch", "description": "Pitch it"},
    {"name": "Start here", "type": "global", "callback_id": "start", "description": "Start"},
]


@pytest.fixture
def clock():
    return PracticeClock()


@pytest.fixture
def slack(clock):
    return PracticeSlack(
        clock,
        users=[
            SlackUser("U1", "priya", "Priya Shah", "Comms officer"),
            SlackUser("U2", "tom", "Tom Okafor", "Head of comms"),
        ],
        channels=[Channel("C1", "comms"), Channel("C2", "board", members=frozenset({"U2"}), private=True)],
        usergroups=[Usergroup("S1", "on-call", "On call", ("U1",))],
        commands=COMMANDS,
        shortcuts=SHORTCUTS,
        events=["app_home_opened", "message.im", "message.channels", "app_mention"],
    )


@pytest.fixture
def served(slack):
    with Served(slack.app) as server:
        yield server


@pytest.fixture
def client(slack, served):
    return WebClient(token=slack.bot_token, base_url=f"{served.url}/api/")


@pytest.fixture
def app(client):
    """A Bolt app without listeners; tests add their own before `connected`."""
    return App(client=client)


@pytest.fixture
def connect(slack, served, app):
    """Call it to connect the app in Socket Mode; returns the handler."""
    handlers = []

    def start():
        web = WebClient(token=slack.bot_token, base_url=f"{served.url}/api/")
        handler = SocketModeHandler(app, slack.app_token, web_client=web)
        already = slack.sockets.count
        handler.connect()
        handlers.append(handler)
        Person(served.url, "U1").waits_for(lambda _me: slack.sockets.count > already)
        return handler

    yield start
    for handler in handlers:
        handler.client.auto_reconnect_enabled = False
    if slack.sockets.count == 0:  # a client whose line was cut would go on believing in it
        for handler in handlers:
            handler.client.disconnect()
    slack.hang_up()  # else each client would first sit out its three seconds of listening
    for handler in handlers:
        # A client that was just opening another session hangs up only when it is told again.
        Person(served.url, "U2").waits_for(
            lambda _me, client=handler.client: not client.current_session.is_active() or slack.hang_up()
        )
        handler.client.message_processor.event.set()
        handler.client.enqueue_message("{}")  # wakes the processor, which looks at its event once a second
        handler.close()


@pytest.fixture
def priya(served):
    return Person(served.url, "U1")


@pytest.fixture
def tom(served):
    return Person(served.url, "U2")


def plain(text):
    return {"type": "plain_text", "text": text}


def button(text="Approve", action_id="approve", **more):
    return {"type": "button", "action_id": action_id, "text": plain(text), "value": "7", **more}


def actions(*elements, block_id="acts"):
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def section(text="Words", **more):
    return {"type": "section", "text": plain(text), **more}


def text_input(label="Words", block_id="words", optional=False, **element):
    field = {"type": "plain_text_input", "action_id": "text", **element}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": field, "optional": optional}


def modal(*blocks, title="Pitch", **more):
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain(title),
        "submit": plain("Send"),
        "blocks": list(blocks) or [text_input()],
        **more,
    }


@pytest.fixture
def make():
    """The builders of payloads, because test folders are no packages."""

    class Make:
        plain = staticmethod(plain)
        button = staticmethod(button)
        actions = staticmethod(actions)
        section = staticmethod(section)
        text_input = staticmethod(text_input)
        modal = staticmethod(modal)

    return Make


@pytest.fixture
def open_form(app, connect, priya):
    """Connect an app whose /tweet opens `view` and whose form is acknowledged with `answer`; open it as Priya."""

    def start(form_view, **answer):
        submitted = []

        @app.command("/tweet")
        def tweet(ack, body, client):
            ack()
            client.views_open(trigger_id=body["trigger_id"], view=form_view)

        @app.view("form")
        def form(ack, body):
            submitted.append(body)
            ack(**answer)

        connect()
        assert priya.types("/tweet", channel="comms")
        priya.waits_for_modal()
        return submitted

    return start
