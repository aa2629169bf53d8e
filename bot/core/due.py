"""Later work: what is due, on what, when. A due row is a nudge, never an order: the state is read again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Work(StrEnum):
    """What may have to happen later. The subject says on what: a draft's number, a person's id, or text."""

    SHOW_DRAFT = "show_draft"  # subject: draft. Bring the review card and the author's message up to date
    NOTIFY = "notify"  # subject: a notice waiting to be said in a channel
    PUBLISH = "publish"  # subject: draft
    RECONCILE = "reconcile"  # subject: draft. Read the timeline for an attempt of unknown outcome
    REMIND = "remind"  # subject: draft. Nudge a review that waits too long
    LOOK_AGAIN = "look_again"  # subject: draft. Ask X again for a post that could not be read when somebody approved
    UNDO_REPOST = "undo_repost"  # subject: draft. Take a repost off the account again
    EXPIRE = "expire"  # subject: draft. Its slot may have passed unapproved
    HACK = "hack"  # subject: the number of a rescue. A step of it may have passed its time
    WATCH_TIMELINE = "watch_timeline"  # subject: account:HANDLE. Look for posts that are not ours
    AUDIENCE = "audience"  # subject: account:HANDLE. Read its followers and how often its tweets are shown
    SHOW_PICTURE = "show_picture"  # subject: what, for whom, of which rota if of one, from which day
    COVER = "cover"  # subject: "request:12". Whoever was asked to cover may have let the time pass
    SHOW_ASK = "show_ask"  # subject: what, its number, and for whom. Bring a question to somebody up to date
    HAND_OVER = "hand_over"  # subject: rota. Say who is on where that has changed; due again at the next change
    REMIND_SHIFT = "remind_shift"  # subject: rota. Remind people of duty that begins soon
    USER_GROUP = "user_group"  # subject: rota. Put whoever is on into the chat's group that follows the rota
    DAY_AHEAD = "day_ahead"  # subject: "all". Say each morning who is on and who is away
    FORECAST = "forecast"  # subject: "all". Warn of gaps that have come into sight
    READ_LEAVE = "read_leave"  # subject: person:KEY. Read their leave calendar; due again every day
    SWEEP = "sweep"  # subject: "all". Look for states without a due row; due again after every run
    DESK = "desk"  # subject: draft. The desk opens or closes while it waits for a decision
    ESCALATE = "escalate"  # subject: escalation. Its next step may be due, or what it is about has changed
    REST = "rest"  # subject: escalation:person. Somebody called out in the night is owed a rest
    TEST_REACH = "test_reach"  # subject: person. Send them the test they asked for, by every way they are called
    CALL = "call"  # subject: escalation:number. Bring one call to its person, or up to date


ABOUT_DRAFTS = frozenset(
    {
        Work.SHOW_DRAFT,
        Work.PUBLISH,
        Work.RECONCILE,
        Work.REMIND,
        Work.LOOK_AGAIN,
        Work.UNDO_REPOST,
        Work.EXPIRE,
        Work.DESK,
    }
)
"""Work whose subject is a draft. Of one draft, it is run one after another."""


class Lane(StrEnum):
    """Work with worker threads of its own, so that none of it waits behind another lane that is long or hangs."""

    CALLS = "calls"  # nobody is woken behind ten thousand cards, or behind a chat that does not answer
    POSTS = "posts"  # what was approved for a time goes out at that time
    REST = "rest"


_LANES = {
    Work.ESCALATE: Lane.CALLS,
    Work.CALL: Lane.CALLS,
    Work.PUBLISH: Lane.POSTS,
    Work.RECONCILE: Lane.POSTS,
    Work.UNDO_REPOST: Lane.POSTS,
}


def lane_of(work: Work) -> Lane:
    """The lane this work runs in."""
    return _LANES.get(work, Lane.REST)


@dataclass(frozen=True, slots=True)
class Claim:
    """A due row taken by one worker until `until` (UTC). `token` fences: a later claim has a higher one."""

    id: int
    work: Work
    subject: str
    token: int
    attempt: int
    """1 for the first try; counts up each time the row was claimed without being finished."""
    until: datetime


MAX_ATTEMPTS = 8
"""After so many tries a row stops and an alarm is raised in its place."""


def retry_after(attempt: int) -> timedelta:
    """How long to wait before try `attempt` + 1: 2 s, 4 s, 8 s … at most 5 minutes."""
    return min(timedelta(seconds=2 ** min(attempt, 9)), timedelta(minutes=5))


@dataclass(frozen=True, slots=True)
class Again:
    """What a nudge answers that could not do its work now, through no fault of its own: run again after this long."""

    after: timedelta
    why: str
