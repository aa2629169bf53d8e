"""The small forms a press opens before a decision is carried out: a reason, a time, an address.

Who may decide is checked when the form opens, and again when it is handed in (F3).
"""

from bot.core.accounts import Role
from bot.core.authority import may
from bot.core.cards import Notice
from bot.core.commands import Pressed
from bot.core.drafts import State
from bot.core.forms import AddressForm, ReasonFor, ReasonForm, Shown
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.use_cases.accepting import time_form
from bot.use_cases.approving import REFUSED
from bot.use_cases.cases import Case, acting, find, refused
from bot.use_cases.decide import DECIDABLE, TIMEABLE, may_decide
from bot.use_cases.lateness import moved_on
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools
from bot.use_cases.viewing import published_text
from bot.use_cases.who_may_decide import may_approve


def ask_time(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Open "Approve for…", with the time the draft is meant for."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        case = _decidable(uow, me, command, TIMEABLE)
        if isinstance(case, Notice):
            return case
        if refusal := may_approve(uow, me, case):
            return refused(uow, me, refusal, about=case.draft, kind=REFUSED)
        wished = case.draft.slot or case.revision.when
        return time_form(uow, case, wished if wished and wished > uow.now() else None)


def ask_changes(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Open "Ask for changes…"."""
    return _ask_reason(tools, person, command, ReasonFor.CHANGES)


def ask_rejection(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Open "Reject…"."""
    return _ask_reason(tools, person, command, ReasonFor.REJECT)


def ask_address(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Open "It is there…" on a draft whose publication X has not confirmed."""
    with tools.store.write() as uow:
        me, case = acting(uow, person), find(uow, command.draft)
        if isinstance(case, Refusal):
            return refused(uow, me, case, about="drafts", kind=REFUSED)
        refusal = may(me, Role.APPROVE, case.account, case.grants)
        if refusal is None and case.draft.state is not State.UNCONFIRMED:
            refusal = moved_on(uow, case.draft)
        if refusal:
            return refused(uow, me, refusal, about=case.draft, kind=REFUSED)
        return AddressForm(case.draft.id, case.revision.number, case.account.handle, published_text(case.revision))


def _ask_reason(tools: Tools, person: Person, command: Pressed, purpose: ReasonFor) -> Shown:
    with tools.store.write() as uow:
        case = _decidable(uow, acting(uow, person), command, as_owner=purpose is ReasonFor.CHANGES)
        if isinstance(case, Notice):
            return case
        handle, text = case.account.handle, published_text(case.revision)
        return ReasonForm(purpose, case.draft.id, case.revision.number, handle, text)


def _decidable(
    uow: UnitOfWork, me: Person, command: Pressed, states: frozenset[State] = DECIDABLE, *, as_owner: bool = False
) -> Case | Notice:
    case = find(uow, command.draft)
    if isinstance(case, Refusal):
        return refused(uow, me, case, about="drafts", kind=REFUSED)
    refusal = may_decide(uow, me, case, command.revision, states, as_owner=as_owner)
    return refused(uow, me, refusal, about=case.draft, kind=REFUSED) if refusal else case
