"""What an author declares beside the words, for whoever approves them (S44, S45, S48, S60)."""

import pytest
from council import WORDS, Council, said, whoever

from bot.adapters.slack import render, render_form
from bot.core.accounts import Kind
from bot.core.commands import PitchMessage, SendForApproval
from bot.core.declared import SOMEBODY, Declared
from bot.core.drafts import State
from bot.core.findings import Level
from bot.core.forms import Field, FormErrors, PreviewForm
from bot.use_cases.internal_words import internal_in
from bot.use_cases.stated_figures import figure_in

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


def test_a_draft_kept_before_the_account_was_an_officials_is_not_sent_without_it(town):
    """S45."""
    draft = town.saves("tom").view.draft.id
    town.sets("fernshire", kind=Kind.OFFICIAL)
    assert "speaks for an official" in said(town.does("tom", SendForApproval(draft, 1)))
    assert town.draft(draft).state is State.DRAFT
    assert "send.no_interest" in town.refusals()


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
    kept = Declared(interest="None", elsewhere="Ask at the desk")
    shown = town.saves("tom", declared=kept)
    again = town.saves("tom", "It opens at nine.", draft=shown.view.draft.id, revision=1, declared=kept)
    assert again.view.revision.declared == kept
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


FIGURES = "We treated 412 people in A&E on Saturday."


def found(shown):
    return [f.rule for f in shown.view.findings if f.rule.startswith("declared.")]


def test_a_figure_without_a_source_is_remarked_on_until_the_source_is_named(town):
    """S48: a remark, and nothing that holds the tweet up."""
    first = town.saves("tom", FIGURES)
    (finding,) = [f for f in first.view.findings if f.rule == "declared.source"]
    assert (finding.level, finding.shown) == (Level.ADVICE, "treated 412 people")
    assert first.may_send
    named = Declared(source="A&E log, 2 May")
    again = town.saves("tom", FIGURES, draft=first.view.draft.id, revision=1, declared=named)
    assert not found(again)


def test_a_link_or_the_post_that_is_quoted_is_a_source(town):
    """S48."""
    assert not found(town.saves("tom", f"{FIGURES} https://www.fernshire.gov.uk/figures"))
    quoting = {"target_kind": "quote", "target": "https://x.com/fernshire/status/17"}
    assert not found(town.saves("tom", FIGURES, **quoting))


def test_the_form_asks_for_a_source_once_there_are_figures(town):
    """S48: and for permission once words look taken over (S44)."""
    assert Field.SOURCE not in town.types("tom", "/tweet Story time").asks
    assert Field.SOURCE in town.saves("tom", FIGURES).asks
    assert Field.PERMISSION in town.saves("tom", "> We are closing the ward on Monday").asks


def test_another_persons_message_waits_for_two_until_permission_is_named(town):
    """S44."""
    draft = town.pitched(text=FROM_AMY.text, declared=Declared(quoted="amy"))
    assert town.card(draft).view.needed == 2
    named = Declared(permission="Amy said yes, 3 June")
    again = town.saves("tom", FROM_AMY.text, draft=draft, revision=1, declared=named)
    assert not found(again)
    assert again.view.needed == 1
    assert again.view.quoted == "Amy Brown"


@pytest.mark.parametrize(
    "text",
    [
        "> We are closing the ward on Monday",
        "From: Tom Okafor\nSent: Monday\nThe ward closes.",
        "The ward closes on Monday. Sent from my iPhone",
        "[10:32] Tom Okafor: the ward closes on Monday",
        "Tom Okafor  10:32 AM\nThe ward closes on Monday",
        "As Priya said in the meeting, the ward closes on Monday.",
        "Amy told us by email that the ward closes on Monday.",
    ],
)
def test_words_that_look_taken_over_need_a_permission(text):
    """S44."""
    assert internal_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "As the leader said at the council meeting last night, the pool stays open.",
        "From: Saturday 6 June. To: Sunday 7 June.",
        "10:30 Choir: in the foyer\n11:15 Story time: upstairs",
        "> Find out more: https://www.fernshire.gov.uk/pool",
        "From Monday your bins are collected on Tuesdays.",
    ],
)
def test_public_meetings_programmes_and_arrows_need_none(text):
    """S44."""
    assert internal_in(text) is None


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Crime is down 12% on last year.", "12%"),
        ("We are spending £2.4m on the coast road.", "£2.4m"),
        ("In 2026 we saw 4,312 patients.", "4,312"),
        ("4 in 5 patients would recommend us.", "4 in 5"),
        ("Shop theft fell by a third this spring.", "fell by a third"),
        ("We are ranked 3rd in England for recycling.", "ranked 3rd"),
        ("We filled 812 potholes last month.", "filled 812 potholes"),
    ],
)
def test_shares_sums_counts_and_ranks_are_figures(text, figure):
    """S48."""
    start, end = figure_in(text)
    assert text[start:end] == figure


@pytest.mark.parametrize(
    "text",
    [
        "Open 10am to 4.30pm from 3 May 2026.",
        "Call 01632 960500 or come to 120 High Street, NE1 4LP.",
        "The 42 bus stops on the A47 by junction 12.",
        "Alan, 73, was found safe. Jabs for everybody over 65.",
        "Tickets are £5, free for under 5s; 20% off for members.",
        "A roofer was fined £9,200 by magistrates today.",
        "Staff raised £3,820 for the hospice. Thank you.",
        "Our sixth formers got a 100% pass.",
    ],
)
def test_times_numbers_to_call_roads_ages_prices_and_thanks_are_none(text):
    """S48."""
    assert figure_in(text) is None
