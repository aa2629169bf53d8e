"""The pages of accounts in Slack: they fit however long their words are, and lead on by buttons."""

import json

import pytest

from bot.adapters.slack import render
from bot.core.cards import AccountRow, AccountsCard, Action


def _buttons(blocks):
    return [each for block in blocks if block["type"] == "actions" for each in block["elements"]]


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
