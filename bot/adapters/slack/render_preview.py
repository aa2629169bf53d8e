"""The preview of the exact tweet, before anybody else sees it."""

from bot.adapters.slack import render_parts as parts
from bot.adapters.slack.buttons import row_of
from bot.adapters.slack.render_answered import answered
from bot.adapters.slack.render_card import WAITING
from bot.adapters.slack.render_findings import findings_blocks
from bot.adapters.slack.tags import Tag
from bot.adapters.slack.text import Json, context, cut, header, line, rich, words
from bot.core.cards import Action
from bot.core.draft_view import DraftView
from bot.core.drafts import EDITABLE, State
from bot.core.forms import PreviewForm
from bot.core.retold import QUOTABLE
from bot.core.wording import STATES, names

TEXT = 12_000
FINDINGS = 15
"""With these, all at their longest and in emoji, a view stays under the 250 000 bytes Slack takes."""


def preview_blocks(form: PreviewForm, *, pushed: bool) -> list[Json]:
    """The blocks of the preview. Not `pushed`, there is no form beneath to go back to, so it offers to edit."""
    view = form.view
    return [
        *_notice(form),
        *_state(view),
        header(parts.account_title(view)),
        context(parts.account_kind(view)),
        *answered(view, None),
        *parts.exact_text(view, TEXT),
        *parts.pictures(view),
        parts.facts(view, None),
        *(findings_blocks(view, FINDINGS) if view.draft.state in WAITING else []),
        *_needed(form),
        *row_of(_actions(form, pushed=pushed), Tag(view.draft.id, view.revision.number)),
    ]


def _notice(form: PreviewForm) -> list[Json]:
    if form.notice.strip():
        return [rich(line(words(f"⚠️ {cut(form.notice.strip(), 2000)}", bold=True)))]
    if not form.may_send and form.view.draft.state in EDITABLE:
        said = "⚠️ This cannot be sent yet. Change what is listed under “Must fix” below; your draft is kept."
        return [rich(line(words(said, bold=True)))]
    return []


def _state(view: DraftView) -> list[Json]:
    if view.draft.state is State.DRAFT:
        return []
    state = f"{parts.SIGNS[view.draft.state]} {STATES[view.draft.state]}"
    return [rich(line(words(state, bold=True))), *parts.reason(view), *parts.told(view)]


def _needed(form: PreviewForm) -> list[Json]:
    because = form.view.needed_because.strip()
    count = "1 approval" if form.view.needed == 1 else f"{form.view.needed} approvals"
    if not form.may_send:
        return []
    signed = [f"Beside that: {each}" for each in form.view.signatures]
    barred = [*form.view.barred, *([f"Who can: {names(form.view.deciders)}."] if form.view.barred else [])]
    return [context(f"It needs {count}{f': {because}' if because else ''}.", *signed, *barred)]


def _actions(form: PreviewForm, *, pushed: bool) -> list[Action]:
    private = form.view.draft.state is State.DRAFT
    keep = [Action.KEEP] if private else []
    editable = form.view.draft.state in EDITABLE
    edit = [Action.EDIT] if not pushed and editable else []
    describe = [Action.DESCRIBE] if form.view.revision.media and editable else []
    retold = editable and any(finding.rule in QUOTABLE for finding in form.view.findings)
    return [*([Action.QUOTE_INSTEAD] if retold else []), *edit, *describe, *keep]
