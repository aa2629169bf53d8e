"""Who may do what. The list a person is shown and the check that is enforced are the same function (S01)."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.accounts import Account, Grant, Kind, Role
from bot.core.decisions import wrote_these_words
from bot.core.drafts import Draft, Revision
from bot.core.ids import AccountId
from bot.core.people import Person, Standing
from bot.core.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who holds a role on an account today."""

    person: Person
    grant: Grant


def holders(account: Account, role: Role, people: Iterable[Person], grants: Iterable[Grant]) -> list[Holder]:
    """Everybody who may use this role on this account now, by name. A suspended or former person is not there."""
    active = {p.id: p for p in people if p.standing is Standing.ACTIVE}
    found = [
        Holder(active[g.person], g) for g in grants if g.account == account.id and g.role is role and g.person in active
    ]
    return sorted(found, key=lambda h: h.person.name)


def may_act(person: Person) -> Refusal | None:
    """None if the person may act at all; otherwise the refusal."""
    if person.standing is Standing.ACTIVE:
        return None
    return Refusal(
        "access.suspended",
        "Your access to Countersign is suspended, so nothing was done.",
        "Ask your head of communications.",
    )


def may_enter_absence(me: Person, other: Person) -> Refusal | None:
    """None if `me` may say that `other` is away: oneself, one's own people, and for a lead everybody."""
    if refusal := may_act(me):
        return refusal
    if me.id == other.id or me.lead or other.manager == me.id:
        return None
    return Refusal(
        "access.absence",
        f"Only {other.name}, their line manager or a communications lead can do that, so nothing was done.",
        f"Ask {other.name}, or a communications lead.",
    )


def may(person: Person, role: Role, account: Account, grants: Iterable[Grant]) -> Refusal | None:
    """None if the person holds the role on the account; otherwise the refusal. Fails closed (F14)."""
    if refusal := may_act(person):
        return refusal
    if account.kind is Kind.PERSONAL:
        return Refusal(
            "access.personal_account",
            f"@{account.handle} is a personal account, and Countersign never publishes to those.",
        )
    if holders(account, role, [person], grants):
        return None
    verb = "pitch for" if role is Role.PITCH else "approve for"
    return Refusal(
        f"access.{role}",
        f"You are not on the list of people who may {verb} @{account.handle}, so nothing was done.",
        f"To see who is, type /account who @{account.handle}.",
    )


def may_set_hours(person: Person, account: Account, grants: Iterable[Grant]) -> Refusal | None:
    """None if the person may say when the account is read (S72): a lead, its owner, or somebody who may approve."""
    if refusal := may_act(person):
        return refusal
    if account.kind is not Kind.PERSONAL and (person.lead or person.id == account.owner):
        return None
    refusal = may(person, Role.APPROVE, account, grants)
    if refusal is None or account.kind is Kind.PERSONAL:
        return refusal
    return Refusal(
        "access.hours",
        f"Only people who may approve for @{account.handle}, its owner or a communications lead can change its "
        "published hours, so nothing was done.",
        f"To see who they are, type /account who @{account.handle}.",
    )


def accounts_for(person: Person, role: Role, accounts: Iterable[Account], grants: Iterable[Grant]) -> list[Account]:
    """The accounts on which this person may use this role, by handle."""
    held = list(grants)
    return sorted((a for a in accounts if may(person, role, a, held) is None), key=lambda a: a.handle)


def deciders(
    draft: Draft, revision: Revision, account: Account, people: Iterable[Person], grants: Iterable[Grant]
) -> list[Person]:
    """Everybody who may decide on this revision now: approvers of the account who did not write the words (F17)."""
    able = [h.person for h in holders(account, Role.APPROVE, people, grants)]
    return [p for p in able if not wrote_these_words(draft, revision, p.id)]


def may_lead(person: Person) -> Refusal | None:
    """None if the person may hold, freeze and suspend across accounts; otherwise the refusal."""
    if person.standing is Standing.ACTIVE and person.lead:
        return None
    return Refusal(
        "access.lead",
        "Only a communications lead can do that, so nothing was done.",
        "Ask one of them, or press Hold on the card of a single draft.",
    )


ACCESS_OF_SERVICE = "service"
"""The actor written in records where the product itself acted: no person ever holds an account's token (S05)."""


def account_named(words: str, accounts: Iterable[Account]) -> Account | None:
    """The account meant by `@Handle` or `handle`, whatever the case."""
    wanted = AccountId(words.strip().lstrip("@").lower())
    return next((a for a in accounts if a.id == wanted), None)
