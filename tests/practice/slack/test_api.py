"""Tokens, scopes, bodies, and the methods that read the workspace: through the real client library or plain HTTP."""

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.practice.clock import PracticeClock
from bot.practice.serving import Served
from bot.practice.slack import Channel, PracticeSlack, SlackUser


def refusal(call, **arguments):
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return caught.value.response


def ask(served, method, token="", **more):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return requests.post(f"{served.url}/api/{method}", headers=headers, timeout=5, **more).json()


def test_a_call_needs_a_good_token_of_the_right_kind(slack, served):
    assert ask(served, "auth.test")["error"] == "not_authed"
    assert ask(served, "auth.test", "xoxb-other")["error"] == "invalid_auth"
    assert ask(served, "auth.test", slack.app_token)["error"] == "not_allowed_token_type"
    assert ask(served, "apps.connections.open", slack.bot_token)["error"] == "not_allowed_token_type"
    assert ask(served, "auth.test", slack.bot_token)["team_id"] == slack.team_id
    assert ask(served, "auth.test", data={"token": slack.bot_token})["ok"]


def test_an_unknown_method_and_a_broken_body_are_refused(slack, served):
    json_type = {"Authorization": f"Bearer {slack.bot_token}", "Content-Type": "application/json"}

    assert ask(served, "chat.shout", slack.bot_token)["error"] == "unknown_method"
    broken = requests.post(f"{served.url}/api/chat.postMessage", data="{", headers=json_type, timeout=5)
    assert broken.json()["error"] == "invalid_json"
    assert ask(served, "chat.postMessage", slack.bot_token)["error"] == "invalid_arguments"


def test_forms_and_json_both_work_but_reading_methods_take_no_json(slack, served):
    posted = {"channel": "C1", "text": "t"}

    assert ask(served, "chat.postMessage", slack.bot_token, json=posted)["ok"]
    assert ask(served, "chat.postMessage", slack.bot_token, data=posted)["ok"]
    assert ask(served, "users.info", slack.bot_token, data={"user": "U1"})["ok"]
    assert not ask(served, "users.info", slack.bot_token, json={"user": "U1"})["ok"]


def test_a_missing_scope_is_named_with_what_was_granted():
    slack = PracticeSlack(
        PracticeClock(),
        users=[SlackUser("U1", "priya", "Priya Shah")],
        channels=[Channel("C1", "comms", bot_is_member=False)],
        scopes={"chat:write", "chat:write.public"},
    )
    with Served(slack.app) as served:
        client = WebClient(token=slack.bot_token, base_url=f"{served.url}/api/")

        answer = refusal(client.users_info, user="U1")
        file = requests.get(f"{served.url}/files-pri/T-F/a.png", timeout=5, allow_redirects=False)

        assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")
        assert answer["provided"] == "chat:write,chat:write.public"
        assert client.chat_postMessage(channel="C1", text="chat:write.public needs no invitation")["ok"]
        assert refusal(client.conversations_history, channel="C1")["error"] == "missing_scope"
        assert file.status_code == 302


def test_people_are_found_by_id_and_address_until_they_leave(client, slack):
    assert client.users_info(user="U1")["user"]["profile"]["title"] == "Comms officer"
    assert client.users_lookupByEmail(email="priya@practice.example")["user"]["id"] == "U1"
    assert {each["id"] for each in client.users_list()["members"]} == {"U1", "U2", slack.world.bot_user}
    slack.world.deactivate("U1")
    assert client.users_info(user="U1")["user"]["deleted"]
    assert refusal(client.users_lookupByEmail, email="priya@practice.example")["error"] == "users_not_found"
    assert refusal(client.users_info, user="U9")["error"] == "user_not_found"


def test_conversations_are_listed_described_and_opened(client):
    both = client.conversations_list(types="public_channel,private_channel")["channels"]

    assert [each["name"] for each in both] == ["comms", "board"]
    assert client.conversations_info(channel="C2")["channel"]["is_private"]
    assert client.conversations_members(channel="C2")["members"] == ["U2", "U0BOT"]
    opened = client.conversations_open(users="U1")["channel"]["id"]
    assert client.chat_postMessage(channel=opened, text="Hello")["channel"] == opened
    assert refusal(client.conversations_info, channel="C9")["error"] == "channel_not_found"


def test_lists_come_in_pages(client):
    first = client.users_list(limit=2)
    second = client.users_list(limit=2, cursor=first["response_metadata"]["next_cursor"])

    assert len(first["members"]) + len(second["members"]) == 3
    assert second["response_metadata"]["next_cursor"] == ""
    assert refusal(client.users_list, cursor="made up")["error"] == "invalid_cursor"


def test_people_see_who_is_in_a_user_group_at_once(client, priya, slack):
    before = slack.world.changes.count("U1")
    client.usergroups_users_update(usergroup="S1", users="U2")

    assert priya.state()["groups"] == [{"id": "S1", "handle": "on-call", "name": "On call", "users": ["U2"]}]
    assert slack.world.changes.count("U1") > before


def test_a_user_group_is_read_and_replaced_but_never_emptied(client):
    client.usergroups_users_update(usergroup="S1", users="U1,U2")

    assert client.usergroups_users_list(usergroup="S1")["users"] == ["U1", "U2"]
    assert client.usergroups_list(include_users=True)["usergroups"][0]["user_count"] == 2
    assert refusal(client.usergroups_users_update, usergroup="S1", users="")["error"] == "no_users_provided"
    assert refusal(client.usergroups_users_update, usergroup="S1", users="U9")["error"] == "invalid_users"
    assert refusal(client.usergroups_users_list, usergroup="S9")["error"] == "no_such_subteam"


def test_the_team_and_the_app_describe_themselves(client, slack):
    assert client.team_info()["team"]["id"] == slack.team_id
    assert client.bots_info(bot=slack.world.bot_id)["bot"]["name"] == "Countersign"


def test_a_file_goes_up_is_shared_and_comes_down_with_the_token_only(client, slack, priya):
    client.files_upload_v2(channel="C1", filename="map.png", content=b"\x89PNG", initial_comment="The map")

    shared = priya.waits_for_message("The map", channel="comms")["files"][0]
    good = requests.get(shared["url_private"], headers={"Authorization": f"Bearer {slack.bot_token}"}, timeout=5)
    bad = requests.get(shared["url_private"], timeout=5)

    assert (good.content, good.headers["Content-Type"]) == (b"\x89PNG", "image/png")
    assert bad.headers["Content-Type"].startswith("text/html")
    assert client.files_info(file=shared["id"])["file"]["size"] == 4
    assert refusal(client.files_info, file="F9")["error"] == "file_not_found"


def test_calls_are_counted_and_logged_without_tokens(client, slack):
    client.chat_postMessage(channel="C1", text="t")

    assert slack.calls["chat.postMessage"] == 1
    assert slack.requests[-1] == ("chat.postMessage", {"channel": "C1", "text": "t"})


def test_the_whole_may_be_mounted_below_another_application(slack):
    from aiohttp import web

    outer = web.Application()
    outer.add_subapp("/slack", slack.app)
    with Served(outer) as served:
        client = WebClient(token=slack.bot_token, base_url=f"{served.url}/slack/api/")

        address = WebClient(token=slack.app_token, base_url=f"{served.url}/slack/api/").apps_connections_open(
            app_token=slack.app_token
        )["url"]

        assert client.auth_test()["ok"]
        assert address.startswith(f"ws://127.0.0.1:{served.port}/slack/socket?")
