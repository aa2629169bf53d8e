"""Drafts out of hours: an urgent one calls people, any other waits until the desk opens, and says so (D6, S72).

In office hours, and where no rota watches over the account, everything is as the review itself has it.
"""

from datetime import timedelta

from bot.core.cards import Notice, Tone
from bot.core.drafts import Draft, State
from bot.core.due import Claim, Work
from bot.core.escalation import Escalation, Kind
from bot.core.ids import AccountId, DraftId
from bot.core.rota.duty import Closed, Holder, Span
from bot.core.rota.plan import Plan
from bot.core.rota.schedule import spans
from bot.core.wording import clock, moment
from bot.use_cases.alarms import REVIEW, InThread, first_time, tell, tell_author
from bot.use_cases.call_out import call_for_draft, plan_of, somebody_is_at_desk
from bot.use_cases.cases import Case, case_of, name_of, zone
from bot.use_cases.hours_words import to_one_who_waits
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import AHEAD, in_force, watch
from bot.use_cases.tools import Tools


def watch_over(uow: UnitOfWork, case: Case) -> None:
    """See to it that somebody looks at a draft that has just come to review."""
    plan = plan_of(uow, case.account.id)
    if plan is None:
        return
    now = watch(uow, plan, uow.now())
    if case.revision.urgent and not somebody_is_at_desk(now):
        call_for_draft(uow, case.draft, case.account, plan)
    elif case.revision.urgent:
        uow.due.at(Work.DESK, str(case.draft.id), now.until)
    elif not now.is_in_hours and (opening := _opening(uow, plan)):
        uow.due.cancel(str(case.draft.id), Work.REMIND)
        uow.due.at(Work.DESK, str(case.draft.id), opening.start)


def wait_for_morning(uow: UnitOfWork, case: Case, *, by: str) -> None:
    """Leave a draft until the desk opens, although it is urgent; its author is told who said so and until when."""
    plan = plan_of(uow, case.account.id)
    opening = _opening(uow, plan) if plan else None
    uow.due.cancel(str(case.draft.id), Work.REMIND)
    if opening:
        uow.due.at(Work.DESK, str(case.draft.id), opening.start)
    looked = f"{name_of(uow, by)} has looked at draft {case.draft.id}: it can wait."
    line = " ".join([looked, morning_words(uow, case.account.id), *to_one_who_waits(case.account)])
    key = f"morning:{case.draft.id}:{case.draft.round}"
    tell_author(uow, key, case.draft.id, Notice("Your tweet waits until the morning", (line,)))


def morning_words(uow: UnitOfWork, account: AccountId) -> str:
    """From when somebody is there to decide, and who."""
    plan = plan_of(uow, account)
    opening = _opening(uow, plan) if plan else None
    if opening is None:
        return "An approver decides when they are there."
    when = moment(opening.start, zone(uow), uow.now())
    who = (
        f"{name_of(uow, opening.duty.person)} is at the desk" if isinstance(opening.duty, Holder) else "the desk opens"
    )
    return f"It waits until {when}, when {who}. Any approver may decide sooner."


def words_out_of_hours(uow: UnitOfWork, draft: Draft) -> str:
    """What the author and the review card are told about who looks at it now; nothing in office hours."""
    if draft.state is not State.IN_REVIEW:
        return ""
    calls = uow.escalations.under_way(Kind.DRAFT, str(draft.id))
    escalation = uow.escalations.get(calls) if calls is not None else None
    if escalation:
        return call_words(uow, escalation)
    if uow.due.waiting(Work.DESK, str(draft.id)) is None:
        return ""
    plan = plan_of(uow, draft.account)
    return morning_words(uow, draft.account) if plan and not watch(uow, plan, uow.now()).is_in_hours else ""


def call_words(uow: UnitOfWork, escalation: Escalation) -> str:
    """Who has it, or who is being called."""
    now, here = uow.now(), zone(uow)
    if escalation.taken_by and escalation.taken_at:
        return f"{name_of(uow, escalation.taken_by)} has had it since {moment(escalation.taken_at, here, now)}."
    if escalation.next_at is None:
        return "Nobody who was called has answered; every communications lead has been told."
    if not escalation.calls:
        return "Whoever is on call is being called."
    last = escalation.calls[-1]
    if escalation.is_at_desk:
        return f"{name_of(uow, last.person)} was told at the desk {clock(last.at, here, now)} and has not taken it yet."
    return f"{name_of(uow, last.person)} was called {clock(last.at, here, now)} and has not answered yet."


def desk(tools: Tools, claim: Claim) -> None:
    """The desk has opened or closed while a draft waits: remind the desk of it; call for an urgent one."""
    with tools.store.write() as uow:
        draft = uow.drafts.get(DraftId(int(claim.subject)))
        case = case_of(uow, draft) if draft else None
        if not isinstance(case, Case) or case.draft.state is not State.IN_REVIEW:
            return
        plan = plan_of(uow, case.account.id)
        if plan is None:
            return
        if watch(uow, plan, uow.now()).is_in_hours and _has_waited(uow, plan, case.draft):
            _good_morning(uow, plan, case)
        watch_over(uow, case)


def _has_waited(uow: UnitOfWork, plan: Plan, draft: Draft) -> bool:
    """Whether it came to review while the desk was closed, and the desk has not been told of it yet."""
    if watch(uow, plan, draft.changed_at).is_in_hours:
        return False
    return first_time(uow, f"morning-said:{draft.id}", str(draft.round))


def _good_morning(uow: UnitOfWork, plan: Plan, case: Case) -> None:
    at_desk = watch(uow, plan, uow.now()).person
    who = f"{name_of(uow, at_desk)} is at the desk." if at_desk else "Nobody is at the desk now: please see who can."
    since = moment(case.draft.changed_at, zone(uow), uow.now())
    title = f"Draft {case.draft.id} for @{case.account.handle} has waited since {since}"
    key = f"morning:{case.draft.id}:{case.draft.round}"
    tell(uow, key, InThread(case.draft.id, REVIEW), Notice(title, (who,), Tone.WARNING))
    uow.due.at(Work.REMIND, str(case.draft.id), uow.now() + timedelta(minutes=case.account.remind_after))


def _opening(uow: UnitOfWork, plan: Plan) -> Span | None:
    """The desk's next hours, from now on; None for a rota that has no desk."""
    now = uow.now()
    if plan.desk is None:
        return None
    rota = in_force(uow, plan, now, now + AHEAD)
    return next(
        (s for s in spans(rota, now, now + AHEAD) if s.seat == plan.desk and not isinstance(s.duty, Closed)), None
    )
