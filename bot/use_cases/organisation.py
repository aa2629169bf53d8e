"""Putting org.yaml into force: the difference first, then all of it in one transaction, with a record (S01, S86)."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.accounts import Account, Hours
from bot.core.drafts import State
from bot.core.due import Work
from bot.core.ids import AccountId
from bot.core.organisation import Change, Unsaid, Whole, changes, grant_key, without_addresses
from bot.core.people import Person, Standing
from bot.core.refusals import Refusal
from bot.core.rota.desk_hours import desk_words
from bot.core.rota.plan import plan_for
from bot.use_cases.disclaimers import tell_of_new_words
from bot.use_cases.forecast import EVERYTHING
from bot.use_cases.gaps import seek_for_gone
from bot.use_cases.lost_rights import rights, seek_for_lost
from bot.use_cases.ports import Store, UnitOfWork
from bot.use_cases.standing import record_changes
from bot.use_cases.tools import Settings
from bot.use_cases.topic_filters import takes_two
from bot.use_cases.turns_moved import tell_who_moved, turns

SUBJECT = "organisation"
USUAL = Settings().cover_answer


def present(uow: UnitOfWork) -> Whole:
    """The organisation as it is in force. People who have left are not part of it."""
    return Whole(
        uow.people.organisation(),
        tuple(p for p in uow.people.all() if p.standing is not Standing.LEFT),
        tuple(uow.accounts.all()),
        tuple(uow.accounts.grants()),
        uow.reference.get(),
        tuple(uow.rotas.plans()),
    )


def wanted(uow: UnitOfWork, file: Whole, unsaid: Unsaid) -> Whole:
    """The file as it would be in force now: what it leaves unsaid stays as it is."""
    suspended = {p.id for p in uow.people.all() if p.standing is Standing.SUSPENDED} & unsaid.standing
    people = tuple(replace(p, standing=Standing.SUSPENDED) if p.id in suspended else p for p in file.people)
    chosen = {p.id: p.reach for p in uow.people.all() if p.id in unsaid.reach}
    people = tuple(replace(p, reach=chosen.get(p.id, p.reach)) for p in people)
    held = {grant_key(g): g for g in uow.accounts.grants() if grant_key(g) in unsaid.since}
    grants = tuple(held.get(grant_key(g), g) for g in file.grants)
    return replace(file, people=people, grants=grants, accounts=_with_hours(uow, file, unsaid))


def _with_hours(uow: UnitOfWork, file: Whole, unsaid: Unsaid) -> tuple[Account, ...]:
    """Words the file leaves as they are keep the desk's hours they were saved for; new ones have the file's."""
    before = {account.id: account.hours for account in uow.accounts.all()}
    made = []
    for account in file.accounts:
        was, words = before.get(account.id, Hours()), account.hours.words
        if account.id in unsaid.hours or words == was.words:
            made.append(replace(account, hours=was))
            continue
        plan = plan_for(account.id, file.rotas)
        made.append(replace(account, hours=Hours(words, desk_words(plan) if plan and words else "")))
    return tuple(made)


def difference(store: Store, file: Whole, unsaid: Unsaid) -> list[Change]:
    """What applying the file would change now. Reads only."""
    with store.read() as uow:
        return changes(present(uow), wanted(uow, file, unsaid))


def objection(store: Store, file: Whole, unsaid: Unsaid) -> Refusal | None:
    """Why applying the file would be refused now, or None. Reads only."""
    with store.read() as uow:
        return _objection(uow, present(uow), wanted(uow, file, unsaid))


def _objection(uow: UnitOfWork, before: Whole, after: Whole) -> Refusal | None:
    return _keeps_history(uow, before, after) or takes_two(before.reference.topics, after.reference.topics)


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a file changed."""

    changes: tuple[Change, ...]


def apply(
    store: Store,
    file: Whole,
    unsaid: Unsaid,
    *,
    source: str,
    by: str,
    cover_answer: timedelta = USUAL,
) -> Applied | Refusal:
    """Put the file into force whole, or refuse and change nothing. `source` is the file's text, kept for export.

    It is recorded without the addresses of people. For what people can no longer hold because of it, cover is sought at
    once; `cover_answer` as in the settings.
    """
    with store.write() as uow:
        uow.people.hold()
        before, after, held = present(uow), wanted(uow, file, unsaid), rights(uow)
        made = changes(before, after)
        if refusal := _objection(uow, before, after):
            return refusal
        known = uow.people.all()
        _put(uow, before, after)
        record_changes(uow, known, uow.people.all(), by)
        if before.reference.disclaimers != after.reference.disclaimers:
            tell_of_new_words(uow)
        if before.organisation and _who_may_do_what(before) != _who_may_do_what(after):
            seek_for_gone(uow, cover_answer)
            seek_for_lost(uow, cover_answer, held)
            uow.due.at(Work.FORECAST, EVERYTHING, uow.now())
        uow.people.keep_source(source)
        recorded = without_addresses(source, (*before.people, *after.people))
        uow.records.append(
            "OrganisationApplied", by, SUBJECT, {"file": recorded, "changes": [str(change) for change in made]}
        )
        return Applied(tuple(made))


def _who_may_do_what(whole: Whole) -> tuple[object, ...]:
    """What decides who can hold a shift: looking for cover takes seconds in a large organisation."""
    people = {(person.id, person.standing, person.trained_until) for person in whole.people}
    return people, {grant_key(grant) for grant in whole.grants}, whole.rotas


def _keeps_history(uow: UnitOfWork, before: Whole, after: Whole) -> Refusal | None:
    """An account with drafts may not vanish from the file: its history would lose its name."""
    for gone in _gone_accounts(before, after):
        if uow.drafts.on_accounts([gone], State, 1)[1]:
            return Refusal(
                "organisation.account_has_drafts",
                f"@{gone} has drafts, so it cannot be taken out of the file; nothing was applied.",
                "Keep it in the file and empty its pitch and approve lists to close it.",
            )
    return None


def _gone_accounts(before: Whole, after: Whole) -> list[AccountId]:
    staying = {a.id for a in after.accounts}
    return [a.id for a in before.accounts if a.id not in staying]


def _put(uow: UnitOfWork, before: Whole, after: Whole) -> None:
    if after.organisation:
        uow.people.set_organisation(after.organisation)
    for person in (*_leavers(before, after), *after.people):
        uow.people.put(person)
    for account in after.accounts:
        uow.accounts.put(account)
    uow.reference.set(after.reference)
    _put_rotas(uow, before, after)
    staying = {grant_key(g) for g in after.grants}
    for old in before.grants:
        if grant_key(old) not in staying:
            uow.accounts.revoke(old.person, old.account, old.role)
    for new in after.grants:
        uow.accounts.grant(new)
    for account_id in _gone_accounts(before, after):
        uow.accounts.remove(account_id)


def _put_rotas(uow: UnitOfWork, before: Whole, after: Whole) -> None:
    """Put the rotas into force, and tell the people of a changed one whose turns have moved."""
    old, staying = {plan.id: plan for plan in before.rotas}, {plan.id for plan in after.rotas}
    for plan in before.rotas:
        if plan.id not in staying:
            uow.rotas.remove(plan.id)
    for plan in after.rotas:
        changed = plan.id in old and old[plan.id].rota != plan.rota
        held = turns(uow, old[plan.id]) if changed else None
        uow.rotas.put(plan)
        if plan != old.get(plan.id):
            uow.due.at(Work.REMIND_SHIFT, plan.id, uow.now())
        if held is not None:
            tell_who_moved(uow, plan, held)


def _leavers(before: Whole, after: Whole) -> list[Person]:
    """People the file no longer names: marked as left, so that what they did keeps its name."""
    staying = {p.id for p in after.people}
    return [replace(p, standing=Standing.LEFT, chat=()) for p in before.people if p.id not in staying]


def last_source(store: Store) -> str | None:
    """The text of the file applied last, or None if none ever was."""
    with store.read() as uow:
        if kept := uow.people.source():
            return kept
        applied = [r for r in uow.records.about(SUBJECT) if r.kind == "OrganisationApplied" and r.body]
        return str(applied[-1].body["file"]) if applied and applied[-1].body else None
