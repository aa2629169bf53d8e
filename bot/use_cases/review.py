"""How a draft comes to review and leaves it: what must hold first, and the due rows that belong to each.

What a decision does is decide.py's; what a late click is told is lateness.py's.
"""

from dataclasses import asdict, replace

from bot.core.accounts import Account, Role
from bot.core.authority import holders
from bot.core.decisions import Needed
from bot.core.drafts import Draft, Media, Revision, State
from bot.core.due import Work
from bot.core.findings import Finding, Level, masked
from bot.core.ids import PersonId
from bot.core.people import Person
from bot.core.purposes import purpose_words
from bot.core.records import Body
from bot.core.refusals import Refusal
from bot.core.wording import names
from bot.use_cases.cases import Case, name_of
from bot.use_cases.expire import watch_for_expiry
from bot.use_cases.morning import watch_over
from bot.use_cases.moving import moved, subject
from bot.use_cases.ports import Checked, UnitOfWork
from bot.use_cases.presence import present, tell_if_all_away
from bot.use_cases.press_office import ask_press_officer, no_press_officer
from bot.use_cases.remind import watch_for_waiting
from bot.use_cases.sign_off_cards import ask_signers
from bot.use_cases.signing import nobody_to_sign, signatures
from bot.use_cases.tools import Tools
from bot.use_cases.who_may_decide import able, barred, barred_lines


def to_review(tools: Tools, uow: UnitOfWork, case: Case, *, by: str, kind: str) -> Draft:
    """Start a new round: everybody decides afresh, with a nudge later and, where a time was wished, an end."""
    draft = moved(uow, case.draft, State.IN_REVIEW, by=by, kind=kind, body=recorded_act(uow, case))
    stop_waiting(uow, draft)
    watch_for_waiting(uow, draft, case.account)
    watch_for_expiry(uow, draft, tools.settings.missed_slot)
    watch_over(uow, replace(case, draft=draft))
    tell_if_all_away(uow, replace(case, draft=draft), who_decides(uow, case))
    checked = uow.drafts.checked(draft.id, draft.revision)
    ask_press_officer(uow, draft, case.account, case.revision, checked.findings if checked else ())
    ask_signers(uow, replace(case, draft=draft))
    return draft


def stop_waiting(uow: UnitOfWork, draft: Draft) -> None:
    """Nothing is due on this draft any more but its cards."""
    uow.due.cancel(str(draft.id), Work.PUBLISH, Work.REMIND, Work.LOOK_AGAIN, Work.EXPIRE, Work.DESK)


def put_on_hold(uow: UnitOfWork, draft: Draft, *, by: str, reason: str, kind: str = "DraftHeld") -> Draft:
    """Stop a draft that waits or is approved; a person must release it and it is reviewed again (F4)."""
    stop_waiting(uow, draft)
    return moved(uow, draft, State.HELD, by=by, kind=kind, reason=reason)


def act(account: Account, revision: Revision, checked: Checked | None) -> Body:
    """What a record says of a revision: its words, private passages masked, and the digest that binds it."""
    return {
        "account": account.id,
        "text": masked(revision.text, checked.findings if checked else ()),
        "digest": revision.digest(account.id),
        "media": [_recorded(m) for m in revision.media],
        "target": f"{revision.target.kind}: {revision.target.address}" if revision.target else None,
        "when": revision.when.isoformat() if revision.when else None,
        "purpose": purpose_words(revision.purpose),
        "consent": revision.consent,
        **({"follows": revision.follows} if revision.follows else {}),
        **{name: words for name, words in asdict(revision.declared).items() if words},
    }


def _recorded(media: Media) -> Body:
    said = {"pictured": media.pictured, "consent": media.consent, "credit": media.credit, "licence": media.licence}
    return {"sha256": media.sha256, "alt": media.alt, **{name: words for name, words in said.items() if words}}


def recorded_act(uow: UnitOfWork, case: Case) -> Body:
    """`act` of a draft's present revision, with what was last found on it."""
    return act(case.account, case.revision, uow.drafts.checked(case.draft.id, case.revision.number))


def sent_before(uow: UnitOfWork, draft: Draft) -> bool:
    """Whether the author has sent this very revision for approval."""
    return any(
        r.kind == "DraftSent" and r.body is not None and r.body["revision"] == draft.revision
        for r in uow.records.about(subject(draft))
    )


def not_sent_yet(uow: UnitOfWork, case: Case) -> Refusal | None:
    """The refusal to bring back words that their author has changed and keeps to themselves, or None."""
    if sent_before(uow, case.draft):
        return None
    author = name_of(uow, case.draft.author)
    what = f"{author} has changed these words and not sent them for approval yet."
    return Refusal("release.not_sent", what, f"Ask {author}.")


def who_decides(uow: UnitOfWork, case: Case) -> list[Person]:
    """Everybody who may decide on the words as they stand."""
    return able(uow, case.draft, case.revision, case.account)


def who_is_asked(uow: UnitOfWork, case: Case) -> list[Person]:
    """Of those, everybody who is there: nobody is asked while they are away."""
    return present(uow, who_decides(uow, case))


def nobody_to_decide(uow: UnitOfWork, case: Case, checked: Checked) -> Refusal | None:
    """The refusal where too few people could approve (fails closed, F14), or None."""
    asked = signatures(uow, case, checked.findings, ())
    there = who_decides(uow, case)
    if first_to_fix(checked):  # what must be mended is said first, and decided afresh
        return None
    if asked.supervisor and asked.supervisor in barred(uow, case.draft, case.revision, case.account):
        return _supervisor_restricted(uow, asked.supervisor)
    if len(there) >= asked.count:
        return no_press_officer(asked, case.account, there) or nobody_to_sign(uow, case, asked)
    return Refusal(
        "review.nobody_to_decide",
        _too_few(uow, case, asked, there),
        "Ask a communications lead to name another approver.",
    )


def _supervisor_restricted(uow: UnitOfWork, supervisor: PersonId) -> Refusal:
    """Nobody can send what one of those who must approve it may not approve (S04, S51)."""
    who = name_of(uow, supervisor)
    what = f"{who}, your supervisor for this, is restricted on what it is about and cannot approve it."
    return Refusal("review.supervisor_restricted", what, "Press Edit… and choose another supervisor.")


def _too_few(uow: UnitOfWork, case: Case, asked: Needed, there: list[Person]) -> str:
    handle = f"@{case.account.handle}"
    restricted = " ".join(barred_lines(uow, case.draft, case.revision, case.account))
    if there:
        only = f"This needs {asked.count} approvals, and only {there[0].name} may give one on {handle} now."
        return f"{only} {restricted}".strip()
    all_approvers = holders(case.account, Role.APPROVE, uow.people.all(), case.grants)
    if not all_approvers:
        return f"Nobody may approve for {handle} now."
    who = names([h.person.name for h in all_approvers], joined_by="and")
    verb = "is" if len(all_approvers) == 1 else "are"
    listed = f"Only {who} {verb} on the list of approvers for {handle}"
    return f"{listed}. {restricted}" if restricted else f"{listed}, and nobody decides on words they wrote."


def first_to_fix(checked: Checked) -> Finding | None:
    """The first finding that keeps the words from going out."""
    return next((f for f in checked.findings if f.level is Level.BLOCK), None)
