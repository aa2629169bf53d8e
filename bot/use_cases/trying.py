"""Checking words without pitching them: what would be found if they were a draft for an account now."""

import difflib

from bot.core.accounts import Account
from bot.core.authority import account_named
from bot.core.drafts import Draft, Revision, State
from bot.core.findings import Finding
from bot.core.ids import DraftId, PersonId
from bot.core.refusals import Refusal
from bot.use_cases.checking import findings_of, no_rules
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools


def try_words(tools: Tools, handle: str, text: str) -> tuple[Finding, ...] | Refusal:
    """The findings on `text` for the account, as of now. Nothing is kept."""
    with tools.store.read() as uow:
        accounts = uow.accounts.all()
        account = account_named(handle, accounts)
        if account is None:
            handles = {str(a.id): a.handle for a in accounts}
            near = difflib.get_close_matches(handle.lower().lstrip("@"), list(handles), 1)
            return Refusal(
                "accounts.unknown",
                f"@{handle.lstrip('@')} is not one of the organisation’s accounts.",
                f"Did you mean @{handles[near[0]]}?" if near else "See `countersign accounts list`.",
            )
        return findings_now(tools, uow, account, text, PersonId(""))


def findings_now(tools: Tools, uow: UnitOfWork, account: Account, text: str, author: PersonId) -> tuple[Finding, ...]:
    """The findings on `text` as a tweet of this author's on the account now; an account without rules has one (F14)."""
    now = uow.now()
    draft = Draft(DraftId(0), account.id, author, State.DRAFT, now, now)
    engine = tools.engines.get(account.org_type)
    if engine is None:
        return (no_rules(draft),)
    return findings_of(tools, uow, engine, account, draft, Revision(1, text, author, now), now)
