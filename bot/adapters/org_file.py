"""org.yaml: reads it with the line of every mistake, and writes it back with its comments (ruamel.yaml lives here).

What the file means once read is core/organisation.py's; the shape of each part is in SHAPES below.
"""

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.core.accounts import Account, Grant, Kind, Organisation, OrgType, Role
from bot.core.ids import AccountId, PersonId
from bot.core.organisation import Unsaid, Whole, grant_key
from bot.core.people import ChatIdentity, Person, Standing

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that cannot be used: where (line from 1), what is wrong, what was expected."""

    line: int
    what: str
    expected: str

    def at(self, file: str) -> str:
        """One line for a terminal: "org.yaml, line 12: …"."""
        return f"{file}, line {self.line}: {self.what} {self.expected}".rstrip()


@dataclass(frozen=True, slots=True)
class OrgFile:
    """A file that can be used, and what it leaves unsaid."""

    whole: Whole
    unsaid: Unsaid


class _ProblemsError(Exception):
    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


TOP = ("organisation", "people", "accounts")
ORGANISATION = ("name", "zone", "slack_workspace", "approved_hosts", "public_contacts")
PERSON = ("name", "title", "slack", "lead", "standing")
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
    "pitch",
    "approve",
)
GRANT = ("person", "since", "granted_by")
NATIONS = ("england", "wales", "scotland", "northern_ireland", "uk")


def read(text: str, today: date) -> OrgFile | tuple[Problem, ...]:
    """The organisation the text tells, or every part of it that cannot be used, in the order of the file.

    `today` dates roles given without a date.
    """
    try:
        root = _Map(_parsed(text), 1, "the file")
        root.only(TOP)
        organisation, workspace = _organisation(root.map("organisation"))
        people = _each(root.maps("people"), lambda key, node: _person(key, node, workspace))
        _no_identity_twice([p for p, _ in people], root)
        names = {p.id for p, _ in people}
        accounts = _each(root.maps("accounts"), lambda key, node: _account(key, node, names, today))
    except _ProblemsError as found:
        return found.problems
    grants = [dated for _, its_grants in accounts for dated in its_grants]
    whole = Whole(
        organisation, tuple(p for p, _ in people), tuple(a for a, _ in accounts), tuple(grant for grant, _ in grants)
    )
    undated = frozenset(grant_key(grant) for grant, dated in grants if not dated)
    return OrgFile(whole, Unsaid(frozenset(p.id for p, silent in people if silent), undated))


def _each(entries: Iterable[tuple[str, "_Map"]], reader: Callable[[str, "_Map"], T]) -> list[T]:
    """What the reader makes of every entry; the problems of all of them together."""
    made: list[T] = []
    problems: list[Problem] = []
    for key, node in entries:
        try:
            made.append(reader(key, node))
        except _ProblemsError as found:
            problems.extend(found.problems)
    if problems:
        raise _ProblemsError(*problems)
    return made


def _parsed(text: str) -> CommentedMap:
    try:
        loaded = YAML(typ="rt").load(text)
    except MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise _ProblemsError(Problem(line, f"This is not YAML: {broken.problem}.", "")) from broken
    except YAMLError as broken:
        raise _ProblemsError(Problem(1, "This is not YAML.", str(broken).splitlines()[0])) from broken
    if isinstance(loaded, CommentedMap):
        return loaded
    raise _ProblemsError(Problem(1, "The file is empty or no mapping.", f"Expected {', '.join(TOP)}."))


_Dated = tuple[Grant, bool]
"""A grant, and whether the file says since when."""


class _Map:
    """One mapping of the file, asked for its values by name and kind; every mistake knows its line."""

    def __init__(self, node: CommentedMap, line: int, what: str) -> None:
        self.node, self.line, self.what = node, line, what

    def line_of(self, key: object) -> int:
        where = self.node.lc.data.get(key) if self.node.lc.data else None
        return int(where[0]) + 1 if where else self.line

    def bad(self, key: object, what: str, expected: str) -> _ProblemsError:
        return _ProblemsError(Problem(self.line_of(key), what, expected))

    def only(self, known: Iterable[str]) -> None:
        for key in self.node:
            if key not in known:
                near = difflib.get_close_matches(str(key), list(known), 1)
                expected = f"Did you mean “{near[0]}”?" if near else f"Known here: {', '.join(known)}."
                raise self.bad(key, f"“{key}” is not known in {self.what}.", expected)

    def map(self, key: str) -> "_Map":
        value = self.node.get(key)
        if isinstance(value, CommentedMap):
            return _Map(value, self.line_of(key), f"“{key}”")
        raise self.bad(key, f"“{key}” is missing or empty in {self.what}.", "Expected names with values below it.")

    def maps(self, key: str) -> list[tuple[str, "_Map"]]:
        inner = self.map(key)
        return [(str(name), _Map(inner.node, inner.line, inner.what).map(name)) for name in inner.node]

    def words(self, key: str, default: str | None = None) -> str:
        value = self.node.get(key, default)
        if isinstance(value, str) and (value.strip() or default == ""):
            return value.strip()
        raise self.bad(key, f"“{key}” is missing or not text in {self.what}.", "Expected words; put numbers in quotes.")

    def number(self, key: str, default: int, lowest: int, highest: int) -> int:
        value = self.node.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and lowest <= value <= highest:
            return value
        raise self.bad(key, f"“{key}” is {value!r}.", f"Expected a whole number from {lowest} to {highest}.")

    def truth(self, key: str) -> bool:
        value = self.node.get(key, False)
        if isinstance(value, bool):
            return value
        raise self.bad(key, f"“{key}” is {value!r}.", "Expected true or false.")

    def one_of(self, key: str, known: Iterable[str], default: str | None = None) -> str:
        value, names = self.words(key, default), [str(name) for name in known]
        if value in names:
            return value
        near = difflib.get_close_matches(value, names, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"Expected one of {', '.join(names)}."
        raise self.bad(key, f"“{key}” is “{value}”.", hint)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.node.get(key) or []
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(item.strip() for item in value)
        raise self.bad(key, f"“{key}” is not a list of words.", "Put numbers and @ in quotes.")


def _organisation(node: _Map) -> tuple[Organisation, str]:
    node.only(ORGANISATION)
    zone = node.words("zone", "Europe/London")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise node.bad("zone", f"“{zone}” is no time zone.", "Expected one such as Europe/London.") from unknown
    made = Organisation(node.words("name"), zone, node.texts("approved_hosts"), node.texts("public_contacts"))
    return made, node.words("slack_workspace")


def _person(key: str, node: _Map, workspace: str) -> tuple[Person, bool]:
    node.only(PERSON)
    slack = node.words("slack", "")
    person = Person(
        id=PersonId(key),
        name=node.words("name"),
        title=node.words("title", ""),
        standing=Standing(node.one_of("standing", [Standing.ACTIVE, Standing.SUSPENDED], Standing.ACTIVE)),
        lead=node.truth("lead"),
        chat=(ChatIdentity("slack", workspace, slack),) if slack else (),
    )
    return person, "standing" not in node.node


def _account(key: str, node: _Map, people: set[PersonId], today: date) -> tuple[Account, list[_Dated]]:
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
    )
    return made, [g for role in Role for g in _grants(account, role, node, people, today)]


def _grants(account: AccountId, role: Role, node: _Map, people: set[PersonId], today: date) -> list[_Dated]:
    listed = node.node.get(role.value) or []
    if not isinstance(listed, list):
        raise node.bad(role.value, f"“{role.value}” is not a list.", "Expected people, one per line after a dash.")
    return [_grant(account, role, item, node, people, today) for item in listed]


def _grant(account: AccountId, role: Role, item: object, node: _Map, people: set[PersonId], today: date) -> _Dated:
    if isinstance(item, str):
        return Grant(_known(item, people, node, role.value), account, role, today, "org.yaml"), False
    if not isinstance(item, CommentedMap):
        raise node.bad(
            role.value, f"{item!r} is no person.", "Expected the name of a person, or person, since, granted_by."
        )
    given = _Map(item, node.line_of(role.value), f"“{role.value}”")
    given.only(GRANT)
    since = item.get("since", today)
    if not isinstance(since, date):
        raise given.bad("since", f"“since” is {since!r}.", "Expected a date such as 2026-11-20.")
    who = _known(given.words("person"), people, given, "person")
    return Grant(who, account, role, since, given.words("granted_by", "org.yaml")), "since" in item


def _known(name: str, people: set[PersonId], node: _Map, key: str) -> PersonId:
    if name in people:
        return PersonId(name)
    near = difflib.get_close_matches(name, list(people), 1)
    raise node.bad(key, f"“{name}” is not one of the people.", f"Did you mean “{near[0]}”?" if near else "")


def _no_identity_twice(people: list[Person], root: _Map) -> None:
    seen: dict[ChatIdentity, str] = {}
    for person in people:
        for identity in person.chat:
            if identity in seen:
                node = root.map("people").map(person.id)
                what = f"{person.id} has the same Slack id as {seen[identity]}."
                raise node.bad("slack", what, "Each person has their own.")
            seen[identity] = person.id


def write(source: str, standings: Mapping[PersonId, Standing]) -> str:
    """The file applied last, with what was changed in chat since (people's standing) written into it.

    Unchanged, the very same text comes back, comments and spacing included.
    """
    yaml = YAML(typ="rt")
    root = yaml.load(source)
    if not _note_standings(root["people"], standings):
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
