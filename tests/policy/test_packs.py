"""Broken packs are refused with file, line, what is wrong and what was expected; sound ones extend and tighten."""

from pathlib import Path

import pytest

from bot.core.findings import Level
from bot.policy.context import Context
from bot.policy.engine import Engine
from bot.policy.pack_schema import read_lists
from bot.policy.packs import LIBRARY, load_pack
from bot.policy.rules import PackError

_HEAD = """pack: {name}
version: 1
owner: Head of Communications
review_by: 2027-03-01
extends: [{extends}]
rules:
"""
_RULE = """  - id: tone.jolly
    check: incident_tone
    matcher: phrases
    level: warn
    terms: ["jolly good"]
    message: "“{match}” may read as too light."
    why: "Readers may be grieving."
    fix: "Say it plainly."
    examples:
      fires: ["Jolly good show"]
      passes: ["Good morning"]
"""


def _engine(folder: Path, rules: str, name: str = "mine", extends: str = "") -> Engine:
    path = folder / f"{name}.yaml"
    path.write_text(_HEAD.replace("{name}", name).replace("{extends}", extends) + rules, "utf-8")
    return Engine(load_pack(path))


def _refusal(folder, rules, **kinds) -> PackError:
    with pytest.raises(PackError) as refused:
        _engine(folder, rules, **kinds)
    return refused.value


def test_a_sound_pack_is_read_and_finds(tmp_path):
    engine = _engine(tmp_path, _RULE)

    (finding,) = engine.check("A jolly good day", Context())

    assert (finding.rule, finding.check, finding.level, finding.start, finding.end) == (
        "tone.jolly",
        "incident_tone",
        Level.WARN,
        2,
        12,
    )
    assert finding.message == "“jolly good” may read as too light."


def test_the_sample_shape_of_a_rule_is_read_whole(tmp_path):
    rule = r"""  - id: politics.named
    check: pre_election
    matcher: pattern
    terms: ['\bcllr [a-z]+']
    when: {period: [pre_election], covers: account_area}
    applies_to: {account_kind: [corporate, official], not_purpose: [returning_officer_notice]}
    level: second_approver
    route_to: monitoring_officer
    message: "You name {match}, and the pre-election period runs until {poll_date}."
    why: "Publicity must not be linked to individual politicians during this time."
    fix: "Hold the post until after {poll_date}."
    link: https://www.local.gov.uk/pre-election-period
    examples: {fires: ["Cllr Finch cut the ribbon"], passes: ["The mayor's parlour is closed"]}
"""
    engine = _engine(tmp_path, rule)
    period = {"kind": "pre_election", "election": "local", "starts": "2026-03-30", "poll": "2026-05-07"}
    inside = Context.from_json({"period": period, "now": "2026-04-20T12:00:00Z"})
    after = Context.from_json({"period": period, "now": "2026-05-20T12:00:00Z"})
    notice = Context.from_json(
        {"period": period, "now": "2026-04-20T12:00:00Z", "post_purpose": "returning_officer_notice"}
    )

    (finding,) = engine.check("Cllr Finch cut the ribbon", inside)

    assert finding.message == "You name Cllr Finch, and the pre-election period runs until 7 May 2026."
    assert finding.route_to == "monitoring_officer"
    assert engine.check("Cllr Finch cut the ribbon", after) == ()
    assert engine.check("Cllr Finch cut the ribbon", notice) == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("    level: warn", "    levle: warn", 10, "“levle” is not known here. Did you mean “level”?"),
        ("    level: warn", "    level: warm", 10, "“warm” is not one of the choices. Did you mean “warn”?"),
        ("check: incident_tone", "check: incident_tune", 8, "Did you mean “incident_tone”?"),
        ("matcher: phrases", "matcher: builtin:lenght", 9, "Did you mean “builtin:length”?"),
        ("    why: ", "    level: block\n    why: ", 13, "“level” stands here twice; it also stands on line 10."),
        ('    fix: "Say it plainly."\n', "", 7, "it needs “fix”"),
        ("{match}", "{mach}", 12, "“{mach}” cannot be filled in. Did you mean “match”?"),
        ("{match}", "{match", 12, "cannot be filled in"),
        (
            "Jolly good show",
            "Jolly bad show",
            16,
            "leaves alone its own example “Jolly bad show”; expected it to find it.",
        ),
        (
            "Good morning",
            "A jolly good morning",
            17,
            "finds its own example “A jolly good morning”; expected it to leave it alone.",
        ),
        ('terms: ["jolly good"]', "terms: []", 7, "has no “terms”"),
        ('terms: ["jolly good"]', 'terms: "jolly good"', 11, "expected a list here"),
        ('terms: ["jolly good"]', 'terms: [""]', 11, "expected words here, found nothing"),
        (
            'terms: ["jolly good"]',
            'terms: ["{parti} jolly"]',
            11,
            "uses the list {parti}, which is not kept. Did you mean “party”?",
        ),
        ("    level: warn", "    level: warn\n    locked: perhaps", 11, "expected true or false, found “perhaps”"),
        ("    level: warn", "    level: warn\n    review_by: soon", 11, "“soon” is no date"),
        (
            "    level: warn",
            "    level: warn\n    applies_to: {account_kind: [corporat]}",
            11,
            "Did you mean “corporate”?",
        ),
        (
            "    level: warn",
            "    level: warn\n    applies_to: {acount_kind: [corporate]}",
            11,
            "Did you mean “account_kind”?",
        ),
        ("    level: warn", "    level: warn\n    when: {covers: account_area}", 11, "name the “period” too"),
        ("    level: warn", "    level: warn\n    when: {period: [pre_elections]}", 11, "Did you mean “pre_election”?"),
        ('      passes: ["Good morning"]\n', "", 16, "at least one example under “passes”"),
        ("    examples:\n", "    examples: [", 16, "a list is not closed"),
        (
            'passes: ["Good morning"]',
            "passes: [{text: x, context: {nation: cornwall}}]",
            17,
            "“cornwall” is not a known nation",
        ),
        ("    level: warn", "    level:", 10, "found nothing: advice, block, second_approver, warn."),
        ("    level: warn", "    level: !warn", 10, "words that begin with ! need quotes"),
        ("    level: warn", "    level: warn\n    when: {period: []}", 11, "expected at least one value"),
        ("    level: warn", "    level: warn\n    when: {period: pre_election}", 11, "a list here: [pre_election]."),
        ("id: tone.jolly", "id: tone jolly", 7, "“tone jolly” is no id"),
        ("matcher: phrases", "matcher: regex", 9, "Expected phrases, pattern, or a built-in check by its name"),
        ("    why:", "    link: javascript:alert(1)\n    why:", 13, "it should begin with https://"),
        ("{match}", "{match:>1000000000}", 12, "“{match:>1000000000}” cannot be filled in"),
        ("{match}", "{match!r}", 12, "“{match!r}” cannot be filled in. Did you mean “match”?"),
        ('["jolly good"]', "[jolly good, ~]", 11, "expected words here, found nothing"),
        ('["jolly good"]', '["{party} {party} {party} {party}"]', 11, "20,000 at most may come of one term"),
        ('["Jolly good show"]', '[""]', 16, "expected words here, found nothing"),
        ('"Good morning"', "*nothing", 17, "*name repeats what &name marks further up, and nothing is."),
        ("    why: ", "\twhy: ", 13, "a tab stands where spaces are expected. Indent with spaces."),
        ("    why: ", "\u00a0   why: ", 14, "a space that was pasted from a document stands before the words"),
        ("    why: ", "   why: ", 13, "not indented as the lines above it are"),
        ('    why: "', '    route_to: legal\n      why: "', 14, "begin “why” right under “route_to”."),
        ('["jolly good"]', '["{qqqq}"]', 11, "Write its words out in “terms”, or look through the lists in bot/packs"),
        (
            '    why: "Readers',
            "    why: Note: readers",
            13,
            "a colon stands within these words. Put the words in quotes",
        ),
        ("    fix: ", '    owner: "A\\d"\n    fix: ', 14, "Use single quotes for patterns"),
        ("    level: warn", "---\n    level: warn", 10, "a line of three dashes begins a second file here"),
        (
            "    level: warn",
            "    level: warn\n    applies_to: {account_kind: [official], not_account_kind: [official]}",
            11,
            "nothing is left that the rule applies to",
        ),
        (
            '    terms: ["jolly good"]',
            '    remove_terms: [x]\n    terms: ["jolly good"]',
            11,
            "a new rule has no terms to remove",
        ),
    ],
)
def test_a_broken_rule_is_refused_with_file_line_and_what_was_expected(tmp_path, old, new, line, said):
    assert old in _RULE

    refused = _refusal(tmp_path, _RULE.replace(old, new))

    assert said in refused.problem
    assert (refused.file, refused.line) == ("mine.yaml", line)
    assert str(refused).startswith(f"mine.yaml, line {line}: ")


@pytest.mark.parametrize("pattern", [r"(a)\1", "(?=a)b", "(?<!a)b", "(a", "a{2,1}"])
def test_a_pattern_that_cannot_run_in_linear_time_is_refused(tmp_path, pattern):
    rule = _RULE.replace("matcher: phrases", "matcher: pattern").replace('["jolly good"]', f"['{pattern}']")

    refused = _refusal(tmp_path, rule)

    assert f"the pattern “{pattern}” of “tone.jolly” cannot be used" in refused.problem
    assert "Patterns must run in linear time" in refused.problem
    assert (refused.file, refused.line) == ("mine.yaml", 11)


@pytest.mark.parametrize(
    ("matcher", "good", "bad"),
    [
        ("together_in_draft", "light = jolly", "grave = /\\b(crash/"),
        ("together_near", "light = jolly", "grave = /(?=crash)/"),
        ("together_in_order", "light = jolly", "grave = /(crash)\\1/"),
        ("together", "light = jolly", "grave = /(?<!a)crash/"),
        ("together_in_sentence", "light = jolly", "grave = /crash{2,1}/"),
        ("together", "light: jolly", "grave: (crash"),
        ("together_in_sentence", "light: jolly", "grave: (?=crash)"),
        ("together_in_draft", "light = jolly", "grave = /💥/"),
        ("together_in_draft", "light = jolly", "grave"),
        ("together", "light = jolly", "grave = @persn"),
        ("together", "light: jolly", "crash"),
    ],
)
def test_a_term_that_a_detector_cannot_use_is_refused_where_it_stands(tmp_path, matcher, good, bad):
    lines = f"    terms:\n      - '{good}'\n      - '{bad}'"
    rule = _RULE.replace("matcher: phrases", f"matcher: builtin:{matcher}").replace('    terms: ["jolly good"]', lines)

    refused = _refusal(tmp_path, rule)

    assert "“tone.jolly” cannot be used" in refused.problem
    assert bad.split("= ")[-1].split(": ")[-1].strip("/") in refused.problem
    assert (refused.file, refused.line) == ("mine.yaml", 13)


def test_a_pattern_that_a_child_adds_is_refused_in_the_childs_file(tmp_path):
    parent = _RULE.replace("matcher: phrases", "matcher: pattern")
    (tmp_path / "parent.yaml").write_text(_HEAD.replace("{name}", "parent").replace("{extends}", "") + parent, "utf-8")

    refused = _refusal(tmp_path, "  - id: tone.jolly\n    terms: ['(a']\n", name="child", extends="parent")

    assert (refused.file, refused.line) == ("child.yaml", 8)


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_bytes("pack: mine\nowner: Zoë\n".encode("latin-1"))

    with pytest.raises(PackError) as refused:
        load_pack(path)

    assert refused.value.problem == "this is not written in UTF-8. Save the file as UTF-8 text."
    assert (refused.value.file, refused.value.line) == ("mine.yaml", 2)


def test_a_folder_a_missing_file_and_one_far_too_large_are_refused_by_name(tmp_path):
    (tmp_path / "council.yaml").write_text(_HEAD, "utf-8")
    with (tmp_path / "large.yaml").open("wb") as large:
        large.truncate(50_000_000)

    def said(name):
        with pytest.raises(PackError) as refused:
            load_pack(tmp_path / name)
        return str(refused.value)

    assert said("councl.yaml") == "councl.yaml, line 1: there is no such file. Did you mean “council.yaml”?"
    assert said("x.yaml").endswith("there is no such file. Look at its name and at its folder.")
    assert "50,000,000 bytes, and 5,000,000 at most are read" in said("large.yaml")
    assert "this is a folder. Name the packs in it one by one" in said(".")


def test_a_file_that_names_a_part_of_itself_within_itself_is_refused(tmp_path):
    rule = _RULE.replace('["Good morning"]', "[{text: x, context: &all {period: *all}}]")

    assert "nested more deeply" in _refusal(tmp_path, rule).problem


def test_a_pattern_of_brackets_within_brackets_without_end_is_refused(tmp_path):
    rule = _RULE.replace("matcher: phrases", "matcher: pattern").replace("jolly good", "(" * 1000 + "j" + ")" * 1000)

    refused = _refusal(tmp_path, rule)

    assert "brackets stand more than 50 deep in brackets" in refused.problem


def test_a_pattern_that_would_backtrack_elsewhere_runs_in_no_time(tmp_path):
    rule = _RULE.replace("matcher: phrases", "matcher: pattern").replace(
        '["jolly good"]', "['(j+)+lly$', 'jolly good']"
    )

    assert _engine(tmp_path, rule).check("j" * 500 + "!", Context()) == ()


def test_two_rules_of_one_id_are_refused(tmp_path):
    refused = _refusal(tmp_path, _RULE + _RULE)

    assert "two rules have the id “tone.jolly”; the first stands on line 7" in refused.problem
    assert refused.line == 18


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "the file is empty"),
        ("- a\n", 1, "expected names and values here"),
        ("pack: x\nversion: 1\n", 1, "the pack needs “owner”"),
        ("pack: x\nversion: 1\nowner: y\nreview_by: 2027-03-01\nrulez: []\n", 5, "Did you mean “rules”?"),
        ("pack: [\n", 2, "a bracket, a comma or a quote is missing"),
        ("pack: x\nversion: 1\nowner: y\nreview_by: 2027-03-01\nrules: []\n", 5, "so nothing would be checked"),
        ("pack: x\n# " + "x" * 5_000_000, 1, "5,000,000 at most are read. Share it out among several packs"),
        ("pack: x\nversion: " + "[" * 200_000, 2, "nested more deeply than anything here means"),
        ("pack: x\nversion:\n" + "- " * 200_000 + "x", 3, "nested more deeply than anything here means"),
        (
            "a: &a [x]\n"
            + "".join(f"{n}: &b{n} [{','.join(['*' + (f'b{n - 1}' if n else 'a')] * 9)}]\n" for n in range(9)),
            1,
            "repeats its parts within each other",
        ),
        ("pack: x\nversion: \x07\n", 2, "a control character stands here"),
    ],
)
def test_a_broken_file_is_refused(tmp_path, text, line, said):
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")

    with pytest.raises(PackError) as refused:
        load_pack(path)

    assert said in refused.value.problem
    assert (refused.value.file, refused.value.line) == ("mine.yaml", line)


def test_a_parent_that_does_not_exist_is_refused_with_the_nearest_name(tmp_path):
    refused = _refusal(tmp_path, _RULE, extends="councl")

    assert refused.problem == "there is no pack “councl”. Did you mean “council”?"
    assert refused.line == 5


def test_a_parent_is_named_as_a_pack_and_not_as_a_file_elsewhere(tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "theirs.yaml").write_text(
        _HEAD.replace("{name}", "x").replace("{extends}", "") + _RULE, "utf-8"
    )

    refused = _refusal(tmp_path, _RULE, extends="other/theirs")

    assert refused.problem.startswith("there is no pack “other/theirs”. Known: base, business,")


def test_a_slip_in_the_name_of_a_pack_beside_it_is_told_with_that_name(tmp_path):
    (tmp_path / "harbour.yaml").write_text(_HEAD.replace("{name}", "x").replace("{extends}", "") + _RULE, "utf-8")

    assert "Did you mean “harbour”?" in _refusal(tmp_path, _RULE, extends="harbor").problem


def test_a_pack_that_extends_itself_is_refused(tmp_path):
    assert "“mine” is this pack itself" in _refusal(tmp_path, _RULE, extends="mine").problem


def test_two_parents_with_a_rule_of_one_id_are_refused_where_the_second_stands(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(_HEAD.replace("{name}", name).replace("{extends}", "") + _RULE, "utf-8")

    refused = _refusal(tmp_path, _RULE.replace("tone.jolly", "tone.other"), extends="one, two")

    assert (refused.file, refused.line) == ("two.yaml", 7)
    assert "two rules have the id “tone.jolly”: this one and one of one.yaml" in refused.problem


def test_packs_that_extend_each_other_are_refused(tmp_path):
    for name, other in (("one", "two"), ("two", "one")):
        (tmp_path / f"{name}.yaml").write_text(
            _HEAD.replace("{name}", name).replace("{extends}", other) + _RULE.replace("tone.jolly", name), "utf-8"
        )

    with pytest.raises(PackError, match="extends this pack in turn"):
        load_pack(tmp_path / "one.yaml")


_PARENT = _RULE.replace("    level: warn", "    level: second_approver\n    locked: true")


def _child(folder, rules):
    (folder / "parent.yaml").write_text(_HEAD.replace("{name}", "parent").replace("{extends}", "") + _PARENT, "utf-8")
    return _engine(folder, rules, name="child", extends="parent")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "level: warn",
            "locked at second_approver by parent.yaml; warn would weaken it. Expected second_approver or harder.",
        ),
        ("locked: false", "cannot be unlocked here"),
        ("remove_terms: [jolly good]", "“remove_terms” may not change here"),
        ("unless_near: [fellow]", "“unless_near” may not change here"),
        ("applies_to: {account_kind: [personal]}", "“applies_to” may not change here"),
        ("when: {hold: true}", "“when” may not change here"),
        ("matcher: pattern", "“matcher” may not change here"),
        ("check: profanity", "“check” may not change here"),
    ],
)
def test_a_child_never_weakens_a_locked_rule(tmp_path, change, said):
    with pytest.raises(PackError) as refused:
        _child(tmp_path, f"  - id: tone.jolly\n    {change}\n")

    assert said in refused.value.problem
    assert (refused.value.file, refused.value.line) == ("child.yaml", 8)


_EVIDENCE = _PARENT.replace("matcher: phrases", "matcher: builtin:together").replace(
    '["jolly good"]', '["light = jolly good", "sign a = show"]'
)


@pytest.mark.parametrize(
    "term", ["unless = crash", "but = crash", "void = jolly", "calm x = show", "enough = 2", "grave = crash"]
)
def test_a_term_that_would_let_a_locked_rule_find_less_is_refused(tmp_path, term):
    (tmp_path / "parent.yaml").write_text(
        _HEAD.replace("{name}", "parent").replace("{extends}", "") + _EVIDENCE, "utf-8"
    )

    refused = _refusal(tmp_path, f"  - id: tone.jolly\n    terms: ['{term}']\n", name="child", extends="parent")

    assert "would let it find less. Terms may be added to: light, sign a." in refused.problem
    assert (refused.file, refused.line) == ("child.yaml", 8)


def test_what_a_locked_rule_leaves_alone_may_not_grow(tmp_path):
    refused = _refusal(tmp_path, "  - id: secret.any\n    terms: [hunter2]\n", name="child", extends="base")

    assert "its “terms” are what it leaves alone" in refused.problem


def test_a_pack_that_stands_in_for_a_shipped_one_does_not_write_its_locked_rules_anew(tmp_path):
    rule = _RULE.replace("tone.jolly", "politics.vote-for")

    refused = _refusal(tmp_path, rule, name="council")

    assert "“politics.vote-for” is locked by politics.yaml, and this pack stands in for the shipped" in refused.problem
    assert "Write extends: [council], and give only what you make harder." in refused.problem
    assert (refused.file, refused.line) == ("council.yaml", 7)


def test_a_copy_of_a_shipped_pack_may_stand_in_for_it(tmp_path):
    (tmp_path / "council.yaml").write_text((LIBRARY / "council.yaml").read_text("utf-8"), "utf-8")

    assert load_pack(tmp_path / "council.yaml").version == load_pack(LIBRARY / "council.yaml").version


def test_a_term_to_remove_has_to_be_there(tmp_path):
    (tmp_path / "parent.yaml").write_text(_HEAD.replace("{name}", "parent").replace("{extends}", "") + _RULE, "utf-8")

    refused = _refusal(tmp_path, "  - id: tone.jolly\n    remove_terms: [joly good]\n", name="child", extends="parent")

    assert refused.problem == "“tone.jolly” has no term “joly good” to remove. Did you mean “jolly good”?"


def test_a_child_may_tighten_a_locked_rule_and_word_it_anew(tmp_path):
    engine = _child(tmp_path, "  - id: tone.jolly\n    level: block\n    terms: [what fun]\n    message: Not now.\n")

    found = engine.check("What fun, jolly good", Context())

    assert [(f.level, f.message, f.shown) for f in found] == [
        (Level.BLOCK, "Not now.", "What fun"),
        (Level.BLOCK, "Not now.", "jolly good"),
    ]


def test_a_child_may_loosen_a_rule_that_is_not_locked(tmp_path):
    (tmp_path / "parent.yaml").write_text(_HEAD.replace("{name}", "parent").replace("{extends}", "") + _RULE, "utf-8")

    engine = _engine(
        tmp_path,
        "  - id: tone.jolly\n    level: advice\n    unless_near: [fellow]\n",
        name="child",
        extends="parent",
    )

    assert [f.level for f in engine.check("Jolly good", Context())] == [Level.ADVICE]
    assert engine.check("A jolly good fellow", Context()) == ()


def test_a_childs_change_that_breaks_the_parents_example_is_refused(tmp_path):
    (tmp_path / "parent.yaml").write_text(_HEAD.replace("{name}", "parent").replace("{extends}", "") + _RULE, "utf-8")

    refused = _refusal(
        tmp_path, "  - id: tone.jolly\n    remove_terms: [jolly good]\n    terms: [x]\n", name="child", extends="parent"
    )

    assert "leaves alone its own example “Jolly good show”" in refused.problem


def test_the_version_names_every_pack_and_changes_with_any_word(tmp_path):
    before = _child(tmp_path, "  - id: tone.jolly\n    level: block\n").version
    after = _child(tmp_path, "  - id: tone.jolly\n    level: block\n    why: Because it may hurt.\n").version

    assert before.startswith("parent 1 + child 1 (")
    assert before != after


@pytest.mark.parametrize(
    ("term", "found", "passed"),
    [
        ("jolly good", "Jolly   GOOD!", "jolly goodness"),
        ("jolly*", "jolliest? no. jollying", "ajolly"),
        ("don't", "Don’t", "donut"),
        ("vote {party}", "vote lib dems", "vote libs"),
        ("tŷ", "TY", "type"),
        ("#jolly", "so #Jolly", "jolly"),
    ],
)
def test_phrases_match_whole_words_in_any_case_and_spacing(tmp_path, term, found, passed):
    rule = (
        _RULE.replace('["jolly good"]', f'["{term}"]').replace("Jolly good show", found).replace("Good morning", passed)
    )

    assert _engine(tmp_path, rule).check(found, Context())


def test_an_exception_counts_only_near_the_hit(tmp_path):
    rule = _RULE.replace('["jolly good"]', '["jolly good"]\n    unless_near: ["fellow"]')
    engine = _engine(tmp_path, rule)

    assert engine.check("He's a jolly good fellow", Context()) == ()
    assert engine.check("Jolly good! " + "And so on. " * 5 + "A fellow came by.", Context())


def test_a_list_keeps_the_commas_of_its_patterns_and_parts_its_words():
    lists = read_lists("lists.yaml", "jokes:\n  - one, two words\n  - '/a{1,2}, b/'\n")

    assert lists == {"jokes": ("one", "two words", "/a{1,2}, b/")}


@pytest.mark.parametrize(
    ("item", "said"), [("'/a{1,2}, b'", "does not end with one"), ("one, , two", "two commas stand side by side")]
)
def test_a_list_item_that_would_never_be_found_is_refused_with_its_line(item, said):
    with pytest.raises(PackError) as refused:
        read_lists("lists.yaml", f"jokes:\n  - one\n  - {item}\n")

    assert refused.value.line == 3
    assert said in str(refused.value)
