"""What the monthly figures are counted from: checks, decisions and posts of a span of time, found by index."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Text, and_, func, select, type_coerce

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository
from bot.core.decisions import Verdict
from bot.core.drafts import State
from bot.core.duty_figures import Decided
from bot.core.ids import AccountId, DraftId, PersonId
from bot.use_cases.ports_checks import RulesByDraft

CHECKS = tables.checks.c
DECISIONS = tables.decisions.c
DRAFTS = tables.drafts.c
RECORDS = tables.records.c
REVISIONS = tables.revisions.c
_AT_ONCE = 500
"""Drafts whose records are looked for in one question."""


class SqlFigures(Repository):
    """Figures on the rules, on who decided what, and on what was published for what."""

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

    def decided(self, since: datetime, until: datetime) -> list[Decided]:
        query = select(DECISIONS.draft, DECISIONS.person, DECISIONS.verdict, DECISIONS.at)
        in_span = query.where(DECISIONS.at >= since, DECISIONS.at < until).order_by(DECISIONS.at, DECISIONS.id)
        rows = self._connection.execute(in_span).all()
        asked = self._came_to_review({row.draft for row in rows})
        return [
            Decided(PersonId(row.person), Verdict(row.verdict), row.at, _last(asked.get(row.draft, []), row.at))
            for row in rows
        ]

    def _came_to_review(self, drafts: Collection[int]) -> dict[int, list[datetime]]:
        """When each of these drafts came to review, in order, by the record."""
        query = select(RECORDS.subject, RECORDS.at, RECORDS.body).where(
            type_coerce(RECORDS.body, Text).contains(f'"to":"{State.IN_REVIEW}"')
        )
        found: dict[int, list[datetime]] = defaultdict(list)
        subjects = [f"draft:{draft}" for draft in sorted(drafts)]
        for some in (subjects[n : n + _AT_ONCE] for n in range(0, len(subjects), _AT_ONCE)):
            for row in self._connection.execute(query.where(RECORDS.subject.in_(some)).order_by(RECORDS.number)):
                if row.body.get("to") == State.IN_REVIEW:
                    found[int(row.subject.removeprefix("draft:"))].append(row.at)
        return found

    def purposes(self, since: datetime, until: datetime) -> dict[AccountId, dict[str, int]]:
        """A draft never changes once it is published, so that is when it last did."""
        in_span = (DRAFTS.state == State.PUBLISHED, DRAFTS.changed_at >= since, DRAFTS.changed_at < until)
        shown = and_(REVISIONS.draft == DRAFTS.id, REVISIONS.number == DRAFTS.revision)
        query = (
            select(DRAFTS.account, REVISIONS.purpose, func.count().label("tweets"))
            .join_from(tables.drafts, tables.revisions, shown)
            .where(*in_span)
            .group_by(DRAFTS.account, REVISIONS.purpose)
        )
        found: dict[AccountId, dict[str, int]] = defaultdict(dict)
        for row in self._connection.execute(query):
            found[AccountId(row.account)][row.purpose] = row.tweets
        return dict(found)

    def standing(self, since: datetime, until: datetime) -> dict[DraftId, tuple[State, frozenset[str]]]:
        checked = select(CHECKS.draft).where(CHECKS.at >= since, CHECKS.at < until)
        newest = select(func.max(CHECKS.id)).where(CHECKS.draft.in_(checked)).group_by(CHECKS.draft)
        query = select(DRAFTS.id, DRAFTS.state, CHECKS.findings).join(tables.checks, CHECKS.draft == DRAFTS.id)
        rows = self._connection.execute(query.where(CHECKS.id.in_(newest)))
        return {DraftId(row.id): (State(row.state), _rules(row.findings)) for row in rows}


def _last(moments: Sequence[datetime], until: datetime) -> datetime | None:
    """The last of these that is not after `until`; they are in order."""
    at = bisect_right(moments, until)
    return moments[at - 1] if at else None


def _rules(findings: list[dict[str, str]]) -> frozenset[str]:
    return frozenset(finding["rule"] for finding in findings)
