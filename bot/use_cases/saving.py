"""Handing in the form of a draft: problems at their fields, then a revision and its preview.

A colleague's form becomes a suggestion (suggesting.py); what is said of pictures is describing.py's.
"""

from dataclasses import replace

from bot.core.accounts import Account, Role
from bot.core.authority import account_named, accounts_for, may
from bot.core.commands import SaveDraft
from bot.core.drafts import Revision
from bot.core.forms import Field, FormErrors, Shown
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.core.wording import clock
from bot.use_cases.answering import Look, keep, look_for_form
from bot.use_cases.cases import Case, acting, find, name_of, refused, zone
from bot.use_cases.checking import check
from bot.use_cases.declaring import interest_problem
from bot.use_cases.fields import is_same, kept_media, problems, typed_revision
from bot.use_cases.lateness import what_changed
from bot.use_cases.moving import subject
from bot.use_cases.naming import no_such_account
from bot.use_cases.pitch import REFUSED, edit_form, may_edit
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.previewing import preview
from bot.use_cases.review import act
from bot.use_cases.revising import revise, whose_words
from bot.use_cases.suggesting import suggest
from bot.use_cases.supervision import supervisor_problem
from bot.use_cases.tools import Tools


def save_draft(tools: Tools, person: Person, command: SaveDraft) -> Shown:
    """Keep what was typed as a private draft, or as the next revision of one, and show how it would look."""
    look = look_for_form(tools, person, command)
    with tools.store.write() as uow:
        me = acting(uow, person)
        if command.draft is None:
            return _start(tools, uow, me, command, look)
        case = find(uow, command.draft)
        if isinstance(case, Refusal):
            return refused(uow, me, case, about="drafts", kind=REFUSED)
        if refusal := may_edit(uow, me, case):
            return refused(uow, me, refusal, about=case.draft, kind=REFUSED)
        if command.revision != case.revision.number:
            return _meanwhile(uow, me, case, command)
        if me.id != case.draft.author:
            return suggest(uow, me, case, command.text)
        return _change(tools, uow, me, case, command, look)


def _start(tools: Tools, uow: UnitOfWork, me: Person, command: SaveDraft, look: Look | None) -> Shown:
    account = _account_to_pitch_for(uow, me, command.account)
    errors = problems(uow, command, ())
    if isinstance(account, Account):
        errors |= supervisor_problem(uow, me, account, command.supervisor)
        errors |= interest_problem(account, command.declared)
    if not isinstance(account, Account):
        return FormErrors({Field.ACCOUNT: account, **errors})
    if errors:
        return FormErrors(errors)
    revision = typed_revision(uow, command, 1, me.id, ())
    draft = uow.drafts.add(account.id, me.id, revision, uow.now())
    keep(uow, draft, look, by=me.id)
    checked = check(tools, uow, draft, revision)
    uow.records.append("DraftStarted", me.id, subject(draft), {"revision": 1, **act(account, revision, checked)})
    return preview(uow, Case(draft, revision, account, tuple(uow.accounts.grants(account.id)), ()))


def _account_to_pitch_for(uow: UnitOfWork, me: Person, words: str) -> Account | str:
    """The account, or what to say at its field. A pitch for an account that is not theirs is recorded."""
    accounts, grants = uow.accounts.all(), uow.accounts.grants()
    account = account_named(words, accounts)
    if account is None:
        return no_such_account(words, accounts_for(me, Role.PITCH, accounts, grants)).words
    refusal = may(me, Role.PITCH, account, grants)
    if refusal is None:
        return account
    refused(uow, me, refusal, about=f"account:{account.id}", kind=REFUSED)
    return refusal.words


def _change(tools: Tools, uow: UnitOfWork, me: Person, case: Case, command: SaveDraft, look: Look | None) -> Shown:
    kept = kept_media(command, case.revision)
    errors = problems(uow, command, kept)
    errors |= supervisor_problem(uow, me, case.account, command.supervisor)
    errors |= interest_problem(case.account, command.declared)
    chosen = account_named(command.account, [case.account])
    if chosen is None:
        handle = case.account.handle
        errors[Field.ACCOUNT] = f"This draft is for @{handle}. To say it elsewhere, pitch it as a new draft."
    if errors:
        return FormErrors(errors)
    keep(uow, case.draft, look, by=me.id)
    by = whose_words(case, command.text, me.id)
    kept_origin = replace(command, declared=replace(command.declared, quoted=case.revision.declared.quoted))
    return revised(tools, uow, me, case, typed_revision(uow, kept_origin, 0, by, kept))


def revised(tools: Tools, uow: UnitOfWork, me: Person, case: Case, revision: Revision) -> Shown:
    """The preview of the next revision, or of the present one where nothing differs."""
    if is_same(revision, case.revision):
        return preview(uow, case)
    return preview(uow, revise(tools, uow, me, case, revision))


def _meanwhile(uow: UnitOfWork, me: Person, case: Case, command: SaveDraft) -> Shown:
    """The form again with what was typed, and what somebody else has saved since it was opened (S63)."""
    seen = uow.drafts.revision(case.draft.id, command.revision or 0)
    who, at = name_of(uow, case.revision.edited_by), clock(case.revision.made_at, zone(uow), uow.now())
    changed = " ".join(what_changed(seen, case.revision, zone(uow), uow.now())) if seen else ""
    hint = (
        f"{who} changed this draft {at}, while you were writing. {changed} Your words are kept here: “{command.text}”"
    )
    refusal = Refusal("draft.changed_meanwhile", f"Draft {case.draft.id} was changed meanwhile.")
    refused(uow, me, refusal, about=case.draft, kind=REFUSED)
    return edit_form(uow, me, case, hint=hint, text=command.text)
