"""One approval carried out: the checks again, the decision bound to the act, and what follows once enough approve.

Whether the person may decide at all is decide.py's.
"""

from dataclasses import replace
from datetime import datetime

from bot.core.accounts import Role
from bot.core.authority import may
from bot.core.cards import Notice, Tone
from bot.core.decisions import Decision, Needed, Verdict, counting
from bot.core.drafts import State
from bot.core.due import Work
from bot.core.findings import masked
from bot.core.forms import Shown
from bot.core.holds import Hold, stopping
from bot.core.people import Person
from bot.core.records import Body
from bot.core.refusals import Refusal
from bot.core.risk import graded
from bot.core.wording import moment, names
from bot.use_cases.accepting import ask_why, let_pass
from bot.use_cases.answering import KEPT_MEANWHILE, watch_for_reading
from bot.use_cases.cases import Case, name_of, refused, zone
from bot.use_cases.checking import check
from bot.use_cases.expire import expired, watch_for_expiry
from bot.use_cases.moving import moved, note, record
from bot.use_cases.ports import Checked, UnitOfWork
from bot.use_cases.review import (
    first_to_fix,
    nobody_to_decide,
    not_sent_yet,
    put_on_hold,
    stop_waiting,
    to_review,
    who_is_asked,
)
from bot.use_cases.sign_off_cards import ask_signers
from bot.use_cases.signing import approved, signature_lines, signatures, signed_for, signs
from bot.use_cases.tools import Tools
from bot.use_cases.viewing import hold_words

REFUSED = "DecisionRefused"


def approve_act(tools: Tools, uow: UnitOfWork, me: Person, case: Case, slot: datetime | None, reason: str) -> Shown:
    """Add this person's approval of the act at `slot` (UTC; None for the author's own time), if nothing stops it.

    `reason` says why what the checks found is fine; where one is needed and missing, it is asked for.
    """
    wished = slot or case.revision.when
    if wished and wished + tools.settings.missed_slot < uow.now():
        return _time_has_passed(uow, me, case, wished)
    out_at = wished or uow.now()
    checked = check(tools, uow, case.draft, case.revision, out_at=out_at)
    if stops := first_to_fix(checked):
        return _stopped_by_check(uow, me, case, stops.message)
    is_approver = may(me, Role.APPROVE, case.account, case.grants) is None
    if not is_approver and not signs(uow, case, me):
        return _not_theirs_any_more(uow, me, case)
    if is_approver and (asked := ask_why(uow, case, slot, checked, reason)):
        return asked
    return _approved(tools, uow, me, case, slot, out_at, checked, reason.strip())


def approve_anew(tools: Tools, uow: UnitOfWork, me: Person, case: Case, slot: datetime, reason: str) -> Shown:
    """Approve an expired draft for a new time, as its author need not be there to ask: a new round of review.

    The words are those that were sent for approval; what was decided in earlier rounds stays void (F1, F4).
    """
    checked = check(tools, uow, case.draft, case.revision, out_at=slot)
    if refusal := not_sent_yet(uow, case) or nobody_to_decide(uow, case, checked):
        return refused(uow, me, refusal, about=case.draft, kind=REFUSED)
    if asked := ask_why(uow, case, slot, checked, reason):
        return asked
    draft = to_review(tools, uow, case, by=me.id, kind="ReviewBegunAgain")
    return approve_act(tools, uow, me, replace(case, draft=draft), slot, reason)


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
    accepted: tuple[str, ...] = (),
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
        accepted=accepted,
    )
    uow.drafts.add_decision(case.draft.id, decision)
    return decision


def _not_theirs_any_more(uow: UnitOfWork, me: Person, case: Case) -> Notice:
    """The owner is back, or the words touch the topic no more: authority is that of this moment (F3)."""
    refusal = Refusal(
        "decide.no_signature_asked",
        "Your signature is not asked for here any more, so nothing was done.",
        f"Those who may approve for @{case.account.handle} decide on it.",
    )
    return refused(uow, me, refusal, about=case.draft, kind=REFUSED)


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
    tools: Tools,
    uow: UnitOfWork,
    me: Person,
    case: Case,
    slot: datetime | None,
    out_at: datetime,
    checked: Checked,
    reason: str,
) -> Notice:
    before = counting(case.draft, case.revision, case.decisions)
    is_approver = may(me, Role.APPROVE, case.account, case.grants) is None
    accepted = let_pass(checked.findings) if is_approver else ()
    decision = record_decision(
        uow, me, case, Verdict.APPROVE, slot=slot, reason=reason, pack=checked.pack, accepted=accepted
    )
    counted = counting(case.draft, case.revision, [*case.decisions, decision])
    asked = signatures(uow, case, checked.findings, counted)
    signed = signed_for(asked, counted, me.id)
    body = _body(case, decision, checked, f"{len(approved(asked, counted))} of {asked.count}")
    body |= {"signed_for": list(signed)} if signed else {}
    kind = "DraftApproved" if is_approver and not signed else "DraftSignedOff"
    if asked.is_met(counted):
        return _scheduled(uow, me, case, out_at, (kind, body))
    waiting = uow.drafts.save(replace(case.draft, slot=slot))
    watch_for_expiry(uow, waiting, tools.settings.missed_slot)
    note(uow, waiting, by=me.id, kind=kind, body=body)
    ask_signers(uow, replace(case, draft=waiting, decisions=(*case.decisions, decision)))
    kept = (KEPT_MEANWHILE,) if watch_for_reading(uow, waiting, case.revision) else ()
    voided = [d for d in before if d not in counted]
    title = "Signed by you" if signed else "Approved by you"
    return Notice(title, (*_one_more(uow, case, asked, counted, voided), *kept), Tone.INFO)


def _body(case: Case, decision: Decision, checked: Checked, approvals: str) -> Body:
    """What the record of an approval says: the words, what binds them, and what the checks had found."""
    return {
        "account": case.account.id,
        "text": masked(case.revision.text, checked.findings),
        "digest": decision.digest,
        "slot": decision.slot.isoformat() if decision.slot else None,
        "pack": checked.pack,
        "findings": [f"{f.rule}: {f.message}" for f in checked.findings],
        "risk": graded(checked.findings).words,
        "accepted": list(decision.accepted),
        "fine_because": decision.reason,
        "approvals": approvals,
    }


def _one_more(uow: UnitOfWork, case: Case, asked: Needed, counted: list[Decision], voided: list[Decision]) -> list[str]:
    said = {d.person for d in counted}
    must_be, so_far = asked.must_be(counted), len(approved(asked, counted))
    able = [p for p in who_is_asked(uow, case) if must_be is None or p.id in must_be]
    others = [p.name for p in able if p.id not in said]
    because = f", because {asked.because}" if asked.because else ""
    lines = [f"{so_far} of {asked.count} approvals{because}."]
    if voided:
        who = names([name_of(uow, d.person) for d in voided], joined_by="and")
        lines.append(f"{who} approved it for another time, so that approval no longer counts.")
    if must_be != frozenset():
        lines.append(f"It still needs {names(others)}." if others else "Nobody else may approve it now: tell a lead.")
    return [*lines, *signature_lines(uow, asked, counted)]


def _scheduled(uow: UnitOfWork, me: Person, case: Case, out_at: datetime, last: tuple[str, Body]) -> Notice:
    draft, (kind, body) = replace(case.draft, slot=out_at), last
    record(uow, draft, by=me.id, kind=kind, body=body)
    schedule(uow, replace(case, draft=draft), out_at, by=me.id, kind="DraftScheduled")
    if hold := stopping(uow.holds.unreleased(), case.account.id, uow.now()):
        on_hold = hold_words(uow, case.account.id, lambda key: name_of(uow, key))
        return Notice("Approved, and stopped for now", (on_hold, _until_lifted(uow, hold, out_at)), Tone.WARNING)
    when = moment(out_at, zone(uow), uow.now()) if out_at > uow.now() else "now"
    return Notice("Approved", (f"It goes out on @{case.account.handle} {when}.",), Tone.DONE)


def schedule(uow: UnitOfWork, case: Case, out_at: datetime, *, by: str, kind: str) -> None:
    """Enough people have approved: it goes out at `out_at` (UTC). Publishing decides everything once more."""
    stop_waiting(uow, case.draft)
    body: Body = {"slot": out_at.isoformat()}
    scheduled = moved(uow, replace(case.draft, slot=out_at), State.SCHEDULED, by=by, kind=kind, body=body)
    uow.due.at(Work.PUBLISH, str(scheduled.id), out_at)


def _until_lifted(uow: UnitOfWork, hold: Hold, out_at: datetime) -> str:
    """What a hold in force makes of an approval. Only one that ends by itself lets it stand (F4)."""
    if hold.until:
        return (
            "Your approval stands: it goes out when X allows. If that is too late, it expires and asks for a new time."
        )
    after = "Once that is lifted, an approver releases it on its card and it is approved again."
    if out_at <= uow.now():
        return f"Your approval is recorded, and the draft goes on hold now. {after}"
    when = moment(out_at, zone(uow), uow.now())
    return f"Your approval is recorded. If this still stands {when}, the draft goes on hold. {after}"
