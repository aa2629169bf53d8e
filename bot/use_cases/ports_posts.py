"""What use cases need to read of other people's posts on X, as a protocol."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.core.answered import Sight
from bot.core.ids import AccountId, TweetId


@dataclass(frozen=True, slots=True)
class PostSeen:
    """One post as X shows it now. What is not read has no author, no words, no pictures and no conversation."""

    standing: Sight
    author: str = ""
    text: str = ""
    pictures: bool = False
    conversation: TweetId | None = None
    """The number of the first post of the conversation it stands in; None where X does not say."""


class Posts(Protocol):
    """Single posts on X. Never raises for what X or the network does: every outcome is a value."""

    def post(self, account: AccountId, tweet: TweetId, within: timedelta) -> PostSeen:
        """The post with this number as `account` sees it; UNREAD where X does not answer `within` this time."""
