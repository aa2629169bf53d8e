"""Finding one's way in the rules: what each stops, when it applies, and which speak of some words."""

from dataclasses import replace

import pytest

from bot.core.check_names import CHECK_NAMES
from bot.core.findings import Level
from bot.policy.catalogue import Where, applies, counted, in_order, in_short, packs_of, said_example, speaking_of
from bot.policy.checks import CHECKS
from bot.policy.context import ORG_TYPES
from bot.policy.engine import engine_for
from bot.policy.rules import Example
from bot.policy.scope import Scope

COUNCIL = engine_for("council")
RULE = COUNCIL.rules[0]


def test_every_check_has_a_name_of_its_own_that_fits_on_a_button():
    assert set(CHECK_NAMES) == CHECKS
    assert len(set(CHECK_NAMES.values())) == len(CHECKS)
    assert max(map(len, CHECK_NAMES.values())) <= 40


@pytest.mark.parametrize(
    ("message", "short"),
    [
        ("“{match}” praises a councillor together with their party.", "This praises a councillor together with their party."),
        ("“{match}” and other words here may read as arguing.", "Some words here may read as arguing."),
        ("This names a party (“{match}”).", "This names a party."),
        ("This gives a mobile number that is not ours ({match}).", "This gives a mobile number that is not ours."),
        ("You name {match}, and the period runs until {poll_date}.", "You name …, and the period runs until polling day."),
        ("{hold} is on, and this is no update.", "The incident is on, and this is no update."),
        ("There is a kinder way to say “{match}”.", "There is a kinder way to say …"),
    ],
)  # fmt: skip
def test_a_rule_is_said_in_one_sentence_with_nothing_to_fill_in(message, short):
    assert in_short(replace(RULE, message=message)) == short


@pytest.mark.parametrize("kind", ORG_TYPES)
def test_no_shipped_rule_shows_a_gap_to_fill_in(kind):
    for rule in engine_for(kind).rules:
        assert "{" not in in_short(rule) + " ".join(applies(rule.scope))


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (Scope(), "Always, on every account."),
        (Scope({"account_kind": ("corporate", "official")}), "Only on accounts of this kind: corporate or official."),
        (Scope({"org_type": ("police", "fire")}), "Only for police forces and fire and rescue services."),
        (Scope({"nation": ("wales",)}), "Only in Wales."),
        (Scope({"author_role": ("trainee",)}), "Only for words pitched by: trainee."),
        (Scope({"purpose": ("court_result",)}), "Only for: result of a court case."),
        (Scope({}, {"purpose": ("incident_update",)}), "Not for: update about an incident."),
        (Scope(periods=("pre_election",)), "Only while a pre-election period is on."),
        (
            Scope(periods=("pre_election",), covers_account=True),
            "Only while a pre-election period is on that covers our area.",
        ),
        (Scope(hold=True, reply=False), "Only while an incident is open. Not in a reply."),
        (Scope(meeting=True), "Only while a meeting is on."),
    ],
)
def test_when_a_rule_applies_is_said_in_sentences(scope, said):
    assert " ".join(applies(scope)) == said


def test_topics_are_counted_by_level_the_hardest_first_and_add_up():
    groups = counted(COUNCIL.rules)

    assert [level for level, _, _ in groups] == list(Level)
    assert sum(count for _, _, checks in groups for _, count in checks) == len(COUNCIL.rules)
    assert all(count > 0 for _, _, checks in groups for _, count in checks)


def test_rules_stand_in_the_order_of_their_levels():
    levels = [rule.level for rule in in_order(COUNCIL.rules)]

    assert levels == sorted(levels, key=list(Level).index)


def _found(words):
    return {match.rule.id: match.where for match in speaking_of(COUNCIL.rules, COUNCIL.pack.lists, words)}


def test_a_rule_is_found_by_its_id_by_what_it_says_by_its_examples_and_by_the_words_it_looks_for():
    assert _found("pii.mobile") == {"pii.mobile": Where.SAID}
    assert _found("monitoring officer")["council.undecided-case"] is Where.SAID
    assert _found("larkfield kennels")["defamation.hinted"] is Where.EXAMPLES
    assert _found("prosecco")["defamation.named"] is Where.TERMS


def test_words_are_found_from_their_beginning_in_any_case_and_only_all_together():
    assert "pii.mobile" in _found("MOBI numb")
    assert "pii.mobile" not in _found("obile")
    assert "pledge.promise" in _found("bind")
    assert _found("bin").get("pledge.promise") is not Where.SAID
    assert "criticism.users" in _found("bin")
    assert _found("mobile councillor xylophone") == {}


def test_what_a_rule_says_comes_before_what_it_only_looks_for():
    wheres = [match.where for match in speaking_of(COUNCIL.rules, COUNCIL.pack.lists, "councillor")]

    assert set(wheres) == set(Where)
    assert wheres == sorted(wheres)


def test_an_example_is_said_with_what_of_the_situation_it_depends_on():
    assert said_example(Example("Good morning", 1)) == "“Good morning”"
    assert said_example(Example("Ring us", 1, {"public_contacts": ["1"]})) == (
        "“Ring us” (with a public contact on record)"
    )


@pytest.mark.parametrize("kind", ORG_TYPES)
def test_every_rule_says_something_of_its_own_first_example(kind):
    engine = engine_for(kind)

    silent = [rule.id for rule in engine.rules if not (said := engine.of_first_example(rule)) or "{" in said.message]

    assert silent == []


def test_a_rule_names_the_pack_its_words_stand_in_and_those_that_change_it():
    police = {rule.id: packs_of(rule) for rule in engine_for("police").rules}

    assert police["politics.vote-for"] == ("politics", "police")
    assert police["police.where-guns-are"] == ("police",)
