"""Making the next revision of a draft: it voids every decision and leaves review until its author sends it again."""

from dataclasses import replace

from bot.core.decisions import Verdict
from bot.core.drafts import Revision, State
from bot.core.ids import PersonId
from bot.core.people import Person
from bot.core.tweet_text import as_published
from bot.use_cases.cases import Case
from bot.use_cases.checking import check
from bot.use_cases.moving import note
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.review import act, put_on_hold, stop_waiting
from bot.use_cases.tools import Tools

_GOES_ON_HOLD = frozenset({State.IN_REVIEW, State.SCHEDULED, State.FAILED})
"""States in which others rely on the words: new ones wait until their author has sent them."""


def revise(tools: Tools, uow: UnitOfWork, me: Person, case: Case, revision: Revision) -> Case:
    """Put the next revision in place of the present one, checked (D2), with its record.

    `revision.edited_by` is whoever's words they are, and so may not decide on them (F2).
    """
    revision = replace(revision, number=case.revision.number + 1)
    uow.drafts.add_revision(case.draft.id, revision)
    if overtaken := uow.drafts.open_suggestion(case.draft.id):
        uow.drafts.answer_suggestion(overtaken.id, "overtaken")
    draft = replace(case.draft, revision=revision.number, slot=None, changed_at=uow.now())
    if draft.state in _GOES_ON_HOLD:
        reason = f"{me.name} has changed this and not sent it for approval yet."
        draft = put_on_hold(uow, draft, by=me.id, reason=reason, kind="DraftTakenBack")
    else:
        stop_waiting(uow, draft)
        draft = uow.drafts.save(draft)
    checked = check(tools, uow, draft, revision)
    body = {**act(case.account, revision, checked), "words_by": revision.edited_by, "note": revision.note}
    note(uow, draft, by=me.id, kind="RevisionMade", body=body)
    return replace(case, draft=draft, revision=revision)


def whose_words(case: Case, text: str, author: PersonId) -> PersonId:
    """Whoever worded this: an approver whose own wording an author takes over has written it (F2)."""
    if as_published(text) == as_published(case.revision.text):
        return case.revision.edited_by
    asked = [d for d in case.decisions if d.verdict is Verdict.ASK_FOR_CHANGES and d.words]
    return next((d.person for d in asked if as_published(d.words) == as_published(text)), author)
