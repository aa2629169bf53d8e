"""The posts that drafts answer or quote, as they were last seen: one row for each draft and post."""

from sqlalchemy import bindparam, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository, put
from bot.core.answered import Answered, Sight
from bot.core.ids import DraftId, TweetId

ANSWERED = tables.answered_posts.c
FORGET = tables.answered_posts.update().where(ANSWERED.draft == bindparam("of")).values(text="")
ONE = select(tables.answered_posts).where(ANSWERED.draft == bindparam("of"), ANSWERED.tweet == bindparam("named"))


class AnsweredRows(Repository):
    """Posts of other people that drafts are about."""

    def put_answered(self, draft: DraftId, answered: Answered) -> None:
        values = {
            "draft": draft,
            "tweet": answered.tweet,
            "standing": answered.standing,
            "at": answered.at,
            "author": answered.author,
            "text": answered.text,
            "pictures": answered.pictures,
            "conversation": answered.conversation or "",
        }
        put(self._connection, tables.answered_posts, values)

    def forget_answered(self, draft: DraftId) -> None:
        self._connection.execute(FORGET, {"of": draft})

    def answered(self, draft: DraftId, tweet: TweetId) -> Answered | None:
        row = self._connection.execute(ONE, {"of": draft, "named": tweet}).one_or_none()
        if row is None:
            return None
        conversation = TweetId(row.conversation) if row.conversation else None
        return Answered(
            TweetId(row.tweet), Sight(row.standing), row.at, row.author, row.text, row.pictures, conversation
        )
