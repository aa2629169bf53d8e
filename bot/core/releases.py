"""Press releases as communications keep them (S55), and what a draft may follow: one of these or a line to take.

What is found where a draft differs from what it follows: use_cases/release_findings.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.ids import PersonId
from bot.core.topics import Topic, topic_named

LONGEST_TITLE, LONGEST_TEXT, LONGEST_CONTACT = 150, 3000, 150
"""Characters."""
_RELEASE, _LINE = "release", "line"


@dataclass(frozen=True, slots=True)
class Release:
    """A press release, or the figures of one, as it stands now. `id` is 0 until it is kept.

    `embargo` (UTC) is the moment from which it may be spoken of, None where that is at once. `contact` answers
    questions. `by` and `at` are of its last change; a release that is `withdrawn` is no longer offered.
    """

    id: int
    title: str
    text: str
    link: str
    embargo: datetime | None
    contact: str
    by: PersonId
    at: datetime
    withdrawn: bool = False

    @property
    def key(self) -> str:
        """What a draft that follows it keeps."""
        return f"{_RELEASE}:{self.id}"

    def is_held_at(self, moment: datetime) -> bool:
        """Whether it may not be spoken of yet."""
        return self.embargo is not None and moment < self.embargo


@dataclass(frozen=True, slots=True)
class Followed:
    """What a draft follows, a press release or the line to take of a topic; `text` is all that its figures stand in."""

    key: str
    title: str
    text: str
    embargo: datetime | None = None
    contact: str = ""
    link: str = ""
    is_line: bool = False
    withdrawn: bool = False


def release_number(key: str) -> int | None:
    """The number of the release that a draft with this key follows; None where it follows none."""
    kind, _, number = key.partition(":")
    return int(number) if kind == _RELEASE and number.isdecimal() and len(number) < 10 else None  # noqa: PLR2004


def from_release(release: Release) -> Followed:
    """A release as a draft follows it."""
    text = f"{release.title}\n{release.text}"
    return Followed(
        release.key, release.title, text, release.embargo, release.contact, release.link, withdrawn=release.withdrawn
    )


def from_topic(topic: Topic) -> Followed:
    """A topic's line to take as a draft follows it (S54)."""
    return Followed(f"{_LINE}:{topic.name}", topic.name, topic.line, is_line=True)


def followed(key: str, releases: Iterable[Release], topics: Iterable[Topic]) -> Followed | None:
    """What this key names; None where nothing does any more."""
    kind, _, name = key.partition(":")
    if kind == _LINE:
        topic = topic_named(name, topics)
        return from_topic(topic) if topic and topic.line else None
    return next((from_release(release) for release in releases if release.key == key), None)


def followable(releases: Sequence[Release], topics: Iterable[Topic]) -> list[Followed]:
    """What may be chosen now: releases in their order, then the lines to take."""
    lines = [from_topic(topic) for topic in topics if topic.line]
    return [*(from_release(release) for release in releases if not release.withdrawn), *lines]
