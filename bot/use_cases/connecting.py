"""What follows when an account is connected to X: a record, and the end of the hold its dead login caused (F7)."""

from bot.core.authority import account_named
from bot.core.holds import HoldKind
from bot.core.ids import AccountId
from bot.core.refusals import Refusal
from bot.use_cases.ports import Store, UnitOfWork


def may_connect(store: Store, handle: str) -> AccountId | Refusal:
    """The account to connect, or why it cannot be."""
    with store.read() as uow:
        account = account_named(handle, uow.accounts.all())
        if account:
            return account.id
        known = ", ".join(f"@{a.handle}" for a in uow.accounts.all()) or "none yet"
        return Refusal(
            "accounts.unknown",
            f"@{handle.lstrip('@')} is not one of the organisation's accounts (known: {known}).",
            "Add it to org.yaml and run `countersign org apply org.yaml` first.",
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
