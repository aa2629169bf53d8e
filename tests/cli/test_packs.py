"""Rules tuned without code: packs checked and tried in the terminal, a folder of one's own, figures of a month."""

import json
import re

import pytest
from tiny_pack import tiny

from bot.adapters.rule_packs import RulePacks
from bot.adapters.store import open_store
from bot.core.drafts import Revision
from bot.core.ids import AccountId, PersonId
from bot.policy.packs import LIBRARY
from bot.use_cases.checking import check
from bot.use_cases.tools import Tools
from bot.wiring import utc_now

OWN = """\
pack: council
version: 1
owner: Head of communications
review_by: 2030-03-01
extends: [council]
rules:
  - id: own.castle
    check: topic_authority
    matcher: phrases
    level: {level}
    terms: [castle]
    message: "“{{match}}” is the heritage team’s to speak of."
    why: They run it.
    fix: Ask the heritage team.
    examples: {{fires: [The castle is shut], passes: [{passes}]}}
"""


def own(folder, level="warn", passes="The park opens", name="council"):
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(OWN.format(level=level, passes=passes), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pitched(organised):
    """Two drafts, kept as Sam pitched them."""
    store = open_store(f"sqlite:///{organised.folder / 'countersign.db'}", utc_now)
    tools = Tools(store, RulePacks(None), {}, None)
    with store.write() as uow:
        for text in ("The castle opens at ten.", "The museum opens at ten."):
            sam = PersonId("sam.okafor")
            revision = Revision(1, text, sam, uow.now())
            draft = uow.drafts.add(AccountId("fernshirecc"), sam, revision, uow.now())
            check(tools, uow, draft, revision)
    store.close()
    return organised


def test_a_pack_is_checked_with_what_it_extends_and_its_examples(terminal):
    own(terminal.folder / "rules")
    told = terminal.types("packs", "check", "rules/council.yaml")
    assert told.returncode == 0, told.stderr
    assert re.search(r"rules/council\.yaml: OK\. \d{2,} rules, \d{3,} examples, all as expected", told.stdout)
    assert "+ council 1 (" in told.stdout


def test_a_pack_that_contradicts_itself_is_refused_with_line_and_example(terminal):
    own(terminal.folder / "bad", passes="The castle opens")
    told = terminal.types("packs", "check", "bad/council.yaml")
    assert told.returncode == 1
    assert re.search(r"bad/council\.yaml, line 15: the rule “own\.castle” finds its own example", told.stderr)
    assert "expected it to leave it alone" in told.stderr


def test_a_refusal_names_the_file_once_and_says_what_was_expected(terminal):
    """Issue 3, point 2."""
    (terminal.folder / "indented").mkdir()
    (terminal.folder / "indented" / "council.yaml").write_text("pack: council\n  rules:\n", encoding="utf-8")
    told = terminal.types("packs", "check", "indented/council.yaml").stderr
    assert told.startswith("indented/council.yaml, line 2: “rules” stands further in than “pack: council” on line 1")
    assert "begin “rules” right under “pack”." in told
    assert told.count("council.yaml") == 1


def test_a_slip_in_a_key_is_named_with_the_nearest_known(terminal):
    file = own(terminal.folder / "slip") / "council.yaml"
    file.write_text(file.read_text().replace("terms:", "term:"))
    told = terminal.types("packs", "check", "slip/council.yaml")
    assert told.returncode == 1
    assert "line 11: “term” is not known here. Did you mean “terms”?" in told.stderr


def test_a_changed_pack_is_tried_on_what_was_pitched(pitched):
    own(pitched.folder / "rules", level="second_approver")
    told = pitched.types("packs", "try", "rules/council.yaml", "--account", "@FernshireCC")
    assert told.returncode == 0, told.stderr
    assert "on @FernshireCC: The castle opens at ten." in told.stdout
    assert "+ own.castle (second approver): “castle” is the heritage team’s to speak of." in told.stdout
    assert "museum" not in told.stdout
    assert "2 drafts looked at. Findings: 1 new, 0 gone, 0 with another level." in told.stdout


def test_a_pack_nothing_is_built_on_is_tried_on_top_of_the_rules_in_force(pitched):
    file = own(pitched.folder, name="castle") / "castle.yaml"
    file.write_text(file.read_text().replace("[council]", "[base/uk-public-sector]"))
    told = pitched.types("packs", "try", "castle.yaml", "--account", "@FernshireCC")
    assert told.returncode == 0, told.stderr
    words = " ".join(told.stdout.split())
    assert "No rules in force are built on “castle”. This is what it would change on top of them." in words
    assert "+ own.castle (check): “castle” is the heritage team’s to speak of." in words
    assert "Findings: 1 new, 0 gone, 0 with another level." in told.stdout


def test_a_pack_that_is_in_force_as_it_is_changes_nothing_and_says_so(pitched):
    shipped = (LIBRARY / "council.yaml").read_text()
    (pitched.folder / "same").mkdir()
    (pitched.folder / "same" / "council.yaml").write_text(shipped)
    told = pitched.types("packs", "try", "same/council.yaml")
    assert told.returncode == 1
    assert "“council” is in force as it is in this file, so nothing would change." in told.stderr


def test_a_pack_that_leaves_shipped_rules_out_or_is_due_for_review_says_so(terminal):
    file = tiny(terminal.folder)
    file.write_text(file.read_text().replace("2030-03-01", "2026-03-01"))
    told = terminal.types("packs", "check", "council.yaml")
    assert told.returncode == 0, told.stderr
    assert re.search(r"and leaves out \d{3} of its rules, \d{2} of them locked\.", told.stdout)
    assert "To keep them, write extends: [council]." in told.stdout
    assert (
        "Review: 4 rules in council.yaml, kept by the Head of communications, to be reviewed by 1 March" in told.stdout
    )


@pytest.mark.parametrize(
    ("name", "said"), [("councl.yaml", "Did you mean “council.yaml”?"), (".", "this is a folder. Name the packs in it")]
)
def test_a_file_that_is_none_is_said_in_words(terminal, name, said):
    tiny(terminal.folder)
    told = terminal.types("packs", "check", name)
    assert told.returncode == 1
    assert said in told.stderr


def test_the_rules_of_a_file_are_looked_through_before_it_is_in_force(terminal):
    own(terminal.folder / "alone", name="castle")
    told = terminal.types("packs", "show", "alone/castle.yaml").stdout
    assert "own.castle" in told
    note = "It calls itself “council”; other packs extend it by the name of its file, “castle”."
    assert note in terminal.types("packs", "check", "alone/castle.yaml").stdout
    assert re.search(r"1 rules? of its own, and \d{3} of the packs it extends", told)
    assert "It finds, for example" in terminal.types("packs", "show", "alone/castle.yaml", "own.castle").stdout


def test_packs_of_ones_own_are_in_force_by_name(pitched):
    folder = own(pitched.folder / "mine")
    words = ("check", "The castle is open.", "--account", "@FernshireCC")
    assert "heritage" in pitched.types(*words, COUNTERSIGN_PACKS=str(folder)).stdout
    assert "heritage" not in pitched.types(*words).stdout
    again = own(pitched.folder / "softer", level="advice")
    told = pitched.types("packs", "try", str(again / "council.yaml"), COUNTERSIGN_PACKS=str(folder))
    assert "~ own.castle: check → advice" in told.stdout


def test_a_folder_that_is_not_there_is_said(terminal):
    own(terminal.folder / "rules")
    told = terminal.types("packs", "check", "rules/council.yaml", COUNTERSIGN_PACKS="nowhere")
    assert told.returncode == 1
    assert "COUNTERSIGN_PACKS is “nowhere”, but there is no such folder." in told.stderr


def test_doctor_names_a_pack_that_may_not_come_into_force(pitched):
    folder = own(pitched.folder / "broken", passes="The castle opens")
    told = pitched.types("doctor", COUNTERSIGN_PACKS=str(folder))
    assert "✗ council.yaml, line 15" in told.stdout
    assert "The shipped rules are in force instead." in told.stdout


def test_doctor_names_rules_past_their_review_date(pitched):
    file = own(pitched.folder / "late") / "council.yaml"
    file.write_text(file.read_text().replace("2030-03-01", "2026-03-01"))
    told = pitched.types("doctor", COUNTERSIGN_PACKS=str(pitched.folder / "late"))
    assert (
        "! 1 rule in council.yaml, kept by the Head of communications, to be reviewed by 1 March 2026." in told.stdout
    )


def test_the_figures_of_a_month_are_a_table_with_what_the_words_mean(pitched):
    """S52."""
    told = pitched.types("rules", "figures")
    assert told.returncode == 0, told.stderr
    assert "No rule found anything in" in told.stdout or "Overridden" in told.stdout
    assert "Write it as October, or as 2026-10." in pitched.types("rules", "figures", "--month", "mai").stderr
    helped = " ".join(pitched.types("rules", "figures", "--help").stdout.split())
    assert "Upheld: of the others, drafts that were changed" in helped


def test_what_the_tweets_of_a_month_were_for_is_counted(pitched):
    """S50: nothing has been published here, so there is nothing to count; the words say what would be."""
    told = pitched.types("accounts", "purposes")
    assert told.returncode == 0, told.stderr
    assert "What tweets were for" in told.stdout
    assert pitched.types("accounts", "purposes", "--json").stdout == ""
    assert "There is no account “@nowhere” here." in pitched.types("accounts", "purposes", "@nowhere").stderr


def test_a_set_of_drafts_is_checked_by_a_pack_of_ones_own(terminal):
    file = own(terminal.folder / "set", level="block", name="castle") / "castle.yaml"
    drafts = '{"id": 7, "text": "The castle is open", "context": {"org_type": "nhs_trust"}}'
    told = terminal.types("check", "--jsonl", "--pack", str(file), stdin=drafts)
    (found,) = json.loads(told.stdout)["findings"]
    assert (found["check"], found["level"], found["start"], found["end"]) == ("topic_authority", "block", 4, 10)
    wrong = terminal.types("check", "--jsonl", "--pack", "set/castel.yaml", stdin=drafts)
    assert wrong.returncode == 1
    assert "Did you mean “castle.yaml”?" in wrong.stderr
