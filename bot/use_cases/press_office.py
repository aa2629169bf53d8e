"""Who speaks to the press (S39, S40): the press officers of org.yaml, or else whoever is on duty and the leads.

What a journalist asked and whose replies wait because of it stands in press_asked.py.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.core.accounts import Account
from bot.core.cards import Notice, Tone
from bot.core.decisions import Decision, Needed, needed
from bot.core.drafts import Draft, Revision
from bot.core.findings import Finding
from bot.core.ids import AccountId, PersonId
from bot.core.people import Person, Standing
from bot.core.refusals import Refusal
from bot.core.wording import names
from bot.use_cases.alarms import ToPerson, tell
from bot.use_cases.own_findings import MEDIA_LIST
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.presence import present
from bot.use_cases.rotas import watching


def needed_now(
    uow: UnitOfWork,
    account: Account,
    revision: Revision,
    findings: Iterable[Finding],
    approvals: Iterable[Decision] = (),
) -> Needed:
    """How many approvals it takes and whose: a press officer's for a reply to or quote of a journalist (S39).

    Where no press officers are entered, whoever was on duty when they approved counts as one.
    """
    found = tuple(findings)
    is_to_journalist = any(finding.rule == MEDIA_LIST for finding in found)
    times = [uow.now(), *(decision.at for decision in approvals)]
    press = speakers(uow, account.id, times) if is_to_journalist else None
    return needed(account, found, revision.supervisor, press)


def speakers(uow: UnitOfWork, account: AccountId, times: Iterable[datetime]) -> frozenset[PersonId]:
    """Everybody who speaks to the press about this account."""
    if entered := uow.reference.get().press_office:
        return frozenset(officer.person for officer in entered)
    on = {on_duty(uow, account, at) for at in times} - {None}
    return frozenset({*(person for person in on if person), *(lead.id for lead in _leads(uow))})


def on_duty(uow: UnitOfWork, account: AccountId, at: datetime) -> PersonId | None:
    """Whoever watches over the account at this instant."""
    watch = watching(uow, account, at)
    return watch.person if watch else None


def who_is_told(uow: UnitOfWork, account: AccountId) -> list[Person]:
    """The press office and whoever is on duty now, those who are there; the leads where nobody of them is."""
    on = on_duty(uow, account, uow.now())
    officers = {*(officer.person for officer in uow.reference.get().press_office), *([on] if on else [])}
    known = [person for person in uow.people.all() if person.standing is Standing.ACTIVE]
    return present(uow, [person for person in known if person.id in officers]) or _leads(uow)


def no_press_officer(asked: Needed, account: Account, able: Iterable[Person]) -> Refusal | None:
    """The refusal where a press officer must approve and none of these people is one (S39), or None."""
    if asked.press is None or any(person.id in asked.press for person in able):
        return None
    return Refusal(
        "review.no_press_officer",
        f"This replies to or quotes somebody on your media list, and nobody from the press office may approve it on "
        f"@{account.handle} now.",
        "Ask the press office to answer the journalist, or a lead to make a press officer an approver: org.yaml names "
        "them under press_office.",
    )


def ask_press_officer(
    uow: UnitOfWork, draft: Draft, account: Account, revision: Revision, findings: Iterable[Finding]
) -> None:
    """Tell the press officer on duty, else all who are there, that an answer to a journalist waits for them (S39)."""
    asked = needed_now(uow, account, revision, findings)
    if asked.press is None:
        return
    there = [p.id for p in who_is_told(uow, account.id) if p.id in asked.press and p.id != draft.author]
    on = on_duty(uow, account.id, uow.now())
    title = f"An answer to a journalist waits for you: draft {draft.id} for @{account.handle}"
    lines = (
        "It goes out only if a press officer is one of those who approve it.",
        "To do: decide on its card in the review channel. Or answer the journalist yourself, and reject it.",
    )
    for person in [on] if on in there and on else there:
        key = f"press-officer:{draft.id}:{draft.round}:{person}"
        tell(uow, key, ToPerson(person), Notice(title, lines, Tone.WARNING))


def office_words(uow: UnitOfWork) -> str:
    """Whom to speak to, in words: “the press office (Tom Bright or Megan Price)”."""
    entered = {officer.person for officer in uow.reference.get().press_office}
    who = [p.name for p in uow.people.all() if p.id in entered and p.standing is Standing.ACTIVE]
    return f"the press office ({names(who, at_most=3)})" if who else "whoever is on duty or a communications lead"


def may_speak(uow: UnitOfWork, me: Person, account: AccountId) -> Refusal | None:
    """None if this person may decide who answers in a conversation the press asks about: press officers and leads."""
    if me.standing is Standing.ACTIVE and (me.lead or me.id in speakers(uow, account, [uow.now()])):
        return None
    office = office_words(uow)
    return Refusal("press.office", "Only the press office can do that, so nothing was done.", f"Ask {office}.")


def _leads(uow: UnitOfWork) -> list[Person]:
    return [person for person in uow.people.all() if person.lead and person.standing is Standing.ACTIVE]
