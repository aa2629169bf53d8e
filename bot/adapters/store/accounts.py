"""Accounts on X and who holds which role on them. Their tokens are in vault.py."""

from typing import Any

from sqlalchemy import Row, bindparam, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository, put, remove
from bot.core.accounts import Account, Grant, Hours, Kind, OrgType, Role
from bot.core.ids import AccountId, PersonId

GRANTS = tables.grants.c
ACCOUNTS = select(tables.accounts).order_by(tables.accounts.c.id)
ONE = ACCOUNTS.where(tables.accounts.c.id == bindparam("account"))
ALL_GRANTS = select(tables.grants).order_by(GRANTS.account, GRANTS.person, GRANTS.role)
GRANTS_OF = ALL_GRANTS.where(GRANTS.account == bindparam("account"))


class SqlAccounts(Repository):
    """Accounts and roles."""

    def get(self, account: AccountId) -> Account | None:
        """One query for each; where all have been read already, none."""
        if self._transaction.knows("accounts"):
            return next((each for each in self.all() if each.id == account), None)
        return self._transaction.once(("account", account), lambda: self._get(account))

    def all(self) -> list[Account]:
        return list(self._transaction.once("accounts", self._all))

    def put(self, account: Account) -> None:
        put(self._connection, tables.accounts, _values(account))
        self._transaction.forget()

    def set_hours(self, account: AccountId, hours: Hours) -> None:
        values = {"hours": hours.words, "hours_desk": hours.desk}
        self._connection.execute(tables.accounts.update().where(tables.accounts.c.id == account).values(values))
        self._transaction.forget()

    def remove(self, account: AccountId) -> None:
        """Roles and tokens go with it. Raises InUseError for one with drafts or holds."""
        remove(self._connection, tables.accounts, {"id": account})
        self._transaction.forget()

    def grants(self, account: AccountId | None = None) -> list[Grant]:
        return list(self._transaction.once(("grants", account), lambda: self._grants(account)))

    def grant(self, grant: Grant) -> None:
        values = {
            "person": grant.person,
            "account": grant.account,
            "role": grant.role,
            "since": grant.since,
            "granted_by": grant.granted_by,
        }
        put(self._connection, tables.grants, values)
        self._transaction.forget()

    def revoke(self, person: PersonId, account: AccountId, role: Role) -> None:
        this = (GRANTS.person == person, GRANTS.account == account, GRANTS.role == role)
        self._connection.execute(tables.grants.delete().where(*this))
        self._transaction.forget()

    def _all(self) -> list[Account]:
        return [_account(row) for row in self._connection.execute(ACCOUNTS)]

    def _get(self, account: AccountId) -> Account | None:
        row = self._connection.execute(ONE, {"account": account}).one_or_none()
        return _account(row) if row else None

    def _grants(self, account: AccountId | None) -> list[Grant]:
        found = self._connection.execute(ALL_GRANTS if account is None else GRANTS_OF, {"account": account})
        return [_grant(row) for row in found]


def _values(account: Account) -> dict[str, Any]:
    return {
        "id": account.id,
        "handle": account.handle,
        "name": account.name,
        "kind": account.kind,
        "org_type": account.org_type,
        "channel": account.channel,
        "nation": account.nation,
        "owner": account.owner,
        "remit": account.remit,
        "approvals": account.approvals,
        "cooling_off": account.cooling_off,
        "remind_after": account.remind_after,
        "area": account.area,
        "hours": account.hours.words,
        "hours_desk": account.hours.desk,
    }


def _account(row: Row[Any]) -> Account:
    return Account(
        AccountId(row.id),
        row.handle,
        row.name,
        Kind(row.kind),
        OrgType(row.org_type),
        row.channel,
        row.nation,
        row.owner and PersonId(row.owner),
        tuple(row.remit),
        row.approvals,
        row.cooling_off,
        row.remind_after,
        row.area,
        Hours(row.hours, row.hours_desk),
    )


def _grant(row: Row[Any]) -> Grant:
    return Grant(PersonId(row.person), AccountId(row.account), Role(row.role), row.since, row.granted_by)
