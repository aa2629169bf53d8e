"""chat.* and response_url: what an app may say and change, seen through the real client library."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient


def refusal(call, **arguments):
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return caught.value.response


def test_a_message_is_seen_by_the_members_of_its_channel_only(client, priya, tom, slack):
    slack.world.rooms["C2"].members = {"U2"}

    client.chat_postMessage(channel="C2", text="For the board")
    client.chat_postMessage(channel="#comms", text="For all")

    assert tom.channel("board")[0]["text"] == "For the board"
    assert [room["name"] for room in priya.state()["channels"]] == ["comms", "Countersign"]
    assert priya.channel("comms")[0]["text"] == "For all"


def test_blocks_without_ids_get_ids(client, make, priya):
    answer = client.chat_postMessage(channel="C1", text="t", blocks=[make.section(), make.actions(make.button())])

    assert all(block["block_id"] for block in answer["message"]["blocks"])
    assert priya.channel("comms")[0]["blocks"][1]["block_id"] == "acts"


def test_faulty_blocks_are_refused_with_reasons_and_nothing_is_posted(client, priya):
    answer = refusal(client.chat_postMessage, channel="C1", text="t", blocks=[{"type": "header", "text": {}}])

    assert answer["error"] == "invalid_blocks"
    assert "missing required field: type [json-pointer:/blocks/0/text]" in answer["response_metadata"]["messages"][0]
    assert priya.channel("comms") == []


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C9", "text": "t"}, "channel_not_found"),
        ({"channel": "C1", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "C1", "text": "t", "thread_ts": "1.000000"}, "thread_not_found"),
        ({"channel": "C1", "text": "t", "blocks": "{"}, "invalid_blocks_format"),
        ({"channel": "C1", "text": "t", "attachments": [{"text": "a", "fallback": "a"}]}, "invalid_attachments"),
    ],
)
def test_a_message_slack_would_refuse_is_refused_by_its_name(client, arguments, error):
    assert refusal(client.chat_postMessage, **arguments)["error"] == error


def test_a_message_without_words_and_blocks_is_refused(client):
    assert refusal(client.api_call, api_method="chat.postMessage", json={"channel": "C1"})["error"] == "no_text"


def test_the_state_of_the_workspace_is_in_the_refusal(client, slack):
    slack.world.archive("C1")
    assert refusal(client.chat_postMessage, channel="C1", text="t")["error"] == "is_archived"
    slack.world.unarchive("C1")
    slack.world.kick_bot("C1")
    assert refusal(client.chat_postMessage, channel="C1", text="t")["error"] == "not_in_channel"
    slack.world.kick_bot("C2")
    assert refusal(client.chat_postMessage, channel="C2", text="t")["error"] == "channel_not_found"
    slack.world.deactivate("U1")
    assert refusal(client.chat_postMessage, channel="U1", text="t")["error"] == "account_inactive"
    assert refusal(client.conversations_open, users="U1")["error"] == "user_disabled"


def test_a_text_only_update_keeps_the_old_buttons(client, make, priya):
    posted = client.chat_postMessage(channel="C1", text="old", blocks=[make.actions(make.button())])

    client.chat_update(channel="C1", ts=posted["ts"], text="new")

    seen = priya.channel("comms")[0]
    assert seen["text"] == "new"
    assert seen["edited"]
    assert seen["blocks"][0]["elements"][0]["text"]["text"] == "Approve"


def test_an_update_with_blocks_replaces_them(client, make, priya):
    posted = client.chat_postMessage(channel="C1", text="old", blocks=[make.actions(make.button())])

    client.chat_update(channel="C1", ts=posted["ts"], text="new", blocks=[make.section("Approved by Tom")])

    assert [block["type"] for block in priya.channel("comms")[0]["blocks"]] == ["section"]


def test_an_app_changes_only_its_own_messages(client, priya):
    priya.types("Mine", channel="comms")
    ts = priya.channel("comms")[0]["ts"]

    assert refusal(client.chat_update, channel="C1", ts=ts, text="Yours")["error"] == "cant_update_message"
    assert refusal(client.chat_delete, channel="C1", ts=ts)["error"] == "cant_delete_message"
    assert refusal(client.chat_update, channel="C1", ts="1.000001", text="t")["error"] == "message_not_found"


def test_an_ephemeral_message_is_seen_by_one_person_and_cannot_be_changed(client, priya, tom):
    ts = client.chat_postEphemeral(channel="C1", user="U1", text="Between us")["message_ts"]

    assert priya.channel("comms")[0]["ephemeral"]
    assert tom.channel("comms") == []
    assert refusal(client.chat_update, channel="C1", ts=ts, text="t")["error"] == "message_not_found"
    assert client.conversations_history(channel="C1")["messages"] == []
    assert refusal(client.chat_postEphemeral, channel="C2", user="U1", text="t")["error"] == "user_not_in_channel"


@pytest.mark.parametrize(
    ("blocks", "mentions"),
    [
        (
            [{"type": "section", "text": {"type": "mrkdwn", "text": "Hey <!channel> and <@U2|tom>"}}],
            ["!channel", "@U2"],
        ),
        ([{"type": "section", "text": {"type": "mrkdwn", "text": "Hey &lt;!channel&gt;"}}], []),
        ([{"type": "section", "text": {"type": "plain_text", "text": "Hey <!channel>"}}], []),
        (
            [
                {
                    "type": "rich_text",
                    "elements": [
                        {
                            "type": "rich_text_section",
                            "elements": [{"type": "text", "text": "<!here>"}, {"type": "broadcast", "range": "here"}],
                        }
                    ],
                }
            ],
            ["!here"],
        ),
    ],
)
def test_a_message_records_whom_it_would_alert(client, slack, blocks, mentions):
    client.chat_postMessage(channel="C1", text="fallback", blocks=blocks)

    assert list(slack.messages("comms")[0].mentions) == mentions


def test_fallback_text_alerts_people_too(client, slack):
    client.chat_postMessage(channel="C1", text="<!everyone> look")

    assert slack.messages("comms")[0].mentions == ("!everyone",)


def test_history_is_newest_first_and_paged_and_replies_hold_the_thread(client):
    first = client.chat_postMessage(channel="C1", text="1")["ts"]
    client.chat_postMessage(channel="C1", text="1.1", thread_ts=first)
    client.chat_postMessage(channel="C1", text="2")

    page = client.conversations_history(channel="C1", limit=1)
    rest = client.conversations_history(channel="C1", limit=1, cursor=page["response_metadata"]["next_cursor"])
    replies = client.conversations_replies(channel="C1", ts=first)

    assert [page["messages"][0]["text"], rest["messages"][0]["text"]] == ["2", "1"]
    assert [each["text"] for each in replies["messages"]] == ["1", "1.1"]


def test_permalinks_and_reactions(client, priya):
    ts = client.chat_postMessage(channel="C1", text="Look")["ts"]

    address = client.chat_getPermalink(channel="C1", message_ts=ts)["permalink"]
    client.reactions_add(channel="C1", timestamp=ts, name="eyes")

    assert address.endswith(f"/archives/C1/p{ts.replace('.', '')}")
    assert priya.channel("comms")[0]["reactions"] == [{"name": "eyes", "count": 1}]
    assert refusal(client.reactions_add, channel="C1", timestamp=ts, name="eyes")["error"] == "already_reacted"


def test_a_response_url_replaces_deletes_and_says_more_five_times(client, slack, served, make, priya, tom):
    ts = client.chat_postMessage(channel="C1", text="Card", blocks=[make.section("Card")])["ts"]
    slack.world.base_url = served.url
    hook = WebhookClient(slack.world.new_hook("actions", "U1", "C1", ts))

    hook.send(text="Only Priya")
    hook.send(text="Everybody", response_type="in_channel")
    hook.send(text="Replaced", replace_original=True, blocks=[make.section("Replaced")])
    assert [each["text"] for each in priya.channel("comms")] == ["Replaced", "Only Priya", "Everybody"]
    assert [each["text"] for each in tom.channel("comms")] == ["Replaced", "Everybody"]
    hook.send_dict({"delete_original": True})
    assert [each["text"] for each in tom.channel("comms")] == ["Everybody"]

    assert hook.send(text="Fifth").status_code == 200
    sixth = hook.send(text="Sixth")
    assert (sixth.status_code, "used_url" in sixth.body) == (404, True)


def test_the_response_url_of_a_command_cannot_edit_its_own_answer(slack, served, priya):
    slack.world.base_url = served.url
    hook = WebhookClient(slack.world.new_hook("commands", "U1", "C1"))

    hook.send(text="One")
    hook.send(text="Two", replace_original=True)

    assert [each["text"] for each in priya.channel("comms")] == ["One", "Two"]


def test_a_response_url_keeps_the_limits_of_messages(slack, served):
    slack.world.base_url = served.url
    hook = WebhookClient(slack.world.new_hook("commands", "U1", "C1"))

    answer = hook.send(text="t", blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": ""}}])

    assert (answer.status_code, "invalid_blocks" in answer.body) == (400, True)
