"""The page's server: one origin, this machine only, the clock, and news of what changed."""

import json
import socket
from datetime import timedelta

import pytest
import requests

from bot.practice.page.server import page_app
from bot.practice.serving import Served

ADA = "U0ADA"


def test_the_page_and_its_parts_are_served_with_rules_for_the_browser(site):
    index = requests.get(site, timeout=5)
    script = requests.get(f"{site}/static/page.js", timeout=5)
    assert index.ok
    assert "Countersign" in index.text
    assert script.headers["Content-Type"].startswith(("text/javascript", "application/javascript"))
    assert "default-src 'self'" in index.headers["Content-Security-Policy"]
    assert "unsafe" not in index.headers["Content-Security-Policy"]
    assert index.headers["X-Content-Type-Options"] == "nosniff"


def test_what_people_do_reaches_the_practice_slack_as_it_was_sent(site, world):
    body = {"user": ADA, "channel": "C1", "text": "Grüße \u202e & <b>"}
    answer = requests.post(f"{site}/slack/people/message", json=body, timeout=5)
    assert answer.json() == {"ok": True}
    assert world.sent == [("message", body)]


def test_a_file_reaches_the_practice_slack_whole(site, world):
    file = {"file": ("roads.png", b"\x89PNG" + b"x" * 300_000)}
    answer = requests.post(f"{site}/slack/people/upload", data={"user": ADA}, files=file, timeout=5)
    assert answer.json()["file"]["name"] == "roads.png"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[::1]x", "localhost@evil.example"]
)
def test_a_foreign_host_is_refused_because_of_dns_rebinding(site, world, host):
    answer = requests.get(f"{site}/slack/people/state?user={ADA}", headers={"Host": host}, timeout=5)
    assert answer.status_code in {400, 403}
    assert "commands" not in answer.text


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://localhost"])
def test_a_foreign_origin_is_refused_and_nothing_is_done(site, world, origin):
    body = {"user": ADA, "channel": "C1", "text": "hello"}
    answer = requests.post(f"{site}/slack/people/message", json=body, headers={"Origin": origin}, timeout=5)
    assert answer.status_code == 403
    assert world.sent == []


def test_the_page_itself_may_ask_under_both_names_of_this_machine(site):
    by_name = site.replace("127.0.0.1", "localhost")
    for own in (site, by_name):
        headers = {"Origin": own, "Host": own.removeprefix("http://")}
        assert requests.get(f"{site}/clock", headers=headers, timeout=5).ok


@pytest.mark.parametrize(
    "path",
    [
        "slack/api/chat.postMessage",
        "slack/people/../api/auth.test",
        "x/2/tweets",
        "slack/socket",
        "slack/people/%2e%2e/api/auth.test",
    ],
)
def test_only_the_side_for_people_can_be_reached_through_the_page(site, path):
    port = int(site.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as raw:
        raw.sendall(f"GET /{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
        answer = raw.recv(65536)
    assert b" 404 " in answer.split(b"\r\n")[0]


def test_an_uploaded_file_can_never_run_on_the_page(site):
    answer = requests.get(f"{site}/x/people/timelines", timeout=5)
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_stand_in_that_is_down_is_said_in_words(clock):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{unused.getsockname()[1]}"
        with Served(page_app(nowhere, nowhere, clock, [])) as served:
            answer = requests.post(f"{served.url}/slack/people/message", json={}, timeout=5)
    assert answer.status_code == 502
    assert answer.json() == {
        "ok": False,
        "message": "The practice Slack is not answering. Nothing was sent; try again in a moment.",
    }


def test_the_clock_moves_forward_by_what_was_asked(site, clock):
    before = clock.now()
    answer = requests.post(f"{site}/clock", json={"advance_seconds": 3600}, timeout=5)
    assert answer.ok
    assert timedelta(hours=1) <= clock.now() - before < timedelta(hours=1, minutes=1)
    assert requests.get(f"{site}/clock", timeout=5).json()["now"] >= answer.json()["now"]


def test_nine_tomorrow_is_nine_on_a_london_clock(site, clock):
    from zoneinfo import ZoneInfo

    london = ZoneInfo("Europe/London")
    today = clock.now().astimezone(london).date()
    requests.post(f"{site}/clock", json={"tomorrow_at": "09:00"}, timeout=5).raise_for_status()
    there = clock.now().astimezone(london)
    assert (there.date(), there.hour, there.minute) == (today + timedelta(days=1), 9, 0)


@pytest.mark.parametrize(
    "body",
    [
        {"advance_seconds": -1},
        {"advance_seconds": "soon"},
        {"advance_seconds": 1e12},
        {},
        [],
        {"tomorrow_at": "25:00"},
        {"advance_seconds": None},
    ],
)
def test_the_clock_answers_anything_else_with_what_it_takes(site, clock, body):
    answer = requests.post(f"{site}/clock", json=body, timeout=5)
    assert answer.status_code == 400
    assert answer.text.startswith("Say how far")


def test_an_open_page_hears_what_changed_and_for_whom(site, world):
    with requests.get(f"{site}/live", stream=True, timeout=10) as live:
        lines = (line for line in live.iter_lines() if line.startswith(b"data:"))
        heard = set()
        world.change()
        while not {"x", "slack:U0ADA", "slack:U0BO"} <= heard:
            heard |= set(json.loads(next(lines)[5:]))
        requests.post(f"{site}/clock", json={"advance_seconds": 60}, timeout=5)
        while "clock" not in heard:
            heard |= set(json.loads(next(lines)[5:]))
