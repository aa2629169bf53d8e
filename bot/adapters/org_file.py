"""org.yaml: reads it with the line of every mistake (yaml_map.py), and writes it back with its comments (ruamel.yaml).

What the file means once read is core/organisation.py's; the shape of each part is in SHAPES below.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from bot.adapters.org_reach import read_reach
from bot.adapters.org_reference import SECTIONS, read_reference
from bot.adapters.org_rotas import NATIONS as BANK_HOLIDAYS_OF
from bot.adapters.org_rotas import SECTION, read_rotas
from bot.adapters.rota_times import as_time
from bot.adapters.yaml_map import Map, Problem, ProblemsError, document, each
from bot.core.accounts import Account, Grant, Hours, Kind, Organisation, OrgType, Role
from bot.core.ids import AccountId, PersonId
from bot.core.organisation import Unsaid, Whole, grant_key
from bot.core.people import ChatIdentity, Person, Standing
from bot.core.rota.said import MIDDAY
from bot.core.tweet_text import LIMIT, as_published, weighted_length
from bot.policy.suggestions import did_you_mean


@dataclass(frozen=True, slots=True)
class OrgFile:
    """A file that can be used, and what it leaves unsaid."""

    whole: Whole
    unsaid: Unsaid


NEEDED = ("organisation", "people", "accounts")
TOP = (*NEEDED, *SECTIONS, SECTION)
ORGANISATION = ("name", "zone", "slack_workspace", "approved_hosts", "public_contacts", "midday")
PERSON = (
    "name",
    "title",
    "slack",
    "lead",
    "standing",
    "email",
    "trained_until",
    "manager",
    "nation",
    "supervised",
    "reach",
    "remit",
)
ACCOUNT = (
    "name",
    "handle",
    "kind",
    "org_type",
    "nation",
    "channel",
    "owner",
    "remit",
    "approvals",
    "cooling_off",
    "remind_after",
    "area",
    "hours",
    "pitch",
    "approve",
)
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")
GRANT = ("person", "since", "granted_by")
NATIONS = ("england", "wales", "scotland", "northern_ireland", "uk")


def read(text: str, today: date) -> OrgFile | tuple[Problem, ...]:
    """The organisation the text tells, or every part of it that cannot be used, in the order of the file.

    `today` dates roles given without a date.
    """
    try:
        root = document(text, NEEDED)
        root.only(TOP)
        organisation, workspace = _organisation(root.map("organisation"))
        people = each(root.maps("people"), lambda key, node: _person(key, node, workspace))
        _no_identity_twice([p for p, _ in people], root)
        names = {p.id for p, _ in people}
        accounts = each(root.maps("accounts"), lambda key, node: _account(key, node, names, today))
        handles = [a.id for a, _ in accounts]
        _managers_are_known([p for p, _ in people], root)
        reference = read_reference(text, ZoneInfo(organisation.zone), handles, names)
        rotas = read_rotas(text, organisation.zone, names, handles)
    except ProblemsError as found:
        return found.problems
    grants = [dated for _, its_grants in accounts for dated in its_grants]
    whole = Whole(
        organisation,
        tuple(p for p, _ in people),
        tuple(a for a, _ in accounts),
        tuple(grant for grant, _ in grants),
        reference,
        rotas,
    )
    undated = frozenset(grant_key(grant) for grant, dated in grants if not dated)
    entries = root.maps("accounts")
    hourless = frozenset(a.id for (a, _), (_, node) in zip(accounts, entries, strict=True) if "hours" not in node.node)
    return OrgFile(whole, Unsaid(_silent(people, "standing"), undated, hourless, _silent(people, "reach")))


_Dated = tuple[Grant, bool]
"""A grant, and whether the file says since when."""


def _organisation(node: Map) -> tuple[Organisation, str]:
    node.only(ORGANISATION)
    made = Organisation(
        node.words("name"),
        node.zone("zone", "Europe/London").key,
        node.texts("approved_hosts"),
        node.texts("public_contacts"),
        _midday(node),
    )
    return made, node.words("slack_workspace")


def _midday(node: Map) -> time:
    midday = as_time(node, "midday", f"{MIDDAY:%H:%M}")
    if midday == time():
        raise node.bad("midday", "Midnight cuts no day into halves.", "Expected a time such as 13:00.")
    return midday


def _person(key: str, node: Map, workspace: str) -> tuple[Person, Map]:
    node.only(PERSON)
    slack = node.words("slack", "")
    person = Person(
        id=PersonId(key),
        name=node.words("name"),
        title=node.words("title", ""),
        standing=Standing(node.one_of("standing", [Standing.ACTIVE, Standing.SUSPENDED], Standing.ACTIVE)),
        lead=node.truth("lead"),
        chat=(ChatIdentity("slack", workspace, slack),) if slack else (),
        email=_email(node),
        trained_until=_day(node, "trained_until"),
        manager=PersonId(node.words("manager", "")) or None,
        nation=node.one_of("nation", ("", *BANK_HOLIDAYS_OF), ""),
        supervised=node.truth("supervised"),
        reach=read_reach(node),
        remit=node.texts("remit"),
    )
    return person, node


def _silent(people: Iterable[tuple[Person, Map]], key: str) -> frozenset[PersonId]:
    return frozenset(person.id for person, node in people if key not in node.node)


def _email(node: Map) -> str:
    address = node.words("email", "")
    if address and not _EMAIL.fullmatch(address):
        raise node.bad("email", f"“{address}” is no e-mail address.", "Expected one such as name@example.gov.uk.")
    return address


def _day(node: Map, key: str) -> date | None:
    value = node.node.get(key)
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    raise node.bad(key, f"“{key}” is {value!r}.", "Expected a date such as 2027-12-31.")


def _managers_are_known(people: list[Person], root: Map) -> None:
    known = {person.id for person in people}
    for person in people:
        if person.manager:
            _known(person.manager, known, root.map("people").map(person.id), "manager")


def _account(key: str, node: Map, people: set[PersonId], today: date) -> tuple[Account, list[_Dated]]:
    node.only(ACCOUNT)
    handle = node.words("handle", key).lstrip("@")
    if handle.lower() != key.lower().lstrip("@"):
        raise node.bad("handle", f"The handle “{handle}” differs from the name “{key}”.", "Only the case may differ.")
    account = AccountId(handle.lower())
    owner = node.words("owner", "")
    made = Account(
        id=account,
        handle=handle,
        name=node.words("name"),
        kind=Kind(node.one_of("kind", Kind)),
        org_type=OrgType(node.one_of("org_type", OrgType)),
        channel=node.words("channel"),
        nation=node.one_of("nation", NATIONS, "england"),
        owner=_known(owner, people, node, "owner") if owner else None,
        remit=node.texts("remit"),
        approvals=node.number("approvals", 1, 1, 2),
        cooling_off=node.number("cooling_off", 0, 0, 3600),
        remind_after=node.number("remind_after", 30, 1, 10080),
        area=node.words("area", ""),
        hours=_hours(node),
    )
    return made, [g for role in Role for g in _grants(account, role, node, people, today)]


def _hours(node: Map) -> Hours:
    words = " ".join(node.words("hours", "").split())
    if (length := weighted_length(as_published(words))) > LIMIT:
        raise node.bad("hours", f"The hours take {length} characters.", f"They go out as a tweet, of {LIMIT} at most.")
    return Hours(words)


def _grants(account: AccountId, role: Role, node: Map, people: set[PersonId], today: date) -> list[_Dated]:
    listed = node.node.get(role.value) or []
    if not isinstance(listed, list):
        raise node.bad(role.value, f"“{role.value}” is not a list.", "Expected people, one per line after a dash.")
    return [_grant(account, role, item, node, people, today) for item in listed]


def _grant(account: AccountId, role: Role, item: object, node: Map, people: set[PersonId], today: date) -> _Dated:
    if isinstance(item, str):
        return Grant(_known(item, people, node, role.value), account, role, today, "org.yaml"), False
    if not isinstance(item, CommentedMap):
        raise node.bad(
            role.value, f"{item!r} is no person.", "Expected the name of a person, or person, since, granted_by."
        )
    given = Map(item, node.line_of(role.value), f"“{role.value}”")
    given.only(GRANT)
    since = item.get("since", today)
    if not isinstance(since, date):
        raise given.bad("since", f"“since” is {since!r}.", "Expected a date such as 2026-11-20.")
    who = _known(given.words("person"), people, given, "person")
    return Grant(who, account, role, since, given.words("granted_by", "org.yaml")), "since" in item


def _known(name: str, people: set[PersonId], node: Map, key: str) -> PersonId:
    if name in people:
        return PersonId(name)
    raise node.bad(key, f"“{name}” is not one of the people.", did_you_mean(name, people, "Enter them under “people”."))


def _no_identity_twice(people: list[Person], root: Map) -> None:
    seen: dict[ChatIdentity, str] = {}
    for person in people:
        for identity in person.chat:
            if identity in seen:
                node = root.map("people").map(person.id)
                what = f"{person.id} has the same Slack id as {seen[identity]}."
                raise node.bad("slack", what, "Each person has their own.")
            seen[identity] = person.id


def write(source: str, standings: Mapping[PersonId, Standing], hours: Mapping[AccountId, str]) -> str:
    """The file applied last, with what was changed in chat since (people's standing, published hours) written into it.

    Unchanged, the very same text comes back, comments and spacing included.
    """
    yaml = YAML(typ="rt")
    root = yaml.load(source)
    noted = [_note_standings(root["people"], standings), _note_hours(root["accounts"], hours)]
    if not any(noted):
        return source
    out = StringIO()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.dump(root, out)
    return out.getvalue()


def _note_standings(people: dict[str, Any], standings: Mapping[PersonId, Standing]) -> bool:
    noted = False
    for name, entry in people.items():
        now = standings.get(PersonId(str(name)), Standing.ACTIVE)
        if entry.get("standing", Standing.ACTIVE.value) != now.value:
            entry["standing"] = now.value
            noted = True
    return noted


def _note_hours(accounts: dict[str, Any], hours: Mapping[AccountId, str]) -> bool:
    noted = False
    for name, entry in accounts.items():
        now = hours.get(AccountId(str(name).lower().lstrip("@")))
        if now is not None and " ".join(str(entry.get("hours", "")).split()) != now:
            entry["hours"] = now
            noted = True
    return noted
