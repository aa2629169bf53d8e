"""The organisation and its people. What they may do on accounts is in accounts.py."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository, put, remove
from bot.core.accounts import Organisation
from bot.core.ids import PersonId
from bot.core.people import ChatIdentity, Person, Standing
from bot.use_cases.ports import InUseError

CHAT = tables.chat_identities.c
RECORDS = tables.records.c


class SqlPeople(Repository):
    """The organisation and its people."""

    def organisation(self) -> Organisation | None:
        row = self._connection.execute(select(tables.organisation)).one_or_none()
        return Organisation(row.name, row.zone, tuple(row.approved_hosts), tuple(row.public_contacts)) if row else None

    def set_organisation(self, organisation: Organisation) -> None:
        values = {
            "id": 1,
            "name": organisation.name,
            "zone": organisation.zone,
            "approved_hosts": organisation.approved_hosts,
            "public_contacts": organisation.public_contacts,
        }
        put(self._connection, tables.organisation, values)

    def get(self, person: PersonId) -> Person | None:
        found = self._people(tables.people.c.id == person)
        return found[0] if found else None

    def by_chat(self, identity: ChatIdentity) -> Person | None:
        key = select(CHAT.person).where(_is(identity))
        found = self._people(tables.people.c.id == key.scalar_subquery())
        return found[0] if found else None

    def all(self) -> list[Person]:
        return self._people()

    def put(self, person: Person) -> None:
        values = {
            "id": person.id,
            "name": person.name,
            "title": person.title,
            "standing": person.standing,
            "lead": person.lead,
            "email": person.email,
            "trained_until": person.trained_until,
            "manager": person.manager,
            "nation": person.nation,
            "supervised": person.supervised,
        }
        put(self._connection, tables.people, values)
        # An identity that was somebody else's becomes this person's: a chat account has one owner.
        mine = or_(CHAT.person == person.id, *(_is(identity) for identity in person.chat))
        self._connection.execute(tables.chat_identities.delete().where(mine))
        if person.chat:
            rows = [_identity_values(person, position) for position in range(len(person.chat))]
            self._connection.execute(tables.chat_identities.insert(), rows)

    def remove(self, person: PersonId) -> None:
        acted = select(RECORDS.number).where(RECORDS.actor == person).limit(1)
        if self._connection.execute(acted).first():
            raise InUseError(f"people {person} is still referred to.")
        remove(self._connection, tables.people, {"id": person})

    def _people(self, *conditions: ColumnElement[bool]) -> list[Person]:
        rows = self._connection.execute(select(tables.people).where(*conditions).order_by(tables.people.c.id)).all()
        if not rows:
            return []
        identities = select(tables.chat_identities).order_by(CHAT.position)
        if conditions:
            identities = identities.where(CHAT.person.in_([row.id for row in rows]))
        chat: dict[str, list[ChatIdentity]] = defaultdict(list)
        for row in self._connection.execute(identities):
            chat[row.person].append(ChatIdentity(row.platform, row.tenant, row.user))
        return [replace(_person(row), chat=tuple(chat[row.id])) for row in rows]


def _person(row: Row[Any]) -> Person:
    return Person(
        PersonId(row.id),
        row.name,
        row.title,
        Standing(row.standing),
        row.lead,
        email=row.email,
        trained_until=row.trained_until,
        manager=PersonId(row.manager) if row.manager else None,
        nation=row.nation,
        supervised=row.supervised,
    )


def _is(identity: ChatIdentity) -> ColumnElement[bool]:
    return and_(CHAT.platform == identity.platform, CHAT.tenant == identity.tenant, CHAT.user == identity.user)


def _identity_values(person: Person, position: int) -> dict[str, Any]:
    identity = person.chat[position]
    return {
        "platform": identity.platform,
        "tenant": identity.tenant,
        "user": identity.user,
        "person": person.id,
        "position": position,
    }
