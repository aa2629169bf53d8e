"""The organisation as one whole, as org.yaml tells it, and the difference between two of them in plain words.

Reading and writing the file is adapters/org_file.py's; putting it into force is use_cases/organisation.py's.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import time, timedelta
from typing import Any

from bot.core.accounts import Account, Grant, Organisation, Role
from bot.core.ids import AccountId, PersonId
from bot.core.people import ChatIdentity, Person
from bot.core.reference import Reference
from bot.core.rota.plan import Plan


@dataclass(frozen=True, slots=True)
class Whole:
    """An organisation, its people, its accounts, who holds which role on them, and what the checks are told."""

    organisation: Organisation | None
    people: tuple[Person, ...] = ()
    accounts: tuple[Account, ...] = ()
    grants: tuple[Grant, ...] = ()
    reference: Reference = field(default_factory=Reference)
    rotas: tuple[Plan, ...] = ()


GrantKey = tuple[PersonId, AccountId, Role]


def grant_key(grant: Grant) -> GrantKey:
    """What makes two grants the same one."""
    return (grant.person, grant.account, grant.role)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What a file leaves open, and applying it therefore leaves as it is.

    `standing`: people it says nothing about the standing of (it never lifts a suspension by silence);
    `since`: roles it gives without a date; `hours`: accounts it says nothing of the published hours of; `reach`: people
    it does not say the ways of, which they may have chosen in chat.
    """

    standing: frozenset[PersonId] = frozenset()
    since: frozenset[GrantKey] = frozenset()
    hours: frozenset[AccountId] = frozenset()
    reach: frozenset[PersonId] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a difference. `sign` is "+" for new, "−" for gone, "~" for changed."""

    sign: str
    words: str

    def __str__(self) -> str:
        return f"{self.sign} {self.words}"


PERSONAL = {"email": "e-mail address", "reach": "ways to be reached"}
"""Fields of a person whose values are shown and recorded nowhere, and what they are called."""


_NOT_RECORDED = "(not recorded)"


def without_addresses(text: str, people: Iterable[Person]) -> str:
    """A file as it may be recorded: without the personal addresses in it."""
    known = tuple(people)
    targets = {way.target for person in known for way in person.reach}
    for address in sorted({person.email for person in known} | targets - {""}, key=len, reverse=True):
        if "@" in address:
            text = text.replace(address, _NOT_RECORDED)
        elif address:  # a short topic may be part of any word, so it is looked for where it stands
            text = re.sub(rf"(webhook:\s*['\"]?){re.escape(address)}", rf"\1{_NOT_RECORDED}", text)
    return text


def changes(before: Whole, after: Whole) -> list[Change]:
    """Everything that applying `after` would change, in the order of the file."""
    return [
        *_organisation(before, after),
        *_things(before.people, after.people, lambda p: p.id, lambda p: f"person {p.id} ({p.name})"),
        *_things(before.accounts, after.accounts, lambda a: a.id, lambda a: f"account @{a.handle}"),
        *_grants(before.grants, after.grants),
        *_entries(before.reference, after.reference),
        *_rotas(before.rotas, after.rotas),
    ]


def _organisation(before: Whole, after: Whole) -> Iterator[Change]:
    if after.organisation and before.organisation is None:
        yield Change("+", f"organisation {after.organisation.name}")
    elif after.organisation and before.organisation:
        yield from _fields(before.organisation, after.organisation, "organisation")


def _things(
    before: Iterable[Any], after: Iterable[Any], key: Callable[[Any], str], words: Callable[[Any], str]
) -> Iterator[Change]:
    old, new = {key(t): t for t in before}, {key(t): t for t in after}
    for name, thing in new.items():
        if name in old:
            yield from _fields(old[name], thing, words(thing))
        else:
            yield Change("+", words(thing))
    yield from (Change("−", words(thing)) for name, thing in old.items() if name not in new)


def _fields(old: Any, new: Any, what: str) -> Iterator[Change]:
    for f in fields(new):
        was, is_now = getattr(old, f.name), getattr(new, f.name)
        if was != is_now and f.name in PERSONAL:
            yield Change("~", f"{what}: {PERSONAL[f.name]} changed")
        elif was != is_now:
            yield Change("~", f"{what}: {f.name.replace('_', ' ')} {_shown(was)} → {_shown(is_now)}")


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(v) for v in value) or "none"
    if isinstance(value, ChatIdentity):
        return f"{value.platform} {value.tenant}/{value.user}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        hours, minutes = divmod(int(value.total_seconds()) // 60, 60)
        return " ".join(f"{count}{unit}" for count, unit in ((hours, "h"), (minutes, "m")) if count) or "0m"
    return "none" if value in {None, ""} else str(value)


def _grants(before: Iterable[Grant], after: Iterable[Grant]) -> Iterator[Change]:
    old, new = {grant_key(g): g for g in before}, {grant_key(g): g for g in after}
    for key, grant in new.items():
        if key not in old:
            yield Change("+", f"{grant.person} may {grant.role} for @{grant.account}")
        elif old[key] != grant:
            yield Change(
                "~",
                f"{grant.person} may {grant.role} for @{grant.account}: since {old[key].since} by {old[key].granted_by}"
                f" → since {grant.since} by {grant.granted_by}",
            )
    for key, grant in old.items():
        if key not in new:
            yield Change("−", f"{grant.person} may no longer {grant.role} for @{grant.account}")


def _entries(before: Reference, after: Reference) -> Iterator[Change]:
    old, new = before.entries(), after.entries()
    yield from (Change("+", entry.words) for entry in new if entry not in old)
    yield from (Change("−", entry.words) for entry in old if entry not in new)


def _rotas(before: Iterable[Plan], after: Iterable[Plan]) -> Iterator[Change]:
    old, new = {plan.id: plan for plan in before}, {plan.id: plan for plan in after}
    for key, plan in new.items():
        if key not in old:
            yield Change("+", f"rota {key} ({plan.name})")
        elif old[key] != plan:
            yield from _rota(old[key], plan)
    yield from (Change("−", f"rota {key} ({plan.name})") for key, plan in old.items() if key not in new)


def _rota(old: Plan, new: Plan) -> Iterator[Change]:
    what = f"rota {new.id}"
    yield from _fields(replace(old, rota=new.rota, calling=new.calling), new, what)
    yield from _fields(old.calling, new.calling, what)
    if old.rota != new.rota:
        came, went = sorted(new.people() - old.people()), sorted(old.people() - new.people())
        who = [f"now with {', '.join(came)}"] if came else []
        who += [f"without {', '.join(went)}"] if went else []
        yield Change("~", f"{what}: seats, times or order of people{' (' + '; '.join(who) + ')' if who else ''}")
