"""Connecting an account by PIN (OAuth 1.0a, out of band): begin, let a person authorise, finish with the PIN."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from requests_oauthlib import OAuth1Session

from bot.adapters.x import answers
from bot.adapters.x.link import (
    TRANSPORT_FAULTS,
    X_ADDRESS,
    AccountTokens,
    AnsweredError,
    App,
    only_try,
)
from bot.adapters.x.quiet import hush
from bot.core.ids import AccountId
from bot.core.publishing import RefusedBecause


class NotConnectedBecause(StrEnum):
    """What stood in the way, in the words the command line acts on."""

    WRONG_PIN = "wrong pin"
    APP_KEYS = "app keys"  # X does not know the app, or does not allow it this
    EXPIRED = "expired"  # the request is too old or was used: begin again
    UNREACHABLE = "unreachable"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class NotConnected:
    """The account was not connected, and nothing was stored. `detail` holds no secret."""

    because: NotConnectedBecause
    detail: str


@dataclass(frozen=True, slots=True)
class RequestToken:
    """What has to be kept between `begin` and `finish`."""

    app: App
    token: str = field(repr=False)
    secret: str = field(repr=False)


def begin(
    consumer_key: str, consumer_secret: str, base_url: str = X_ADDRESS, timeout_seconds: float = 10
) -> tuple[str, RequestToken] | NotConnected:
    """The address where a person authorises the app, and the request token to finish with."""
    hush()
    app = App(consumer_key, consumer_secret, base_url.rstrip("/"), timeout_seconds)
    with _session(app, callback_uri="oob") as session:
        address = f"{app.base_url}/oauth/request_token"
        answer = _fetch(lambda: session.fetch_request_token(address), NotConnectedBecause.APP_KEYS)
        if isinstance(answer, NotConnected):
            return answer
        page = session.authorization_url(f"{app.base_url}/oauth/authorize")
    return page, RequestToken(app, answer["oauth_token"], answer["oauth_token_secret"])


def finish(request: RequestToken, pin: str) -> tuple[AccountTokens, AccountId] | NotConnected:
    """The account's access token and its handle, for the PIN that X showed."""
    hush()
    digits = "".join(pin.split())
    if not (digits.isascii() and digits.isdigit()):
        return NotConnected(NotConnectedBecause.WRONG_PIN, "The PIN is the number that X shows, digits only.")
    with _session(
        request.app,
        resource_owner_key=request.token,
        resource_owner_secret=request.secret,
        verifier=digits,
    ) as session:
        address = f"{request.app.base_url}/oauth/access_token"
        answer = _fetch(lambda: session.fetch_access_token(address), NotConnectedBecause.EXPIRED)
    if isinstance(answer, NotConnected):
        return answer
    if not answer.get("screen_name"):
        return NotConnected(NotConnectedBecause.UNREADABLE, "X did not say which account was connected.")
    tokens = AccountTokens(answer["oauth_token"], answer["oauth_token_secret"])
    return tokens, AccountId(answer["screen_name"].lower())


@contextmanager
def _session(app: App, **more: Any) -> Iterator[OAuth1Session]:
    """What tweepy's OAuth1UserHandler makes, which lets nobody set a timeout or an address for the second step."""
    session = OAuth1Session(app.consumer_key, client_secret=app.consumer_secret, **more)
    only_try(session, app.timeout_seconds)
    try:
        yield session
    finally:
        session.close()


def _fetch(step: Callable[[], Mapping[str, Any]], when_refused: NotConnectedBecause) -> dict[str, str] | NotConnected:
    try:
        answer = step()
    except AnsweredError as fault:
        return _not_connected(fault, when_refused)
    except TRANSPORT_FAULTS as fault:
        detail = f"X could not be reached ({type(fault).__name__}). Try again."
        return NotConnected(NotConnectedBecause.UNREACHABLE, detail)
    except ValueError:
        return NotConnected(NotConnectedBecause.UNREADABLE, "X's answer could not be read. Try again.")
    if not {"oauth_token", "oauth_token_secret"} <= answer.keys():
        return NotConnected(NotConnectedBecause.UNREADABLE, "X's answer holds no token. Try again.")
    return {str(name): str(value) for name, value in answer.items()}


def _not_connected(fault: AnsweredError, when_refused: NotConnectedBecause) -> NotConnected:
    if "oauth_verifier" in fault.response.text:
        return NotConnected(NotConnectedBecause.WRONG_PIN, "X does not know this PIN. Check it and try again.")
    refusal = answers.refused(fault.response)
    if refusal is None or refusal.because is RefusedBecause.RATE:
        detail = f"X answered {fault.response.status_code}. Try again later."
        return NotConnected(NotConnectedBecause.UNREACHABLE, detail)
    return NotConnected(when_refused, refusal.detail)
