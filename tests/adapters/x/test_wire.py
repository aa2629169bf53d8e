"""What can be known when the network itself goes wrong: never sent, or perhaps sent (F6)."""

import contextlib
import datetime as dt
import socket
import ssl
import threading
import time

import pytest
from certificates import certificate

from bot.adapters.x import AccountTokens, WhoAmI, XPublisher
from bot.core.ids import AccountId
from bot.core.publishing import NeverSent, Post, Posted, Refused, RefusedBecause, Timeline, Unknown, Unreadable

ACCOUNT = AccountId("fernshire")
TOKENS = AccountTokens("1-token", "secret")
POST = Post("Good morning")


@contextlib.contextmanager
def listening(answer):
    """A server on 127.0.0.1 that hands each accepted connection to `answer`, one after the other."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.05)
    stop = threading.Event()
    seen = []

    def serve():
        while not stop.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = server.accept()
                connection.settimeout(5)
                seen.append(connection)
                with connection, contextlib.suppress(OSError):
                    answer(connection)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield server.getsockname()[1], seen
    finally:
        stop.set()
        thread.join()
        server.close()


def publisher(address, timeout_seconds=2):
    """A publisher that already knows whose login it has, so that the first request is the post."""
    made = XPublisher("key", "app-secret", {ACCOUNT: TOKENS}.get, address, timeout_seconds)
    made._known[TOKENS] = WhoAmI(ACCOUNT, "1")
    return made


def raw(status_line, body=b"", headers=b""):
    def answer(connection):
        read_request(connection)
        head = b"HTTP/1.1 " + status_line + b"\r\nConnection: close\r\n" + headers
        connection.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)

    return answer


def read_request(connection):
    data = b""
    while b'"}' not in data and not data.startswith(b"GET"):
        data += connection.recv(65536)


@pytest.fixture
def tls(tmp_path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    pem = certificate(tmp_path)
    context.load_cert_chain(pem)
    context.pem = pem
    return context


def test_a_refused_connection_means_never_sent():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    outcome = publisher(f"http://127.0.0.1:{port}").send(ACCOUNT, POST)

    assert isinstance(outcome, NeverSent)
    assert "NewConnectionError" in outcome.detail


def test_a_name_that_does_not_exist_means_never_sent():
    outcome = publisher("http://x.invalid").send(ACCOUNT, POST)

    assert isinstance(outcome, NeverSent)
    assert "NameResolutionError" in outcome.detail


def test_a_certificate_nobody_vouches_for_means_never_sent(tls):
    def answer(connection):
        tls.wrap_socket(connection, server_side=True).close()

    with listening(answer) as (port, _):
        assert isinstance(publisher(f"https://127.0.0.1:{port}").send(ACCOUNT, POST), NeverSent)


def test_a_handshake_that_fails_means_never_sent():
    with listening(lambda connection: connection.sendall(b"HTTP/1.1 400 Bad\r\n\r\n")) as (port, _):
        assert isinstance(publisher(f"https://127.0.0.1:{port}").send(ACCOUNT, POST), NeverSent)


def test_tls_that_breaks_after_the_post_left_means_unknown(tls, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tls.pem))

    def answer(connection):
        with tls.wrap_socket(connection, server_side=True, suppress_ragged_eofs=False) as secure:
            read_request(secure)
            # Plain bytes in the middle of an encrypted connection.
            raw_socket = socket.socket(fileno=secure.detach())
            with raw_socket:
                raw_socket.sendall(b"HTTP/1.1 201 Created\r\n\r\n")
                time.sleep(0.1)

    with listening(answer) as (port, seen):
        outcome = publisher(f"https://127.0.0.1:{port}").send(ACCOUNT, POST)

    assert isinstance(outcome, Unknown)
    assert len(seen) == 1


@pytest.mark.parametrize(
    "answer",
    [
        read_request,
        lambda connection: (read_request(connection), connection.sendall(b"nonsense\r\n\r\n")),
        lambda connection: (
            read_request(connection),
            connection.sendall(b'HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{"data"'),
        ),
        raw(b"201 Created", b'{"data": {"id": "12", "text": "Good'),
        raw(b"201 Created", b"[]"),
        raw(b"201 Created", b'{"data": {"id": 12}}'),
        raw(b"201 Created", b'{"data": {"id": "twelve"}}'),
        raw(b"201 Created", b'{"errors": [{"title": "odd"}]}'),
        raw(b"201 Created", b"[" * 100_000),
        raw(b"201 Created", b"\x1f\x8bnonsense", b"Content-Encoding: gzip\r\n"),
        raw(b"201 Created", b"\xff\xfe\x00", b"Content-Type: application/json; charset=nonsense\r\n"),
        raw(b"201 Created", b"5\r\nHello", b"Transfer-Encoding: chunked\r\n"),
        raw(b"201 Created", b"zz\r\nHello", b"Transfer-Encoding: chunked\r\n"),
        raw(b"201 Created", b"Hello", b"Content-Length: 6\r\n"),
        raw(b"201 Created", b"{}", b"X-Long: " + b"x" * 70_000 + b"\r\n"),
        raw(b"201 Created", b"{}", b"X-Many: x\r\n" * 200),
        raw(b"201 Created", b"{}", b"no colon\r\n"),
        raw(b"abc"),
        raw(b"101 Switching Protocols"),
        raw(b"204 No Content"),
        raw(b"302 Found", headers=b"Location: https://example.org/\r\n"),
        raw(b"303 See Other", headers=b"Location: /2/tweets\r\n"),
        raw(b"408 Request Timeout"),
        raw(b"500 Internal Server Error", b"[1, 2]"),
        raw(b"502 Bad Gateway", b"<html>"),
        raw(b"600 Odd"),
        raw(b"403 Forbidden", b'{"errors": [{"code": 187, "message": "Status is a duplicate."}]}'),
    ],
)
def test_an_answer_that_leaves_room_for_doubt_means_unknown_and_one_request(answer):
    with listening(answer) as (port, seen):
        outcome = publisher(f"http://127.0.0.1:{port}").send(ACCOUNT, POST)

    assert isinstance(outcome, Unknown)
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("answer", "because"),
    [
        (raw(b"400 Bad Request", b"[1, 2]"), RefusedBecause.CONTENT),
        (raw(b"400 Bad Request", b'{"errors": null, "detail": 5}'), RefusedBecause.CONTENT),
        (raw(b"401 Unauthorized", b'{"errors": "no"}', b"Date: soon\r\n"), RefusedBecause.LOGIN),
        (raw(b"401 Unauthorized", b"", b"Date: Mon, 01 Jan 0001 00:00:00 -0000\r\n"), RefusedBecause.LOGIN),
        (raw(b"401 Unauthorized", b"", b"Date: Fri, 31 Dec 9999 23:59:59 -0000\r\n"), RefusedBecause.LOGIN),
        (raw(b"402 Payment Required", b"<html>"), RefusedBecause.CREDITS),
        (raw(b"403 Forbidden", b'{"type": null, "errors": [null, 3, {"code": "x"}]}'), RefusedBecause.CONTENT),
        (raw(b"429 Too Many", b"[[]]", b"x-rate-limit-reset: soon\r\n"), RefusedBecause.RATE),
        (raw(b"422 Odd", ('{"detail": "' + "é" * 900 + '"}').encode()), RefusedBecause.CONTENT),
    ],
)
def test_a_clear_no_in_an_odd_body_is_still_a_no(answer, because):
    with listening(answer) as (port, _):
        outcome = publisher(f"http://127.0.0.1:{port}").send(ACCOUNT, POST)

    assert isinstance(outcome, Refused)
    assert outcome.because is because
    assert outcome.try_after is None
    assert len(outcome.detail) <= 300


def test_of_several_limits_the_one_used_up_says_when():
    headers = (
        b"x-rate-limit-remaining: 60\r\nx-rate-limit-reset: 1000\r\n"
        b"x-user-limit-24hour-remaining: 0\r\nx-user-limit-24hour-reset: 5000\r\n"
    )
    with listening(raw(b"429 Too Many", headers=headers)) as (port, _):
        outcome = publisher(f"http://127.0.0.1:{port}").send(ACCOUNT, POST)

    assert outcome.try_after == dt.datetime.fromtimestamp(5000, dt.UTC)


def test_a_clock_that_is_wrong_is_named_as_the_cause():
    with listening(raw(b"401 Unauthorized", b"", b"Date: Fri, 01 Jan 2100 00:00:00 GMT\r\n")) as (port, _):
        outcome = publisher(f"http://127.0.0.1:{port}").send(ACCOUNT, POST)

    assert "clock is" in outcome.detail
    assert "slow" in outcome.detail


def test_a_silent_x_is_left_after_the_timeout():
    def say_nothing(connection):
        while connection.recv(65536):
            pass

    with listening(say_nothing) as (port, _):
        began = time.monotonic()
        outcome = publisher(f"http://127.0.0.1:{port}", timeout_seconds=0.3).send(ACCOUNT, POST)
        took = time.monotonic() - began

    assert isinstance(outcome, Unknown)
    assert 0.3 <= took < 3


@pytest.mark.parametrize(
    "body",
    [
        b'{"errors": [{"title": "Not Found Error"}]}',
        b"[]",
        b'{"meta": {}, "data": [{"id": 5}]}',
        b'{"meta": {}, "data": 5}',
    ],
)
def test_a_page_that_is_no_page_is_unreadable(body):
    with listening(raw(b"200 OK", body)) as (port, _):
        assert isinstance(publisher(f"http://127.0.0.1:{port}").timeline(ACCOUNT, None), Unreadable)


def test_a_timeline_whose_second_page_fails_is_unreadable():
    page = b'{"meta": {"next_token": "2"}, "data": [{"id": "5", "text": "Five"}]}'
    answers = iter([raw(b"200 OK", page), raw(b"503 Service Unavailable")])

    def one_after_the_other(connection):
        next(answers)(connection)

    with listening(one_after_the_other) as (port, seen):
        assert isinstance(publisher(f"http://127.0.0.1:{port}").timeline(ACCOUNT, None), Unreadable)

    assert len(seen) == 2


def test_fields_by_their_coming_names_are_read_too():
    page = (
        b'{"meta": {}, "data": [{"id": "5", "text": "Yes", "referenced_posts": [{"type": "replied_to", "id": "4"}]}]}'
    )

    with listening(raw(b"200 OK", page)) as (port, _):
        timeline = publisher(f"http://127.0.0.1:{port}").timeline(ACCOUNT, None)

    assert isinstance(timeline, Timeline)
    assert timeline.posts[0].reply_to == "4"


def test_an_id_in_a_plain_success_is_posted():
    with listening(raw(b"201 Created", b'{"data": {"id": "12", "text": "Good morning"}}')) as (port, _):
        assert publisher(f"http://127.0.0.1:{port}").send(ACCOUNT, POST) == Posted("12")
