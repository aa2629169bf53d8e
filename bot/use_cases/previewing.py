"""The exact tweet with what the checks found, shown to its author before anybody else sees it (F15)."""

from bot.core.drafts import EDITABLE, State
from bot.core.findings import blocks
from bot.core.forms import AltTextForm, PreviewForm, Shown
from bot.core.wording import STATES
from bot.use_cases.cases import Case
from bot.use_cases.declaring import asks
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.review import sent_before
from bot.use_cases.viewing import view_of

SENDABLE = frozenset({State.DRAFT, State.CHANGES_REQUESTED, State.HELD, State.EXPIRED})
"""States from which an author sends a revision for approval."""


def preview(uow: UnitOfWork, case: Case, notice: str = "") -> Shown:
    """The preview for the author, or first the form for pictures of which nothing has been said yet (F11)."""
    if not all(m.is_described for m in case.revision.media) and case.draft.state in EDITABLE:
        return AltTextForm(case.draft.id, case.revision.number, case.revision.media)
    view = view_of(uow, case)
    if not _to_be_sent(uow, case):
        return PreviewForm(view, may_send=False, notice=notice or _where_it_stands(case))
    wanted = asks([case.account.kind], case.revision.text, case.revision.declared)
    return PreviewForm(view, may_send=not blocks(view.findings), notice=notice, asks=wanted)


def preview_only(uow: UnitOfWork, case: Case, notice: str) -> PreviewForm:
    """The preview while something must be mended first, with what that is."""
    return PreviewForm(view_of(uow, case), may_send=False, notice=notice)


def look(uow: UnitOfWork, case: Case) -> Shown:
    """The preview for somebody who may look but not send."""
    words = f"{STATES[case.draft.state]}. Its card is in the review channel of @{case.account.handle}."
    return preview_only(uow, case, words)


def _where_it_stands(case: Case) -> str:
    return f"{STATES[case.draft.state]}. {case.draft.reason}".strip()


def _to_be_sent(uow: UnitOfWork, case: Case) -> bool:
    """Words already sent go to review again only after their time has passed; otherwise they must change first."""
    if case.draft.state not in SENDABLE:
        return False
    return case.draft.state is State.EXPIRED or not sent_before(uow, case.draft)
