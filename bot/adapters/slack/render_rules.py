"""The accounts, and the rules in force for one of them: one page each."""

from bot.adapters.slack.buttons import row_of
from bot.adapters.slack.tags import Tag
from bot.adapters.slack.text import Json, bullets, context, cut, header, line, link, one_line, rich, words
from bot.core.cards import AccountRow, AccountsCard, Action, RuleRow, RulesCard
from bot.core.findings import GROUPS


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


def rules_card(card: RulesCard) -> list[Json]:
    """The heading, the rules of this page under their levels, how to see the next, and the version."""
    blocks = [header(card.title), context(rules_news(card))]
    for level, title in GROUPS:
        rows = [row for row in card.rows if row.level is level]
        if rows:
            blocks.append(rich(line(words(title, bold=True)), bullets([_rule(row) for row in rows])))
    if card.next_page:
        blocks += row_of([Action.NEXT_RULES] if card.next_about else [], Tag(about=card.next_about))
        blocks.append(
            context(f"Or type {card.next_page}. With a word in place of the number you see the rules on that.")
        )
    return [*blocks, context(f"Rules in force: {cut(card.version, 500)}")]


def rules_news(card: RulesCard) -> str:
    """The page in one line."""
    count = "1 rule" if card.total == 1 else f"{card.total} rules"
    return f"{card.title}: {count}, page {card.page} of {card.pages}"


def _rule(row: RuleRow) -> list[Json]:
    runs = [words(one_line(row.message, 300), bold=True), words("\n"), words(one_line(row.rule, 80), code=True)]
    for label, text in (("", row.when), ("Why: ", row.why), ("Ask: ", row.ask)):
        if text.strip():
            runs.append(words(f"\n{label}{cut(text.strip(), 250)}"))
    return [*runs, words("\n"), link(row.link, "Read the guidance")] if row.link else runs
