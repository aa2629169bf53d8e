"""Looking through the rules in force for an account: topics, lists, a search, and the page of one rule (S52)."""

import re
from dataclasses import replace

import pytest

from bot.core.accounts import OrgType
from bot.core.cards import Action, Notice
from bot.core.commands import FindRules, Pressed
from bot.core.findings import Level
from bot.core.rule_forms import RulePage, RulesForm
from bot.policy.engine import engine_for
from bot.use_cases.in_force import in_force
from bot.use_cases.rules import PER_PAGE, Spot


@pytest.fixture
def shipped(town):
    """The council by the rules that are shipped."""
    town.tools = replace(town.tools, engines={OrgType.COUNCIL: engine_for("council")})
    return town


def _topic(form, level, name):
    return next(topic for each, topics in form.topics if each is level for topic in topics if topic.name == name)


def test_the_topics_are_counted_by_level_and_lead_to_their_rules(shipped):
    form = shipped.types("tom", "/account rules @Fernshire")
    topic = _topic(form, Level.BLOCK, "Party politics")

    listed = shipped.does("tom", Pressed(Action.RULES, about=topic.about))

    assert isinstance(form, RulesForm)
    assert [level for level, _ in form.topics] == list(Level)
    total = sum(topic.rules for _, topics in form.topics for topic in topics)
    assert form.summary == f"{total} rules in force."
    assert listed.summary == f"Party politics: {topic.rules} rules"
    assert len(listed.lines) == topic.rules
    assert {line.level for line in listed.lines} == {Level.BLOCK}
    assert shipped.does("tom", Pressed(Action.RULES, about=listed.back)) == form


def test_one_sentence_says_which_rules_are_in_force_and_in_which_version(shipped):
    """S52. The exact fingerprint stays with the records and in the terminal."""
    form = shipped.types("tom", "/account rules @Fernshire")
    versions = dict(engine_for("council").pack.parts)

    assert form.version == (
        f"Checked by the rules for councils, version {versions['council']}, "
        f"on top of what every public body follows, version {versions['tone']}."
    )


def test_packs_of_ones_own_are_named_first_and_the_latest_of_the_shared_versions_counts():
    pack = engine_for("council").pack
    shared = (("tone", "2026.9.2"), ("base", "2026.12.1"))
    own = replace(pack, parts=(*shared, ("council", "2026.12.3"), ("fernshire", "4")))

    assert in_force(own) == (
        "Checked by the rules “fernshire”, version 4, on top of the rules for councils, version 2026.12.3 "
        "and what every public body follows, version 2026.12.1."
    )
    assert in_force(replace(pack, parts=(("mine", "1"),))) == "Checked by the rules “mine”, version 1."
    assert in_force(replace(pack, parts=shared)) == "Checked by what every public body follows, version 2026.12.1."
    assert in_force(replace(pack, parts=())) == ""


def test_a_rule_opens_with_all_there_is_to_know_and_leads_back_to_its_list(shipped):
    listed = shipped.does("tom", FindRules("Fernshire", "mobile number"))
    line = next(line for line in listed.lines if line.rule == "pii.mobile")

    page = shipped.does("tom", Pressed(Action.RULE, about=line.about))

    assert isinstance(page, RulePage)
    assert (page.rule, page.check, page.level) == ("pii.mobile", "Telephone numbers", Level.SECOND_APPROVER)
    assert page.words == "This gives a mobile number that is not one of our public contacts."
    assert page.said.endswith("(a number ending 123).") or "123" in page.said
    assert (page.ask, page.owner, page.overdue) == ("the data protection team", "Head of Communications", False)
    assert page.link.startswith("https://ico.org.uk/")
    assert page.applies == ("Always, on every account.",)
    assert "“Call Ola on 07700 900123”" in page.fires
    assert "“Text us on 07700 900123” (with a public contact on record)" in page.passes
    assert shipped.does("tom", Pressed(Action.RULES, about=page.back)) == listed


def test_an_id_typed_or_searched_for_goes_straight_to_its_page_and_back_to_its_topic(shipped):
    typed = shipped.types("tom", "/account rules @Fernshire council.undecided-case")
    searched = shipped.does("tom", FindRules("Fernshire", " council.undecided-case "))

    back = shipped.does("tom", Pressed(Action.RULES, about=typed.back))

    assert typed == searched
    assert typed.rule == "council.undecided-case"
    assert back.summary.startswith("Outside the remit: ")


def test_a_search_says_how_many_it_found_and_where_and_an_empty_one_shows_the_topics(shipped):
    found = shipped.does("tom", FindRules("Fernshire", "prosecco"))
    nothing = shipped.types("tom", "/account rules @Fernshire zebra crossing wardens")

    assert found.summary == f"“prosecco”: {len(found.lines)} rules."
    assert {line.rule.partition(" ")[2] for line in found.lines} == {"(among the words it looks for)"}
    assert (nothing.lines, nothing.summary) == (
        (),
        "No rule speaks of “zebra crossing wardens”. Try another word, or the beginning of one.",
    )
    assert shipped.does("tom", FindRules("Fernshire", "  ")) == shipped.types("tom", "/account rules @Fernshire")


def test_a_long_list_comes_in_pages(shipped):
    first = shipped.does("tom", FindRules("Fernshire", "the"))

    second = shipped.does("tom", Pressed(Action.RULES, about=first.more))

    assert len(first.lines) == PER_PAGE
    assert " Page 1 of " in first.summary
    assert " Page 2 of " in second.summary
    assert {line.rule for line in first.lines}.isdisjoint(line.rule for line in second.lines)
    last = shipped.does("tom", Pressed(Action.RULES, about=replace(Spot.read(first.more), page=99).text))
    assert (last.more, bool(last.lines)) == ("", True)


def test_only_rules_that_can_ever_listen_on_the_account_are_shown(shipped):
    form = shipped.does("tom", FindRules("Fernshire", "closed mind"))
    police = shipped.types("tom", "/account rules @Fernshire police.where-guns-are")

    assert "council.mind-made-up" not in {line.rule for line in form.lines}
    assert isinstance(police, RulesForm)


def test_the_month_of_a_rule_is_for_leads(shipped):
    shipped.pitched("tom", "Ring 01632 960123 to book a seat.")

    lead, officer = (shipped.types(who, "/account rules @Fernshire pii.telephone").figures for who in ("lee", "tom"))
    quiet = shipped.types("lee", "/account rules @Fernshire pii.nino").figures

    assert lead == "June 2026: fired 1, overridden 0, upheld 0, open 1."
    assert quiet == "It has found nothing in June 2026."
    assert officer == ""


def test_a_review_date_that_has_passed_is_said(shipped, clock):
    assert not shipped.types("tom", "/account rules @Fernshire pii.nino").overdue
    clock.move(days=400)
    assert shipped.types("tom", "/account rules @Fernshire pii.nino").overdue


@pytest.mark.parametrize(
    "about", ["", "Nowhere", "Nowhere/block/secret/1/", "Fernshire/none/none/x/", "/////", "Fernshire/block/secret/-1/"]
)
def test_a_button_that_was_never_drawn_is_answered_in_words(shipped, about):
    for action, said in ((Action.RULES, about), (Action.RULE, f"no.rule {about}")):
        shown = shipped.does("tom", Pressed(action, about=said))
        assert isinstance(shown, Notice | RulesForm)


def test_the_same_spot_is_read_from_what_was_written_whatever_was_searched_for():
    for sought in ("", "a/b/c", "what? “x”", "é" * 90):
        spot = Spot("Fernshire", "block", "secret", 3, sought)
        assert Spot.read(spot.text) == spot


def test_the_rules_past_their_review_date_are_counted_and_listed(shipped, clock):
    clock.move(days=400)
    form = shipped.types("tom", "/account rules @Fernshire")

    listed = shipped.types("tom", "/account rules @Fernshire to review")

    assert re.fullmatch(r"(\d+) rules in force\. \1 past their review date: search for “to review”\.", form.summary)
    assert listed.summary.startswith("Past their review date: ")
    page = shipped.does("tom", Pressed(Action.RULE, about=listed.lines[0].about))
    assert page.overdue
    assert shipped.does("tom", Pressed(Action.RULES, about=page.back)) == listed
