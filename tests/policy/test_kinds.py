"""What each kind of organisation's own pack adds: rules, whom to ask, and the law that binds it."""

import pytest

from bot.core.findings import Level
from bot.policy.context import ORG_TYPES, Context
from bot.policy.engine import engine_for

_NO_COUNCIL = ("nhs_trust", "police", "ministry")
"""Kinds that have no monitoring officer and that the law on local authorities' publicity does not bind."""


def _own_rules(kind):
    """The rules that the kind's file changes or adds."""
    return [rule for rule in engine_for(kind).rules if rule.file == f"{kind}.yaml"]


@pytest.mark.parametrize("kind", ORG_TYPES)
def test_a_rule_for_one_kind_alone_stands_in_its_pack_and_not_in_the_base(kind):
    strays = [rule.id for rule in engine_for(kind).rules if len(rule.scope.only.get("org_type", ())) == 1]

    assert strays == []


@pytest.mark.parametrize("kind", ORG_TYPES)
def test_every_rule_of_a_kind_names_an_owner_a_review_date_a_link_and_whom_to_ask(kind):
    own = [rule for rule in _own_rules(kind) if rule.id.partition(".")[0] in {kind, "nhs"}]

    assert len(own) >= 4
    assert [rule.id for rule in own if not (rule.owner and rule.review_by and rule.route_to)] == []
    assert [rule.id for rule in own if not rule.link.startswith("https://")] == []


@pytest.mark.parametrize("kind", _NO_COUNCIL)
def test_nobody_is_sent_to_an_office_or_a_law_that_only_councils_have(kind):
    politics = [r for r in engine_for(kind).rules if r.check in {"party_political", "pre_election"}]

    assert politics
    assert "monitoring_officer" not in {rule.route_to for rule in politics}
    assert [r.id for r in politics if "1986/10" in r.link or "local-authority-publicity" in r.link] == []
    assert not any("monitoring officer" in f"{r.message} {r.why} {r.fix}" for r in engine_for(kind).rules)


@pytest.mark.parametrize("kind", ["council", "nhs_trust", "police", "fire"])
def test_only_civil_servants_are_sent_to_the_guidance_for_civil_servants(kind):
    assert [rule.id for rule in engine_for(kind).rules if "for-civil-servants" in rule.link] == []


@pytest.mark.parametrize("kind", ORG_TYPES)
def test_every_rule_is_worded_without_blame(kind):
    words = " ".join(f"{r.message} {r.why} {r.fix}" for r in engine_for(kind).rules).lower()

    assert [blame for blame in ("violation", "invalid", "illegal", "error") if blame in words] == []


_SAME_WORDS = [
    ("Botox for £99 at the Larch Suite this month", "topic_authority", "nhs_trust", "council"),
    ("Tomorrow's GDP figures will be ones to smile about", "embargo", "ministry", "council"),
    ("Liam Tranter is helping us with our inquiries", "person_confidentiality", "police", "council"),
    ("The sprinklers are off at Larch Mills shopping centre", "internal_info", "fire", "council"),
    ("The Mill Road planning application must be refused on Thursday", "topic_authority", "council", "police"),
]


@pytest.mark.parametrize(("text", "check", "found_in", "not_in"), _SAME_WORDS)
def test_the_same_words_are_found_only_where_the_kinds_pack_asks_for_them(text, check, found_in, not_in):
    found, left = (
        {finding.check for finding in engine_for(kind).check(text, Context(org_type=kind))}
        for kind in (found_in, not_in)
    )

    assert check in found
    assert check not in left


def test_votes_are_secret_only_until_the_result_and_only_while_a_poll_is_on():
    period = {"kind": "pre_election", "election": "local", "starts": "2026-03-30", "poll": "2026-05-07"}
    text = "Early boxes in Ashby show the independents in the lead"

    during, after = (
        {
            (finding.rule, finding.level)
            for finding in engine_for("council").check(
                text, Context.from_json({"org_type": "council", "period": period, "now": now})
            )
        }
        for now in ("2026-05-07T15:00:00+01:00", "2026-05-20T15:00:00+01:00")
    )

    assert ("council.how-votes-fall", Level.BLOCK) in during
    assert "council.how-votes-fall" not in {rule for rule, _ in after}
