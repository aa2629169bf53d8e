"""The act of posting: what is sent, what may come back, and how a post on the timeline is recognised as ours.

Sending itself is an adapter's business; what an outcome does to a draft is use_cases/publish.py's.
"""

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from urllib.parse import unquote

from bot.core.ids import TweetId


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture as it will be sent: raw bytes, MIME type and the words for people who cannot see it."""

    content: bytes = field(repr=False)
    mime: str
    alt: str


@dataclass(frozen=True, slots=True)
class Post:
    """Exactly what goes to X. Preview and publishing are both made from this, and from nothing else."""

    text: str
    reply_to: TweetId | None = None
    quote_of: TweetId | None = None
    pictures: tuple[Picture, ...] = ()
    repost_of: TweetId | None = None
    """The post to repost; then there is nothing else in it."""


@dataclass(frozen=True, slots=True)
class Posted:
    """X accepted the post and gave it this id."""

    tweet: TweetId


class RefusedBecause(StrEnum):
    """Why X certainly did not publish, in the words the product acts on."""

    LOGIN = "login"  # 401: token dead or clock skewed
    PERMISSION = "permission"  # 403: app permissions, access level 453, account locked or suspended
    CREDITS = "credits"  # 402: out of credits or monthly cap reached
    RATE = "rate"  # 429
    CONTENT = "content"  # 400 and other 403: X will not take these words, picture or target
    PICTURE = "picture"  # a picture could not be uploaded; the post itself was never sent


@dataclass(frozen=True, slots=True)
class Refused:
    """X answered, and the answer was no. `detail` is for the record: no token, 300 characters at most."""

    because: RefusedBecause
    detail: str
    try_after: datetime | None = None
    """For RATE: when X says the limit resets (UTC); None where X did not say."""


@dataclass(frozen=True, slots=True)
class NeverSent:
    """The request certainly never left this machine (name not found, connection refused, TLS failed)."""

    detail: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """X may have published it: timeout after sending, reset, 5xx, unreadable 2xx, duplicate 403."""

    detail: str


@dataclass(frozen=True, slots=True)
class Undone:
    """X has taken a repost off the account, or there was none any more."""


Outcome = Posted | Refused | NeverSent | Unknown


@dataclass(frozen=True, slots=True)
class TimelinePost:
    """One post read back from an account's own timeline, with what is needed to expand its t.co links."""

    tweet: TweetId
    text: str
    """As X returns it: HTML-escaped, links as t.co."""
    links: tuple[tuple[str, str], ...] = ()
    """(t.co address, expanded address) pairs; a picture's own t.co link is paired with an empty string."""
    reply_to: TweetId | None = None
    quote_of: TweetId | None = None
    pictures: int = 0
    at: datetime | None = None
    repost_of: TweetId | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The newest posts of an account, newest first."""

    posts: tuple[TimelinePost, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The timeline could not be read; `because` is set when X refused the login, permission or rate."""

    detail: str
    because: RefusedBecause | None = None
    try_after: datetime | None = None


def find_post(post: Post, timeline: Iterable[TimelinePost]) -> TweetId | None:
    """The id of the post on the timeline that is this act, or None.

    Same words after un-escaping and link expansion, same parent, same quoted post, same number of pictures
    (X gives no idempotency key: facts/x.md).
    """
    return next((seen.tweet for seen in timeline if _is_same(post, seen)), None)


def _is_same(post: Post, seen: TimelinePost) -> bool:
    if post.repost_of or seen.repost_of:
        return post.repost_of == seen.repost_of
    return (
        _own_words(_expanded(seen), seen) == _own_words(post.text, seen)
        and seen.reply_to == post.reply_to
        and (seen.quote_of == post.quote_of or (post.quote_of is None and _is_linked(post.text, seen.quote_of)))
        and seen.pictures == len(post.pictures)
    )


def _is_linked(text: str, tweet: TweetId | None) -> bool:
    """Whether the words hold this post's address, of which X makes a quote by itself."""
    return tweet is not None and re.search(rf"/status(?:es)?/{re.escape(tweet)}(?!\d)", text) is not None


def _expanded(seen: TimelinePost) -> str:
    """What X shows, un-escaped and with every t.co link replaced by its address, all in one pass."""
    text, addresses = html.unescape(seen.text), dict(seen.links)
    if not addresses:
        return text
    # The longest first: one t.co address may be the beginning of another.
    pattern = "|".join(map(re.escape, sorted(addresses, key=len, reverse=True)))
    return re.sub(pattern, lambda link: addresses[link[0]], text)


def _own_words(text: str, seen: TimelinePost) -> str:
    """The plain words without what X adds: mentions before a reply, the quoted post's address at the end."""
    words = plain_words(text)
    if seen.reply_to is not None:
        words = re.sub(r"^(?:@\w+ )+", "", words)
    if seen.quote_of is not None:
        words = re.sub(rf" ?\S+/status/{re.escape(seen.quote_of)}$", "", words)
    return words


def plain_words(text: str) -> str:
    """Words for comparison: NFC, white space folded, links without what X may change in them.

    X adds a scheme to bare hosts, a slash after a host, lower case to hosts and percent signs to paths.
    """
    text = re.sub(r"https?://", "", unicodedata.normalize("NFC", unquote(text)), flags=re.IGNORECASE)
    return " ".join(_with_plain_host(word) for word in re.sub(r"/(?=\s|$)", "", text).split())


def _with_plain_host(word: str) -> str:
    host, slash, path = word.partition("/")
    return (host.lower() if "." in host else host) + slash + path
