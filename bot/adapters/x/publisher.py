"""Sends one post as one account and reads that account's timeline back. Each call says exactly what is known."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import requests
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
from bot.adapters.x.pictures import NotUploaded, upload
from bot.adapters.x.quiet import hush
from bot.core.ids import AccountId, TweetId
from bot.core.publishing import (
    NeverSent,
    Outcome,
    Picture,
    Post,
    Posted,
    Refused,
    RefusedBecause,
    Timeline,
    TimelinePost,
    Undone,
    Unknown,
    Unreadable,
)

PAGE_SMALLEST, PAGE_LARGEST = 5, 100
"""X's bounds for one page of a timeline."""


@dataclass(frozen=True, slots=True)
class WhoAmI:
    """Whom X takes a login for: the handle, and X's number for the account."""

    handle: AccountId
    user_id: str


class XPublisher:
    """Posts to X. Safe to use from several threads: every call has a connection of its own.

    `timeout_seconds` is for each request. The longest `send` is ten requests: one to learn whose login it is
    (once per process and login), four pictures with their words, and the post.
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
        self._known: dict[AccountTokens, WhoAmI] = {}

    def send(self, account: AccountId, post: Post) -> Outcome:
        """Publish `post` as `account`: at most one request that can publish, never repeated."""
        tokens = self._tokens(account)
        if tokens is None:
            return Refused(RefusedBecause.LOGIN, f"@{account} is not connected to X.")
        with signed_client(self._app, tokens) as client:
            outcome = self._send(account, tokens, post, client)
        return outcome if isinstance(outcome, Posted) else replace(outcome, detail=self._clean(outcome, tokens))

    def timeline(self, account: AccountId, since: TweetId | None, at_most: int = 100) -> Timeline | Unreadable:
        """The account's newest posts, newest first: those after `since`, and `at_most` of them."""
        tokens = self._tokens(account)
        if tokens is None:
            return Unreadable(f"@{account} is not connected to X.", RefusedBecause.LOGIN)
        with signed_client(self._app, tokens) as client:
            found = self._timeline(account, tokens, client, since, at_most)
        return found if isinstance(found, Timeline) else replace(found, detail=self._clean(found, tokens))

    def undo_repost(self, account: AccountId, source: TweetId) -> Undone | Refused | NeverSent:
        """Take the account's repost of `source` off again. X takes it twice without harm, so it may be repeated."""
        tokens = self._tokens(account)
        if tokens is None:
            return Refused(RefusedBecause.LOGIN, f"@{account} is not connected to X.")
        with signed_client(self._app, tokens) as client:
            outcome = self._undo_repost(account, tokens, source, client)
        return outcome if isinstance(outcome, Undone) else replace(outcome, detail=self._clean(outcome, tokens))

    def who_am_i(self, account: AccountId) -> WhoAmI | Refused | NeverSent:
        """Ask X whose login is stored for `account`; Refused (PERMISSION) where it is somebody else's."""
        tokens = self._tokens(account)
        if tokens is None:
            return Refused(RefusedBecause.LOGIN, f"@{account} is not connected to X.")
        with signed_client(self._app, tokens) as client:
            found = self._ask_who(account, tokens, client)
        return found if isinstance(found, WhoAmI) else replace(found, detail=self._clean(found, tokens))

    def _send(self, account: AccountId, tokens: AccountTokens, post: Post, client: tweepy.Client) -> Outcome:
        owner = self._owner(account, tokens, client)
        if not isinstance(owner, WhoAmI):
            return owner
        if post.repost_of:
            return _repost(client, owner, post.repost_of)
        media = _upload_all(client, post.pictures)
        if not isinstance(media, list):
            return media
        try:
            response = client.create_tweet(
                text=post.text or None,
                in_reply_to_tweet_id=post.reply_to,
                quote_tweet_id=post.quote_of,
                media_ids=media or None,
                user_auth=True,
            )
        except AnsweredError as answer:
            return answers.not_created(answer)
        except TRANSPORT_FAULTS as fault:
            return answers.no_answer(fault)
        return answers.created(response)

    def _undo_repost(
        self, account: AccountId, tokens: AccountTokens, source: TweetId, client: tweepy.Client
    ) -> Undone | Refused | NeverSent:
        owner = self._owner(account, tokens, client)
        if not isinstance(owner, WhoAmI):
            return owner
        try:
            client.request("DELETE", f"/2/users/{owner.user_id}/retweets/{source}", user_auth=True)
        except (AnsweredError, *TRANSPORT_FAULTS) as fault:
            return _not_done("taking a repost back", fault)
        return Undone()

    def _timeline(
        self, account: AccountId, tokens: AccountTokens, client: tweepy.Client, since: TweetId | None, at_most: int
    ) -> Timeline | Unreadable:
        owner = self._owner(account, tokens, client)
        if not isinstance(owner, WhoAmI):
            return _unreadable(owner)
        posts: list[TimelinePost] = []
        token: str | None = None
        while True:
            try:
                response = _page(client, owner.user_id, since, at_most - len(posts), token)
            except (AnsweredError, *TRANSPORT_FAULTS) as fault:
                return _unreadable(_not_done("reading the timeline", fault))
            body = answers.json_of(response)
            page = reading.read_posts(body)
            if page is None:
                return Unreadable("X answered, but the timeline could not be read.")
            posts += page
            token = reading.next_page(body)
            if token is None or not page or len(posts) >= at_most:
                return Timeline(tuple(posts[:at_most]))

    def _owner(self, account: AccountId, tokens: AccountTokens, client: tweepy.Client) -> WhoAmI | Refused | NeverSent:
        """Whose login this is, asked once per process and login (F13: a draft never goes to another account)."""
        known = self._known.get(tokens)
        return _checked(account, known) if known else self._ask_who(account, tokens, client)

    def _ask_who(
        self, account: AccountId, tokens: AccountTokens, client: tweepy.Client
    ) -> WhoAmI | Refused | NeverSent:
        try:
            response = client.get_me(user_auth=True)
        except (AnsweredError, *TRANSPORT_FAULTS) as fault:
            return _not_done("checking whose login it is", fault)
        body = answers.json_of(response)
        data = body.get("data") if isinstance(body, dict) else None
        if not isinstance(data, dict) or not {"id", "username"} <= data.keys():
            return NeverSent("X did not say whose login this is.")
        found = WhoAmI(AccountId(str(data["username"]).lower()), str(data["id"]))
        self._known[tokens] = found
        return _checked(account, found)

    def _clean(self, said: Refused | NeverSent | Unknown | Unreadable, tokens: AccountTokens) -> str:
        """The detail without any secret X may have quoted back."""
        detail = said.detail
        for secret in (tokens.token, tokens.secret, self._app.consumer_key, self._app.consumer_secret):
            detail = detail.replace(secret, "…") if secret else detail
        return detail


def _checked(account: AccountId, found: WhoAmI) -> WhoAmI | Refused:
    if found.handle == account.lower():
        return found
    detail = f"The login stored for @{account} belongs to @{found.handle}. Connect @{account} again."
    return Refused(RefusedBecause.PERMISSION, detail)


def _repost(client: tweepy.Client, owner: WhoAmI, source: TweetId) -> Outcome:
    # Not `client.retweet`: it takes the user's number from the shape of the token, and ours is asked for.
    try:
        response = client.request(
            "POST", f"/2/users/{owner.user_id}/retweets", json={"tweet_id": source}, user_auth=True
        )
    except AnsweredError as answer:
        return answers.not_created(answer)
    except TRANSPORT_FAULTS as fault:
        return answers.no_answer(fault)
    return answers.reposted(response)


def _upload_all(client: tweepy.Client, pictures: tuple[Picture, ...]) -> list[str] | Refused | NeverSent:
    uploaded: list[str] = []
    for number, picture in enumerate(pictures, 1):
        try:
            media = upload(client, picture)
        except (AnsweredError, *TRANSPORT_FAULTS) as fault:
            return _as_picture(_not_done(f"uploading picture {number}", fault))
        if isinstance(media, NotUploaded):
            return Refused(RefusedBecause.PICTURE, media.detail)
        uploaded.append(media)
    return uploaded


def _as_picture(said: Refused | NeverSent) -> Refused | NeverSent:
    is_content = isinstance(said, Refused) and said.because is RefusedBecause.CONTENT
    return Refused(RefusedBecause.PICTURE, said.detail) if is_content else said


def _not_done(doing: str, fault: AnsweredError | TransportFault) -> Refused | NeverSent:
    """What a failed step before the post means: whatever became of the step, nothing of the post was sent."""
    if isinstance(fault, AnsweredError):
        status = fault.response.status_code
        refusal = answers.refused(fault.response)
        return refusal or NeverSent(f"X answered {status} while {doing}.")
    return NeverSent(f"X could not be reached while {doing} ({type(fault).__name__}).")


def _unreadable(said: Refused | NeverSent) -> Unreadable:
    if isinstance(said, Refused):
        return Unreadable(said.detail, said.because, said.try_after)
    return Unreadable(said.detail)


def _page(
    client: tweepy.Client, user_id: str, since: TweetId | None, wanted: int, token: str | None
) -> requests.Response:
    response: requests.Response = client.get_users_tweets(
        user_id,
        user_auth=True,
        since_id=since,
        max_results=min(max(wanted, PAGE_SMALLEST), PAGE_LARGEST),
        tweet_fields=list(reading.FIELDS),
        pagination_token=token,
    )
    return response
