"""Every card of core/cards.py as a Slack message. Forms are render_form.py's."""

from dataclasses import dataclass
from typing import assert_never

from bot.adapters.slack import render_accounts, render_call, render_card, render_list
from bot.adapters.slack.text import Json, fallback
from bot.core.cards import (
    AccountsCard,
    AskCard,
    AuthorCard,
    CallCard,
    Card,
    ChangesCard,
    HomeCard,
    ListCard,
    Notice,
    Overview,
    ReviewCard,
)


@dataclass(frozen=True, slots=True)
class Message:
    """What chat.postMessage and its like are given. `text` is for notifications and screen readers."""

    text: str
    blocks: list[Json]


def message(card: Card) -> Message:
    """The card as a message."""
    return Message(fallback(news(card)), blocks(card))


def blocks(card: Card) -> list[Json]:  # noqa: C901, PLR0911  one arm per card
    """The card's blocks."""
    match card:
        case ReviewCard():
            return render_card.review_card(card)
        case AuthorCard():
            return render_card.author_card(card)
        case Notice():
            return render_list.notice(card)
        case ListCard():
            return render_list.draft_list(card)
        case HomeCard():
            return render_list.home(card)
        case AccountsCard():
            return render_accounts.accounts_card(card)
        case ChangesCard():
            return render_list.changes_card(card)
        case AskCard():
            return render_list.question(card)
        case Overview():
            return render_list.overview(card)
        case CallCard():
            return render_call.call_card(card)
        case _:
            assert_never(card)


def news(card: Card) -> str:  # noqa: C901, PLR0911  one arm per card
    """The card in one line."""
    match card:
        case ReviewCard():
            return render_card.review_news(card.view)
        case AuthorCard():
            return render_card.author_news(card.view)
        case Notice():
            return " ".join([render_list.notice_title(card), *card.lines])
        case AskCard():
            return " ".join([render_list.notice_title(render_list.as_notice(card)), *card.lines])
        case Overview():
            return render_list.overview_news(card)
        case CallCard():
            return render_call.call_news(card)
        case ListCard():
            return render_list.list_news(card)
        case HomeCard():
            return f"Hello {card.name}"
        case AccountsCard():
            return render_accounts.accounts_news(card)
        case ChangesCard():
            return f"{card.title}: {len(card.rows) + card.more or card.empty}"
        case _:
            assert_never(card)


def home_view(card: HomeCard) -> Json:
    """App Home as a view."""
    return {"type": "home", "blocks": render_list.home(card)}
