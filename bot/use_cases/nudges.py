"""Running one due row, and what becomes of a row that keeps failing. Taking rows and logging is the worker's."""

from typing import assert_never

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Notice, Tone
from bot.core.due import MAX_ATTEMPTS, Again, Claim, Work, retry_after
from bot.core.ids import DraftId
from bot.use_cases.alarms import InChannel, first_time, tell, tell_leads
from bot.use_cases.deliver import notify, show_draft
from bot.use_cases.expire import expire
from bot.use_cases.ports import Queue, UnitOfWork
from bot.use_cases.publish import publish
from bot.use_cases.reconcile import reconcile
from bot.use_cases.remind import remind
from bot.use_cases.sweep import sweep
from bot.use_cases.tools import Tools

_DOING: dict[Work, str] = {
    Work.SHOW_DRAFT: "show the card of draft {subject}",
    Work.NOTIFY: "send a notice ({subject})",
    Work.PUBLISH: "publish draft {subject}",
    Work.RECONCILE: "find out whether draft {subject} is on X",
    Work.REMIND: "remind people of draft {subject}",
    Work.EXPIRE: "expire draft {subject}",
    Work.SWEEP: "look for forgotten drafts",
}


def run(tools: Tools, queue: Queue, claim: Claim) -> None:
    """Run one due row and end its claim. A fault is raised, with the claim still open: give it to `failed`."""
    again = _do(tools, claim)
    if again is None:
        queue.finish(claim)
    else:
        queue.retry(claim, again.after, again.why)


def failed(tools: Tools, queue: Queue, claim: Claim, why: str) -> None:
    """A row that met a fault is tried again later; after its last try it is parked, with an alarm in its place (F8).

    The watchdog itself is never parked.
    """
    if claim.attempt < MAX_ATTEMPTS or claim.work is Work.SWEEP:
        queue.retry(claim, retry_after(claim.attempt), why)
        return
    with tools.store.write() as uow:
        _raise_alarm(uow, claim, why)
    queue.give_up(claim, why)


def _do(tools: Tools, claim: Claim) -> Again | None:
    again: Again | None = None
    match claim.work:
        case Work.SHOW_DRAFT:
            again = show_draft(tools, claim)
        case Work.NOTIFY:
            again = notify(tools, claim)
        case Work.PUBLISH:
            again = publish(tools, claim)
        case Work.RECONCILE:
            reconcile(tools, claim)
        case Work.REMIND:
            remind(tools, claim)
        case Work.EXPIRE:
            expire(tools, claim)
        case Work.SWEEP:
            sweep(tools, claim)
        case _:
            assert_never(claim.work)
    return again


def _raise_alarm(uow: UnitOfWork, claim: Claim, why: str) -> None:
    doing = _DOING[claim.work].format(subject=claim.subject)
    key = f"parked:{claim.work}:{claim.subject}"
    if not first_time(uow, key, f"{uow.now():%Y-%m-%d}"):
        return  # the watchdog has it tried again; once a day is enough to say that it does not help
    uow.records.append("WorkParked", ACCESS_OF_SERVICE, f"{claim.work}:{claim.subject}", {"why": why})
    notice = Notice(
        f"Countersign could not {doing}",
        (
            f"It tried {claim.attempt} times and has stopped trying. Nothing was sent to X by this.",
            f"For whoever looks after Countersign: {why}",
        ),
        Tone.ALARM,
    )
    draft = uow.drafts.get(DraftId(int(claim.subject))) if claim.subject.isdecimal() else None
    if draft:
        tell(uow, key, InChannel(draft.account), notice)
    tell_leads(uow, key, notice)
