"""Running one due row, and what becomes of a row that keeps failing. Taking rows and logging is the worker's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Notice, Tone
from bot.core.due import ABOUT_DRAFTS, MAX_ATTEMPTS, Again, Claim, Lane, Work, lane_of, retry_after
from bot.core.ids import DraftId
from bot.use_cases import hacked, reposts, user_groups
from bot.use_cases.alarms import InChannel, first_time, tell, tell_leads
from bot.use_cases.asks import show_ask
from bot.use_cases.audience_reading import read_audience
from bot.use_cases.call_out import call_for_alarm
from bot.use_cases.calling import call
from bot.use_cases.callouts import rest
from bot.use_cases.covering import seek
from bot.use_cases.day_ahead import day_ahead
from bot.use_cases.deliver import notify, show_draft
from bot.use_cases.duty_report import MONTH, draw_month
from bot.use_cases.escalate import escalate
from bot.use_cases.expire import expire
from bot.use_cases.forecast import look_ahead
from bot.use_cases.hand_over import hand_over
from bot.use_cases.leave_reading import read_leave
from bot.use_cases.morning import desk
from bot.use_cases.planning import HOURS, draw_hours
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_work import Queue
from bot.use_cases.publish import publish
from bot.use_cases.reach_test import send_test
from bot.use_cases.reading_again import look_again
from bot.use_cases.reconcile import reconcile
from bot.use_cases.remind import remind
from bot.use_cases.rota_pictures import show_picture
from bot.use_cases.rota_week import WEEK, draw_week
from bot.use_cases.shift_reminders import remind_of_shifts
from bot.use_cases.sweep import sweep
from bot.use_cases.tools import Tools
from bot.use_cases.watch_timeline import watch_timeline

PICTURES = {WEEK: draw_week, HOURS: draw_hours}
"""What pictures there are of a rota, and how each is drawn."""
FOR_PEOPLE = {MONTH: draw_month}
"""And of what is no one rota's."""


@dataclass(frozen=True, slots=True)
class Nudge:
    """How one kind of row is run, and what it does in the words of an alarm."""

    run: Callable[[Tools, Claim], Again | None]
    doing: str


NUDGES: Mapping[Work, Nudge] = {
    Work.SHOW_DRAFT: Nudge(show_draft, "show the card of draft {subject}"),
    Work.NOTIFY: Nudge(notify, "send a notice ({subject})"),
    Work.PUBLISH: Nudge(publish, "publish draft {subject}"),
    Work.RECONCILE: Nudge(reconcile, "find out whether draft {subject} is on X"),
    Work.REMIND: Nudge(remind, "remind people of draft {subject}"),
    Work.LOOK_AGAIN: Nudge(look_again, "read the post that draft {subject} is about"),
    Work.UNDO_REPOST: Nudge(reposts.carry_out, "take the repost of draft {subject} back"),
    Work.EXPIRE: Nudge(expire, "expire draft {subject}"),
    Work.HACK: Nudge(hacked.remind, "remind people of the rescue {subject}"),
    Work.WATCH_TIMELINE: Nudge(watch_timeline, "look at the timeline of {subject}"),
    Work.AUDIENCE: Nudge(read_audience, "read the figures of {subject}"),
    Work.DESK: Nudge(desk, "see to draft {subject} as the desk opens or closes"),
    Work.ESCALATE: Nudge(escalate, "go on calling people ({subject})"),
    Work.REST: Nudge(rest, "give somebody their rest after a call ({subject})"),
    Work.TEST_REACH: Nudge(send_test, "send somebody the test they asked for ({subject})"),
    Work.CALL: Nudge(call, "call somebody ({subject})"),
    Work.COVER: Nudge(seek, "seek cover ({subject})"),
    Work.SHOW_ASK: Nudge(show_ask, "ask somebody ({subject})"),
    Work.SHOW_PICTURE: Nudge(
        partial(show_picture, kinds=PICTURES, for_people=FOR_PEOPLE), "show a picture ({subject})"
    ),
    Work.HAND_OVER: Nudge(hand_over, "say who is on in the rota {subject}"),
    Work.REMIND_SHIFT: Nudge(remind_of_shifts, "remind people of their duty in the rota {subject}"),
    Work.USER_GROUP: Nudge(user_groups.follow, "have the group of the rota {subject} follow it"),
    Work.DAY_AHEAD: Nudge(day_ahead, "say in the morning who is on"),
    Work.FORECAST: Nudge(look_ahead, "look for gaps in the rotas"),
    Work.READ_LEAVE: Nudge(read_leave, "read a leave calendar ({subject})"),
    Work.SWEEP: Nudge(sweep, "look for forgotten drafts"),
}
"""Every kind of work there is; a test holds the two together."""


def run(tools: Tools, queue: Queue, claim: Claim) -> None:
    """Run one due row and end its claim. A fault is raised, with the claim still open: give it to `failed`."""
    again = NUDGES[claim.work].run(tools, claim)
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


def _raise_alarm(uow: UnitOfWork, claim: Claim, why: str) -> None:
    doing = NUDGES[claim.work].doing.format(subject=claim.subject)
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
    draft = uow.drafts.get(DraftId(int(claim.subject))) if claim.work in ABOUT_DRAFTS else None
    if draft:
        tell(uow, key, InChannel(draft.account), notice)
    tell_leads(uow, key, notice)
    if lane_of(claim.work) is not Lane.CALLS:  # what keeps people from being called is not mended by calling people
        call_for_alarm(uow, key, draft.account if draft else None, notice)
