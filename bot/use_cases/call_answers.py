"""What people answer when they are called: I have it, pass on, hold until morning, it is dealt with.

Approve is decide.py's, as on every card; the escalation learns of it from the draft.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.accounts import Role
from bot.core.authority import may
from bot.core.cards import Notice, Tone
from bot.core.commands import Pressed
from bot.core.escalation import Answer, Escalation, Kind, Outcome, Stage, stand_aside, take
from bot.core.forms import Shown
from bot.core.ids import EscalationId
from bot.core.people import Person, Standing
from bot.core.refusals import Refusal
from bot.core.wording import clock, until
from bot.use_cases.call_cards import PREFIX
from bot.use_cases.call_out import about
from bot.use_cases.callouts import at_work, call_is_over
from bot.use_cases.cases import acting, name_of, refused, zone
from bot.use_cases.escalate import case_for, end, go_on, keep
from bot.use_cases.morning import morning_words, wait_for_morning
from bot.use_cases.moving import note
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools

REFUSED = "CallAnswerRefused"


@dataclass(frozen=True, slots=True)
class _Answered:
    """Somebody answers a call that is not over."""

    uow: UnitOfWork
    me: Person
    escalation: Escalation


def have_it(tools: Tools, person: Person, command: Pressed) -> Shown:
    """They see to it. If nothing comes of it in time, the chain goes on."""
    return _answer(tools, person, command, _have_it)


def hand_on(tools: Tools, person: Person, command: Pressed) -> Shown:
    """They cannot see to it: the next person is called at once."""
    return _answer(tools, person, command, _hand_on)


def until_morning(tools: Tools, person: Person, command: Pressed) -> Shown:
    """The draft can wait: nobody is called any more, and the desk is reminded when it opens."""
    return _answer(tools, person, command, _until_morning)


def dealt_with(tools: Tools, person: Person, command: Pressed) -> Shown:
    """What the alarm was about is seen to."""
    return _answer(tools, person, command, _dealt_with)


def _answer(tools: Tools, person: Person, command: Pressed, carry_out: Callable[[_Answered], Shown | Refusal]) -> Shown:
    with tools.store.write() as uow:
        me, found = acting(uow, person), _met(uow, command)
        on = "calls" if isinstance(found, Refusal) else about(found.id)
        answer = (
            found if isinstance(found, Refusal) else _why_not(uow, me, found) or carry_out(_Answered(uow, me, found))
        )
        return refused(uow, me, answer, about=on, kind=REFUSED) if isinstance(answer, Refusal) else answer


def _met(uow: UnitOfWork, command: Pressed) -> Escalation | Refusal:
    number = command.about.removeprefix(PREFIX)
    found = uow.escalations.get(EscalationId(int(number))) if number.isascii() and number.isdecimal() else None
    return found or Refusal("call.unknown", "This call is no longer known here, so nothing was done.")


def _why_not(uow: UnitOfWork, me: Person, escalation: Escalation) -> Refusal | None:
    """Only people who were called answer, and leads, whose call comes last."""
    was_called = escalation.last_call(me.id) is not None
    if me.standing is not Standing.ACTIVE or not (was_called or me.lead):
        return Refusal("call.not_yours", "You were not called for this, so nothing was done.")
    if escalation.is_over:
        ended = escalation.ended_at or uow.now()
        by = f" by {name_of(uow, escalation.ended_by)}" if escalation.ended_by else ""
        return Refusal(
            "call.over", f"This was over {clock(ended, zone(uow), uow.now())}{by}. You need not do anything."
        )
    return None


def _have_it(at: _Answered) -> Shown | Refusal:
    uow, escalation = at.uow, at.escalation
    if escalation.taken_by not in {None, at.me.id}:
        assert escalation.taken_by is not None
        who = name_of(uow, escalation.taken_by)
        return Refusal("call.taken", f"{who} has it already.", f"To take it over, ask {who} to press Pass on.")
    taken = take(escalation, at.me.id, uow.now())
    uow.records.append("CallTaken", at.me.id, about(escalation.id), {})
    at_work(uow, taken, at.me.id)
    if escalation.kind is Kind.DRILL:
        go_on(uow, taken)
        return Notice("Thank you", ("Your answer is noted. This is a drill. Nothing is wrong.",), Tone.DONE)
    if case := case_for(uow, escalation):
        note(uow, case.draft, by=at.me.id, kind="DraftCallTaken")
    keep(uow, taken)
    assert taken.next_at is not None
    then = until(taken.next_at, zone(uow), uow.now())
    return Notice("You have it", (f"Nobody else is called until {then}.",), Tone.DONE)


def _hand_on(at: _Answered) -> Shown | Refusal:
    uow, before = at.uow, at.escalation
    aside = stand_aside(before, at.me.id, Answer.HANDED_ON, uow.now())
    uow.records.append("CallHandedOn", at.me.id, about(before.id), {})
    call_is_over(uow, aside, at.me.id)
    after = go_on(uow, aside)
    return Notice("Passed on", (_who_next(uow, before, after),), Tone.DONE)


def _who_next(uow: UnitOfWork, before: Escalation, after: Escalation) -> str:
    if after.kind is Kind.DRILL:
        return "The drill goes on. Nothing is wrong."
    if after.stage is Stage.ALARMED:
        return "There is nobody else in the rota: the channel and every communications lead are told."
    if len(after.calls) > len(before.calls):
        return f"{name_of(uow, after.calls[-1].person)} is called now."
    if after.taken_by:
        return f"{name_of(uow, after.taken_by)} has it."
    return f"{name_of(uow, after.calls[-1].person)} has been called since you were."


def _until_morning(at: _Answered) -> Shown | Refusal:
    uow, case = at.uow, case_for(at.uow, at.escalation)
    if case is None:
        return Refusal("call.cannot_wait", "This cannot be left until the morning, so nothing was done.", "Pass it on.")
    refusal = may(at.me, Role.APPROVE, case.account, case.grants)
    if refusal and not at.me.lead:
        return refusal
    keep(uow, end(uow, at.escalation, Outcome.MORNING, at.me.id))
    wait_for_morning(uow, case, by=at.me.id)
    return Notice("It waits until the morning", (morning_words(uow, case.account.id),), Tone.DONE)


def _dealt_with(at: _Answered) -> Shown | Refusal:
    if at.escalation.kind is not Kind.ALARM:
        return Refusal("call.not_an_alarm", "This is no alarm: it ends when the draft is decided.")
    keep(at.uow, end(at.uow, at.escalation, Outcome.DEALT_WITH, at.me.id))
    return Notice("It is dealt with", ("Everybody who was called is told.",), Tone.DONE)
