"""Taking a repost off the account again (S38): asked by whoever may approve there, done by a worker, said on the card.

X takes it twice without harm, so it is tried until X has answered. Posts of our own words are not taken off here.
"""

from dataclasses import replace

from bot.core.accounts import Role
from bot.core.authority import ACCESS_OF_SERVICE, may, may_lead
from bot.core.cards import Notice, Tone
from bot.core.commands import Pressed
from bot.core.drafts import Draft, State
from bot.core.due import MAX_ATTEMPTS, Again, Claim, Work, retry_after
from bot.core.forms import Shown
from bot.core.ids import AccountId, DraftId, TweetId
from bot.core.people import Person
from bot.core.publishing import Undone
from bot.core.refusals import Refusal
from bot.core.wording import moment
from bot.use_cases.alarms import InChannel, tell
from bot.use_cases.cases import Case, acting, case_of, find, name_of, refused, zone
from bot.use_cases.lateness import moved_on
from bot.use_cases.moving import note
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools

REFUSED = "RepostUndoRefused"
_TAKEN_BACK = "taken_back"


def undo(tools: Tools, person: Person, command: Pressed) -> Shown:
    """“Take the repost back” on the card of a published one: approvers of the account and leads may."""
    with tools.store.write() as uow:
        me, case = acting(uow, person), find(uow, command.draft)
        if isinstance(case, Refusal):
            return refused(uow, me, case, about="drafts", kind=REFUSED)
        if refusal := _why_not(uow, me, case):
            return refused(uow, me, refusal, about=case.draft, kind=REFUSED)
        reason = f"{me.name} has asked for it to be taken off the account again."
        draft = uow.drafts.save(replace(case.draft, reason=reason))
        note(uow, draft, by=me.id, kind="RepostUndoAsked", body={"tweet": draft.tweet})
        uow.due.at(Work.UNDO_REPOST, str(draft.id), uow.now())
        lines = (f"It is taken off @{case.account.handle} now. The card says when it is done.",)
        return Notice("The repost is being taken back", lines, Tone.DONE)


def _why_not(uow: UnitOfWork, me: Person, case: Case) -> Refusal | None:
    refusal = may(me, Role.APPROVE, case.account, case.grants)
    if refusal and may_lead(me):
        return refusal
    if case.draft.state is State.PUBLISHED and case.revision.is_repost and case.draft.tweet:
        return None
    return moved_on(uow, case.draft)


def carry_out(tools: Tools, claim: Claim) -> Again | None:
    """Take off X the repost this nudge is about, if it is still there by what is known."""
    with tools.store.read() as uow:
        case = _to_undo(uow, claim)
    if case is None or case.revision.target is None:
        return None
    outcome = tools.publisher.undo_repost(case.account.id, case.revision.target.tweet)
    if not isinstance(outcome, Undone) and claim.attempt < MAX_ATTEMPTS:
        return Again(retry_after(claim.attempt), outcome.detail)
    with tools.store.write() as uow:
        if now := _to_undo(uow, claim):
            _undone(uow, now) if isinstance(outcome, Undone) else _not_undone(uow, now, outcome.detail)
    return None


def _to_undo(uow: UnitOfWork, claim: Claim) -> Case | None:
    draft = uow.drafts.get(DraftId(int(claim.subject)))
    case = case_of(uow, draft) if draft else None
    if not isinstance(case, Case) or not case.revision.is_repost or case.draft.tweet is None:
        return None
    return case if case.draft.state is State.PUBLISHED else None


def _undone(uow: UnitOfWork, case: Case) -> None:
    at = moment(uow.now(), zone(uow), uow.now())
    draft: Draft = replace(case.draft, tweet=None, reason=f"Taken back: the repost was taken off the account {at}.")
    draft = uow.drafts.save(draft)
    if case.draft.tweet:
        uow.messages.put_ref(_TAKEN_BACK, f"{case.account.id}:{case.draft.tweet}", str(draft.id))
    note(uow, draft, by=ACCESS_OF_SERVICE, kind="RepostUndone", body={"tweet": case.draft.tweet})


def was_taken_back(uow: UnitOfWork, account: AccountId, tweet: TweetId) -> bool:
    """Whether this was a repost of ours: a timeline read a moment before may still show it (S71)."""
    return uow.messages.ref(_TAKEN_BACK, f"{account}:{tweet}") is not None


def _not_undone(uow: UnitOfWork, case: Case, detail: str) -> None:
    """X has said no, or nothing, often enough: people take it off by hand."""
    reason = f"The repost could not be taken back: {detail} Take it off on X by hand, or press the button again."
    draft = uow.drafts.save(replace(case.draft, reason=reason))
    note(uow, draft, by=ACCESS_OF_SERVICE, kind="RepostNotUndone", body={"detail": detail})
    title = f"A repost is still on @{case.account.handle}: draft {draft.id}, by {name_of(uow, draft.author)}"
    tell(uow, f"repost:{draft.id}:{draft.lock}", InChannel(case.account.id), Notice(title, (reason,), Tone.ALARM))
