"""Calls through the signed webhook, against a receiver as strict as a gateway should be (D6)."""

import json
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header

import pytest
from gateway import answering

from bot.adapters.webhook import Hook, WebhookReach
from bot.core.people import Person
from bot.use_cases.ports_chat import TryLater
from bot.use_cases.ports_reach import CannotReach, Message, Reached

MEGAN = Person("megan.price", "Megan Price", email="megan.price@fernshire.example")
CALL = Message("escalation-12-3", "Wake up: an urgent draft waits for you", "draft 12")
ELEVEN = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
SECRET = "between you and me"


@pytest.fixture
def gateway():
    with answering(SECRET, lambda: ELEVEN) as server:
        yield server


def reach(gateway, **more):
    return WebhookReach(
        Hook(f"http://127.0.0.1:{gateway.server_port}/calls", SECRET, timeout_seconds=0.5), lambda: ELEVEN
    )


def test_a_call_is_taken_by_a_receiver_that_checks_the_signature(gateway):
    assert reach(gateway).call(MEGAN, CALL) == Reached()
    ((path, headers, body),) = gateway.asked
    assert path == "/calls"
    assert headers["Content-Type"] == "application/json"
    assert headers["Idempotency-Key"] == "escalation-12-3"
    assert json.loads(body) == {
        "id": "escalation-12-3",
        "person": "megan.price",
        "name": "Megan Price",
        "title": "Wake up: an urgent draft waits for you",
        "about": "draft 12",
        "drill": False,
    }


def test_the_target_somebody_chose_is_in_the_call_and_in_its_place_in_the_address(gateway):
    hook = Hook(f"http://127.0.0.1:{gateway.server_port}/topics/{{target}}/calls", SECRET, timeout_seconds=0.5)
    way = WebhookReach(hook, lambda: ELEVEN)
    assert way.call(MEGAN, CALL, "megan+night@home") == Reached()
    path, _, body = gateway.asked[0]
    assert path == "/topics/megan%2Bnight%40home/calls"
    assert json.loads(body)["target"] == "megan+night@home"
    answer = way.call(MEGAN, CALL)
    assert answer == CannotReach("Megan Price has not said how the telephone gateway knows them: /rota reach.")
    assert len(gateway.asked) == 1


def test_a_call_shows_its_title_and_rings_loudly_where_the_receiver_is_ntfy(gateway):
    reach(gateway).call(MEGAN, CALL)
    reach(gateway).call(MEGAN, Message("k", "Prawf: ŵyl", "a test", is_test=True))
    loud, quiet = (headers for _, headers, _ in gateway.asked)
    assert (loud["X-Title"], loud["X-Priority"]) == ("Wake up: an urgent draft waits for you", "5")
    assert str(make_header(decode_header(quiet["X-Title"]))) == "Prawf: ŵyl"
    assert quiet["X-Priority"] == "3"
    assert json.loads(gateway.asked[1][2])["test"] is True


LONG = "Wake up: @FernshireCC is stopped because X refuses its login — and nobody has said “I have it” since 17:00"


@pytest.mark.parametrize("title", [LONG, "Wake up:\nan urgent draft waits for you", " \t Wake up " + "now " * 60])
def test_a_title_of_any_length_and_shape_reaches_the_gateway(gateway, title):
    assert reach(gateway).call(MEGAN, Message("k", title, "draft 12")) == Reached()
    ((_, headers, _),) = gateway.asked
    assert str(make_header(decode_header(headers["X-Title"]))) == " ".join(title.split())


def test_a_drill_is_marked_as_one(gateway):
    reach(gateway).call(MEGAN, Message("k", "Drill: please answer", "a drill", is_drill=True))
    assert json.loads(gateway.asked[0][2])["drill"] is True


def test_a_call_signed_with_another_key_is_refused(gateway):
    gateway.secret = "between others"
    assert reach(gateway).call(MEGAN, CALL) == CannotReach("The receiver of calls refuses them: it answered 401.")


def test_an_old_call_played_again_is_refused(gateway):
    gateway.clock = lambda: ELEVEN + timedelta(minutes=6)
    assert isinstance(reach(gateway).call(MEGAN, CALL), CannotReach)


def test_no_redirect_is_followed(gateway):
    gateway.status, gateway.headers = 307, {"Location": "/elsewhere"}
    answer = reach(gateway).call(MEGAN, CALL)
    assert isinstance(answer, CannotReach)
    assert "COUNTERSIGN_CALL_URL" in answer.detail
    assert len(gateway.asked) == 1


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_a_receiver_that_cannot_now_is_tried_later(gateway, status):
    gateway.status = status
    assert reach(gateway).call(MEGAN, CALL) == TryLater(f"The receiver of calls answered {status}.")
    assert len(gateway.asked) == 1


@pytest.mark.parametrize(
    ("asked", "after"), [("20", 20), ("86400", 300), ("Fri, 27 Nov 2026 15:00:00 GMT", None), ("²", None)]
)
def test_a_wait_that_is_asked_for_is_kept_but_not_for_long(gateway, asked, after):
    gateway.status, gateway.headers = 429, {"Retry-After": asked.encode().decode("latin-1")}
    expected = None if after is None else timedelta(seconds=after)
    assert reach(gateway).call(MEGAN, CALL).after == expected


def test_a_receiver_that_does_not_answer_is_not_waited_for(gateway):
    gateway.sleeps = 1
    assert reach(gateway).call(MEGAN, CALL) == TryLater("The receiver of calls could not be reached: ReadTimeout.")


def test_a_receiver_that_is_not_there_is_tried_later():
    hook = Hook("http://127.0.0.1:9/calls", SECRET)
    assert isinstance(WebhookReach(hook, lambda: ELEVEN).call(MEGAN, CALL), TryLater)


def test_a_login_for_that_host_in_netrc_is_not_sent(gateway, tmp_path, monkeypatch):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login somebody password hush\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    reach(gateway).call(MEGAN, CALL)
    assert "Authorization" not in gateway.asked[0][1]


def test_the_key_does_not_show():
    assert SECRET not in repr(Hook("https://calls.example", SECRET))


def test_an_address_that_is_none_has_to_be_mended():
    assert isinstance(WebhookReach(Hook("http://[broken", SECRET), lambda: ELEVEN).call(MEGAN, CALL), CannotReach)
