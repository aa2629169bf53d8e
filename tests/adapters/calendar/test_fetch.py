"""Fetching a calendar over real HTTP from this machine, and every address that is not asked."""

import socket
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.calendar import fetch as fetching
from bot.adapters.calendar.fetch import LARGEST, fetch, refused
from bot.adapters.calendar.leave import HttpCalendars
from bot.use_cases.ports_calendar import Leave, NoLeave


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        status, headers, body = self.server.pages.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        for piece in body if isinstance(body, list) else [body]:
            self.wfile.write(piece)
            self.wfile.flush()
            if isinstance(body, list):
                time.sleep(0.05)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def server():
    made = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    made.pages, made.asked = {}, []
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    made.at = f"http://127.0.0.1:{made.server_port}"
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def test_a_calendar_is_fetched_with_its_query(server):
    server.pages["/leave.ics?key=1"] = 200, {}, b"BEGIN:VCALENDAR"
    assert fetch(f" {server.at}/leave.ics?key=1 ", here=True) == b"BEGIN:VCALENDAR"


def test_this_machine_is_asked_in_practice_only(server):
    found = fetch(f"{server.at}/leave.ics")
    assert isinstance(found, NoLeave)
    assert found.for_good
    assert server.asked == []


def test_a_redirect_on_the_same_host_is_followed(server):
    server.pages["/old"] = 302, {"Location": "/new"}, b""
    server.pages["/new"] = 200, {}, b"here"
    assert fetch(f"{server.at}/old", here=True) == b"here"


def test_a_redirect_to_another_host_is_not(server):
    server.pages["/old"] = 302, {"Location": "http://169.254.169.254/latest/meta-data"}, b""
    found = fetch(f"{server.at}/old", here=True)
    assert "another host" in found.what
    assert server.asked == ["/old"]


def test_a_circle_of_redirects_ends(server):
    server.pages["/a"] = 302, {"Location": "/a"}, b""
    assert "circle" in fetch(f"{server.at}/a", here=True).what
    assert len(server.asked) == 4


@pytest.mark.parametrize(("status", "for_good"), [(401, True), (404, True), (410, True), (500, False), (503, False)])
def test_a_calendar_that_is_gone_is_told_apart_from_one_that_is_down(server, status, for_good):
    server.pages["/leave.ics"] = status, {}, b""
    assert fetch(f"{server.at}/leave.ics", here=True).for_good is for_good


def test_a_calendar_that_is_too_large_is_dropped(server):
    server.pages["/leave.ics"] = 200, {}, b"x" * (LARGEST + 1)
    assert fetch(f"{server.at}/leave.ics", here=True) == NoLeave("It is larger than 5 MB.", for_good=True)


def test_a_calendar_that_drips_is_given_up(server, monkeypatch):
    monkeypatch.setattr(fetching, "LONGEST", 0.1)
    server.pages["/leave.ics"] = 200, {}, [b"x"] * 20
    assert fetch(f"{server.at}/leave.ics", here=True) == NoLeave("The calendar took too long to arrive.")


def test_a_host_that_is_down_is_told_in_a_sentence():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert fetch(f"http://127.0.0.1:{port}/", here=True) == NoLeave("The calendar cannot be reached just now.")


@pytest.mark.parametrize(
    "address",
    [
        "http://calendar.example.gov.uk/leave.ics",
        "ftp://calendar.example.gov.uk/leave.ics",
        "file:///etc/passwd",
        "https://user:password@calendar.example.gov.uk/",
        "https://localhost/leave.ics",
        "https://127.0.0.1/",
        "https://10.0.0.5/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://224.0.0.1/",
        "https://[::1]/",
        "https://[fd00::1]/",
        "https://[::ffff:10.0.0.5]/",
        "https://[64:ff9b::a00:5]/",
        "https://[2002:a00:5::]/",
        "https://[bad",
        "https://host:99999/",
        "leave.ics",
        "",
    ],
)
def test_what_may_not_be_asked_is_refused_before_anybody_is_asked(address):
    assert refused(address)


@pytest.mark.parametrize(
    "address",
    ["https://calendar.example.gov.uk/l.ics", "webcal://calendar.example.gov.uk/l.ics", "https://93.184.215.14/"],
)
def test_a_public_address_may_be_asked(address):
    assert refused(address) == ""


@pytest.mark.parametrize("found", [["10.0.0.5"], ["93.184.215.14", "127.0.0.1"], ["fe80::1%eth0"]])
def test_a_public_name_for_a_private_address_is_not_connected_to(monkeypatch, found):
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in found]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it was connected to"))
    answer = fetch("https://calendar.example.gov.uk/leave.ics")
    assert answer == NoLeave("That address is not on the public internet, so it is not asked.", for_good=True)


def test_a_calendar_at_an_address_is_read_as_leave(server):
    lines = [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "UID:1",
        "DTSTART;VALUE=DATE:20260701",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    server.pages["/leave.ics"] = 200, {}, "\r\n".join(lines).encode()
    asked = ZoneInfo("Europe/London"), datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 8, 1, tzinfo=UTC)
    found = HttpCalendars(here=True).read(f"{server.at}/leave.ics", *asked)
    assert found == Leave(((datetime(2026, 6, 30, 23, tzinfo=UTC), datetime(2026, 7, 1, 23, tzinfo=UTC)),))
    assert HttpCalendars(here=True).read(f"{server.at}/other.ics", *asked).for_good
    assert HttpCalendars().refused(f"{server.at}/leave.ics")
