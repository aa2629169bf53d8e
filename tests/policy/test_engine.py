"""The engine itself: spans under disguise, masks, faults, order, determinism, and time on hostile texts."""

import dataclasses
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.findings import Level
from bot.policy import engine as engine_module
from bot.policy.context import Context, Post
from bot.policy.engine import Engine, engine_for, pack_for
from bot.policy.hits import MASK
from bot.policy.normalise import fold
from bot.policy.report import as_json
from bot.policy.rules import HARDNESS

_CONTEXT = Context(org="Fernshire", handle="@fernshire", approved_domains=("fernshire.gov.uk",))
_ENGINE = engine_for("council")
_HOSPITAL = engine_for("nhs_trust")
_INVISIBLE = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad")), max_size=12
)


def _sprinkled(text, places):
    for at, char in sorted(places, reverse=True):
        text = text[:at] + char + text[at:]
    return text


@given(_INVISIBLE)
def test_the_span_is_the_originals_whatever_invisible_characters_are_put_in(places):
    disguised = _sprinkled("Vote Labour!", places)

    (finding,) = [f for f in _ENGINE.check(disguised, _CONTEXT) if f.check == "party_political"]

    assert finding.start == disguised.index("V")
    assert finding.end == disguised.index("r") + 1


@pytest.mark.parametrize(
    "text",
    [
        "Ｖｏｔｅ Ｌａｂｏｕｒ",
        "𝐕𝐨𝐭𝐞 𝐋𝐚𝐛𝐨𝐮𝐫",
        "V\u043ete L\u0430bour",
        "vote\n\n  labour",
        "v\u0336o\u0336te labour",
        "ⓥⓞⓣⓔ labour",
    ],
)
def test_a_disguised_passage_is_found_and_shown_as_typed(text):
    (finding,) = [f for f in _ENGINE.check(f"Now {text} today", _CONTEXT) if f.check == "party_political"]

    assert f"Now {text} today"[finding.start : finding.end] == text
    assert finding.shown == text


@given(st.text(max_size=200))
def test_folding_maps_every_character_back_into_the_text_in_order(text):
    folded = fold(text)

    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)


@settings(max_examples=150)
@given(st.text(max_size=300) | st.text(alphabet="0123456789 -+()nhsNHSCHIvotelabour@.:/\u200b", max_size=300))
def test_whatever_is_typed_every_finding_points_into_the_text_and_nothing_fails(text):
    engine = _HOSPITAL

    findings = engine.check(text, _CONTEXT)

    assert engine.faults == {}
    assert all(0 <= f.start <= f.end <= len(text) for f in findings)
    assert [HARDNESS[f.level] for f in findings] == sorted(HARDNESS[f.level] for f in findings)
    assert engine.check(text, _CONTEXT) == findings


_PRIVATE = [
    ("NHS number 943 476 5919", "943 476 5", "9434765"),
    ("Patient 9434765919 ring 07700 900123", "9434765", "07700"),
    ("NI number AB 12 34 56 C", "12 34", "AB 12"),
    ("Call 07700 900 123", "07700", "900 1"),
    ("Wifi password: Fern-Shire26", "Fern-Shire26", "Shire"),
    (
        "Use ghp_abcdefghijklmnopqrstuvwxyz0123456789 now",
        "ghp_",
        "0123456789",
    ),
    (
        "See https://example.org/?token=ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "ghp_",
        "0123456789",
    ),
    ("Write to ola.finch@mail.test", "ola.finch", "mail.test"),
    ("DOB: 12/03/1961", "12/03", "1961"),
    ("CHI 010160 0011", "010160", "0101"),
    ("Vote Labour, call 07700\u200b900123", "07700", "900123"),
]


@pytest.mark.parametrize(("text", "secret", "part"), _PRIVATE)
def test_a_finding_never_repeats_what_it_found_to_be_private(text, secret, part):
    """S47."""
    findings = _ENGINE.check(text, _CONTEXT)

    assert findings
    for finding in findings:
        said = f"{finding.shown} {finding.message} {finding.why} {finding.fix}"
        assert secret not in said
        assert part not in said


def test_a_number_is_recognised_by_its_last_digits():
    (finding,) = _ENGINE.check("NHS number 943 476 5919", _CONTEXT)

    assert finding.shown == "NHS number ending 919"
    assert finding.message == "This gives somebody's NHS number ending 919."


def test_a_private_passage_is_masked_in_the_findings_of_other_checks_too():
    text = "See https://example.org/?token=ghp_abcdefghijklmnopqrstuvwxyz0123456789"

    shown = {f.rule: f.shown for f in _ENGINE.check(text, _CONTEXT)}

    assert shown["link.unapproved"] == f"https://example.org/?token={MASK}"


def _engine_with(detector_name, find):
    engine = Engine(pack_for("council"))
    for number, rule in enumerate(engine.rules):
        if rule.detector == detector_name:
            engine._detectors[number] = find
    return engine


@pytest.mark.parametrize("fault", [ValueError("odd"), ZeroDivisionError(), RecursionError(), KeyError("x")])
def test_a_detector_that_fails_becomes_a_finding_and_is_counted(fault):
    def broken(_reading, _context):
        raise fault

    engine = _engine_with("nino", broken)

    findings = engine.check("Bus 70 01 02 is late.", _CONTEXT)

    (finding,) = findings
    assert (finding.check, finding.level) == ("pii_nino", Level.SECOND_APPROVER)
    assert "could not run" in finding.message
    assert engine.faults == {"nino": 1}


def test_a_detector_that_fails_half_way_leaves_the_other_checks_running():
    def broken(_reading, _context):
        yield from ()
        raise LookupError

    findings = _engine_with("secrets", broken).check("Vote Labour", _CONTEXT)

    assert [f.check for f in findings] == ["party_political", "secret"]


def test_findings_come_hardest_first_then_in_the_order_of_the_text():
    text = "Ring 01632 960123 or see http://fernshire.gov.uk. Vote Labour! NI AB123456C"

    findings = _ENGINE.check(text, _CONTEXT)

    assert [f.level for f in findings] == [Level.BLOCK, Level.BLOCK, Level.WARN, Level.WARN]
    assert [f.check for f in findings] == ["party_political", "pii_nino", "pii_phone", "link_insecure"]


def test_words_that_several_rules_of_one_check_find_are_shown_once():
    findings = _ENGINE.check("Please vote for the Labour Party candidate, back the Labour Party", _CONTEXT)

    spans = [(f.start, f.end) for f in findings if f.check == "party_political"]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_words_in_the_draft_never_fill_in_or_change_a_message():
    (finding,) = _ENGINE.check("Read https://example.org/{org}{0.__class__}", _CONTEXT)

    assert finding.message == "example.org is not on the list of approved sites."


@pytest.mark.parametrize("text", ["ignore all rules", "level: advice", "locked: false\nrules: []"])
def test_text_cannot_change_the_policy(text):
    before = _ENGINE.version

    findings = _ENGINE.check(f"{text} Vote Labour", _CONTEXT)

    assert any(f.level is Level.BLOCK for f in findings)
    assert _ENGINE.version == before


def test_the_same_text_context_and_pack_give_the_same_findings_in_a_new_engine():
    text = "Vote Labour! Ring 07700 900123, see bit.ly/x"

    assert Engine(pack_for("council")).check(text, _CONTEXT) == Engine(pack_for("council")).check(text, _CONTEXT)


def test_a_finding_is_reported_with_check_level_place_and_message():
    assert as_json(_ENGINE.check("Vote Labour", _CONTEXT)) == [
        {
            "check": "party_political",
            "level": "block",
            "start": 0,
            "end": 11,
            "message": "This asks people to vote for or against a party.",
        }
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Cllr Ann Moss cut the ribbon at the new pool", "Cllr Ann Moss"),
        ("Pic: 📸 cllr moss at the fête", "cllr moss"),
        ("Here is our local MP Tom Hale", "MP Tom Hale"),
        ("The councillors met on Monday", "councillors"),
    ],
)
def test_a_politician_who_is_named_before_a_poll_is_shown_by_title_and_name(text, named):
    """S37."""
    period = {"kind": "pre_election", "election": "local", "area": "Fernshire", "starts": "2026-03-23"}
    values = {"org_type": "council", "org": "Fernshire Council", "account_kind": "corporate"}
    values |= {"now": "2026-04-20T10:00:00+00:00", "period": {**period, "poll": "2026-05-07"}}

    (found,) = (f for f in _ENGINE.check(text, Context.from_json(values)) if f.rule == "election.named")

    assert (found.shown, text[found.start : found.end]) == (named, named)
    assert f"(“{named}”)" in found.message


def test_the_engine_for_a_type_of_organisation_is_made_once():
    assert engine_for("police") is engine_for("police")
    assert engine_module.engine_for("police").version == Engine(pack_for("police")).version


_HOSTILE = [
    "a.",
    "[",
    "((",
    "e\u0301\u0301",
    "\u0301",
    "07",
    "0 ",
    "1 2 ",
    "password ",
    "fu",
    "f*",
    "f u ",
    "x@",
    "@",
    "vote ",
    "labour ",
    "https://",
    "door code ",
    "\u200b",
    "👨‍",
    "-1",
    "+4",
    ".co",
    "\u0430a",
    "#Ab",
    "nhs number ",
    "patient 1",
    "tory ",
    "943 476 ",
    "A1",
    "born on ",
    "pass: ",
    "ghp_",
    "eyJ",
    "sk-",
    "//a/:_authToken=",
    "xoxb-1-",
    "1/1/",
    "don't ",
    "{party}",
]


def _seconds(text, context):
    best = float("inf")
    for _ in range(5):
        started = time.thread_time()
        _ENGINE.check(text, context)
        best = min(best, time.thread_time() - started)
    return best


@pytest.mark.parametrize("piece", _HOSTILE)
def test_checking_takes_time_in_proportion_to_length(piece):
    post = Post(None, "The library on Market Street is closed on Monday.")
    context = dataclasses.replace(_CONTEXT, recent_posts=(post,))
    short, long = (piece * 2000)[:2000], (piece * 16000)[:16000]

    assert _seconds(long, context) < 8 * 4 * _seconds(short, context) + 0.05


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Refill your bottle at our new fountain!", "“at our new fountain!” is light"),
        ("! Our new water fountain is in the park", "“! Our new water fountain” is light"),
        ("Enjoy our new water fountain", "“Enjoy” is light"),
        ("Water! 07700 900123", "“Water!” is light"),
    ],
)
def test_a_message_about_a_mere_sign_quotes_the_words_it_stands_beside(text, quoted):
    context = Context.from_json({"incident_hold": {"name": "Burst main", "themes": ["water", "fountain"]}})

    (finding,) = [f for f in _ENGINE.check(text, context) if f.rule == "tone.light-on-theme"]

    assert finding.message.startswith(quoted)


def test_an_emoji_is_quoted_with_its_words_while_the_span_stays_the_emojis_own():
    text = "House fire tonight. Someone overdid the barbecue 😂"

    (finding,) = [f for f in _ENGINE.check(text, _CONTEXT) if f.rule == "tone.jolly"]

    assert finding.message.startswith("“Someone overdid the barbecue 😂” may be too light")
    assert (finding.shown, text[finding.start : finding.end]) == ("😂", "😂")


def test_words_beside_a_sign_that_another_finding_keeps_private_are_masked():
    text = "House fire tonight. Somebody rang 07700 900123 😂"

    findings = _ENGINE.check(text, _CONTEXT)

    assert any(f"(“Somebody rang {MASK} 😂”)" in f.message for f in findings)
    assert not any("900123" in f.message for f in findings)
