"""Topics that take a second approver, key issues with a line to take, owners of topics, and people's restrictions."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from council import WORDS

from bot.core.cards import Action
from bot.core.drafts import State
from bot.core.findings import Level, office
from bot.core.forms import PreviewForm
from bot.core.reference import Reference
from bot.core.topics import Restriction, Topic

FLOOD = Topic("Flood defences", ("flood*", "river wall"), filtered="people have lost their homes")
TEXT = "Flooding on Mill Street: the road is closed and the library stays open."


def knows(town, *topics, restrictions=()):
    with town.store.write() as uow:
        uow.reference.set(Reference(topics=topics, restrictions=restrictions))


def found(shown):
    assert isinstance(shown, PreviewForm), shown
    return {f.rule: f for f in shown.view.findings if f.rule.startswith("topics.")}


def test_a_topic_filter_takes_a_second_approver_and_says_why(town):
    """S53."""
    knows(town, FLOOD)
    preview = town.saves("tom", TEXT)
    finding = found(preview)["topics.filter"]
    assert (finding.level, finding.shown) == (Level.SECOND_APPROVER, "Flooding")
    assert finding.message == "“Flooding” touches “Flood defences”, which always takes a second approver."
    assert finding.why == "People have lost their homes."
    assert preview.view.needed == 2
    assert found(town.saves("tom", WORDS)) == {}


def test_a_filter_counts_for_one_account_where_it_names_one(town):
    """S53."""
    knows(town, replace(FLOOD, accounts=("fernshireroads",)))
    assert found(town.saves("tom", TEXT)) == {}
    assert "topics.filter" in found(town.saves("tom", TEXT, account="fernshireroads"))


@pytest.mark.parametrize(
    "text", ["F\u200blooding near the park.", "The RIVER  WALL holds.", "Ｆｌｏｏｄｓ near the park."]
)
def test_the_words_are_met_in_whatever_way_they_are_typed(town, text):
    """S53."""
    knows(town, FLOOD)
    assert "topics.filter" in found(town.saves("tom", text))


def test_one_approval_is_not_enough_and_the_record_names_the_filter(town):
    """S53: the filter comes on top of the account's one approver."""
    knows(town, FLOOD)
    number = town.pitched("tom", TEXT)
    town.approves("priya", number)
    assert town.draft(number).state is State.IN_REVIEW
    town.approves("amy", number)
    assert town.draft(number).state is State.SCHEDULED
    body = town.records("DraftApproved")[-1].body
    assert body["risk"] == "Risk: high, because a check asks for a second approver (Watched topics)."  # S62
    assert any(line.startswith("topics.filter: ") for line in body["findings"])


def test_a_key_issue_shows_the_line_to_take_and_is_held_for_two(town):
    """S54."""
    line = "We will publish the review in March and act on it."
    knows(town, replace(FLOOD, filtered="", line=line))
    preview = town.saves("tom", TEXT)
    finding = found(preview)["topics.key_issue"]
    assert f"The line to take: “{line}”" in finding.message
    assert preview.view.needed == 2


def test_a_topic_outside_the_remit_goes_to_its_owner(town):
    """S49."""
    knows(town, replace(FLOOD, filtered="", owner="nia"))
    assert found(town.saves("tom", TEXT)) == {}
    town.sets("fernshire", remit=("libraries",))
    finding = found(town.saves("tom", TEXT))["topics.owner"]
    assert office(finding.route_to) == "Nia Cole"
    assert "Ask Nia Cole" in finding.fix
    town.sets("fernshire", remit=("libraries", "flood warnings"))
    assert found(town.saves("tom", TEXT)) == {}


def test_a_restriction_holds_the_drafts_of_that_person_alone_with_its_reason(town):
    """S51."""
    topic = replace(FLOOD, filtered="")
    knows(town, topic, restrictions=(Restriction("tom", ("Flood defences",), "his firm builds the wall", "lee"),))
    finding = found(town.saves("tom", TEXT))["topics.restricted"]
    assert finding.level is Level.SECOND_APPROVER
    assert finding.why == "His firm builds the wall. Set by Lee Ward."
    assert office(finding.route_to) == "Lee Ward"
    assert found(town.saves("priya", TEXT)) == {}


def test_a_restriction_that_has_run_out_does_nothing(town):
    """S51: noon on 1 June 2026; the day is that of publication, by the organisation's clock."""
    until = Restriction("tom", ("Flood defences",), "he is a witness", "lee", date(2026, 6, 2))
    knows(town, replace(FLOOD, filtered=""), restrictions=(until,))
    last = town.saves("tom", TEXT, when=datetime(2026, 6, 2, 22, 30, tzinfo=UTC))
    assert "2 June 2026" in found(last)["topics.restricted"].message
    assert found(town.saves("tom", TEXT, when=datetime(2026, 6, 2, 23, 30, tzinfo=UTC))) == {}


def test_a_filter_entered_after_the_first_approval_asks_for_the_second(town):
    """S53, F5: the checks run again with every approval."""
    number = town.pitched("tom", TEXT)
    knows(town, FLOOD)
    town.approves("priya", number)
    assert town.draft(number).state is State.IN_REVIEW
    assert Action.APPROVE in town.card(number).actions
