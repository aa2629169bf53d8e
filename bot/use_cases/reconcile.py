"""Finding out what became of an attempt of unknown outcome, by reading the account's timeline (F6, F8). Never sends."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Notice, Tone
from bot.core.drafts import Draft, State
from bot.core.due import Claim, Work
from bot.core.ids import DraftId, TweetId
from bot.core.publishing import Post, RefusedBecause, Timeline, TimelinePost, Unreadable, find_post
from bot.core.wording import sentence
from bot.use_cases.account_stops import stop_account
from bot.use_cases.alarms import InChannel, tell
from bot.use_cases.cases import Case
from bot.use_cases.moving import note
from bot.use_cases.outcomes import lost_after, met, published, unconfirmed
from bot.use_cases.ports import Attempt, UnitOfWork
from bot.use_cases.tools import Settings, Tools
from bot.use_cases.viewing import post_for

_UNREADABLE_AGAIN = timedelta(minutes=1)
"""How soon a timeline that could not be read is tried again. Such a try is no look."""
_OLDER_THAN_ATTEMPT = timedelta(minutes=10)
"""Where nothing is known of the timeline before the attempt, posts older than it by more than the clocks may differ."""


@dataclass(frozen=True, slots=True)
class Open:
    """A draft of which nobody knows yet whether it is on X, and what to look for."""

    case: Case
    attempt: Attempt
    post: Post


def reconcile(tools: Tools, claim: Claim) -> None:
    """Look once for the post of an attempt of unknown outcome. Running it twice is harmless."""
    draft = DraftId(int(claim.subject))
    with tools.store.write() as uow:
        found = _to_look_for(tools, uow, draft)
    if found is None:
        return
    timeline = read_timeline(tools, found)
    with tools.store.write() as uow:
        now = still_open(uow, draft)
        if now is None or now.attempt.id != found.attempt.id or now.attempt.looks != found.attempt.looks:
            return
        if isinstance(timeline, Unreadable):
            _not_readable(uow, now, timeline)
        elif tweet := find_in(uow, now, timeline):
            published(uow, now.case, now.attempt, tweet, outcome="adopted")
        else:
            _not_there(tools, uow, now)


def still_open(uow: UnitOfWork, draft_id: DraftId) -> Open | None:
    """The unconfirmed draft with its attempt, or None where it is no longer unconfirmed."""
    draft, attempt = uow.drafts.get(draft_id), uow.drafts.last_attempt(draft_id)
    if draft is None or attempt is None or draft.state is not State.UNCONFIRMED:
        return None
    case = met(uow, draft)
    return Open(case, attempt, post_for(uow, case.draft, case.revision))


def read_timeline(tools: Tools, found: Open) -> Timeline | Unreadable:
    """The account's posts since before the attempt. Not inside a transaction."""
    return tools.publisher.timeline(found.case.account.id, found.attempt.last_known)


def find_in(uow: UnitOfWork, found: Open, timeline: Timeline) -> TweetId | None:
    """The post that is this attempt's: the same act, and no other draft's."""
    return find_post(found.post, _candidates(uow, found, timeline.posts))


def asked(settings: Settings, attempt: Attempt) -> bool:
    """Whether the timeline has been read often enough, so that people are asked."""
    return attempt.looks >= len(settings.look_after)


def _candidates(uow: UnitOfWork, found: Open, posts: Iterable[TimelinePost]) -> Iterable[TimelinePost]:
    earliest = found.attempt.started_at - _OLDER_THAN_ATTEMPT if found.attempt.last_known is None else None
    for post in posts:
        if find_post(found.post, [post]) is None or (earliest and post.at and post.at < earliest):
            continue
        if uow.drafts.by_tweet(found.case.account.id, post.tweet) in {None, found.case.draft.id}:
            yield post


def _to_look_for(tools: Tools, uow: UnitOfWork, draft_id: DraftId) -> Open | None:
    draft, attempt = uow.drafts.get(draft_id), uow.drafts.last_attempt(draft_id)
    if draft is None or attempt is None:
        return None
    if draft.state is State.PUBLISHING and not attempt.outcome:
        _give_up_waiting(tools, uow, draft, attempt)
        return None
    if draft.state is not State.UNCONFIRMED or asked(tools.settings, attempt):
        return None
    earliest = _next_look(tools.settings, attempt)
    if uow.now() < earliest:
        uow.due.at(Work.RECONCILE, str(draft_id), earliest)
        return None
    return still_open(uow, draft_id)


def _give_up_waiting(tools: Tools, uow: UnitOfWork, draft: Draft, attempt: Attempt) -> None:
    """An attempt whose worker was killed never gets an outcome: after its time it counts as unknown."""
    lost_at = attempt.started_at + lost_after(tools.settings)
    if uow.now() < lost_at:
        uow.due.at(Work.RECONCILE, str(draft.id), lost_at)
    else:
        unconfirmed(tools, uow, draft, attempt, "Countersign was interrupted while it was sending this.")


def _next_look(settings: Settings, attempt: Attempt) -> datetime:
    """The earliest instant of the next look, however often this is nudged."""
    since = attempt.finished_at or attempt.started_at
    return since + sum(settings.look_after[: attempt.looks + 1], timedelta())


def _not_there(tools: Tools, uow: UnitOfWork, found: Open) -> None:
    attempt = replace(found.attempt, looks=found.attempt.looks + 1)
    uow.drafts.save_attempt(attempt)
    if not asked(tools.settings, attempt):
        note(uow, found.case.draft, by=ACCESS_OF_SERVICE, kind="PostNotFound", body={"look": attempt.looks})
        uow.due.at(Work.RECONCILE, str(found.case.draft.id), uow.now() + tools.settings.look_after[attempt.looks])
        return
    _ask_people(uow, found.case, attempt)


def _ask_people(uow: UnitOfWork, case: Case, attempt: Attempt) -> None:
    reason = (
        f"{sentence(attempt.detail)} It was not on the timeline after {attempt.looks} looks. "
        f"Please look at x.com/{case.account.handle} and say here whether it is there. It is not sent again by itself."
    )
    draft = uow.drafts.save(replace(case.draft, reason=reason))
    note(uow, draft, by=ACCESS_OF_SERVICE, kind="PeopleAsked", body={"looks": attempt.looks, "reason": reason})
    title = f"Is draft {draft.id} on @{case.account.handle}? Somebody has to look"
    lines = (
        reason,
        "If it is there, one approver presses “It is there” on its card and gives the address.",
        "If it is not, two approvers press “It is not: send again”.",
    )
    tell(uow, f"unconfirmed:{attempt.id}", InChannel(case.account.id), Notice(title, lines, Tone.ALARM))


def _not_readable(uow: UnitOfWork, found: Open, said: Unreadable) -> None:
    """No look, since nothing was seen: tried again, and where the login is dead that is said."""
    draft, again_at = found.case.draft, uow.now() + _UNREADABLE_AGAIN
    if said.because is RefusedBecause.LOGIN:
        stop_account(uow, found.case.account, said.because, said.detail)
    reason = (
        f"{sentence(found.attempt.detail)} The timeline of @{found.case.account.handle} cannot be read just now "
        f"({said.detail.rstrip('.')}). Countersign goes on trying, and will not send it again by itself."
    )
    if draft.reason != reason:
        draft = uow.drafts.save(replace(draft, reason=reason))
        note(uow, draft, by=ACCESS_OF_SERVICE, kind="TimelineUnreadable", body={"detail": said.detail})
    uow.due.at(Work.RECONCILE, str(draft.id), max(again_at, said.try_after or again_at))
