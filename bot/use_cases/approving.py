"""One approval carried out: the checks again, the decision bound to the act, and what follows once enough approve.

Whether the person may decide at all is decide.py's.
"""

from dataclasses import replace
from datetime import datetime

from bot.core.cards import Notice, Shown, Tone
from bot.core.decisions import Decision, Needed, Verdict, counting, needed
from bot.core.drafts import State
from bot.core.due import Work
from bot.core.findings import masked
from bot.core.people import Person
from bot.core.records import Body
from bot.core.refusals import Refusal
from bot.core.wording import moment, names
from bot.use_cases.cases import Case, name_of, refused, zone
from bot.use_cases.checking import check
from bot.use_cases.expire import expired, watch_for_expiry
from bot.use_cases.moving import moved, note
from bot.use_cases.ports import Checked, UnitOfWork
from bot.use_cases.review import first_to_fix, put_on_hold, stop_waiting, who_decides
from bot.use_cases.tools import Tools
from bot.use_cases.viewing import hold_words

REFUSED = "DecisionRefused"


def approve_act(tools: Tools, uow: UnitOfWork, me: Person, case: Case, slot: datetime | None) -> Shown:
    """Add this person's approval of the act at `slot` (UTC; None for the author's own time), if nothing stops it."""
    wished = slot or case.revision.when
    if wished and wished + tools.settings.missed_slot < uow.now():
        return _time_has_passed(uow, me, case, wished)
    out_at = wished or uow.now()
    checked = check(tools, uow, case.draft, case.revision, out_at=out_at)
    if stops := first_to_fix(checked):
        return _stopped_by_check(uow, me, case, stops.message)
    return _approved(tools, uow, me, case, slot, out_at, checked)


def record_decision(
    uow: UnitOfWork,
    me: Person,
    case: Case,
    verdict: Verdict,
    *,
    slot: datetime | None = None,
    reason: str = "",
    words: str = "",
    pack: str = "",
) -> Decision:
    """Write down one person's word on exactly this act (F1)."""
    decision = Decision(
        person=me.id,
        verdict=verdict,
        revision=case.revision.number,
        round=case.draft.round,
        digest=case.revision.digest(case.account.id, slot),
        at=uow.now(),
        slot=slot,
        reason=reason,
        words=words,
        pack=pack,
    )
    uow.drafts.add_decision(case.draft.id, decision)
    return decision


def _time_has_passed(uow: UnitOfWork, me: Person, case: Case, wished: datetime) -> Notice:
    stop_waiting(uow, case.draft)
    when = moment(wished, zone(uow), uow.now())
    after = expired(uow, case.draft, f"It was to go out {when}, and by then not enough people had approved it.")
    refusal = Refusal(
        "decide.time_has_passed",
        f"This was meant for {when}. That has passed, so it does not go out.",
        f"{name_of(uow, case.draft.author)} is asked for a new time.",
    )
    return refused(uow, me, refusal, about=after, kind=REFUSED)


def _stopped_by_check(uow: UnitOfWork, me: Person, case: Case, message: str) -> Notice:
    held = put_on_hold(uow, case.draft, by=me.id, reason=f"A check stops this now: {message}")
    refusal = Refusal(
        "decide.blocked",
        f"A check that ran just now stops this: {message} Your approval was not recorded, and the draft is on hold.",
        f"{name_of(uow, case.draft.author)} can change the words and send them again.",
    )
    return refused(uow, me, refusal, about=held, kind=REFUSED)


def _approved(
    tools: Tools, uow: UnitOfWork, me: Person, case: Case, slot: datetime | None, out_at: datetime, checked: Checked
) -> Notice:
    before = counting(case.draft, case.revision, case.decisions)
    decision = record_decision(uow, me, case, Verdict.APPROVE, slot=slot, pack=checked.pack)
    counted = counting(case.draft, case.revision, [*case.decisions, decision])
    asked = needed(case.account, checked.findings)
    body = _body(case, decision, checked, f"{len(counted)} of {asked.count}")
    if len(counted) >= asked.count:
        return _scheduled(uow, me, case, out_at, body)
    waiting = uow.drafts.save(replace(case.draft, slot=slot))
    watch_for_expiry(uow, waiting, tools.settings.missed_slot)
    note(uow, waiting, by=me.id, kind="DraftApproved", body=body)
    voided = [d for d in before if d not in counted]
    return Notice("Approved by you", tuple(_one_more(uow, case, asked, counted, voided)), Tone.INFO)


def _body(case: Case, decision: Decision, checked: Checked, approvals: str) -> Body:
    """What the record of an approval says: the words, what binds them, and what the checks had found."""
    return {
        "account": case.account.id,
        "text": masked(case.revision.text, checked.findings),
        "digest": decision.digest,
        "slot": decision.slot.isoformat() if decision.slot else None,
        "pack": checked.pack,
        "findings": [f"{f.rule}: {f.message}" for f in checked.findings],
        "approvals": approvals,
    }


def _one_more(uow: UnitOfWork, case: Case, asked: Needed, counted: list[Decision], voided: list[Decision]) -> list[str]:
    said = {d.person for d in counted}
    others = [p.name for p in who_decides(uow, case) if p.id not in said]
    lines = [f"{len(counted)} of {asked.count} approvals, because {asked.because}."]
    if voided:
        who = names([name_of(uow, d.person) for d in voided], joined_by="and")
        lines.append(f"{who} approved it for another time, so that approval no longer counts.")
    lines.append(f"It still needs {names(others)}." if others else "Nobody else may approve it now: tell a lead.")
    return lines


def _scheduled(uow: UnitOfWork, me: Person, case: Case, out_at: datetime, body: Body) -> Notice:
    approved = replace(case.draft, slot=out_at)
    note(uow, approved, by=me.id, kind="DraftApproved", body=body)
    stop_waiting(uow, approved)
    scheduled = moved(
        uow, approved, State.SCHEDULED, by=me.id, kind="DraftScheduled", body={"slot": out_at.isoformat()}
    )
    uow.due.at(Work.PUBLISH, str(scheduled.id), out_at)
    when = moment(out_at, zone(uow), uow.now()) if out_at > uow.now() else "now"
    lines = [f"It goes out on @{case.account.handle} {when}."]
    if on_hold := hold_words(uow, case.account.id, lambda key: name_of(uow, key)):
        lines = [on_hold, "Your approval is kept, and it is checked again before it goes out."]
    return Notice("Approved", tuple(lines), Tone.DONE)
