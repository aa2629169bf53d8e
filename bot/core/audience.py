"""How far an account carries (S58): its followers, and how often its tweets of the last week were shown.

What X does not say stays unknown and is never told as nought.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from bot.core.wording import moment

WEEK = timedelta(days=7)
STALE = timedelta(days=3)
"""From this age on the figures are told with the day they are of."""


@dataclass(frozen=True, slots=True)
class Audience:
    """An account's public figures as X told them at `at` (UTC).

    `shown` is the median of how often its `tweets` of the week before were shown; of those of which X does not say so
    none counts, unless it says so of none. Replies and reposts are left out. None is what X did not say.
    """

    followers: int | None
    shown: int | None
    tweets: int
    at: datetime


def audience_of(followers: int | None, each_shown: Iterable[int | None], at: datetime) -> Audience:
    """The figures, from how often each tweet was shown; None for one of which X does not say."""
    listed = tuple(each_shown)
    known = [times for times in listed if times is not None]
    return Audience(followers, round(median(known)) if known else None, len(known or listed), at)


def audience_words(audience: Audience | None, zone: str, now: datetime) -> str:
    """All of it in one line."""
    if audience is None:
        return "not known: X has not told the figures of this account yet"
    followers = "followers not known" if audience.followers is None else _counted(audience.followers, "follower")
    words = f"{followers}; {_shown(audience)}"
    if now - audience.at < STALE:
        return words
    return f"{words} (as of {moment(audience.at, zone, now).partition(' (')[0]}; not told by X since)"


def _shown(audience: Audience) -> str:
    if not audience.tweets:
        return "no tweets in the 7 days before"
    if audience.shown is None:
        return "how often a tweet is shown is not known"
    times = _counted(audience.shown, "time")
    if audience.tweets == 1:
        return f"the one tweet of the 7 days before was shown {times}"
    return f"a tweet is shown {times}, the middle of {audience.tweets} in the 7 days before"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
