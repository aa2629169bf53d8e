"""Calls by e-mail, against a real mail server on this machine (D6)."""

import contextlib
import socket
import ssl
import threading
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from certificates import certificate

from bot.adapters.mail import MailReach, MailServer, Tls
from bot.core.people import Person
from bot.use_cases.ports_chat import TryLater
from bot.use_cases.ports_reach import CannotReach, Message, Reached

MEGAN = Person("megan.price", "Megan Price", email="megan.price@fernshire.example")
CALL = Message("escalation-12-3", "Wake up: an urgent draft waits for you", "draft 12")
ELEVEN = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)


class Postbox:
    """Takes mail; `answers` says what it answers instead, by recipient."""

    def __init__(self):
        self.letters, self.answers = [], {}

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802  aiosmtpd's name
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):  # noqa: N802  aiosmtpd's name
        encrypted = session.ssl is not None
        self.letters.append((message_from_bytes(envelope.content, policy=default), envelope.rcpt_tos, encrypted))
        return self.answers.get("DATA", "250 taken")


class Encrypted(Controller):
    """A server that offers STARTTLS, and then only goes on encrypted and with a login."""

    def __init__(self, handler, context, **more):
        self.context = context
        super().__init__(handler, hostname="127.0.0.1", **more)

    def factory(self):
        return SMTP(
            self.handler,
            tls_context=self.context,
            require_starttls=True,
            auth_required=True,
            authenticator=self.knows,
        )

    @staticmethod
    def knows(_server, _session, _envelope, _mechanism, login):
        known = (login.login, login.password) == (b"countersign", b"open sesame")
        return AuthResult(success=known, handled=False)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@contextlib.contextmanager
def served(controller):
    controller.start()
    try:
        yield controller
    finally:
        controller.stop()


@pytest.fixture
def postbox():
    return Postbox()


@pytest.fixture
def plain(postbox):
    """A server on this machine without encryption."""
    with served(Controller(postbox, hostname="127.0.0.1", port=free_port())) as up:
        yield MailServer("127.0.0.1", up.port, "countersign@fernshire.example", Tls.NONE, timeout_seconds=2)


@pytest.fixture
def encrypted(postbox, tmp_path):
    """A server that wants STARTTLS and a login, and how its certificate is trusted."""
    pem = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with served(Encrypted(postbox, context, port=free_port())) as up:
        server = MailServer(
            "127.0.0.1", up.port, "countersign@fernshire.example", Tls.STARTTLS, "countersign", "open sesame", 2
        )
        yield server, ssl.create_default_context(cafile=pem)


def reach(server, trust=None):
    return MailReach(server, lambda: ELEVEN, trust)


def replaced(server, **fields):
    return MailServer(**{name: getattr(server, name) for name in MailServer.__slots__} | fields)


def test_a_call_arrives_as_one_urgent_letter_in_plain_words(plain, postbox):
    assert reach(plain).call(MEGAN, CALL) == Reached()
    ((letter, to, _),) = postbox.letters
    assert to == ["megan.price@fernshire.example"]
    assert letter["To"] == "Megan Price <megan.price@fernshire.example>"
    assert letter["Subject"] == CALL.title
    assert letter["Message-ID"] == "<escalation-12-3@fernshire.example>"
    assert (letter["Importance"], letter["Auto-Submitted"]) == ("high", "auto-generated")
    assert letter["Date"] == "Mon, 02 Mar 2026 23:00:00 +0000"
    text = letter.get_content()
    assert "draft 12" in text
    assert "the next person is called" in text


def test_the_address_somebody_chose_goes_before_that_of_the_file(plain, postbox):
    assert reach(plain).call(MEGAN, CALL, "megan@home.example") == Reached()
    assert postbox.letters[0][1] == ["megan@home.example"]
    postbox.answers["megan@home.example"] = "550 no such person"
    refused = reach(plain).call(MEGAN, CALL, "megan@home.example")
    assert isinstance(refused, CannotReach)
    assert "megan@home" not in refused.detail


def test_a_test_says_what_it_is_and_asks_for_nothing(plain, postbox):
    reach(plain).call(MEGAN, Message("k", "Test: this is how you are called", "a test", is_test=True))
    text = postbox.letters[0][0].get_content()
    assert text.startswith("This is a test that you asked for. Nothing is wrong")
    assert "the next person is called" not in text


def test_a_drill_says_first_that_nothing_is_wrong(plain, postbox):
    reach(plain).call(MEGAN, Message("k", "Drill: please answer", "a drill", is_drill=True))
    assert postbox.letters[0][0].get_content().startswith("This is a drill. Nothing is wrong.")


def test_the_line_is_encrypted_before_the_login_is_sent(encrypted, postbox):
    server, trust = encrypted
    assert reach(server, trust).call(MEGAN, CALL) == Reached()
    assert postbox.letters[0][2] is True


def test_a_wrong_login_has_to_be_mended(encrypted):
    server, trust = encrypted
    answer = reach(replaced(server, password="open barley"), trust).call(MEGAN, CALL)
    assert answer == CannotReach("The mail server does not accept the login (it answered 535).")


def test_a_server_nobody_trusts_is_given_nothing(encrypted, postbox):
    server, _ = encrypted
    assert isinstance(reach(server).call(MEGAN, CALL), CannotReach)
    assert postbox.letters == []


def test_a_server_that_offers_no_encryption_is_given_nothing(plain, postbox):
    answer = reach(replaced(plain, tls=Tls.STARTTLS)).call(MEGAN, CALL)
    assert answer == CannotReach("The mail server cannot be used as it is set up: SMTPNotSupportedError.")
    assert postbox.letters == []


@pytest.mark.parametrize(
    ("place", "says", "kind"),
    [
        (MEGAN.email, "550 no such person", CannotReach),
        (MEGAN.email, "450 busy", TryLater),
        ("DATA", "554 refused", CannotReach),
        ("DATA", "452 the disk is full", TryLater),
    ],
)
def test_what_the_server_answers_says_whether_later_helps(plain, postbox, place, says, kind):
    postbox.answers[place] = says
    answer = reach(plain).call(MEGAN, CALL)
    assert isinstance(answer, kind)
    assert says[:3] in answer.detail


def test_a_server_that_is_not_there_is_tried_later():
    server = MailServer("127.0.0.1", free_port(), "countersign@fernshire.example", Tls.NONE)
    assert isinstance(reach(server).call(MEGAN, CALL), TryLater)


def test_a_server_that_says_nothing_is_not_waited_for_long():
    silent = socket.create_server(("127.0.0.1", 0))
    held = []
    thread = threading.Thread(target=lambda: held.append(silent.accept()))
    thread.start()
    server = MailServer("127.0.0.1", silent.getsockname()[1], "c@fernshire.example", Tls.NONE, timeout_seconds=0.3)
    answer = reach(server).call(MEGAN, CALL)
    thread.join()
    held[0][0].close()
    silent.close()
    assert isinstance(answer, TryLater)


@pytest.mark.parametrize(
    "address", ["", "megan", "a@b\r\nBcc: all@fernshire.example", "two@a.example, three@a.example"]
)
def test_an_address_that_is_none_is_told_and_nothing_is_sent(plain, postbox, address):
    answer = reach(plain).call(Person("megan.price", "Megan Price", email=address), CALL)
    assert answer == CannotReach("Megan Price has no e-mail address that can be used.")
    assert postbox.letters == []


def test_a_line_break_in_a_title_begins_no_header(plain, postbox):
    reach(plain).call(MEGAN, Message("k\r\nX: y", "Wake up\r\nBcc: all@fernshire.example", "draft 12"))
    letter, to, _ = postbox.letters[0]
    assert (to, letter["Bcc"], letter["X"]) == ([MEGAN.email], None, None)


def test_the_password_does_not_show():
    assert "sesame" not in repr(MailServer("h", 25, "s", password="open sesame"))
