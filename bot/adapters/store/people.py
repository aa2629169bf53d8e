"""The organisation and its people. What they may do on accounts is in accounts.py."""

from collections.abc import Sequence
from datetime import time
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Executable, Row, and_, bindparam, or_, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository, put, remove
from bot.core.accounts import Organisation
from bot.core.ids import PersonId
from bot.core.people import ChatIdentity, Person, Standing, Way, WayKind
from bot.use_cases.ports import InUseError

CHAT = tables.chat_identities.c
RECORDS = tables.records.c
ORGANISATION = select(tables.organisation)
EVERYBODY = (
    select(tables.people, CHAT.platform, CHAT.tenant, CHAT.user)
    .join_from(tables.people, tables.chat_identities, isouter=True)
    .order_by(tables.people.c.id, CHAT.position)
)
ONE = EVERYBODY.where(tables.people.c.id == bindparam("person"))
BY_CHAT = EVERYBODY.where(
    tables.people.c.id
    == select(CHAT.person)
    .where(CHAT.platform == bindparam("platform"), CHAT.tenant == bindparam("tenant"), CHAT.user == bindparam("user"))
    .correlate(None)
    .scalar_subquery()
)


class SqlPeople(Repository):
    """The organisation and its people."""

    def organisation(self) -> Organisation | None:
        return self._transaction.once("organisation", self._organisation)

    def set_organisation(self, organisation: Organisation) -> None:
        values = {
            "id": 1,
            "name": organisation.name,
            "zone": organisation.zone,
            "approved_hosts": organisation.approved_hosts,
            "public_contacts": organisation.public_contacts,
            "midday": f"{organisation.midday:%H:%M}",
        }
        put(self._connection, tables.organisation, values)
        self._transaction.forget()

    def keep_source(self, text: str) -> None:
        self._connection.execute(tables.organisation.update().values(source=text))

    def source(self) -> str:
        return self._connection.execute(select(tables.organisation.c.source)).scalar_one_or_none() or ""

    def get(self, person: PersonId) -> Person | None:
        """One query for each; where everybody has been read already, none."""
        if self._transaction.knows("people"):
            return self._transaction.once("people by key", lambda: {each.id: each for each in self.all()}).get(person)
        found = self._transaction.once(("person", person), lambda: self._people(ONE, {"person": person}))
        return found[0] if found else None

    def by_chat(self, identity: ChatIdentity) -> Person | None:
        asked = {"platform": identity.platform, "tenant": identity.tenant, "user": identity.user}
        found = self._people(BY_CHAT, asked)
        return found[0] if found else None

    def all(self) -> list[Person]:
        return list(self._transaction.once("people", lambda: self._people(EVERYBODY, {})))

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
            "reach": _ways(person.reach),
            "remit": person.remit,
        }
        put(self._connection, tables.people, values)
        # An identity that was somebody else's becomes this person's: a chat account has one owner.
        mine = or_(CHAT.person == person.id, *(_is(identity) for identity in person.chat))
        self._connection.execute(tables.chat_identities.delete().where(mine))
        if person.chat:
            rows = [_identity_values(person, position) for position in range(len(person.chat))]
            self._connection.execute(tables.chat_identities.insert(), rows)
        self._transaction.forget()

    def hold(self) -> None:
        """Rows that only refer to people may still be written meanwhile. SQLite lets one transaction write anyway."""
        everybody = select(tables.people.c.id).order_by(tables.people.c.id)
        self._connection.execute(everybody.with_for_update(key_share=True)).all()
        self._transaction.forget()

    def set_standing(self, person: PersonId, standing: Standing) -> None:
        self._change(person, standing=standing)

    def set_reach(self, person: PersonId, reach: Sequence[Way]) -> None:
        self._change(person, reach=_ways(reach))

    def _change(self, person: PersonId, **values: object) -> None:
        self._connection.execute(tables.people.update().where(tables.people.c.id == person).values(values))
        self._transaction.forget()

    def remove(self, person: PersonId) -> None:
        acted = select(RECORDS.number).where(RECORDS.actor == person).limit(1)
        if self._connection.execute(acted).first():
            raise InUseError(f"people {person} is still referred to.")
        remove(self._connection, tables.people, {"id": person})
        self._transaction.forget()

    def _organisation(self) -> Organisation | None:
        row = self._connection.execute(ORGANISATION).one_or_none()
        if row is None:
            return None
        midday = time.fromisoformat(row.midday)
        return Organisation(row.name, row.zone, tuple(row.approved_hosts), tuple(row.public_contacts), midday)

    def _people(self, query: Executable, asked: dict[str, str]) -> list[Person]:
        """A row for each identity, or one for somebody without any."""
        rows = self._connection.execute(query, asked)
        return [_person(list(each)) for _, each in groupby(rows, key=attrgetter("id"))]


def _ways(reach: Sequence[Way]) -> list[list[str]]:
    return [[way.kind, way.target] for way in reach]


def _person(rows: list[Row[Any]]) -> Person:
    row = rows[0]
    return Person(
        PersonId(row.id),
        row.name,
        row.title,
        Standing(row.standing),
        row.lead,
        tuple(ChatIdentity(each.platform, each.tenant, each.user) for each in rows if each.platform),
        email=row.email,
        trained_until=row.trained_until,
        manager=PersonId(row.manager) if row.manager else None,
        nation=row.nation,
        supervised=row.supervised,
        reach=tuple(Way(WayKind(kind), target) for kind, target in row.reach),
        remit=tuple(row.remit),
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
