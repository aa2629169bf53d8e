"""What is said of a draft's revisions: findings of the checks, decisions, and suggested words."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from bot.adapters.store import tables
from bot.adapters.store.repository import Repository
from bot.core.decisions import Decision, Verdict
from bot.core.drafts import Suggestion
from bot.core.findings import Finding, Level
from bot.core.ids import DraftId, PersonId
from bot.use_cases.ports import Checked

CHECKS = tables.checks.c
DECISIONS = tables.decisions.c
SUGGESTIONS = tables.suggestions.c
ADD_CHECK, ADD_DECISION = tables.checks.insert(), tables.decisions.insert()
LAST_CHECK = (
    select(tables.checks)
    .where(CHECKS.draft == bindparam("of"), CHECKS.revision == bindparam("at"))
    .order_by(CHECKS.id.desc())
    .limit(1)
)
DECISIONS_ON = select(tables.decisions).where(DECISIONS.draft == bindparam("of")).order_by(DECISIONS.id)
OPEN_SUGGESTION = (
    select(tables.suggestions)
    .where(SUGGESTIONS.draft == bindparam("of"), SUGGESTIONS.answer == "")
    .order_by(SUGGESTIONS.id.desc())
    .limit(1)
)


class ReviewRows(Repository):
    """Checks, decisions and suggestions."""

    def put_checked(self, draft: DraftId, revision: int, checked: Checked) -> None:
        values = {
            "draft": draft,
            "revision": revision,
            "findings": [asdict(finding) for finding in checked.findings],
            "pack": checked.pack,
            "at": checked.at,
        }
        self._connection.execute(ADD_CHECK, values)
        self._transaction.keep(("checked", draft, revision), checked)

    def checked(self, draft: DraftId, revision: int) -> Checked | None:
        return self._transaction.once(("checked", draft, revision), lambda: self._checked(draft, revision))

    def _checked(self, draft: DraftId, revision: int) -> Checked | None:
        row = self._connection.execute(LAST_CHECK, {"of": draft, "at": revision}).one_or_none()
        return Checked(tuple(_finding(values) for values in row.findings), row.pack, row.at) if row else None

    def add_decision(self, draft: DraftId, decision: Decision) -> None:
        values = {
            "draft": draft,
            "revision": decision.revision,
            "person": decision.person,
            "verdict": decision.verdict,
            "round": decision.round,
            "digest": decision.digest,
            "at": decision.at,
            "slot": decision.slot,
            "reason": decision.reason,
            "words": decision.words,
            "pack": decision.pack,
            "accepted": decision.accepted,
        }
        self._connection.execute(ADD_DECISION, values)

    def decisions(self, draft: DraftId) -> list[Decision]:
        return [_decision(row) for row in self._connection.execute(DECISIONS_ON, {"of": draft})]

    def suggest(self, draft: DraftId, on_revision: int, by: PersonId, text: str, now: datetime) -> Suggestion:
        values = {"draft": draft, "revision": on_revision, "by": by, "text": text, "at": now, "answer": ""}
        insert = tables.suggestions.insert().values(values).returning(*SUGGESTIONS)
        return _suggestion(self._connection.execute(insert).one())

    def suggestion(self, suggestion: int) -> Suggestion | None:
        row = self._connection.execute(select(tables.suggestions).where(SUGGESTIONS.id == suggestion)).one_or_none()
        return _suggestion(row) if row else None

    def open_suggestion(self, draft: DraftId) -> Suggestion | None:
        """The newest that is open."""
        row = self._connection.execute(OPEN_SUGGESTION, {"of": draft}).one_or_none()
        return _suggestion(row) if row else None

    def answer_suggestion(self, suggestion: int, answer: str) -> None:
        update = tables.suggestions.update().where(SUGGESTIONS.id == suggestion).values(answer=answer)
        self._connection.execute(update)


def _finding(values: dict[str, Any]) -> Finding:
    return Finding(**{**values, "level": Level(values["level"])})


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        PersonId(row.person),
        Verdict(row.verdict),
        row.revision,
        row.round,
        row.digest,
        row.at,
        row.slot,
        row.reason,
        row.words,
        row.pack,
        tuple(row.accepted),
    )


def _suggestion(row: Row[Any]) -> Suggestion:
    return Suggestion(row.id, DraftId(row.draft), row.revision, PersonId(row.by), row.text, row.at, row.answer)
