"""The page of rules in Slack: it fits however long its words are, and links to the law."""

from dataclasses import replace

import pytest

from bot.adapters.slack import render
from bot.core.cards import RuleRow, RulesCard
from bot.core.findings import Level

ROW = RuleRow("politics.party", Level.BLOCK, "Names a party.", "The law says so.", "", "the monitoring officer", "")
CARD = RulesCard("Rules for @fernshire", (ROW,), 9, 1, 2, "/account rules @fernshire 2", "council 1 (abc)")


@pytest.mark.parametrize("text", ["short", "<!channel>" * 500, "👩‍👩‍👧‍👦" * 1000])
def test_a_page_of_rules_fits_however_long_its_words_are(limits, text):
    rows = [
        RuleRow(text, level, text, text, text, text, f"https://law.example/{n}") for level in Level for n in range(2)
    ]
    drawn = render.message(replace(CARD, title=text, rows=tuple(rows), version=text))
    limits.message(drawn.text, drawn.blocks)
    assert len(drawn.text) <= 3000


def test_it_says_how_many_there_are_how_to_go_on_and_which_version_is_in_force():
    said = str(render.message(replace(CARD, rows=(replace(ROW, link="https://law.example/1"),))).blocks)
    for words in ("9 rules, page 1 of 2", "/account rules @fernshire 2", "council 1 (abc)", "https://law.example/1"):
        assert words in said
    assert "Must fix" in said
    assert "Suggestions" not in said
