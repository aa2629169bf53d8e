"""A row of `drafts` as the draft it is."""

from typing import Any

from sqlalchemy import Row

from bot.core.drafts import Draft, State
from bot.core.ids import AccountId, DraftId, PersonId


def draft_from(row: Row[Any]) -> Draft:
    """The draft in this row."""
    return Draft(
        DraftId(row.id),
        AccountId(row.account),
        PersonId(row.author),
        State(row.state),
        row.created_at,
        row.changed_at,
        row.revision,
        row.round,
        row.slot,
        row.reason,
        row.tweet,
        row.lock,
    )
