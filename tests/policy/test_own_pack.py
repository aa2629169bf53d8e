"""A pack as an organisation writes it for itself: lists in terms, the public sector's base, politicians, periods."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.core.findings import Level, office
from bot.policy.catalogue import applies
from bot.policy.context import Context, Period
from bot.policy.engine import Engine
from bot.policy.packs import load_pack
from bot.policy.rules import PackError

_SHARED = Path(os.environ.get("COUNTERSIGN_SHARED", Path(__file__).parents[3] / "shared"))
_SAMPLE = _SHARED / "data" / "rule_pack_example.yaml"

_OWN = """\
pack: harbour-words
version: 2026.12.2
owner: "Harbour communications"
review_by: 2027-09-30                 # a date, without quotes
extends: [base/uk-public-sector]
rules:
  - id: harbour.leaflets
    check: party_political
    matcher: phrases
    level: block
    locked: true
    terms: ["read our leaflet", "{party} leaflet*"]
    unless_near: ["leaflets of all parties"]
    message: "“{match}” is a party’s publicity."
    why: "The harbour serves everybody, whoever they vote for."
    fix: "Take it out."
    link: https://www.legislation.gov.uk/ukpga/1986/10/section/2
    examples:
      fires: ["Tory leaflets are in the kiosk", "Read our leaflet"]
      passes: ["Labour leaflets? The library keeps leaflets of all parties", "Tide leaflets are in the kiosk"]
  - id: harbour.named
    check: pre_election
    matcher: builtin:named_politician
    when: {period: [pre_election], covers: account_area}
    applies_to: {account_kind: [corporate, official], not_purpose: [returning_officer_notice]}
    level: second_approver
    route_to: monitoring_officer
    message: "{match} is named before the poll on {poll_date}."
    why: "Nobody in office is put forward now."
    fix: "Let the harbour master speak, or wait until after {poll_date}."
    examples: {fires: ["Councillor Tess Vane opened the slipway"], passes: ["The mayor’s barge is in dock"]}
"""
_POLL = Period("pre_election", "local elections", date(2026, 3, 30), date(2026, 5, 7))
_BEFORE = Context(org="Fernshire Council", handle="@fernshire", now=datetime(2026, 4, 20, 9, tzinfo=UTC), period=_POLL)


def _file(folder, old="", new="", text=_OWN):
    assert old in text
    path = folder / "harbour.yaml"
    path.write_text(text.replace(old, new, 1) if old else text, "utf-8")
    return path


def _refusal(folder, old, new):
    with pytest.raises(PackError) as refused:
        Engine(load_pack(_file(folder, old, new)))
    return refused.value


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    return Engine(load_pack(_file(tmp_path_factory.mktemp("own"))))


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The same pack without the base, which knows the register too."""
    return Engine(load_pack(_file(tmp_path_factory.mktemp("alone"), "[base/uk-public-sector]", "[]")))


def _of(engine, text, context, rule):
    return [finding for finding in engine.check(text, context) if finding.rule == rule]


def test_a_pack_of_ones_own_stands_on_the_public_sectors_base(harbour):
    assert "base 2026.12.0 + harbour-words 2026.12.2" in harbour.version
    assert {"pii.telephone", "harbour.named"} <= {rule.id for rule in harbour.rules}


@pytest.mark.parametrize("words", ["Plaid Cymru leaflet", "SNP leaflets", "lib dem leaflets"])
def test_a_list_within_a_phrase_stands_for_each_of_its_words(harbour, words):
    (finding,) = _of(harbour, f"The {words} came today", Context(), "harbour.leaflets")

    assert (finding.level, finding.shown) == (Level.BLOCK, words)


def test_a_list_nobody_keeps_is_refused_with_the_nearest_name(tmp_path):
    refused = _refusal(tmp_path, "{party} leaflet*", "{partys} leaflet*")

    assert "uses the list {partys}, which is not kept. Did you mean “party”?" in refused.problem
    assert (refused.file, refused.line) == ("harbour.yaml", 12)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Councillor Tess Vane opened the slipway", "Councillor Tess Vane"),
        ("Well done Cllr. T. Vane!", "Cllr. T. Vane"),
        ("with cllr vane at the quay", "cllr vane"),
        ("Tom Hale MP launched the lifeboat", "Tom Hale MP"),
        ("Tom Hale, your Labour candidate, came by", "Tom Hale, your Labour candidate"),
        ("Leader of Fernshire Council, Tess Vane, was there", "Leader of Fernshire Council, Tess Vane"),
        ("The Transport Secretary Ann Rowe was here", "Transport Secretary Ann Rowe"),
        ("Thanks @CllrVane for coming", "@CllrVane"),
    ],
)
def test_a_politician_is_known_by_title_office_or_handle(harbour, words, named):
    (finding,) = _of(harbour, words, _BEFORE, "harbour.named")

    assert finding.shown == named


@pytest.mark.parametrize(
    "words",
    [
        "The mayor’s parlour is closed on Monday",
        "Councillor surgeries are on Fridays",
        "Mayor Making is on Thursday",
        "Methodist minister Ann Rowe blesses the boats",
        "Club secretary Ann Rowe has the keys",
        "Tess Vane swam the bay",
        "Find your councillor on our map",
    ],
)
def test_an_office_without_a_name_and_a_name_without_an_office_name_no_politician(harbour, words):
    assert _of(harbour, words, _BEFORE, "harbour.named") == []


@pytest.mark.parametrize("words", ["Tess Vane swam the bay", "Thanks to Ms Vane", "TESS  VANE swam"])
def test_whoever_is_in_the_organisations_register_is_known_by_name_alone(alone, words):
    registered = replace(_BEFORE, politicians=("Tess Vane, councillor for Quayside",))

    assert _of(alone, words, registered, "harbour.named")
    assert not _of(alone, words, _BEFORE, "harbour.named")
    assert not _of(alone, "A weather vane for the quay", registered, "harbour.named")


def test_the_rule_speaks_only_while_the_period_covers_the_accounts_area(harbour):
    def speaks(**changed):
        return bool(_of(harbour, "Cllr Vane opened it", replace(_BEFORE, **changed), "harbour.named"))

    assert speaks()
    assert speaks(period=replace(_POLL, area="Fernshire"))
    assert speaks(nation="england", period=replace(_POLL, area="England"))
    assert not speaks(period=replace(_POLL, area="Oldmoor"))
    assert not speaks(period=replace(_POLL, area="Quayside ward"))
    assert not speaks(period=None)
    assert not speaks(now=datetime(2026, 5, 9, tzinfo=UTC))
    assert not speaks(account_kind="councillor")
    assert not speaks(post_purpose="returning_officer_notice")


def test_the_finding_says_who_was_named_until_when_and_who_agrees(harbour):
    (finding,) = _of(harbour, "Cllr Vane opened it", _BEFORE, "harbour.named")

    assert finding.message == "Cllr Vane is named before the poll on 7 May 2026."
    assert finding.fix == "Let the harbour master speak, or wait until after 7 May 2026."
    assert office(finding.route_to) == "the monitoring officer"


def test_a_sentence_reads_well_where_the_day_of_the_poll_is_not_known(harbour):
    unknown = replace(_BEFORE, period=replace(_POLL, poll=None))

    (finding,) = _of(harbour, "Cllr Vane opened it", unknown, "harbour.named")

    assert finding.fix == "Let the harbour master speak, or wait until after polling day."


def test_an_example_that_takes_the_rule_out_of_its_period_is_refused(tmp_path):
    refused = _refusal(
        tmp_path,
        'fires: ["Councillor Tess Vane opened the slipway"]',
        'fires: [{text: "Councillor Tess Vane opened it", context: {period: none}}]',
    )

    assert "“harbour.named” is not asked in the situation of its own example" in refused.problem
    assert "“Councillor Tess Vane opened it”" in refused.problem
    assert "Only while a pre-election period is on that covers our area." in refused.problem
    assert (refused.file, refused.line) == ("harbour.yaml", 31)


def test_an_example_that_should_pass_is_run_within_the_period_too(tmp_path):
    refused = _refusal(tmp_path, 'passes: ["The mayor’s barge', 'passes: ["Cllr Vane’s barge')

    assert "“harbour.named” finds its own example “Cllr Vane’s barge is in dock”" in refused.problem
    assert (refused.file, refused.line) == ("harbour.yaml", 31)


def test_examples_of_a_rule_that_spares_the_usual_account_run_on_another(tmp_path):
    whole = _file(tmp_path, "account_kind: [corporate, official]", "not_account_kind: [corporate]")

    engine = Engine(load_pack(whole))

    assert applies(next(rule.scope for rule in engine.rules if rule.id == "harbour.named"))[0].startswith("Not on")


@pytest.mark.skipif(not _SAMPLE.exists(), reason="the shared sample pack is not beside this project")
def test_the_shared_sample_pack_loads_and_does_what_it_says():
    engine = Engine(load_pack(_SAMPLE))
    during = _BEFORE

    (slogan,) = _of(engine, "The Green Party manifesto is out", Context(), "politics.slogan")
    assert (slogan.level, slogan.message) == (Level.BLOCK, "This reads as support for a political party.")
    assert not _of(engine, "You can read every party's manifesto in the library", Context(), "politics.slogan")
    (named,) = _of(engine, "Cllr Ora Finch cut the ribbon", during, "politics.named-councillor")
    assert named.message == "You name Cllr Ora Finch, and the pre-election period runs until 7 May 2026."
    assert named.route_to == "monitoring_officer"
    assert not _of(engine, "Cllr Ora Finch cut the ribbon", Context(), "politics.named-councillor")
