"""Whose signatures a draft takes before it goes out. Who may decide at all is decide.py's."""

from collections.abc import Iterable

from bot.core.decisions import Needed
from bot.core.findings import Finding
from bot.use_cases.cases import Case
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.press_office import needed_now


def signatures(uow: UnitOfWork, case: Case, findings: Iterable[Finding]) -> Needed:
    """Everything that must be signed, as of now."""
    return needed_now(uow, case.account, case.revision, findings, case.decisions)
