"""Acts of sending. At most one of a draft is open, and at most one led to a post: the tables hold to it too."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.exc import IntegrityError

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository
from bot.core.drafts import Draft
from bot.core.ids import AccountId, DraftId, PersonId, TweetId
from bot.use_cases.ports import Attempt, StaleError

ATTEMPTS = tables.attempts.c
DRAFTS = tables.drafts.c


class AttemptRows(Repository):
    """Attempts to publish, and the posts they led to."""

    def start_attempt(
        self, draft: Draft, digest: str, token: int, last_known: TweetId | None, now: datetime
    ) -> Attempt:
        """Raises StaleError if an attempt for this draft is still open."""
        values = {
            "draft": draft.id,
            "revision": draft.revision,
            "digest": digest,
            "token": token,
            "last_known": last_known,
            "started_at": now,
            "outcome": "",
            "detail": "",
            "looks": 0,
            "denied_by": (),
        }
        try:
            row = self._connection.execute(tables.attempts.insert().values(values).returning(*ATTEMPTS)).one()
        except IntegrityError as error:
            raise StaleError(f"draft {draft.id} is already being sent") from error
        return _attempt(row)

    def save_attempt(self, attempt: Attempt) -> None:
        values = {
            "finished_at": attempt.finished_at,
            "outcome": attempt.outcome,
            "detail": attempt.detail,
            "tweet": attempt.tweet,
            "looks": attempt.looks,
            "denied_by": attempt.denied_by,
        }
        self._connection.execute(tables.attempts.update().where(ATTEMPTS.id == attempt.id).values(values))

    def last_attempt(self, draft: DraftId) -> Attempt | None:
        query = select(tables.attempts).where(ATTEMPTS.draft == draft).order_by(ATTEMPTS.id.desc()).limit(1)
        row = self._connection.execute(query).one_or_none()
        return _attempt(row) if row else None

    def last_tweet(self, account: AccountId) -> TweetId | None:
        query = select(DRAFTS.tweet).where(DRAFTS.account == account, DRAFTS.tweet.is_not(None))
        return self._connection.execute(query.order_by(DRAFTS.tweet.desc()).limit(1)).scalar_one_or_none()

    def by_tweet(self, account: AccountId, tweet: TweetId) -> DraftId | None:
        query = select(DRAFTS.id).where(DRAFTS.account == account, DRAFTS.tweet == tweet)
        return self._connection.execute(query).scalar_one_or_none()


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(
        row.id,
        DraftId(row.draft),
        row.revision,
        row.digest,
        row.token,
        row.last_known,
        row.started_at,
        row.finished_at,
        row.outcome,
        row.detail,
        row.tweet,
        row.looks,
        tuple(PersonId(person) for person in row.denied_by),
    )
