"""The gate passes over no rule that could find something, whatever the pattern, the phrase and the text."""

import string

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.context import Context
from bot.policy.detectors.evidence.named import needs
from bot.policy.engine import engine_for
from bot.policy.gate import Gate, Index
from bot.policy.needs import always
from bot.policy.normalise import folded_text
from bot.policy.pattern_parts import EDGE
from bot.policy.pattern_words import needed_pieces
from bot.policy.patterns import Pattern, pattern, patterns, places
from bot.policy.phrases import Phrases
from bot.policy.pieces import searched
from bot.policy.terms import Terms


def _opens(need, text):
    """Whether a rule with this need of patterns is asked about a text."""
    return Gate({7: (need,)}).open([Index((), need).scan(folded_text(text))]) == {7}


def _open(rules, text):
    """The rules that are asked, each given by its terms."""
    terms = {number: Terms.of(given) for number, given in rules.items()}
    sets = [each for given in terms.values() for each in given.sets]
    scan = Index(sets, [each for given in terms.values() for each in given.patterns]).scan(folded_text(text))
    return Gate({number: given.needs for number, given in terms.items()}).open([scan])


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        (r"\b(?:knife|stabb\w+)\b", [{"|knife", "|stabb"}]),
        (r"£\d{1,2}p\b", [{"£0p|", "£00p|"}]),
        (r"#\w*(?:tory|tories)\w*(?:fail|lies)\b", [{"#"}, {"tory", "tories"}, {"fail|", "lies|"}]),
        (r"\bgrants? (?:of|worth)\b", [{f"|grant{s} {word}|" for s in ("", "s") for word in ("of", "worth")}]),
        (r"\b(?:our|meet) (?:\w+ )?(?:tory|labour) ppc\b", [{"tory ppc|", "labour ppc|"}]),
        (r"(?i)Wi-?Fi(?P<sign>[:=]) *\S+", [{"wi-fi:", "wi-fi=", "wifi:", "wifi="}]),
        (r"a{2,3}b", [{"aab", "aaab"}]),
        (r"[a-z]+", []),
        (r"a*|b", []),
        (r"\bwh?y\?", [{"|why", "|wy"}]),
        (r"(?<![a-z])pin(?=\s)(?!ned)(?P<value>\d\d)", [{"pin00"}]),
        (r"\Qa.b\E", []),
    ],
)
def test_what_a_pattern_cannot_match_without_is_read_from_it(pattern, pieces):
    found = {frozenset(piece.replace(EDGE, "|") for piece in one_each) for one_each in needed_pieces(pattern)}

    assert found == set(map(frozenset, pieces))


@pytest.mark.parametrize(
    ("phrases", "opening", "closed"),
    [
        (["jolly good"], ["A Jolly\n  good day", "“jolly good”"], ["jolly goodness", "ajolly good", "good"]),
        (["stab*"], ["stabbing", "he stabs", "stab"], ["constable"]),
        (["#fail"], ["what a #fail", "#FAIL!"], ["fail", "#failure"]),
        (["top 10"], ["the top 10 of"], ["top ten", "top 25"]),
        (["tŷ"], ["i'r TY hwn"], ["type"]),
        (["/\\bcut\\w*/", "axe"], ["cuts", "the axe"], ["execute", "axes"]),
        (["@person", "axe"], ["nothing at all"], []),
    ],
)
def test_a_part_opens_for_its_phrases_and_patterns_only(phrases, opening, closed):
    rules = {7: [f"part = {phrase}" for phrase in phrases]}

    assert all(_open(rules, text) for text in opening)
    assert not any(_open(rules, text) for text in closed)


def test_a_rule_is_asked_only_where_all_its_needs_are_met():
    party = ["party = labour", "party = /tor(?:y|ies)\\b/"]
    rules = {1: ["cut = cut", *party], 2: party, 3: ["who = @person"]}

    assert _open(rules, "the tories cut it") == {1, 2, 3}
    assert _open(rules, "labour") == {2, 3}
    assert _open(rules, "a clean cut") == {3}


def test_a_digit_of_any_script_counts_as_a_digit():
    (digits,) = always(r"\d\d")([])

    assert _opens(digits, "room ٣٤")
    assert _opens(digits, "room 34")
    assert not _opens(digits, "room 3")


_ATOM = st.sampled_from(
    [
        "a",
        "b",
        "é",
        " ",
        "-",
        "1",
        "_",
        ".",
        r"\b",
        r"\w",
        r"\W",
        r"\d",
        r"\s",
        "[ab]",
        "[^a]",
        "[a-c1]",
        "^",
        "$",
        "ab",
        "fo o",
    ]
)
_PATTERN = st.recursive(
    _ATOM,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda options: f"(?:{'|'.join(options)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{1,3}", "{0,1}", "{2,}", "+?"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=12,
)


@settings(max_examples=600, deadline=None)
@given(_PATTERN, st.lists(st.text(alphabet="ab1é _-.c\n", max_size=24), min_size=4, max_size=8))
def test_a_text_that_a_pattern_matches_always_holds_one_of_its_pieces(pattern, texts):
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    compiled, as_bytes = re2.compile(pattern, options), re2.compile(pattern.replace("é", "e"), options)
    (need,), (plain_need,) = always(pattern)([]), always(pattern.replace("é", "e"))([])

    for text in texts:
        if text.isascii() and compiled.search(text):
            assert _opens(need, text), (pattern, text, need)
        if as_bytes.search(folded_text(text).encode("ascii", "replace")):
            assert _opens(plain_need, text), (pattern, text)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PATTERN, min_size=2, max_size=4), st.text(alphabet="ab1 _-.c\n", max_size=24))
def test_alternatives_one_by_one_find_the_places_that_the_whole_pattern_finds(alternatives, text):
    whole = "|".join(alternatives)
    spans = [match.span() for match in pattern(whole).compiled.finditer(text.encode())]

    assert [span for span in places(patterns(whole), text.encode()) if span[0] < span[1]] == [
        span for span in spans if span[0] < span[1]
    ]


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("a|b", 2),
        (r"(a|b)|[|]|\|", 3),
        (r"[]|]a|[^]|]b", 2),
        (r"(?i)a|b", 1),
        (r"[[:alpha:]|]|c", 2),
        ("a", 1),
        ("a|", 2),
    ],
)
def test_a_pattern_is_divided_at_the_strokes_that_stand_in_no_group_or_class(written, count):
    assert len(patterns(written)) == count


@given(st.text(alphabet=string.ascii_lowercase + "0123456789 -_'", min_size=1, max_size=12), st.text(max_size=40))
def test_a_phrase_opens_wherever_it_stands_as_whole_words(phrase, around):
    plain = folded_text(phrase)
    text = folded_text(f"{around} {phrase} {around}")
    if not plain.strip() or plain not in text:
        return

    assert _open({0: [f"part = {phrase}"]}, text)


def test_a_rule_that_wants_signs_is_asked_only_where_one_stands():
    terms = Terms.of(["who = staff", "enough = 1", "sign upset = tears", r"sign packing = /box(?:es|ed)/"])
    index, gate = Index(terms.sets, terms.patterns), Gate({7: needs(terms)})

    asked = [
        text for text in ("staff news", "staff in tears", "staff boxed it", "tears") if gate.open([index.scan(text)])
    ]

    assert asked == ["staff in tears", "staff boxed it"]


def test_a_detector_is_asked_where_a_word_or_all_of_one_alternative_stands():
    (need,) = always(r"\bwas (?:\d+|forty)|born on", words=("oh",))(())
    index = Index(
        [each for each in need if isinstance(each, Phrases)], [each for each in need if isinstance(each, Pattern)]
    )
    texts = ("it was open", "she was 40", "born on", "oh seven", "born in")

    assert [text for text in texts if Gate({7: (need,)}).open([index.scan(text)])] == [
        "she was 40",
        "born on",
        "oh seven",
    ]


def test_what_is_searched_marks_each_word_once():
    assert searched("a-1 b, c") == EDGE + EDGE.join(["a", "-", "0", "b", ",", "c"]) + EDGE
    assert searched("x\x01y\tz") == EDGE + EDGE.join("xyz") + EDGE


@pytest.mark.parametrize(
    "text", ["👩\u200d🚒 {said}", "❤\ufe0f{said}❤\ufe0f", "{said} e\u0301", "x\u200b{said}", "{said}\u200bx"]
)
def test_a_code_is_found_beside_signs_that_vanish_when_folded(text):
    findings = engine_for("council").check(text.format(said="The gate code is 4821"), Context())

    assert "secret" in {finding.check for finding in findings}
