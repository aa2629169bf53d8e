"""What the outcome of a send means for its draft, and for its account (F6, F7)."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import assert_never

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Notice, Tone
from bot.core.drafts import Draft, State
from bot.core.due import Work
from bot.core.ids import TweetId
from bot.core.publishing import NeverSent, Outcome, Posted, Refused, RefusedBecause, Unknown
from bot.core.refusals import Refusal
from bot.core.wording import sentence
from bot.use_cases.account_stops import STOPS, slow_down, stop_account
from bot.use_cases.alarms import InChannel, tell
from bot.use_cases.cases import Case, case_of
from bot.use_cases.expire import expired
from bot.use_cases.moving import moved, note
from bot.use_cases.ports import Attempt, UnitOfWork
from bot.use_cases.ready import backoff, slot_of
from bot.use_cases.tools import Settings, Tools
from bot.use_cases.viewing import tweet_address


@dataclass(frozen=True, slots=True)
class _Open:
    """A draft whose attempt has no outcome yet."""

    tools: Tools
    uow: UnitOfWork
    case: Case
    attempt: Attempt


def lost_after(settings: Settings) -> timedelta:
    """How long after its start an attempt without outcome counts as lost: its worker is certainly no longer sending.

    A send begins in the first half of its lease and takes no more than the other half; the rest is for writing down
    what came of it.
    """
    return settings.lease + settings.lease / 8


def settle(tools: Tools, uow: UnitOfWork, attempt: Attempt, outcome: Outcome) -> None:
    """Write down what came of an attempt. One that has been settled meanwhile only learns that it was posted."""
    draft, last = uow.drafts.get(attempt.draft), uow.drafts.last_attempt(attempt.draft)
    if draft is None:
        raise LookupError(f"draft {attempt.draft} vanished while it was being sent")
    case = met(uow, draft)
    outcome = _nothing_new(uow, case, outcome)
    if last is None or last.id != attempt.id or last.outcome or case.draft.state is not State.PUBLISHING:
        _settle_late(uow, case, last or attempt, outcome)
        return
    now_open = _Open(tools, uow, case, last)
    match outcome:
        case Posted(tweet):
            published(uow, case, last, tweet, outcome="posted")
        case Refused():
            _refused(now_open, outcome)
        case NeverSent(detail):
            _never_sent(now_open, detail)
        case Unknown(detail):
            unconfirmed(tools, uow, case.draft, last, detail)
        case _:
            assert_never(outcome)


def _nothing_new(uow: UnitOfWork, case: Case, outcome: Outcome) -> Outcome:
    """The outcome, or a refusal where X answers with another draft's post: the account has that repost already."""
    other = uow.drafts.by_tweet(case.account.id, outcome.tweet) if isinstance(outcome, Posted) else None
    if other is None or other == case.draft.id:
        return outcome
    return Refused(RefusedBecause.CONTENT, f"@{case.account.handle} shows this already, by draft {other}.")


def met(uow: UnitOfWork, draft: Draft) -> Case:
    """The draft with what belongs to it. That an account vanishes under a draft is a fault: LookupError."""
    match case_of(uow, draft):
        case Refusal(what=what):
            raise LookupError(what)
        case Case() as case:
            return case


def published(uow: UnitOfWork, case: Case, attempt: Attempt, tweet: TweetId, *, outcome: str, by: str = "") -> Draft:
    """The draft is on X as this post. `outcome` is the attempt's: posted, or adopted where it was found later."""
    _close(uow, attempt, outcome, tweet=tweet)
    uow.due.cancel(str(case.draft.id), Work.RECONCILE)
    body = {"tweet": tweet, "address": tweet_address(case.account, tweet), "how": outcome}
    draft = replace(case.draft, tweet=tweet)
    after = moved(uow, draft, State.PUBLISHED, by=by or ACCESS_OF_SERVICE, kind="DraftPublished", body=body)
    if waiting := uow.drafts.next_in_turn(draft.account, uow.now()):
        uow.due.at(Work.PUBLISH, str(waiting), uow.now())
    return after


def unconfirmed(tools: Tools, uow: UnitOfWork, draft: Draft, attempt: Attempt, detail: str) -> Draft:
    """Nobody knows whether it is on X: it is looked for, and never sent again by itself (F6)."""
    _close(uow, attempt, "unknown", detail)
    doubt = "It may or may not be on X; Countersign is looking for it and will not send it again by itself."
    uow.due.at(Work.RECONCILE, str(draft.id), uow.now() + tools.settings.look_after[0])
    return moved(
        uow,
        draft,
        State.UNCONFIRMED,
        by=ACCESS_OF_SERVICE,
        kind="PublishingUnconfirmed",
        reason=f"{sentence(detail)} {doubt}",
    )


def refused_before_sending(uow: UnitOfWork, case: Case, because: RefusedBecause, detail: str) -> None:
    """X refused the account before the post was sent: the account stops and the draft waits for people."""
    reason = stop_account(uow, case.account, because, detail)
    _failed(uow, case, reason)


def _refused(at: _Open, refusal: Refused) -> None:
    _close(at.uow, at.attempt, "refused", refusal.detail)
    at.uow.due.cancel(str(at.case.draft.id), Work.RECONCILE)
    if refusal.because is RefusedBecause.RATE:
        _wait_for_reset(at, refusal)
    elif refusal.because in STOPS:
        _failed(at.uow, at.case, stop_account(at.uow, at.case.account, refusal.because, refusal.detail))
    else:
        opening = "A picture could not be put on X. " if refusal.because is RefusedBecause.PICTURE else ""
        reason = f"{opening}{sentence(refusal.detail)} Change it and send it for approval again, or press Try again."
        _failed(at.uow, at.case, reason)
        _tell_failed(at.uow, at.case, at.attempt, reason)


def _wait_for_reset(at: _Open, refusal: Refused) -> None:
    until = slow_down(at.uow, at.case.account, refusal.try_after)
    if until <= slot_of(at.case.draft) + at.tools.settings.missed_slot:
        _again(at, until - at.uow.now(), "X’s limit was used up; it goes out as soon as X allows.")
    else:
        expired(at.uow, at.case.draft, "X’s limit for posts was used up for longer than this could wait.")


def _never_sent(at: _Open, detail: str) -> None:
    _close(at.uow, at.attempt, "never_sent", detail)
    at.uow.due.cancel(str(at.case.draft.id), Work.RECONCILE)
    now = at.uow.now()
    wait = backoff(at.case.draft, now)
    if now + wait <= slot_of(at.case.draft) + at.tools.settings.missed_slot:
        _again(at, wait, f"{sentence(detail)} It is tried again in a moment.")
        return
    reason = f"{sentence(detail)} Its time has passed meanwhile. Press Try again to send it now."
    _failed(at.uow, at.case, reason)
    _tell_failed(at.uow, at.case, at.attempt, reason)


def _again(at: _Open, wait: timedelta, reason: str) -> None:
    draft = at.case.draft
    moved(at.uow, draft, State.SCHEDULED, by=ACCESS_OF_SERVICE, kind="PublishingPutOff", reason=reason)
    at.uow.due.at(Work.PUBLISH, str(draft.id), at.uow.now() + wait)


def _failed(uow: UnitOfWork, case: Case, reason: str) -> None:
    moved(uow, case.draft, State.FAILED, by=ACCESS_OF_SERVICE, kind="PublishingFailed", reason=reason)


def _tell_failed(uow: UnitOfWork, case: Case, attempt: Attempt, reason: str) -> None:
    title = f"Draft {case.draft.id} was not published on @{case.account.handle}"
    tell(uow, f"failed:{attempt.id}", InChannel(case.account.id), Notice(title, (reason,), Tone.WARNING))


def _close(uow: UnitOfWork, attempt: Attempt, outcome: str, detail: str = "", tweet: TweetId | None = None) -> None:
    closed = replace(
        attempt,
        outcome=outcome,
        detail=detail or attempt.detail,
        tweet=tweet,
        finished_at=attempt.finished_at or uow.now(),
    )
    uow.drafts.save_attempt(closed)


def _settle_late(uow: UnitOfWork, case: Case, last: Attempt, outcome: Outcome) -> None:
    """The answer of X came after the attempt had been given up as lost. Only "posted" still matters."""
    if not isinstance(outcome, Posted) or case.draft.tweet == outcome.tweet:
        return
    if case.draft.state is State.UNCONFIRMED:
        published(uow, case, last, outcome.tweet, outcome="posted")
        return
    address = tweet_address(case.account, outcome.tweet)
    note(uow, case.draft, by=ACCESS_OF_SERVICE, kind="PostAppearedLate", body={"tweet": outcome.tweet})
    if case.draft.state is State.SCHEDULED:
        reason = f"It is on X already: {address}. It was held so that it is not posted twice."
        moved(uow, case.draft, State.HELD, by=ACCESS_OF_SERVICE, kind="DraftHeld", reason=reason)
    lines = (f"X answered very late that it did publish it: {address}", "Please check that it is there only once.")
    title = f"Draft {case.draft.id} was published on @{case.account.handle} after all"
    tell(uow, f"late:{outcome.tweet}", InChannel(case.account.id), Notice(title, lines, Tone.ALARM))
