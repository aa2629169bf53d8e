"""Slack's requests over HTTP: what gets through, and the 4xx that everything else gets."""

import hashlib
import hmac
import io
import json
import threading
import time
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from waitress.server import create_server

from bot.adapters.slack.app import build_app
from bot.adapters.slack.http import LARGEST_BODY, PATH, slack_site
from bot.core.cards import Notice
from bot.core.commands import Typed
from bot.core.forms import Nothing
from bot.practice.slack import Person
from bot.use_cases.ports import BusyError

SECRET = "practice-signing-secret"


class Site:
    """Calls the WSGI application as a server would."""

    def __init__(self, app):
        self.app = app
        self.counted = []

    def post(self, body, *, path=PATH, method="POST", **changes):
        body = body if isinstance(body, bytes) else body.encode()
        stamp = str(changes.pop("stamp", int(time.time())))
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_TYPE": changes.pop("kind", "application/x-www-form-urlencoded"),
            "CONTENT_LENGTH": changes.pop("length", str(len(body))),
            "HTTP_X_SLACK_REQUEST_TIMESTAMP": stamp,
            "HTTP_X_SLACK_SIGNATURE": changes.pop("signature", None) or sign(stamp, body),
            "wsgi.input": io.BytesIO(body),
        }
        assert not changes
        seen = {}
        seen["body"] = b"".join(self.app(environ, lambda status, _: seen.update(status=int(status.split()[0]))))
        return seen["status"]


def sign(stamp, body):
    return "v0=" + hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()


def command(team, words="help", **more):
    return urlencode(
        {"command": "/tweet", "text": words, "team_id": team, "user_id": "U1", "channel_id": "C1", "trigger_id": words}
        | more
    )


class Seen:
    def __init__(self):
        self.keys = set()
        self.broken = False

    def __call__(self, key):
        if self.broken:
            raise BusyError("locked")
        new = key not in self.keys
        self.keys.add(key)
        return new


@pytest.fixture
def seen():
    return Seen()


@pytest.fixture
def site(config, desk, seen):
    counted = []
    app = build_app(config, desk, seen, counted.append)
    made = Site(slack_site(app, config, counted.append))
    made.counted = counted
    yield made
    app.listener_runner.listener_executor.shutdown()


@pytest.fixture
def team(slack):
    return slack.team_id


def test_a_signed_command_is_handled(site, team, desk, wait):
    desk.answers_with(Nothing())
    assert site.post(command(team, "Market day")) == 200
    wait(lambda: desk.commands == [Typed("/tweet", "Market day", "C1")])


def test_the_challenge_of_slack_is_answered(site):
    body = json.dumps({"type": "url_verification", "challenge": "abc"})
    assert site.post(body, kind="application/json") == 200


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"signature": "v0=" + "0" * 64}, 401),
        ({"signature": "v1=" + "0" * 64}, 401),
        ({"signature": "é" * 67}, 401),
        ({"signature": "v0=" + "٣" * 64}, 401),
        ({"stamp": "yesterday"}, 401),
        ({"stamp": "٣٣٣"}, 401),
        ({"stamp": "9" * 500}, 401),
        ({"stamp": 1_000_000_000}, 401),
        ({"stamp": "-5"}, 401),
        ({"method": "GET"}, 405),
        ({"length": str(LARGEST_BODY + 1)}, 413),
        ({"length": "-1"}, 400),
        ({"length": "many"}, 400),
    ],
)
def test_a_request_slack_did_not_send_gets_no_further(site, team, desk, changes, status):
    """Design 9: unsigned or oversized requests: 4xx, a counter, no handler."""
    assert site.post(command(team), **changes) == status
    assert len(site.counted) == 1
    assert desk.commands == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"payload=%7B", "application/x-www-form-urlencoded"),
        (b"payload=[" + b"[" * 100_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(500)), "application/x-www-form-urlencoded"),
    ],
)
def test_a_signed_body_that_cannot_be_read_gets_400(site, desk, body, kind):
    assert site.post(body, kind=kind) == 400
    assert site.counted == ["unreadable"]
    assert desk.commands == []


def test_the_same_request_twice_is_refused(site, team, desk, wait):
    stamp = int(time.time())
    assert site.post(command(team), stamp=stamp) == 200
    assert site.post(command(team), stamp=stamp) == 409
    assert site.counted == ["replayed"]
    wait(lambda: len(desk.commands) == 1)


def test_a_changed_body_under_an_old_signature_is_refused(site, team, desk):
    stamp = str(int(time.time()))
    signature = sign(stamp, command(team).encode())
    assert site.post(command(team, "evil"), stamp=stamp, signature=signature) == 401
    assert desk.commands == []


def foreign(team):
    yield command("T0FOREIGN"), "application/x-www-form-urlencoded"
    for payload in (
        {"type": "block_actions", "team": {"id": "T0FOREIGN"}, "user": {"id": "U1"}, "actions": [{}]},
        {"type": "block_actions", "team": {"id": team}, "user": {"id": "U1", "team_id": "T0FOREIGN"}, "actions": [{}]},
        {"type": "view_submission", "team": {"id": "T0FOREIGN"}, "user": {"id": "U1"}, "view": {}},
    ):
        yield urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded"
    event = {"type": "event_callback", "team_id": "T0FOREIGN", "event": {"type": "app_home_opened", "user": "U1"}}
    yield json.dumps(event), "application/json"


def test_another_workspace_is_refused(site, team, desk):
    for body, kind in foreign(team):
        assert site.post(body, kind=kind) == 403
    assert set(site.counted) == {"foreign"}
    assert desk.commands == []


def test_a_store_that_cannot_say_whether_a_request_is_new_makes_slack_try_again(site, team, desk, seen):
    seen.broken = True
    assert site.post(command(team)) == 503
    assert desk.commands == []


def test_without_a_signing_secret_there_is_no_site(config, bolt):
    with pytest.raises(ValueError, match="SLACK_SIGNING_SECRET"):
        slack_site(bolt, replace(config, signing_secret=" "))


def test_a_person_is_served_over_http_as_over_a_socket(slack, served, site, desk):
    """The whole way: practice Slack → waitress → WSGI → Bolt."""
    server = create_server(site.app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        slack.deliver_to(f"http://127.0.0.1:{server.effective_port}{PATH}")
        ana = Person(served.url, "U1")
        desk.answers_with(Notice("Hello over HTTP"))
        assert ana.types("/tweet help", "comms")
        ana.waits_for_message("Hello over HTTP", "comms")
    finally:
        server.close()
        thread.join(5)
