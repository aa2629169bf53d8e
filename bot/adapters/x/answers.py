"""What an answer of X, or the lack of one, means for a post: core's outcomes, with the reasons written down."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError
from urllib3.exceptions import SSLError as HandshakeError

from bot.adapters.x.link import AnsweredError, TransportFault
from bot.core.ids import TweetId
from bot.core.publishing import NeverSent, Outcome, Posted, Refused, RefusedBecause, Unknown

MOST_DETAIL = 300
MOST_WORDS = 200
TWEET_ID = re.compile(r"[0-9]{1,19}")
CLOCK_TOLERANCE_SECONDS = 60
"""A clock this far from X's is worth naming as the cause of a refused login; X gives up at five minutes."""
NOT_CERTAIN = frozenset({408, 409, 425, 499})
"""4xx answers that do not say for sure that the post was not taken."""
PERMISSION_CODES = frozenset({64, 87, 220, 261, 326, 453})
"""Suspended; not permitted; credentials without access; app without write; locked; access level."""
PERMISSION_TYPES = ("oauth1-permissions", "client-forbidden", "unsupported-authentication")
DUPLICATE_CODES = frozenset({187, 327})
"""The same words again; a post that is reposted already."""
OPENINGS = {
    RefusedBecause.CREDITS: "X says the credits or the monthly cap are used up.",
    RefusedBecause.PERMISSION: "X does not let this login do that.",
    RefusedBecause.RATE: "X asks to wait.",
    RefusedBecause.CONTENT: "X did not take it.",
}
LIMITS = ("x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour")


def created(response: requests.Response) -> Outcome:
    """The outcome of a success: Posted, or Unknown where the answer holds no id."""
    body = json_of(response)
    data = body.get("data") if isinstance(body, dict) else None
    tweet = data.get("id") if isinstance(data, dict) else None
    if isinstance(tweet, str) and TWEET_ID.fullmatch(tweet):
        return Posted(TweetId(tweet))
    return Unknown(_short(f"X answered {response.status_code}, but its answer could not be read."))


def reposted(response: requests.Response) -> Outcome:
    """The outcome of a repost that X took: Posted; Unknown where X tells no number, so that it is looked for."""
    body = json_of(response)
    data = body.get("data") if isinstance(body, dict) else None
    if isinstance(data, dict) and data.get("retweeted") is False:
        return Refused(RefusedBecause.CONTENT, "X did not take the repost and did not say why.")
    return created(response)


def not_created(answer: AnsweredError) -> Outcome:
    """The outcome of any other answer to a post."""
    response = answer.response
    if response.status_code == requests.codes.forbidden and _is_duplicate(response):
        return Unknown(_short(f"X says duplicate: the same words may already be live. {_words(response)}"))
    if response.status_code in range(300, 400):
        # A 307 says "ask elsewhere", so most likely nothing was published. It is Unknown all the same: it comes
        # from whatever stands in front of X, and looking is cheap where a second post cannot be taken back.
        return Unknown(_short(f"X sent the request elsewhere ({response.status_code}); it was not followed."))
    refusal = refused(response)
    return refusal or Unknown(_short(f"X answered {response.status_code}: {_words(response)}"))


def refused(response: requests.Response) -> Refused | None:
    """The refusal an answer states for certain, or None where it leaves room for doubt."""
    status = response.status_code
    if status not in range(400, 500) or status in NOT_CERTAIN:
        return None
    because = _because(response)
    if because is RefusedBecause.LOGIN:
        return Refused(because, _short(_login(response)))
    try_after = reset_of(response) if because is RefusedBecause.RATE else None
    return Refused(because, _short(f"{OPENINGS[because]} {_words(response)}"), try_after)


def no_answer(fault: TransportFault) -> NeverSent | Unknown:
    """The outcome of a request whose answer did not arrive."""
    if is_never_sent(fault):
        return NeverSent(f"X could not be reached ({_cause(fault)}). Nothing was sent.")
    return Unknown(f"X was sent the post and did not answer in full ({_cause(fault)}).")


def is_never_sent(fault: TransportFault) -> bool:
    """Whether the request certainly never left: no name, no connection, no proxy, or no TLS handshake."""
    if isinstance(fault, requests.exceptions.ConnectTimeout | requests.exceptions.ProxyError):
        return True
    wrapped = fault.args[0] if fault.args else None
    # link.py sees to it that an SSLError wrapped like this comes from the handshake and from nothing later.
    return isinstance(wrapped, MaxRetryError) and isinstance(wrapped.reason, NewConnectionError | HandshakeError)


def reset_of(response: requests.Response) -> datetime | None:
    """When X says to come back (UTC): the latest reset among the limits used up, or the window's own."""
    used_up = [name for name in LIMITS if response.headers.get(f"{name}-remaining") == "0"]
    resets = [_instant(response.headers.get(f"{name}-reset", "")) for name in used_up or LIMITS[:1]]
    return max((reset for reset in resets if reset), default=None)


def json_of(response: requests.Response) -> Any:
    """The body as JSON, or None where it is not."""
    try:
        return response.json()
    except (ValueError, RecursionError):
        return None


def _instant(seconds: str) -> datetime | None:
    return datetime.fromtimestamp(int(seconds), UTC) if re.fullmatch(r"[0-9]{1,10}", seconds) else None


def _because(response: requests.Response) -> RefusedBecause:
    match response.status_code:
        case requests.codes.unauthorized:
            return RefusedBecause.LOGIN
        case requests.codes.payment_required:
            return RefusedBecause.CREDITS
        case requests.codes.forbidden if _is_permission(response):
            return RefusedBecause.PERMISSION
        case requests.codes.too_many_requests:
            return RefusedBecause.CREDITS if "usage-capped" in _type(response) else RefusedBecause.RATE
        case _:
            return RefusedBecause.CONTENT


def _login(response: requests.Response) -> str:
    skew = _clock_skew(response)
    if abs(skew) > CLOCK_TOLERANCE_SECONDS:
        way = "slow" if skew > 0 else "fast"
        return f"X did not accept the login: this machine's clock is {abs(skew):.0f} seconds {way}."
    if _codes(response) & {135}:
        return f"X did not accept the login because of its time: check this machine's clock. {_words(response)}"
    return f"X did not accept the login: connect the account again. {_words(response)}"


def _clock_skew(response: requests.Response) -> float:
    """Seconds by which X's clock is ahead of the one the request was signed by; 0 where it cannot be told."""
    header = response.request.headers.get("Authorization", b"")
    text = header.decode() if isinstance(header, bytes) else header
    signed = re.search(r'oauth_timestamp="(\d+)"', text)
    try:
        theirs = parsedate_to_datetime(response.headers.get("Date", "")).timestamp()
    except (ValueError, OverflowError):
        return 0
    return theirs - int(signed[1]) if signed else 0


def _is_duplicate(response: requests.Response) -> bool:
    return bool(DUPLICATE_CODES & _codes(response)) or "duplicate content" in _words(response).lower()


def _is_permission(response: requests.Response) -> bool:
    return bool(_codes(response) & PERMISSION_CODES) or any(k in _type(response) for k in PERMISSION_TYPES)


def _type(response: requests.Response) -> str:
    body = json_of(response)
    return str(body.get("type", "")) if isinstance(body, dict) else ""


def _errors(response: requests.Response) -> list[dict[str, Any]]:
    """X's list of errors, which is under `errors`, or the body itself, or missing."""
    body = json_of(response)
    found = body.get("errors", body.get("error")) if isinstance(body, dict) else body
    listed = found if isinstance(found, list) else [found]
    return [one if isinstance(one, dict) else {"message": one} for one in listed if one]


def _codes(response: requests.Response) -> set[int]:
    return {code for one in _errors(response) if isinstance(code := one.get("code"), int)}


def _words(response: requests.Response) -> str:
    """What X said, on one line and cut to MOST_WORDS; empty where it said nothing readable."""
    body = json_of(response)
    said = [one.get("message") for one in _errors(response)]
    if isinstance(body, dict):
        said += [body.get("detail")]
    told = " ".join(" ".join(one.split()) for one in said if isinstance(one, str))
    return f"X: {told[:MOST_WORDS]}" if told else f"X gave no reason ({response.reason})."


def _cause(fault: TransportFault) -> str:
    """The class of what went wrong: messages of these libraries hold addresses, which nobody needs here."""
    wrapped = fault.args[0] if fault.args else None
    inner = wrapped.reason if isinstance(wrapped, MaxRetryError) and wrapped.reason else fault
    return type(inner).__name__


def _short(detail: str) -> str:
    return detail if len(detail) <= MOST_DETAIL else detail[: MOST_DETAIL - 1] + "…"
