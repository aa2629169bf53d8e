"""Suspending a person's rights at once, and restoring them (S15)."""

from bot.core.authority import may_lead
from bot.core.cards import Notice, Tone
from bot.core.drafts import State
from bot.core.forms import Shown
from bot.core.people import ChatIdentity, Person, Standing
from bot.core.refusals import Refusal
from bot.core.wording import sentence
from bot.use_cases.cases import acting, refused
from bot.use_cases.gaps import seek_for_gone
from bot.use_cases.naming import person_meant
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.review import put_on_hold
from bot.use_cases.standing import RESTORED, SUSPENDED
from bot.use_cases.tools import Tools

REFUSED = "AccessChangeRefused"
_STOPPED = (State.IN_REVIEW, State.SCHEDULED, State.FAILED)
_AT_A_TIME = 100


def suspend(tools: Tools, person: Person, who: ChatIdentity, whom: str, reason: str) -> Shown:
    """Take every right from somebody from this moment; what they have queued goes on hold, in the same transaction."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        other = _other(uow, me, who, whom)
        if isinstance(other, Refusal):
            return refused(uow, me, other, about="access", kind=REFUSED)
        if refusal := _not_suspendable(me, other, reason):
            return refused(uow, me, refusal, about=f"person:{other.id}", kind=REFUSED)
        uow.people.set_standing(other.id, Standing.SUSPENDED)
        held = _hold_all(uow, other, me)
        seek_for_gone(uow, tools.settings.cover_answer)
        body = {"reason": reason, "drafts_held": held}
        uow.records.append(SUSPENDED, me.id, f"person:{other.id}", body)
        return Notice(f"{other.name} is suspended", (_rights_gone(other), _held_words(held)), Tone.DONE)


def restore(tools: Tools, person: Person, who: ChatIdentity, whom: str) -> Shown:
    """Give a suspended person their rights back. What was put on hold stays there until somebody releases it."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        other = _other(uow, me, who, whom)
        if isinstance(other, Refusal):
            return refused(uow, me, other, about="access", kind=REFUSED)
        if other.standing is not Standing.SUSPENDED:
            refusal = Refusal("access.not_suspended", f"{other.name} is not suspended, so nothing was changed.")
            return refused(uow, me, refusal, about=f"person:{other.id}", kind=REFUSED)
        uow.people.set_standing(other.id, Standing.ACTIVE)
        seek_for_gone(uow, tools.settings.cover_answer)
        uow.records.append(RESTORED, me.id, f"person:{other.id}", {})
        lines = (
            f"{other.name} has the same roles as before.",
            "Drafts that were put on hold stay there until released.",
        )
        return Notice(f"{other.name} is restored", lines, Tone.DONE)


def _other(uow: UnitOfWork, me: Person, who: ChatIdentity, whom: str) -> Person | Refusal:
    return may_lead(me) or person_meant(whom, uow.people.all(), who)


def _not_suspendable(me: Person, other: Person, reason: str) -> Refusal | None:
    if other.id == me.id:
        return Refusal(
            "access.own", "You cannot suspend yourself, so nothing was done.", "Ask another communications lead."
        )
    if other.standing is not Standing.ACTIVE:
        return Refusal("access.already", f"{other.name} has no rights now, so there was nothing to suspend.")
    if not reason.strip():
        return Refusal(
            "access.no_reason",
            "Say why, so that it can be looked at later. Nothing was done.",
            f"Type /account suspend @{other.id} and the reason.",
        )
    return None


def _hold_all(uow: UnitOfWork, other: Person, me: Person) -> list[int]:
    """Put everything the person has queued on hold; the numbers of those drafts."""
    held: list[int] = []
    while True:
        drafts, _ = uow.drafts.by_author(other.id, _STOPPED, _AT_A_TIME)
        if not drafts:
            return held
        for draft in drafts:
            put_on_hold(uow, draft, by=me.id, reason=f"{other.name}’s access is suspended.")
            held.append(draft.id)


def _rights_gone(other: Person) -> str:
    return f"{other.name} can no longer pitch, approve or edit anything, from this moment."


def _held_words(held: list[int]) -> str:
    if not held:
        return "They had nothing waiting."
    drafts = ", ".join(str(number) for number in sorted(held))
    return f"{sentence('draft' if len(held) == 1 else 'drafts').rstrip('.')} {drafts} went on hold."
