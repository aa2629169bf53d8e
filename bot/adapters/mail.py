"""Reaches people by e-mail: one message over SMTP, one try, one timeout (the port Reach)."""

import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from enum import StrEnum

from bot.core.people import Person, WayKind
from bot.use_cases.ports_chat import TryLater
from bot.use_cases.ports_reach import CannotReach, Message, Reached

FOR_GOOD = 500
"""Replies from here on are final (RFC 5321, 4.2.1); lower ones may come out otherwise later."""
_ADDRESS = re.compile(r"[^@\s<>,;:\"()\[\]]+@[A-Za-z0-9.-]+")


class Tls(StrEnum):
    """How the line to the mail server is kept private."""

    STARTTLS = "starttls"  # begun in the open and then encrypted, as on port 587
    TLS = "tls"  # encrypted from the start, as on port 465
    NONE = "no"  # a server on the same machine


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in, as whom, and how long (seconds) each answer is waited for."""

    host: str
    port: int
    sender: str
    tls: Tls = Tls.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    timeout_seconds: float = 5


class MailReach:
    """One mail server. `trust` says whose certificates it accepts: by default those this machine trusts."""

    name = "e-mail"
    kind = WayKind.EMAIL

    def __init__(self, server: MailServer, clock: Callable[[], datetime], trust: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._clock = clock
        self._trust = trust or ssl.create_default_context()

    def call(self, person: Person, message: Message, target: str = "") -> Reached | TryLater | CannotReach:
        """Hand in one message, to the address they chose or that of org.yaml."""
        address = target or person.email
        if not _ADDRESS.fullmatch(address):
            return CannotReach(f"{person.name} has no e-mail address that can be used.")
        try:
            with self._connected() as server:
                self._log_in(server)
                server.send_message(self._letter(person.name, address, message), self._server.sender, [address])
        except (smtplib.SMTPException, OSError) as fault:
            return _failed(fault)
        return Reached()

    def _connected(self) -> smtplib.SMTP:
        server, seconds = self._server, self._server.timeout_seconds
        if server.tls is Tls.TLS:
            return smtplib.SMTP_SSL(server.host, server.port, timeout=seconds, context=self._trust)
        return smtplib.SMTP(server.host, server.port, timeout=seconds)

    def _log_in(self, server: smtplib.SMTP) -> None:
        """Encrypt first: a server that offers no encryption is not given a password or a name."""
        if self._server.tls is Tls.STARTTLS:
            server.starttls(context=self._trust)
        if self._server.user:
            server.login(self._server.user, self._server.password)

    def _letter(self, name: str, address: str, message: Message) -> EmailMessage:
        letter = EmailMessage()
        user, _, domain = address.rpartition("@")
        letter["From"] = self._server.sender
        letter["To"] = Address(_one_line(name), user, domain)
        letter["Subject"] = _one_line(message.title)
        letter["Date"] = format_datetime(self._clock())
        letter["Message-ID"] = f"<{_one_line(message.key)}@{self._server.sender.rpartition('@')[2]}>"
        letter["Importance"] = "high"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(_text(message))
        return letter


_TEST = (
    "This is a test that you asked for. Nothing is wrong, and you need do nothing.",
    "",
    "This is how you are told by e-mail when you are called out of hours and do not answer in chat.",
    "Would it have woken you? If not, choose another way in chat: /rota reach.",
)


def _text(message: Message) -> str:
    if message.is_test:
        return "\n".join(_TEST) + "\n"
    drill = ["This is a drill. Nothing is wrong.", ""] if message.is_drill else []
    lines = (
        *drill,
        f"{message.title}.",
        f"It is about {message.about}.",
        "",
        "Please open your messages from Countersign in chat and answer there: “I have it” or “Pass on”.",
        "If nobody answers, the next person is called.",
        "",
        "An answer to this e-mail is read by nobody.",
    )
    return "\n".join(lines) + "\n"


def _one_line(words: str) -> str:
    """Without line breaks, which would begin a header of their own."""
    return " ".join(words.split())


def _failed(fault: smtplib.SMTPException | OSError) -> TryLater | CannotReach:
    """What went wrong, and whether it may go better later."""
    match fault:
        case smtplib.SMTPRecipientsRefused():
            return _answered(next(iter(fault.recipients.values()))[0], "does not take mail for this person")
        case smtplib.SMTPAuthenticationError():
            return _answered(fault.smtp_code, "does not accept the login")
        case smtplib.SMTPResponseException():
            return _answered(fault.smtp_code, "did not take the message")
        case smtplib.SMTPNotSupportedError() | ssl.SSLCertVerificationError():
            return CannotReach(f"The mail server cannot be used as it is set up: {type(fault).__name__}.")
        case _:
            return TryLater(f"The mail server could not be reached: {type(fault).__name__}.")


def _answered(code: int, what: str) -> TryLater | CannotReach:
    said = f"The mail server {what} (it answered {code})."
    return CannotReach(said) if code >= FOR_GOOD else TryLater(said)
