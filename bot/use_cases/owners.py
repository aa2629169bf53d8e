"""Whose signature a draft owes because it leaves a remit (S49): the owner's of its topic, or who stands in for them.

An owner who is away is stood in for by whoever is on duty in their rota, else by the communications leads; so is one
who wrote the words, edited them or supervises their author: nobody owns their own words. A topic without an owner, or
whose owner has gone, is a lead's to sign: nothing goes out unsigned because org.yaml has a gap (F14).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.core.accounts import Account
from bot.core.decisions import Decision
from bot.core.drafts import Draft, Revision
from bot.core.findings import Finding
from bot.core.ids import PersonId
from bot.core.people import Person, Standing
from bot.core.rota.plan import plan_for
from bot.core.sign_offs import Owed
from bot.core.topics import Topic
from bot.use_cases.answering import as_it_speaks
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import is_away, watch
from bot.use_cases.topic_findings import off_remit, voice_of
from bot.use_cases.who_may_decide import barred

TOPIC_OWNER = "topic_owner"
"""Whom a rule asks where a draft leaves the account's remit, whatever about."""
OTHER_SUBJECT = "a subject outside the remit"


@dataclass(frozen=True, slots=True)
class _Stands:
    """Who signs for an owner at an instant, why it is not the owner, and whether a lead may instead."""

    asked: tuple[PersonId, ...]
    note: str = ""
    or_a_lead: bool = False


@dataclass(frozen=True, slots=True)
class _Asking:
    uow: UnitOfWork
    account: Account
    barred: frozenset[PersonId]
    """Who may not sign: the words are theirs, or they answer for them already."""
    restricted: frozenset[PersonId]
    """Nor may these, who do not decide on what it is about (S51)."""

    def stands(self, owner: PersonId | None, at: datetime) -> _Stands:
        person = self.uow.people.get(owner) if owner else None
        if person is None:
            gone = f"{owner} is not known any more" if owner else "nobody is entered as its owner"
            return self._leads(f"{gone}: a lead signs, and can enter an owner in org.yaml, under “topics”")
        if person.standing is not Standing.ACTIVE:
            note = f"{person.name}, who owns it, may not act now"
            return self._leads(f"{note}: a lead signs, and can enter another owner in org.yaml, under “topics”")
        if person.id in self.barred:
            own = f"{person.name} owns it, but nobody signs for words they wrote or answer for"
            return self._deputy(person, own, at)
        if person.id in self.restricted:
            return self._deputy(person, f"{person.name} owns it, but is restricted on it now", at)
        if is_away(self.uow, person.id, at):
            return self._deputy(person, f"{person.name}, who owns it, is away", at)
        return _Stands((person.id,))

    def _deputy(self, owner: Person, why: str, at: datetime) -> _Stands:
        plans = self.uow.rotas.plans()
        plan = next((p for p in plans if owner.id in p.people()), None) or plan_for(self.account.id, plans)
        on = watch(self.uow, plan, at).person if plan else None
        person = self.uow.people.get(on) if on else None
        if person is None or not self.may(person) or person.id == owner.id:
            return self._leads(f"{why}. Nobody who may sign is on duty, so a lead does")
        return _Stands((person.id,), f"{why}. {person.name} is on duty", or_a_lead=True)

    def _leads(self, note: str) -> _Stands:
        return _Stands(self.leads(), note)

    def leads(self) -> tuple[PersonId, ...]:
        return tuple(person.id for person in self.uow.people.all() if person.lead and self.may(person))

    def may(self, person: Person) -> bool:
        return person.standing is Standing.ACTIVE and person.id not in self.barred | self.restricted


def owed(
    uow: UnitOfWork,
    draft: Draft,
    revision: Revision,
    account: Account,
    findings: Iterable[Finding],
    approvals: Iterable[Decision] = (),
) -> tuple[Owed, ...]:
    """The signatures it takes now, one for each owner. Whoever signed when it was theirs to sign still counts."""
    by_owner: dict[PersonId | None, list[str]] = {}
    for topic in _topics(uow, draft, revision, account):
        by_owner.setdefault(topic.owner, []).append(topic.name)
    if not by_owner and any(finding.route_to == TOPIC_OWNER for finding in findings):
        by_owner[None] = [OTHER_SUBJECT]
    theirs = {draft.author, revision.edited_by, *([revision.supervisor] if revision.supervisor else [])}
    restricted = frozenset(barred(uow, draft, revision, account))
    asking, given = _Asking(uow, account, frozenset(theirs), restricted), tuple(approvals)
    return tuple(_owed(asking, owner, tuple(topics), given) for owner, topics in by_owner.items())


def _topics(uow: UnitOfWork, draft: Draft, revision: Revision, account: Account) -> list[Topic]:
    said, heard = as_it_speaks(uow, draft, revision)
    voice = voice_of(account, uow.people.get(draft.author), draft.author)
    return off_remit(said, voice, uow.reference.get(), heard)


def _owed(asking: _Asking, owner: PersonId | None, topics: tuple[str, ...], given: tuple[Decision, ...]) -> Owed:
    uow = asking.uow
    now = asking.stands(owner, uow.now())
    others = asking.leads() if now.or_a_lead or not owner else ()
    person = uow.people.get(owner) if owner else None
    own = (owner,) if owner and person and asking.may(person) else ()
    earlier = (d.person for d in given if d.person in asking.stands(owner, d.at).asked)
    still = [p for p in earlier if (who := uow.people.get(p)) and asking.may(who)]
    return Owed(topics, owner, now.asked, frozenset({*now.asked, *own, *others, *still}), now.note)
