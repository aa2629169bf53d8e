"""Deciding again, at the moment of publishing, whether an approved draft may go out (F1, F3, F4, F5).

Whatever stands in the way moves the draft to where people see it. Sending is publish.py's.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.accounts import Role
from bot.core.authority import ACCESS_OF_SERVICE, may
from bot.core.decisions import Decision, counting, wrote_these_words
from bot.core.drafts import Draft, State
from bot.core.due import Work
from bot.core.findings import Finding, Level
from bot.core.holds import HoldKind, stopping
from bot.core.ids import DraftId
from bot.core.publishing import Post
from bot.core.refusals import Refusal
from bot.core.wording import moment, names
from bot.use_cases.answering import Look, keep, may_yet_be_read
from bot.use_cases.cases import Case, case_of, name_of, zone
from bot.use_cases.checking import check
from bot.use_cases.expire import expired, watch_for_expiry
from bot.use_cases.moving import moved
from bot.use_cases.ports import Checked, UnitOfWork
from bot.use_cases.release_findings import FIGURE
from bot.use_cases.remind import watch_for_waiting
from bot.use_cases.review import put_on_hold
from bot.use_cases.sign_off_cards import ask_signers
from bot.use_cases.signing import has_signed, missing_lines, signatures
from bot.use_cases.tools import Tools
from bot.use_cases.viewing import post_for
from bot.use_cases.who_may_decide import barred

_TURN = (timedelta(milliseconds=500), timedelta(seconds=15))
"""How soon a draft looks again whether its account is free: at first, and in the end."""
_REACH = (timedelta(seconds=2), timedelta(minutes=1))
"""How soon a draft tries again to reach X."""
_STOPPING = frozenset({Level.BLOCK, Level.SECOND_APPROVER})


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft that may go out now: exactly what is sent, and the digest its approvals are for."""

    case: Case
    post: Post
    digest: str


def slot_of(draft: Draft) -> datetime:
    """When an approved draft goes out: its slot, or as soon as it was approved."""
    return draft.slot or draft.changed_at


def its_turn(tools: Tools, uow: UnitOfWork, draft_id: DraftId) -> Draft | None:
    """The approved draft if its time has come and no hold stops it. Otherwise None, and it waits or has been moved."""
    draft = uow.drafts.get(draft_id)
    if draft is None or draft.state is not State.SCHEDULED:
        return None
    if not _is_its_time(tools, uow, draft) or _is_stopped(tools, uow, draft) or _must_queue(uow, draft):
        return None
    return draft


def ready(tools: Tools, uow: UnitOfWork, draft_id: DraftId, look: Look | None = None) -> Ready | None:
    """The draft if it may go out now. Otherwise None, and it waits or has been moved with the reason.

    `look` is what X shows now of the post it answers or quotes.
    """
    draft = its_turn(tools, uow, draft_id)
    case = case_of(uow, draft) if draft else None
    if isinstance(case, Refusal) and draft:
        put_on_hold(uow, draft, by=ACCESS_OF_SERVICE, reason=case.what)
    if not isinstance(case, Case) or _waits_to_be_read(tools, uow, case.draft, look):
        return None
    approvals = standing_approvals(uow, case)
    if not _may_still_go(tools, uow, case, approvals, look):
        return None
    return Ready(case, post_for(uow, case.draft, case.revision), approvals[-1].digest)


def reopen(tools: Tools, uow: UnitOfWork, case: Case, reason: str, kind: str = "ReviewReopened") -> Draft:
    """Back to review, where the approvers see what has changed since they approved."""
    draft = moved(uow, case.draft, State.IN_REVIEW, by=ACCESS_OF_SERVICE, kind=kind, reason=reason)
    watch_for_waiting(uow, draft, case.account)
    watch_for_expiry(uow, draft, tools.settings.missed_slot)
    ask_signers(uow, replace(case, draft=draft))
    return draft


def _is_its_time(tools: Tools, uow: UnitOfWork, draft: Draft) -> bool:
    slot, now = slot_of(draft), uow.now()
    if now < slot:
        uow.due.at(Work.PUBLISH, str(draft.id), slot)
        return False
    if now > slot + tools.settings.missed_slot:
        expired(uow, draft, f"It was to go out {moment(slot, zone(uow), now)}, and that time was missed.")
        return False
    return True


def _is_stopped(tools: Tools, uow: UnitOfWork, draft: Draft) -> bool:
    hold = stopping(uow.holds.unreleased(), draft.account, uow.now())
    if hold is None:
        return False
    if hold.kind is not HoldKind.RATE or hold.until is None:
        put_on_hold(uow, draft, by=ACCESS_OF_SERVICE, reason=f"It was not sent because of a hold: {hold.reason}")
    elif hold.until <= slot_of(draft) + tools.settings.missed_slot:
        uow.due.at(Work.PUBLISH, str(draft.id), hold.until)
    else:
        expired(uow, draft, hold.reason)
    return True


def _must_queue(uow: UnitOfWork, draft: Draft) -> bool:
    """Whether another draft is on its way on this account: posts go out one after another."""
    if not uow.drafts.on_accounts([draft.account], [State.PUBLISHING], 1)[1]:
        return False
    uow.due.at(Work.PUBLISH, str(draft.id), uow.now() + _as_long_again(draft, uow.now(), *_TURN))
    return True


def _waits_to_be_read(tools: Tools, uow: UnitOfWork, draft: Draft, look: Look | None) -> bool:
    """Whether the post it answers, read before, is tried again shortly: X that does not answer once is no reason."""
    patience = tools.settings.missed_slot / 2
    if uow.now() >= slot_of(draft) + patience or not may_yet_be_read(uow, draft, look):
        return False
    uow.due.at(Work.PUBLISH, str(draft.id), uow.now() + backoff(draft, uow.now()))
    return True


def standing_approvals(uow: UnitOfWork, case: Case) -> list[Decision]:
    """The approvals that still hold: for this very act, by people who may still decide on it (F1, F2, F3, S51)."""
    out = barred(uow, case.draft, case.revision, case.account)
    given = counting(case.draft, case.revision, case.decisions)
    return [d for d in given if d.person not in out and _stands(uow, case, d)]


def _stands(uow: UnitOfWork, case: Case, decision: Decision) -> bool:
    person = uow.people.get(decision.person)
    return (
        person is not None
        and (may(person, Role.APPROVE, case.account, case.grants) is None or has_signed(uow, case, decision))
        and not wrote_these_words(case.draft, case.revision, person.id)
        and decision.digest == case.revision.digest(case.account.id, decision.slot)
    )


def _may_still_go(tools: Tools, uow: UnitOfWork, case: Case, approvals: list[Decision], look: Look | None) -> bool:
    """Whether author, checks and approvals still allow it; if not, the draft is moved."""
    author = uow.people.get(case.draft.author)
    if author is None or may(author, Role.PITCH, case.account, case.grants):
        who = name_of(uow, case.draft.author)
        reason = f"{who}, who wrote it, may no longer pitch for @{case.account.handle}."
        put_on_hold(uow, case.draft, by=ACCESS_OF_SERVICE, reason=reason)
        return False
    if author.supervised and case.revision.supervisor is None:
        reason = f"{author.name} works under supervision now, and no supervisor is named."
        put_on_hold(uow, case.draft, by=ACCESS_OF_SERVICE, reason=reason)
        return False
    before = uow.drafts.checked(case.draft.id, case.revision.number)
    changed = keep(uow, case.draft, look, by=ACCESS_OF_SERVICE)
    checked = check(tools, uow, case.draft, case.revision, out_at=uow.now())
    because = _not_as_approved(changed) or _worse(before, checked) or _too_few(uow, case, checked.findings, approvals)
    if because:
        reopen(tools, uow, case, because)
    return not because


def _not_as_approved(changed: str) -> str:
    if not changed:
        return ""
    what = "It was not sent, because the post it answers was changed after this was approved."
    return f"{what} {changed} It is shown here as it stands now."


def _worse(before: Checked | None, now: Checked) -> str:
    """What the checks stop now that they did not stop when it was approved, in words (F5)."""
    found = found_since(before, now, _STOPPING)
    if not found:
        return ""
    return f"It was not sent, because the checks found something new since it was approved: {found[0].message}"


def found_since(before: Checked | None, now: Checked, levels: Collection[Level]) -> list[Finding]:
    """What the checks find now that they had not found, of these levels; a figure that differs is always told."""
    seen = {_key(f) for f in before.findings} if before else set()
    return [f for f in now.findings if (f.level in levels or f.rule == FIGURE) and _key(f) not in seen]


def _key(finding: Finding) -> tuple[str, Level, str]:
    return (finding.rule, finding.level, finding.shown)


def _too_few(uow: UnitOfWork, case: Case, findings: Iterable[Finding], approvals: list[Decision]) -> str:
    """Why there are no longer enough approvals, in words, or nothing."""
    asked = signatures(uow, case, findings, approvals)
    if asked.is_met(approvals):
        return ""
    kept = {d.person for d in approvals}
    lost = [d.person for d in counting(case.draft, case.revision, case.decisions) if d.person not in kept]
    if lost:
        who = names([name_of(uow, p) for p in lost], joined_by="and")
        return f"It was not sent, because the approval of {who} no longer counts for @{case.account.handle}."
    because = f": {asked.because}" if asked.because else ""
    if unsigned := missing_lines(uow, asked, approvals):
        return f"It was not sent, because a signature is missing. {unsigned[0]}"
    if len(approvals) >= asked.count:
        return f"It was not sent, because somebody has yet to approve it{because}."
    return f"It was not sent, because it now takes {asked.count} approvals{because}."


def backoff(draft: Draft, now: datetime) -> timedelta:
    """How long to wait before trying once more to reach X."""
    return _as_long_again(draft, now, *_REACH)


def _as_long_again(draft: Draft, now: datetime, least: timedelta, most: timedelta) -> timedelta:
    """As long as the draft has been due, so that each wait is twice the last, within bounds."""
    return min(max(now - slot_of(draft), least), most)
