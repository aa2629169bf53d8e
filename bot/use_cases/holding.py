"""Stopping one draft and letting it go on: hold, release into a new review, withdraw.

Holds on whole accounts are incident.py's.
"""

from bot.core.accounts import Role
from bot.core.authority import may, may_lead
from bot.core.cards import Notice, Tone
from bot.core.commands import Pressed
from bot.core.drafts import State
from bot.core.forms import Shown
from bot.core.people import Person, Standing
from bot.core.refusals import Refusal
from bot.core.wording import names
from bot.use_cases.approving import REFUSED
from bot.use_cases.cases import Case, acting, find, name_of, refused
from bot.use_cases.checking import check
from bot.use_cases.lateness import moved_on, out_of_date
from bot.use_cases.moving import moved
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.review import (
    first_to_fix,
    nobody_to_decide,
    not_sent_yet,
    put_on_hold,
    stop_waiting,
    to_review,
    who_is_asked,
)
from bot.use_cases.tools import Tools

HOLDABLE = frozenset({State.IN_REVIEW, State.SCHEDULED, State.FAILED})
WITHDRAWABLE = frozenset(
    {
        State.DRAFT,
        State.IN_REVIEW,
        State.CHANGES_REQUESTED,
        State.SCHEDULED,
        State.HELD,
        State.EXPIRED,
        State.FAILED,
    }
)


def hold(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Stop a draft at once, whichever revision the card showed: stopping is always safe."""
    with tools.store.write() as uow:
        me, case = acting(uow, person), find(uow, command.draft)
        if isinstance(case, Refusal):
            return refused(uow, me, case, about="drafts", kind=REFUSED)
        if refusal := _may_stop(me, case) or _not_in(uow, case, HOLDABLE):
            return refused(uow, me, refusal, about=case.draft, kind=REFUSED)
        put_on_hold(uow, case.draft, by=me.id, reason=f"{me.name} put this on hold.")
        return Notice(
            "On hold",
            (f"Draft {case.draft.id} does not go out until somebody releases it and it is approved again.",),
            Tone.DONE,
        )


def release(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Bring a held draft back to review. Nothing goes out by being released (F4)."""
    with tools.store.write() as uow:
        me, case = acting(uow, person), find(uow, command.draft)
        if isinstance(case, Refusal):
            return refused(uow, me, case, about="drafts", kind=REFUSED)
        if refusal := _why_not_released(tools, uow, me, case, command.revision):
            return refused(uow, me, refusal, about=case.draft, kind=REFUSED)
        to_review(tools, uow, case, by=me.id, kind="DraftReleased")
        who = names([p.name for p in who_is_asked(uow, case)]) or "somebody who is away now"
        return Notice("Back in review", (f"It needs to be approved again, by {who}.",), Tone.DONE)


def withdraw(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Take one's own draft back for good, before it is published."""
    with tools.store.write() as uow:
        me, case = acting(uow, person), find(uow, command.draft)
        if isinstance(case, Refusal):
            return refused(uow, me, case, about="drafts", kind=REFUSED)
        if refusal := _not_the_author(uow, me, case) or _not_in(uow, case, WITHDRAWABLE):
            return refused(uow, me, refusal, about=case.draft, kind=REFUSED)
        stop_waiting(uow, case.draft)
        moved(uow, case.draft, State.WITHDRAWN, by=me.id, kind="DraftWithdrawn")
        return Notice("Withdrawn", (f"Draft {case.draft.id} will not be published.",), Tone.DONE)


def _may_stop(me: Person, case: Case) -> Refusal | None:
    """Approvers of the account may, and communications leads everywhere."""
    refusal = may(me, Role.APPROVE, case.account, case.grants)
    return refusal if refusal and may_lead(me) else None


def _not_in(uow: UnitOfWork, case: Case, states: frozenset[State]) -> Refusal | None:
    return None if case.draft.state in states else moved_on(uow, case.draft)


def _not_the_author(uow: UnitOfWork, me: Person, case: Case) -> Refusal | None:
    if me.standing is not Standing.ACTIVE:
        return may(me, Role.PITCH, case.account, case.grants)
    if me.id == case.draft.author:
        return None
    author = name_of(uow, case.draft.author)
    return Refusal(
        "withdraw.not_yours", f"Only {author} can withdraw this draft.", "An approver can hold or reject it."
    )


def _why_not_released(tools: Tools, uow: UnitOfWork, me: Person, case: Case, seen: int) -> Refusal | None:
    early = _may_stop(me, case) or out_of_date(uow, case, seen) or _not_in(uow, case, frozenset({State.HELD}))
    if early:
        return early
    if refusal := not_sent_yet(uow, case):
        return refusal
    checked = check(tools, uow, case.draft, case.revision)
    if stops := first_to_fix(checked):
        return Refusal(
            "release.blocked", f"A check still stops this: {stops.message}", "The author can change the words."
        )
    return nobody_to_decide(uow, case, checked)
