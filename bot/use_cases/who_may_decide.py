"""Who may decide on a draft: approvers of its account who did not write the words and are not restricted on its topics.

Restrictions stand in org.yaml (S51); what a decision does is decide.py's.
"""

from zoneinfo import ZoneInfo

from bot.core.accounts import Account
from bot.core.authority import deciders
from bot.core.drafts import Draft, Revision
from bot.core.ids import PersonId
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.core.topics import Restriction, Topic
from bot.core.wording import day_or_moment, names
from bot.use_cases.answering import as_it_speaks
from bot.use_cases.cases import Case, name_of, zone
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.presence import present
from bot.use_cases.topic_findings import RESTRICTED, Moment, restrictions_met

Bars = dict[PersonId, tuple[Restriction, Topic]]
"""By whom they are on: the restriction that ends first of those a draft meets, and the topic it meets."""


def barred(uow: UnitOfWork, draft: Draft, revision: Revision, account: Account) -> Bars:
    """Everybody who may not approve the draft now, because they are restricted on what it is about (S51)."""
    reference = uow.reference.get()
    if not reference.restrictions:
        return {}
    said, heard = as_it_speaks(uow, draft, revision)
    now = Moment(uow.now(), ZoneInfo(zone(uow)))
    met = list(restrictions_met(said, account, reference, heard, now))
    return {who: each for each in reversed(met) for who in each[0].people(reference.teams)}


def able(uow: UnitOfWork, draft: Draft, revision: Revision, account: Account) -> list[Person]:
    """Everybody who may approve the draft as it stands now."""
    out = barred(uow, draft, revision, account)
    people = deciders(draft, revision, account, uow.people.all(), uow.accounts.grants(account.id))
    return [person for person in people if person.id not in out]


def may_approve(uow: UnitOfWork, me: Person, case: Case) -> Refusal | None:
    """None if no restriction keeps this person from approving; otherwise why, and who can (S51)."""
    bar = barred(uow, case.draft, case.revision, case.account).get(me.id)
    if bar is None:
        return None
    restriction, topic = bar
    set_by = name_of(uow, restriction.set_by)
    others = names([p.name for p in present(uow, able(uow, case.draft, case.revision, case.account))])
    who = f"{others} can approve it." if others else "Nobody else may approve it now: tell a communications lead."
    return Refusal(
        RESTRICTED,
        f"This touches “{topic.name}”, on which you do not decide{_until(uow, restriction)}, so your approval was not "
        f"taken. The reason given: “{restriction.reason.strip().rstrip('.')}”. Set by {set_by}.",
        f"{who} You can still ask for changes or put it on hold.",
    )


def barred_lines(uow: UnitOfWork, draft: Draft, revision: Revision, account: Account) -> tuple[str, ...]:
    """Who could approve it but for a restriction, and on what that is; its reason is not for everybody to read."""
    out, by_topic = barred(uow, draft, revision, account), dict[str, list[str]]()
    for person in deciders(draft, revision, account, uow.people.all(), uow.accounts.grants(account.id)):
        if person.id in out:
            by_topic.setdefault(out[person.id][1].name, []).append(person.name)
    return tuple(_barred_line(topic, people) for topic, people in sorted(by_topic.items()))


def _barred_line(topic: str, people: list[str]) -> str:
    verb = "is" if len(people) == 1 else "are"
    return f"{names(people, joined_by='and')} {verb} restricted on “{topic}” and may not approve this."


def _until(uow: UnitOfWork, restriction: Restriction) -> str:
    here = ZoneInfo(zone(uow))
    end = restriction.ends(here)
    return f" until {day_or_moment(end, here)}" if end else ""
