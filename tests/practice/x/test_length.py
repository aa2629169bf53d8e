"""The practice X counts as X's own conformance cases say."""

import os
import time
from pathlib import Path

import pytest
import yaml

from bot.practice.x.length import find_links, weighted_length

SHARED = Path(os.environ.get("COUNTERSIGN_SHARED", Path(__file__).parents[4] / "shared"))
CASES = SHARED / "data" / "twitter-text" / "validate.yml"


@pytest.mark.parametrize(
    "group", ["WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest"]
)
def test_weighted_length_is_as_in_the_conformance_cases(group):
    if not CASES.exists():
        pytest.skip(f"the cases are not at {CASES}")
    cases = yaml.safe_load(CASES.read_text())["tests"][group]

    counted = {case["description"]: weighted_length(case["text"]) for case in cases}

    assert counted == {case["description"]: case["expected"]["weightedLength"] for case in cases}


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see fernshire.gov.uk.", ["fernshire.gov.uk"]),
        ("(https://a.gov.uk/b_(c)).", ["https://a.gov.uk/b_(c)"]),
        ("mail bins@fernshire.gov.uk", []),
        ("a.b e.g. it.so 1.5 end.Next", []),
        ("it.so/x https://it.so", ["it.so/x", "https://it.so"]),
        ("x.com/a?b=c&d=e#f, y.org", ["x.com/a?b=c&d=e#f", "y.org"]),
    ],
)
def test_links_are_what_x_would_wrap(text, links):
    assert [found.address for found in find_links(text)] == links


@pytest.mark.parametrize(
    "text", ["a." * 2000, "a.uk/" * 800, "👩🏽‍🚒" * 1000, "https://" * 500, "(" * 4000, "a-" * 2000]
)
def test_long_texts_are_counted_quickly(text):
    began = time.process_time()
    weighted_length(text)
    assert time.process_time() - began < 1
