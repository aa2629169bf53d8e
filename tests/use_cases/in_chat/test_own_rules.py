"""The checks that stand in no pack are among an account's rules: what they look for, why, and who may change it (S52)."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot import use_cases
from bot.core.accounts import Grant, Role
from bot.core.cards import Action
from bot.core.check_names import check_name
from bot.core.commands import FindRules, Pressed
from bot.core.own_checks import OWN_CHECKS
from bot.core.reference import Journalist, Reference
from bot.core.rule_forms import OwnRulePage
from bot.core.topics import Restriction, Topic
from bot.use_cases.topic_findings import RESTRICTED

DAM = Topic("Old dam", ("dam", "reservoir*"), filtered="people live below it", owner="lee")
RAIL = Topic("Railway", ("rail*",), line="The inquiry decides in May.", filtered="it divides the town")
ON_MAY = Restriction("priya", ("Old dam",), "she is a witness", "lee", date(2026, 12, 31))


@pytest.fixture
def town(town):
    """The council with topics, a restriction and a media list."""
    town.sets("fernshire", remit=("libraries",))
    with town.store.write() as uow:
        uow.reference.set(Reference(topics=(DAM, RAIL), restrictions=(ON_MAY,), media_list=(Journalist("LocalPaper"),)))
    return town


def page(town, rule, name="tom"):
    shown = town.types(name, f"/account rules @Fernshire {rule}")
    assert isinstance(shown, OwnRulePage), shown
    return shown


def test_the_topics_lead_to_our_own_checks_and_each_of_them_opens_and_leads_back(town):
    topics = town.types("tom", "/account rules @Fernshire")

    listed = town.does("tom", Pressed(Action.RULES, about=topics.own.about))
    opened = [town.does("tom", Pressed(Action.RULE, about=line.about)) for line in listed.lines]

    assert topics.own.rules == len(listed.lines) == len(OWN_CHECKS)
    assert listed.summary == f"Our own checks: {len(OWN_CHECKS)}"
    assert [each.rule for each in opened] == [each.rule for each in OWN_CHECKS]
    assert town.does("tom", Pressed(Action.RULES, about=opened[0].back)) == listed
    assert town.does("tom", Pressed(Action.RULES, about=listed.back)) == topics


def test_a_page_says_what_is_entered_why_and_who_may_change_it(town):
    watched, issue, owned = (page(town, f"topics.{rule}") for rule in ("filter", "key_issue", "owner"))

    assert watched.entries == ("Old dam (dam, reservoir*): People live below it.",)
    assert watched.summary == "Entered for @Fernshire:"
    assert "Two leads may switch one off: /account topics off." in watched.changed
    assert issue.entries == ("Railway (rail*): It divides the town. The line to take: “The inquiry decides in May.”",)
    assert owned.entries == ("Old dam (dam, reservoir*): Lee Ward’s.", "Railway (rail*): a lead signs.")
    assert page(town, "replies.media_list").entries == ("@LocalPaper",)
    assert page(town, "incident.register").summary == "Nothing is entered for @Fernshire, so it finds nothing."
    assert page(town, "declared.permission").summary == ""


def test_a_restriction_is_read_by_leads_and_by_whom_it_concerns_alone(town):
    """S51: the reason can be delicate."""
    assert "She is a witness." in page(town, "topics.restricted", "lee").entries[0]
    assert page(town, "topics.restricted", "priya").summary == "On you, or set by you:"
    other = page(town, "topics.restricted", "tom")
    assert (other.entries, other.summary) == ((), "None is on you, and you have set none. Leads see all of them.")


def test_they_are_found_by_what_they_say_and_by_what_is_entered_for_them(town):
    by_word = town.does("tom", FindRules("Fernshire", "reservoir"))
    by_id = town.does("tom", FindRules("Fernshire", "declared.source"))

    assert [line.rule for line in by_word.lines][:2] == ["topics.filter (1 entered)", "topics.owner (2 entered)"]
    assert by_word.summary == f"“reservoir”: {len(by_word.lines)} rules."
    assert isinstance(by_id, OwnRulePage)
    opened = town.does("tom", Pressed(Action.RULE, about=by_word.lines[0].about))
    assert town.does("tom", Pressed(Action.RULES, about=opened.back)) == by_word


def test_the_figures_of_their_month_are_for_leads(town):
    with town.store.write() as uow:
        uow.accounts.grant(Grant("nia", "fernshire", Role.APPROVE, date(2026, 1, 5), "lee"))
    town.pitched("tom", "The dam is safe.")

    lead, officer = (page(town, "topics.filter", who).figures for who in ("lee", "tom"))

    assert (lead, officer) == ("June 2026: fired 1, overridden 0, upheld 0, open 1.", "")


def test_every_finding_that_the_use_cases_make_has_its_page():
    folder = Path(use_cases.__file__).parent
    files = [*folder.glob("*_findings.py"), folder / "answering.py", folder.parent / "core" / "retold.py"]
    source = "\n".join(file.read_text("utf-8") for file in files)
    named = set(re.findall(r'"((?:topics|declared|incident|replies|target|press)\.[a-z_]+)"', source))

    assert named | {RESTRICTED} == {each.rule for each in OWN_CHECKS}


def test_each_page_says_what_its_finding_says(town):
    with town.store.read() as uow:
        town.saves("tom", "The dam is safe, said an e-mail from the engineers. 40% of it is new.")
        draft = uow.drafts.get(1)
        found = {finding.rule: finding for finding in uow.drafts.checked(draft.id, 1).findings}

    for each in OWN_CHECKS:
        if finding := found.get(each.rule):
            assert (finding.check, finding.level) == (each.check, each.level)
    assert {"topics.filter", "topics.owner"} <= found.keys()


def test_each_has_a_name_of_its_own_and_sentences():
    for each in OWN_CHECKS:
        assert check_name(each.check)[0].isupper()
        assert all(said.endswith(".") for said in (each.words, each.why, each.fix, each.source, each.changed)), (
            each.rule
        )
