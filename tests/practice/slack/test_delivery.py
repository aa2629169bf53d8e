"""Getting payloads to the app: one socket each, again when not acknowledged, or signed over HTTP."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from slack_bolt import App
from slack_bolt.request import BoltRequest


def test_one_payload_goes_to_one_of_the_open_sockets(app, connect, priya, slack):
    heard = []

    @app.command("/tweet")
    def tweet(ack, body):
        heard.append(body["trigger_id"])
        ack()

    connect()
    connect()
    for _ in range(4):
        assert priya.types("/tweet", channel="comms")

    assert len(heard) == len(set(heard)) == 4
    assert slack.sockets.count == 2


def test_the_eleventh_socket_is_turned_away(app, connect, slack, served):
    import asyncio

    import aiohttp

    for _ in range(10):
        connect()

    async def eleventh():
        headers = {"Authorization": f"Bearer {slack.app_token}"}
        async with aiohttp.ClientSession() as session:
            async with session.post(f"{served.url}/api/apps.connections.open", headers=headers) as answer:
                address = (await answer.json())["url"]
            async with session.ws_connect(address) as socket:
                first = await socket.receive_json()
            async with session.get(address.replace("ws", "http", 1)) as again:
                return first, again.status

    first, again = asyncio.run(eleventh())
    assert first == {"type": "disconnect", "reason": "too_many_websockets"}
    assert again == 403, "an address is good for one connection"


def test_an_event_that_is_not_acknowledged_comes_again_with_the_same_id(app, connect, priya, slack):
    slack.world.ack_within = 0.3
    heard = []

    @app.event("message")
    def message(body):
        heard.append(body["event_id"])

    connect()
    slack.drop_acks()
    priya.types("Hello")

    priya.waits_for(lambda _me: len(heard) == 2)
    assert heard[0] == heard[1]
    first, second = [envelope for _, envelope in slack.delivered]
    assert (first["retry_attempt"], second["retry_attempt"]) == (0, 1)
    assert second["retry_reason"] == "timeout"
    assert first["envelope_id"] != second["envelope_id"]


def test_a_click_that_is_not_acknowledged_comes_once_more(app, connect, client, make, priya, slack):
    slack.world.ack_within = 0.3
    clicked = []

    @app.action("approve")
    def approve(ack, body):
        clicked.append(body["actions"][0]["action_ts"])
        ack()

    connect()
    client.chat_postMessage(channel="C1", text="t", blocks=[make.actions(make.button())])
    slack.drop_acks()

    reply = priya.clicks("Approve")

    assert reply.message == "Operation timed out. Apps need to respond within 3 seconds."
    priya.waits_for(lambda _me: len(clicked) == 2)
    assert clicked[0] == clicked[1]


def test_an_event_waits_for_the_app_to_come_back(app, connect, priya):
    heard = []

    @app.event("message")
    def message(event):
        heard.append(event["text"])

    priya.types("Anybody there?")
    connect()

    priya.waits_for(lambda _me: heard == ["Anybody there?"])


class Endpoint:
    """A Bolt app behind a plain HTTP server. `headers` keeps what came, `answers` overrides the status."""

    def __init__(self, app):
        endpoint = self
        self.headers = []
        self.answers = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                endpoint.headers.append({name.lower(): value for name, value in self.headers.items()})
                answer = app.dispatch(BoltRequest(body=body, headers=dict(self.headers.items())))
                self.send_response(endpoint.answers.pop(0) if endpoint.answers else answer.status)
                for name, values in answer.headers.items():
                    self.send_header(name, values[0])
                self.end_headers()
                self.wfile.write(answer.body.encode())

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/slack/events"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def signed_app(client, slack):
    return App(client=client, signing_secret=slack.signing_secret)


@pytest.fixture
def endpoint(slack, signed_app):
    listening = Endpoint(signed_app)
    slack.deliver_to(listening.url)
    yield listening
    listening.close()


def test_over_http_a_whole_form_works_with_verified_signatures(signed_app, endpoint, make, priya):
    submitted = []

    @signed_app.command("/tweet")
    def tweet(ack, body, client):
        client.views_open(trigger_id=body["trigger_id"], view=make.modal())
        ack("Opening…")

    @signed_app.view("form")
    def form(ack, view):
        words = view["state"]["values"]["words"]["text"]["value"]
        submitted.append(words)
        if words == "bad":
            ack(response_action="errors", errors={"words": "Not these words."})
        else:
            ack()

    assert priya.types("/tweet", channel="comms")
    assert priya.channel("comms")[-1]["text"] == "Opening…"
    assert not priya.fills(words="bad").submits()
    assert priya.errors() == {"Words": "Not these words."}
    assert priya.fills(words="good").submits()
    assert submitted == ["bad", "good"]
    assert all(each["x-slack-signature"].startswith("v0=") for each in endpoint.headers)


def test_over_http_a_failed_event_comes_again_with_its_retry_number(signed_app, endpoint, priya):
    heard = []

    @signed_app.event("message")
    def message(event):
        heard.append(event["text"])

    endpoint.answers.append(500)
    priya.types("Hello")

    priya.waits_for(lambda _me: len(heard) == 2)
    assert endpoint.headers[1]["x-slack-retry-num"] == "1"
    assert endpoint.headers[1]["x-slack-retry-reason"] == "http_error"
    assert "x-slack-retry-num" not in endpoint.headers[0]


def test_over_http_an_app_that_is_not_there_fails_the_command(slack, priya, served):
    slack.deliver_to("http://127.0.0.1:9/slack/events")

    assert priya.types("/tweet", channel="comms").message == '/tweet failed with the error "dispatch_failed"'
