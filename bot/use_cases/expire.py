"""Drafts whose time has passed: they are not sent late, they expire and ask their author for a new time (F4)."""

from datetime import datetime, timedelta

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Notice, Tone
from bot.core.decisions import counting
from bot.core.drafts import Draft, Revision, State
from bot.core.due import Claim, Work
from bot.core.ids import DraftId
from bot.core.wording import moment
from bot.use_cases.alarms import tell_author
from bot.use_cases.cases import zone
from bot.use_cases.moving import moved
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools


def expire(tools: Tools, claim: Claim) -> None:
    """Expire a draft that was still in review when its time had passed."""
    with tools.store.write() as uow:
        draft = uow.drafts.get(DraftId(int(claim.subject)))
        if draft is None or draft.state is not State.IN_REVIEW:
            return
        wished = wished_slot(uow, draft)
        if wished is None:
            return
        if uow.now() <= wished + tools.settings.missed_slot:
            watch_for_expiry(uow, draft, tools.settings.missed_slot)
            return
        when = moment(wished, zone(uow), uow.now())
        expired(uow, draft, f"It was to go out {when}, and by then not enough people had approved it.")


def expired(uow: UnitOfWork, draft: Draft, because: str) -> Draft:
    """The draft, expired; its author is asked for a new time. Should they be away, an approver may choose one."""
    reason = (
        f"{because} It was not published. Its author can choose a new time and send it again, "
        "or an approver can approve it for a new time."
    )
    after = moved(uow, draft, State.EXPIRED, by=ACCESS_OF_SERVICE, kind="DraftExpired", reason=reason)
    account = uow.accounts.get(draft.account)
    line = f"Draft {draft.id} for @{account.handle if account else draft.account}: {reason}"
    notice = Notice("Please choose a new time", (line,), Tone.WARNING)
    tell_author(uow, f"expired:{draft.id}:{after.lock}", draft.id, notice)
    return after


def wished_slot(uow: UnitOfWork, draft: Draft) -> datetime | None:
    """When a draft in review is to go out: as the newest approval that counts says, else as its author wishes."""
    revision = uow.drafts.revision(draft.id, draft.revision)
    if revision is None:
        return None
    return _chosen(uow, draft, revision) or revision.when


def _chosen(uow: UnitOfWork, draft: Draft, revision: Revision) -> datetime | None:
    return next((d.slot for d in counting(draft, revision, uow.drafts.decisions(draft.id)) if d.slot), None)


def watch_for_expiry(uow: UnitOfWork, draft: Draft, window: timedelta) -> None:
    """Have a draft in review looked at again once its time has passed by `window`; nothing where it has no time."""
    wished = wished_slot(uow, draft)
    if wished:
        uow.due.at(Work.EXPIRE, str(draft.id), wished + window + timedelta(seconds=1))
