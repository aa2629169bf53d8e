"""The pages of accounts and rules in Slack: they fit however long their words are, and lead on by buttons."""

import json
from dataclasses import replace

import pytest

from bot.adapters.slack import render
from bot.core.cards import AccountRow, AccountsCard, Action, RuleRow, RulesCard
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


def _buttons(blocks):
    return [each for block in blocks if block["type"] == "actions" for each in block["elements"]]


def test_the_next_page_of_rules_is_a_button_away_until_the_last():
    there = render.message(replace(CARD, next_about="fernshire 2")).blocks
    last = render.message(replace(CARD, next_page="", next_about="")).blocks

    (button,) = _buttons(there)
    assert button["text"]["text"] == "Next page"
    assert json.loads(button["value"])["a"] == "fernshire 2"
    assert _buttons(last) == []


def test_each_account_has_its_own_buttons():
    rows = tuple(AccountRow(name, "A council.", (Action.WHO_MAY, Action.RULES)) for name in ("fernshire", "fernfire"))
    drawn = render.message(AccountsCard("Accounts", rows, "None yet.", "Type /account help."))

    buttons = _buttons(drawn.blocks)
    assert [button["text"]["text"] for button in buttons] == ["Who may act", "Rules"] * 2
    assert [json.loads(button["value"])["a"] for button in buttons] == ["fernshire"] * 2 + ["fernfire"] * 2
    assert len({button["action_id"] for button in buttons}) == 4
    assert "fernshire" in drawn.text
    assert "fernfire" in drawn.text


@pytest.mark.parametrize("text", ["short", "<!channel>" * 500, "👩‍👩‍👧‍👦" * 1000])
def test_a_page_of_accounts_fits_however_long_its_words_are(limits, text):
    rows = tuple(AccountRow(f"account{n}", text, (Action.WHO_MAY, Action.RULES)) for n in range(15))
    for card in (
        AccountsCard(text, rows, text, text, 30, "/account list 2"),
        AccountsCard("Accounts", (), "There are no accounts yet.", "Type /account help."),
    ):
        drawn = render.message(card)
        limits.message(drawn.text, drawn.blocks)
