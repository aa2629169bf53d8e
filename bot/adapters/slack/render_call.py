"""The message to somebody who is called out of hours: what is wanted, the exact words of a draft, the buttons."""

from bot.adapters.slack import render_parts as parts
from bot.adapters.slack.buttons import row_of
from bot.adapters.slack.render_card import FINDINGS, TEXT, tag_of
from bot.adapters.slack.render_findings import findings_blocks
from bot.adapters.slack.render_list import notice
from bot.adapters.slack.tags import Tag
from bot.adapters.slack.text import Json, context
from bot.core.cards import CallCard, Notice
from bot.core.draft_view import DraftView
from bot.core.wording import excerpt


def call_card(card: CallCard) -> list[Json]:
    """The blocks of the message."""
    said = notice(Notice(_title(card), card.lines))
    if card.view is None:
        return [*said, *row_of(card.actions, Tag(about=card.about))]
    tag = tag_of(card.view)
    buttons = row_of(card.actions, Tag(tag.draft, tag.revision, about=card.about))
    return [*said, *_draft(card, card.view), *buttons]


def call_news(card: CallCard) -> str:
    """The message in one line, as the telephone shows it."""
    words = f": “{excerpt(card.view.published_text, 100)}”" if card.view and card.actions else ""
    return f"{_title(card)}{words}"


def _title(card: CallCard) -> str:
    """What waits for this person begins with the word for it: a locked telephone shows little more."""
    return f"🚨 URGENT: {card.title}" if card.is_urgent else card.title


def _draft(card: CallCard, view: DraftView) -> list[Json]:
    """Everything that is needed to decide, and nothing more: it is read on a telephone in the dark."""
    shown: list[Json] = [
        context(f"{parts.account_title(view)} · draft {view.draft.id} · revision {view.revision.number}"),
        *parts.exact_text(view, TEXT),
    ]
    if not card.actions:
        return shown
    return [
        *shown,
        *parts.pictures(view, where=" They are in the thread of the review card."),
        parts.facts(view, card.now),
        *findings_blocks(view, FINDINGS),
        *parts.deciding(view),
    ]
