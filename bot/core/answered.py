"""The post of somebody else that a draft answers or quotes, as X showed it: its author, its words, where it stands.

When it is looked up and what follows from it is use_cases/answering.py's.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.core.drafts import Target
from bot.core.ids import TweetId


class Sight(StrEnum):
    """What was known of the post when it was last looked up."""

    READ = "read"
    GONE = "gone"  # deleted, or never there
    CLOSED = "closed"  # X keeps it from us: a protected or suspended account, or one that has blocked ours
    UNREAD = "unread"  # X could not be asked, or its answer could not be read


@dataclass(frozen=True, slots=True)
class Answered:
    """The post as it was seen at `at` (UTC). `author` is the handle as X writes it, without @, or empty.

    `text` is what a reader sees, never markup. It is kept while the draft needs it and no longer than X shows it: one
    that is gone or closed has none. Unread, it holds what was read before, if anything was. `pictures` says whether
    pictures or films are with it; `conversation` is the number of the first post of the conversation it stands in.
    """

    tweet: TweetId
    standing: Sight
    at: datetime
    author: str = ""
    text: str = ""
    pictures: bool = False
    conversation: TweetId | None = None

    def after(self, kept: "Answered | None") -> "Answered":
        """What to keep now that it has been looked up again: what could not be read leaves what was read before."""
        if kept is None:
            return self
        match self.standing:
            case Sight.READ:
                return self
            case Sight.UNREAD:
                return replace(kept, standing=self.standing)
            case _:
                return replace(
                    self, author=self.author or kept.author, conversation=self.conversation or kept.conversation
                )

    def changed_since(self, kept: "Answered | None") -> str:
        """What of it people have read otherwise than it stands now, in a sentence; nothing where that is not known."""
        was_read = kept is not None and (kept.standing is Sight.READ or bool(kept.text))
        if not was_read or kept is None or self.standing is not Sight.READ:
            return ""
        if self.text != kept.text:
            return "Its words are different now."
        if self.pictures != kept.pictures:
            return "It has pictures or films now." if self.pictures else "Its pictures or films are gone."
        return ""


def author_in(target: Target) -> str:
    """The handle an address names, without @; it is what somebody pasted, and X does not look at it. May be empty."""
    path = target.address.strip().split("://", 1)[-1].split("/")
    return path[1] if len(path) > 1 and path[1] != "i" else ""
