"""Reads one post of anybody's as an account sees it. What it says is data: nothing in it is followed or obeyed."""

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import tweepy

from bot.adapters.x import answers
from bot.adapters.x.link import TRANSPORT_FAULTS, X_ADDRESS, AccountTokens, AnsweredError, App, signed_client
from bot.adapters.x.quiet import hush
from bot.core.answered import Sight
from bot.core.ids import AccountId, TweetId
from bot.use_cases.ports_posts import PostSeen

FIELDS = ("author_id", "attachments", "conversation_id", "edit_history_tweet_ids", "entities", "note_tweet")
"""What has to be asked for; `note_tweet` holds the whole of a post that is longer than 280 characters."""
UNREAD = PostSeen(Sight.UNREAD)
_STANDINGS = {"resource-not-found": Sight.GONE, "not-authorized-for-resource": Sight.CLOSED}
"""How X's names of problems read; it answers 200 with a list of errors for a post it does not show."""


class XPosts:
    """Reads single posts. Safe to use from several threads: every call has a connection of its own."""

    def __init__(
        self,
        consumer_key: str,
        consumer_secret: str,
        tokens: Callable[[AccountId], AccountTokens | None],
        base_url: str = X_ADDRESS,
    ) -> None:
        hush()
        self._app = App(consumer_key, consumer_secret, base_url)
        self._tokens = tokens

    def post(self, account: AccountId, tweet: TweetId, within: timedelta) -> PostSeen:
        """The post in its newest version; UNREAD where this account has no login or X does not answer in time."""
        tokens = self._tokens(account)
        if tokens is None:
            return UNREAD
        app = replace(self._app, timeout_seconds=within.total_seconds())
        try:
            with signed_client(app, tokens) as client:
                return _newest(client, tweet)
        except AnsweredError as answer:
            return PostSeen(Sight.GONE) if answer.response.status_code == _GONE else UNREAD
        except TRANSPORT_FAULTS:
            return UNREAD


_GONE = 404


def _newest(client: tweepy.Client, tweet: TweetId) -> PostSeen:
    """An edited post has a new number, and its first one goes on showing the old words: then the newest is read."""
    body = _asked(client, tweet)
    newest = _last_version(body, tweet)
    return _read(_asked(client, newest), newest) if newest != tweet else _read(body, tweet)


def _asked(client: tweepy.Client, tweet: TweetId) -> Any:
    response = client.get_tweet(
        tweet, user_auth=True, expansions=["author_id"], tweet_fields=list(FIELDS), user_fields=["username"]
    )
    return answers.json_of(response)


def _last_version(body: Any, tweet: TweetId) -> TweetId:
    versions = _dict(_dict(body).get("data")).get("edit_history_tweet_ids")
    last = versions[-1] if isinstance(versions, list) and versions else tweet
    return TweetId(last) if isinstance(last, str) and answers.TWEET_ID.fullmatch(last) else tweet


def _read(body: Any, tweet: TweetId) -> PostSeen:
    data = _dict(_dict(body).get("data"))
    if not data:
        return _not_shown(body)
    author = _author(body, data)
    if data.get("id") != tweet or not isinstance(data.get("text"), str) or not author:
        return UNREAD
    media = _dict(data.get("attachments")).get("media_keys")
    return PostSeen(Sight.READ, author, _words(data), bool(media), _conversation(data))


def _not_shown(body: Any) -> PostSeen:
    """Only what X says for certain counts; a suspended author's post is kept from us like a protected one's."""
    said = [str(one.get("type", "")).rpartition("/")[2] for one in _dicts(_dict(body).get("errors"))]
    return PostSeen(next((_STANDINGS[name] for name in said if name in _STANDINGS), Sight.UNREAD))


def _conversation(data: dict[str, Any]) -> TweetId | None:
    first = data.get("conversation_id")
    return TweetId(first) if isinstance(first, str) and answers.TWEET_ID.fullmatch(first) else None


def _author(body: Any, data: dict[str, Any]) -> str:
    users = _dicts(_dict(_dict(body).get("includes")).get("users"))
    names = [one.get("username") for one in users if one.get("id") == data.get("author_id")]
    return names[0] if names and isinstance(names[0], str) else ""


def _words(data: dict[str, Any]) -> str:
    """The words as people read them: links as they were typed, the address of its own picture left out."""
    note = _dict(data.get("note_tweet"))
    whole = note if isinstance(note.get("text"), str) else data
    text = str(whole["text"])
    for one in _dicts(_dict(whole.get("entities")).get("urls")):
        short, long = str(one.get("url", "")), str(one.get("expanded_url", ""))
        text = text.replace(short, "" if one.get("media_key") else long) if short and long else text
    return html.unescape(text).strip()


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
