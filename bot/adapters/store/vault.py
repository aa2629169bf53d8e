"""The accounts' tokens for X, encrypted at rest with keys that are not in the database. Who uses them is wiring's."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import select

from bot.adapters.store import tables
from bot.adapters.store.repository import put
from bot.adapters.store.uow import SqlStore, SqlUnitOfWork
from bot.core.ids import AccountId

TOKENS = tables.account_tokens.c


class WrongKeyError(Exception):
    """The keys given do not open what is stored, or are no keys at all. The message says which, and what to do."""


@dataclass(frozen=True, slots=True)
class StoredTokens:
    """The OAuth 1.0a access token of one account. Neither part shows in its repr."""

    token: str = field(repr=False)
    secret: str = field(repr=False)


class Vault:
    """Tokens sealed with Fernet. The first key seals; any of them opens, so that keys can be changed in peace."""

    def __init__(self, store: SqlStore, keys: Sequence[str]) -> None:
        """Raises WrongKeyError for keys that are none (32 bytes in URL-safe base64).

        Without any key it can still say what is connected, but neither seal nor open.
        """
        self._store = store
        try:
            self._keys = tuple(Fernet(key) for key in keys)
        except ValueError as error:
            raise WrongKeyError(NO_KEY) from error

    def save(self, uow: SqlUnitOfWork, account: AccountId, token: str, secret: str) -> None:
        """Keep these in the given transaction, in place of any before them."""
        values = {"account": account, "sealed": self._seal(account, token, secret), "saved_at": uow.now()}
        put(uow.connection, tables.account_tokens, values)

    def forget(self, uow: SqlUnitOfWork, account: AccountId) -> None:
        """Drop the account's tokens, if there are any."""
        uow.connection.execute(tables.account_tokens.delete().where(TOKENS.account == account))

    def tokens(self, account: AccountId) -> StoredTokens | None:
        """The account's tokens, or None if it is not connected. Raises WrongKeyError if no key opens them."""
        with self._store.read() as uow:
            sealed = uow.connection.execute(select(TOKENS.sealed).where(TOKENS.account == account)).scalar_one_or_none()
        return None if sealed is None else self._open(account, sealed)

    def connected(self, account: AccountId) -> bool:
        """Whether there are tokens for the account; whether X still takes them is seen when they are used."""
        with self._store.read() as uow:
            query = select(TOKENS.account).where(TOKENS.account == account)
            return uow.connection.execute(query).first() is not None

    def rotate(self) -> int:
        """Seal everything anew with the first key; returns for how many accounts. WrongKeyError changes none."""
        with self._store.write() as uow:
            rows = uow.connection.execute(select(TOKENS.account, TOKENS.sealed).with_for_update()).all()
            for row in rows:
                opened = self._open(row.account, row.sealed)
                sealed = self._seal(row.account, opened.token, opened.secret)
                update = tables.account_tokens.update().where(TOKENS.account == row.account)
                uow.connection.execute(update.values(sealed=sealed))
        return len(rows)

    def _fernet(self) -> MultiFernet:
        if not self._keys:
            raise WrongKeyError(NO_KEY)
        return MultiFernet(self._keys)

    def _seal(self, account: AccountId, token: str, secret: str) -> bytes:
        """The account is sealed in, so that what was copied to another account's row does not open there."""
        return self._fernet().encrypt(json.dumps([account, token, secret]).encode())

    def _open(self, account: AccountId, sealed: bytes) -> StoredTokens:
        try:
            owner, token, secret = json.loads(self._fernet().decrypt(sealed))
        except InvalidToken as error:
            raise WrongKeyError(UNOPENED.format(account)) from error
        if owner != account:
            raise WrongKeyError(UNOPENED.format(account))
        return StoredTokens(token, secret)


NO_KEY = "COUNTERSIGN_SECRET_KEYS must hold one or more keys of 32 bytes in URL-safe base64, separated by commas."
UNOPENED = (
    "The login of @{} cannot be read with COUNTERSIGN_SECRET_KEYS. Add the key it was saved with, or connect again."
)
