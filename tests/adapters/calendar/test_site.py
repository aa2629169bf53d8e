"""Calendars over real HTTP: who has the address reads it, everybody else finds nothing there."""

import urllib.error
import urllib.request
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import vobject
from prometheus_client import CollectorRegistry

from bot.adapters.calendar.site import PATH, calendar_site
from bot.adapters.web import WebServer, site
from bot.core.rota.diary import Diary, Entry, Stamp, Stamped
from bot.use_cases.ports import BusyError

ENTRY = Entry("1@countersign", datetime(2026, 6, 1, 8, tzinfo=UTC), datetime(2026, 6, 1, 16, tzinfo=UTC), "Desk: Priya")

MADE = datetime(2026, 5, 1, tzinfo=UTC)


def diary(*entries, sequence=0):
    events = tuple(Stamped(entry, Stamp(entry.digest, sequence, MADE)) for entry in entries)
    return Diary("Press rota", ZoneInfo("Europe/London"), events)


@pytest.fixture
def served():
    diaries = {"secret": diary(ENTRY)}

    def found(token):
        if token == "busy":
            raise BusyError
        return diaries.get(token)

    app = site(lambda: (True, {}), CollectorRegistry(), {PATH: calendar_site(found)})
    server = WebServer(app, "127.0.0.1", 0, threads=2)
    server.start()
    yield f"http://127.0.0.1:{server.port}/calendar/", diaries
    server.stop()


def get(url, method="GET", **headers):
    request = urllib.request.Request(url, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers, refused.read()


def test_who_has_the_address_reads_the_calendar(served):
    status, headers, body = get(f"{served[0]}secret.ics")
    assert (status, headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert headers["Cache-Control"].startswith("private")
    assert vobject.readOne(body.decode()).vevent.summary.value == "Desk: Priya"


@pytest.mark.parametrize("path", ["other.ics", "secret", "secret.ics/x", ".ics", "", "secret.txt", "a/secret.ics"])
def test_anything_else_is_not_there(served, path):
    status, headers, body = get(f"{served[0]}{path}")
    assert (status, body) == (404, b"Not Found\n")
    assert headers["Cache-Control"] == "no-store"


def test_an_unchanged_calendar_is_not_sent_again(served):
    base, diaries = served
    tag = get(f"{base}secret.ics")[1]["ETag"]
    diaries["secret"] = diary(ENTRY)
    assert get(f"{base}secret.ics", **{"If-None-Match": tag})[0] == 304
    diaries["secret"] = diary(ENTRY, sequence=1)
    assert get(f"{base}secret.ics", **{"If-None-Match": tag})[0] == 200


def test_a_database_that_is_away_is_asked_again_later(served):
    status, headers, _ = get(f"{served[0]}busy.ics")
    assert (status, headers["Retry-After"]) == (503, "60")


def test_only_reading_is_possible(served):
    assert get(f"{served[0]}secret.ics", "HEAD")[::2] == (200, b"")
    assert get(f"{served[0]}secret.ics", "POST")[0] == 405


def test_health_still_answers_beside_it(served):
    assert get(served[0].replace("/calendar/", "/healthz"))[0] == 200
