"""The rules in a Slack modal: topics, lists and pages fit however long their words are, and lead on by buttons."""

import json
from dataclasses import replace
from datetime import date

import pytest

from bot.adapters.slack import parse, parse_form, render_form
from bot.adapters.slack.render_findings import findings_blocks
from bot.core.cards import Action
from bot.core.check_names import CHECK_NAMES
from bot.core.commands import FindRules, Pressed
from bot.core.drafts import State
from bot.core.findings import Finding, Level
from bot.core.rule_forms import OwnRulePage, RuleLine, RulePage, RulesForm, Topic

LINE = RuleLine("politics.party", Level.BLOCK, "This names a party.", "politics.party fernshire/block//1/")
FORM = RulesForm("Rules for @fernshire", "171 rules in force.", "fernshire", version="council 1 (abc)")
TOPICS = replace(
    FORM, topics=tuple((level, tuple(Topic(n, 12, f"f/{n}") for n in CHECK_NAMES.values())) for level in Level)
)
PAGE = RulePage(
    title="Rules for @fernshire",
    rule="politics.party",
    check="Party politics",
    level=Level.SECOND_APPROVER,
    words="This names a party.",
    said="“Labour” names a party.",
    why="The law says so.",
    fix="Take it out.",
    ask="the monitoring officer",
    link="https://law.example/1",
    applies=("Always, on every account.",),
    fires=("“Labour did this”",),
    passes=("“The park opens”",),
    owner="Head of Communications",
    packs=("politics",),
    locked=True,
    review_by=date(2027, 6, 1),
    overdue=False,
    figures="June 2026: fired 1, overridden 0, upheld 0, open 1.",
    back="fernshire/block/party_political/1/",
)


OWN = OwnRulePage(
    title="Rules for @fernshire",
    rule="topics.filter",
    check="Watched topics",
    level=Level.SECOND_APPROVER,
    words="This touches a topic.",
    why="Trust is at stake.",
    fix="Leave it out.",
    ask="",
    source="Entered in org.yaml.",
    changed="Two leads.",
    summary="For @fernshire: 1 entered.",
    entries=("Old dam (dam): People live below it.",),
    figures="",
    back="fernshire//own/1/",
)


def _buttons(view):
    row = [each for block in view["blocks"] if block["type"] == "actions" for each in block["elements"]]
    return row + [block["accessory"] for block in view["blocks"] if "accessory" in block]


@pytest.mark.parametrize("text", ["short", "<!channel>" * 500, "👩‍👩‍👧‍👦" * 1000])
def test_every_view_of_the_rules_fits_however_long_its_words_are(limits, text):
    lines = tuple(RuleLine(text, Level.WARN, text, "a" * 300) for _ in range(60))
    listed = replace(FORM, title=text, summary=text, lines=lines, back="a", more="b", version=text, sought=text[:100])
    many = (text,) * 40
    page = replace(
        PAGE, title=text, words=text, said=text, why=text, fix=text, ask=text, applies=many, fires=many, passes=many,
        owner=text, packs=(text, text), figures=text, check=text, rule=text,
    )  # fmt: skip

    own = replace(
        OWN, title=text, words=text, why=text, fix=text, ask=text, source=text, changed=text, summary=text, entries=many,
        figures=text, check=text, rule=text,
    )  # fmt: skip

    for form in (replace(TOPICS, own=Topic(text, 12, "f")), listed, page, own):
        limits.view(render_form.form_view(form))


def test_the_page_of_a_check_in_no_pack_says_what_is_entered_and_who_may_change_it():
    shown = str(render_form.form_view(OWN)["blocks"])

    for words in (
        "Where it stands: ",
        "Who may change it: ",
        "Two leads.",
        "Old dam (dam): People live below it.",
        "Back",
    ):
        assert words in shown
    assert "Figures" not in shown
    assert "entered" not in str(render_form.form_view(replace(OWN, summary="", source=""))["blocks"])


def test_the_topics_of_a_level_are_buttons_with_how_many_rules_they_have(limits):
    view = render_form.form_view(TOPICS)

    labels = [button["text"]["text"] for button in _buttons(view)]
    assert labels.count("Party politics (12)") == len(Level)
    assert "Must fix" in str(view["blocks"])
    assert "council 1 (abc)" in str(view["blocks"])
    assert view["submit"]["text"] == "Search"


def test_a_list_has_a_button_for_each_rule_and_leads_back_and_on():
    view = render_form.form_view(replace(FORM, lines=(LINE,), back="fernshire", more="fernshire////2"))

    pressed = [parse.pressed({"actions": [{**button, "type": "button"}]}) for button in _buttons(view)]

    assert pressed == [
        Pressed(Action.RULES, about="fernshire"),
        Pressed(Action.RULES, about="fernshire////2"),
        Pressed(Action.RULE, about=LINE.about),
    ]
    (section,) = [block for block in view["blocks"] if block["type"] == "section"]
    assert section["text"]["text"] == "This names a party.\nMust fix · politics.party"


def test_what_is_searched_for_comes_back_with_the_account():
    view = render_form.form_view(FORM)
    state = {"values": {"words": {"words": {"value": "bin"}}}}

    assert parse_form.handed_in({"view": {**view, "state": state}}) == FindRules("fernshire", "bin")
    assert parse_form.handed_in({"view": view}) == FindRules("fernshire", "")


def test_a_rules_page_says_all_there_is_to_know(limits):
    said = json.dumps(render_form.form_view(PAGE), ensure_ascii=False)

    for words in (
        "This names a party.", "“Labour” names a party.", "The law says so.", "Take it out.", "the monitoring officer",
        "https://law.example/1", "Always, on every account.", "“Labour did this”", "“The park opens”",
        "Kept by the Head of Communications in the pack “politics”, to be reviewed by 1 June 2027.", "It is locked", "fired 1", "politics.party",
        "Needs a second approver",
    ):  # fmt: skip
        assert words in said
    changed = json.dumps(render_form.form_view(replace(PAGE, packs=("politics", "police"))), ensure_ascii=False)
    assert "in the pack “politics”, changed by “police”, to be reviewed" in changed
    overdue = json.dumps(render_form.form_view(replace(PAGE, overdue=True, figures="", link="", said="")))
    assert "1 June 2027, which has passed." in overdue
    assert "Figures" not in overdue
    assert "Read the guidance" not in overdue


def test_a_finding_names_its_rule_so_that_it_can_be_looked_up(samples):
    """S52: every hold states the rule."""
    view = samples.view(State.DRAFT)
    found = Finding(
        "pii.telephone", "pii_phone", Level.WARN, 0, 4, "0161", "Not ours.", "It may be private.", "Check it."
    )
    linked = replace(found, rule="pii.mobile", link="https://law.example/1")

    drawn = findings_blocks(replace(view, findings=(found, linked)), 10)

    runs = [
        run
        for block in drawn
        for part in block["elements"]
        for item in part["elements"]
        for run in item.get("elements", [])
    ]
    assert {run["text"] for run in runs if run.get("style") == {"code": True}} >= {"pii.telephone", "pii.mobile"}
    assert [run["url"] for run in runs if run["type"] == "link"] == ["https://law.example/1"]
