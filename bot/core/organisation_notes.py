"""What an organisation can be told of its own set-up: lawful, put into force all the same, and likely a slip.

What is wrong in the file itself is refused where it is read: adapters/org_file.py and org_rotas.py.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.accounts import Account, Kind, Role
from bot.core.organisation import Whole
from bot.core.people import Person, Standing
from bot.core.rota.plan import Plan
from bot.core.topics import Restriction, Topic
from bot.core.wording import names


def notes(whole: Whole) -> list[str]:
    """Sentences on what would leave something undone: nobody who may approve, enter an absence or answer the press."""
    of_rotas = (note for plan in whole.rotas for note in _of_rota(whole, plan))
    return [*_own_managers(whole.people), *_of_press(whole), *of_rotas]


def of_restrictions(whole: Whole, now: datetime) -> list[str]:
    """Accounts on which too few may approve what is about a topic because restrictions on it count (S51); `now` UTC."""
    here = ZoneInfo(whole.organisation.zone if whole.organisation else "UTC")
    in_force = [each for each in whole.reference.restrictions if each.counts_at(now, here)]
    topics = [topic for topic in whole.reference.topics if any(topic.name in each.topics for each in in_force)]
    lines = (_left(whole, account, topic, in_force) for topic in topics for account in whole.accounts)
    return [line for line in lines if line]


def _left(whole: Whole, account: Account, topic: Topic, in_force: Iterable[Restriction]) -> str:
    if account.kind is Kind.PERSONAL or not topic.covers(account.id):
        return ""
    teams = whole.reference.teams
    out = frozenset(who for each in in_force if topic.name in each.topics for who in each.people(teams))
    on_list = {role: {g.person for g in whole.grants if g.account == account.id and g.role is role} for role in Role}
    asked = max(account.approvals, 2 if on_list[Role.PITCH] & out else 1)
    able = [p.name for p in whole.people if p.id in on_list[Role.APPROVE] - out and p.standing is Standing.ACTIVE]
    if len(able) >= asked or not on_list[Role.APPROVE] & out:
        return ""
    who = names([p.name for p in whole.people if p.id in on_list[Role.APPROVE] & out], joined_by="and")
    rest = f"only {names(able, joined_by='and')}" if able else "nobody else"
    count = "an approval" if asked == 1 else f"{asked} approvals"
    return (
        f"@{account.handle}: what is about “{topic.name}” may take {count}. {who} may not approve it, being restricted "
        f"on it, and {rest} may. Put somebody else on the approve list."
    )


def _own_managers(people: Iterable[Person]) -> Iterator[str]:
    for person in people:
        if person.manager == person.id:
            yield (
                f"{person.name} is their own manager, so only they and the leads can enter their absences. "
                f"Name whom {person.name} answers to as manager, or leave it out."
            )


def _of_press(whole: Whole) -> Iterator[str]:
    """A reply to somebody on the media list takes a press officer among those who approve it (S39)."""
    reference = whole.reference
    if not reference.media_list:
        return
    officers = {officer.person for officer in reference.press_office}
    if not officers:
        yield (
            "There is a media list and no press office, so a reply to a journalist goes out only with the approval of "
            "whoever is on duty, or of a lead. Name your press officers under press_office."
        )
        return
    able = {grant.account for grant in whole.grants if grant.role is Role.APPROVE and grant.person in officers}
    without = [f"@{a.handle}" for a in whole.accounts if a.kind is not Kind.PERSONAL and a.id not in able]
    if without:
        yield (
            f"Nobody of the press office may approve for {names(without, joined_by='and')}, so a reply to a journalist "
            "cannot be sent there. Put a press officer on the approve list."
        )


def _of_rota(whole: Whole, plan: Plan) -> Iterator[str]:
    if not (watched := {account.id for account in whole.accounts if plan.watches(account.id)}):
        return
    listed = {grant.person for grant in whole.grants if grant.role is Role.APPROVE and grant.account in watched}
    known = {person.id: person.name for person in whole.people}
    where = "any account" if not plan.accounts else "any account of this rota"
    if (last := plan.calling.fallback) and last not in listed:
        yield (
            f"Rota {plan.name}: {known.get(last, last)} is the fallback, called when nobody else answers, but may not "
            f"approve for {where}. Put them on an approve list, or name a fallback who is on one."
        )
    if lacking := sorted(known.get(person, person) for person in plan.people() - listed):
        yield _cannot_approve(plan, lacking, where)


def _cannot_approve(plan: Plan, lacking: list[str], where: str) -> str:
    verb = "takes turns" if len(lacking) == 1 else "take turns"
    return (
        f"Rota {plan.name}: {names(lacking, joined_by='and')} {verb} on duty but may not approve for {where}, so "
        "drafts wait while nobody else is there. Put them on an approve list, or take them off the rota."
    )
