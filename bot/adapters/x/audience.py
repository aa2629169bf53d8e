"""Reads an account's own public figures: its followers, and how often each of its tweets was shown."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import tweepy

from bot.adapters.x import answers, reading
from bot.adapters.x.link import (
    TRANSPORT_FAULTS,
    X_ADDRESS,
    AccountTokens,
    AnsweredError,
    App,
    TransportFault,
    signed_client,
)
from bot.adapters.x.quiet import hush
from bot.core.ids import AccountId
from bot.core.publishing import RefusedBecause, Unreadable
from bot.use_cases.ports_audience import AudienceSeen

PAGE, PAGES = 100, 5
"""Tweets of one page, X's most, and how many pages are read: each tweet that is read costs."""


class XAudience:
    """Reads figures. Safe to use from several threads: every call has a connection of its own.

    At most six requests, each with a timeout of `timeout_seconds`.
    """

    def __init__(
        self,
        consumer_key: str,
        consumer_secret: str,
        tokens: Callable[[AccountId], AccountTokens | None],
        base_url: str = X_ADDRESS,
        timeout_seconds: float = 10,
    ) -> None:
        hush()
        self._app = App(consumer_key, consumer_secret, base_url, timeout_seconds)
        self._tokens = tokens

    def read(self, account: AccountId, since: datetime) -> AudienceSeen | Unreadable:
        """The account's followers, and its own tweets since then (UTC), replies and reposts left out."""
        tokens = self._tokens(account)
        if tokens is None:
            return Unreadable(f"@{account} is not connected to X.", RefusedBecause.LOGIN)
        try:
            with signed_client(self._app, tokens) as client:
                return _read(client, account, since)
        except (AnsweredError, *TRANSPORT_FAULTS) as fault:
            return _unreadable(fault)


def _read(client: tweepy.Client, account: AccountId, since: datetime) -> AudienceSeen | Unreadable:
    me = _dict(_dict(answers.json_of(client.get_me(user_auth=True, user_fields=["public_metrics"]))).get("data"))
    if str(me.get("username", "")).lower() != account or not isinstance(me.get("id"), str):
        return Unreadable(f"X did not say that the login stored for @{account} is its own.", RefusedBecause.PERMISSION)
    followers = _count(_dict(me.get("public_metrics")).get("followers_count"))
    shown = _shown(client, me["id"], since)
    return (
        Unreadable("X answered, but its figures could not be read.")
        if shown is None
        else AudienceSeen(followers, shown)
    )


def _shown(client: tweepy.Client, user_id: str, since: datetime) -> tuple[int | None, ...] | None:
    """How often each tweet was shown, the newest first; None where a page cannot be read."""
    token: str | None = None
    found: list[int | None] = []
    for _ in range(PAGES):
        body = answers.json_of(
            client.get_users_tweets(
                user_id,
                user_auth=True,
                start_time=since,
                exclude=["replies", "retweets"],
                max_results=PAGE,
                tweet_fields=["public_metrics"],
                pagination_token=token,
            )
        )
        if reading.read_posts(body) is None:
            return None
        found += [_count(_dict(post.get("public_metrics")).get("impression_count")) for post in body.get("data", [])]
        token = reading.next_page(body)
        if token is None:
            break
    return tuple(found)


def _unreadable(fault: AnsweredError | TransportFault) -> Unreadable:
    if not isinstance(fault, AnsweredError):
        return Unreadable(f"X could not be reached ({type(fault).__name__}).")
    refusal = answers.refused(fault.response)
    if refusal is None:
        return Unreadable(f"X answered {fault.response.status_code}.")
    return Unreadable(f"X answered {fault.response.status_code}.", refusal.because, refusal.try_after)


def _count(value: Any) -> int | None:
    """A number of X's, or None where it says none: that is not nought."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
