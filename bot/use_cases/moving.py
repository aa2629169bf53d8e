"""The one door through which a draft changes state: the save, its record and the redrawing of its cards together."""

from datetime import datetime

from bot.core.drafts import FINAL, Draft, State, move
from bot.core.due import Work
from bot.core.escalation import Kind
from bot.core.records import Body
from bot.use_cases.ports import UnitOfWork

SIGN, SIGNERS = "sign", "signers"
"""What the message to somebody who signs for a topic is about (S49), and where it is kept who has one of a draft."""


def moved(
    uow: UnitOfWork, draft: Draft, to: State, *, by: str, kind: str, reason: str = "", body: Body | None = None
) -> Draft:
    """Move, save, record as `kind` and have the cards redrawn, all in this transaction.

    A draft that is done with keeps nothing more of what other people wrote on X.
    `by` is a PersonId or `service`. Raises ForbiddenTransitionError and StaleError as faults.
    """
    after = uow.drafts.save(move(draft, to, uow.now(), reason))
    if to in FINAL:
        uow.drafts.forget_answered(draft.id)
    note(uow, after, by=by, kind=kind, body={"from": draft.state, "to": to, "reason": reason, **(body or {})})
    return after


def note(uow: UnitOfWork, draft: Draft, *, by: str, kind: str, body: Body | None = None) -> None:
    """Record something about a draft that is no change of state, and have its cards redrawn."""
    record(uow, draft, by=by, kind=kind, body=body)
    redraw(uow, draft, uow.now())


def record(uow: UnitOfWork, draft: Draft, *, by: str, kind: str, body: Body | None = None) -> None:
    """Record something about a draft whose cards are redrawn in this transaction for another reason."""
    uow.records.append(kind, by, subject(draft), {"revision": draft.revision, **(body or {})})


def redraw(uow: UnitOfWork, draft: Draft, at: datetime) -> None:
    """Have the review card and the author's message brought up to date at `at`, and whoever is called for it told."""
    uow.due.at(Work.SHOW_DRAFT, str(draft.id), at)
    for person in (uow.messages.ref(SIGNERS, str(draft.id)) or "").split():
        uow.due.at(Work.SHOW_ASK, f"{SIGN}:{draft.id}:{person}", at)
    if draft.round and (calls := uow.escalations.under_way(Kind.DRAFT, str(draft.id))) is not None:
        uow.due.at(Work.ESCALATE, str(calls), at)


def subject(draft: Draft) -> str:
    """How records name a draft."""
    return f"draft:{draft.id}"
