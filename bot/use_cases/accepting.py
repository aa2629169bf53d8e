"""Approving despite what the checks found: which findings ask for a reason, and the form that asks for it.

The reason is kept with the decision: who, which rules, which version of them, why it is fine (S52).
"""

from datetime import datetime

from bot.core.findings import Finding, Level
from bot.core.forms import ReasonFor, ReasonForm, TimeForm
from bot.use_cases.cases import Case, zone
from bot.use_cases.moving import redraw
from bot.use_cases.ports import Checked, UnitOfWork
from bot.use_cases.viewing import published_text

ASKS_WHY = frozenset({Level.SECOND_APPROVER, Level.WARN})


def to_explain(checked: Checked | None) -> tuple[str, ...]:
    """What the findings say that nobody approves without saying why they are fine."""
    return tuple(f.message for f in checked.findings if f.level in ASKS_WHY) if checked else ()


def let_pass(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """The rules an approval overrides: suggestions too, though nobody has to say why."""
    return tuple(dict.fromkeys(finding.rule for finding in findings if finding.level is not Level.BLOCK))


def ask_why(
    uow: UnitOfWork, case: Case, slot: datetime | None, checked: Checked, reason: str
) -> ReasonForm | TimeForm | None:
    """The form that asks why the findings are fine; None where nothing is to be explained, or it has been."""
    explain = to_explain(checked)
    if not explain or reason.strip():
        return None
    redraw(uow, case.draft, uow.now())  # the checks ran just now, and the card shows what they found
    if slot is not None:
        return time_form(uow, case, slot, checked)
    number, handle = case.revision.number, case.account.handle
    return ReasonForm(ReasonFor.APPROVE, case.draft.id, number, handle, published_text(case.revision), explain)


def time_form(uow: UnitOfWork, case: Case, when: datetime | None, checked: Checked | None = None) -> TimeForm:
    """Asks for the time of "Approve for…", with the whole text in sight, and for the reason where one is needed."""
    known = checked or uow.drafts.checked(case.draft.id, case.revision.number)
    handle, text = case.account.handle, published_text(case.revision)
    return TimeForm(case.draft.id, case.revision.number, handle, text, when, zone(uow), to_explain(known))
