"""Faults on request: each does to a real client and a real Bolt app what the real Slack sometimes does."""

import time

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

pytestmark = pytest.mark.fault


@pytest.fixture
def impatient(slack, served):
    """A client that never tries again."""
    return WebClient(token=slack.bot_token, base_url=f"{served.url}/api/", retry_handlers=[], timeout=2)


def plan(served, **fault):
    answer = requests.post(f"{served.url}/faults", json=fault, timeout=5)
    assert answer.json()["ok"], answer.text


def test_a_429_carries_retry_after_and_passes(impatient, slack):
    slack.faults.fail("chat.postMessage", "429", times=2, seconds=7)

    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            impatient.chat_postMessage(channel="C1", text="t")
        assert caught.value.response.status_code == 429
        assert caught.value.response.headers["Retry-After"] == "7"
    assert impatient.chat_postMessage(channel="C1", text="t")["ok"]


def test_a_client_that_honours_429_gets_through(client, slack):
    slack.faults.fail("chat.postMessage", "429", seconds=1)
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))

    assert client.chat_postMessage(channel="C1", text="t")["ok"]


def test_a_500_a_reset_and_an_error_of_slacks_own(impatient, served):
    plan(served, fault="fail", method="chat.postMessage", how="500")
    plan(served, fault="fail", method="chat.postMessage", how="reset")
    plan(served, fault="fail", method="*", how="fatal_error")

    with pytest.raises(SlackApiError) as caught:
        impatient.chat_postMessage(channel="C1", text="t")
    assert caught.value.response.status_code == 500
    with pytest.raises(OSError):
        impatient.chat_postMessage(channel="C1", text="t")
    with pytest.raises(SlackApiError, match="fatal_error"):
        impatient.chat_postMessage(channel="C1", text="t")
    assert impatient.chat_postMessage(channel="C1", text="t")["ok"]


def test_an_answer_that_is_lost_leaves_its_message_behind(impatient, slack, priya):
    slack.faults.fail("chat.postMessage", "lost")

    with pytest.raises(OSError):
        impatient.chat_postMessage(channel="C1", text="Posted all the same")

    assert priya.channel("comms")[0]["text"] == "Posted all the same"


def test_a_hang_outlasts_a_clients_patience(slack, served):
    slack.faults.fail("auth.test", "hang", seconds=2)
    hasty = WebClient(token=slack.bot_token, base_url=f"{served.url}/api/", retry_handlers=[], timeout=1)

    with pytest.raises(TimeoutError):
        hasty.auth_test()


def test_an_outage_refuses_the_api_and_cuts_the_sockets_and_ends(app, connect, impatient, slack, priya):
    connect()
    slack.go_down(1.0)

    with pytest.raises(OSError):
        impatient.auth_test()
    priya.waits_for(lambda me: not me.state()["bot"]["connected"])
    assert not priya.types("/tweet", channel="comms")

    priya.waits_for(lambda _me: not slack.faults.is_down())
    assert impatient.auth_test()["ok"]


def test_a_cut_socket_is_opened_again_by_the_app(app, connect, served, slack, priya):
    handler = connect()
    plan(served, fault="cut_sockets")
    assert slack.sockets.count == 0
    priya.waits_for(lambda _me: not handler.client.is_connected())

    handler.client.connect_to_new_endpoint()  # what its own monitor does every ten seconds

    priya.waits_for(lambda _me: slack.sockets.count == 1)


def test_a_socket_cut_silently_looks_alive_to_the_app(app, connect, slack, served, priya):
    handler = connect()
    handler.client.auto_reconnect_enabled = False
    plan(served, fault="cut_sockets", silently=True)

    assert slack.sockets.count == 0
    assert handler.client.is_connected()
    handler.client.disconnect()


def test_a_refresh_makes_the_app_reconnect_by_itself(app, connect, served, slack, priya):
    connect()
    plan(served, fault="refresh_sockets")

    priya.waits_for(lambda _me: slack.calls["apps.connections.open"] == 2 and slack.sockets.count == 1)


def test_the_last_envelope_can_be_delivered_twice(app, connect, served, client, make, priya):
    clicked = []

    @app.action("approve")
    def approve(ack, body):
        clicked.append(body["trigger_id"])
        ack()

    connect()
    client.chat_postMessage(channel="C1", text="t", blocks=[make.actions(make.button())])
    priya.clicks("Approve")
    plan(served, fault="redeliver")

    assert len(clicked) == 2
    assert clicked[0] == clicked[1]


def test_a_trigger_can_be_too_old_from_the_start(app, connect, served, make, priya):
    refused = []

    @app.command("/tweet")
    def tweet(ack, body, client):
        ack()
        with pytest.raises(SlackApiError) as caught:
            client.views_open(trigger_id=body["trigger_id"], view=make.modal())
        refused.append(caught.value.response["error"])

    connect()
    plan(served, fault="expire_triggers")
    priya.types("/tweet", channel="comms")

    priya.waits_for(lambda _me: refused)
    assert refused == ["expired_trigger_id"]


def test_the_rate_of_messages_to_one_channel_is_limited_on_request(impatient, served, slack):
    plan(served, fault="limit_posts", burst=2)
    impatient.chat_postMessage(channel="C1", text="1")
    impatient.chat_postMessage(channel="C1", text="2")

    with pytest.raises(SlackApiError, match="ratelimited"):
        impatient.chat_postMessage(channel="C1", text="3")
    assert impatient.chat_postMessage(channel="C2", text="1")["ok"]
    plan(served, fault="clear")
    assert impatient.chat_postMessage(channel="C1", text="3")["ok"]


def test_a_fault_nobody_knows_is_refused(served):
    for body in ({"fault": "earthquake"}, {"fault": "down"}, {}):
        assert requests.post(f"{served.url}/faults", json=body, timeout=5).status_code == 400


def test_a_hundred_clicks_a_second_are_no_strain(app, connect, client, make, priya, served):
    from concurrent.futures import ThreadPoolExecutor

    @app.action("approve")
    def approve(ack):
        ack()

    connect()
    ts = client.chat_postMessage(channel="C1", text="t", blocks=[make.actions(make.button())])["ts"]
    body = {
        "user": "U1",
        "container": {"type": "message", "channel": "C1", "ts": ts},
        "block_id": "acts",
        "action_id": "approve",
    }

    def click(_number):
        return requests.post(f"{served.url}/people/action", json=body, timeout=10).json()["ok"]

    started = time.perf_counter()
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(click, range(200)))
    print(f"clicks a second: {200 / (time.perf_counter() - started):.0f}")
