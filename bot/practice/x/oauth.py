"""OAuth 1.0a from the receiving side (RFC 5849, HMAC-SHA1): every signature is truly computed and compared."""

import base64
import hashlib
import hmac
import itertools
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote

from aiohttp import web

from bot.practice.x import problems

TOLERANCE_SECONDS = 300
"""How far a signature's timestamp may be from real time. Signatures are made by real programs, so this is
real time and not the practice clock, which people move."""
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Signed:
    """A request whose signature held: the OAuth parameters it carried."""

    token: str
    parameters: dict[str, str]


class Verifier:
    """Checks signatures for one app and remembers the nonces it has seen."""

    def __init__(self, consumer_key: str, consumer_secret: str) -> None:
        self._key = consumer_key
        self._secret = consumer_secret
        self._nonces: dict[tuple[str, str], float] = {}

    def check(self, request: web.Request, body: bytes, secrets: dict[str, str]) -> Signed | web.Response:
        """The signed request, or X's 401. `secrets` maps the tokens allowed here to their secrets."""
        oauth = read_header(request.headers.get("Authorization", ""))
        token = oauth.get("oauth_token", "")
        if oauth.get("oauth_consumer_key") != self._key or oauth.get("oauth_signature_method") != "HMAC-SHA1":
            return problems.bad_login()
        if token not in secrets:
            return problems.dead_token()
        if not self._is_now(oauth.get("oauth_timestamp", "")):
            return problems.wrong_time()
        wanted = sign(_base_string(request, body, oauth), self._secret, secrets[token])
        if not hmac.compare_digest(wanted.encode(), oauth.get("oauth_signature", "").encode()):
            return problems.bad_login()
        if not self._is_fresh(token, oauth.get("oauth_nonce", "")):
            return problems.bad_login()
        return Signed(token, oauth)

    def _is_now(self, timestamp: str) -> bool:
        return timestamp.isdigit() and abs(time.time() - int(timestamp)) <= TOLERANCE_SECONDS

    def _is_fresh(self, token: str, nonce: str) -> bool:
        now, oldest = time.time(), time.time() - 2 * TOLERANCE_SECONDS
        # A dict keeps the order of arrival, so the stale ones are at the front.
        for seen in list(itertools.takewhile(lambda one: self._nonces[one] < oldest, self._nonces)):
            del self._nonces[seen]
        if not nonce or (token, nonce) in self._nonces:
            return False
        self._nonces[token, nonce] = now
        return True


def read_header(header: str) -> dict[str, str]:
    """The parameters of an `Authorization: OAuth ...` header, decoded; empty if it is something else."""
    scheme, _, rest = header.partition(" ")
    if scheme.lower() != "oauth":
        return {}
    return {unquote(name): unquote(value) for name, value in re.findall(r'([^\s,=]+)="([^"]*)"', rest)}


def sign(base_string: str, consumer_secret: str, token_secret: str) -> str:
    """HMAC-SHA1 of the base string, as base64."""
    key = f"{_escape(consumer_secret)}&{_escape(token_secret)}"
    return base64.b64encode(hmac.new(key.encode(), base_string.encode(), hashlib.sha1).digest()).decode()


def _base_string(request: web.Request, body: bytes, oauth: dict[str, str]) -> str:
    pairs = [*parse_qsl(request.rel_url.raw_query_string, keep_blank_values=True)]
    pairs += [pair for pair in oauth.items() if pair[0] not in {"oauth_signature", "realm"}]
    if request.content_type == FORM:
        pairs += parse_qsl(body.decode(), keep_blank_values=True)
    address = f"{request.scheme}://{request.host.lower()}{request.rel_url.raw_path}"
    return "&".join((request.method.upper(), _escape(address), _escape(_joined(pairs))))


def _joined(pairs: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{name}={value}" for name, value in sorted((_escape(n), _escape(v)) for n, v in pairs))


def _escape(text: str) -> str:
    return quote(text, safe="-._~")
