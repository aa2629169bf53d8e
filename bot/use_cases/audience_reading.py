"""Reading how far each account carries (S58): later work of its own, so that no card and no pitch waits for X."""

from datetime import timedelta

from bot.core.accounts import Account, Kind
from bot.core.audience import WEEK, audience_of
from bot.core.due import Claim, Work
from bot.core.ids import AccountId
from bot.core.publishing import Unreadable
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools

_AGAIN = timedelta(hours=1)
"""How soon it asks again at the earliest where X did not answer."""


def read_audience(tools: Tools, claim: Claim) -> None:
    """Ask X once for one account and keep what it says; the next time is due after the time set for it."""
    account_id, every = AccountId(claim.subject.removeprefix("account:")), tools.settings.audience_every
    with tools.store.read() as uow:
        account, kept, now = uow.accounts.get(account_id), uow.audiences.get(account_id), uow.now()
    if account is None or tools.audience is None or not is_wanted(tools, account):
        return
    if kept and now < kept.at + every:
        _next(tools, claim, kept.at + every - now)
        return
    found = tools.audience.read(account_id, now - WEEK)
    with tools.store.write() as uow:
        after = every
        if isinstance(found, Unreadable):
            after = max(_AGAIN, found.try_after - uow.now()) if found.try_after else _AGAIN
        else:
            uow.audiences.put(account_id, audience_of(found.followers, found.shown, uow.now()))
        uow.due.at(Work.AUDIENCE, claim.subject, uow.now() + after)


def _next(tools: Tools, claim: Claim, after: timedelta) -> None:
    with tools.store.write() as uow:
        uow.due.at(Work.AUDIENCE, claim.subject, uow.now() + after)


def is_wanted(tools: Tools, account: Account) -> bool:
    """Whether its figures are read at all: personal accounts are nobody's business here."""
    return account.kind is not Kind.PERSONAL and tools.settings.audience_every > timedelta(0)


def accounts_without_a_row(tools: Tools, uow: UnitOfWork) -> None:
    """Have every account read that waits for no reading, once there is something to read with."""
    for account in uow.accounts.all() if tools.audience else ():
        subject = f"account:{account.id}"
        if is_wanted(tools, account) and uow.due.waiting(Work.AUDIENCE, subject) is None:
            uow.due.at(Work.AUDIENCE, subject, uow.now())
