"""The review card and the author's direct message, drawn afresh from one DraftView each time."""

from datetime import datetime

from bot.adapters.slack import render_parts as parts
from bot.adapters.slack.buttons import allowed, row_of
from bot.adapters.slack.render_answered import answered
from bot.adapters.slack.render_findings import findings_blocks
from bot.adapters.slack.tags import Tag
from bot.adapters.slack.text import Json, context, header, line, one_line, rich, words
from bot.core.cards import Action, AuthorCard, ReviewCard
from bot.core.draft_view import DraftView
from bot.core.drafts import State
from bot.core.wording import excerpt

TEXT = 6000
FINDINGS = 10
WAITING = frozenset({State.DRAFT, State.IN_REVIEW, State.CHANGES_REQUESTED, State.HELD, State.EXPIRED, State.FAILED})
"""States in which what the checks found still matters to the reader."""

TO_AUTHOR: dict[State, str] = {
    State.DRAFT: "This is your private draft. Nobody else sees it until you send it for approval.",
    State.IN_REVIEW: "Your tweet is waiting for approval.",
    State.CHANGES_REQUESTED: "You have been asked for changes. Edit it and send it again.",
    State.SCHEDULED: "Your tweet is approved and will go out.",
    State.PUBLISHING: "Your tweet is being published.",
    State.UNCONFIRMED: "X has not confirmed your tweet. Please do not post it by hand: we are looking for it.",
    State.PUBLISHED: "Your tweet is published.",
    State.FAILED: "Your tweet was not published.",
    State.HELD: "Your tweet is on hold. Nothing goes out until the hold is released and it is reviewed again.",
    State.EXPIRED: "The time for your tweet has passed, and it was not published. Choose a new time to send it again.",
    State.REJECTED: "Your tweet was rejected. It will not be published.",
    State.WITHDRAWN: "Your tweet was withdrawn. It will not be published.",
}
NEWS: dict[State, str] = {
    State.DRAFT: "{author} keeps a private draft for @{handle}",
    State.IN_REVIEW: "{author} asks for approval to tweet from @{handle}",
    State.CHANGES_REQUESTED: "Changes asked for on {author}’s tweet from @{handle}",
    State.SCHEDULED: "Approved to go out from @{handle}",
    State.PUBLISHING: "Being published from @{handle}",
    State.UNCONFIRMED: "X has not confirmed a tweet from @{handle}; somebody must look",
    State.PUBLISHED: "Published from @{handle}",
    State.FAILED: "Not published from @{handle}",
    State.HELD: "On hold for @{handle}",
    State.EXPIRED: "Time passed, not published from @{handle}",
    State.REJECTED: "Rejected for @{handle}",
    State.WITHDRAWN: "Withdrawn from @{handle}",
}


def review_card(card: ReviewCard) -> list[Json]:
    """The blocks of the card in the review channel."""
    view = card.view
    return _card(view, [rich(line(words(parts.state_words(view), bold=True)))], card.actions, card.now)


def author_card(card: AuthorCard) -> list[Json]:
    """The blocks of the author's direct message."""
    view = card.view
    state = f"{parts.SIGNS[view.draft.state]} {TO_AUTHOR[view.draft.state]}"
    return _card(view, [rich(line(words(state, bold=True)))], card.actions, card.now)


def review_news(view: DraftView) -> str:
    """The card in one line, as a notification reads it."""
    author, handle = one_line(view.author, 80), view.account.handle
    lead = NEWS[view.draft.state].format(author=author, handle=handle)
    return f"{'Urgent: ' if parts.is_urgent(view) else ''}{lead}: {excerpt(_news_words(view), 140)}"


def author_news(view: DraftView) -> str:
    """The author's message in one line."""
    why = f" {one_line(view.draft.reason, 200)}" if view.draft.reason.strip() else ""
    return f"@{view.account.handle}: {TO_AUTHOR[view.draft.state]}{why} “{excerpt(_news_words(view), 80)}”"


def _news_words(view: DraftView) -> str:
    target = view.revision.target
    return f"repost of {target.address}" if target and view.revision.is_repost else view.published_text


def _card(view: DraftView, state: list[Json], actions: tuple[Action, ...], now: datetime) -> list[Json]:
    return [
        header(parts.account_title(view)),
        context(parts.account_kind(view)),
        *state,
        *parts.urgent(view),
        *parts.meanwhile(view),
        *parts.reason(view),
        *parts.told(view),
        *answered(view, now),
        *parts.exact_text(view, TEXT),
        *parts.pictures(view, where=" They are in the thread of the review card."),
        parts.facts(view, now),
        *(findings_blocks(view, FINDINGS) if view.draft.state in WAITING else []),
        *parts.suggestion(view),
        *parts.deciding(view),
        *parts.history(view, now),
        *row_of(allowed(actions, view.draft.state), tag_of(view)),
    ]


def tag_of(view: DraftView) -> Tag:
    """What the buttons of this draft carry."""
    open_suggestion = view.suggestion if view.suggestion and not view.suggestion.answer else None
    return Tag(view.draft.id, view.revision.number, open_suggestion.id if open_suggestion else None)
