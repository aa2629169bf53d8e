"""What Slack's own client does before any app is asked, and what people see: through the person's side."""

import json
import threading
from http.client import HTTPConnection

import requests


def test_a_command_arrives_as_slack_sends_it(app, connect, priya, slack):
    heard = []

    @app.command("/tweet")
    def tweet(ack, body):
        heard.append(body)
        ack("Thanks")

    connect()
    assert priya.types("/tweet  bins & <b>  ", channel="comms")

    body = heard[0]
    assert body["text"] == "bins &amp; &lt;b&gt;"
    assert (body["user_id"], body["user_name"], body["channel_name"]) == ("U1", "priya", "comms")
    assert (body["team_id"], body["api_app_id"]) == (slack.world.team_id, slack.world.app_id)
    assert body["response_url"].startswith("http://127.0.0.1")
    answer = priya.channel("comms")[-1]
    assert (answer["text"], answer["ephemeral"]) == ("Thanks", True)


def test_a_command_that_takes_mentions_gets_them_as_ids(app, connect, priya):
    heard = []

    @app.command("/escaped")
    def escaped(ack, body):
        heard.append(body["text"])
        ack()

    connect()
    priya.types("/escaped ask @tom about https://example.org/a?b=1&c=2", channel="comms")

    assert heard == ["ask <@U2> about <https://example.org/a?b=1&amp;c=2>"]


def test_an_unknown_command_never_reaches_the_app(connect, priya, slack):
    connect()

    reply = priya.types("/twet hello", channel="comms")

    assert reply.message.startswith("/twet is not a valid command")
    assert priya.state()["notice"] == reply.message
    assert priya.state()["notice"] is None
    assert not slack.delivered


def test_a_command_without_any_app_connected_says_so(priya):
    assert priya.types("/tweet hello", channel="comms").message == '/tweet failed with the error "dispatch_failed"'


def test_a_command_the_app_does_not_answer_in_three_seconds_says_so(app, connect, priya, slack):
    slack.world.ack_within = 0.3

    @app.command("/tweet")
    def tweet(ack):
        pass

    connect()

    assert priya.types("/tweet", channel="comms").message == "/tweet failed because the app did not respond"


def test_a_faulty_answer_to_a_command_is_shown_as_slack_shows_it(app, connect, priya, slack):
    @app.command("/tweet")
    def tweet(ack):
        ack(text="t", blocks=[{"type": "banner"}])

    connect()

    assert priya.types("/tweet", channel="comms").message == '/tweet failed with the error "invalid_blocks"'
    assert slack.problems


def test_a_button_sends_what_a_real_one_sends(app, connect, client, make, priya, slack):
    clicked = []

    @app.action("approve")
    def approve(ack, body):
        clicked.append(body)
        ack()

    connect()
    client.chat_postMessage(channel="C1", text="Card & co", blocks=[make.section("Card"), make.actions(make.button())])
    assert priya.clicks("Approve", on="Card")

    body = clicked[0]
    assert body["type"] == "block_actions"
    assert body["user"] == {"id": "U1", "username": "priya", "name": "priya", "team_id": slack.team_id}
    assert body["container"]["type"] == "message"
    assert body["message"]["ts"] == body["container"]["message_ts"]
    assert body["channel"] == {"id": "C1", "name": "comms"}
    assert body["actions"][0]["value"] == "7"
    assert body["actions"][0]["block_id"] == "acts"
    assert {"trigger_id", "response_url", "state", "api_app_id", "token"} <= set(body)
    assert (body["enterprise"], body["is_enterprise_install"]) == (None, False)


def test_a_click_on_a_card_from_before_an_edit_still_arrives_with_what_it_was_worth(
    app, connect, client, make, priya, tom
):
    clicked = []

    @app.action("approve")
    def approve(ack, body):
        clicked.append(body["actions"][0]["value"])
        ack()

    connect()
    ts = client.chat_postMessage(channel="C1", text="t", blocks=[make.actions(make.button(value="1"))])["ts"]
    before = tom.channel("comms")[0]
    client.chat_update(channel="C1", ts=ts, text="t", blocks=[make.actions(make.button(value="2"))])

    assert tom.clicks("Approve", on=before)
    assert tom.clicks("Approve")
    client.chat_update(channel="C1", ts=ts, text="t", blocks=[make.section("Approved")])
    assert tom.clicks("Approve", on=before)

    assert clicked == ["1", "2", "1"]


def test_words_in_plain_text_come_back_escaped(app, connect, client, make, priya):
    clicked = []

    @app.action("approve")
    def approve(ack, body):
        clicked.append(body["message"]["blocks"][0]["text"]["text"])
        ack()

    connect()
    client.chat_postMessage(channel="C1", text="t", blocks=[make.section("Q & A"), make.actions(make.button())])
    priya.clicks("Approve")

    assert clicked == ["Q &amp; A"]


def test_a_click_in_an_ephemeral_message_carries_no_message(app, connect, client, make, priya):
    clicked = []

    @app.action("approve")
    def approve(ack, body, respond):
        clicked.append(body)
        ack()
        respond(text="Done", replace_original=True, blocks=[make.section("Done")])

    connect()
    client.chat_postEphemeral(channel="C1", user="U1", text="t", blocks=[make.actions(make.button())])
    priya.clicks("Approve")

    assert "message" not in clicked[0]
    assert clicked[0]["container"]["is_ephemeral"]
    priya.waits_for_message("Done", channel="comms")
    assert len(priya.channel("comms")) == 1


def test_a_choice_in_a_message_carries_the_option_and_the_state(app, connect, client, make, priya):
    chosen = []

    @app.action("when")
    def when(ack, body):
        chosen.append((body["actions"][0]["selected_option"]["value"], body["state"]["values"]["acts"]["when"]))
        ack()

    connect()
    options = [{"text": make.plain("Now"), "value": "now"}, {"text": make.plain("Later"), "value": "later"}]
    menu = {"type": "static_select", "action_id": "when", "placeholder": make.plain("When"), "options": options}
    client.chat_postMessage(channel="C1", text="t", blocks=[make.actions(menu)])
    assert priya.picks("When", "Later")

    assert chosen[0][0] == "later"
    assert chosen[0][1]["selected_option"]["text"]["text"] == "Later"


def test_required_fields_and_lengths_are_held_before_the_app_is_asked(make, open_form, priya):
    submitted = open_form(
        make.modal(
            make.text_input(max_length=10, min_length=3),
            make.text_input("Note", "note", optional=True)
            | {"element": {"type": "plain_text_input", "action_id": "note"}},
        )
    )

    assert priya.submits().message == "Please complete this required field."
    assert priya.errors() == {"Words": "Please complete this required field."}
    assert not priya.fills(words="ab").submits()
    assert not priya.fills(words="far too many words").submits()
    assert submitted == []
    assert priya.fills(words="just fine").submits()
    assert submitted[0]["view"]["state"]["values"]["note"]["note"] == {"type": "plain_text_input", "value": None}


def test_every_kind_of_field_arrives_in_its_own_shape(make, open_form, priya):
    def entry(block_id, element):
        return {
            "type": "input",
            "block_id": block_id,
            "label": make.plain(block_id.title()),
            "element": element | {"action_id": f"a_{block_id}"},
        }

    choices = [{"text": make.plain("Corporate"), "value": "corp"}, {"text": make.plain("Police"), "value": "police"}]
    submitted = open_form(
        make.modal(
            entry("account", {"type": "static_select", "options": choices}),
            entry("kind", {"type": "radio_buttons", "options": choices}),
            entry("checks", {"type": "checkboxes", "options": choices}),
            entry("day", {"type": "datepicker"}),
            entry("hour", {"type": "timepicker"}),
            entry("moment", {"type": "datetimepicker"}),
            entry("who", {"type": "users_select"}),
            entry("picture", {"type": "file_input", "filetypes": ["png"]}),
        )
    )
    file = priya.uploads("map.png", b"png")
    priya.fills(account="Corporate", kind="police", checks=["Corporate"], day="2026-11-20", hour="09:30")
    assert priya.fills(moment=1795179299, who="U2", picture=[file]).submits()

    values = submitted[0]["view"]["state"]["values"]
    assert values["account"]["a_account"]["selected_option"]["value"] == "corp"
    assert values["kind"]["a_kind"]["selected_option"]["text"]["text"] == "Police"
    assert [each["value"] for each in values["checks"]["a_checks"]["selected_options"]] == ["corp"]
    assert values["day"]["a_day"] == {"type": "datepicker", "selected_date": "2026-11-20"}
    assert values["hour"]["a_hour"]["selected_time"] == "09:30"
    assert values["moment"]["a_moment"]["selected_date_time"] == 1795179299
    assert values["who"]["a_who"]["selected_user"] == "U2"
    assert values["picture"]["a_picture"]["files"][0]["url_private"] == file["url_private"]


def test_what_no_slack_client_could_send_is_a_wrong_request(served, priya, tom, client, make):
    client.chat_postEphemeral(channel="C1", user="U1", text="t", blocks=[make.actions(make.button())])
    ts = priya.channel("comms")[0]["ts"]
    where = {"container": {"type": "message", "channel": "C1", "ts": ts}, "block_id": "acts"}

    def answer(act, **body):
        got = requests.post(f"{served.url}/people/{act}", json=body, timeout=5)
        assert got.json()["message"]
        return got.status_code

    assert answer("action", user="U2", action_id="approve", **where) == 400  # not theirs to see
    assert answer("action", user="U1", action_id="reject", **where) == 400
    assert answer("command", user="U9", channel="C1", command="/tweet", text="") == 400
    assert answer("message", user="U1", channel="C2", text="Not a member") == 400
    assert answer("submit", user="U1", view_id="V9", state={}) == 400
    assert answer("shortcut", user="U1", channel="C1", ts=ts, callback_id="other") == 400
    assert requests.post(f"{served.url}/people/home", data="{", timeout=5).status_code == 400


def test_a_message_to_the_app_and_a_mention_arrive_as_events(app, connect, priya):
    heard = []

    @app.event("message")
    def message(event, say):
        heard.append((event["channel_type"], event["text"]))
        if event["channel_type"] == "im":
            say(text="Heard", thread_ts=event["ts"])

    @app.event("app_mention")
    def mention(event):
        heard.append(("mention", event["text"]))

    connect()
    priya.types("Hello <you>")
    priya.types("@countersign help", channel="comms")

    assert priya.waits_for_message("Heard")["thread_ts"] == priya.dms()[0]["ts"]
    priya.waits_for(lambda _me: len(heard) == 3)
    assert sorted(heard) == [("channel", "<@U0BOT> help"), ("im", "Hello &lt;you&gt;"), ("mention", "<@U0BOT> help")]


def test_a_message_shortcut_carries_the_message(app, connect, priya, tom):
    used = []

    @app.event("message")
    def message(event):
        assert event["user"] == "U2"

    @app.shortcut("pitch")
    def pitch(ack, body):
        used.append(body)
        ack()

    @app.shortcut("start")
    def start(ack, body):
        used.append(body)
        ack()

    connect()
    tom.types("The library opens late today", channel="comms")
    assert priya.uses_shortcut("Pitch as a tweet", on="library")
    assert priya.uses_shortcut("Start here")

    assert (used[0]["type"], used[0]["message"]["text"]) == ("message_action", "The library opens late today")
    assert (used[1]["type"], used[1]["user"]["id"]) == ("shortcut", "U1")


def test_opening_home_asks_the_app_for_it_and_its_buttons_work(app, connect, make, priya):
    clicked = []

    @app.event("app_home_opened")
    def home(event, client):
        blocks = [make.section("Your drafts"), make.actions(make.button("Pitch"))]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    @app.action("approve")
    def act(ack, body):
        clicked.append((body["container"]["type"], body["view"]["type"]))
        ack()

    connect()
    priya.opens_home()
    priya.waits_for(lambda me: me.sees("Your drafts"))
    assert priya.clicks("Pitch", on="home")

    assert clicked == [("view", "home")]


def test_what_is_new_is_counted_until_it_is_read(client, served, priya):
    client.chat_postMessage(channel="C1", text="One")
    client.chat_postMessage(channel="C1", text="Two")
    assert priya.state()["channels"][0]["unread"] == 2

    requests.post(f"{served.url}/people/read", json={"user": "U1", "channel": "C1"}, timeout=5)

    assert priya.state()["channels"][0]["unread"] == 0


def test_the_event_stream_tells_a_person_of_changes_they_can_see(client, served):
    connection = HTTPConnection("127.0.0.1", served.port, timeout=5)
    connection.request("GET", "/people/events?user=U1")
    stream = connection.getresponse()
    first = stream.readline()
    stream.readline()

    threading.Thread(target=client.chat_postMessage, kwargs={"channel": "C1", "text": "t"}).start()
    second = stream.readline()
    connection.close()

    assert stream.headers["Content-Type"] == "text/event-stream"
    assert int(second.removeprefix(b"data: ")) > int(first.removeprefix(b"data: "))


def test_somebody_who_left_has_no_client(served, slack):
    slack.world.deactivate("U1")

    answer = requests.get(f"{served.url}/people/state?user=U1", timeout=5)

    assert (answer.status_code, json.loads(answer.text)["ok"]) == (400, False)
