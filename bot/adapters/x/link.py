"""One signed connection to X: address, one try, one timeout, no redirects. What answers mean: see answers.py."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import requests
import tweepy
import urllib3
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPSConnection

X_ADDRESS = "https://api.x.com"
TWEEPY_ADDRESS = "https://api.twitter.com"
"""Tweepy's own address, which it does not let anybody choose."""
SUCCESS = range(200, 300)


@dataclass(frozen=True, slots=True)
class AccountTokens:
    """The OAuth 1.0a access token of one account."""

    token: str = field(repr=False)
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class App:
    """The X app this product is, where it finds X, and how long it waits (seconds) for each answer."""

    consumer_key: str = field(repr=False)
    consumer_secret: str = field(repr=False)
    base_url: str = X_ADDRESS
    timeout_seconds: float = 10


class AnsweredError(Exception):
    """X answered, and not with a success.

    Raised before tweepy sees the answer: its own exceptions lose the status when a body is a JSON list.
    """

    def __init__(self, response: requests.Response) -> None:
        super().__init__(f"X answered {response.status_code}")
        self.response = response


TRANSPORT_FAULTS = (
    requests.ConnectionError,
    requests.Timeout,
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
    requests.exceptions.InvalidHeader,
    urllib3.exceptions.HTTPError,
)
"""What is raised when an answer does not arrive whole: by `requests`, or by urllib3 where requests lets it through.

InvalidHeader is about the answer: two lengths that differ, for one.
"""
TransportFault = requests.RequestException | urllib3.exceptions.HTTPError


class _Connection(HTTPSConnection):
    """Once a request has begun, broken TLS is a broken connection; an SSLError is left to mean a failed handshake."""

    def request(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().request(*args, **kwargs)
        except ssl.SSLError as fault:
            raise ConnectionResetError("TLS broke while sending") from fault

    def getresponse(self) -> Any:
        try:
            return super().getresponse()
        except ssl.SSLError as fault:
            raise ConnectionResetError("TLS broke while waiting for the answer") from fault


class _Pool(HTTPSConnectionPool):
    ConnectionCls = _Connection


class OneTry(HTTPAdapter):
    """One try, one timeout (seconds), no redirect followed; any answer but a success is raised as AnsweredError.

    `requests` itself never tries again (`max_retries` is 0) and without this would wait for ever.
    """

    def __init__(self, timeout_seconds: float) -> None:
        self._timeout_seconds = timeout_seconds
        super().__init__()

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: object = None,  # noqa: ARG002  what a caller asks for, and tweepy asks for nothing
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        response = super().send(request, stream, self._timeout_seconds, verify, cert, proxies)
        if response.status_code not in SUCCESS:
            response.content  # noqa: B018  read it while the connection is open
            raise AnsweredError(response)
        return response

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        _use_pool(self.poolmanager)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs)
        _use_pool(manager)
        return manager


def _use_pool(manager: PoolManager) -> None:
    manager.pool_classes_by_scheme = {"http": HTTPConnectionPool, "https": _Pool}


class _Session(requests.Session):
    """Sends what tweepy addresses to its own host to ours instead.

    The address is changed before signing: a signature covers it, so changing it afterwards (in an HTTPAdapter)
    would make every signature wrong.
    """

    def __init__(self, app: App) -> None:
        super().__init__()
        self._base_url = app.base_url.rstrip("/")
        self.max_redirects = 0
        only_try(self, app.timeout_seconds)

    def prepare_request(self, request: requests.Request) -> requests.PreparedRequest:
        request.url = self._base_url + str(request.url).removeprefix(TWEEPY_ADDRESS)
        return super().prepare_request(request)


def only_try(session: requests.Session, timeout_seconds: float) -> None:
    """Make every request of a session one try (OneTry)."""
    for scheme in ("http://", "https://"):
        session.mount(scheme, OneTry(timeout_seconds))


@contextmanager
def signed_client(app: App, tokens: AccountTokens) -> Iterator[tweepy.Client]:
    """A client that signs as this account, closed afterwards.

    A new one each time: a kept-alive connection that X has meanwhile dropped would turn a send into an unknown.
    """
    client = tweepy.Client(
        consumer_key=app.consumer_key,
        consumer_secret=app.consumer_secret,
        access_token=tokens.token,
        access_token_secret=tokens.secret,
        return_type=requests.Response,
        wait_on_rate_limit=False,
    )
    client.session.close()
    client.session = _Session(app)
    try:
        yield client
    finally:
        client.session.close()
