"""What the practice X knows: accounts, posts, pictures. No HTTP here; handlers turn this into X's JSON."""

import hashlib
import secrets
import string
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.practice.clock import PracticeClock
from bot.practice.x.length import find_links

SNOWFLAKE_EPOCH_MS = 1_288_834_974_657
"""The instant X counts its ids from (4 November 2010), in milliseconds of Unix time."""
MEDIA_LIFE = timedelta(days=1)
"""How long an uploaded picture waits for its post."""
DUPLICATE_WINDOW = timedelta(days=1)
"""How far back the same words by the same account count as a duplicate; X does not publish its figure."""


@dataclass(frozen=True, slots=True)
class XAccount:
    """An account as people see it. `colour` is the CSS colour of its picture."""

    handle: str
    name: str
    bio: str
    colour: str
    followers: int | None = 12_480
    """None where X does not tell; how often a post was shown follows from it."""

    @property
    def user_id(self) -> str:
        """X's number for the account, the same in every run."""
        return str(10**17 + int(hashlib.sha256(self.handle.lower().encode()).hexdigest()[:12], 16))


@dataclass(frozen=True, slots=True)
class Link:
    """One t.co link of a post: code-point positions in the shown text; `media_key` when it stands for a picture."""

    short: str
    expanded: str
    start: int
    media_key: str | None = None


@dataclass(frozen=True, slots=True)
class XMedia:
    """An uploaded picture. `uploaded` is UTC."""

    id: str
    owner: str
    content: bytes = field(repr=False)
    mime: str
    uploaded: datetime
    alt: str = ""
    finished: bool = True

    @property
    def key(self) -> str:
        """X's media key: 3 is the kind for a photograph, 16 for a moving one."""
        return f"{'16' if self.mime == 'image/gif' else '3'}_{self.id}"


@dataclass(frozen=True, slots=True)
class NewPost:
    """What an account asks X to publish."""

    text: str
    reply_to: str | None = None
    quote_of: str | None = None
    media: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class XPost:
    """A published post: `typed` is what was sent (NFC), `shown` what the API returns before HTML escaping."""

    id: str
    handle: str
    typed: str
    shown: str
    at: datetime
    links: tuple[Link, ...]
    words_from: int
    """Where the words begin in `shown`, after the mention X adds to a reply."""
    reply_to: str | None = None
    quote_of: str | None = None
    media: tuple[str, ...] = ()
    repost_of: str | None = None


class World:
    """The state of the practice X. Handlers and tests both use it; `changes` counts what timelines show."""

    def __init__(self, clock: PracticeClock, accounts: list[XAccount]) -> None:
        self.clock = clock
        self.accounts = {account.handle.lower(): account for account in accounts}
        self.posts: list[XPost] = []
        self.media: dict[str, XMedia] = {}
        self.accepted = 0
        """How many posts were ever accepted, deleted ones included."""
        self.changes = 0
        self.closed: set[str] = set()
        """Handles (lower case) that are protected or suspended: nobody else is shown their posts."""
        self.shown: dict[str, int | None] = {}
        """How often posts were shown, by number, where that is set; None where X does not tell."""
        self._versions: dict[str, tuple[str, ...]] = {}
        self._last_id = 0

    def new_id(self) -> str:
        """A snowflake, always greater than the last one."""
        instant = int(self.clock.now().timestamp() * 1000) - SNOWFLAKE_EPOCH_MS
        self._last_id = max(instant << 22, self._last_id + 1)
        return str(self._last_id)

    def account(self, handle: str) -> XAccount | None:
        """The account with this handle, whatever its case."""
        return self.accounts.get(handle.lower().removeprefix("@"))

    def by_user_id(self, user_id: str) -> XAccount | None:
        """The account with this X number."""
        return next((found for found in self.accounts.values() if found.user_id == user_id), None)

    def find(self, post_id: str) -> XPost | None:
        """The post with this id, unless deleted or unknown."""
        return next((post for post in self.posts if post.id == post_id), None)

    def may_see(self, handle: str, post: XPost) -> bool:
        """Whether this account is shown the post."""
        return post.handle.lower() not in self.closed or post.handle.lower() == handle.lower()

    def versions(self, post_id: str) -> tuple[str, ...]:
        """The numbers of a post, one for each time its words were changed, the newest last."""
        return self._versions.get(post_id, (post_id,))

    def posts_of(self, handle: str) -> tuple[XPost, ...]:
        """An account's posts, newest first, each in its newest version."""
        return tuple(
            post
            for post in reversed(self.posts)
            if post.handle.lower() == handle.lower() and self.versions(post.id)[-1] == post.id
        )

    def edit(self, post_id: str, text: str) -> XPost:
        """New words get a new number; the old number goes on showing the old words. KeyError for no such post."""
        old = self.find(post_id)
        if old is None:
            raise KeyError(post_id)
        new = self.publish(old.handle, NewPost(text, old.reply_to, old.quote_of, old.media))
        history = (*self.versions(post_id), new.id)
        self._versions |= dict.fromkeys(history, history)
        return new

    def times_shown(self, post: XPost) -> int | None:
        """How often a post was shown: as it was set, else about a sixth of the followers, another number for each."""
        followers = self.accounts[post.handle.lower()].followers
        return self.shown.get(post.id, None if followers is None else followers // 6 + int(post.id) % 89)

    def is_duplicate(self, handle: str, new: NewPost) -> bool:
        """Whether the account said the same words to the same post within DUPLICATE_WINDOW."""
        since = self.clock.now() - DUPLICATE_WINDOW
        text = " ".join(unicodedata.normalize("NFC", new.text).split())
        return any(
            " ".join(post.typed.split()) == text and post.reply_to == new.reply_to and post.at >= since
            for post in self.posts_of(handle)
            if text or set(post.media) == set(new.media)
        )

    def usable_media(self, owner: str, media_id: str) -> bool:
        """Whether this account may attach this picture: its own, whole, and not older than MEDIA_LIFE."""
        found = self.media.get(media_id)
        if found is None or found.owner != owner or not found.finished:
            return False
        return self.clock.now() - found.uploaded < MEDIA_LIFE

    def publish(self, handle: str, new: NewPost) -> XPost:
        """Accept a post that has been checked, and put it on the timeline."""
        post_id = self.new_id()
        typed = unicodedata.normalize("NFC", new.text).strip()
        prefix = self._mention_for(handle, new.reply_to)
        shown, links = _shorten(prefix + typed)
        extra: list[tuple[str | None, str]] = [
            (self.media[m].key, self._address(post_id, handle) + f"/photo/{n}") for n, m in _numbered(new)
        ]
        if new.quote_of is not None:
            extra.append((None, self._address(new.quote_of, self._author(new.quote_of))))
        for key, expanded in extra:
            shown = f"{shown} " if shown else ""
            links.append(Link(_short(), expanded, len(shown), key))
            shown += links[-1].short
        post = XPost(
            post_id, handle, typed, shown, self.clock.now().astimezone(UTC), tuple(links), len(prefix),
            new.reply_to, new.quote_of, new.media,
        )  # fmt: skip
        self.posts.append(post)
        self.accepted += 1
        self.changes += 1
        return post

    def repost(self, handle: str, source: XPost) -> XPost:
        """Put somebody's post on an account's timeline as it is; done twice, it is there once."""
        there = next((post for post in self.posts_of(handle) if post.repost_of == source.id), None)
        if there:
            return there
        words = f"RT @{source.handle}: {source.shown}"
        at = self.clock.now().astimezone(UTC)
        post = XPost(self.new_id(), handle, words, words, at, (), 0, repost_of=source.id)
        self.posts.append(post)
        self.accepted += 1
        self.changes += 1
        return post

    def undo_repost(self, handle: str, source_id: str) -> None:
        """Take it off again; where there is none, nothing happens."""
        for post in self.posts_of(handle):
            if post.repost_of == source_id:
                self.delete(post.id)

    def delete(self, post_id: str) -> None:
        """Take a post off the timeline for good, in all its versions."""
        versions = self.versions(post_id)
        self.posts = [post for post in self.posts if post.id not in versions]
        self.changes += 1

    def describe(self, media_id: str, alt: str) -> None:
        """Give a picture its words."""
        self.media[media_id] = replace(self.media[media_id], alt=alt)

    def _mention_for(self, handle: str, reply_to: str | None) -> str:
        author = self._author(reply_to)
        return f"@{author} " if author and author.lower() != handle.lower() else ""

    def _author(self, post_id: str | None) -> str:
        found = self.find(post_id) if post_id else None
        return found.handle if found else ""

    def _address(self, post_id: str, handle: str) -> str:
        return f"https://x.com/{handle}/status/{post_id}"


def _numbered(new: NewPost) -> list[tuple[int, str]]:
    # X gives all the pictures of a post one and the same link; ours is the first one's.
    return list(enumerate(new.media, 1))[:1]


def _shorten(text: str) -> tuple[str, list[Link]]:
    shown, links, end = "", [], 0
    for found in find_links(text):
        shown += text[end : found.start]
        expanded = found.address if found.has_scheme else f"http://{found.address}"
        links.append(Link(_short(), expanded, len(shown)))
        shown += links[-1].short
        end = found.end
    return shown + text[end:], links


def _short() -> str:
    alphabet = string.ascii_letters + string.digits
    return "https://t.co/" + "".join(secrets.choice(alphabet) for _ in range(10))
