"""The packs on invented drafts: what should be found is, and what only looks risky passes."""

import sys
from pathlib import Path

import pytest

from bot.core.findings import Level
from bot.policy.checks import CHECKS
from bot.policy.context import Context
from bot.policy.engine import engine_for

sys.path.insert(0, str(Path(__file__).parent))
import drafts

sys.path.pop(0)


def _check(text, context):
    return engine_for(context["org_type"]).check(text, Context.from_json(context))


@pytest.mark.parametrize(("text", "context"), drafts.CLEAN)
def test_a_draft_that_only_looks_risky_passes(text, context):
    findings = _check(text, context)

    assert [(f.rule, f.shown) for f in findings if f.level is not Level.ADVICE] == []


@pytest.mark.parametrize(("check", "text", "context"), drafts.RISKY)
def test_a_risky_draft_is_found(check, text, context):
    assert check in {f.check for f in _check(text, context)}


@pytest.mark.parametrize(("check", "text", "found_in", "passes_in"), drafts.CONTEXT_PAIRS)
def test_the_same_words_come_out_differently_where_the_context_differs(check, text, found_in, passes_in):
    assert check in {f.check for f in _check(text, found_in)}
    assert check not in {f.check for f in _check(text, passes_in)}


def test_the_set_has_enough_drafts_and_half_are_clean():
    total = len(drafts.CLEAN) + len(drafts.RISKY) + 2 * len(drafts.CONTEXT_PAIRS)

    assert total >= 120
    assert len(drafts.CLEAN) + len(drafts.CONTEXT_PAIRS) >= 0.4 * total
    assert {check for check, _, _ in drafts.RISKY} <= CHECKS


@pytest.mark.parametrize("org_type", ["council", "nhs_trust", "police", "fire", "ministry"])
def test_each_type_of_organisation_has_a_pack_of_its_own_over_the_base(org_type):
    engine = engine_for(org_type)

    assert engine.pack.name == org_type
    assert "base " in engine.version
    assert any(rule.file == f"{org_type}.yaml" for rule in engine.rules)
    assert engine.faults == {}


def test_every_rule_says_why_and_how_to_fix_it_without_words_of_blame():
    words = " ".join(f"{r.message} {r.why} {r.fix}" for r in engine_for("council").rules).lower()

    for blame in ("violation", "invalid", "illegal", "error"):
        assert blame not in words


def test_a_hospital_takes_ten_such_digits_more_seriously_than_a_council():
    text = "Thanks for 943 476 5919, all sorted."
    levels = {
        org: {f.level for f in _check(text, {**drafts.BASE, "org_type": org}) if f.check == "pii_health_number"}
        for org in ("council", "nhs_trust")
    }

    assert levels == {"council": {Level.WARN}, "nhs_trust": {Level.SECOND_APPROVER}}


def test_a_look_alike_names_the_site_it_imitates():
    (finding,) = _check("Tickets at https://fernshiremusuem.org", drafts.BASE)

    assert finding.message == "fernshiremusuem.org looks like fernshiremuseum.org but is another site."


def test_a_text_over_the_limit_is_told_by_how_much_and_where_it_ends():
    text = "a" * 290
    (finding,) = _check(text, drafts.BASE)

    assert finding.message == "This is 10 over the limit of 280."
    assert (finding.start, finding.end) == (280, 290)


def test_the_limit_falls_at_the_typed_character_where_letters_are_composed():
    text = "  " + "e\u0301" * 285
    (finding,) = [f for f in _check(text, drafts.BASE) if f.check == "length"]

    assert finding.start == 2 + 2 * 280
