"""What follows when an account is connected to X: a record, and the end of the hold its dead login caused (F7)."""

from bot.core.accounts import Account, Role
from bot.core.authority import account_named, holders
from bot.core.holds import HoldKind
from bot.core.ids import AccountId
from bot.core.refusals import Refusal
from bot.policy.suggestions import did_you_mean
from bot.use_cases.ports import Store, UnitOfWork

_SEE = "`countersign accounts list` shows them."

TRAINED_AT_LEAST = 2
"""Trained approvers an account has before it goes live."""


def may_connect(store: Store, handle: str) -> AccountId | Refusal:
    """The account to connect, or why it cannot be."""
    with store.read() as uow:
        account = account_named(handle, uow.accounts.all())
        if account:
            return _too_few_trained(uow, account) or account.id
        there = did_you_mean(f"@{handle.lstrip('@')}", [f"@{a.handle}" for a in uow.accounts.all()], _SEE)
        return Refusal(
            "accounts.unknown",
            f"@{handle.lstrip('@')} is not one of the organisation’s accounts. {there}",
            "A new one is added to org.yaml first; then run `countersign org apply org.yaml`.",
        )


def _too_few_trained(uow: UnitOfWork, account: Account) -> Refusal | None:
    """The refusal to let an account go live that one person's leave would leave with nobody (S30), or None."""
    today = uow.now().date()
    able = holders(account, Role.APPROVE, uow.people.all(), uow.accounts.grants(account.id))
    trained = [holder.person.name for holder in able if holder.person.is_trained(today)]
    if len(trained) >= TRAINED_AT_LEAST:
        return None
    who = f"only {trained[0]} is" if trained else "nobody is"
    return Refusal(
        "accounts.too_few_trained",
        f"@{account.handle} needs {TRAINED_AT_LEAST} trained approvers before it goes live, so that somebody is there "
        f"in leave and sickness; {who} on its list now. Nothing was connected.",
        "Add approvers with “trained_until” in org.yaml and run `countersign org apply org.yaml`.",
    )


def is_the_account(account: AccountId, screen_name: str) -> Refusal | None:
    """None if X says the login belongs to this account; otherwise the refusal (F13)."""
    if screen_name.lower() == account:
        return None
    return Refusal(
        "accounts.other_login",
        f"You signed in to X as @{screen_name}, but this is the connection of @{account}. Nothing was saved.",
        f"Sign out of X, sign in as @{account}, and connect again.",
    )


def connected(uow: UnitOfWork, account: AccountId, by: str) -> None:
    """Record the connection and release the holds a dead login had placed."""
    uow.records.append("AccountConnected", by, f"account:{account}", {})
    for hold in uow.holds.unreleased():
        if hold.account == account and hold.kind is HoldKind.LOGIN:
            uow.holds.release(hold.id, by, uow.now())
            uow.records.append("HoldReleased", by, f"account:{account}", {"hold": hold.id, "reason": hold.reason})
