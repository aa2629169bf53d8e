"""X's JSON for people and timelines, read into core's types. No requests are made here."""

from datetime import datetime
from typing import Any

from bot.core.ids import TweetId
from bot.core.publishing import TimelinePost

FIELDS = ("created_at", "entities", "attachments", "referenced_tweets")
"""What has to be asked for; id and text always come."""


def read_posts(body: Any) -> tuple[TimelinePost, ...] | None:
    """The posts of one page, or None where the body is no page (an empty page has `meta` and no `data`)."""
    if not isinstance(body, dict) or not isinstance(body.get("meta"), dict):
        return None
    data = body.get("data", [])
    if not isinstance(data, list) or not all(_is_post(one) for one in data):
        return None
    return tuple(_post(one) for one in data)


def next_page(body: Any) -> str | None:
    """The token of the next page, if there is one."""
    token = body["meta"].get("next_token")
    return token if isinstance(token, str) and token else None


def _is_post(post: Any) -> bool:
    return isinstance(post, dict) and isinstance(post.get("id"), str) and isinstance(post.get("text"), str)


def _post(post: dict[str, Any]) -> TimelinePost:
    media = _dict(post.get("attachments")).get("media_keys")
    return TimelinePost(
        tweet=TweetId(post["id"]),
        text=post["text"],
        links=_links(post),
        reply_to=_referenced(post, "replied_to"),
        quote_of=_referenced(post, "quoted"),
        pictures=len(media) if isinstance(media, list) else 0,
        at=_instant(post.get("created_at")),
        repost_of=_referenced(post, "retweeted") or _referenced(post, "reposted"),
    )


def _links(post: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """(t.co, address) pairs; a picture's own link is paired with nothing, since nobody typed it."""
    found = _dicts(_dict(post.get("entities")).get("urls"))
    return tuple(
        (str(one["url"]), "" if one.get("media_key") else str(one.get("expanded_url", "")))
        for one in found
        if one.get("url")
    )


def _referenced(post: dict[str, Any], kind: str) -> TweetId | None:
    # X is renaming tweets to posts field by field: read both.
    found = _dicts(post.get("referenced_tweets") or post.get("referenced_posts"))
    return next((TweetId(str(one["id"])) for one in found if one.get("type") == kind and "id" in one), None)


def _instant(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
