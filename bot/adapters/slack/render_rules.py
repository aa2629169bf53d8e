"""The rules in force for an account: one page of them, grouped by level."""

from bot.adapters.slack.text import Json, bullets, context, cut, header, line, link, one_line, rich, words
from bot.core.cards import RuleRow, RulesCard
from bot.core.findings import GROUPS


def rules_card(card: RulesCard) -> list[Json]:
    """The heading, the rules of this page under their levels, how to see the next, and the version."""
    blocks = [header(card.title), context(rules_news(card))]
    for level, title in GROUPS:
        rows = [row for row in card.rows if row.level is level]
        if rows:
            blocks.append(rich(line(words(title, bold=True)), bullets([_rule(row) for row in rows])))
    if card.next_page:
        blocks.append(rich(line(words(f"For the next page, type {card.next_page}"))))
    return [*blocks, context(f"Rules in force: {cut(card.version, 500)}")]


def rules_news(card: RulesCard) -> str:
    """The page in one line."""
    count = "1 rule" if card.total == 1 else f"{card.total} rules"
    return f"{card.title}: {count}, page {card.page} of {card.pages}"


def _rule(row: RuleRow) -> list[Json]:
    runs = [words(one_line(row.message, 300), bold=True), words(f"\n{one_line(row.rule, 80)}", code=True)]
    for label, text in (("", row.when), ("Why: ", row.why), ("Ask: ", row.ask)):
        if text.strip():
            runs.append(words(f"\n{label}{cut(text.strip(), 250)}"))
    return [*runs, words("\n"), link(row.link, "Read the guidance")] if row.link else runs
