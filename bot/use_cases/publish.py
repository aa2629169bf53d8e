"""Publishing an approved draft, once (D4, F6): decide again, commit the intent, send once, commit the outcome.

What an outcome means for the draft is outcomes.py's; an outcome that never came is reconcile.py's.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.accounts import Account
from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.drafts import State
from bot.core.due import Again, Claim, Work
from bot.core.ids import DraftId, TweetId
from bot.core.publishing import NeverSent, Outcome, Post, RefusedBecause, Timeline, Unreadable
from bot.use_cases.answering import Look, look_before_publishing
from bot.use_cases.moving import moved
from bot.use_cases.outcomes import lost_after, refused_before_sending, settle
from bot.use_cases.ports import Attempt, BusyError, UnitOfWork
from bot.use_cases.ready import Ready, its_turn, ready, slot_of
from bot.use_cases.tools import Tools

_NEWEST = 5
"""How many posts are asked for to learn the newest: the fewest X gives."""
_TRIES_TO_COMMIT = 3
"""How often the outcome is offered to a busy database; after that it is found on the timeline."""


@dataclass(frozen=True, slots=True)
class Begun:
    """An intent that is committed: from here on only this run may send, and only once."""

    attempt: Attempt
    account: Account
    post: Post


def publish(tools: Tools, claim: Claim) -> Again | None:
    """Publish the draft this nudge is about, if it may go out now. Running it twice is harmless."""
    with tools.store.write() as uow:
        draft = its_turn(tools, uow, DraftId(int(claim.subject)))
        last_known = uow.drafts.last_tweet(draft.account) if draft else None
    if draft is None:
        return None
    newest = tools.publisher.timeline(draft.account, last_known, _NEWEST)
    look = look_before_publishing(tools, draft)
    begun = _begin(tools, claim, newest, look)
    if not isinstance(begun, Begun):
        return begun
    _commit_outcome(tools, begun, _send_once(tools, claim, begun))
    return None


def _begin(tools: Tools, claim: Claim, newest: Timeline | Unreadable, look: Look | None) -> Begun | Again | None:
    """Decide whether it may go out, now that the timeline has been read, and commit the intent."""
    with tools.store.write() as uow:
        found = ready(tools, uow, DraftId(int(claim.subject)), look)
        if found is None:
            return None
        if isinstance(newest, Unreadable) and newest.because is RefusedBecause.LOGIN:
            refused_before_sending(uow, found.case, newest.because, newest.detail)
            return None
        if _is_late(tools, claim, uow.now()):
            return Again(timedelta(), "its lease was half used before it could be sent")
        return _intent(tools, uow, claim, found, newest)


def _intent(tools: Tools, uow: UnitOfWork, claim: Claim, found: Ready, newest: Timeline | Unreadable) -> Begun:
    last_known = _newest_of(newest) or uow.drafts.last_tweet(found.case.account.id)
    body = {"digest": found.digest, "text": found.post.text, "last_known": last_known}
    due = replace(found.case.draft, slot=slot_of(found.case.draft))
    draft = moved(uow, due, State.PUBLISHING, by=ACCESS_OF_SERVICE, kind="PublishingBegan", body=body)
    attempt = uow.drafts.start_attempt(draft, found.digest, claim.token, last_known, uow.now())
    # The watchdog: should this worker be killed, somebody looks for the post (F8).
    uow.due.at(Work.RECONCILE, claim.subject, uow.now() + lost_after(tools.settings))
    return Begun(attempt, found.case.account, found.post)


def _newest_of(newest: Timeline | Unreadable) -> TweetId | None:
    return newest.posts[0].tweet if isinstance(newest, Timeline) and newest.posts else None


def _is_late(tools: Tools, claim: Claim, now: datetime) -> bool:
    """Whether too little of the lease is left for the longest send."""
    return now > claim.until - tools.settings.lease / 2


def _send_once(tools: Tools, claim: Claim, begun: Begun) -> Outcome:
    with tools.store.read() as uow:
        now = uow.now()
    if _is_late(tools, claim, now):
        return NeverSent("Countersign was held up and did not send it.")
    return tools.publisher.send(begun.account.id, begun.post)


def _commit_outcome(tools: Tools, begun: Begun, outcome: Outcome) -> None:
    for tries_left in reversed(range(_TRIES_TO_COMMIT)):
        try:
            with tools.store.write() as uow:
                settle(tools, uow, begun.attempt, outcome)
        except BusyError:
            if not tries_left:
                raise
        else:
            return
