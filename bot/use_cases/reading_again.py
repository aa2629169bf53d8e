"""The post a draft answers or quotes, as it is when somebody decides (S38), and what follows where X cannot be asked.

Reading it is answering.py's; the moment of publishing is ready.py's.
"""

from datetime import datetime

from bot.core.accounts import Role
from bot.core.authority import ACCESS_OF_SERVICE, may
from bot.core.cards import Notice, Tone
from bot.core.decisions import Decision, counting
from bot.core.drafts import State
from bot.core.due import Again, Claim, retry_after
from bot.core.findings import Finding
from bot.core.ids import DraftId
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.core.retold import is_about
from bot.core.wording import excerpt
from bot.use_cases.accepting import ASKS_WHY
from bot.use_cases.alarms import REVIEW, InThread, tell
from bot.use_cases.answering import IN_A_FORM, Look, answered_by, is_unread, keep, look_at_target
from bot.use_cases.approving import REFUSED, schedule
from bot.use_cases.cases import Case, acting, find, refused
from bot.use_cases.checking import check
from bot.use_cases.moving import note, redraw
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ready import found_since, reopen, standing_approvals
from bot.use_cases.review import first_to_fix, put_on_hold
from bot.use_cases.signing import signatures, signs
from bot.use_cases.tools import Tools

LOOKS = 8
"""How often X is asked again for a post; by then a second approver has had ten minutes."""
_QUOTED = 200
_DECIDED_IN = frozenset({State.IN_REVIEW, State.EXPIRED})


def look_before_deciding(tools: Tools, person: Person, number: DraftId | None, seen: int) -> Look | None:
    """The post as it is at the moment somebody approves, where they may decide on the present words. One read."""
    with tools.store.read() as uow:
        case = find(uow, number)
        if not isinstance(case, Case) or case.revision.number != seen or case.draft.state not in _DECIDED_IN:
            return None
        target, me = is_about(case.revision), acting(uow, person)
        if target is None or (may(me, Role.APPROVE, case.account, case.grants) and not signs(uow, case, me)):
            return None
    return look_at_target(tools, case.draft, target, IN_A_FORM)


def changed_meanwhile(tools: Tools, uow: UnitOfWork, me: Person, case: Case, look: Look | None) -> Notice | None:
    """The answer where the post is not what the card has shown: nothing is decided, and review begins again.

    The person who clicked reads the old and the new words. No record holds either: they are somebody else's.
    """
    before = answered_by(uow, case.draft.id, is_about(case.revision))
    changed = keep(uow, case.draft, look, by=me.id)
    if not changed or look is None:
        return None
    was, now = before.text if before else "", look.seen.text
    read = [f"It read: “{excerpt(was, _QUOTED)}” It reads now: “{excerpt(now, _QUOTED)}”"] if was != now else []
    what = "The post this is about was changed on X since the card was drawn, so nothing was approved."
    refusal = Refusal("decide.target_changed", f"{what} {changed}", "Read your words beside it, then decide again.")
    answer = refused(uow, me, refusal, about=case.draft, kind=REFUSED)
    _begin_again(tools, uow, case, changed)
    return Notice(answer.title, (answer.lines[0], *read, *answer.lines[1:]), answer.tone)


def _begin_again(tools: Tools, uow: UnitOfWork, case: Case, changed: str) -> None:
    """A new round with the post as it stands now. What has expired waits for a time as before."""
    check(tools, uow, case.draft, case.revision)
    if case.draft.state is not State.IN_REVIEW:
        redraw(uow, case.draft, uow.now())
        return
    reason = f"The post it is about was changed on X during the review. {changed} It is shown as it stands now."
    draft = reopen(tools, uow, case, reason, kind="ReviewBegunForTarget")
    title = f"Draft {draft.id} needs to be read again: the post it is about was changed"
    lines = (changed, "Approvals given before do not count any more. The card shows the post as it stands now.")
    tell(uow, f"target:{draft.id}:{draft.round}", InThread(draft.id, REVIEW), Notice(title, lines, Tone.WARNING))


def look_again(tools: Tools, claim: Claim) -> Again | None:
    """Ask X once more for a post that could not be read when somebody approved: their click is not lost.

    Read and unchanged, what has been approved counts as it would have; changed, review begins again; still not read,
    it is asked for a few more times, and meanwhile a second approver can decide (F8).
    """
    with tools.store.read() as uow:
        case = _waiting(uow, claim)
    target = is_about(case.revision) if case else None
    if case is None or target is None:
        return None
    look = look_at_target(tools, case.draft, target)
    if not look.is_read:
        return Again(retry_after(claim.attempt + 1), "X could not be asked for a post") if _may_go_on(claim) else None
    with tools.store.write() as uow:
        if (now := _waiting(uow, claim)) and now.revision.number == case.revision.number:
            _read(tools, uow, now, look)
    return None


def _may_go_on(claim: Claim) -> bool:
    return claim.attempt < LOOKS


def _waiting(uow: UnitOfWork, claim: Claim) -> Case | None:
    """The draft while it is in review, approved by somebody, and its post not read."""
    case = find(uow, DraftId(int(claim.subject)))
    if not isinstance(case, Case) or case.draft.state is not State.IN_REVIEW:
        return None
    given = counting(case.draft, case.revision, case.decisions)
    return case if given and is_unread(uow, case.draft, is_about(case.revision)) else None


def _read(tools: Tools, uow: UnitOfWork, case: Case, look: Look) -> None:
    if changed := keep(uow, case.draft, look, by=ACCESS_OF_SERVICE):
        _begin_again(tools, uow, case, changed)
        return
    approvals = standing_approvals(uow, case)
    out_at, before = _goes_out(uow, case, approvals), uow.drafts.checked(case.draft.id, case.revision.number)
    checked = check(tools, uow, case.draft, case.revision, out_at=out_at)
    if stops := first_to_fix(checked):
        put_on_hold(uow, case.draft, by=ACCESS_OF_SERVICE, reason=f"A check stops this now: {stops.message}")
    elif unseen := found_since(before, checked, ASKS_WHY):
        _show_what_was_found(tools, uow, case, unseen[0])
    elif signatures(uow, case, checked.findings, approvals).is_met(approvals):
        schedule(uow, case, out_at, by=ACCESS_OF_SERVICE, kind="ApprovedOnceRead")
    else:
        note(uow, case.draft, by=ACCESS_OF_SERVICE, kind="TargetRead")


def _show_what_was_found(tools: Tools, uow: UnitOfWork, case: Case, unseen: Finding) -> None:
    """Whoever approved has not read this, and has not said why it is fine: review begins again (F5, S52)."""
    reason = f"The post it is about has been read, and the checks found something in it: {unseen.message}"
    draft = reopen(tools, uow, case, reason, kind="ReviewBegunOnceRead")
    title = f"Draft {draft.id} needs to be read again: the post it is about has been read"
    lines = (unseen.message, "Approvals given before it was read do not count any more. The card shows the post.")
    tell(uow, f"target:{draft.id}:{draft.round}", InThread(draft.id, REVIEW), Notice(title, lines, Tone.WARNING))


def _goes_out(uow: UnitOfWork, case: Case, approvals: list[Decision]) -> datetime:
    chosen = approvals[-1].slot if approvals else None
    return chosen or case.revision.when or uow.now()
