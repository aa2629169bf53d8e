"""What the monthly figures per rule are counted from: checks and decisions of a span of time, found by index."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import func, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository
from bot.core.decisions import Verdict
from bot.core.drafts import State
from bot.core.ids import DraftId
from bot.use_cases.ports_checks import RulesByDraft

CHECKS = tables.checks.c
DECISIONS = tables.decisions.c
DRAFTS = tables.drafts.c


class SqlFigures(Repository):
    """Figures on the rules."""

    def fired(self, since: datetime, until: datetime) -> RulesByDraft:
        query = select(CHECKS.draft, CHECKS.findings).where(CHECKS.at >= since, CHECKS.at < until)
        found: dict[DraftId, set[str]] = defaultdict(set)
        for row in self._connection.execute(query):
            found[DraftId(row.draft)] |= _rules(row.findings)
        return {draft: frozenset(rules) for draft, rules in found.items()}

    def accepted(self, since: datetime, until: datetime) -> RulesByDraft:
        in_span = (DECISIONS.at >= since, DECISIONS.at < until, DECISIONS.verdict == Verdict.APPROVE)
        found: dict[DraftId, set[str]] = defaultdict(set)
        for row in self._connection.execute(select(DECISIONS.draft, DECISIONS.accepted).where(*in_span)):
            found[DraftId(row.draft)].update(row.accepted)
        return {draft: frozenset(rules) for draft, rules in found.items()}

    def standing(self, since: datetime, until: datetime) -> dict[DraftId, tuple[State, frozenset[str]]]:
        checked = select(CHECKS.draft).where(CHECKS.at >= since, CHECKS.at < until)
        newest = select(func.max(CHECKS.id)).where(CHECKS.draft.in_(checked)).group_by(CHECKS.draft)
        query = select(DRAFTS.id, DRAFTS.state, CHECKS.findings).join(tables.checks, CHECKS.draft == DRAFTS.id)
        rows = self._connection.execute(query.where(CHECKS.id.in_(newest)))
        return {DraftId(row.id): (State(row.state), _rules(row.findings)) for row in rows}


def _rules(findings: list[dict[str, str]]) -> frozenset[str]:
    return frozenset(finding["rule"] for finding in findings)
