"""What an author declares beside the words, for whoever approves them (S44, S45, S48, S60)."""

import pytest
from council import WORDS, Council, whoever

from bot.adapters.slack import render, render_form
from bot.core.accounts import Kind
from bot.core.commands import PitchMessage
from bot.core.declared import SOMEBODY, Declared
from bot.core.forms import Field, FormErrors, PreviewForm

FROM_AMY = PitchMessage("The path by the river is open again.", by="UAMY")


@pytest.fixture
def town(sqlite_store, clock):
    return Council(sqlite_store, clock)


def on_the_card(town, draft):
    return str(render.message(town.card(draft)).blocks)


def test_an_official_account_does_not_take_a_draft_without_a_word_on_interests(town):
    """S45: nothing is kept, and the form with the text stays open."""
    town.sets("fernshire", kind=Kind.OFFICIAL)
    shown = town.saves("tom")
    assert isinstance(shown, FormErrors)
    assert list(shown.at) == [Field.INTEREST]
    assert "tick “None”" in shown.at[Field.INTEREST]
    assert town.draft(1) is None


def test_a_change_that_takes_the_word_on_interests_away_is_refused_too(town):
    """S45."""
    town.sets("fernshire", kind=Kind.OFFICIAL)
    draft = town.pitched(declared=Declared(interest="None"))
    shown = town.saves("tom", "The library opens at nine.", draft=draft, revision=1)
    assert list(shown.at) == [Field.INTEREST]
    assert town.draft(draft).revision == 1


def test_other_accounts_may_leave_it_out(town):
    """S45."""
    assert isinstance(town.saves("tom"), PreviewForm)


@pytest.mark.parametrize(
    ("kind", "is_asked"),
    [(Kind.OFFICIAL, True), (Kind.COUNCILLOR, True), (Kind.MINISTER, True), (Kind.CORPORATE, False)],
)
def test_interests_are_asked_where_one_person_speaks(town, kind, is_asked):
    """S45: nobody else's form grows longer for it."""
    town.sets("fernshire", kind=kind)
    assert (Field.INTEREST in town.types("tom", "/tweet Story time").asks) == is_asked


def test_the_approver_reads_what_was_declared(town):
    """S45, S48, S60."""
    draft = town.pitched(
        declared=Declared(
            interest="My sister runs the café", source="Footfall survey, May 2026", elsewhere="Posters at the library"
        )
    )
    card = on_the_card(town, draft)
    for words in ("My sister runs the café", "Footfall survey, May 2026", "Posters at the library"):
        assert words in card


def test_what_was_declared_stands_in_the_form_again_and_in_the_record(town):
    """S45, S60."""
    said = Declared(interest="None", elsewhere="Ask at the desk")
    shown = town.saves("tom", declared=said)
    again = town.saves("tom", "It opens at nine.", draft=shown.view.draft.id, revision=1, declared=said)
    assert again.view.revision.declared == said
    (started,) = town.records("DraftStarted")
    assert (started.body["interest"], started.body["elsewhere"]) == ("None", "Ask at the desk")


def test_a_decision_is_about_the_act_and_not_about_what_is_declared(town):
    """F1: as with the note."""
    one = town.saves("tom", declared=Declared(elsewhere="Desk")).view.revision
    other = town.saves("tom", declared=Declared(elsewhere="Post")).view.revision
    assert one.digest("fernshire") == other.digest("fernshire")


def test_a_message_of_somebody_else_keeps_their_name_with_the_draft(town):
    """S44: also when the form is handed in again without it."""
    opened = town.does("tom", FROM_AMY)
    assert opened.declared == Declared(quoted="amy")
    assert Field.PERMISSION in opened.asks
    draft = town.pitched(declared=opened.declared)
    assert "Amy Brown" in on_the_card(town, draft)
    town.saves("tom", "It is open again.", draft=draft, revision=1)
    assert "Amy Brown" in on_the_card(town, draft)


def test_a_message_of_ones_own_needs_nobodys_permission(town):
    """S44."""
    opened = town.does("tom", PitchMessage(WORDS, by=whoever("tom").user))
    assert opened.declared == Declared()
    assert Field.PERMISSION not in opened.asks


@pytest.mark.parametrize("by", ["", "UNOBODY"])
def test_a_message_of_somebody_unknown_is_somebody_elses(town, by):
    """S44: fails closed."""
    opened = town.does("tom", PitchMessage(WORDS, by=by))
    assert opened.declared == Declared(quoted=SOMEBODY)
    assert "does not know" in on_the_card(town, town.pitched(declared=opened.declared))


def test_a_short_form_has_one_heading_for_all_of_it(town):
    """S60: and asks only what is needed."""
    blocks = render_form.form_view(town.types("tom", "/tweet Story time"))["blocks"]
    assert str(blocks).count("More about this tweet") == 1
    assert "Where else can people get this?" in str(blocks)
    assert "have an interest" not in str(blocks)
