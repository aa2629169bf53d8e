"""Findings that stand until the author has declared something: a source of figures, a permission to quote.

They are ours and no rule pack's: only a draft has the fields that answer them. What is in the fields, core/declared.py.
"""

from collections.abc import Iterator

from bot.core.drafts import Revision, TargetKind
from bot.core.findings import Finding, Level
from bot.core.links import links
from bot.use_cases.internal_words import internal_in
from bot.use_cases.stated_figures import figure_in

SHOWN = 60


def declared_findings(revision: Revision) -> Iterator[Finding]:
    """What has not been declared of this revision and should be."""
    if (internal := internal_in(revision.text)) or revision.declared.quoted:
        yield from _without_permission(revision, *(internal or (0, 0)))
    if figure := _unsourced(revision):
        yield _without_source(revision.text, *figure)


def _unsourced(revision: Revision) -> tuple[int, int] | None:
    """Where a figure stands without a source: a link, a post that is quoted, a press release, or the field."""
    is_quote = revision.target is not None and revision.target.kind is TargetKind.QUOTE
    if revision.declared.source or revision.follows or is_quote or links(revision.text):
        return None
    return figure_in(revision.text)


def _without_permission(revision: Revision, start: int, end: int) -> Iterator[Finding]:
    if revision.declared.permission:
        return
    yield Finding(
        rule="declared.permission",
        check="permission_to_quote",
        level=Level.SECOND_APPROVER,
        start=start,
        end=end,
        shown=_shown(revision.text, start, end),
        message="This looks taken over from a message or a meeting, and nobody’s permission is named.",
        why="People write to colleagues in confidence. Published without their yes, it breaks trust, perhaps the law.",
        fix="Ask whoever said it, and fill in “Whose permission do you have?”. If nothing is quoted, say so there.",
    )


def _without_source(text: str, start: int, end: int) -> Finding:
    return Finding(
        rule="declared.source",
        check="source_of_figures",
        level=Level.ADVICE,
        start=start,
        end=end,
        shown=_shown(text, start, end),
        message=f"“{_shown(text, start, end)}” is a figure without a source.",
        why="Readers and journalists ask where a figure comes from, and an approver has to be able to check it.",
        fix="Add a link to it, or fill in “Where do the figures come from?”.",
    )


def _shown(text: str, start: int, end: int) -> str:
    passage = text[start:end]
    return passage if len(passage) <= SHOWN else f"{passage[: SHOWN - 1]}…"
