"""The page in front of the real practice Slack and X, with a small Bolt app between them."""

import pytest
from playwright.sync_api import expect
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.practice.page.server import page_app
from bot.practice.serving import Served
from bot.practice.slack import Channel, PracticeSlack, SlackUser
from bot.practice.x import PracticeX, XAccount

pytestmark = pytest.mark.browser

PEOPLE = [
    {"id": "U1", "name": "Sam Okafor", "title": "Libraries", "hint": "Pitches for the council"},
    {"id": "U2", "name": "Tom Bright", "title": "Press officer", "hint": "Approves"},
]


def plain(text):
    return {"type": "plain_text", "text": text}


def pitch_form(words):
    element = {"type": "plain_text_input", "action_id": "it", "multiline": True}
    files = {"type": "file_input", "action_id": "files", "filetypes": ["png"], "max_files": 2}
    return {
        "type": "modal",
        "callback_id": "pitch",
        "title": plain("Pitch a tweet"),
        "submit": plain("Send it"),
        "blocks": [
            {
                "type": "input",
                "block_id": "words",
                "label": plain("Words"),
                "element": element | ({"initial_value": words} if words else {}),
            },
            {
                "type": "input",
                "block_id": "media",
                "label": plain("Pictures"),
                "optional": True,
                "element": files,
            },
        ],
    }


def card(words, *, open_):
    rich = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": words}]}
    approve = {"type": "button", "action_id": "approve", "text": plain("Approve"), "style": "primary", "value": "1"}
    end = {"type": "actions", "elements": [approve]} if open_ else {"type": "context", "elements": [plain("Published")]}
    return [{"type": "rich_text", "elements": [rich]}, end]


def app_between(client, x):
    app = App(client=client)

    @app.command("/tweet")
    def open_form(ack, command, client):
        ack()
        client.views_open(trigger_id=command["trigger_id"], view=pitch_form(command["text"]))

    @app.view("pitch")
    def take(ack, view, body, client):
        words = view["state"]["values"]["words"]["it"]["value"]
        if "lorem" in words:
            ack(response_action="errors", errors={"words": "These look like filler words."})
            return
        ack()
        client.chat_postMessage(channel="C1", text=words, blocks=card(words, open_=True))
        client.chat_postEphemeral(channel="C1", user=body["user"]["id"], text="Sent for approval.")

    @app.action("approve")
    def approve(ack, body, client):
        ack()
        message = body["message"]
        x.post_as("FernshireCC", message["text"])
        client.chat_update(channel="C1", ts=message["ts"], text="Published", blocks=card(message["text"], open_=False))

    @app.event("app_home_opened")
    def home(event, client):
        section = {"type": "section", "text": plain("Nothing waits for you.")}
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section]})

    return app


@pytest.fixture
def site(clock):
    """The page over the real stand-ins, the app connected in Socket Mode."""
    people = [SlackUser(one["id"], one["name"].split()[0].lower(), one["name"], one["title"]) for one in PEOPLE]
    commands = [{"command": "/tweet", "description": "Pitch a tweet", "usage_hint": "words"}]
    slack = PracticeSlack(clock, users=people, channels=[Channel("C1", "council-tweets")], commands=commands)
    x = PracticeX(clock, [XAccount("FernshireCC", "Fernshire Council", "News from Fernshire.", "#1f6f54")])
    with Served(slack.app) as slack_at, Served(x.app) as x_at:
        client = WebClient(token=slack.bot_token, base_url=f"{slack_at.url}/api/")
        handler = SocketModeHandler(app_between(client, x), slack.app_token, web_client=client)
        handler.connect()
        with Served(page_app(slack_at.url, x_at.url, clock, PEOPLE)) as served:
            yield served.url
        handler.close()


def test_a_tweet_goes_from_a_command_to_the_timeline(page, site):
    page.goto(site)
    box = page.get_by_label("Message to #council-tweets")
    box.fill("/tweet lorem")
    box.press("Enter")
    form = page.get_by_role("dialog", name="Pitch a tweet")
    form.get_by_role("button", name="Send it").click()
    expect(form.get_by_text("These look like filler words.")).to_be_visible()
    expect(form.get_by_label("Words")).to_be_focused()
    form.get_by_label("Words").fill("Libraries are open <until> 8 & *later*.")
    form.get_by_label("Pictures").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"\x89PNG"})
    expect(form.get_by_text("a.png is attached.")).to_be_visible()
    form.get_by_role("button", name="Send it").click()
    expect(form).to_be_hidden()
    expect(page.get_by_text("Only visible to you")).to_be_visible()

    page.get_by_role("radio", name="Tom Bright").click()
    expect(page.get_by_text("Only visible to you")).to_have_count(0)
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Published")).to_be_visible()
    timeline = page.get_by_role("list", name="Posts, newest first")
    expect(timeline.get_by_text("Libraries are open <until> 8 & *later*.")).to_be_visible()


def test_home_is_drawn_as_the_app_published_it(page, site):
    page.goto(site)
    page.get_by_role("button", name="Countersign: Home").click()
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()


def test_slack_and_x_take_the_faults_the_page_offers(page, site):
    page.goto(site)
    names = ["X is slow", "X answers 503", "X logs", "X says too many", "X hangs up", "X says it has", "Slack is down"]
    for name in [*names, "Put everything right"]:
        page.get_by_role("button", name="Things that go wrong").click()
        page.get_by_role("menuitem", name=name).click()
        ended = "Everything works again." if name.startswith("Put") else "ready."
        expect(page.locator("#remark")).to_contain_text(ended)


def test_what_somebody_posts_by_hand_is_on_the_timeline(page, site):
    page.goto(site)
    page.get_by_text("Post by hand, past the app").click()
    page.get_by_label("Words to post as @FernshireCC").fill("Posted from a phone.")
    page.get_by_role("button", name="Post by hand").click()
    expect(page.get_by_role("list", name="Posts, newest first").get_by_text("Posted from a phone.")).to_be_visible()
