"""Suggestions of the checks are folded on cards and shown to whoever asks and may see the draft (issue 3, point 6)."""

import pytest
from council import Council

from bot.core.cards import Action, Notice
from bot.core.findings import Level
from bot.core.reading import AdviceForm

TEXT = "We will utilise the hall on Mill Street from Monday."
PLAIN = "We will use the hall on Mill Street from Monday."


@pytest.fixture
def town(store, clock):
    return Council(store, clock)


def test_suggestions_are_shown_to_the_author_and_to_whoever_decides(town):
    preview = town.saves("tom", TEXT)
    number = preview.view.draft.id
    shown = town.presses("tom", Action.SHOW_ADVICE, number)
    assert isinstance(shown, AdviceForm)
    assert shown.text == TEXT
    assert [each.level for each in shown.advice] == [Level.ADVICE]
    assert "utilise" in shown.advice[0].message
    sent = town.pitched("tom", TEXT)
    assert isinstance(town.presses("priya", Action.SHOW_ADVICE, sent), AdviceForm)


def test_suggestions_of_a_private_draft_are_its_authors_alone(town):
    number = town.saves("tom", TEXT).view.draft.id
    assert "private to its author" in town.presses("priya", Action.SHOW_ADVICE, number).lines[0]
    assert isinstance(town.presses("lee", Action.SHOW_ADVICE, number), Notice)


def test_somebody_with_no_role_on_the_account_is_not_shown_them(town):
    number = town.pitched("tom", TEXT)
    refused = town.presses("nia", Action.SHOW_ADVICE, number)
    assert isinstance(refused, Notice)
    assert "approve" in refused.lines[0]


def test_a_button_from_before_an_edit_shows_what_is_suggested_now(town):
    number = town.pitched("tom", TEXT)
    town.changes("tom", number, PLAIN)
    assert town.presses("priya", Action.SHOW_ADVICE, number, 1).title == "Nothing is suggested now"
