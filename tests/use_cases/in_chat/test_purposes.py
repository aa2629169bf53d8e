"""What a tweet is for (S50): asked of everybody, kept, shown, counted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from council import SERVICE, WORDS, said
from tiny_pack import tiny_engine

from bot.core.accounts import OrgType
from bot.core.cards import Overview
from bot.core.commands import PitchMessage, SendForApproval
from bot.core.drafts import Revision, State
from bot.core.forms import DoneForm, DraftForm, Field, FormErrors, PreviewForm
from bot.core.purposes import DEFAULT, Purpose
from bot.core.reference import Reference
from bot.core.wording import PURPOSES
from bot.use_cases.cases import case_of
from bot.use_cases.checking import context_for
from bot.use_cases.moving import moved
from bot.use_cases.purpose_figures import purpose_report
from bot.use_cases.viewing import view_of


@pytest.fixture
def town(town, tmp_path):
    """The council with a few rules of its own."""
    town.tools = replace(town.tools, engines={OrgType.COUNCIL: tiny_engine(tmp_path)})
    return town


def lists(town, *names):
    with town.store.write() as uow:
        uow.reference.set(Reference(purposes=tuple(Purpose(name) for name in names)))


def kept_before(town, text=WORDS):
    """A draft as it was kept before anybody was asked what it is for."""
    with town.store.write() as uow:
        return uow.drafts.add("fernshire", "tom", Revision(1, text, "tom", uow.now()), uow.now())


def went_out(town, number, at):
    """The draft as it stands once it is published."""
    town.clock.at = at
    with town.store.write() as uow:
        draft = uow.drafts.get(number)
        for state in (State.IN_REVIEW, State.SCHEDULED, State.PUBLISHING, State.PUBLISHED):
            draft = moved(uow, draft, state, by="tom", kind="Moved") if draft.state is not state else draft


def published(town, at, purpose=SERVICE, text=WORDS):
    preview = town.saves("tom", text, purpose=purpose)
    went_out(town, preview.view.draft.id, at)


@pytest.mark.parametrize("purpose", ["", "party", "none"])
def test_nothing_is_kept_until_it_is_said_what_it_is_for(town, purpose):
    errors = town.saves("tom", purpose=purpose)
    assert isinstance(errors, FormErrors)
    assert set(errors.at) == {Field.PURPOSE}
    assert town.records("DraftStarted") == []


def test_the_form_offers_a_good_list_and_then_the_occasions_for_which_rules_differ(town):
    form = town.types("tom", "/tweet Story time at ten.")
    assert [each.value for each in form.purposes] == [*(p.name for p in DEFAULT), *PURPOSES]
    assert form.purpose == "", "nobody's answer is guessed"


def test_the_organisation_offers_a_list_of_its_own(town):
    lists(town, "Sell tickets", "Fill potholes")
    form = town.types("tom", "/tweet Story time at ten.")
    assert [each.words for each in form.purposes][:2] == ["Sell tickets", "Fill potholes"]
    assert isinstance(town.saves("tom", purpose="Sell tickets"), PreviewForm)
    assert "not on the list any more" in said(town.saves("tom", purpose=SERVICE))


def test_a_message_is_pitched_by_the_same_question(town):
    form = town.does("tom", PitchMessage("Story time at ten."))
    assert isinstance(form, DraftForm)
    assert form.purposes


def test_it_stands_in_the_record_in_the_words_that_were_chosen(town):
    town.pitched("tom", purpose="Warn people, or help them stay safe")
    town.pitched("tom", "The court has decided.", purpose="court_result")
    assert [r.body["purpose"] for r in town.records("DraftSent")] == [
        "Warn people, or help them stay safe",
        "Result of a court case",
    ]


@pytest.mark.parametrize(("purpose", "told"), [(SERVICE, ""), ("incident_update", "incident_update")])
def test_only_the_occasions_rules_know_change_what_they_allow(town, clock, purpose, told):
    preview = town.saves("tom", purpose=purpose)
    with town.store.read() as uow:
        case = case_of(uow, preview.view.draft)
        context = context_for(town.tools, uow, case.account, case.draft, case.revision, clock())
    assert context.post_purpose == told


def test_a_draft_kept_before_it_was_asked_is_sent_and_approved_as_it_stands(town):
    draft = kept_before(town)
    done = town.does("tom", SendForApproval(draft.id, 1))
    assert isinstance(done, DoneForm), done
    assert done.title == "Sent for approval"
    town.approves("priya", draft.id)
    assert town.draft(draft.id).state is State.SCHEDULED
    assert town.records("DraftSent")[0].body["purpose"] == "not asked"


def test_changing_such_a_draft_asks_for_it(town):
    draft = kept_before(town)
    assert Field.PURPOSE in town.saves("tom", WORDS, draft=draft.id, revision=1, purpose="").at


def test_words_a_colleague_suggests_keep_the_purpose(town):
    number = town.pitched("tom", purpose="Answer a question")
    town.saves("priya", "The library opens at ten.", draft=number, revision=1, purpose="")
    with town.store.read() as uow:
        case = case_of(uow, uow.drafts.get(number))
        suggestion = view_of(uow, case).suggestion
    town.presses("tom", "take_suggestion", number, suggestion=suggestion.id)
    with town.store.read() as uow:
        assert uow.drafts.revision(number, 2).purpose == "Answer a question"


def test_a_month_is_counted_by_account_and_purpose(town):
    june = datetime(2026, 6, 3, 9, tzinfo=UTC)
    for text in ("Bins on Monday.", "Bins on Tuesday."):
        published(town, june, text=text)
    published(town, june, "court_result", "He was fined.")
    published(town, datetime(2026, 7, 1, 9, tzinfo=UTC), text="Bins in July.")
    went_out(town, kept_before(town, "Bins, before anybody asked.").id, june)
    town.clock.at = datetime(2026, 7, 2, 9, tzinfo=UTC)
    card = town.types("nia", "/account purposes @fernshire June")
    assert isinstance(card, Overview)
    assert card.title == "What tweets were for, June 2026"
    (point,) = card.points
    assert point.title == "@Fernshire: 4 tweets"
    assert point.lines[:3] == (f"{SERVICE}: 2", "Result of a court case: 1", "not asked: 1")
    assert point.lines[3].startswith("Never: Warn people, or help them stay safe, Answer a question")


def test_the_month_under_way_says_so_and_an_account_without_tweets_too(town):
    published(town, datetime(2026, 6, 3, 9, tzinfo=UTC))
    found = purpose_report(town.store, "")
    assert found.month == "June 2026, so far"
    assert [(account.handle, of.tweets) for account, of in found.accounts] == [("Fernshire", 1), ("FernshireRoads", 0)]
    assert "@FernshireRoads: no tweets" in said(town.types("nia", "/account purposes"))


@pytest.mark.parametrize(
    ("typed", "answer"), [("@nowhere", "There is no account"), ("Octember", "“Octember” is no month")]
)
def test_what_cannot_be_counted_is_refused_in_words(town, typed, answer):
    assert answer in said(town.types("nia", f"/account purposes {typed}"))
