"""Lists of drafts. Each is read along an index, one state after the other, so a long history costs nothing.

A list in one order over several states is the first few of each state, put together: no index has them all in order.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    UnaryExpression,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    select,
    union_all,
)

from bot.adapters.store import tables
from bot.adapters.store.draft_rows import draft_from
from bot.adapters.store.repository import Repository
from bot.core.drafts import Draft, State
from bot.core.ids import AccountId, DraftId, PersonId
from bot.use_cases.moving import SIGNERS

DRAFTS = tables.drafts.c
REVISIONS = tables.revisions.c
MESSAGES = tables.messages.c
COUNTED = 1000
"""Rows are counted up to here; a list with more says this many."""
TEXTS = 50
APPROVED_AND_WAITING = (State.SCHEDULED, State.PUBLISHING, State.UNCONFIRMED)

out_at = func.coalesce(DRAFTS.slot, DRAFTS.changed_at)
NEXT_IN_TURN = (
    select(DRAFTS.id)
    .where(DRAFTS.account == bindparam("of"), DRAFTS.state == State.SCHEDULED, out_at <= bindparam("now"))
    .order_by(out_at, DRAFTS.id)
    .limit(1)
)

Order = ColumnElement[int] | ColumnElement[datetime] | UnaryExpression[int] | UnaryExpression[datetime]


class DraftLists(Repository):
    """Lists of drafts."""

    def by_author(self, author: PersonId, states: Iterable[State], limit: int) -> tuple[list[Draft], int]:
        wanted = list(states)
        found = self._each(wanted, [DRAFTS.author == author], DRAFTS.id.desc(), limit)
        found.sort(key=lambda draft: draft.id, reverse=True)
        return found[:limit], self._count(DRAFTS.author == author, DRAFTS.state.in_(wanted))

    def on_accounts(
        self, accounts: Iterable[AccountId], states: Iterable[State], limit: int
    ) -> tuple[list[Draft], int]:
        these = DRAFTS.account.in_(list(accounts)), DRAFTS.state.in_(list(states))
        # PostgreSQL would else walk all drafts by number, hoping to meet enough of these early on.
        hits = select(DRAFTS.id).where(*these).cte("hits").prefix_with("MATERIALIZED")
        oldest = select(hits.c.id).order_by(hits.c.id).limit(limit)
        query = select(tables.drafts).where(DRAFTS.id.in_(oldest)).order_by(DRAFTS.id)
        return [draft_from(row) for row in self._connection.execute(query)], self._count(*these)

    def asked_of(self, signer: PersonId, limit: int) -> list[Draft]:
        asked = literal(" ") + MESSAGES.ref + literal(" ")
        is_asked = exists().where(
            MESSAGES.place == SIGNERS,
            MESSAGES.subject == cast(DRAFTS.id, String),
            asked.contains(f" {signer} ", autoescape=True),
        )
        # In the order of the index: by number, SQLite would look through every draft there has ever been.
        oldest = (DRAFTS.changed_at, DRAFTS.id)
        query = select(tables.drafts).where(DRAFTS.state == State.IN_REVIEW, is_asked).order_by(*oldest).limit(limit)
        return [draft_from(row) for row in self._connection.execute(query)]

    def newest(self, accounts: Iterable[AccountId], limit: int) -> list[Draft]:
        query = select(tables.drafts).where(DRAFTS.account.in_(list(accounts))).order_by(DRAFTS.id.desc()).limit(limit)
        return [draft_from(row) for row in self._connection.execute(query)]

    def in_states(self, states: Iterable[State], before: datetime, limit: int) -> list[Draft]:
        found = self._each(states, [DRAFTS.changed_at < before], DRAFTS.changed_at.asc(), limit)
        found.sort(key=lambda draft: (draft.changed_at, draft.id))
        return found[:limit]

    def recent_texts(self, account: AccountId, since: datetime, but: DraftId | None) -> list[tuple[datetime, str]]:
        """A published one counts from when it went out, a waiting one (whatever its age) at the time it goes out."""
        rows = self._connection.execute(RECENT, {"account": account, "since": since, "but": but or 0})
        return [(row.at, row.text) for row in rows]

    def next_in_turn(self, account: AccountId, now: datetime) -> DraftId | None:
        return self._connection.execute(NEXT_IN_TURN, {"of": account, "now": now}).scalar_one_or_none()

    def _each(
        self, states: Iterable[State], conditions: list[ColumnElement[bool]], order: Order, limit: int
    ) -> list[Draft]:
        """The first `limit` of each state in this order: the caller sorts and cuts them."""
        parts = [_first(state, conditions, order, limit) for state in dict.fromkeys(states)]
        if not parts:
            return []
        return [draft_from(row) for row in self._connection.execute(union_all(*parts))]

    def _count(self, *conditions: ColumnElement[bool]) -> int:
        some = select(DRAFTS.id).where(*conditions).limit(COUNTED).subquery()
        return self._connection.execute(select(func.count()).select_from(some)).scalar_one()


def _first(state: State, conditions: list[ColumnElement[bool]], order: Order, limit: int) -> Select[tuple[object, ...]]:
    part = select(tables.drafts).where(DRAFTS.state == state, *conditions).order_by(order).limit(limit).subquery()
    return select(part)


def _newest(
    state: State, goes_out: ColumnElement[datetime], *conditions: ColumnElement[bool]
) -> Select[tuple[object, ...]]:
    """The words of the newest drafts of one account in this state, and when they went or go out."""
    words = and_(REVISIONS.draft == DRAFTS.id, REVISIONS.number == DRAFTS.revision)
    part = (
        select(goes_out.label("at"), REVISIONS.text)
        .join_from(tables.drafts, tables.revisions, words)
        .where(
            DRAFTS.state == state, DRAFTS.account == bindparam("account"), DRAFTS.id != bindparam("but"), *conditions
        )
        .order_by(DRAFTS.changed_at.desc())
        .limit(TEXTS)
    )
    return select(part.subquery())


_RECENT = union_all(
    _newest(State.PUBLISHED, DRAFTS.changed_at, DRAFTS.changed_at >= bindparam("since")),
    *(_newest(state, out_at) for state in APPROVED_AND_WAITING),
).subquery()
RECENT = select(_RECENT).order_by(_RECENT.c.at.desc()).limit(TEXTS)
"""Written once: making it costs ten times as much as running it, and every check of a draft asks."""
