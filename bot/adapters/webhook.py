"""Reaches people through a signed webhook: a relay to a telephone gateway, PagerDuty or ntfy (the port Reach).

One POST of JSON, one try, one timeout, no redirects. README, "Reach people out of hours", describes it to its receiver.
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.header import Header
from urllib.parse import quote

import requests

from bot.core.people import Person, WayKind
from bot.use_cases.ports_chat import TryLater
from bot.use_cases.ports_reach import CannotReach, Message, Reached

SIGNATURE = "Countersign-Signature"
TAKEN = range(200, 300)
ELSEWHERE = range(300, 400)
NOT_NOW = frozenset({408, 425, 429, *range(500, 600)})
PLACE = "{target}"
"""Where in the address the target of a person goes, such as an ntfy topic."""
LONGEST_WAIT = 300
"""Seconds. A receiver that asks for a longer wait is asked again after this: somebody is to be woken."""


@dataclass(frozen=True, slots=True)
class Hook:
    """Where calls are posted, the key they are signed with, and how long (seconds) an answer is waited for."""

    url: str
    secret: str = field(repr=False)
    timeout_seconds: float = 5


class WebhookReach:
    """One receiver."""

    name = "the telephone gateway"
    kind = WayKind.WEBHOOK

    def __init__(self, hook: Hook, clock: Callable[[], datetime]) -> None:
        self._hook = hook
        self._clock = clock

    def call(self, person: Person, message: Message, target: str = "") -> Reached | TryLater | CannotReach:
        """Post one call. Where the address has a place for the target, somebody without one cannot be called."""
        if PLACE in self._hook.url and not target:
            return CannotReach(f"{person.name} has not said how the telephone gateway knows them: /rota reach.")
        body, url = _body(person, message, target), self._hook.url.replace(PLACE, quote(target, safe=""))
        try:
            sent = requests.Request("POST", url, data=body, headers=self._headers(message, body)).prepare()
            with requests.Session() as session:
                session.trust_env = False  # a login from .netrc is not for the receiver
                answer = session.send(sent, timeout=self._hook.timeout_seconds, allow_redirects=False, stream=True)
        except (
            requests.exceptions.InvalidURL,
            requests.exceptions.InvalidSchema,
            requests.exceptions.SSLError,
        ) as fault:
            return CannotReach(f"The receiver of calls cannot be used as it is set up: {type(fault).__name__}.")
        except requests.RequestException as fault:
            return TryLater(f"The receiver of calls could not be reached: {type(fault).__name__}.")
        return _read(answer)

    def _headers(self, message: Message, body: bytes) -> dict[str, str]:
        at = int(self._clock().timestamp())
        return {
            "Content-Type": "application/json",
            "User-Agent": "Countersign",
            "Idempotency-Key": message.key,
            "X-Title": _header(message.title),
            "X-Priority": "3" if message.is_drill or message.is_test else "5",
            SIGNATURE: f"t={at},v1={signature(self._hook.secret, at, body)}",
        }


def _header(words: str) -> str:
    """Words as one line of a header, however long: a folded one is refused before it is sent, and nobody is woken."""
    line = " ".join(words.split())
    return line if line.isascii() else Header(line, "utf-8").encode(linesep="", maxlinelen=0)


def signature(secret: str, at: int, body: bytes) -> str:
    """HMAC-SHA256 (hex) over the Unix time, a full stop and the body: an old call cannot be played again as new."""
    return hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()


def _body(person: Person, message: Message, target: str) -> bytes:
    told: dict[str, object] = {
        "id": message.key,
        "person": person.id,
        "name": person.name,
        "title": message.title,
        "about": message.about,
        "drill": message.is_drill,
    }
    if target:
        told["target"] = target
    if message.is_test:
        told["test"] = True
    return json.dumps(told, ensure_ascii=False).encode()


def _read(answer: requests.Response) -> Reached | TryLater | CannotReach:
    """What the status says; the body is not read."""
    status = answer.status_code
    if status in TAKEN:
        return Reached()
    if status in NOT_NOW:
        return TryLater(f"The receiver of calls answered {status}.", _wait(answer.headers.get("Retry-After", "")))
    if status in ELSEWHERE:
        return CannotReach("The receiver of calls has moved: put its new address into COUNTERSIGN_CALL_URL.")
    return CannotReach(f"The receiver of calls refuses them: it answered {status}.")


def _wait(asked: str) -> timedelta | None:
    """The seconds asked for; a date or anything else is not looked at."""
    return timedelta(seconds=min(int(asked), LONGEST_WAIT)) if asked.isascii() and asked.isdecimal() else None
