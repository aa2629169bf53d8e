"""Answers with bytes changed, lost and added: always an outcome, never an exception, never a second request (F6)."""

import contextlib
import random
import socket
import threading

import pytest

from bot.adapters.x import AccountTokens, WhoAmI, XPublisher
from bot.core.ids import AccountId
from bot.core.publishing import Post, Posted, Refused, Unknown

ACCOUNT = AccountId("fernshire")
TOKENS = AccountTokens("1-token", "secret")
ANSWERS = (
    b'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 46\r\n\r\n{"data": {"id": "12", "text": "Good morning"}}',
    b'HTTP/1.1 403 No\r\nContent-Length: 54\r\nSet-Cookie: a=b\r\n\r\n{"errors":[{"code":453,"message":"no"}],"detail":null}',
    b"HTTP/1.1 429 Wait\r\nx-rate-limit-reset: 9999999999\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    b"HTTP/1.1 401 No\r\nContent-Encoding: gzip\r\nDate: Fri, 20 Nov 2026 12:00:00 GMT\r\nContent-Length: 2\r\n\r\n{}",
    b"HTTP/1.1 307 Elsewhere\r\nLocation: http://\xff:99999/\r\nContent-Length: 0\r\n\r\n",
)
ADDED = (b"\r\n", b"\r\n\r\n", b"null", b"[", b'"', b"\x00", b"\xff\xfe", b"Content-Length: 3\r\n", b"9" * 30)


def mangle(answer, chance):
    answer = bytearray(answer)
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(answer) + 1)
        match chance.randrange(4):
            case 0:
                answer[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                answer[at:at] = chance.choice(ADDED)
            case 2:
                del answer[at : at + chance.randint(1, 20)]
            case _:
                answer = answer[:at] or bytearray(b"x")
    return bytes(answer)


@pytest.mark.parametrize("seed", range(4))
def test_a_mangled_answer_is_an_outcome_after_one_request(seed):
    chance = random.Random(seed)
    answers = [mangle(chance.choice(ANSWERS), chance) for _ in range(40)]
    asked = []

    def serve():
        for answer in answers:
            connection, _ = server.accept()
            with connection, contextlib.suppress(OSError):
                connection.settimeout(5)
                data = b""
                while b'"}' not in data:
                    data += connection.recv(65536)
                asked.append(data)
                connection.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        thread = threading.Thread(target=serve)
        thread.start()
        publisher = XPublisher(
            "key", "app-secret", {ACCOUNT: TOKENS}.get, f"http://127.0.0.1:{server.getsockname()[1]}", 2
        )
        publisher._known[TOKENS] = WhoAmI(ACCOUNT, "1")
        outcomes = [publisher.send(ACCOUNT, Post("Good morning")) for _ in answers]
        thread.join()

    assert len(asked) == len(answers)
    assert all(isinstance(outcome, Posted | Refused | Unknown) for outcome in outcomes)
    assert all(isinstance(outcome, Posted) or len(outcome.detail) <= 300 for outcome in outcomes)
