"""Health, metrics and mounted requests over real HTTP."""

import http.client
import json
import urllib.error
import urllib.request
from contextlib import closing

import pytest
from prometheus_client import CollectorRegistry, Counter

from bot.adapters.web import LARGEST_BODY, WebServer, site


@pytest.fixture
def served():
    registry = CollectorRegistry()
    Counter("countersign_published", "Tweets published", registry=registry).inc()
    facts = {"fit": True}

    def echo(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [environ["wsgi.input"].read()]

    app = site(lambda: (facts["fit"], {"slack": "connected"}), registry, {"/slack/events": echo})
    server = WebServer(app, "127.0.0.1", 0, threads=2)
    server.start()
    yield f"http://127.0.0.1:{server.port}", facts
    server.stop()


def get(url, data=None):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=data), timeout=5) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read()


def test_health_tells_the_facts(served):
    url, _ = served
    status, body = get(f"{url}/healthz")
    assert status == 200
    assert json.loads(body) == {"ok": True, "slack": "connected"}


def test_an_unfit_process_answers_503_with_the_facts(served):
    url, facts = served
    facts["fit"] = False
    status, body = get(f"{url}/healthz")
    assert status == 503
    assert json.loads(body)["ok"] is False


def test_metrics_are_served(served):
    status, body = get(f"{served[0]}/metrics")
    assert status == 200
    assert b"countersign_published_total 1.0" in body


def test_a_mounted_request_reaches_its_application(served):
    assert get(f"{served[0]}/slack/events", data=b"hello") == (200, b"hello")


def test_anything_else_is_not_found(served):
    assert get(f"{served[0]}/admin")[0] == 404


def test_a_body_over_one_megabyte_is_refused_unread(served):
    """The refusal comes on the announced length alone: not a byte of the body has been sent."""
    asked = http.client.HTTPConnection(served[0].removeprefix("http://"), timeout=5)
    with closing(asked):
        asked.putrequest("POST", "/slack/events")
        asked.putheader("Content-Length", str(LARGEST_BODY + 1))
        asked.endheaders()
        assert asked.getresponse().status == 413
