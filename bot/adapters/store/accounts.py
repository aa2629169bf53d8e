"""Accounts on X and who holds which role on them. Their tokens are in vault.py."""

from typing import Any

from sqlalchemy import Row, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository, put, remove
from bot.core.accounts import Account, Grant, Kind, OrgType, Role
from bot.core.ids import AccountId, PersonId

GRANTS = tables.grants.c


class SqlAccounts(Repository):
    """Accounts and roles."""

    def get(self, account: AccountId) -> Account | None:
        row = self._connection.execute(select(tables.accounts).where(tables.accounts.c.id == account)).one_or_none()
        return _account(row) if row else None

    def all(self) -> list[Account]:
        rows = self._connection.execute(select(tables.accounts).order_by(tables.accounts.c.id))
        return [_account(row) for row in rows]

    def put(self, account: Account) -> None:
        put(self._connection, tables.accounts, _values(account))

    def remove(self, account: AccountId) -> None:
        """Roles and tokens go with it. Raises InUseError for one with drafts or holds."""
        remove(self._connection, tables.accounts, {"id": account})

    def grants(self, account: AccountId | None = None) -> list[Grant]:
        query = select(tables.grants).order_by(GRANTS.account, GRANTS.person, GRANTS.role)
        if account is not None:
            query = query.where(GRANTS.account == account)
        return [_grant(row) for row in self._connection.execute(query)]

    def grant(self, grant: Grant) -> None:
        values = {
            "person": grant.person,
            "account": grant.account,
            "role": grant.role,
            "since": grant.since,
            "granted_by": grant.granted_by,
        }
        put(self._connection, tables.grants, values)

    def revoke(self, person: PersonId, account: AccountId, role: Role) -> None:
        this = (GRANTS.person == person, GRANTS.account == account, GRANTS.role == role)
        self._connection.execute(tables.grants.delete().where(*this))


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
    )


def _grant(row: Row[Any]) -> Grant:
    return Grant(PersonId(row.person), AccountId(row.account), Role(row.role), row.since, row.granted_by)
