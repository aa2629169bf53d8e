"""How far each account carries, as it was read last."""

from sqlalchemy import bindparam, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository, put
from bot.core.audience import Audience
from bot.core.ids import AccountId

ONE = select(tables.audiences).where(tables.audiences.c.account == bindparam("of"))


class SqlAudiences(Repository):
    """One row for each account."""

    def get(self, account: AccountId) -> Audience | None:
        row = self._connection.execute(ONE, {"of": account}).one_or_none()
        return Audience(row.followers, row.shown, row.tweets, row.at) if row else None

    def put(self, account: AccountId, audience: Audience) -> None:
        values = {
            "account": account,
            "followers": audience.followers,
            "shown": audience.shown,
            "tweets": audience.tweets,
            "at": audience.at,
        }
        put(self._connection, tables.audiences, values)
