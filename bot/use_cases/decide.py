"""What approvers decide: approve, approve for a time, ask for changes, reject. Authority is checked each time (F3).

What a decision may do is core/decisions.py's; holding and releasing are holding.py's.
"""

from datetime import datetime

from bot.core.accounts import Role
from bot.core.authority import may, may_act
from bot.core.cards import Notice
from bot.core.commands import ApproveDespite, ApproveFor, AskForChanges, Pressed, Reject
from bot.core.decisions import Decision, Verdict, already_said, counting, wrote_these_words
from bot.core.drafts import State
from bot.core.forms import DoneForm, Field, FormErrors, Shown
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.core.risk import graded
from bot.core.wording import names, sentence
from bot.use_cases.accepting import time_form
from bot.use_cases.answering import Look
from bot.use_cases.approving import REFUSED, approve_act, approve_anew, record_decision
from bot.use_cases.cases import Case, name_of, refused
from bot.use_cases.fields import time_problem
from bot.use_cases.lateness import moved_on, out_of_date, said_already
from bot.use_cases.moving import moved
from bot.use_cases.one_act import on_draft, once_looked
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.reading_again import changed_meanwhile, look_before_deciding
from bot.use_cases.release_findings import embargo_problem
from bot.use_cases.review import recorded_act, stop_waiting, who_is_asked
from bot.use_cases.signing import signs
from bot.use_cases.tools import Tools
from bot.use_cases.who_may_decide import may_approve

DECIDABLE = frozenset({State.IN_REVIEW})
TIMEABLE = frozenset({State.IN_REVIEW, State.EXPIRED})
"""States in which a draft may be approved for a time of the approver's choosing."""


def approve(tools: Tools, person: Person, command: Pressed | ApproveDespite) -> Shown:
    """Approve the act as its author wishes it: now, or at the wished time; despite findings only with a reason.

    Where somebody else has approved it for another time, that time is asked for instead of guessed.
    """

    def decided(uow: UnitOfWork, me: Person, case: Case, look: Look | None) -> Shown:
        if answer := _not_now(uow, me, case, command.revision, Verdict.APPROVE, None):
            return answer
        if answer := changed_meanwhile(tools, uow, me, case, look) or _restricted(uow, me, case):
            return answer
        agreed = _agreed_time(case)
        if agreed is not None and agreed != case.revision.when:
            return time_form(uow, case, agreed)
        return approve_act(tools, uow, me, case, None, _reason(command))

    def look() -> Look | None:
        return look_before_deciding(tools, person, command.draft, command.revision)

    return once_looked(tools, person, command.draft, look, decided, kind=REFUSED)


def approve_for(tools: Tools, person: Person, command: ApproveFor) -> Shown:
    """Approve the act for a time the approver chooses; it is part of what the approval binds (F1).

    A draft whose time has passed comes back to review with it.
    """

    def decided(uow: UnitOfWork, me: Person, case: Case, look: Look | None) -> Shown:
        if answer := _not_now(uow, me, case, command.revision, Verdict.APPROVE, command.when, TIMEABLE):
            return answer
        if answer := changed_meanwhile(tools, uow, me, case, look) or _restricted(uow, me, case):
            return answer
        if command.when is None or (problem := _time_problem(uow, case, command.when)):
            words = "Choose a date and a time." if command.when is None else problem
            return FormErrors({Field.WHEN: words})
        carry_out = approve_anew if case.draft.state is State.EXPIRED else approve_act
        return carry_out(tools, uow, me, case, command.when, command.reason)

    def look() -> Look | None:
        return look_before_deciding(tools, person, command.draft, command.revision)

    return once_looked(tools, person, command.draft, look, decided, kind=REFUSED)


def approve_despite(tools: Tools, person: Person, command: ApproveDespite) -> Shown:
    """Approve what the checks have found something in, saying why it is fine (S52)."""
    if not command.reason.strip():
        return FormErrors({Field.REASON: "Say why this is fine, so that it can be understood later."})
    return approve(tools, person, command)


def _time_problem(uow: UnitOfWork, case: Case, when: datetime) -> str:
    return time_problem(when, uow.now()) or embargo_problem(uow, case.revision, when)


def ask_for_changes(tools: Tools, person: Person, command: AskForChanges) -> Shown:
    """Give the draft back to its author with the reason and, if wished, the words to use instead."""
    return _turn_down(tools, person, command, Verdict.ASK_FOR_CHANGES, command.words.strip())


def reject(tools: Tools, person: Person, command: Reject) -> Shown:
    """Turn the draft down for good, with a reason."""
    return _turn_down(tools, person, command, Verdict.REJECT, "")


def may_decide(
    uow: UnitOfWork, me: Person, case: Case, seen: int, states: frozenset[State] = DECIDABLE, *, as_owner: bool = False
) -> Refusal | None:
    """None if this person may decide now on what they saw; otherwise why not, authority first.

    `as_owner`: whoever signs for a topic's owner may too (S49), whether or not they approve for the account.
    """
    refusal = may(me, Role.APPROVE, case.account, case.grants)
    if refusal and as_owner and signs(uow, case, me):
        refusal = None
    if refusal := refusal or out_of_date(uow, case, seen):
        return refusal
    if case.draft.state not in states:
        return moved_on(uow, case.draft)
    if wrote_these_words(case.draft, case.revision, me.id):
        return _own_words(uow, case)
    return None


def _own_words(uow: UnitOfWork, case: Case) -> Refusal:
    able = [p.name for p in who_is_asked(uow, case)]
    who = f"{names(able)} can decide." if able else "Nobody else may decide on it now: tell a communications lead."
    return Refusal("decide.own_words", "You wrote or last edited these words, and nobody decides on their own.", who)


def _not_now(
    uow: UnitOfWork,
    me: Person,
    case: Case,
    seen: int,
    verdict: Verdict,
    slot: datetime | None,
    states: frozenset[State] = DECIDABLE,
) -> Notice | None:
    """The answer where this decision cannot be taken, recorded unless it is only a second click; None where it can."""
    if seen == case.revision.number and may_act(me) is None:
        digest = case.revision.digest(case.account.id, slot)
        earlier = already_said(case.draft, case.decisions, me.id, verdict, digest)
        if earlier and (verdict is not Verdict.APPROVE or _still_counts(case, earlier)):
            return said_already(uow, case.draft, earlier)
    if refusal := may_decide(uow, me, case, seen, states, as_owner=verdict is not Verdict.REJECT):
        return refused(uow, me, refusal, about=case.draft, kind=REFUSED)
    return _restricted(uow, me, case) if verdict is Verdict.APPROVE else None


def _restricted(uow: UnitOfWork, me: Person, case: Case) -> Notice | None:
    """The answer where a restriction keeps them from approving; asked again once the post it is about is read (S51)."""
    refusal = may_approve(uow, me, case)
    return refused(uow, me, refusal, about=case.draft, kind=REFUSED) if refusal else None


def _still_counts(case: Case, earlier: Decision) -> bool:
    return earlier in counting(case.draft, case.revision, case.decisions)


def _reason(command: Pressed | ApproveDespite) -> str:
    return command.reason if isinstance(command, ApproveDespite) else ""


def _agreed_time(case: Case) -> datetime | None:
    """The time for which others have approved so far, where they chose one."""
    given = counting(case.draft, case.revision, case.decisions)
    return given[-1].slot if given else None


def _turn_down(tools: Tools, person: Person, command: AskForChanges | Reject, verdict: Verdict, words: str) -> Shown:
    def decided(uow: UnitOfWork, me: Person, case: Case) -> Shown:
        if answer := _not_now(uow, me, case, command.revision, verdict, None):
            return answer
        reason = command.reason.strip()
        if not reason:
            return FormErrors({Field.REASON: "Say why, so that the author knows what to do."})
        return _turned_down(uow, me, case, verdict, reason, words)

    return on_draft(tools, person, command.draft, decided, kind=REFUSED)


def _turned_down(uow: UnitOfWork, me: Person, case: Case, verdict: Verdict, reason: str, words: str) -> Shown:
    record_decision(uow, me, case, verdict, reason=reason, words=words)
    stop_waiting(uow, case.draft)
    author = name_of(uow, case.draft.author)
    checked = uow.drafts.checked(case.draft.id, case.revision.number)
    risk = graded(checked.findings).words if checked else ""
    body = {**recorded_act(uow, case), "words": words, "risk": risk}
    if verdict is Verdict.REJECT:
        moved(uow, case.draft, State.REJECTED, by=me.id, kind="DraftRejected", reason=sentence(reason), body=body)
        return DoneForm("Rejected", (f"{author} is told, with your reason.",))
    told_to_author = sentence(reason) + (f" Words wanted: “{words}”" if words else "")
    to = State.CHANGES_REQUESTED
    moved(uow, case.draft, to, by=me.id, kind="ChangesAskedFor", reason=told_to_author, body=body)
    return DoneForm("Changes asked for", (f"{author} is told, with your reason.",))
