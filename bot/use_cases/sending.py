"""Sending one's own draft for approval: everything that must hold first, then the review begins."""

from datetime import timedelta
from math import ceil

from bot.core.accounts import Role
from bot.core.authority import may
from bot.core.cards import Notice
from bot.core.commands import SendForApproval
from bot.core.drafts import Draft, State
from bot.core.forms import DoneForm, Shown
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.core.wording import moment, names
from bot.use_cases.answering import Look, keep, look_before_sending
from bot.use_cases.call_out import call_for_alarm
from bot.use_cases.cases import Case, name_of, refused, zone
from bot.use_cases.checking import check
from bot.use_cases.declaring import undeclared
from bot.use_cases.hours_words import to_one_who_waits
from bot.use_cases.lateness import moved_on, out_of_date, standing
from bot.use_cases.morning import words_out_of_hours
from bot.use_cases.one_act import once_looked
from bot.use_cases.pitch import REFUSED, not_own
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.previewing import SENDABLE, preview, preview_only
from bot.use_cases.review import first_to_fix, nobody_to_decide, sent_before, to_review, who_is_asked
from bot.use_cases.supervision import unsupervised
from bot.use_cases.tools import Tools
from bot.use_cases.viewing import hold_words


def send_for_approval(tools: Tools, person: Person, command: SendForApproval) -> Shown:
    """Ask the approvers. Authority and checks are those of this moment, not of the preview (D2, F3)."""

    def sent(uow: UnitOfWork, me: Person, case: Case, look: Look | None) -> Shown:
        if case.draft.state is State.IN_REVIEW and me.id == case.draft.author:
            return Notice("Already sent", (standing(uow, case.draft),))
        if refusal := _why_not(uow, me, case, command.revision):
            return refused(uow, me, refusal, about=case.draft, kind=REFUSED)
        keep(uow, case.draft, look, by=me.id)
        return _look_again(uow, case) or _sent(tools, uow, me, case)

    def look() -> Look | None:
        return look_before_sending(tools, person, command)

    return once_looked(tools, person, command.draft, look, sent, kind=REFUSED)


def _why_not(uow: UnitOfWork, me: Person, case: Case, seen: int) -> Refusal | None:
    early = (
        not_own(uow, me, case)
        or may(me, Role.PITCH, case.account, case.grants)
        or unsupervised(uow, me, case)
        or undeclared(case)
        or out_of_date(uow, case, seen)
        or _wrong_state(uow, case.draft)
    )
    return early or _must_change_first(uow, case.draft)


def _wrong_state(uow: UnitOfWork, draft: Draft) -> Refusal | None:
    return None if draft.state in SENDABLE else moved_on(uow, draft)


def _must_change_first(uow: UnitOfWork, draft: Draft) -> Refusal | None:
    """Words given back or on hold do not come round again unchanged; only a missed time may be asked for again."""
    if draft.state in {State.DRAFT, State.EXPIRED} or not sent_before(uow, draft):
        return None
    if draft.state is State.HELD:
        return Refusal("send.on_hold", f"Draft {draft.id} is on hold. {draft.reason}", "An approver can release it.")
    return Refusal(
        "send.unchanged", f"Changes were asked for: {draft.reason}", "Press Edit…, change the words and send it again."
    )


def _look_again(uow: UnitOfWork, case: Case) -> Shown | None:
    """The preview again, with what keeps it from being sent just now; None where nothing does."""
    if not all(m.is_described for m in case.revision.media):
        return preview(uow, case)
    now, when = uow.now(), case.revision.when
    if when and when <= now:
        at = moment(when, zone(uow), now)
        return preview_only(uow, case, f"It was meant for {at}, and that has passed. Go back and choose a new time.")
    wait = case.revision.made_at + timedelta(seconds=case.account.cooling_off) - now
    if wait > timedelta(0):
        seconds = ceil(wait.total_seconds())
        return preview(uow, case, f"Read it once more, as everybody will see it. You can send it in {seconds} seconds.")
    return None


def _sent(tools: Tools, uow: UnitOfWork, me: Person, case: Case) -> Shown:
    checked = check(tools, uow, case.draft, case.revision)
    if first_to_fix(checked):
        return preview_only(uow, case, "Something must be fixed before this can be sent.")
    if refusal := nobody_to_decide(uow, case, checked):
        answer = refused(uow, me, refusal, about=case.draft, kind=REFUSED)
        if case.revision.urgent:
            title = f"nobody may approve an urgent tweet for @{case.account.handle}"
            lines = (f"{me.name} wanted to send draft {case.draft.id}. {refusal.what}", refusal.next_step)
            call_for_alarm(uow, f"nobody-may-approve:{case.account.id}", case.account.id, Notice(title, lines))
        return DoneForm(
            "Kept as a draft", (*answer.lines, f"To find it again, type /tweet mine (draft {case.draft.id}).")
        )
    to_review(tools, uow, case, by=me.id, kind="DraftSent")
    return DoneForm("Sent for approval", tuple(_what_next(uow, case)))


def _what_next(uow: UnitOfWork, case: Case) -> list[str]:
    when = case.revision.when
    at = moment(when, zone(uow), uow.now()) if when else "as soon as it is approved"
    who = names([p.name for p in who_is_asked(uow, case)])
    lines = [
        f"{who} can decide." if who else "Everybody who can decide is away now; the communications leads are told.",
        f"It goes out on @{case.account.handle} {at}.",
    ]
    on_hold = hold_words(uow, case.account.id, lambda key: name_of(uow, key))
    draft = uow.drafts.get(case.draft.id)
    out_of_hours = words_out_of_hours(uow, draft) if draft else ""
    published = to_one_who_waits(case.account) if out_of_hours else []
    return [*lines, *(words for words in (out_of_hours, *published, on_hold) if words)]
