"""Whose signatures a draft takes before it goes out. Who may decide at all is decide.py's."""

from collections.abc import Iterable

from bot.core.decisions import Needed, needed
from bot.core.findings import Finding
from bot.use_cases.cases import Case
from bot.use_cases.ports import UnitOfWork


def signatures(_uow: UnitOfWork, case: Case, findings: Iterable[Finding]) -> Needed:
    """Everything that must be signed, as of now."""
    return needed(case.account, findings, case.revision.supervisor)
