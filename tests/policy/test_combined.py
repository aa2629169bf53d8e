"""How evidence is combined: parts that must be there, places that are counted, short forms of verbs."""

import pytest

from bot.policy.context import Context
from bot.policy.detectors.combined import TOGETHER
from bot.policy.reading import read


def _found(terms, text):
    return [text[hit.start : hit.end] for hit in TOGETHER.build(terms)(read(text), Context())]


def test_a_counted_part_asks_for_as_many_places_that_stand_apart():
    terms = ["grave = burglar", "cue 2 = mate", "cue 2 = nice try", "cue 2 = try"]

    assert _found(terms, "Nice try, mate: the burglar is in custody") == ["burglar"]
    assert _found(terms, "Nice try: the burglar is in custody") == []


def test_the_same_word_twice_counts_twice():
    assert _found(["cue 2 = mate"], "Mate. Oh mate.") == ["Mate"]


@pytest.mark.parametrize("text", ["They can't count", "They cannot count", "They cant count"])
def test_a_phrase_with_a_short_form_is_found_however_it_is_spelt(text):
    assert _found(["lead = can't count"], text) == [text.removeprefix("They ")]
