"""The accounts, one page of them."""

from bot.adapters.slack.buttons import row_of
from bot.adapters.slack.tags import Tag
from bot.adapters.slack.text import Json, context, header, line, one_line, rich, words
from bot.core.cards import AccountRow, AccountsCard


def accounts_card(card: AccountsCard) -> list[Json]:
    """The heading, then each account with its buttons, and what else there is."""
    blocks = [header(card.title)]
    if not card.rows:
        blocks.append(rich(line(words(card.empty))))
    for number, row in enumerate(card.rows):
        blocks += [_account(row), *row_of(row.actions, Tag(about=row.handle), str(number))]
    if card.more:
        blocks.append(context(f"… and {card.more} more. To see them, type {card.next_page}."))
    return [*blocks, context(card.hint)]


def accounts_news(card: AccountsCard) -> str:
    """The accounts in one line."""
    return f"{card.title}: {', '.join(f'@{row.handle}' for row in card.rows) or card.empty}"


def _account(row: AccountRow) -> Json:
    return rich(line(words(f"@{row.handle}", bold=True), words(f"  {one_line(row.words, 500)}")))
