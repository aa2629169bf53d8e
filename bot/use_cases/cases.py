"""A draft as a use case meets it: with its current revision and its account, or the reason why it cannot be met.

Also who is acting, read afresh, and how a refusal is told and recorded.
"""

from dataclasses import dataclass, replace
from datetime import time
from zoneinfo import ZoneInfo

from bot.core.accounts import Account, Grant, Organisation
from bot.core.cards import Notice, Tone
from bot.core.decisions import Decision
from bot.core.drafts import Draft, Revision
from bot.core.ids import DraftId, PersonId
from bot.core.people import Person, Standing
from bot.core.records import Body
from bot.core.refusals import Refusal
from bot.core.rota.said import in_words
from bot.core.rota.stretches import Stretch
from bot.use_cases.moving import subject
from bot.use_cases.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Case:
    """One draft with what belongs to it now."""

    draft: Draft
    revision: Revision
    account: Account
    grants: tuple[Grant, ...]
    decisions: tuple[Decision, ...]


def find(uow: UnitOfWork, draft_id: DraftId | None) -> Case | Refusal:
    """The draft with all that belongs to it. A draft, revision or account that is not known is refused (F14)."""
    draft = uow.drafts.get(draft_id) if draft_id is not None else None
    if draft is None:
        return Refusal(
            "draft.unknown",
            f"There is no draft {draft_id or ''}.".replace(" .", "."),
            "To see yours, type /tweet mine.",
        )
    return case_of(uow, draft)


def case_of(uow: UnitOfWork, draft: Draft) -> Case | Refusal:
    """As `find`, for a draft already read."""
    revision = uow.drafts.revision(draft.id, draft.revision)
    account = uow.accounts.get(draft.account)
    if revision is None or account is None:
        return Refusal(
            "draft.account_unknown",
            f"Draft {draft.id} is for @{draft.account}, which is no longer an account here, so nothing was done.",
            "Ask a communications lead.",
        )
    grants = tuple(uow.accounts.grants(account.id))
    return Case(draft, revision, account, grants, tuple(uow.drafts.decisions(draft.id)))


def acting(uow: UnitOfWork, person: Person) -> Person:
    """The person as they stand in this transaction; somebody no longer known counts as having left (F3, F14)."""
    return uow.people.get(person.id) or replace(person, standing=Standing.LEFT, lead=False)


def name_of(uow: UnitOfWork, person: PersonId | str) -> str:
    """The person's name, or the key where the person is no longer known."""
    known = uow.people.get(PersonId(person))
    return known.name if known else str(person)


def organisation(uow: UnitOfWork) -> Organisation:
    """The organisation in force; before one is set up, a nameless one that approves nothing."""
    return uow.people.organisation() or Organisation("")


def zone(uow: UnitOfWork) -> str:
    """The zone in which times are shown (F9)."""
    return organisation(uow).zone


def midday(uow: UnitOfWork) -> time:
    """Where half days part."""
    return organisation(uow).midday


def away_words(uow: UnitOfWork, stretch: Stretch) -> str:
    """A time somebody is away for, in words: whole and half days as such, else with the time on the clock."""
    return in_words(stretch, ZoneInfo(zone(uow)), midday(uow))


def refused(
    uow: UnitOfWork, person: Person, refusal: Refusal, *, about: Draft | str, kind: str, title: str = "Not done"
) -> Notice:
    """Record the refusal with its rule (S52, S86) and put it into words for the one person it concerns."""
    on, more = (about, {}) if isinstance(about, str) else (subject(about), _where(about))
    uow.records.append(kind, person.id, on, {"rule": refusal.rule, "what": refusal.what, **more})
    return told(refusal, title)


def told(refusal: Refusal, title: str = "Not done") -> Notice:
    """A refusal in words, where there is nothing to record."""
    return Notice(title, tuple(line for line in (refusal.what, refusal.next_step) if line), Tone.WARNING)


def _where(draft: Draft) -> Body:
    return {"account": draft.account, "revision": draft.revision, "state": draft.state}
