"""What journalists have asked about posts."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository
from bot.core.ids import AccountId, DraftId, PersonId, TweetId
from bot.core.press import About, Contact, Enquiry, How

ENQUIRIES = tables.press_enquiries.c
ONE = select(tables.press_enquiries).where(ENQUIRIES.id == bindparam("named"))
UNLIFTED = select(tables.press_enquiries).where(ENQUIRIES.lifted_at.is_(None)).order_by(ENQUIRIES.id)
NEWEST = select(tables.press_enquiries).order_by(ENQUIRIES.id.desc()).limit(bindparam("at_most"))


class SqlEnquiries(Repository):
    """Contacts by the press, kept for good; one whose author may reply again is marked as lifted."""

    def add(self, author: PersonId, told_by: PersonId, about: About, contact: Contact, now: datetime) -> Enquiry:
        values = {
            "author": author,
            "told_by": told_by,
            "at": now,
            **{name: value for name, value in asdict(about).items() if value is not None},
            **asdict(contact),
        }
        self._transaction.forget()
        insert = tables.press_enquiries.insert().values(values).returning(*ENQUIRIES)
        return _enquiry(self._connection.execute(insert).one())

    def get(self, enquiry: int) -> Enquiry | None:
        row = self._connection.execute(ONE, {"named": enquiry}).one_or_none()
        return _enquiry(row) if row else None

    def lift(self, enquiry: int, by: PersonId, because: str, now: datetime) -> bool:
        update = tables.press_enquiries.update().where(ENQUIRIES.id == enquiry, ENQUIRIES.lifted_at.is_(None))
        lifted = self._connection.execute(update.values(lifted_by=by, lifted_because=because, lifted_at=now))
        self._transaction.forget()
        return bool(lifted.rowcount)

    def unlifted(self) -> list[Enquiry]:
        return list(self._transaction.once("press", lambda: [_enquiry(r) for r in self._connection.execute(UNLIFTED)]))

    def newest(self, at_most: int) -> list[Enquiry]:
        return [_enquiry(row) for row in self._connection.execute(NEWEST, {"at_most": at_most})]


def _enquiry(row: Row[Any]) -> Enquiry:
    return Enquiry(
        id=row.id,
        author=PersonId(row.author),
        told_by=PersonId(row.told_by),
        at=row.at,
        about=About(
            account=AccountId(row.account),
            post=TweetId(row.post),
            address=row.address,
            conversation=TweetId(row.conversation) if row.conversation else None,
            draft=DraftId(row.draft) if row.draft else None,
        ),
        contact=Contact(
            journalist=row.journalist,
            outlet=row.outlet,
            handle=row.handle,
            when=row.when,
            how=How(row.how),
            asked=row.asked,
            answered=row.answered,
        ),
        lifted_by=row.lifted_by,
        lifted_at=row.lifted_at,
        lifted_because=row.lifted_because,
    )
