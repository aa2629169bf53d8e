"""Drafts and their revisions. What is said of them: reviews.py. Sending: attempts.py. Lists: draft_lists.py."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, select

from bot.adapters.store import tables
from bot.adapters.store.answered import AnsweredRows
from bot.adapters.store.attempts import AttemptRows
from bot.adapters.store.draft_lists import DraftLists
from bot.adapters.store.draft_rows import draft_from
from bot.adapters.store.reviews import ReviewRows
from bot.core.declared import Declared
from bot.core.drafts import Draft, Media, Pictured, Revision, State, Target, TargetKind
from bot.core.ids import AccountId, DraftId, PersonId, TweetId
from bot.use_cases.ports import StaleError

DRAFTS = tables.drafts.c
REVISIONS = tables.revisions.c
PICTURES = tables.revision_media.c
ADD = tables.drafts.insert().returning(*DRAFTS)
ONE = select(tables.drafts).where(DRAFTS.id == bindparam("draft"))
ONE_LOCKED = ONE.with_for_update()
SAVE = tables.drafts.update().where(DRAFTS.id == bindparam("this"), DRAFTS.lock == bindparam("seen")).returning(*DRAFTS)
ADD_REVISION, ADD_PICTURES = tables.revisions.insert(), tables.revision_media.insert()
REVISION = (
    select(tables.revisions, *(column.label(f"picture_{column.name}") for column in PICTURES))
    .join_from(
        tables.revisions,
        tables.revision_media,
        and_(PICTURES.draft == REVISIONS.draft, PICTURES.revision == REVISIONS.number),
        isouter=True,
    )
    .where(REVISIONS.draft == bindparam("of"), REVISIONS.number == bindparam("at"))
    .order_by(PICTURES.position)
)
"""A row for each picture, or one for a revision without any."""


class SqlDrafts(AnsweredRows, ReviewRows, AttemptRows, DraftLists):
    """Drafts with everything that belongs to them."""

    def add(self, account: AccountId, author: PersonId, revision: Revision, now: datetime) -> Draft:
        values = {
            "account": account,
            "author": author,
            "state": State.DRAFT,
            "created_at": now,
            "changed_at": now,
            "revision": revision.number,
            "round": 0,
            "reason": "",
            "lock": 0,
        }
        draft = draft_from(self._connection.execute(ADD, values).one())
        self.add_revision(draft.id, revision)
        return draft

    def get(self, draft: DraftId) -> Draft | None:
        query = ONE_LOCKED if self._transaction.writing else ONE
        row = self._connection.execute(query, {"draft": draft}).one_or_none()
        return draft_from(row) if row else None

    def save(self, draft: Draft) -> Draft:
        values = {
            "this": draft.id,
            "seen": draft.lock,
            "state": draft.state,
            "changed_at": draft.changed_at,
            "revision": draft.revision,
            "round": draft.round,
            "slot": draft.slot,
            "reason": draft.reason,
            "tweet": draft.tweet,
            "lock": draft.lock + 1,
        }
        row = self._connection.execute(SAVE, values).one_or_none()
        if row is None:
            raise StaleError(f"draft {draft.id} is no longer at lock {draft.lock}")
        return draft_from(row)

    def add_revision(self, draft: DraftId, revision: Revision) -> None:
        target = revision.target
        values = {
            "draft": draft,
            "number": revision.number,
            "text": revision.text,
            "edited_by": revision.edited_by,
            "made_at": revision.made_at,
            "target_kind": target and (TargetKind.QUOTE if revision.is_repost else target.kind),
            "repost": revision.is_repost,
            "target_tweet": target and target.tweet,
            "target_address": target and target.address,
            "when": revision.when,
            "note": revision.note,
            "urgent": revision.urgent,
            "purpose": revision.purpose,
            "consent": revision.consent,
            "follows": revision.follows,
            "supervisor": revision.supervisor,
            **asdict(revision.declared),
        }
        self._connection.execute(ADD_REVISION, values)
        pictures = [_picture(draft, revision, position) for position in range(len(revision.media))]
        if pictures:
            self._connection.execute(ADD_PICTURES, pictures)

    def revision(self, draft: DraftId, number: int) -> Revision | None:
        rows = self._connection.execute(REVISION, {"of": draft, "at": number}).all()
        return _revision(rows[0], [row for row in rows if row.picture_sha256]) if rows else None


def _picture(draft: DraftId, revision: Revision, position: int) -> dict[str, Any]:
    media = revision.media[position]
    return {
        "draft": draft,
        "revision": revision.number,
        "position": position,
        "sha256": media.sha256,
        "mime": media.mime,
        "size": media.size,
        "name": media.name,
        "alt": media.alt,
        "pictured": media.pictured or "",
        "consent": media.consent,
        "credit": media.credit,
        "licence": media.licence,
    }


def _media(row: Row[Any]) -> Media:
    return Media(
        row.picture_sha256,
        row.picture_mime,
        row.picture_size,
        row.picture_name,
        row.picture_alt,
        Pictured(row.picture_pictured) if row.picture_pictured else None,
        row.picture_consent,
        row.picture_credit,
        row.picture_licence,
    )


def _revision(row: Row[Any], pictures: list[Row[Any]]) -> Revision:
    return Revision(
        row.number,
        row.text,
        PersonId(row.edited_by),
        row.made_at,
        tuple(_media(p) for p in pictures),
        _target(row),
        row.when,
        row.note,
        row.urgent,
        row.purpose,
        row.consent,
        PersonId(row.supervisor) if row.supervisor else None,
        Declared(row.interest, row.source, row.permission, row.elsewhere, row.quoted),
        row.follows,
    )


def _target(row: Row[Any]) -> Target | None:
    if row.target_kind is None:
        return None
    kind = TargetKind.REPOST if row.repost else TargetKind(row.target_kind)
    return Target(kind, TweetId(row.target_tweet), row.target_address)
